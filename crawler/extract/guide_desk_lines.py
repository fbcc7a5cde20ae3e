"""Windows told in a line each (窗口成行): 1.政务服务中心（地址：…；时间：…；电话：…）, 东城大厅 地点：… 电话：…."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract import guide_prose, guide_records
from crawler.extract.guide_draft import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide_boxes import Box
    from crawler.extract.guide_draft import Draft
    from crawler.extract.labels import LabelDictionary
    from crawler.page.html import Page

_LABEL = re.compile(r"(?<![\w])([\u4e00-\u9fff]{2,6})\s*[:：]")
_AROUND = " \u3000\xa0，,；;、|｜"
_ELEMENTS = {"place": "place", "hours": "hours", "phone": "consultation_phone"}
_RANK = 45
"""Official labels are believed before these, questions after them."""
_LONGEST = 300


def put(
    boxes: Sequence[Box], in_list: Callable[[Box], bool], page: Page, labels: LabelDictionary, draft: Draft
) -> None:
    """Put windows of which each stands in a line of its own into the draft, where nothing else has their places."""
    if any(window.place.stated for window in draft.windows):
        return
    rows = [
        (box, row)
        for box in boxes
        for kid in box.kids
        if isinstance(kid, str) and kid.count("：") + kid.count(":") > 1 and len(kid) <= _LONGEST and not in_list(box)
        for row in _told(kid, box, page, labels)
    ]
    if rows:
        draft.windows.clear()
    for _, row in rows:
        guide_records.keep(draft, "windows", row, ())
    for part, said in rows[0][1].items() if rows else ():
        if part in _ELEMENTS and said.stated:
            told = reading(
                _ELEMENTS[part], said.text, evidence=page.evidence, locator=said.locator or "/", label=said.label
            )
            draft.add(told, rank=_RANK, weakness=1)


def _told(line: str, box: Box, page: Page, labels: LabelDictionary) -> Iterator[dict[str, Reading]]:
    """The window of a line that says where, and when or by which number; none of any other."""
    found = [(m, part) for m in _LABEL.finditer(line) if (part := labels.column("windows", m.group(1))) in _ELEMENTS]
    parts = [part for _, part in found]
    if "place" not in parts or len(parts) < 2 or len(set(parts)) < len(parts):
        return
    locator = page.locator(box.element)
    row: dict[str, Reading] = {}
    for at, (label, part) in enumerate(found):
        end = found[at + 1][0].start() if at + 1 < len(found) else len(line)
        value = _bare(line[label.end() : end])
        if part is not None and value:
            row[part] = reading(part, value, evidence=page.evidence, locator=locator, label=label.group(1))
    name = guide_prose.unnumbered(line[: found[0][0].start()]).strip(f"{_AROUND}（(:：")
    if name:
        row["name"] = reading("name", name, evidence=page.evidence, locator=locator)
    yield row


def _bare(value: str) -> str:
    """A value without what parts it from the next one, and without a bracket that was opened before it."""
    bare = value.strip(_AROUND).rstrip("。")
    while bare[-1:] in {"）", ")"} and bare.count("（") + bare.count("(") < bare.count("）") + bare.count(")"):
        bare = bare[:-1].rstrip(_AROUND)
    while bare[-1:] in {"（", "("}:
        bare = bare[:-1].rstrip(_AROUND)
    return bare
