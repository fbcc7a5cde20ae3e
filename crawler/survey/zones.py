"""Zones of a portal (专区, 专栏): the names of what their pages offer, and whether all of them were read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.elements import Reading, State
from crawler.domain.survey import Entry, Zone
from crawler.page.furniture import in_furniture
from crawler.page.lists.columns import may_be_filled
from crawler.page.portal.entrances import entries_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crawler.page.html import Page

ZONES = (Entry.CROSS_PROVINCE, Entry.ONE_THING, Entry.EVERYDAY)

_MORE = re.compile(r"^(?:查看|展开|加载)?(?:更多|全部)|^(?:个人|企业|法人)(?:服务|办事|事项)?$")
_BETWEEN = re.compile(r"[、；;｜|]")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
_SENTENCE = re.compile(r"[。；！？]")
_CLAUSES = re.compile(r"[，,。；;！!？?]")
_AND_MORE = re.compile(
    r"[、和及](?:[^，,、。；;：:]{2,16}?)等(?![级候待][^，。；]{0,2})[^，,。；;]{0,16}(?=[，,。；;]|$)"
)
"""A sentence that names some of what there is: 开办餐饮店、退休等主题集成服务."""
_ELSEWHERE = re.compile(
    r"(?:请|可|须|需要?|欢迎)(?:您|先|直接)?(?:[在到从至由以]|登录|打开|下载|使用|通过|前往|进入|关注|扫)[^。；;！!]{0,24}?"
    r"(?:办理|进入|查看|查询|选择|体验|申[请报办]|APP|App|app|小程序|移动端|客户端|公众号)"
    r"|请(?:您|先)?(?:切换|选择)(?:至|到)?[^。，；]{0,4}(?:地区|市州|[市州县区]|区划|站点|城市|地市)(?:$|[。，；！])"
)
"""A sentence that sends its reader elsewhere for what the zone offers: 请从“黔事办”移动端进入; 请切换到所在市州."""
_HEAD = re.compile(r".*(?:包括|涵盖|推出|提供|开设|上线|实现|例如|比如|[：:])")
_TAIL = re.compile(r"(?:等|[一二两三四五六七八九十\d]+[项个类件]|联办|集成).*$")
_LONGEST_SENTENCE = 200
_LEAST, _MOST = 2, 40
_SHORT, _PARTS = 4, 3
"""Of a name with marks in it: the length of a piece, and how many there are (身份证换领、补领)."""


def read_zone(
    entry: Entry, pages: Sequence[Page], front: Collection[str], around: Collection[str] = frozenset()
) -> Zone:
    """A zone from the pages behind its entrance, the first one first.

    `front` are addresses of the front page, `around` its short texts: a page on which nothing but them was met (menus
    around a sentence) was not read.
    """
    first = pages[0]
    names: dict[str, Reading] = {}
    for page in pages:
        for words, locator in _names(page, front):
            names.setdefault(words, _stated("name", page, words, locator))
    read = {page.url for page in pages}
    further = {target.url for page in pages for target in page.paging().pages}
    left = any(_MORE.match("".join(link.text.split())) for link in first.links() if link.target.key not in front)
    frames = {frame.target.url for page in pages for frame in page.frames()}
    waits = any(page.needs_script() or (not names and may_be_filled(page)) for page in pages)
    own = any(name not in around and not entries_of(name) for name in names)
    return Zone(
        entry=entry,
        reading=_stated(entry.value, first, first.title, "/"),
        names=tuple(names.values()),
        complete=own and not (further - read or frames - read or left or waits or any(map(_leads_elsewhere, pages))),
    )


def _names(page: Page, front: Collection[str]) -> Iterator[tuple[str, str]]:
    """What a page offers: items of a list, links of its own, and short texts that may be listened to by a script."""
    for item in page.items():
        yield item.name, item.locator
    for link in page.links():
        if link.target.key not in front and _is_name(link.text):
            yield link.text, link.locator
    for element in page.body.iter("li", "td", "dt", "dd", "h3", "h4", "h5", "div", "span", "p"):
        words = " ".join((element.text or "").split())
        if len(element):
            continue
        for name in (words, *_strung(words), *_told(words)):
            if _is_name(name):
                yield name, page.locator(element)


def short_texts(page: Page) -> frozenset[str]:
    """The names and words that a page shows by themselves."""
    return frozenset(words for words, _ in _names(page, ()))


def _told(words: str) -> list[str]:
    """The names that a sentence strings together: 可办企业变更、新生儿出生、退休等服务，请登录办理."""
    if not _SENTENCE.search(words) or "、" not in words:
        return []
    found: list[str] = []
    for clause in _CLAUSES.split(words[:_LONGEST_SENTENCE]):
        pieces = [piece.strip() for piece in clause.split("、")]
        if len(pieces) > 1:
            pieces[0], pieces[-1] = _HEAD.sub("", pieces[0]), _TAIL.sub("", pieces[-1])
            found += [piece for piece in pieces if piece]
    return found


def _leads_elsewhere(page: Page) -> bool:
    """Whether a sentence of a zone says that there is more than it names, or that what it offers is found elsewhere."""
    texts = (e for e in page.body.iter("p", "div", "span", "li", "td", "dd", "h3", "h4") if not len(e))
    return any(_sends_on(" ".join((e.text or "").split())) and not in_furniture(e) for e in texts)


def _sends_on(words: str) -> bool:
    told = _AND_MORE.search(words) or _ELSEWHERE.search(words) if len(words) <= _LONGEST_SENTENCE else None
    return told is not None


def _strung(words: str) -> list[str]:
    """The names that one text strings together (新生儿出生、退休), those with such a mark in them as well."""
    pieces = [name for piece in _BETWEEN.split(_ASIDE.sub("", words)) if (name := piece.strip())]
    if len(pieces) < 2 or not all(map(_is_name, pieces)):
        return []
    runs = (pieces[at : at + long] for long in range(2, _PARTS + 1) for at in range(len(pieces) - long + 1))
    return pieces + ["、".join(run) for run in runs if "、" in words and min(map(len, run)) <= _SHORT]


def _is_name(words: str) -> bool:
    return _LEAST <= len(words) <= _MOST and not _SENTENCE.search(words) and not words.isdigit()


def _stated(element: str, page: Page, words: str, locator: str) -> Reading:
    return Reading(
        element=element, state=State.STATED, value=words, quote=words, evidence=page.evidence, locator=locator
    )
