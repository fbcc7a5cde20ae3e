"""A page as boxes: its elements with their text in reading order, made in one pass, so that layout is cheap to ask."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.page.tree import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from crawler.extract.labels import LabelDictionary, LabelMatch
    from crawler.page.html import Page

_SILENT = frozenset({"script", "style", "noscript", "template", "head", "option", "select", "svg", "map", "object"})
_SECTIONS = frozenset({"main", "article", "section"})
_FOOT = re.compile(r"^(?:.*[-_])?(?:foot|footer|foots|copyright)$", re.IGNORECASE)
_MENU = re.compile(
    r"^(?:.*[-_])?(?:nav|navbar|navigation|menu|sidebar|crumbs?|breadcrumbs?|topbar|toolbar|header|friendlink|pager|paging)$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(r"ICP备|网站标识码|公网安备|版权所有|主办单位[:：]")
_INPUTS = frozenset({"text", "", "tel", "search", "url", "email", "number"})
_ICON = re.compile(r"icon|logo|arrow|btn|button|loading", re.IGNORECASE)
_SHORTEST_IMPRINT = 3
_IMPRINT_TAGS = frozenset({"div", "table", "td", "p", "ul", "footer"})
_MARGIN_TAGS = frozenset({"nav", "header", "footer", "aside"})
_PAGE = frozenset({"html", "body"})
_NAMING = frozenset({"th", "dt", "label"})
_COLONS = frozenset({":", "："})
_LONGEST_LABEL = 40
_SHORTEST_WITH_BUTTON = 4
_LONGEST_BUTTON = 12
_DEEPEST = 180
_IMPRINT_LENGTH = 700
INLINE = frozenset(
    {
        "a", "abbr", "b", "big", "button", "cite", "code", "em", "font", "i", "img", "input", "label", "mark", "s",
        "small", "span", "strong", "sub", "sup", "u",
    }
)  # fmt: skip
_TRIMMINGS = frozenset({"i", "em", "br", "a", "button"})
MEDIA = ("img", "canvas", "embed")
_FRAMES = ("iframe", "frame")
_SHOWN = frozenset({*MEDIA, *_FRAMES})


def clean(text: str) -> str:
    """Text with white space collapsed."""
    return " ".join(text.split())


class Box:
    """One element.

    `kids` are its boxes and lines of text, `boxes` the boxes among them, `text` all of it with line feeds, `words` the
    same collapsed. `match` is the element whose label the whole text of the box is, `outside` says that it belongs to
    the page around the guide (navigation, footer). `kind` is tag and class: boxes of one kind play one part. `start`
    and `end` number it in document `order`. `linked` counts the characters of its links, `shows` says that a picture or
    frame is in it, `long` that it has more words than any imprint.
    """

    # Most boxes differ in none of these from what the class says.
    index = 0
    text = ""
    linked = 0
    long = False
    shows = False
    outside = False
    match: LabelMatch | None = None
    _words: str | None = None

    def __init__(self, element: _Element, tag: str, parent: Box | None, order: list[Box]) -> None:
        self.element = element
        self.tag = tag
        self.parent = parent
        self.order = order
        self.start = start = len(order)
        self.end = start + 1
        self.kind = tag, element.get("class") or ""
        self.kids: list[Box | str] = []
        self.boxes: list[Box] = []
        order.append(self)

    @property
    def words(self) -> str:
        """The text with white space collapsed."""
        words = self._words
        if words is None:
            words = self._words = clean(self.text)
        return words

    def say(self, words: str) -> None:
        """Set the words, where they are not those of the text."""
        self._words = words

    def up(self) -> Iterator[Box]:
        """The boxes around this one, innermost first."""
        box = self.parent
        while box is not None:
            yield box
            box = box.parent

    def walk(self) -> list[Box]:
        """The box and every box in it, in document order."""
        return self.order[self.start : self.end]

    def within(self, boxes: Iterable[Box]) -> bool:
        """Whether the box is one of these or inside one of them."""
        start = self.start
        return any(b.start <= start < b.end for b in boxes)


def tree(page: Page, labels: LabelDictionary) -> Box:
    """The boxes of a page; scripts, styles and choices that were not made are left out."""
    return _Builder(page, labels).box(page.tree, str(page.tree.tag), None, 0)


class _Builder:
    """Makes the boxes of one page in one pass. Blocks are set apart here, whether they are so in the tree or not."""

    def __init__(self, page: Page, labels: LabelDictionary) -> None:
        self._page = page
        self._labels = labels
        self._known = labels.cache
        self._order: list[Box] = []

    def box(self, element: _Element, tag: str, parent: Box | None, depth: int) -> Box:
        """The box of an element, with all boxes in it."""
        box = Box(element, tag, parent, self._order)
        if tag in _SHOWN:
            box.shows = True
        if not len(element) and tag != "input":
            self._leaf(box, element.text)
            return box
        kids, parts = box.kids, []
        if tag in BLOCKS:
            parts.append("\n")
            kids.append("\n")
        if element.text:
            _add(kids, parts, element.text)
        if tag == "input":
            value = element.get("value")
            if value and (element.get("type") or "").lower() in _INPUTS:
                _add(kids, parts, value)
        self._inner(box, parts, depth)
        box.end = len(self._order)
        box.text = text = "".join(parts)
        size = _IMPRINT_LENGTH
        if not box.long:
            words = clean(text)
            size = len(words)
            box.long = size >= _IMPRINT_LENGTH
            box.say(words)
        if tag == "a":
            box.linked += len(box.words)
        self._name(box, size)
        return box

    def _leaf(self, box: Box, text: str | None) -> None:
        """Fill the box of an element that has no elements in it: most boxes of a page."""
        kids = box.kids
        block = box.tag in BLOCKS
        if block:
            kids.append("\n")
        words = " ".join(text.split()) if text else ""
        size = len(words)
        box.say(words)
        if text:
            box.text = "\n" + text if block else text
            if "\n" in text:
                _add(kids, [], text)
            elif size:
                kids.append(text)
            if box.tag == "a":
                box.linked = size
            box.long = size >= _IMPRINT_LENGTH
        elif block:
            box.text = "\n"
        self._name(box, size)

    def _inner(self, box: Box, parts: list[str], depth: int) -> None:
        kids, boxes = box.kids, box.boxes
        for child in box.element:
            tag, tail = str(child.tag), child.tail
            if tag in _SILENT:
                pass
            elif depth >= _DEEPEST:
                _ = self._page.root  # its blocks have to be set apart before their text is taken
                _add(kids, parts, "".join(str(t) for t in child.itertext()))
            else:
                kid = self.box(child, tag, box, depth + 1)
                if tag in INLINE and kids and isinstance(kids[-1], Box):
                    parts.append(" ")
                kid.index = len(kids)
                kids.append(kid)
                boxes.append(kid)
                box.linked += kid.linked
                box.shows = box.shows or kid.shows
                if not kid.outside:
                    parts.append(kid.text)
                    box.long = box.long or kid.long
            if tag in BLOCKS:
                parts.append("\n")
                if not kids or kids[-1] != "\n":
                    kids.append("\n")
            if tail:
                _add(kids, parts, tail)

    def _name(self, box: Box, size: int) -> None:
        """Find out whether the box is a label, and whether it belongs to the page around the guide."""
        tag = box.tag
        if tag not in _PAGE and _is_outside(box, size):
            box.outside = True
        elif size > _LONGEST_LABEL:
            return
        elif size > 0:
            words = box.words
            if size > _SHORTEST_WITH_BUTTON and len(box.kids) > 1:
                words = _without_buttons(box, words, self._labels)
            if tag in _NAMING or words[-1:] in _COLONS:
                box.match = self._labels.element_of(words)
            elif words in self._known:
                box.match = self._known[words]
            else:
                box.match = self._labels.exact(words)
        elif box.shows and tag not in INLINE:
            _name_by_picture(box, self._labels)


def _add(kids: list[Box | str], parts: list[str], text: str) -> None:
    parts.append(text)
    if "\n" not in text:
        if not text.isspace():
            kids.append(text)
        return
    first = True
    for line in text.split("\n"):
        if not first and (not kids or kids[-1] != "\n"):
            kids.append("\n")
        first = False
        if line and not line.isspace():
            kids.append(line)


def _without_buttons(box: Box, words: str, labels: LabelDictionary) -> str:
    """The words of a box without the buttons in it."""
    kept = [k if isinstance(k, str) else k.words for k in box.kids if k != "\n"]
    if len(kept) == 1 and len(words) > _LONGEST_BUTTON:
        return words
    return clean(" ".join(k for k in kept if not (len(k) <= _LONGEST_BUTTON and labels.is_mark("buttons", k))))


def _name_by_picture(box: Box, labels: LabelDictionary) -> None:
    """A label drawn as a picture: its alternative text is a label, no label stands before it and something after it."""
    pictures = [b for b in box.walk() if b.tag == "img"]
    if len(pictures) != 1 or box.parent is None or box.element.getnext() is None:
        return
    before = box.parent.boxes[-1] if box.parent.boxes else None
    words = clean(pictures[0].element.get("alt") or "")
    if words and labels.exact(words) is not None and (before is None or before.match is None):
        box.match = labels.exact(words)
        box.say(words)


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


def _is_outside(box: Box, size: int) -> bool:
    """Whether a box belongs to the page around the guide: its footer with the imprint, or a menu of links."""
    tag, classes = box.kind
    if _SHORTEST_IMPRINT < size < _IMPRINT_LENGTH and tag in _IMPRINT_TAGS:
        words = box.words
        if _may_be_imprint(words) and _IMPRINT.search(words):
            return True
    own_id = box.element.get("id")
    if tag in _MARGIN_TAGS:
        part = _part_by_names(f"{classes} {own_id or ''}")
    elif classes or own_id:
        part = _part_by_names(f"{classes} {own_id}" if own_id else classes)
        if part is _NO_PART:
            return False
    else:
        return False
    if tag == "footer" or part in _FEET:
        plain = tag == "footer" or part is _Part.FOOT
        return (plain and not any(b.tag in _SECTIONS for b in box.up())) or _is_menu(box)
    return _is_menu(box)


def _may_be_imprint(words: str) -> bool:
    """A cheap question before the exact one."""
    return "备" in words or "版权所有" in words or "主办单位" in words or "网站标识码" in words


def _is_menu(box: Box) -> bool:
    """Whether most words of a box are links."""
    size = len(box.words)
    return size > 0 and box.linked * 2 >= size


def lines_of(kids: Sequence[Box | str]) -> list[str]:
    """The text of kids as lines, each collapsed, empty ones left out."""
    text = "".join(k if isinstance(k, str) else k.text for k in kids if isinstance(k, str) or not k.outside)
    return [line for part in text.split("\n") if (line := " ".join(part.split()))]


def pictures_in(kids: Sequence[Box | str]) -> list[Box]:
    """The images in kids that are no icons or buttons."""
    inside = (box for kid in kids if isinstance(kid, Box) and kid.shows for box in kid.walk())
    return [box for box in inside if box.tag in MEDIA and not _ICON.search(str(box.element.get("src")))]


def frames_in(kids: Sequence[Box | str]) -> bool:
    """Whether a frame stands among the kids."""
    return any(isinstance(k, Box) and k.shows and any(b.tag in _FRAMES for b in k.walk()) for k in kids)


def _is_wrapped(box: Box) -> bool:
    """Whether the box around says nothing but the same label, and has no empty place for a value beside it."""
    around = box.parent
    if around is None or around.match is None or box.match is None or around.match.element != box.match.element:
        return False
    beside = (b for b in around.boxes if b.index > box.index and b.tag not in _TRIMMINGS)
    return box.tag not in {"td", "th", "dt"} and not any(not b.words or pictures_in([b]) for b in beside)


def labels_itself(box: Box) -> bool:
    """Whether a box is a label itself, and not the box around or inside another that is."""
    if _is_wrapped(box):
        return False
    own = (k for k in box.boxes if k.match is not None and k.words == box.words)
    return box.tag in {"td", "th", "dt"} or all(_is_wrapped(k) for k in own)
