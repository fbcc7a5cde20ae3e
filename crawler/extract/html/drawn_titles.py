"""Titles of sections that are no headings of the page (自绘标题): boxes drawn alike, with blocks between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.html.boxes import INLINE, Box, box_after, is_blank, number_style, outermost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_FEWEST = 3
_LOOKS = frozenset({"class", "style"})
_MARKS = INLINE - {"input", "img", "button"}
_NO_TITLES = frozenset({"td", "th", "dt", "dd", "li", "tr"})
_CELLS = frozenset({"td", "th"})
_OF_TABLES = _CELLS | {"table", "thead", "tbody", "tfoot", "tr"}
Look = tuple[tuple[str, str], ...]


def look_of(box: Box) -> Look:
    """How a box and the boxes in it that say the same are drawn: `<p><strong>`."""
    kinds = [box.kind]
    while box.boxes and (inner := next((b for b in box.boxes if b.words), None)) and inner.words == box.words:
        kinds.append(inner.kind)
        box = inner
    return tuple(kinds)


def take_out_of_tables(boxes: Iterable[Box]) -> None:
    """Make a title of each table that is no more (标题小表): a known label in its last cell, and no other words.

    Its section stands below it, most often in a table of its own. An empty cell behind the label is a value's place.
    """
    for box in boxes:
        if box.tag == "table" and box.match is not None:
            inner = box.walk()
            cells = [b for b in inner if b.tag in _CELLS]
            if cells and cells[-1].words == box.words and not any(c.words for c in cells[:-1]):
                for part in inner:
                    part.tag = "div" if part.tag in _OF_TABLES else part.tag


def is_drawn(look: Look) -> bool:
    """Whether a look sets a box apart from the paragraphs around it."""
    return len(look) > 1 or bool(look[0][1])


def is_left_alone(title: Box) -> bool:
    """Whether a title is all that its part holds, where other parts drawn the same begin with such a title and go on.

    What follows the part is then the next one, and nothing of this.
    """
    part = outermost(title)
    around = part.parent
    if around is None or not part.kind[1] or not part.boxes or part.shows:
        return False
    if any(len(b.boxes) > 1 for b in (part, *title.up()) if b.start >= part.start):
        return False  # an empty box beside it is the place of its value
    others = [b for b in around.boxes if b is not part and b.kind == part.kind and b.words]
    look = look_of(part.boxes[0])
    if len(others) < _FEWEST or not is_drawn(look) or not any(_begins_so(b, title, look) for b in others):
        return False
    # A line of the same kind below it that begins otherwise is its text, and no part with a title of its own.
    after = next((k for k in around.kids[part.index + 1 :] if not is_blank(k)), None)
    if not (isinstance(after, Box) and after.kind == part.kind and _is_line(part) and _is_line(after)):
        return True
    numbered = number_style(title.words)  # 四、申请材料 and below it 1. 登记申请表, each with a bold word before it
    goes_on = numbered is None or number_style(after.words) == numbered
    return goes_on and _begins_so(after, title, look, fewest=0)


def _begins_so(part: Box, title: Box, look: Look, fewest: int = 1) -> bool:
    """Whether a part begins with a box that is drawn as a title is, and goes on behind it (with more than `fewest`)."""
    first = part.boxes[0] if len(part.boxes) > fewest else None
    return first is not None and bool(first.words) and look_of(first) == look and _has_colon(first) is _has_colon(title)


def _is_line(box: Box) -> bool:
    """Whether a box holds words and no blocks, as paragraphs do."""
    return all(inner.tag in INLINE or inner.tag == "br" for inner in box.boxes)


def _has_colon(box: Box) -> bool:
    return box.words.endswith((":", "："))


def _marked(part: Box, title: tuple[str, str], mark: tuple[str, str]) -> tuple[Box, str] | None:
    """The title of this kind that a box begins with, and the words of the box of that kind right behind it."""
    inner = next((b for b in part.walk()[1:] if b.kind == title and b.words), None)
    beside = box_after(inner) if inner is not None and part.words.startswith(inner.words) else None
    return (inner, beside.words) if inner is not None and beside is not None and beside.kind == mark else None


class DrawnTitles:
    """Tells which labels of a page are titles, by how they and their like stand in one box."""

    def __init__(self, hits: Collection[int]) -> None:
        self._hits = hits
        self._known: dict[tuple[int, Look], bool] = {}

    def heads(self, hit: Box, kid: Box) -> bool:
        """Whether several labels stand drawn like this one in the same box, most with more than one box below.

        What is drawn otherwise and begins with a label is then part of the block: 来源渠道：… below 申请材料.
        """
        if hit.parent is None or hit.tag in INLINE or hit.tag in _NO_TITLES or hit.words.endswith((":", "：")):
            return False
        look = look_of(hit)
        if not is_drawn(look) or look_of(kid) == look:
            return False
        key = (id(hit.parent), look)
        if key not in self._known:
            self._known[key] = self._head(hit.parent, look)
        return self._known[key]

    def are_alike(self, title: Box, kid: Box) -> bool:
        """Whether a box is drawn as a title is, and a label is all that it says: `<p><strong>` and `<p><strong>`."""
        look = look_of(title)
        told = (b for b in kid.walk() if b.words == kid.words)
        return is_drawn(look) and look_of(kid) == look and any(id(b) in self._hits for b in told)

    def wears(self, title: Box, mark: Box) -> bool:
        """Whether an empty box beside a title is drawn and no place: `<h3><b>受理条件</b><span></span></h3><p>…</p>`.

        It is as empty beside every title drawn so in the same box, and paragraphs stand below most of them.
        """
        part = outermost(title)
        around = part.parent
        if around is None or part is title or mark.tag not in _MARKS or part.tag in {"td", "th"}:
            return False
        if not set(mark.element.attrib) <= _LOOKS:
            return False  # a script may know it by these
        beside = [_marked(b, title.kind, mark.kind) for b in around.boxes]
        told = [known for known in beside if known is not None]
        if len(told) < _FEWEST or any(words for _, words in told):
            return False
        after = [around.boxes[n + 1] for n, known in enumerate(beside[:-1]) if known is not None]
        full = sum(bool(b.words) and not any(id(i) in self._hits for i in b.walk()) for b in after)
        return full * 2 > len(told)

    def _head(self, around: Box, look: Look) -> bool:
        kids = [kid for kid in around.boxes if not is_blank(kid)]
        at = [n for n, k in enumerate(kids) if k.kind == look[0] and id(k) in self._hits and look_of(k) == look]
        told = {match.element for n in at if (match := kids[n].match) is not None}
        if len(at) < _FEWEST:
            return False
        full = sum(after > n + 2 for n, after in zip(at, [*at[1:], len(kids)], strict=True))
        return len(told) >= _FEWEST and full * 2 >= len(at)
