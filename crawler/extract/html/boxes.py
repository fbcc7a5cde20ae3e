"""Boxes: the elements of a page with their text in reading order, so that layout is cheap to ask."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from crawler.extract.labels.dictionary import LabelMatch

_ICON = re.compile(r"icon|logo|arrow|btn|button|loading", re.IGNORECASE)
INLINE = frozenset(
    {
        "a", "abbr", "b", "big", "button", "cite", "code", "em", "font", "i", "img", "input", "label", "mark", "s",
        "small", "span", "strong", "sub", "sup", "u",
    }
)  # fmt: skip
_NUMBERED = re.compile(
    r"^(?:([(（])?(?:[一二三四五六七八九十]{1,3})[)）、.．]|第[一二三四五六七八九十]+[章部项]|(\d{1,2})[、.．](?!\d)|\d{1,2}([.．]\d{1,2}){1,2}[、.．]?\s)"
)
_DASHES = re.compile(r"[-—–－/]+")
_TRIMMINGS = frozenset({"i", "em", "br", "a", "button"})
_NUMBERS = frozenset({"statutory_time_limit", "promised_time_limit", "visits"})
"""Elements whose value may be a bare number."""
_KEEPING_LINES = frozenset({"pre", "textarea"})
_IN_SENTENCES = INLINE - {"a", "button", "img", "input"}
_ENDED = ("。", "；", ";", "！", "!")
_OWN_LINE = re.compile(r"$|[^:：]{2,24}[:：]")
"""What begins a line of its own, wherever it stands in the source."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "summary"})
_RANKED = HEADINGS - {"legend", "caption", "summary"}
MEDIA = ("img", "canvas", "embed")
FRAMES = ("iframe", "frame")
_ROWS = 3
_PAIR = 2
_index = attrgetter("index")
_NO_KIDS: list[Box | str] = []
_NO_BOXES: list[Box] = []
_NO_TEXTS: list[str] = []


def clean(text: str) -> str:
    """Text with white space collapsed."""
    return " ".join(text.split())


class Order(list["Box"]):
    """The boxes of a page in document order. A margin stands in it once for each box in it, until it is opened.

    `ornaments` are the addresses of pictures that say nothing, `panels` the elements that titles show when ticked.
    """

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        super().__init__(boxes)
        self.margins: list[Margin] = []
        self.ornaments: frozenset[str] = frozenset()
        self.panels: dict[_Element, _Element] = {}

    def between(self, start: int, end: int) -> list[Box]:
        """The boxes of these numbers, margins among them opened."""
        for margin in self.margins:
            if start <= margin.start < end:
                margin.open()
        return self[start:end]

    def by_id(self) -> dict[str, Box]:
        """Every box that has an id."""
        for margin in self.margins:
            if margin.names_boxes:
                margin.open()
        return {box.own_id: box for box in self if box.own_id}

    def release(self) -> None:
        """Take apart what holds itself in circles, when the page is read: nothing is left for the collector."""
        self.margins.clear()
        for box in self:
            box.parent = None
        self.clear()


class Box:
    """One element.

    `kids` are its boxes and lines of text, `boxes` the boxes among them, `texts` the lines with words, `text` all of it
    with line feeds, `words` the same collapsed. `match` is the element whose label the whole text of the box is,
    `outside` says that it belongs to the page around the guide (navigation, footer). `kind` is tag and class: boxes of
    one kind play one part; `own_id` is its id, `spans` says that it may reach over several rows or columns, `plain`
    that its element has no attributes but these two. `start` and `end` number it in document `order`. `linked` counts
    the characters of its links, `shows` says that a picture or frame is in it, `long` that it has more words than any
    imprint, `has_imprint` that the line of an imprint is in it. Boxes without others share their lists.
    """

    # A page asks its boxes some hundred thousand times: of slots an answer comes three times as soon.
    __slots__ = (
        "boxes", "element", "end", "has_imprint", "index", "kids", "kind", "linked", "long", "match", "order",
        "outside", "own_id", "parent", "plain", "shows", "spans", "start", "tag", "text", "texts", "words",
    )  # fmt: skip

    def __init__(self, element: _Element, tag: str, classes: str, parent: Box | None, order: Order) -> None:
        self.element = element
        self.tag = tag
        self.parent = parent
        self.order = order
        self.start = start = len(order)
        self.end = start + 1
        self.kind = tag, classes
        self.index = self.linked = 0
        self.text = self.words = ""
        self.long = self.shows = self.outside = self.has_imprint = self.spans = self.plain = False
        self.match: LabelMatch | None = None
        self.own_id: str | None = None
        self.kids: list[Box | str] = _NO_KIDS
        self.boxes: list[Box] = _NO_BOXES
        self.texts: list[str] = _NO_TEXTS
        order.append(self)

    def up(self) -> Iterator[Box]:
        """The boxes around this one, innermost first."""
        box = self.parent
        while box is not None:
            yield box
            box = box.parent

    def walk(self) -> list[Box]:
        """The box and every box in it, in document order."""
        if self.end == self.start + 1:
            return [self]
        return self.order.between(self.start, self.end)

    def within(self, boxes: Iterable[Box]) -> bool:
        """Whether the box is one of these or inside one of them."""
        start = self.start
        for box in boxes:  # noqa: SIM110 - asked so often that a generator shows
            if box.start <= start < box.end:
                return True
        return False


class Margin(Box):
    """A box that is known to lie outside of the guide, since the same was met before.

    The boxes in it are made by `fill` when somebody asks for them, which next to nobody does.
    """

    __slots__ = ("_boxes", "_kids", "fill", "names_boxes")

    def __init__(self, element: _Element, tag: str, classes: str, parent: Box | None, order: Order) -> None:
        super().__init__(element, tag, classes, parent, order)
        self.outside, self.names_boxes = True, False
        self.fill: Callable[[Margin], tuple[list[Box | str], list[Box]]] | None = None

    def open(self) -> None:
        """Make the boxes in it."""
        if self.fill is not None:
            fill, self.fill = self.fill, None
            self._kids, self._boxes = fill(self)

    @property
    def kids(self) -> list[Box | str]:
        """Its boxes and lines."""
        self.open()
        return self._kids

    @kids.setter
    def kids(self, kids: list[Box | str]) -> None:
        self._kids = kids

    @property
    def boxes(self) -> list[Box]:
        """Its boxes."""
        self.open()
        return self._boxes

    @boxes.setter
    def boxes(self, boxes: list[Box]) -> None:
        self._boxes = boxes


_SPOKEN = frozenset({"a", "button", "label", *MEDIA})
"""What leads on, is ticked, or says its words by an attribute."""


def with_texts(boxes: Iterable[Box]) -> list[tuple[Box, list[str]]]:
    """The boxes with texts of their own, each with these, and all links, buttons and pictures."""
    return [(box, box.texts) for box in boxes if box.texts or box.tag in _SPOKEN]


def texts_in(kids: Iterable[Box | str]) -> list[str]:
    """The lines of text among kids that are no white space."""
    return [kid for kid in kids if isinstance(kid, str) and not kid.isspace()]


def lines_of(kids: Sequence[Box | str]) -> list[str]:
    """The text of kids as lines, each collapsed, empty ones left out."""
    if len(kids) == 1:
        kid = kids[0]
        text = kid if isinstance(kid, str) else "" if kid.outside else kid.text
        if "\n" not in text:
            words = " ".join(text.split())
            return [words] if words else []
        return [line for part in text.split("\n") if (line := " ".join(part.split()))]
    return [line for part in text_of(kids).split("\n") if (line := " ".join(part.split()))]


def text_of(kids: Sequence[Box | str]) -> str:
    """The text of kids as it stands."""
    return "".join([k if isinstance(k, str) else k.text for k in kids if isinstance(k, str) or not k.outside])


def pictures_in(kids: Sequence[Box | str]) -> list[Box]:
    """The images in kids that are no icons or buttons."""
    inside = (box for kid in kids if isinstance(kid, Box) and kid.shows for box in kid.walk())
    return [box for box in inside if box.tag in MEDIA and not _is_ornament(box)]


def _is_ornament(picture: Box) -> bool:
    source = str(picture.element.get("src"))
    return source in picture.order.ornaments or _ICON.search(source) is not None


def frames_in(kids: Sequence[Box | str]) -> bool:
    """Whether a frame stands among the kids."""
    return any(isinstance(k, Box) and k.shows and any(b.tag in FRAMES for b in k.walk()) for k in kids)


def is_blank(kid: Box | str) -> bool:
    """Whether a kid shows nothing: no text, no picture, no frame."""
    if isinstance(kid, str):
        return kid.isspace()
    return not (kid.words or (kid.shows and (pictures_in([kid]) or frames_in([kid]))))


def is_wrap(box: Box, index: int) -> bool:
    """Whether a line feed among the kids is only where the source was wrapped: a browser shows a blank there."""
    kids = box.kids
    if box.tag in _KEEPING_LINES or not 0 < index < len(kids) - 1 or "white-space" in (box.element.get("style") or ""):
        return False
    before, after = kids[index - 1], kids[index + 1]
    if isinstance(before, Box) and before.tag not in INLINE:
        return False
    if isinstance(after, Box) and after.tag not in _IN_SENTENCES:
        return False
    said = before if isinstance(before, str) else before.words
    follows = after.strip() if isinstance(after, str) else after.words
    return not said.rstrip().endswith(_ENDED) and _OWN_LINE.match(follows) is None and number_style(follows) is None


def keeps_a_place(box: Box) -> bool:
    """Whether a box is a label with a colon and an empty place behind it."""
    last = next((kid for kid in reversed(box.kids) if not isinstance(kid, str) or not kid.isspace()), None)
    return box.words.endswith((":", "：")) and isinstance(last, Box) and last is not box and is_blank(last)


def _counts(box: Box) -> bool:
    """Whether a number in a box of its own stands before the label and is no numbering but the value: 20 法定时限."""
    if box.match is None or len(box.boxes) < 2:
        return False
    first = next((b for b in box.boxes if b.words), None)
    if first is not None and _DASHES.fullmatch(first.words):
        return True  # — above its label says that there is none
    if box.match.element not in _NUMBERS:
        return False
    return first is not None and first.words.isdigit() and not first.words.startswith("0")


def _is_wrapped(box: Box) -> bool:
    """Whether the box around says nothing but the same label, and has no empty place for a value beside it."""
    around = box.parent
    if around is None or around.match is None or box.match is None or around.match.element != box.match.element:
        return False
    if _counts(around):
        return False
    beside = (b for b in around.boxes if b.index > box.index and b.tag not in _TRIMMINGS)
    return box.tag not in {"td", "th", "dt"} and not any(not b.words or pictures_in([b]) for b in beside)


def are_labels(box: Box) -> bool:
    """Whether the words of a box are several labels, or a label and a value that could be one."""
    while len(box.boxes) == 1 and box.boxes[0].words == box.words:
        box = box.boxes[0]
    told = [kid for kid in box.boxes if kid.words]
    if len(told) == _PAIR and told[0].match is not None and code_lists.may_be(told[0].match.element, told[1].words):
        return True
    return len(told) > 1 and all(kid.match is not None and not kid.words.isascii() for kid in told)


def labels_itself(box: Box) -> bool:
    """Whether a box is a label itself, and not the box around or inside another that is."""
    if not box.boxes:
        return not (_is_wrapped(box) or _is_defined(box))
    if _is_wrapped(box) or _counts(box) or _is_defined(box) or _is_label_and_word(box):
        return False
    return box.tag in {"td", "th", "dt"} or not has_own_place(box)


def has_own_place(box: Box) -> bool:
    """Whether a box inside says the same and has an empty place beside it, however deep it stands."""
    own = (k for k in box.boxes if k.match is not None and k.words == box.words)
    return any(not _is_wrapped(k) or has_own_place(k) for k in own)


def _is_label_and_word(box: Box) -> bool:
    """Whether the words of a box are a label and a value that names its element again: 行政救济 beside 行政复议."""
    inner = box
    while len(inner.boxes) == 1 and inner.boxes[0].words == inner.words:
        inner = inner.boxes[0]
    halves = [b for b in inner.boxes if b.words]
    if box.match is None or len(halves) != 2 or halves[0].kind == halves[1].kind:
        return False
    if any(half.words.isascii() for half in halves):
        return False  # 常见问题 FAQ
    return all(half.match is not None and half.match.element == box.match.element for half in halves)


def _is_defined(box: Box) -> bool:
    """Whether a box is what a label of a definition list is said to be (dd behind dt): a value, whatever its words."""
    if box.tag != "dd" or box.parent is None:
        return False
    before = [b for b in box.parent.boxes if b.index < box.index]
    return bool(before) and before[-1].tag == "dt" and before[-1].match is not None


def box_after(box: Box) -> Box | None:
    """The box right behind one, in the same box; without a look at those before, since there may be thousands."""
    beside = box.parent.boxes if box.parent is not None else _NO_BOXES
    at = bisect_right(beside, box.index, key=_index)
    return beside[at] if at < len(beside) else None


def first_heading(box: Box) -> str | None:
    """The tag of the heading that a block opens with."""
    inside = box.boxes
    while inside:
        first = next((b for b in inside if not is_blank(b)), None)
        if first is None:
            return None
        if first.tag in HEADINGS:
            return first.tag
        inside = first.boxes
    return None


def outranks(tag: str, other: str) -> bool:
    """Whether a heading stands above another or beside it; a summary or legend stands above all in its box."""
    return tag == other or (tag in _RANKED and other in _RANKED and tag < other)


def outermost(box: Box) -> Box:
    """The largest box around that says the same and no more."""
    words, around = box.words, box.parent
    while around is not None and around.words == words:
        box, around = around, around.parent
    return box


def is_one_of_rows(row: Box) -> bool:
    """Whether a box of two halves stands among others drawn the same way, as rows of label and value do."""
    if len(row.boxes) != 2 or row.parent is None:
        return False
    first, second = row.boxes[0].kind, row.boxes[1].kind
    if first == second:
        return False
    alike = 0
    for other in row.parent.boxes:
        halves = other.boxes
        if len(halves) == 2 and halves[0].kind == first and halves[1].kind == second:
            alike += 1
            if alike == _ROWS:
                return True  # so many are enough: a page may hold thousands
    return False


def number_style(words: str) -> str | None:
    """The kind of numbering that a text begins with: 一、 or （一） or 1. or 2.1, which stands before a blank."""
    found = _NUMBERED.match(words)
    if found is None:
        return None
    if found.group(1):
        return "bracketed"
    if found.group(3):
        return "outline"
    return "digit" if found.group(2) else "hanzi"
