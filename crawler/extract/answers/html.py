"""Lists that a JSON answer gives as a piece of HTML: a table of steps in one text."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from crawler.domain.elements import Reading
from crawler.extract.html.page import PageReader
from crawler.page.html import Page
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import Faq, LegalBasisEntry, Step, Window
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary

    Row = TypeVar("Row", Step, LegalBasisEntry, Faq, Window)

_HEADINGS = {
    "materials": "申请材料",
    "procedure": "办理流程",
    "legal_basis": "设定依据",
    "faq": "常见问题",
    "fee_standard": "收费标准",
    "fee_status": "收费标准",
    "place": "办理地点",
}


def put_table(element: str, text: str, at: str, *, url: str, labels: LabelDictionary, draft: Draft) -> bool:
    """Put the rows of a table in a text into the draft; False where it holds none. All of them stand at one pointer."""
    if "<table" not in text.lower() or element not in _HEADINGS:
        return False
    markup = f"<html><body><h3>{_HEADINGS[element]}</h3><div>{text}</div></body></html>"
    page = parse(markup.encode(), "text/html; charset=utf-8", url, draft.evidence)
    if not isinstance(page, Page):
        return False
    inside = PageReader(page, labels).read()
    before = [len(draft.rows(group)) for group in labels.columns]
    if not draft.materials:
        draft.materials += (
            replace(m, name=_moved(m.name, at), readings={k: _moved(r, at) for k, r in m.readings.items()})
            for m in inside.materials
        )
    if not draft.fees:
        draft.fees += (
            replace(f, name=_moved(f.name, at), readings={k: _moved(r, at) for k, r in f.readings.items()})
            for f in inside.fees
        )
    if not draft.steps:
        draft.steps += (_row(one, at) for one in inside.steps)
    if not draft.legal_bases:
        draft.legal_bases += (_row(one, at) for one in inside.legal_bases)
    if not draft.windows:
        draft.windows += (_row(one, at) for one in inside.windows)
    if not draft.faqs:
        draft.faqs += (_row(one, at) for one in inside.faqs)
    return before != [len(draft.rows(group)) for group in labels.columns]


def _row(row: Row, at: str) -> Row:
    """A row of readings with all of them at one place."""
    moved = {f.name: _moved(value, at) for f in fields(row) if isinstance(value := getattr(row, f.name), Reading)}
    return replace(row, **moved)


def _moved(found: Reading, at: str) -> Reading:
    return replace(found, locator=at)
