"""Entries of lists that stand in no section of their own (无栏目的条目): under heads with a number, or as loose pairs.

窗口1, 依据二 or 收费项目1 over pairs is one entry each; 法规名称, 文号, 条款号 and 条款内容 side by side are a law
wherever they stand, and 问 with 答 is a question.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values.remembered import remembered
from crawler.extract.guide import records
from crawler.extract.guide.draft import reading
from crawler.extract.html.boxes import HEADINGS
from crawler.extract.html.page_titles import UNMAPPED
from crawler.extract.labels.dictionary import normalise
from crawler.extract.lists.entry_pairs import Pair, pairs_in, said_by
from crawler.extract.lists.series import read_series
from crawler.extract.lists.tables import ELEMENT_OF_GROUP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_NUMBER = r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?"
_WINDOW = "(?:办理|受理|办事|服务|咨询|实体|线下)?(?:窗口|网点|大厅|地点|(?:办理|受理|办事|服务)点)"
_AT_WINDOWS = "(?:实体|线下|现场|到)?(?:窗口|大厅|现场|线下)(?:办理|受理|申请|提交|收件)(?:方式|信息|渠道)?"
"""What heads where one goes, as other words head what one does online: 窗口办理 beside 网上办理."""
_WAY = re.compile(rf"{_AT_WINDOWS}[:：]?")
_OF_WINDOWS = frozenset({"place", "hours", "consultation_phone", "complaint_phone", "traffic"})
_OWN = {
    "windows": _WINDOW,
    "legal_basis": "(?:设定|设立|法律|法定|法规|政策|实施|办理)?(?:依据|法律|法规)",
    "fees": "(?:收费|缴费|费用)?(?:项目|收费|费用)",
}
_HEADS = {
    group: re.compile(
        rf"(?:{own}{_NUMBER}|第{_NUMBER}[个项条处]{own}|{_WINDOW}(?:信息|情况|设置|列表)|{_AT_WINDOWS})(?:[:：][^:：]{{0,24}})?"
    )
    if group == "windows"
    else re.compile(rf"(?:{own}{_NUMBER}|第{_NUMBER}[个项条处]?{own})[:：]?")
    for group, own in _OWN.items()
}
_MATERIAL = re.compile(rf"(?:申请|所需|提交)?(?:材料|资料){_NUMBER}\s*[:：、.．]\s*(?P<name>[^:：]{{2,80}})")
_LONGEST_NAME = 90
_LONGEST_HEAD = 10
_LONGEST_TITLE = 20
_COLON = re.compile("[:：]")
_TELLING = {
    "legal_basis": ("law", re.compile(r"(?:法律|法规|依据|规章|政策).*(?:名称|标题|文件)$")),
    "faq": ("question", re.compile(r"(?:常见)?问(?:题|：)?$|提问$")),
}
"""The part that begins an entry of loose pairs, and how its label has to read to be no label of anything else."""
_AND = {
    "legal_basis": frozenset({"number", "clause", "content"}),
    "faq": frozenset({"answer"}),
}
"""Parts of which one has to stand beside it."""


def headed(boxes: Sequence[Box], page: Page, labels: LabelDictionary, draft: Draft) -> list[tuple[Box, str]]:
    """Put the entries under heads with a number into the draft; gives the boxes that hold them, each with its list."""
    found: dict[str, list[list[Box]]] = {}
    for box in boxes:
        words = box.words
        if not words or len(words) > _LONGEST_HEAD or box.match is not None:
            continue
        group = _group_of(words)
        if group is not None and not any(b.words == words for b in box.boxes) and (below := _below(box)):
            if _WAY.fullmatch(words) is None:
                found.setdefault(group, []).append(below)
            elif _is_of_window(below[0]):  # 窗口办理 may be a way of handling, and the rest of the guide below it
                found.setdefault(group, []).append(below[:1])
    spans = _materials(boxes, page, labels, draft)
    for group, sections in found.items():
        if draft.rows(group):
            continue
        for section in sections:
            named = read_series(group, section, page, labels, draft)
            if named or draft.rows(group):
                spans += ((box, group) for box in section)
    return spans


@remembered
def _group_of(words: str) -> str | None:
    """The list of which words are the head of an entry."""
    return next((group for group, head in _HEADS.items() if head.fullmatch(words)), None)


def _materials(boxes: Sequence[Box], page: Page, labels: LabelDictionary, draft: Draft) -> list[tuple[Box, str]]:
    """Put materials into the draft that heads with a number and a name begin, pairs below each: 材料1：申请表."""
    if draft.materials:
        return []
    spans: list[tuple[Box, str]] = []
    named: list[Reading] = []
    for box in boxes:
        found = _MATERIAL.fullmatch(box.words) if len(box.words) <= _LONGEST_NAME else None
        if found is None or any(b.words == box.words for b in box.boxes):
            continue
        below = _below(box)
        pairs = [pair for one in below for pair in pairs_in(one, "materials", labels)]
        if not pairs:
            continue
        parts, forms = said_by("materials", pairs, page, labels)
        locator = page.locator(box.element)
        parts["material_name"] = reading("material_name", found["name"], evidence=page.evidence, locator=locator)
        host = records.keep(draft, "materials", parts, forms)
        named += [host] if host is not None and host.stated else []
        spans += ((one, "materials") for one in below)
    if named:
        told = "；".join(dict.fromkeys(r.text for r in named))
        draft.add(replace(named[0], element="materials", value=told), weakness=1)
    return spans


def _is_of_window(block: Box) -> bool:
    """Whether the labels in a block are those of a window and no others."""
    told = {b.match.element for b in block.walk() if b.match is not None and b.match.element != UNMAPPED}
    return "place" in told and told <= _OF_WINDOWS


def _below(head: Box) -> list[Box]:
    """The boxes after a head until the next one, or those after the box around it where it stands alone in that."""
    box = head
    while box.parent is not None:
        after = [b for b in box.parent.boxes if b.index > box.index and b.words]
        end = next((n for n, b in enumerate(after) if _is_head(b) or _is_next_title(b, box)), len(after))
        if after[:end]:
            return after[:end]
        if after or box.parent.words != head.words:
            return []
        box = box.parent
    return []


def _is_next_title(box: Box, head: Box) -> bool:
    """Whether a box is the title of the next section: a heading like the head, or drawn like it, and as short."""
    if box.kind != head.kind or len(box.words) > _LONGEST_TITLE:
        return False
    return head.tag in HEADINGS or (bool(head.kind[1]) and not _COLON.search(box.words))


def _is_head(box: Box) -> bool:
    if len(box.words) <= _LONGEST_NAME and _MATERIAL.fullmatch(box.words):
        return True
    return len(box.words) <= _LONGEST_HEAD and _group_of(box.words) is not None


def loose(
    boxes: Sequence[Box], in_list: Callable[[Box], bool], page: Page, labels: LabelDictionary, draft: Draft
) -> None:
    """Put laws and questions that stand as pairs among others into the draft, where no section has them."""
    root = boxes[0].order[0] if boxes else None
    short = {words for b in boxes if len(words := b.words) <= _LONGEST_HEAD}
    for group, (first, label) in _TELLING.items():
        if root is None or draft.rows(group) or not any(label.match(normalise(words)) for words in short):
            continue
        outside = [b for b in root.walk() if b.outside]
        pairs = [p for p in pairs_in(root, group, labels) if not in_list(p.box) and not p.box.within(outside)]
        named: list[Reading] = []
        whole = [e for e in _entries(pairs, first, label) if {p.part for p in e} & _AND[group]]
        for entry in whole:
            parts, _ = said_by(group, entry, page, labels)
            host = records.keep(draft, group, parts, ())
            named += [host] if host is not None and host.stated else []
        if named:
            told = "；".join(dict.fromkeys(r.text for r in named))
            draft.add(replace(named[0], element=ELEMENT_OF_GROUP[group], value=told), weakness=1)


def _entries(pairs: Sequence[Pair], first: str, label: re.Pattern[str]) -> Iterator[list[Pair]]:
    """Runs of pairs, each from the part that begins an entry to where one of its parts comes again."""
    entry: list[Pair] = []
    for pair in pairs:
        begins = pair.part == first and label.match(normalise(pair.label)) is not None
        if entry and (begins or any(p.part == pair.part for p in entry) or _apart(entry[-1].box, pair.box)):
            yield entry
            entry = []
        if begins or entry:
            entry.append(pair)
    if entry:
        yield entry


def _apart(before: Box, after: Box) -> bool:
    """Whether a label of the guide stands between two labels of a list: they belong to different things."""
    between = before.order.between(before.end, after.start)
    return any(b.match is not None and b.words for b in between)
