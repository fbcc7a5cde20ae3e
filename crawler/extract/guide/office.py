"""Guides published as office files (.docx, .doc, .pdf, .wps, .rtf): their paragraphs and tables as a page.

The reader of guides reads pages. A file becomes one: its paragraphs and its tables, in order, with spans where cells
are merged. Locators stay those of the file (paragraph, table cell, line of a page), so that a person finds the place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import structlog

from crawler.domain.elements import Reading, State
from crawler.domain.records import FileKind, ServiceGuide
from crawler.extract.forms.content import BrokenFileError, LockedFileError
from crawler.extract.forms.file import read_content
from crawler.extract.forms.kind import nature_of
from crawler.extract.gaps.remains import is_hardly_understood, with_doubts
from crawler.extract.guide.draft import is_absent
from crawler.extract.guide.reading import read_guide
from crawler.extract.pdf.blocks import AT
from crawler.extract.pdf.guide import agreed, text_of_pdf, without_loose, without_rows
from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from crawler.extract.forms.content import Cell, Content, Row
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_log = structlog.get_logger(__name__)
_HEAD = 2048
_FEWEST_LETTERS = 40
_ENDS = re.compile(r"\r\n?|[\n\x0b\x0c]")
_BESIDE_THE_TEXT = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "after the text")
_LABEL = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff（）()/、]{1,11}[：:]")
_NEXT_LABEL = re.compile(rf"(?:\t+|[ \u3000]{{2,}})[ \u3000]*(?={_LABEL.pattern})")
_END, _SIGNED = 6, 2
_BODY = re.compile(r"[\u4e00-\u9fff（）()]{3,24}(?:局|委员会|委|厅|府|办公室|办|中心|处|科|院|公司|队|站|部|会)")
_DAY = re.compile(r"(?:[\u4e00-\u9fff]{2,6}[：:]\s*)?[\d零一二三四五六七八九十]{4}\s*[年.\-/].{2,10}")
_ASKS = re.compile(r"[：:]\s*$")
_PICTURE = '<img src="data:image/png">'
"""Stands where a document shows a picture and no words."""
_OFFERED = frozenset({"result_sample", "blank_form", "sample_form", "online_entry", "flow_chart"})
_LEADS = re.compile(r"点击|查看|下载|打开|链接")
_FORMS = ("blank_form", "sample_form")
_DRAWN = ("procedure", "flow_chart", "result_sample")
"""Elements that offices put into a document as a picture."""


class OfficePage(Page):
    """A page made of an office file. `pictures` counts those that the file shows: their words are not read.

    `linked` says that where its words lead was read, too: in other kinds of files a link is but its words. `placed`
    says the same of where its pictures stand.
    """

    pictures: int = 0
    linked: bool = True
    placed: bool = True
    lost: str | None = None
    """Why some of the words that the file shows are not on the page."""
    torn: bool = False
    """Whether rows of lists are among those."""
    guessed: bool = False
    """Whether its text was put together from the places of its letters."""
    loose: tuple[str, ...] = ()
    """Short lines that nothing announces."""
    otherwise: OfficePage | None = None
    """The same file with every doubt about its lines decided the other way."""

    def locator(self, element: _Element) -> str:
        """Where in the file the words of an element stand."""
        for near in (element, *element.iterancestors(), *element.iterdescendants()):
            place = near.get(AT)
            if place is not None:
                return place
        return "/"


def office_page(
    body: bytes, labels: LabelDictionary, *, url: str, evidence: str, content_type: str | None
) -> tuple[OfficePage | None, str]:
    """The file as a page, else None and the reason."""
    if nature_of(body[:_HEAD], "").kind is FileKind.PDF:
        return _pdf_page(body, labels, url=url, evidence=evidence)
    name = unquote(urlsplit(url).path.rpartition("/")[2]) or None
    content, reason = read_content(body, file_name=name, content_type=content_type)
    if content is None:
        return None, reason
    text = "".join(_written(content))
    page = _made(text, url=url, evidence=evidence)
    beside = sum(row.table is None and any(cell.shows for cell in row.cells) for row in content.rows)
    page.pictures = beside if content.placed else content.pictures  # in a table each stands in its place
    page.linked = content.linked
    page.placed = content.placed
    return _if_told(page, shows=bool(content.pictures or content.drawn))


def _pdf_page(body: bytes, labels: LabelDictionary, *, url: str, evidence: str) -> tuple[OfficePage | None, str]:
    try:
        found = text_of_pdf(body, labels)
    except LockedFileError:
        return None, "文件有密码，无法读取"
    except BrokenFileError:
        return None, "文件已损坏"
    except Exception:  # noqa: BLE001 - as for a form: damage finds the bugs of any reader
        _log.exception("pdf could not be read", evidence=evidence, size=len(body))
        return None, "读取程序出错，未读取"
    page = _made(found.html, url=url, evidence=evidence)
    page.pictures = found.pictures
    page.linked = False
    page.lost = found.lost
    page.torn = found.torn
    page.loose = found.loose
    page.placed = False
    page.guessed = True
    if found.otherwise is not None:
        page.otherwise = _made(found.otherwise, url=url, evidence=evidence)
    return _if_told(page, shows=bool(found.pictures or found.drawn or found.lost))


def _made(text: str, *, url: str, evidence: str) -> OfficePage:
    return OfficePage(text=f"<html><body>{text}</body></html>", url=url, evidence=evidence)


def _if_told(page: OfficePage, *, shows: bool) -> tuple[OfficePage | None, str]:
    if sum(c.isalnum() for c in page.visible_text()) < _FEWEST_LETTERS:
        return None, "只有图片，没有可提取的文字" if shows else "文件里没有文字"
    return page, ""


def read_files(pages: Sequence[Page | JsonPage], labels: LabelDictionary) -> ServiceGuide:
    """The guide of pages of which some may be files: what a file leaves in doubt, or shows otherwise, is unread."""
    guide = read_guide(pages, labels)
    files = [page for page in pages if isinstance(page, OfficePage)]
    if any(page.otherwise for page in files):
        others = [(page.otherwise or page) if isinstance(page, OfficePage) else page for page in pages]
        guide = agreed(guide, read_guide(others, labels), labels)
    lost = next((page.lost for page in files if page.lost), None)
    if lost and not guide.unread:
        torn = any(page.torn for page in files)
        guide = without_rows(guide, lost, labels, torn=True) if torn else with_doubts(guide, lost, labels)
    guessed = all(isinstance(page, OfficePage) and page.guessed for page in pages)
    if guessed and is_hardly_understood(guide):
        # Structure that was told from places and makes little sense is most likely another one.
        return ServiceGuide(evidence=guide.evidence, url=guide.url, unread=guide.gaps)
    if lost and not guide.unread and not guide.read("name").label:
        name = replace(guide.read("name"), state=State.UNREAD, value=None, reason=lost)
        guide = replace(guide, readings={**guide.readings, "name": name})
    loose = [line for page in files for line in page.loose]
    if loose and not guide.unread:
        guide = without_loose(guide, loose, labels)
    return without_pictures(guide, pages)


def without_pictures(guide: ServiceGuide, pages: Sequence[object]) -> ServiceGuide:
    """The guide with what a file may show as a picture, or lead to, unread instead of not stated."""
    alone = all(isinstance(page, OfficePage) and not page.linked for page in pages)
    if not guide.unread and any(isinstance(page, OfficePage) and not page.linked for page in pages):
        guide = replace(
            guide,
            readings={
                **guide.readings,
                **{e: _may_lead(guide.read(e), alone=alone) for e in {*guide.readings, *_OFFERED}},
            },
            materials=tuple(
                replace(one, readings={e: _may_lead(one.read(e), alone=alone) for e in {*one.readings, *_FORMS}})
                for one in guide.materials
            ),
        )
    shown = next((page for page in pages if isinstance(page, OfficePage) and page.pictures), None)
    if shown is None or guide.unread:
        return guide
    told = {"procedure"} if guide.steps else set()
    gaps = {
        element: Reading(
            element=element, state=State.UNREAD, evidence=shown.evidence, locator="/", reason="picture in the file"
        )
        for element in _DRAWN
        if element not in told and guide.read(element).state is State.NOT_STATED
    }
    if not shown.placed:  # The picture may stand in any place that seems empty.
        empty = (e for e, r in guide.readings.items() if r.state is State.NOT_STATED and r.label is not None)
        gaps |= {
            e: replace(guide.read(e), state=State.UNREAD, reason="picture in the file") for e in empty if e not in gaps
        }
    return replace(guide, readings={**guide.readings, **gaps})


def _may_lead(found: Reading, *, alone: bool) -> Reading:
    """A place that holds the words of a link (点击查看) and no address, unread: the file may well lead on.

    Where nothing but files was read (`alone`), what they do not name may be offered beside them.
    """
    if alone and found.element in _OFFERED and is_absent(found):
        return replace(
            found, state=State.UNREAD, reason="a file without links was read, and forms are offered beside it"
        )
    words = found.quote if found.state is State.NOT_STATED and found.element in _OFFERED else None
    if not words or (words == found.label and not _LEADS.search(words)):
        return found
    return replace(found, state=State.UNREAD, reason="where the words of this file lead is not read")


def _written(content: Content) -> Iterator[str]:
    rows = [row for row in content.rows if row.cells and not row.cells[0].locator.startswith(_BESIDE_THE_TEXT)]
    signed = _signature(rows)
    for number, group in groupby(rows, key=lambda row: row.table):
        if number is None:
            for row in group:
                for cell in _one_by_one(row.cells[0]):
                    told = f'<p {AT}="{escape(cell.locator)}">{_words(cell)}</p>'
                    yield f"<footer>{told}</footer>" if row is signed else told
        else:
            yield from _table(list(group))


def _table(rows: list[Row]) -> Iterator[str]:
    """A table with its cells in their columns: a cell reaches to the next one of its row, and down over gaps."""
    if not rows[0].bounded:  # Lines of a page: what stands side by side is a row, what stands alone a paragraph.
        for row in rows:
            if len(row.cells) == 1:
                yield f'<p {AT}="{escape(row.cells[0].locator)}">{_words(row.cells[0])}</p>'
            else:
                yield f"<table><tr>{_line(_Laid(cell) for cell in row.cells)}</tr></table>"
        return
    columns = sorted({cell.column for row in rows for cell in row.cells})
    place = {column: at for at, column in enumerate(columns)}
    laid: list[list[_Laid]] = []
    above: dict[int, _Laid] = {}
    """The cell that stands in each column so far: it reaches down where a row begins later."""
    for row in rows:
        starts = [place[cell.column] for cell in row.cells]
        for reaching in {id(c): c for at in range(starts[0]) if (c := above.get(at)) is not None}.values():
            reaching.rows += 1
        line = [
            _Laid(cell, max(1, following - start))
            for cell, start, following in zip(row.cells, starts, [*starts[1:], len(columns)], strict=True)
        ]
        for one, start in zip(line, starts, strict=True):
            above.update(dict.fromkeys(range(start, start + one.columns), one))
        laid.append(line)
    yield f"<table>{''.join(f'<tr>{_line(line)}</tr>' for line in laid)}</table>"


@dataclass(slots=True)
class _Laid:
    cell: Cell
    columns: int = 1
    rows: int = 1


def _line(cells: Iterable[_Laid]) -> str:
    return "".join(
        f'<td {AT}="{escape(one.cell.locator)}"'
        f"{f' colspan={one.columns}' if one.columns > 1 else ''}{f' rowspan={one.rows}' if one.rows > 1 else ''}"
        f">{_words(one.cell)}</td>"
        for one in cells
    )


def _signature(rows: Sequence[Row]) -> Row | None:
    """The line at the end of a document that says who wrote it, over the date: it belongs to no section."""
    last = [row for row in rows[-_END:] if row.table is None and row.cells[0].text.strip()][-2:]
    texts = [row.cells[0].text.strip() for row in last]
    signs = len(last) == _SIGNED and _BODY.fullmatch(texts[0]) is not None and _DAY.fullmatch(texts[1]) is not None
    return last[0] if signs else None


def _one_by_one(cell: Cell) -> Iterator[Cell]:
    """A paragraph in as many as it has labels behind tab stops: 材料形式：纸质 → 份数：1 → 必要性：必要."""
    pieces = _NEXT_LABEL.split(cell.text) if _LABEL.match(cell.text.lstrip()) else [cell.text]
    for number, piece in enumerate(pieces, start=1):
        yield replace(cell, text=piece, shows=cell.shows and number == len(pieces))


def _words(cell: Cell) -> str:
    """The words of a cell, a line each, with its links where they stand, and a picture in place of words."""
    pieces: list[str] = []
    rest = cell.text.strip()
    for words, target in cell.links:
        before, found, after = rest.partition(words.strip())
        if found:
            pieces += [_lines(before), f'<a href="{escape(target)}">{_lines(found)}</a>']
            rest = after
    shown = [_PICTURE] if cell.shows and (not cell.text.strip() or _ASKS.search(cell.text)) else []
    return "".join([*pieces, _lines(rest), *shown])


def _lines(text: str) -> str:
    return "<br>".join(escape(line.strip()) for line in _ENDS.split(text))
