"""The head of a guide (指南题头): its name and the badges beside it (行政许可), which stand there without a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.code_lists import CODES
from crawler.extract import guide_text
from crawler.extract.guide_draft import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide_boxes import Box
    from crawler.extract.labels import LabelDictionary
    from crawler.page.html import Page

_BADGES = {
    **dict.fromkeys(CODES["item_type"].values(), "item_type"),
    **{words: "case_type" for words in CODES["case_type"].values() if words != "其他"},
    "全程网办": "online_depth",
}
_NAME = re.compile(
    r"[^，。；：:;,!！?？|>]{2,50}?(?:登记|许可|审批|备案|核发|核准|认定|确认|办理|申请|申领|申报|发放|补贴|换发|补办|补领|注销|变更|延续|"
    r"审核|鉴定|给付|奖励|裁决|注册|审查|查询|缴纳|参保|转移|报销|认证|年检|检验|签发|签注|迁移|提取|领取|批准|设立)(?:[(（][^()（）]{1,30}[)）])?$"
)


def badges(page: Page, boxes: Sequence[Box], hits: Sequence[Box]) -> Iterator[Reading]:
    """Values of code lists that stand alone before the first label; where several of one list do, they are a menu."""
    found: dict[str, list[Box]] = {}
    for box in _leaves(boxes, hits):
        element = _BADGES.get(box.words)
        if element is not None:
            found.setdefault(element, []).append(box)
    for element, said in found.items():
        if len({b.words for b in said}) == 1:
            locator = page.locator(said[0].element)
            yield reading(element, said[0].words, evidence=page.evidence, locator=locator, quote=said[0].words)


def title(page: Page, boxes: Sequence[Box], hits: Sequence[Box], labels: LabelDictionary) -> Reading | None:
    """The first text before the first label that reads like the name of an item."""
    for box in _leaves(boxes, hits):
        words = box.words
        if _NAME.match(words) and not guide_text.is_site_title(words) and not guide_text.is_entrance(words):
            if any(labels.is_mark(kind, words) for kind in ("headings", "buttons")):
                continue
            return reading("name", words, evidence=page.evidence, locator=page.locator(box.element))
    return None


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
