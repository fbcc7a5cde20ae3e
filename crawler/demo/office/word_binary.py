"""Word 97 documents (.doc): a compound file with a file information block, a piece table and real table rows.

Written after [MS-DOC]; only what a reader needs to show paragraphs and a two-column table.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.demo.office.compound import compound_file

if TYPE_CHECKING:
    from crawler.demo.office.spec import FormSpec

_PAGE = 512
_TEXT_AT = 1024
_WORD_DOCUMENT = bytes.fromhex("0609020000000000c000000000000046")
_NOWHERE = 0xFFFFFFFF
_IN_TABLE = struct.pack("<HB", 0x2416, 1)
_ROW_END = struct.pack("<HB", 0x2417, 1)
_CENTRED = struct.pack("<HB", 0x2403, 1)
_BORDER = struct.pack("<BBBB", 4, 1, 0, 0)
# Positions in the table of (offset, length) pairs of the file information block.
_STYLES, _SECTIONS, _CHARACTER_PAGES, _PARAGRAPH_PAGES, _FONTS, _PROPERTIES, _PIECES = 1, 6, 12, 13, 15, 31, 33


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Text with its closing mark, and the properties (a list of sprms) of the paragraph."""

    text: str
    properties: bytes = b""


def _table_properties(edges: tuple[int, ...]) -> bytes:
    cells = b"".join(struct.pack("<HH", 0, 0) + _BORDER * 4 for _ in edges[1:])
    operand = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + cells
    return struct.pack("<HH", 0xD608, len(operand) + 1) + operand


def _paragraphs(form: FormSpec) -> list[_Paragraph]:
    found = [_Paragraph(f"{form.title}\r", _CENTRED)]
    found += [_Paragraph(f"{text}\r") for text in form.paragraphs]
    row_end = _IN_TABLE + _ROW_END + _table_properties((0, 2800, 8500))
    for label, value in form.rows:
        found.append(_Paragraph(f"{label}\x07", _IN_TABLE))
        found.append(_Paragraph(f"{value}\x07", _IN_TABLE))
        found.append(_Paragraph("\x07", row_end))
    found += [_Paragraph(f"{text}\r") for text in form.notes]
    if found[-1].properties.startswith(_IN_TABLE):
        found.append(_Paragraph("\r"))  # a document cannot end in a table
    return found


def _style_sheet() -> bytes:
    name = "Normal"
    body = struct.pack("<HHHHH", 0, 0xFFF << 4 | 1, 2, 0, 0)
    body += struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
    body += struct.pack("<HHH", 2, 0, 0)  # paragraph properties: the style itself; no character properties
    body = body[:6] + struct.pack("<H", len(body)) + body[8:]
    head = struct.pack("<HHHHHHHHHH", 18, 15, 10, 1, 91, 15, 0, 0, 0, 0)
    return head + struct.pack("<H", len(body)) + body + struct.pack("<H", 0) * 14


def _font_table() -> bytes:
    font = struct.pack("<BHBB10s24s", 0x16, 400, 134, 0, bytes(10), bytes(24)) + "宋体".encode("utf-16-le") + b"\0\0"
    return struct.pack("<HHB", 1, 0, len(font)) + font


def _lay_out(paragraphs: list[_Paragraph], *, narrow: bool) -> tuple[bytes, list[int], bytes]:
    """Bytes of the text, the file offset of each paragraph (and of the end), and the piece table."""
    text = bytearray()
    offsets: list[int] = []
    marks: list[int] = []
    pieces: list[bytes] = []
    character, narrow_before = 0, None
    for paragraph in paragraphs:
        narrow_here = narrow and paragraph.text.isascii()
        if not narrow_here and len(text) % 2:
            text += b"\0"
        at = _TEXT_AT + len(text)
        if narrow_here is not narrow_before:
            marks.append(character)
            pieces.append(struct.pack("<HIH", 0, at * 2 | 0x40000000 if narrow_here else at, 0))
            narrow_before = narrow_here
        offsets.append(at)
        text += paragraph.text.encode("cp1252" if narrow_here else "utf-16-le")
        character += len(paragraph.text.encode("utf-16-le")) // 2
    offsets.append(_TEXT_AT + len(text))
    marks.append(character)
    plc = struct.pack(f"<{len(marks)}I", *marks) + b"".join(pieces)
    return bytes(text), offsets, b"\x02" + struct.pack("<I", len(plc)) + plc


def _paragraph_page(paragraphs: list[_Paragraph], offsets: list[int]) -> bytes:
    """One page (FKP) of paragraph properties; equal properties are stored once, from the end of the page."""
    page = bytearray(_PAGE)
    struct.pack_into(f"<{len(offsets)}I", page, 0, *offsets)
    kept: dict[bytes, int] = {}
    end = _PAGE - 2
    for number, paragraph in enumerate(paragraphs):
        content = struct.pack("<H", 0) + paragraph.properties
        if content not in kept:
            # An odd length is written as half of it rounded up; an even one needs the longer form.
            length = len(content)
            stored = bytes(((length + 1) // 2,)) + content if length % 2 else bytes((0, length // 2)) + content
            end = (end - len(stored)) & ~1
            page[end : end + len(stored)] = stored
            kept[content] = end
        page[4 * len(offsets) + 13 * number] = kept[content] // 2
    page[-1] = len(paragraphs)
    return bytes(page)


def make_doc(form: FormSpec, *, narrow: bool = False) -> bytes:
    """Write the form as .doc; `narrow` stores ASCII paragraphs as one byte a character, in pieces of their own."""
    paragraphs = _paragraphs(form)
    text, offsets, pieces = _lay_out(paragraphs, narrow=narrow)
    length = sum(len(p.text.encode("utf-16-le")) // 2 for p in paragraphs)
    body = bytearray(_TEXT_AT) + text
    body += bytes(-len(body) % _PAGE)
    character_page = bytearray(_PAGE)
    struct.pack_into("<II", character_page, 0, _TEXT_AT, offsets[-1])
    character_page[-1] = 1
    character_at = len(body) // _PAGE
    body += character_page
    paragraph_at = len(body) // _PAGE
    step = 16  # paragraphs that surely fit on one page
    starts = range(0, len(paragraphs), step)
    for start in starts:
        body += _paragraph_page(paragraphs[start : start + step], offsets[start : start + step + 1])
    edges = [*(offsets[start] for start in starts), offsets[-1]]
    tables = {
        _STYLES: _style_sheet(),
        _SECTIONS: struct.pack("<IIHIHI", 0, length, 0, _NOWHERE, 0, _NOWHERE),
        _CHARACTER_PAGES: struct.pack("<III", _TEXT_AT, offsets[-1], character_at),
        _PARAGRAPH_PAGES: struct.pack(f"<{len(edges)}I", *edges)
        + struct.pack(f"<{len(starts)}I", *range(paragraph_at, paragraph_at + len(starts))),
        _FONTS: _font_table(),
        _PROPERTIES: bytes(544),
        _PIECES: pieces,
    }
    table = bytearray()
    places = [0] * (2 * 93)
    for number, content in tables.items():
        places[2 * number : 2 * number + 2] = [len(table), len(content)]
        table += content
        table += bytes(-len(table) % 4)
    struct.pack_into(
        "<HHHHHHHIBBHHII", body, 0, 0xA5EC, 0xC1, 0, 0x0804, 0, 0x1200, 0xBF, 0, 0, 0, 0, 0, _TEXT_AT, offsets[-1]
    )
    struct.pack_into("<H28xH", body, 0x20, 14, 22)
    struct.pack_into("<I8xI", body, 0x40, len(body), length)
    struct.pack_into("<H186IH", body, 0x98, 93, *places, 0)
    return compound_file(("1Table", bytes(table)), ("WordDocument", bytes(body)), _WORD_DOCUMENT)
