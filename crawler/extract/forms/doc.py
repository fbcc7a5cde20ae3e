"""Text of Word 97-2003 documents (.doc): the piece table, and the paragraph properties that mark table rows.

After [MS-DOC]. Names such as FIB, FKP and PAPX are those of the specification.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from dataclasses import dataclass

from crawler.extract.forms.content import ROW_LIMIT, BrokenFileError, Cell, Content, LockedFileError, Row, paragraph

_PAGE = 512
_TABLE_STREAM_1, _ENCRYPTED = 0x0200, 0x0100
_WORD_97 = 0x00C1
_CELL = "\x07"
_FIELD = re.compile(r"\x13[^\x13\x14\x15]*\x14?|\x15")
_NEXT_MARK = re.compile(r"[^\r\x07]*(?:[\r\x07]|$)")
_PICTURE = re.compile(r"[\x01\x08]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class _Run:
    """A paragraph as the file stores it, by its bytes: whether it is in a table, and whether it ends a row there.

    A row end has the left edge of each cell, and whether the cell continues one beside or above it.
    """

    start: int
    end: int
    in_table: bool
    ends_row: bool
    edges: tuple[int, ...]
    continued: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters `first` to `last` of the document, at a byte of the stream."""

    first: int
    last: int
    offset: int
    narrow: bool

    def byte_of(self, character: int) -> int:
        """Where in the stream a character is stored."""
        return self.offset + (character - self.first) * (1 if self.narrow else 2)


def _unpack(form: str, body: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, body, at)
    except struct.error as error:
        raise BrokenFileError("doc: the file information block points outside of the file") from error


def read_doc(word: bytes, tables: dict[str, bytes]) -> Content:
    """Read the streams of a Word document: `WordDocument`, and `0Table` or `1Table`."""
    ident, version = _unpack("<HH", word, 0)
    flags = _unpack("<H", word, 10)[0]
    if ident not in {0xA5EC, 0xA5DC} or len(word) < 0x60:
        raise BrokenFileError("doc: no Word document in the stream")
    if flags & _ENCRYPTED:
        raise LockedFileError("doc")
    if version < _WORD_97 or ident == 0xA5DC:
        start, end = _unpack("<II", word, 0x18)
        if not start <= end <= len(word):
            raise BrokenFileError("doc: text outside of the file")
        return _content(word[start:end].decode("gb18030", "replace"), None)
    table = tables.get("1Table" if flags & _TABLE_STREAM_1 else "0Table") or b""
    counts = _unpack("<8I", word, 0x4C)
    pieces = _pieces(word, table)
    text = "".join(_characters(word, piece) for piece in pieces)
    main = _content(text[: counts[0]], _Marks(pieces, _runs(word, table)))
    # After the main text: footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers.
    rest = text[counts[0] : min(sum(counts), len(text))]
    others = (
        paragraph(_clean(p), f"after the text, paragraph {n}") for n, p in enumerate(re.split(r"[\r\x07\x0c]", rest), 1)
    )
    return Content((*main.rows, *(row for row in others if row.cells[0].text.strip())), main.pictures)


def _pieces(word: bytes, table: bytes) -> tuple[_Piece, ...]:
    at, length = _unpack("<II", word, 0x1A2)
    end = min(at + length, len(table))
    while at < end and table[at] == 1:
        at += 3 + _unpack("<H", table, at + 1)[0]
    if at + 5 > end or table[at] != 2:
        raise BrokenFileError("doc: no piece table")
    size = min(_unpack("<I", table, at + 1)[0], end - at - 5)
    count = (size - 4) // 12
    if count < 1:
        raise BrokenFileError("doc: empty piece table")
    marks = _unpack(f"<{count + 1}I", table, at + 5)
    found: list[_Piece] = []
    for number in range(count):
        place = _unpack("<I", table, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        narrow = bool(place & 0x40000000)
        offset = (place & 0x3FFFFFFF) // 2 if narrow else place & 0x3FFFFFFF
        first, last = marks[number], marks[number + 1]
        most = (len(word) - offset) // (1 if narrow else 2)
        if last > first and most > 0:
            found.append(_Piece(first, min(last, first + most), offset, narrow))
    return tuple(found)


def _characters(word: bytes, piece: _Piece) -> str:
    stored = word[piece.offset : piece.byte_of(piece.last)]
    if piece.narrow:
        return "".join(bytes((b,)).decode("cp1252", "replace") if b > 0x7F else chr(b) for b in stored)
    # Lone surrogates would make the text unfit for UTF-8; a pair stays two positions here and is joined at the end.
    return "".join(map(chr, struct.unpack(f"<{len(stored) // 2}H", stored[: len(stored) // 2 * 2])))


def _runs(word: bytes, table: bytes) -> tuple[_Run, ...]:
    """Every paragraph in a table, from the pages of paragraph properties; none if these are out of order."""
    found: list[_Run] = []
    try:
        at, length = struct.unpack_from("<II", word, 0x102)
        count = (length - 4) // 8
        pages = struct.unpack_from(f"<{max(count, 0)}I", table, at + 4 * (count + 1))
        for page in pages:
            found += _runs_of_page(word[page * _PAGE : (page + 1) * _PAGE])
    except struct.error:
        return ()
    return tuple(sorted(found, key=lambda run: run.start))


def _runs_of_page(page: bytes) -> list[_Run]:
    if len(page) < _PAGE:
        return []
    count = page[-1]
    marks = struct.unpack_from(f"<{count + 1}I", page, 0)
    found: list[_Run] = []
    for number in range(count):
        at = page[4 * (count + 1) + 13 * number] * 2
        if not at:
            continue
        length = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
        begin = at + (1 if page[at] else 2)
        run = _run(page[begin + 2 : begin + length], marks[number], marks[number + 1])
        if run.in_table or run.ends_row:
            found.append(run)
    return found


def _run(properties: bytes, start: int, end: int) -> _Run:
    """What a list of property changes (sprms) says of a paragraph."""
    at, in_table, ends_row = 0, False, False
    edges: tuple[int, ...] = ()
    continued: tuple[bool, ...] = ()
    while at + 2 <= len(properties):
        sprm = struct.unpack_from("<H", properties, at)[0]
        at += 2
        kind = sprm >> 13
        if sprm == 0xD608:  # the definition of a table row
            size = struct.unpack_from("<H", properties, at)[0] - 1
            edges, continued = _cells(properties[at + 2 : at + 2 + size])
            at += 2 + size
        elif kind == 6:
            at += 1 + (properties[at] if at < len(properties) else 0)
        else:
            on = at < len(properties) and properties[at] != 0
            in_table = in_table or (sprm == 0x2416 and on)
            ends_row = ends_row or (sprm == 0x2417 and on)
            at += (1, 1, 2, 4, 2, 2, 0, 3)[kind]
    return _Run(start, end, in_table, ends_row, edges, continued)


def _cells(operand: bytes) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    count = operand[0] if operand else 0
    if not count or len(operand) < 1 + 2 * (count + 1):
        return (), ()
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    start = 1 + 2 * (count + 1)
    continued: list[bool] = []
    for number in range(count):
        place = start + 20 * number
        flags = struct.unpack_from("<H", operand, place)[0] if place + 2 <= len(operand) else 0
        beside = bool(flags & 0x02) and not flags & 0x01
        above = bool(flags & 0x20) and not flags & 0x40
        continued.append(beside or above)
    return edges, tuple(continued)


class _Marks:
    """Tells of a mark in the text whether it stands in a table and ends a row, by the bytes at which it is stored."""

    def __init__(self, pieces: tuple[_Piece, ...], runs: tuple[_Run, ...]) -> None:
        self._pieces = pieces
        self._firsts = [piece.first for piece in pieces]
        self._runs = runs
        self._starts = [run.start for run in runs]

    @property
    def known(self) -> bool:
        """Whether the file says anything about rows."""
        return any(run.ends_row for run in self._runs)

    def run_at(self, character: int) -> _Run | None:
        """The paragraph in a table to which a character of the document belongs, None outside of tables."""
        at = bisect_right(self._firsts, character) - 1
        if at < 0:
            return None
        byte = self._pieces[at].byte_of(character)
        near = bisect_right(self._starts, byte) - 1
        return self._runs[near] if near >= 0 and byte < self._runs[near].end else None


def _content(text: str, marks: _Marks | None) -> Content:
    """Cut the text at its paragraph and cell marks."""
    rows: list[Row] = []
    cells: list[str] = []
    table, in_table, number = 0, False, 0
    for match in re.finditer(r"([^\r\x07\x0c]*)([\r\x07\x0c]|$)", text):
        words, mark = match.groups()
        if not mark and not words:
            continue
        if mark != _CELL:
            if marks is not None and marks.known:
                inside = mark == "\r" and marks.run_at(match.end() - 1) is not None
            else:
                opened = bool(cells) and not cells[-1].endswith(_CELL)
                inside = mark == "\r" and (opened or (in_table and _inside(text, match.end())))
            if inside:
                _append(cells, words + "\n")
                continue
            if cells:  # a row that the file never ends
                rows.append(_row([_clean(cell) for cell in cells], table, 0, None))
                cells = []
            in_table = False
            number += 1
            rows.append(paragraph(_clean(words), f"paragraph {number}"))
        else:
            if not in_table:
                in_table, table = True, table + 1
                row_number = 0
            run = None
            if marks is not None and marks.known:
                run = marks.run_at(match.end() - 1)
                ends_row = run is not None and run.ends_row
            else:
                ends_row = not words and bool(cells) and _ends_row(text, match.end())
            if not ends_row:
                _append(cells, words + _CELL)
            else:
                row_number += 1
                done = [_clean(cell) for cell in cells]
                rows.append(_row(done, table, row_number, run))
                cells = []
        if len(rows) > ROW_LIMIT or len(cells) > ROW_LIMIT:
            break
    if cells:
        rows.append(_row([_clean(cell) for cell in cells], table, 0, None))
    return Content(tuple(rows), len(_PICTURE.findall(text)))


def _append(cells: list[str], words: str) -> None:
    """Add a paragraph to the open cell, or open the next one."""
    if cells and not cells[-1].endswith(_CELL):
        cells[-1] += words
    else:
        cells.append(words)


def _inside(text: str, at: int) -> bool:
    """Whether a paragraph right after a row is the first of several in a cell: a cell mark comes before two breaks."""
    upcoming = re.search(r"[\x07\x0c]", text[at : at + 2000])
    return upcoming is not None and upcoming.group() == _CELL and text[at : at + upcoming.start()].count("\r") < 40


def _ends_row(text: str, at: int) -> bool:
    """Guess, for a file without row marks: an empty cell ends the row if a row or a paragraph follows."""
    upcoming = _NEXT_MARK.match(text, at)
    return upcoming is not None and upcoming.group() != _CELL


def _row(cells: list[str], table: int, number: int, end: _Run | None) -> Row:
    edges = end.edges if end is not None and len(end.edges) > len(cells) - 1 else tuple(range(len(cells)))
    continued = end.continued if end is not None else ()
    kept = tuple(
        Cell(text, f"table {table}, row {number}, cell {place + 1}", edges[place])
        for place, text in enumerate(cells)
        if text.strip() or place >= len(continued) or not continued[place]
    )
    return Row(kept, table=table)


def _clean(text: str) -> str:
    """Text as a reader sees it: field codes out, special characters in their plain form."""
    before = None
    while before != text:
        before, text = text, _FIELD.sub("", text)
    text = (
        text.replace("\x0b", "\n").replace("\x0e", "\n").replace("\x1e", "-").replace("\x1f", "").replace("\xa0", " ")
    )
    text = _CONTROL.sub("", text.rstrip("\n"))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
