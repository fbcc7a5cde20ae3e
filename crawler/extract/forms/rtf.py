"""Text of rich text documents (.rtf, often named .doc)."""

from __future__ import annotations

import re

from crawler.extract.forms.content import ROW_LIMIT, Cell, Content, Row, paragraph

_TOKEN = re.compile(
    rb"\\u(?P<unicode>-?\d{1,6}) ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?:-?\d{1,10})? ?"
    rb"|\\(?P<symbol>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)"
)
# Groups that hold no text of the document.
_SKIPPED = frozenset(
    (
        *(b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"themedata", b"datastore"),
        *(b"listtable", b"listoverridetable", b"xmlnstbl", b"fldinst"),
    )
)
_BREAKS = {b"tab": "\t", b"line": "\n"}
_ENDS = frozenset((b"par", b"sect", b"page"))


class _Writer:
    """Puts characters together to paragraphs and table rows."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.in_table = False
        self._cells: list[str] = []
        self._words: list[str] = []
        self._bytes = bytearray()

    def put(self, text: str) -> None:
        """Add characters."""
        self._flush()
        self._words.append(text)

    def put_bytes(self, stored: bytes) -> None:
        """Add bytes in the document's own code page, GBK for Chinese documents."""
        self._bytes += stored

    def end_paragraph(self) -> None:
        """End a paragraph; inside a table it is only a line of the cell."""
        if self.in_table or self._cells:
            self.put("\n")
            return
        text = self._take()
        self.rows.append(paragraph(text, f"paragraph {len(self.rows) + 1}"))

    def end_cell(self) -> None:
        """End a cell of a table row."""
        self._cells.append(self._take())

    def end_row(self) -> None:
        """End a table row."""
        number = len(self.rows) + 1
        cells = tuple(Cell(text, f"row {number}, cell {at + 1}", at) for at, text in enumerate(self._cells))
        self.rows.append(Row(cells, table=1))
        self._cells.clear()

    def finish(self) -> tuple[Row, ...]:
        """All rows, with what stands after the last mark."""
        rest = "".join((*self._cells, self._take()))
        if rest.strip():
            self.rows.append(paragraph(rest, f"paragraph {len(self.rows) + 1}"))
        return tuple(self.rows)

    def _flush(self) -> None:
        if self._bytes:
            self._words.append(bytes(self._bytes).decode("gb18030", "replace"))
            self._bytes.clear()

    def _take(self) -> str:
        self._flush()
        text = "".join(self._words)
        self._words.clear()
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read_rtf(body: bytes) -> Content:
    """Read paragraphs and table cells."""
    writer = _Writer()
    depth, skipped_at, fallback, pictures, starred = 0, 0, 0, 0, False
    for match in _TOKEN.finditer(body):
        word, brace, plain = match.group("word"), match.group("brace"), match.group("plain")
        if brace:
            depth += 1 if brace == b"{" else -1
            if skipped_at and depth < skipped_at:
                skipped_at = 0
            starred = False
        elif match.group("symbol") == b"*":
            starred = True  # a group that a reader who does not know its first word must skip
        elif word in _SKIPPED or (starred and word):
            pictures += word == b"pict"
            skipped_at, starred = skipped_at or max(depth, 1), False
        elif skipped_at:
            continue
        elif match.group("unicode"):
            writer.put(chr(int(match.group("unicode")) & 0xFFFF))
            fallback = 1  # one character for readers without Unicode follows
        elif match.group("hex"):
            if not fallback:
                writer.put_bytes(bytes.fromhex(match.group("hex").decode()))
            fallback = 0
        elif plain:
            writer.put_bytes(plain[fallback:])
            fallback = 0
        elif word == b"cell":
            writer.end_cell()
        elif word == b"row":
            writer.end_row()
        elif word in {b"intbl", b"pard"}:
            writer.in_table = word == b"intbl"
        elif word in _ENDS:
            writer.end_paragraph()
        elif word in _BREAKS:
            writer.put(_BREAKS[word])
        if len(writer.rows) > ROW_LIMIT:
            break
    return Content(writer.finish(), pictures)
