"""What a reader of one file format hands over: rows of cells in reading order, a paragraph being a row of one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

CHARACTER_LIMIT = 400_000
ROW_LIMIT = 20_000


class BrokenFileError(Exception):
    """The file violates its own format and does not open. Raised by the format readers, caught in `form_file`."""


class BeyondReaderError(Exception):
    """Too large inside, or of a make that our reader does not know: no fault of the file. Raised likewise."""


class LockedFileError(Exception):
    """The file is protected by a password; raised by the format readers, caught in `form_file`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text and where it stands. Cells of one column have the same `column`, whatever it measures.

    `links` are the words that lead somewhere with the address, in the order of the text; `shows` says that a picture
    stands here, too.
    """

    text: str
    locator: str
    column: int = 0
    links: tuple[tuple[str, str], ...] = ()
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, or a paragraph (`table` is None).

    `bounded` says that blank cells are drawn on the form; in a spreadsheet the space to the right never ends.
    """

    cells: tuple[Cell, ...]
    table: int | None = None
    bounded: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, how many pictures it shows, and whether it shows anything else that is no text.

    `linked` says that where the words of the file lead was read, too, `placed` that its cells say where pictures stand.
    """

    rows: tuple[Row, ...]
    pictures: int = 0
    drawn: bool = False
    linked: bool = False
    placed: bool = False


_INNER_SPACE = re.compile(r"[^\S\n]+$|^[^\S\n]+", re.MULTILINE)


def paragraph(text: str, locator: str, links: tuple[tuple[str, str], ...] = (), *, shows: bool = False) -> Row:
    """A row for one paragraph."""
    return Row((Cell(text, locator, links=links, shows=shows),))


_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


# Longer gaps say no more, and searching for what follows them takes the square of their length.
_LONG_GAP = re.compile(r"[^\S\n]{41,}")


def cleaned(content: Content) -> Content:
    """The content without control characters and lone surrogates, which no database or page takes, and endless gaps."""
    return replace(
        content,
        rows=tuple(
            replace(row, cells=tuple(replace(cell, text=_cleaned(cell.text)) for cell in row.cells))
            for row in content.rows
        ),
    )


def _cleaned(text: str) -> str:
    return _LONG_GAP.sub(" " * 40, _UNFIT.sub("", text))


def text_of(content: Content) -> str:
    """The whole text: a line a row, cells apart by tabs; printed gaps inside a line are kept."""
    lines: list[str] = []
    length = 0
    for row in content.rows:
        line = "\t".join(_INNER_SPACE.sub("", cell.text) for cell in row.cells).strip()
        if line:
            lines.append(line)
            length += len(line) + 1
        if length > CHARACTER_LIMIT:
            break
    return "\n".join(lines)[:CHARACTER_LIMIT]
