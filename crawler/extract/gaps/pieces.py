"""Pieces (片段) of a guide's text in reading order: what a trace is looked for in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.values.remembered import remembered
from crawler.extract.answers.shape import FURNITURE
from crawler.extract.answers.words import plain_text
from crawler.extract.html.boxes import MEDIA
from crawler.extract.html.phone_links import dials
from crawler.extract.labels.composed import is_latin
from crawler.extract.labels.dictionary import is_short
from crawler.extract.labels.questions import asked_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crawler.extract.gaps.said import Said
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.page import PageReader
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_PIECES = re.compile(r"[：:](?!\d\d|//)|[\n；;｜|]|\s{2,}|[\u3000\xa0]+|(?<=[\s。？?！])(?=[问答]\d{0,2}[：:])")
ORNAMENTS = '\ufeff。．.·•（()）【】[]“”"-—*→>'
IMPRINT = re.compile(
    r"版权|ICP|公安网?备|网安备|主办单位|主办|承办单位|网站标识|技术支持|邮政?编码?|浏览器|Copyright|©", re.IGNORECASE
)
_VISITS = re.compile(
    r"(?<![\u4e00-\u9fff])(?:文章|页面|本页)?(?:累计|总)?(?:点击|浏览|访问|阅读|阅览|查看|下载)(?:次数|人次|人数|量|数)?\s*[:：]?\s*$"
)
_WITH_NUMBER = re.compile(r"([^：:]{2,16})[：:](\d[\d\-—－()（）、,，/转]{3,})")
_NUMBER = re.compile(r"\d+(?:次|人次|人)?")
_PAGE_NUMBER = re.compile(
    r"[-—–－]\s*\d{1,3}\s*[-—–－]|(?:共\s*\d{1,3}\s*页\s*[,，/]?\s*)?第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
    r"|\d{1,3}\s*[/／]\s*共?\s*\d{1,3}\s*页"
)
"""The number of a printed page; 3页 is how long a paper is."""
_LONGEST_FOOT = 60
_CELLS = frozenset({"td", "th"})
_LEADING = frozenset({"a", "button"})
_FILE = re.compile(r"\.(?:jpe?g|png|gif|bmp|pdf|docx?|xlsx?|wps|ofd|zip|rar)$", re.IGNORECASE)
_TELLING = re.compile(r"[\u4e00-\u9fff]|^(?:19|20)\d\d[-/.]\d{1,2}|^\(?0\d{2,3}\)?-?\d{7,8}|\d{1,2}:\d\d")
SHORTEST, ANCHOR = 2, 4
TITLE = "-"
_DEEPEST = 4
_INNER = 3
_SECTIONS = 2
_FEWEST_IN_LINE = 2
_LONGEST_LABEL = 16
_TWO_WAYS = frozenset({"remedy", "procedure"})


class Piece(NamedTuple):
    """A piece of the guide's text, without white space, and the number of its box.

    `linked` says that it is the words of a link or button, or of a picture; `placed`, that it stands in the header or
    the rows of a list, or is a label whose place was found; `label`, that a known label stands before it or over its
    column, so that it is the value of that; it is known of those alone that are left over.
    """

    words: str
    linked: bool = False
    at: int = 0
    placed: bool = False
    label: str | None = None


def pieces_of(reader: PageReader) -> list[Piece]:
    """The text of the guide, links and the words of pictures among it."""
    found: set[int] = set()
    for place in reader.places:
        if place.found:
            found.update(
                range(place.box.start, place.box.end if place.box.words == place.label else place.box.start + 1)
            )
    pieces: list[Piece] = []
    in_lists = reader.in_lists
    end = 0
    feet: dict[int, bool] = {}
    """By the number of a line, whether it is the foot of a printed page: its boxes are asked one after the other."""
    for box, told in reader.spoken:
        start, tag, texts = box.start, box.tag, told
        if start in reader.over or _is_page_foot(box, feet):
            continue  # the title of a group says what stands below it, and nothing itself
        if tag in _LEADING and box.end > end and not dials(box):
            end = box.end
        picture = tag in MEDIA
        if picture:
            texts = [*told, box.element.get("alt") or box.element.get("title") or ""]
        linked, placed = picture or start < end, in_lists[start] == 1 or start in found
        for text in texts:
            for words in parts(text):
                pieces.append(Piece(words, linked, start, placed))  # noqa: PERF401 - four of these in one expression
    return pieces


def _is_page_foot(box: Box, known: dict[int, bool]) -> bool:
    """Whether a box stands at the foot or head of a printed page, beside its number: 临江县交通运输局 — 3 —."""
    line = box.parent
    if line is None or box.tag in _CELLS or len(line.words) > _LONGEST_FOOT or len(line.boxes) < _FEWEST_IN_LINE:
        return False
    if line.start not in known:
        known[line.start] = any(_PAGE_NUMBER.fullmatch(one.words) for one in line.boxes)
    return known[line.start]


class Columns:
    """What the known titles say of the columns that pieces stand in, and other words of those beside them."""

    def __init__(self, reader: PageReader) -> None:
        self._reader = reader
        self._known: dict[int, str | None] = {}
        """By the number of a box: one in no cell has the title of the box around it."""

    def label(self, piece: Piece) -> str | None:
        """The element of the title over a piece; None where it stands in no list, or under no title that is known."""
        reader = self._reader
        return self._of(reader.root.order[piece.at]) if reader.in_lists[piece.at] == 1 else None

    def counts(self, piece: Piece) -> bool:
        """Whether right before the box of a piece stands what only a counter of visits is called."""
        box = self._reader.root.order[piece.at]
        beside = box.parent.kids[box.index - 1] if box.parent is not None and box.index else ""
        return _VISITS.search(beside if isinstance(beside, str) else beside.words) is not None

    def _of(self, box: Box) -> str | None:
        if box.start in self._known:
            return self._known[box.start]
        place = self._reader.cells.get(id(box))
        if place is None:
            found = self._of(box.parent) if box.parent is not None else None
        else:
            table, cell = place
            above = [n for n in table.headers if n < cell.row]
            title = table.text_at(max(above), cell.column) if above else None
            found = None if title is None else self._reader.labels.answers(known_as)(title.box.words)
        self._known[box.start] = found
        return found


@remembered
def parts(text: str) -> tuple[str, ...]:
    """A text cut where a label may end, each part without white space."""
    cut = ("".join(part.split()).strip(ORNAMENTS) for part in _PIECES.split(text))
    return tuple(words for words in cut if len(words) >= SHORTEST and not is_latin(words))


def left_over(
    pieces: Sequence[Piece], columns: Columns, said: Said, labels: LabelDictionary, *, is_part: bool = False
) -> Iterator[Piece]:
    """The pieces that were read as nothing, from the first words of the guide that were read to its end.

    Of markup that `is_part` of a guide and nothing else each piece belongs to it, though none was read.
    """
    has, states = said.has, said.states
    read = [n for n, p in enumerate(pieces) if len(p.words) >= ANCHOR and not p.linked and has(p.words)]
    if is_part and not read and pieces:
        read = [0, len(pieces) - 1]
    before: Piece | None = None
    for number in range(read[0], len(pieces)) if read else ():
        piece = pieces[number]
        words, linked = piece.words, piece.linked
        if number > read[-1] and IMPRINT.search(words):
            return
        # The words of a link are few, and may stand in a value by chance: 网上办 in 网上办理.
        numbered = None if linked else _WITH_NUMBER.fullmatch(words)  # one piece: no label ends before two figures
        if numbered is not None and states(numbered[2]) and labels.answers(known_as)(numbered[1]) is not None:
            words = numbered[2]
        if states(words) if linked else has(words):
            before = None
            continue
        if _NUMBER.fullmatch(words) and (columns.counts(piece) or _VISITS.search(pieces[max(0, number - 1)].words)):
            before = None  # a counter of the page: 浏览次数：1839 is no limit in days
            continue
        known = None if linked else labels.answers(known_as)(words)
        label = _label_of(pieces[number - 1], labels) if number > read[0] else None
        title = columns.label(piece)
        yield piece._replace(label=title or (None if known else label))
        if before is not None and before.linked is linked and not (known or label or title):
            yield piece._replace(words=f"{before.words}：{words}")
        before = piece if not known and len(words) <= _LONGEST_LABEL and not (linked and has(words)) else None


def _label_of(before: Piece, labels: LabelDictionary) -> str | None:
    """The element of the label that a piece is; what stands behind it is plainly its value.

    A question asks for more than one thing (谁可以办): what was read as nothing is not plainly the value of one.
    """
    known = None if before.linked else labels.answers(known_as)(before.words)
    return None if known is None or known == TITLE or asked_for(before.words) else known


def known_as(labels: LabelDictionary, words: str) -> str | None:
    """The element that words are the label or the question of; `TITLE` for titles and buttons.

    Pieces are asked for it again and again: see `LabelDictionary.answers`.
    """
    match = labels.element_of(words) if is_short(words) else None
    if match is not None:
        return match.element
    asked = asked_for(words)
    if asked is not None:
        return asked
    return TITLE if is_short(words) and labels.is_title(words) else None


def values_of(answer: JsonPage) -> list[tuple[str, Piece]]:
    """The pointer of each text of an answer that may tell something, and its pieces; a file is one that leads on."""
    # A label in an answer has its place beside it, under another key: an empty one is no trace.
    told = {
        text: [Piece(words, _FILE.search(words) is not None, placed=True) for words in parts(plain_text(text))]
        for text in answer.texts
        if _TELLING.search(text) or _FILE.search(text)
    }
    return [(pointer, piece) for pointer, value in answer.values() for piece in told.get(value, ())]


def values_left(values: Sequence[tuple[str, Piece]], said: Said, labels: LabelDictionary) -> Iterator[Piece]:
    """The texts of an answer that were read as nothing, in objects of which something was read, and beside them.

    What stands under a key of the remedy or of the procedure beside another one (行政诉讼, 窗口办理流程) is that.
    Of a list of which something was read, every entry belongs to the guide, with what is in it; so does what stands in
    an object of which something was read, and in one whose sections were read.
    """
    has = said.has
    beside: dict[str, list[Piece]] = defaultdict(list)
    for pointer, piece in values:
        beside[pointer.rpartition("/")[0]].append(piece)
    objects = {at for at, own in beside.items() if any(len(p.words) >= ANCHOR and has(p.words) for p in own)}
    above = Counter(at.rpartition("/")[0] for at in objects)
    lists = {around.rpartition("/")[0] for around in objects if around.rpartition("/")[2].isdigit()}
    whole = objects | {around for around, sections in above.items() if sections >= _SECTIONS}
    inside = {at for at in beside if at in whole or not lists.isdisjoint(_around(at, _DEEPEST)) or _is_in(at, whole)}
    for pointer, piece in values:
        if pointer.rpartition("/")[0] in inside and not has(piece.words):
            yield piece._replace(label=_in_two_ways(pointer, labels))


def _in_two_ways(pointer: str, labels: LabelDictionary) -> str | None:
    """The element that a guide may tell in two ways, under whose key a text of an answer stands; None for others."""
    element = labels.element_of_field(pointer.rpartition("/")[2])
    return element if element in _TWO_WAYS else None


def _is_in(pointer: str, objects: Collection[str]) -> bool:
    """Whether a pointer is that of a section, or of a row of one, in some objects; what is around a guide is none."""
    for at in _around(pointer, _INNER):
        holder, _, key = at.rpartition("/")
        if FURNITURE.match(key):
            return False
        if holder in objects and at:
            return True
    return False


def _around(pointer: str, most: int) -> Iterator[str]:
    """A pointer and those of the values around it, so many in all, innermost first."""
    for _ in range(most):
        yield pointer
        pointer = pointer.rpartition("/")[0]
