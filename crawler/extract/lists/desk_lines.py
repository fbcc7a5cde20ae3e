"""Windows told in a line each (窗口成行): 1.政务服务中心（地址：…；时间：…；电话：…）, 东城大厅 地点：… 电话：…."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide import prose, records, text, unknown
from crawler.extract.guide.draft import reading
from crawler.extract.html.far import WINDOW_PARTS, is_of_another_body, lines_of
from crawler.extract.labels.dictionary import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_LABEL = re.compile(r"(?<![\w])([\u4e00-\u9fff]{2,6})\s*[:：]")
_UNTITLED = re.compile(
    r"(?:[\d（(一二三四五六七八九十）)、.]{0,4}(?P<name>[^：:，,；;\d][^：:，,；;]{1,30})[：:])?(?P<place>[^：:，,；;]{4,60})"
    r"[，,]\s*(?P<hours>[^；;：:]{0,20}?\d{1,2}\s*[:：点时][^；;]{2,60}?)"
    r"[，,]\s*(?:咨询|联系|服务|窗口|办公)?(?:电话|热线)(?:为|是|[:：])?\s*(?P<phone>[\d()（）—\-转/、\s]{7,40})[；;。]?"
)
_AROUND = " \u3000\xa0，,；;、|｜"
_ELEMENTS = {"place": "place", "hours": "hours", "phone": "consultation_phone"}
_RANK = 45
"""Official labels are believed before these, questions after them."""
_LONGEST = 300
_SEVERAL = 2


def put(  # noqa: PLR0917 - what a reader has read so far, in its order
    places: Sequence[Place],
    spoken: Iterable[tuple[Box, Sequence[str]]],
    in_list: Callable[[Box], bool],
    page: Page,
    labels: LabelDictionary,
    draft: Draft,
) -> None:
    """Put windows that stand in labels in turn, or each in a line of its own, where nothing else has their places.

    `spoken` are the boxes with texts of their own, each with these.
    """
    if any(window.place.stated for window in draft.windows) or _in_turn(places, page, labels, draft):
        return
    others = set[int]().union(
        *map(lines_of, filter(is_of_another_body, places))
    )  # 行政复议：市人民政府，地址：…，电话：…
    rows = [
        (box, row)
        for box, texts in spoken
        for kid in texts
        if kid.count("：") + kid.count(":") > 1 and len(kid) <= _LONGEST and not in_list(box)
        for row in _told(kid, box, page, labels)
        if box.start not in others
    ]
    if rows:
        draft.windows.clear()
    for _, row in rows:
        records.keep(draft, "windows", row, ())
    for part, said in rows[0][1].items() if rows else ():
        if part in _ELEMENTS and said.stated:
            told = reading(
                _ELEMENTS[part], said.text, evidence=page.evidence, locator=said.locator or "/", label=said.label
            )
            draft.add(told, rank=_RANK, weakness=1)


def _in_turn(places: Sequence[Place], page: Page, labels: LabelDictionary, draft: Draft) -> bool:
    """Whether the same labels of a window come again and again, whatever their heading says: a window each time."""
    if sum(p.match.element == "place" and p.found for p in places) < _SEVERAL:
        return False
    rows: list[list[Place]] = []
    ended = True
    for place in sorted(places, key=lambda p: p.box.start):
        element = place.match.element
        if element not in WINDOW_PARTS or not place.found:
            ended = True
        elif ended or any(p.match.element == element for p in rows[-1]):
            if not ended and element == "place" and len(rows[-1]) == 1:
                rows.pop()  # 受理窗口 over 窗口位置: the name of the window
            rows.append([place])
            ended = False
        else:
            rows[-1].append(place)
    rows = [row for row in rows if any(p.match.element == "place" for p in row)]
    alike = len({tuple(normalise(p.label) for p in row) for row in rows}) == 1
    if not alike or min(len(rows), len(rows[0])) < _SEVERAL:
        return False
    found = [{p.match.element: _read(p, page, labels) for p in row} for row in rows]
    if len({tuple(r.text for r in row.values()) for row in found}) < len(found):
        return False  # printed twice
    for row in found:
        records.keep(draft, "windows", {WINDOW_PARTS[element]: said for element, said in row.items()}, ())
    return True


def _read(place: Place, page: Page, labels: LabelDictionary) -> Reading:
    value = " ".join(text.lines(place.kids, labels))
    locator = page.locator(place.at.element)
    return reading(place.match.element, value, evidence=page.evidence, locator=locator, label=place.label)


def _told(line: str, box: Box, page: Page, labels: LabelDictionary) -> Iterator[dict[str, Reading]]:
    """The window of a line that says where, and when or by which number; none of any other."""
    found = [(m, part) for m in _LABEL.finditer(line) if (part := labels.column("windows", m.group(1))) in _ELEMENTS]
    if not found:
        yield from _untitled(line, box, page)
        return
    parts = [part for _, part in found]
    if "place" not in parts or len(parts) < 2 or len(set(parts)) < len(parts):
        return
    locator = page.locator(box.element)
    row: dict[str, Reading] = {}
    starts = {label.start() for label, _ in found}
    starts |= {m.start() for m in _LABEL.finditer(line) if labels.exact(m.group(1)) is not None}
    for label, part in found:
        end = min((start for start in starts if start > label.start()), default=len(line))
        value = _bare(line[label.end() : end])
        if part is not None and value:
            row[part] = reading(part, value, evidence=page.evidence, locator=locator, label=label.group(1))
    name = prose.unnumbered(line[: found[0][0].start()]).strip(f"{_AROUND}（(:：")
    if name:
        row["name"] = reading("name", name, evidence=page.evidence, locator=locator)
    yield row


def _untitled(line: str, box: Box, page: Page) -> Iterator[dict[str, Reading]]:
    """The window of a line without labels: 东城服务中心：文昌街37号三楼，工作日8:30-17:00，电话0999-3323111."""
    told = _UNTITLED.fullmatch(line.strip())
    if told is None or not unknown.is_place(told["place"]):
        return
    locator = page.locator(box.element)
    said = {part: (value or "").strip(_AROUND) for part, value in told.groupdict().items()}
    yield {part: reading(part, value, evidence=page.evidence, locator=locator) for part, value in said.items() if value}


def _bare(value: str) -> str:
    """A value without what parts it from the next one, and without a bracket that was opened before it."""
    bare = value.strip(_AROUND).rstrip("。")
    while bare[-1:] in {"）", ")"} and bare.count("（") + bare.count("(") < bare.count("）") + bare.count(")"):
        bare = bare[:-1].rstrip(_AROUND)
    while bare[-1:] in {"（", "("}:
        bare = bare[:-1].rstrip(_AROUND)
    return bare
