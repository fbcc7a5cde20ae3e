"""A page as boxes: its elements with their text in reading order, made in one pass, so that layout is cheap to ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from crawler.extract.labels import LabelDictionary, LabelMatch

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


def clean(text: str) -> str:
    """Text with white space collapsed."""
    return " ".join(text.split())


class Box:
    """One element.

    `kids` are its boxes and lines of text, `boxes` the boxes among them, `text` all of it with line feeds, `words` the
    same collapsed. `match` is the element whose label the whole text of the box is, `outside` says that it belongs to
    the page around the guide (navigation, footer). `start` and `end` number it in document `order`.
    """

    __slots__ = (
        "boxes", "element", "end", "index", "kids", "match", "order", "outside", "parent", "start", "tag", "text",
        "words",
    )  # fmt: skip

    def __init__(self, element: _Element, parent: Box | None, order: list[Box]) -> None:
        self.order = order
        self.start = len(order)
        self.end = self.start + 1
        order.append(self)
        self.element = element
        self.tag = str(element.tag)
        self.parent = parent
        self.index = 0
        self.kids: list[Box | str] = []
        self.boxes: list[Box] = []
        self.text = ""
        self.words = ""
        self.match: LabelMatch | None = None
        self.outside = False

    @property
    def kind(self) -> tuple[str, str]:
        """Tag and class: boxes of one kind play one part."""
        return self.tag, self.element.get("class") or ""

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
        return any(b.start <= self.start < b.end for b in boxes)


def tree(root: _Element, labels: LabelDictionary) -> Box:
    """The boxes of a page; scripts, styles and choices that were not made are left out."""
    return _box(root, None, labels, [])


def _box(element: _Element, parent: Box | None, labels: LabelDictionary, order: list[Box], depth: int = 0) -> Box:
    box = Box(element, parent, order)
    parts: list[str] = []
    if element.text:
        _add(box, parts, element.text)
    if box.tag == "input":
        value = element.get("value")
        if value and (element.get("type") or "").lower() in _INPUTS:
            _add(box, parts, value)
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SILENT:
            pass
        elif depth >= _DEEPEST:
            _add(box, parts, "".join(str(t) for t in child.itertext()))
        else:
            kid = _box(child, box, labels, order, depth + 1)
            if box.kids and isinstance(box.kids[-1], Box) and kid.tag in INLINE:
                parts.append(" ")
            kid.index = len(box.kids)
            box.kids.append(kid)
            box.boxes.append(kid)
            if not kid.outside or box.outside:
                parts.append(kid.text)
        if child.tail:
            _add(box, parts, child.tail)
    box.end = len(order)
    box.text = "".join(parts)
    box.words = clean(box.text)
    _name(box, labels)
    return box


def _add(box: Box, parts: list[str], text: str) -> None:
    parts.append(text)
    first = True
    for line in text.split("\n"):
        if not first and (not box.kids or box.kids[-1] != "\n"):
            box.kids.append("\n")
        first = False
        if line and not line.isspace():
            box.kids.append(line)


def _name(box: Box, labels: LabelDictionary) -> None:
    words = box.words
    size = len(words)
    if box.tag not in {"html", "body"}:
        box.outside = _is_outside(box, size)
    if size == 0 and box.tag not in INLINE and not box.outside:
        _name_by_picture(box, labels)
    if 0 < size <= 40 and not box.outside:
        if len(box.kids) > 1 and size > 4:
            kept = [k if isinstance(k, str) else k.words for k in box.kids]
            words = clean(" ".join(k for k in kept if not (len(k) <= 12 and labels.is_mark("buttons", k))))
        if box.tag in {"th", "dt", "label"} or words.endswith((":", "：")):
            box.match = labels.element_of(words)
        else:
            box.match = labels.exact(words)


def _name_by_picture(box: Box, labels: LabelDictionary) -> None:
    """A label drawn as a picture: its alternative text is a label, no label stands before it and something after it."""
    pictures = [b for b in box.walk() if b.tag == "img"]
    if len(pictures) != 1 or box.parent is None or box.element.getnext() is None:
        return
    before = box.parent.boxes[-1] if box.parent.boxes else None
    words = clean(pictures[0].element.get("alt") or "")
    if words and labels.exact(words) is not None and (before is None or before.match is None):
        box.match, box.words = labels.exact(words), words


def _is_outside(box: Box, size: int) -> bool:
    """Whether a box belongs to the page around the guide: its footer with the imprint, or a menu of links."""
    tag, attributes = box.tag, box.element.attrib
    if 0 < size < _IMPRINT_LENGTH and tag in {"div", "table", "td", "p", "ul", "footer"} and _IMPRINT.search(box.words):
        return True
    names = [] if not attributes else f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
    if not names and tag not in {"nav", "header", "footer", "aside"}:
        return False
    if tag == "footer" or any(_FOOT.match(n) for n in names):
        # A footer of a card or of an article may carry the guide's own words.
        plain = tag == "footer" or any(n.lower() in {"foot", "footer", "copyright"} for n in names)
        return (plain and not any(b.tag in _SECTIONS for b in box.up())) or _is_menu(box, size)
    if tag in {"nav", "header", "aside"} or any(_MENU.match(n) for n in names):
        return _is_menu(box, size)
    return False


def _is_menu(box: Box, size: int) -> bool:
    """Whether most words of a box are links."""
    linked = sum(len(b.words) for b in box.walk() if b.tag == "a")
    return size > 0 and linked * 2 >= size


def lines_of(kids: Sequence[Box | str]) -> list[str]:
    """The text of kids as lines, each collapsed, empty ones left out."""
    text = "".join(k if isinstance(k, str) else k.text for k in kids if isinstance(k, str) or not k.outside)
    return [line for line in (clean(part) for part in text.split("\n")) if line]


def pictures_in(kids: Sequence[Box | str]) -> list[Box]:
    """The images in kids that are no icons or buttons."""
    inside = (box for kid in kids if isinstance(kid, Box) for box in kid.walk())
    return [box for box in inside if box.tag in MEDIA and not _ICON.search(str(box.element.get("src")))]


def frames_in(kids: Sequence[Box | str]) -> bool:
    """Whether a frame stands among the kids."""
    return any(isinstance(k, Box) and any(b.tag in {"iframe", "frame"} for b in k.walk()) for k in kids)


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
