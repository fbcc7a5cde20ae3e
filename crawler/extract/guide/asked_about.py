"""What answers to the questions of others (常见问题) say of the guide where no part of it does: 对结果不服怎么办."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import gap, is_absent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Faq

_REMEDY = re.compile(r"复议|诉讼|起诉|人民法院")
_CONTESTED = re.compile(r"不服|异议|救济|维权|不认[可同]|不公|(?:结果|决定|处理).{0,6}不满")
_REFUSED = re.compile(
    r"(?:未|没|不|没有|未能)(?:获得?|被|予)?(?:通过|批准|许可|同意|受理|核准)|驳回|被拒|拒绝|退[回件]"
)
_WAYS = re.compile(r"复核|复查|上一?级|法律(?:途径|程序|手段)|申诉|权利|异议|救济")
"""What an answer about a refusal says that may be a way against it; to apply again (补齐材料后重新申请) is none."""
_BY_ANSWER = 0.8


def remedy(faqs: Sequence[Faq], absent: Reading) -> Reading | None:
    """The remedy as an answer to a question states it, or a gap where a question asks for one; else None."""
    if not is_absent(absent):
        return None
    asked: Reading | None = None
    for faq in faqs:
        question, answer = faq.question, faq.answer
        if answer.stated and _REMEDY.search(answer.text):
            return replace(answer, element="remedy", label=question.text or answer.label, confidence=_BY_ANSWER)
        about = _CONTESTED.search(question.text) or (_REFUSED.search(question.text) and _WAYS.search(answer.text))
        if asked is None and about:
            asked = gap("remedy", question.text, question.evidence or "", question.locator or "/")
    return asked
