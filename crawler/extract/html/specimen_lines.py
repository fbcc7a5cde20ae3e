"""Lines of a result that lead to its specimen (样本行): 渡船登记证, and below it 样本：渡船登记证样本.jpg, a link.

The word before the colon says what the file is, and the name of the result ends before it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box

_LEADS = re.compile(r"(?:结果|证件?|证照|证书|批文|文书)?的?(?:样[本例张式]|式样|示例)\s*[:：]$")
_SPECIMEN = re.compile(r"(?:样[本例张式]|式样|示例)(?:[(（].{1,8}[)）])?(?:\.[A-Za-z]{3,4})?$")
"""How the file may be called; 渡船登记申请表样例 is that of a form."""
_OF_PAPERS = re.compile(r"材料|申[请报]|[表书]的?(?:样|示例)(?!.*(?:证书|决定书|通知书|批复))")


def lead_of(link: Box) -> str | None:
    """The words with a colon right before a link that say that it is the specimen; None for any other link."""
    if link.parent is None or link.index == 0 or _OF_PAPERS.search(link.words):
        return None
    before = link.parent.kids[link.index - 1]
    words = (before if isinstance(before, str) else before.words).strip()
    return words if _LEADS.fullmatch(words) else None


def calls_itself_one(link: Box) -> bool:
    """Whether the words of a link end in a word for a specimen, and are no form's: 渡船登记证样本.jpg."""
    return _SPECIMEN.search(link.words) is not None and _OF_PAPERS.search(link.words) is None


def end_name_before(lead: str, link: Box, draft: Draft) -> None:
    """Take the line that leads to the specimen off the name of the result."""
    tail = re.compile(rf"\s*{re.escape(lead)}\s*(?:{re.escape(link.words)})?$")
    own = draft.candidates.get("result_name", [])
    for number, candidate in enumerate(own):
        said = candidate.reading.text if candidate.reading.stated else ""
        name = tail.sub("", said)
        if name and name != said:
            own[number] = replace(candidate, reading=replace(candidate.reading, value=name))
