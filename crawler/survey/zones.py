"""Zones of a portal (专区, 专栏): the names of what their pages offer, and whether all of them were read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.elements import Reading, State
from crawler.domain.survey import Entry, Zone
from crawler.page.lists.columns import may_be_filled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crawler.page.html import Page

ZONES = (Entry.CROSS_PROVINCE, Entry.ONE_THING, Entry.EVERYDAY)

_MORE = re.compile(r"^(?:查看|展开|加载)?(?:更多|全部)|^(?:个人|企业|法人)(?:服务|办事|事项)?$")
_BETWEEN = re.compile(r"[、；;｜|]")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
_SENTENCE = re.compile(r"[。；！？]")
_LEAST, _MOST = 2, 40
_SHORT, _PARTS = 4, 3
"""Of a name with marks in it: the length of a piece, and how many there are (身份证换领、补领)."""


def read_zone(entry: Entry, pages: Sequence[Page], front: Collection[str]) -> Zone:
    """A zone from the pages behind its entrance, the first one first; `front` are addresses of the front page."""
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
    return Zone(
        entry=entry,
        reading=_stated(entry.value, first, first.title, "/"),
        names=tuple(names.values()),
        complete=not (further - read or frames - read or left or waits),
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
        for name in (words, *_strung(words)):
            if _is_name(name):
                yield name, page.locator(element)


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
