"""Rows written in lines (竖线分栏): 地址 | 时间 | 电话, and below it one line a window with as many pieces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide import records
from crawler.extract.guide.draft import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_BARS = re.compile(r"\s*[|｜│┃]\s*")
_LONGEST_HEADER = 60
_FEWEST = 2
_NAMING = {
    "materials": "material_name",
    "fees": "fee_name",
    "steps": "name",
    "legal_basis": "law",
    "windows": "place",
    "faq": "question",
}
"""The part that a line of titles has to have."""


def rows_in_lines(boxes: Sequence[Box], page: Page, labels: LabelDictionary, draft: Draft) -> list[tuple[Box, str]]:
    """Put rows written in lines below a line of titles into the draft; gives the boxes that hold them."""
    found: list[tuple[Box, str]] = []
    if not boxes or not _has_bar(boxes[0].order[0].text):
        return found
    for box in boxes:
        titles = _pieces(box) if len(box.words) <= _LONGEST_HEADER and box.parent is not None else []
        if len(titles) < _FEWEST or box.linked or box.parent is None:
            continue
        group, parts = _list_of(titles, labels)
        if not group or draft.rows(group):
            continue
        for line in (b for b in box.parent.boxes if b.index > box.index and b.words):
            values = _pieces(line)
            if len(values) != len(titles):
                break
            locator = page.locator(line.element)
            row = {
                part: reading(part, value or None, evidence=page.evidence, locator=locator, label=title)
                for part, title, value in zip(parts, titles, values, strict=True)
                if part is not None
            }
            records.keep(draft, group, row, ())
            found += [(box, group), (line, group)]
    return found


def _pieces(box: Box) -> list[str]:
    """The pieces of a line between bars; none for a box that holds several lines."""
    text = box.text
    if not _has_bar(text) or "\n" in text.strip():
        return []
    return _BARS.split(box.words.strip(" |｜│┃"))


def _has_bar(text: str) -> bool:
    return "|" in text or "｜" in text or "│" in text or "┃" in text


def _list_of(titles: Sequence[str], labels: LabelDictionary) -> tuple[str, list[str | None]]:
    """The list whose columns titles are, and the part of each; an empty name where they are none."""
    for group, naming in _NAMING.items():
        parts = [labels.column(group, title) for title in titles]
        known = [part for part in parts if part is not None]
        if naming in known and len(set(known)) == len(known) >= _FEWEST and len(known) * 3 >= len(titles) * 2:
            return group, parts
    return "", []
