"""The entrances (入口) that a page offers, told by the words of its links and by a few marks of structure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import Target
from crawler.domain.survey import Entry
from crawler.page.paths import element_at
from crawler.page.portal.search_forms import search_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.page.finds import Link
    from crawler.page.html import Page

_WORDS: dict[Entry, re.Pattern[str]] = {
    Entry.RATING_RESULTS: re.compile(
        r"评价(?:结果|公示|公开|统计|数据|情况|汇总|排名|榜|通报)|(?:差评|评价)整改|整改(?:情况|结果)(?:公开|公示)?$|好差评(?:结果|公示|公开|统计|数据|情况|排行|榜|通报)|"
        r"满意[度率](?:调查|测评|评价)?(?:结果|公示|公开|统计|数据|情况|排[名行]|榜|通报)|^(?:政务服务|群众|企业|办事|服务|公众|窗口)*满意[度率]$"
    ),
    Entry.RATING: re.compile(
        r"好差评|(?:我要|服务|办事|在线|满意度|政务|窗口|办件)评价|评价服务|^评价$|评一评|^去评价$|^我来评"
    ),
    Entry.CONSULTATION: re.compile(
        r"咨询(?:投诉|建议|与投诉|留言|互动|服务)|投诉(?:咨询|建议|举报)|建议(?:咨询|投诉)|(?:我要|网上|在线|办事|业务)(?:咨询|投诉|留言|写信|建议)|"
        r"互动交流|政民互动|公众互动|^互动(?:中心|平台|专区|栏目)?$|民意征集|领导信箱|[厅局县市省区长]长信箱|^咨询$|^投诉$|^(?:我要)?留言(?:板)?$|12345(?:热线|平台|在线)?$"
    ),
    Entry.ASSISTANT: re.compile(
        r"智能(?:客服|问答|咨询|机器人|助手|助理|导办|导服|小\S)|机器人|在线客服|^客服$|数字人|AI(?:客服|助手|问答|小)|^小\S{1,3}(?:问答|机器人|客服|助手)$"
    ),
    Entry.ACCESSIBILITY: re.compile(
        r"无障碍|长者|老年(?:版|模式|专区|人)|适老|关怀(?:版|模式)|大字版?|读屏|助老|敬老|爱心版|语音播报|盲人"
    ),
    Entry.MOBILE: re.compile(
        r"APP|小程序|手机(?:版|端|客户端|网站)|移动(?:端|版|门户|客户端|应用)|掌上|公众号|微信(?:版|端)|客户端(?:下载)?|扫码(?:下载|办|进入|访问)|"
        # What the provinces call theirs; most of its city's branch says only that name.
        r"爱山东|粤省事|浙里办|随申办|苏服办|闽政通|赣服通|豫事办|鄂汇办|湘易办|智桂通|海易办|渝快办|天府通办|秦务员|甘快办|青松办|冀时办|三晋通|蒙速办|辽事通|吉事办|津心办|新服办",
        re.IGNORECASE,
    ),
    Entry.GOVERNMENT_PORTAL: re.compile(
        r"(?:人民政府|政府)(?:门户)?(?:网站?|官网|门户)?$|^(?:返回)?(?:政府)?门户(?:网站|首页|网)?$|^中国[·•・.]\S{2,8}$"
    ),
    Entry.CROSS_PROVINCE: re.compile(r"跨省(?:通办|办)|省际通办|跨域通办|异地通办|全国通办"),
    Entry.ONE_THING: re.compile(r"一件事|一类事|高效办成|主题集成|集成服务"),
    Entry.EVERYDAY: re.compile(
        r"便民(?:服务|应用|查询|专区|利民|功能|生活)|(?:生活|民生|惠民)(?:服务|缴费|应用)|水电气|公用事业服务"
    ),
}
_NOT: dict[Entry, re.Pattern[str]] = {
    Entry.RATING: re.compile(
        r"结果|公示|公开|统计|数据|情况|整改|办法|标准|指标|信用|影响|营商|说明|制度|排行|通报|评估"
    ),
    Entry.RATING_RESULTS: re.compile(r"信用|影响评价|营商|评价办法|绩效|资质|考核|职称"),
    Entry.CONSULTATION: re.compile(r"电话|方式|渠道|地址|智能|机器人|须知|指南|统计"),
    Entry.GOVERNMENT_PORTAL: re.compile(r"中国政府网|国务院|中央|政务服务"),
    Entry.ACCESSIBILITY: re.compile(r"老年(?:人)?(?:优待|证|津贴|补贴|大学|协会)|盲人(?:按摩|证)|改造|建设|许可|办理"),
    Entry.MOBILE: re.compile(r"备案|掌上电脑|监督|举报"),
    Entry.EVERYDAY: re.compile(r"企业|窗口|中心$|站$"),
}
_NEWS = re.compile(
    r"推进|推动|取得|印发|通知|方案|解读|召开|会议|改革|成效|经验|培训|座谈|调研|发布|公告|新闻|报道|开展|启动|举行|办法|意见$|通报|政策|如何|怎么|什么|"
    r"实现|新增|^[我本][省市区县州]"
)
_DATED = re.compile(r"(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}")
_LONGEST = 14
_ADDRESS: dict[Entry, re.Pattern[str]] = {
    Entry.ASSISTANT: re.compile(r"/(?:robot|znkf|znwd|znzx|chatbot|aikf|zhinengkefu)", re.IGNORECASE),
    Entry.MOBILE: re.compile(r"/(?:mobile|app-?_?down(?:load)?)(?:[/._-]|$)", re.IGNORECASE),
}
_GOVERNMENT = re.compile(r"返回|人民政府|政府|门户|网站|官网|首页|中国|[·•・.]|网$")
_LEVEL = re.compile(r"(?:壮族|回族|维吾尔)?(?:省|自治区|特别行政区|市|自治州|州|盟|县|自治县|区|旗|新区)$")
_BY_NAME: dict[Entry, re.Pattern[str]] = {
    Entry.ASSISTANT: re.compile(r"robot|kefu|chat-?bot|znkf|znwd|zhinengkefu|ai-?(?:assist|chat|robot)", re.IGNORECASE),
    Entry.ACCESSIBILITY: re.compile(
        r"(?:^|[-_/ ])(?:wza|zhangzhe|elder|barrier|old-?(?:man|mode)|accessib)", re.IGNORECASE
    ),
    Entry.MOBILE: re.compile(r"qr-?code|erweima|(?:^|[-_/ ])ewm|app-?down", re.IGNORECASE),
}
"""Names of elements and pictures that show no words: an icon may be the entrance."""

_TOOL = re.compile(
    r"(?:^|[/._-])(?:wza|barrier-?free|accessib\w*|wuzhangai|zhangzhe|oldman)(?:[/._-]|$)", re.IGNORECASE
)
_RESPONSIVE = re.compile(r"width\s*=\s*device-width", re.IGNORECASE)
_INVITES = re.compile(
    r"(?:扫码|扫一扫|扫描|下载|关注|搜索|打开)[^。；;！!?？]{0,20}(?:APP|小程序|公众号|客户端)|(?:APP|小程序|公众号|客户端)[^。；;，,]{0,6}(?:下载|扫码|二维码)",
    re.IGNORECASE,
)
"""What stands beside a code to scan (扫码下载“…”APP), which is a picture without words."""
_INVITED = re.compile(
    r"(?:立即|马上|现在|点击|点此|点这里|去|前往|开始|我要)(?:咨询|体验|使用|提问|对话|进入|查看|打开|前往|了解|访问|试用|评价)?"
    r"|(?:进入|咨询|提问|打开|前往|体验)(?:一下|入口)?[>»\u203a]*"
)
"""What a link says that stands behind the name of what it opens."""
_BETWEEN_LINKS = re.compile(r"[\s|｜、/·]+")
_WIDE = re.compile(r"[\u3000|｜]+|[ \u00a0]{2,}")
_OF_A_SENTENCE = re.compile(r"[。，,；;！!？]")
_QUOTED = re.compile(r"[“\"《「][^”\"》」]*[”\"》」]")
_MARKS_OF_QUOTING = re.compile(r"[“”\"'‘’「」『』《》]")
_RATINGS = frozenset({Entry.RATING, Entry.RATING_RESULTS})
_CONTROLS = frozenset({"button", "menuitem", "menuitemradio", "tab", "link", "option", "treeitem"})
"""Roles of what is clicked."""
_NUMBER = re.compile(r"\d")
_LISTENED = ("span", "div", "li", "i", "p", "em", "button", "label", "img")

_TITLES = ("b", "strong", "h3", "h4", "h5", "dt")
"""What stands above the words of a tile."""

_GRADES = frozenset({"非常满意", "满意", "基本满意", "不满意", "非常不满意"})
_FOUR = 4
_BETWEEN_GRADES = re.compile(r"[\s|｜/]+")
_OUT_OF_SERVICE = re.compile(
    r"(?:栏目|页面|功能|模块|系统)?(?:正在)?(?:建设|完善|开发|升级|维护)中|敬请期待|(?:暂未|尚未|未)(?:开放|开通|启用|上线)|"
    r"(?:功能|服务|栏目|模块)(?:已|暂)?(?:关闭|停用|下线)|暂停(?:服务|使用|受理)|暂无(?:\S{0,6}(?:数据|内容|信息|记录|事项|服务|评价|结果))|^暂无$|"
    r"没有(?:相关|任何|找到)?(?:数据|事项|内容|记录|信息)|(?:无|没有)(?:相关)?(?:数据|记录)|未查询到|查无|共\s*0\s*[条项个]"
)
_ARTICLE = re.compile(r"/art/|/news/|/xw|[/_t](?:19|20)\d{2}[-/]?\d{2}", re.IGNORECASE)
"""Addresses of dated articles: the pictures of a front page that lead there are no entrances."""

_PLACE_OF_WORDS = 30
_LONGEST_INVITATION = 80
_SERVICES = re.compile(r"政务服务|办事(?:大厅|服务)|(?:网上|在线)办事|一网通办|我要办|掌上办|好办")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something met on a page: its words, where they stand, and where it leads (None: nowhere by an address)."""

    words: str
    locator: str
    target: Target | None = None


def entrances(page: Page, region: str = "") -> dict[Entry, Found]:
    """The entrances of a page; of several for one thing the one that leads somewhere, with the fewest words.

    The government portal of another place than the region is none of its own.
    """
    best: dict[Entry, tuple[tuple[bool, bool, int], Found]] = {}
    for entry, found in _candidates(page):
        if entry is Entry.GOVERNMENT_PORTAL and not _of_region(found.words, region):
            continue
        there = found.target is not None and found.target.url.startswith(("http://", "https://"))
        home = there and found.target is not None and _host(found.target.url) == _host(page.url)
        rank = (not there, not home and entry is not Entry.GOVERNMENT_PORTAL, len(found.words))
        if entry not in best or rank < best[entry][0]:
            best[entry] = (rank, found if there else Found(words=found.words, locator=found.locator))
    return {entry: found for entry, (_, found) in best.items()}


def entries_of(words: str) -> tuple[Entry, ...]:
    """What a link with these words, or a page with this title, is the entrance of."""
    text = "".join(unicodedata.normalize("NFKC", words).split()).strip("【】[]《》“”\"'>»|·")
    if not text or len(text) > _LONGEST:
        return ()
    return tuple(
        entry
        for entry, pattern in _WORDS.items()
        if pattern.search(_MARKS_OF_QUOTING.sub("", text) if entry in _RATINGS else text)
        and not (entry in _NOT and _NOT[entry].search(text))
        and (entry is Entry.RATING_RESULTS or not _NEWS.search(text))
    )


def pictures_without_words(page: Page) -> tuple[Link, ...]:
    """Links of the page's own host that show a picture and say nothing: they may be any entrance."""
    return tuple(
        link
        for link in page.links()
        if not link.text
        and link.target.method == "GET"
        and _host(link.target.url) == _host(page.url)
        and not _ARTICLE.search(link.target.url)
    )


def grades(page: Page) -> Found | None:
    """The marks by which a citizen rates a service (五级评价); words about them in a text are none."""
    seen: dict[str, _Element] = {}
    for element in page.body.iter("label", "button", "a", "li", "span", "option", "div", "input"):
        text = "".join((element.get("value") or "").split()) if element.tag == "input" else _own(page, element)
        if text in _GRADES and _can_be_marked(element):
            seen.setdefault(text, element)
    if len(seen) < _FOUR:
        return None
    first = next(iter(seen.values()))
    return Found(words=" ".join(seen), locator=page.locator(first))


def grades_in_words(page: Page) -> bool:
    """Whether the grades stand in a row of their own that nobody can mark, as far as the page tells."""
    return any(
        len(words := _BETWEEN_GRADES.split((element.text or "").strip())) >= _FOUR and _GRADES.issuperset(words)
        for element in page.body.iter("p", "div", "td", "li", "span", "dd")
    )


def place_to_write(page: Page) -> Found | None:
    """The field for a citizen's own words (留言框)."""
    for field in page.body.iter("textarea"):
        if field.get("readonly") is None and field.get("disabled") is None and "display:none" not in _style(field):
            words = field.get("placeholder") or field.get("title") or field.get("name") or "textarea"
            return Found(words=" ".join(words.split()), locator=page.locator(field))
    return None


def way_to(page: Page, portal: str) -> Link | None:
    """The link by which a government portal leads to the services of its region: by its address, else by its words."""
    links = page.links()
    by_address = next((link for link in links if _host(link.target.url) == _host(portal)), None)
    return by_address or next(
        (link for link in links if len(link.text) <= _LONGEST and _SERVICES.search(link.text)), None
    )


def says_out_of_service(page: Page) -> Found | None:
    """The words by which a page tells that there is nothing on it (栏目建设中, 暂无数据)."""
    for element in page.body.iter():
        if not isinstance(element.tag, str) or len(element) > 2:
            continue
        linked = next(element.iter("a"), None) is not None
        own = "".join((element.text or "").split()) or ("" if linked else _own(page, element))
        if not own or len(own) > _PLACE_OF_WORDS:
            continue
        match = _OUT_OF_SERVICE.search(own)
        inside = element.tag == "a" or next(element.iterancestors("a"), None) is not None
        if match and len(match.group(0)) * 3 >= len(own) and not inside:
            return Found(words=own, locator=page.locator(element))
    return None


def _candidates(page: Page) -> Iterator[tuple[Entry, Found]]:
    for place in page.places:
        label = page.label(place.element)
        entries = entries_of(label)
        if not entries and place.target is not None:
            entries = tuple(e for e, pattern in _ADDRESS.items() if pattern.search(urlsplit(place.target.url).path))
        if entries and not _in_dated_row(page, place.element):
            for entry in entries:
                yield entry, Found(words=label, locator=page.locator(place.element), target=place.target)
        elif not entries and _INVITED.fullmatch(label):
            words = _words_before(place.element)
            for entry in entries_of(words) if not _OF_A_SENTENCE.search(words) else ():
                yield entry, Found(words=words, locator=page.locator(place.element), target=place.target)
    for element in page.body.iter(*_LISTENED):
        text = _alternative(element) if element.tag == "img" else _own(page, element)
        if text and (entries := entries_of(text)) and _alone(page, element):
            for entry in entries:
                yield entry, Found(words=text, locator=page.locator(element))
    yield from _beside_links(page)
    yield from _invitations(page)
    field = search_field(page)
    if field is not None:
        words = field.get("placeholder") or field.get("title") or "搜索"
        yield Entry.SEARCH, Found(words=words, locator=page.locator(field))
    yield from _marks(page)


def _beside_links(page: Page) -> Iterator[tuple[Entry, Found]]:
    """Names of entrances that stand in a row of links and are none: something may be there that nobody can read."""
    for link in page.body.iter("a"):
        beside = link.tail or ""
        for piece in () if _OF_A_SENTENCE.search(beside) else _BETWEEN_LINKS.split(beside):
            for entry in entries_of(piece):
                yield entry, Found(words=piece, locator=page.locator(link))


def _words_before(element: _Element) -> str:
    """The words right before a link that says only what to do (智能客服 [立即咨询]): the last piece of their line."""
    before, around = element.getprevious(), element.getparent()
    words = before.tail if before is not None else around.text if around is not None else None
    if not (words or "").strip() and before is not None and before.tag not in {"a", "button"} and not len(before):
        words = before.text
    return _WIDE.split((words or "").strip())[-1].strip(" ：:")


def _invitations(page: Page) -> Iterator[tuple[Entry, Found]]:
    for element in page.body.iter():
        inside = element.text if isinstance(element.tag, str) and element.tag != "a" else None
        for text in (inside, element.tail):
            invites = _INVITES.search(text) if text and len(text) <= _LONGEST_INVITATION else None
            if text and invites is not None and not _NEWS.search(_QUOTED.sub("", text)):
                yield Entry.MOBILE, Found(words=" ".join(invites.group(0).split()), locator=page.locator(element))
                return


def _of_region(words: str, region: str) -> bool:
    """Whether the words for a government portal name the region, or no place at all."""
    place = _GOVERNMENT.sub("", "".join(words.split()))
    stem = _LEVEL.sub("", region) or region
    return len(place) <= 1 or not region or stem in place  # 省政府 names no place


def _marks(page: Page) -> Iterator[tuple[Entry, Found]]:
    """Entrances that are no words: a page made for phones, a tool for readers who see badly."""
    for meta in page.root.iter("meta"):
        content = meta.get("content") or ""
        if (meta.get("name") or "").lower() == "viewport" and _RESPONSIVE.search(content):
            yield Entry.MOBILE, Found(words=content, locator=page.locator(meta))
    for element in page.body.iter("a", "div", "span", "i", "img", "li", "button"):
        if len(element) > 1 or page.words(element):
            continue
        named = " ".join(filter(None, (element.get(n) for n in ("id", "class", "src"))))
        for entry, pattern in _BY_NAME.items():
            if named and pattern.search(named):
                yield entry, Found(words=named[:_PLACE_OF_WORDS], locator=page.locator(element))
    for script in page.root.iter("script"):
        source = script.get("src") or ""
        if _TOOL.search(source):
            yield Entry.ACCESSIBILITY, Found(words=source, locator=page.locator(script))


def _alone(page: Page, element: _Element) -> bool:
    """Whether words without an address may be something to click: a script listens, and no text is around them."""
    if any(page.place(one) is not None for one in (element, *element.iterancestors())):
        return False
    if element.tag == "img":
        return True
    handled = any(one.get("onclick") or one.get("role") in _CONTROLS for one in (element, *element.iterancestors()))
    return len(element) == 0 and (handled or page.bound_by_script(element))


def by_click(page: Page, found: Found) -> Target | None:
    """What asks for an entrance without an address: a click on its words. None inside a form, which it might send."""
    element = element_at(page.tree, found.locator)
    if found.target is not None or element is None or next(element.iterancestors("form"), None) is not None:
        return None
    return Target(url=page.url, method="CLICK", body=found.words)


def named(page: Page) -> frozenset[Entry]:
    """What boxes of their own are called after, though nothing tells whether a click on them leads anywhere.

    A script listens to whatever it likes (a picture's caption, a tile): where a page has one, what a box names is not
    missing.
    """
    if page.scriptless:
        return frozenset()
    alone = (
        e for e in page.body.iter(*_LISTENED, *_TITLES, "footer") if e.tag != "img" and all(c.tag == "br" for c in e)
    )
    words = [piece for e in alone for piece in ("".join(page.words(e).split()), *_set_apart(e.text or ""))]
    words += [piece for e in page.body.iter() if e.tail for piece in _set_apart(e.tail)]
    return frozenset(entry for text in words if not _NUMBER.search(text) for entry in entries_of(text))


def _set_apart(text: str) -> list[str]:
    """The pieces of a line that wide blanks or strokes set apart (ICP备…　无障碍浏览　客户端), as in a footer."""
    pieces = _WIDE.split(text)
    return pieces if len(pieces) > 1 else []


def _in_dated_row(page: Page, element: _Element) -> bool:
    row = next(element.iterancestors("li", "tr", "dd", "p"), None)
    if row is None:
        return False
    words = page.words(row)
    return len(words) < 80 and bool(_DATED.search(words.replace(page.label(element), "")))


def _can_be_marked(element: _Element) -> bool:
    if element.tag == "input":
        return (element.get("type") or "").lower() in {"radio", "button", "submit"}
    if (
        element.tag in {"button", "option", "label"}
        or element.get("onclick")
        or element.get("role") in {"radio", "button"}
    ):
        return True
    around = element.getparent()
    near = (element, around) if around is not None else (element,)
    if any((i.get("type") or "").lower() == "radio" for one in near for i in one.iter("input")):
        return True
    return element.tag == "a" and element.get("href") is not None


def _own(page: Page, element: _Element) -> str:
    return "".join(page.words(element).split()) if len(element) <= 1 else ""


def _alternative(element: _Element) -> str:
    return " ".join((element.get("alt") or element.get("title") or "").split())


def _style(element: _Element) -> str:
    return "".join((element.get("style") or "").split()).lower()


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
