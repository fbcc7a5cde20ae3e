"""One page of a PDF as letters in their places and ruled lines, by PDFium: no structure is guessed here."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import raw

from crawler.extract.forms.pdf import ONE_AT_A_TIME, PAGE_LIMIT, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER_LIMIT = 8_000
_OBJECT_LIMIT = 30_000
_RULE_LIMIT = 20_000
_THIN = 3.0
"""Points: a filled box that is thinner is a line."""
_SHORTEST_RULE = 2.0
_SLANT = 0.1
_LARGE = 120.0
"""Points: a picture that is smaller is a seal, a sign or a code."""
_SCAN = 0.7
"""Share of a page that a scan covers."""
_DOUBLED = 0.15
"""Part of its size by which a letter is drawn a second time, to look bold."""
_BOLD = 600
_BOLD_NAMES = ("bold", "heavy", "black", "simhei", "heiti", "-hei")
_WHITE = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A character: `left` and `right` edge and `base` line in points, upwards from the foot of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line: it stands at `at` and reaches from `start` to `end` in the other direction."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """What a page shows. `lost` says why some or all of its words could not be read, else None."""

    number: int
    width: float
    letters: tuple[Letter, ...] = ()
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    pictures: int = 0
    drawn: bool = False
    lost: str | None = None


def pages_of(body: bytes) -> tuple[PdfPage, ...]:
    """The pages of a PDF; one that stands for those beyond the limit says so. Raises what `opened` raises."""
    with ONE_AT_A_TIME:
        document = opened(body)
        try:
            count = len(document)
            pages = [_page(document, number) for number in range(min(count, PAGE_LIMIT))]
            if count > PAGE_LIMIT:
                pages.append(PdfPage(number=PAGE_LIMIT + 1, width=0, lost=f"only {PAGE_LIMIT} pages are read"))
            return tuple(pages)
        finally:
            document.close()


def _page(document: Any, at: int) -> PdfPage:
    try:
        page = document[at]
    except pypdfium2.PdfiumError:
        return PdfPage(number=at + 1, width=0, lost="a page of the file is damaged")
    try:
        words = page.get_textpage()
        try:
            found = _letters(words.raw)
        finally:
            words.close()
        across, down, pictures, scan, drawn = _drawn(page, found.quarter)
        width, height = page.get_size()
    except pypdfium2.PdfiumError:
        return PdfPage(number=at + 1, width=0, lost="a page of the file is damaged")
    finally:
        page.close()
    lost = found.lost
    if not found.letters and (pictures or drawn):
        lost = lost or "a page of the file is a picture"
    elif scan and found.unseen:
        lost = "a page of the file is a scan"
    if found.quarter % 2 and height > width:
        width = height
    return PdfPage(
        number=at + 1,
        width=width,
        letters=tuple(found.letters),
        across=tuple(across),
        down=tuple(down),
        pictures=pictures,
        drawn=drawn,
        lost=lost,
    )


@dataclass(slots=True)
class _Letters:
    letters: list[Letter]
    quarter: int = 0
    """How many times the text is turned by a quarter, against the clock."""
    unseen: bool = False
    lost: str | None = None


def _letters(words: Any) -> _Letters:
    count = raw.FPDFText_CountChars(words)
    if count > _LETTER_LIMIT:
        return _Letters([], lost="a page of the file holds too many letters")
    turned: dict[int, list[Letter]] = {}
    unknown = unseen = total = 0
    for at in range(count):
        if raw.FPDFText_IsGenerated(words, at) == 1:
            continue
        code = raw.FPDFText_GetUnicode(words, at)
        text = chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
        seen = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(words, at))
        total += not text.isspace()
        if seen == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            unseen += 1
            continue
        if text == "\ufffd" or 0xE000 <= code < 0xF900:
            unknown += 1
            continue
        quarter, letter = _letter(words, at, text)
        if letter is not None and seen == raw.FPDF_TEXTRENDERMODE_FILL_STROKE:
            letter = replace(letter, bold=True)  # drawn with a line around it, where the font has no bold letters
        if letter is not None:
            turned.setdefault(quarter, []).append(letter)
    if not turned:
        return _Letters([], unseen=unseen > 0, lost="the letters of a page have no codes" if unknown else None)
    quarter = max(turned, key=lambda one: len(turned[one]))
    kept = turned[quarter]
    # A mark across the page (水印) is slanted and belongs to no text; a table that lies on its side is text.
    lost = None
    if unknown > 0.02 * total:
        lost = "letters of a page have no codes"
    elif any(len(some) > 8 for one, some in turned.items() if one not in {quarter, _SLANTED}):
        lost = "a part of a page is turned"
    return _Letters(_once(kept), quarter if quarter != _SLANTED else 0, unseen > 0, lost)


_SLANTED = 9


def _letter(words: Any, at: int, text: str) -> tuple[int, Letter | None]:
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    if not (
        raw.FPDFText_GetMatrix(words, at, matrix)
        and raw.FPDFText_GetLooseCharBox(words, at, box)
        and raw.FPDFText_GetCharOrigin(words, at, x, y)
    ):
        return 0, None
    size = raw.FPDFText_GetFontSize(words, at) * math.hypot(matrix.c, matrix.d)
    if not 1 <= size <= 400:
        return 0, None
    along, up = matrix.a, matrix.b
    if abs(up) <= _SLANT * abs(along):
        quarter = 0 if along > 0 else 2
    elif abs(along) <= _SLANT * abs(up):
        quarter = 1 if up > 0 else 3
    else:
        return _SLANTED, Letter(text=text, left=box.left, right=box.right, base=y.value, size=size)
    corners = [_turned(box.left, box.bottom, quarter), _turned(box.right, box.top, quarter)]
    left, right = sorted(corner[0] for corner in corners)
    base = _turned(x.value, y.value, quarter)[1]
    return quarter, Letter(text=text, left=left, right=right, base=base, size=size, bold=_is_bold(words, at))


def _is_bold(words: Any, at: int) -> bool:
    if raw.FPDFText_GetFontWeight(words, at) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(96)
    length = raw.FPDFText_GetFontInfo(words, at, name, 96, ctypes.c_int())
    called = name.value.decode("utf-8", "replace").lower() if 0 < length <= 96 else ""
    return any(word in called for word in _BOLD_NAMES)


def _turned(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A point where it stands when the text runs from left to right."""
    for _ in range(quarter):
        x, y = y, -x
    return x, y


def _once(letters: list[Letter]) -> list[Letter]:
    """Each letter once: some programs draw it twice, a little beside itself, to make it bold."""
    kept: list[Letter] = []
    near: dict[tuple[str, int, int], list[int]] = {}
    for one in letters:
        place = (one.text, round(one.left / 8), round(one.base / 8))
        around = (near.get((place[0], place[1] + dx, place[2] + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        twin = next((n for some in around for n in some if _is_twin(kept[n], one)), None)
        if twin is not None:
            kept[twin] = replace(kept[twin], bold=True)
            continue
        near.setdefault(place, []).append(len(kept))
        kept.append(one)
    return kept


def _is_twin(one: Letter, other: Letter) -> bool:
    near = _DOUBLED * one.size
    return not one.text.isspace() and abs(other.left - one.left) < near and abs(other.base - one.base) < near


def _drawn(page: Any, quarter: int) -> tuple[list[Rule], list[Rule], int, bool, bool]:
    """Rules across and down, the number of large pictures, whether one is a scan, and whether anything is drawn."""
    across: list[Rule] = []
    down: list[Rule] = []
    pictures, scan, drawn = 0, False, False
    width, height = page.get_size()
    for shown in islice(page.get_objects(max_depth=2), _OBJECT_LIMIT):
        if shown.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = shown.get_bounds()
            pictures += min(right - left, top - bottom) >= _LARGE
            scan = scan or (right - left) * (top - bottom) >= _SCAN * width * height
        elif shown.type == raw.FPDF_PAGEOBJ_PATH and len(across) + len(down) < _RULE_LIMIT:
            for x0, y0, x1, y1 in _strokes(shown):
                drawn = True
                from_x, from_y = _turned(x0, y0, quarter)
                to_x, to_y = _turned(x1, y1, quarter)
                if abs(to_y - from_y) <= 1 and abs(to_x - from_x) >= _SHORTEST_RULE:
                    across.append(Rule(at=(from_y + to_y) / 2, start=min(from_x, to_x), end=max(from_x, to_x)))
                elif abs(to_x - from_x) <= 1 and abs(to_y - from_y) >= _SHORTEST_RULE:
                    down.append(Rule(at=(from_x + to_x) / 2, start=min(from_y, to_y), end=max(from_y, to_y)))
        elif shown.type != raw.FPDF_PAGEOBJ_TEXT:
            drawn = True
    return across, down, pictures, scan, drawn


def _strokes(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight strokes of a path: its lines, the edges of its boxes, and thin boxes as the lines they are."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return
    if not stroke.value and _is_white(path):
        return
    matrix = path.get_matrix()
    for points in _lines(path, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        if not stroke.value and right - left > _THIN < top - bottom and len(points) < 4:
            continue
        if len(points) > 3 and min(right - left, top - bottom) <= _THIN:
            if right - left >= top - bottom:
                yield left, (bottom + top) / 2, right, (bottom + top) / 2
            else:
                yield (left + right) / 2, bottom, (left + right) / 2, top
            continue
        for (x0, y0), (x1, y1) in pairwise(points):
            yield x0, y0, x1, y1


def _lines(path: Any, matrix: Any) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for at in range(min(raw.FPDFPath_CountSegments(path), _RULE_LIMIT)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != point:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _is_white(path: Any) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    return bool(raw.FPDFPageObj_GetFillColor(path, *colours)) and all(one.value >= _WHITE for one in colours[:3])
