"""Assistant (智能客服可用): the assistant opens and answers what it was asked about.

Basis: 零点有数 assessment 2023 (答非所问); key-city indicator 查询精准度.
Applicability: every portal.
Expectation: asked about a published item, the answer speaks of it. “食品经营许可怎么办” answered with 食品经营许可
passes, answered with opening hours fails. No assistant on a portal that was looked through fails as well.
Assumptions: an answer speaks of a question when it shares a third of its pairs of characters.
Known limits: an assistant that only works in a script is opened and never asked: then the question stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import no_entrance, out_of_service

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary

_NAMED = Text("智能客服", "the assistant")
_SUGGESTION = Text(
    "请开通智能客服, 并补充事项知识库, 让回答切题", "Open the assistant and teach it about the published items"
)
_ENOUGH = 1 / 3
_FILLING = frozenset("怎么如何办理需要什么材料请问在哪吗的?？,，。")


def _pairs(text: str) -> set[str]:
    bare = "".join(c for c in text if c.strip() and c not in _FILLING)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def _relevant(question: str, answer: str) -> bool:
    asked = _pairs(question)
    return not asked or len(asked & _pairs(answer)) >= _ENOUGH * len(asked)


def _evaluate(portal: PortalSummary) -> Answer:
    nothing = no_entrance(portal, Entry.ASSISTANT, _NAMED, _SUGGESTION) or out_of_service(
        portal, Entry.ASSISTANT, _NAMED, _SUGGESTION
    )
    if nothing is not None:
        return nothing
    answered = [(one, one.answer) for one in portal.survey.assistant if one.answer is not None]
    if not answered:
        return cant_tell("智能客服已打开, 没有向它提问")
    beside = [one for one, answer in answered if not _relevant(one.question, answer)]
    if len(beside) * 2 <= len(answered):
        return passed()
    return failed(
        *(
            Defect(
                about=one.reading,
                message=Text(f"问“{one.question}”, 智能客服答非所问", f"Asked “{one.question}”, it answers beside it"),
                suggestion=_SUGGESTION,
            )
            for one in beside
        )
    )


CHECK = Check(
    id="interaction.assistant",
    version=1,
    title=Text("智能客服可用", "The assistant answers"),
    severity=Severity.MINOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
