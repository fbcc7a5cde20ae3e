"""What of a page belongs to the page around the guide: its footer with the imprint, and its menus of links."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from crawler.extract.html.boxes import Box

_SECTIONS = frozenset({"main", "article", "section", "blockquote", "figure", "fieldset", "details"})
"""Elements whose footer is their own: that of a quoted law gives its number."""
_FOOT = re.compile(r"^(?:.*[-_])?(?:foot|footer|foots|copyright)$", re.IGNORECASE)
_MENU = re.compile(
    r"^(?:.*[-_])?(?:nav|navbar|navigation|menu|sidebar|crumbs?|breadcrumbs?|topbar|toolbar|header|friendlink|pager|paging)$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"ICP备|网站标识码|公网安备|版权所有|主办单位[:：]|主办[:：].{2,40}(?:承办|运维|运营|维护|技术支持)[^。，]{0,6}[:：]"
    r"|^[^\s，。：:]{4,30}主办\s+(?:[^\s，。：:]{2,30}(?:承办|维护)\s+)*(?:[^\s，。：:]{0,4}(?:热线|电话|地址|邮编))\s*[:：]",
    re.DOTALL,
)
_HOST = re.compile(r"主办|承办|版权|维护|技术支持|邮编|邮政编码|网站")
"""Words of the lines beside the one with the number of the site."""
_ADDRESS = re.compile(r"(?:联系|通[讯信]|单位|办公)?(?:地址|电话|邮编|邮箱|传真)\s*[:：]")
"""What begins the line of a site's host beside its imprint: 地址：…路8号 工作时间：8:00-12:00."""
_HOST_LENGTH = 160
_SHORTEST_IMPRINT = 3
_IMPRINT_TAGS = frozenset({"div", "table", "td", "p", "ul", "footer", "center", "font"})
MARGIN_TAGS = frozenset({"nav", "header", "footer", "aside"})
"""Elements that may lie outside of the guide whatever they are called."""
_PANES = frozenset({"tab", "pill"})
_FEWEST_PANES, _FEWEST_LABELS = 3, 2
_NOWHERE = re.compile(r"\s*(?:#|javascript:\s*(?:;|void\s*\(\s*0?\s*\);?)?)?\s*", re.IGNORECASE)
_LEADS = re.compile(r"location|href|open|/")
"""What a handler says that leads to another page."""
_MOST, _LARGEST = 200, 50_000
IMPRINT_LENGTH = 700
"""What has as many words is no imprint."""


@lru_cache(maxsize=8192)
def _part_by_names(names: str) -> _Part:
    """Which part of a page classes and id name."""
    words = names.split()
    if any(_FOOT.match(n) for n in words):
        # A footer of a card or of an article may carry the guide's own words.
        return _Part.FOOT if any(n.lower() in {"foot", "footer", "copyright"} for n in words) else _Part.SOME_FOOT
    return _Part.MENU if any(_MENU.match(n) for n in words) else _Part.NONE


class _Part(Enum):
    NONE = auto()
    FOOT = auto()
    SOME_FOOT = auto()
    MENU = auto()


_NO_PART = _Part.NONE
_FEET = frozenset({_Part.FOOT, _Part.SOME_FOOT})


def may_be_outside(tag: str, classes: str, own_id: str | None) -> bool:
    """Whether what an element is called lets it be a menu or a footer."""
    if tag in MARGIN_TAGS:
        return True
    return bool(classes or own_id) and _part_by_names(f"{classes} {own_id}" if own_id else classes) is not _NO_PART


class Known(NamedTuple):
    """What is known of a menu or footer that was met before: all of its boxes that a reader of the guide needs."""

    text: str
    words: str
    boxes: int
    linked: int
    shows: bool
    names_boxes: bool


class Margins:
    """Menus and footers by their source: the same on every page of a portal, so that few are read twice."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, bool], Known] = {}

    def get(self, source: bytes, in_section: bool) -> Known | None:
        """What is known of a margin of this source."""
        return self._known.get((source, in_section))

    def keep(self, source: bytes, in_section: bool, box: Box) -> None:
        """Remember a box that turned out to lie outside."""
        if len(source) > _LARGEST:
            return
        if len(self._known) >= _MOST:
            self._known = {}
        own = 1 if box.own_id else 0
        named = source.count(b' id="') > own
        self._known[source, in_section] = Known(box.text, box.words, box.end - box.start, box.linked, box.shows, named)


def in_section(box: Box | None) -> bool:
    """Whether a box stands in a section of its own, whose footer may carry the guide's words."""
    return box is not None and (box.tag in _SECTIONS or any(b.tag in _SECTIONS for b in box.up()))


def is_outside(box: Box, size: int, is_label: Callable[[str], bool]) -> bool:
    """Whether a box belongs to the page around the guide: its footer with the imprint, or a menu of links."""
    tag, classes = box.kind
    if _SHORTEST_IMPRINT < size < IMPRINT_LENGTH and tag in _IMPRINT_TAGS:
        words = box.words
        if _may_be_imprint(words) and _IMPRINT.search(words):
            return True
        if box.has_imprint and size <= _HOST_LENGTH and (_HOST.search(words) or _ADDRESS.match(words)):
            return True
    own_id = box.own_id
    if tag in MARGIN_TAGS:
        part = _part_by_names(f"{classes} {own_id or ''}")
    elif classes or own_id:
        part = _part_by_names(f"{classes} {own_id}" if own_id else classes)
        if part is _NO_PART:
            return False
    else:
        return False
    if tag == "footer" or part in _FEET:
        plain = tag == "footer" or part is _Part.FOOT
        return (plain and not in_section(box.parent)) or _is_menu(box, is_label)
    return _is_menu(box, is_label)


def is_imprint(words: str) -> bool:
    """Whether words give the number of a site, as its last lines do."""
    return _may_be_imprint(words) and _IMPRINT.search(words) is not None


def _may_be_imprint(words: str) -> bool:
    """A cheap question before the exact one."""
    return "备" in words or "版权所有" in words or "主办" in words or "网站标识码" in words


def _is_menu(box: Box, is_label: Callable[[str], bool]) -> bool:
    """Whether most words of a box are links, and not the titles of panes of this page."""
    size = len(box.words)
    return size > 0 and box.linked * 2 >= size and not _opens_panes(box, is_label)


def _opens_panes(box: Box, is_label: Callable[[str], bool]) -> bool:
    """Whether every link of a box turns to a pane of this page, as no menu's do.

    It says so (data-toggle="tab"), or leads nowhere or to a place of this page that has no title of its own, while
    several of the links are labels of a guide.
    """
    links = list(box.element.iter("a"))
    if len(links) > 1 and all(
        link.get("data-toggle") in _PANES or link.get("data-bs-toggle") in _PANES or link.get("role") == "tab"
        for link in links
    ):
        return True
    if len(links) < _FEWEST_PANES or any(_LEADS.search(link.get("onclick") or "") for link in links):
        return False
    if not all(_NOWHERE.fullmatch(address := link.get("href") or "") or address.startswith("#") for link in links):
        return False
    titles = [words for link in links if is_label(words := "".join(map(str, link.itertext())).strip())]
    return len(titles) >= _FEWEST_LABELS and not _lead_to_titles(links)


def _lead_to_titles(links: Sequence[_Element]) -> bool:
    """Whether links lead to places of this page of which one is not there or begins with its title, as contents do."""
    named = {name: link for link in links if (name := (link.get("href") or "").partition("#")[2])}
    places = {own: e for e in links[0].getroottree().iter() if (own := e.get("id")) in named} if named else {}
    for name, link in named.items():
        words = "".join(map(str, link.itertext())).strip()
        if name not in places or "".join(map(str, places[name].itertext())).strip().startswith(words):
            return True
    return False


def of_the_guide(box: Box) -> list[Box]:
    """The boxes in a box, without those outside of the guide and what is in them."""
    order = box.order
    found: list[Box] = []
    begin = box.start
    for away in [b for b in order[begin : box.end] if b.outside]:
        if away.start >= begin:
            found += order[begin : away.start]
            begin = away.end
    return found + order[begin : box.end]
