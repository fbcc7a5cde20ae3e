"""The head of a guide (指南题头): badges beside its name (行政许可) and its date, which stand there without a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.code_lists import CODES
from crawler.extract.guide.draft import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.page.html import Page

BADGES = {
    **dict.fromkeys(CODES["item_type"].values(), "item_type"),
    **{words: "case_type" for words in CODES["case_type"].values() if words != "其他"},
    "全程网办": "online_depth",
}

_DAY = (
    r"(?:(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}(?:\s*日|(?!\d|\s*(?:个|工作日|[天次趟项份元人])))"
    r"|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月(?!\s*\d{1,2}\s*日))"
)
"""A day, or a month alone: what counts something else is no day, 2026年10月 before 15个工作日."""
_DATED = re.compile(
    rf"(?:更新(?:于|时间|日期)?|发布(?:于|时间|日期))\s*[:：为]?\s*({_DAY})|({_DAY})(?=\s*(?:信息)?(?:来源|发布)\s*[:：])"
)

_DATED_ALONE = re.compile(rf"({_DAY})\s*(?:最近|最后|已)?(?:更新|发布|修订)")
"""A box that says no more: 2025-02-17 更新."""
_CHANGED = r"(?:更新|修订|修改|核对|校对|核实|校核|维护|编辑|发布|改)"
_DATED_LINE = re.compile(
    r"(?:(?:本|该|这)?(?:页面?|一页|网页|指南|份指南|信息|内容|事项|数据)*(?:是|由|已)?(?:最近|最后|最新|上次)?(?:一次)?(?:于|在)?)"
    rf"(?:{_CHANGED}(?:于|时间|日期|在|为|是)?\s*[:：]?\s*(?P<behind>{_DAY})|\s*(?P<before>{_DAY})\s*(?:最近|最后|已|做)?{_CHANGED})"
    r"(?:的|过|版)?"
)
"""A line that says no more than when the page was changed last: 信息核对于 2026-03-01, 本页是 2026-03-01 改的."""
_YEAR = re.compile(r"(?:19|20)\d\d\s*[-年./]")
_WORDS_OF_DATES = ("更新", "来源", "发布", "改", "修订", "核", "校", "维护")
_LAST = 90
"""What stands without a label is believed after every label."""


def put(page: Page, root: Box, boxes: Sequence[Box], hits: Sequence[Box], draft: Draft) -> None:
    """Put badges and date into the draft, where no label gives them."""
    found = list(badges(page, boxes, hits))
    day = dated(page, root, boxes) if "update_date" not in draft.candidates else None
    for each in (*found, day) if day is not None else found:
        if each.element not in draft.candidates:
            draft.add(each, rank=_LAST)


def dated(page: Page, root: Box, boxes: Sequence[Box]) -> Reading | None:
    """The date of a page that stands in its foot or below its title without a label: 本页更新于2024年5月6日."""
    text = page.run_together
    if not _may_be_dated(text):
        return None
    # With the foot, which is no part of the guide. What is found where blocks are set apart is found without blanks.
    found = _DATED.search(page.visible_text()) if _DATED.search("".join(text.split())) else None
    if found is None:
        leaves = [b.words for b in boxes if not b.boxes and b.words]
        alone = [f for words in leaves if (f := _DATED_ALONE.fullmatch(words) or _DATED_LINE.fullmatch(words))]
        found = (
            alone[0] if len({next(filter(None, f.groups())) for f in alone}) == 1 else None
        )  # several days are those of news
    if found is None:
        return None
    said = next(filter(None, found.groups()))
    return reading("update_date", said, evidence=page.evidence, locator=page.locator(root.element), quote=said)


def _may_be_dated(text: str) -> bool:
    """A cheap question before the exact one: whether a day and a word beside it stand anywhere in the page's text."""
    return any(word in text for word in _WORDS_OF_DATES) and _YEAR.search(text) is not None


def badges(page: Page, boxes: Sequence[Box], hits: Sequence[Box]) -> Iterator[Reading]:
    """Values of code lists that stand alone before the first label; where several of one list do, they are a menu."""
    found: dict[str, list[Box]] = {}
    for box in _leaves(boxes, hits):
        element = BADGES.get(box.words)
        if element is not None:
            found.setdefault(element, []).append(box)
    for element, said in found.items():
        if len({b.words for b in said}) == 1:
            locator = page.locator(said[0].element)
            yield reading(element, said[0].words, evidence=page.evidence, locator=locator, quote=said[0].words)


def _leaves(boxes: Sequence[Box], hits: Sequence[Box]) -> Iterator[Box]:
    """The boxes before the first label that hold no others, in no link or menu."""
    end = hits[0].start if hits else -1
    for box in boxes:
        if box.start >= end:
            return
        if box.boxes or not box.words or box.match is not None or box.linked:
            continue
        if not any(b.tag in {"a", "nav", "button", "ul", "option"} for b in (box, *box.up())):
            yield box
