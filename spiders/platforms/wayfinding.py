"""Which links of a portal lead towards its item list (事项清单): by their words and by where they go."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from enum import IntEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from crawler.domain.site import site_of
from crawler.page.learned.calls import without_page
from crawler.page.lists.column_words import is_area, is_column
from crawler.page.lists.more_links import MORE
from crawler.page.lists.numbered_requests import PAGE_PARAMETER
from crawler.page.paths import element_at
from crawler.page.vocabulary import LIST_ENTRANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.evidence import Target
    from crawler.page.finds import Link
    from crawler.page.html import Page


class Promise(IntEnum):
    """How much a link promises, best last."""

    NONE = 0
    PLAIN = 1
    """Any other page of the portal: followed only where nothing better led to a list."""
    FACET = 2
    """One department, theme or group of applicants: a part of the list."""
    LIST = 3
    """Words for the list, the guides or the hall where they hang."""


_AWAY = re.compile(
    r"登录|登陆|注册|退出|注销登录|忘记密码|新闻|要闻|动态|公告|公示|通知|政策|法规|解读|互动|咨询|投诉|举报|信箱|建议|留言|问答|评价|好差评|调查|"
    r"进度|办件|查询结果|下载(?:APP|app|客户端)|手机版|移动端|APP|小程序|微信|微博|English|英文|繁體|繁体|无障碍|长者|老年|关怀|帮助|常见问题|使用说明|"
    r"联系我们|关于我们|网站地图|隐私|版权|备案(?:编)?号|(?:ICP|icp|公安|网安|网站|联网).{0,2}备案?|公安网备|设为首页|加入收藏|打印|关闭|首页|返回|收藏|分享|订阅|预约|地图|导航$|智能客服|机器人|"
    r"数据开放|信用|招聘|专题|专栏|视频|图片|领导|机构职能|政府信息公开|中国政府网|国务院|国家政务服务平台|党建|法治"
)
_AREA_KEY = re.compile(r"area|region|xzqh|xzqu|division|district|city|county|adcode|dq(?:dm|bm)", re.IGNORECASE)
_CODE = re.compile(r"\d{6}(?:\d{6})?")
_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|7z|jpe?g|png|gif|apk|exe|mp4|wps|et|ofd|rtf|txt|css|js|ico)$", re.IGNORECASE
)

_TITLE = re.compile(r"[-_|—·>»\u203a]")
_LONGEST_NAME = 12
_TELLING = re.compile(r"[0-9a-f]{12,}|\d+", re.IGNORECASE)
_NO_PART = re.compile(
    r"登录|登陆|注册|退出|投诉|举报|评价|咨询|下载|^\[?\d+\]?$|^[<>«»\u2039\u203a]|(?:上|下)一?页|^(?:首|末|尾)页|^返回"
)
_WORDS_OF_A_PART = 30
_MOST_CLICKS = 8
_ROW_ACTION = 2


def same_host(one: str, other: str) -> bool:
    """Whether two addresses lie on one host and port."""
    return urlsplit(one).netloc.lower() == urlsplit(other).netloc.lower()


def promise(link: Link, portal: str, code: str, *, all_areas: bool) -> Promise:
    """How much a link promises to lead to a list of this portal's own region."""
    url = link.target.url
    text = "".join(link.text.split())
    if not url.startswith(("http://", "https://")) or _FILE.search(urlsplit(url).path):
        return Promise.NONE
    if site_of(url) != site_of(portal) or len(text) > 40:
        return Promise.NONE
    elsewhere = is_area(text) or other_area(url, code)
    if elsewhere and not all_areas:
        return Promise.NONE
    if LIST_ENTRANCE.search(text) and len(text) <= 16 and not re.search(r"登录|注册|评价|进度|投诉|下载", text):
        return Promise.LIST
    if is_column(text) or elsewhere:
        return Promise.FACET
    if _AWAY.search(text) or not same_host(url, portal):
        return Promise.NONE
    return Promise.PLAIN


def called(title: str, site: str) -> Promise:
    """What a page's own title promises, without what it shares with the front page's: the name of the portal."""
    parts = {"".join(part.split()) for part in _TITLE.split(title)} - {"".join(p.split()) for p in _TITLE.split(site)}
    named = any(len(part) <= _LONGEST_NAME and LIST_ENTRANCE.search(part) and not _AWAY.search(part) for part in parts)
    return Promise.LIST if named else Promise.NONE


def clickable(page: Page) -> tuple[str, ...]:
    """Words of a rendered page that promise a list and have no address: menu entries that a script listens to."""
    leading = {"".join(link.text.split()) for link in page.links()}
    groups: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rows = {element_at(page.tree, item.locator) for item in page.items()} - {None, page.body}
    for element in page.body.iter("a", "button", "li", "span", "div", "p", "h3", "h4"):
        text = "".join((element.text or "").split())
        if 2 <= len(text) <= 10 and rows.isdisjoint((element, *element.iterancestors())):
            groups[str(element.tag), element.get("class") or ""][text] += 1
    # What stands in every row, its type or a button, is of the row: no menu says the same three times.
    menus = [words for words in groups.values() if max(words.values()) <= _ROW_ACTION]
    found = {
        w: None
        for words in menus
        for w in words
        if w not in leading and LIST_ENTRANCE.search(w) and not _AWAY.search(w)
    }
    return tuple(found)[:_MOST_CLICKS]


def other_area(url: str, code: str) -> bool:
    """Whether an address names another region's division code (行政区划代码) as its area."""
    parts = urlsplit(url)
    query = parts.query + "&" + parts.fragment.partition("?")[2]
    for name, value in parse_qsl(query):
        if _AREA_KEY.search(name) and _CODE.fullmatch(value) and value[:6] != code[:6]:
            return True
    return False


def shape_of(url: str) -> tuple[str, ...]:
    """What addresses of one kind of page share: host, path with its numbers left out, names of parameters, route."""
    parts = urlsplit(url)
    route, _, query = parts.fragment.partition("?")
    pairs = [pair for q in (parts.query, query) for pair in parse_qsl(q, keep_blank_values=True)]
    names = sorted({name for name, _ in pairs if not PAGE_PARAMETER.match(name)})
    return parts.netloc.lower(), _TELLING.sub("*", parts.path), _TELLING.sub("*", route), *names


def filters_of(url: str) -> tuple[tuple[str, ...], frozenset[tuple[str, str]]]:
    """Host, path and route of an address, and what its parameters choose, the number of the page left out."""
    parts = urlsplit(url)
    route, _, query = parts.fragment.partition("?")
    pairs = (pair for q in (parts.query, query) for pair in parse_qsl(q))
    chosen = frozenset((name, value) for name, value in pairs if not PAGE_PARAMETER.match(name))
    return (parts.netloc.lower(), parts.path, route), chosen


def sisters(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether shapes differ in a single folder: themes of persons (`/theme/gr/*.html`) and those of companies."""
    path, there = one[1].split("/"), other[1].split("/")
    if (one[0], one[2:]) != (other[0], other[2:]) or len(path) != len(there):
        return False
    differing = [at for at, pair in enumerate(zip(path, there, strict=True)) if pair[0] != pair[1]]
    return len(differing) == 1 and 1 < differing[0] < len(path) - 1 and "*" in path[-1]


def others_like(links: Sequence[Link], here: Target, portal: str, code: str, *, all_areas: bool) -> list[Link]:
    """Links that may show another part of a list, whatever their words: own pages that are no further page of this."""
    own = without_page(here)
    return [
        link
        for link in links
        if link.target.method == "GET"
        and same_host(link.target.url, portal)
        and not _FILE.search(urlsplit(link.target.url).path)
        and 0 < len(link.text) <= _WORDS_OF_A_PART
        and not _NO_PART.search("".join(link.text.split()))
        and (all_areas or not other_area(link.target.url, code))
        and without_page(link.target) != own
    ]


def ranked(links: Sequence[Link], portal: str, code: str, *, all_areas: bool) -> list[tuple[Promise, Link]]:
    """Links that promise something, best first, each address once; the best text of an address counts.

    The same words on many addresses are an action of each row of a list, no way to another list; 更多 may be one.
    """
    places: dict[str, set[str]] = {}
    for link in links:
        places.setdefault("".join(link.text.split()), set()).add(link.target.key)
    best: dict[str, tuple[Promise, Link]] = {}
    for link in links:
        text = "".join(link.text.split())
        if len(places[text]) > _ROW_ACTION and not MORE.match(text):
            continue
        worth = promise(link, portal, code, all_areas=all_areas)
        known = best.get(link.target.key)
        if worth is not Promise.NONE and (known is None or worth > known[0]):
            best[link.target.key] = (worth, link)
    return sorted(best.values(), key=lambda pair: -pair[0])
