"""Entrance to ratings (好差评入口): portal or guides let a citizen rate the service.

Basis: 国办发〔2019〕51号: five grades, 非常满意 to 非常不满意.
Applicability: every portal.
Expectation: an entrance such as 好差评 or 我要评价 on the front page, in its navigation or on a guide, or the five
grades to be marked. An entrance that two looks found dead or that says 建设中 fails. Words about
ratings in a text are no entrance.
Assumptions: an entrance behind which a login stands is there; rating is for people who were served.
Known limits: a code on paper at the window is not seen; whether a rating is taken is not tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, passed
from crawler.domain.survey import Entry
from crawler.domain.values.entrances import no_entrance, out_of_service

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary

_NAMED = Text("“好差评”", "the ratings")
_SUGGESTION = Text(
    "请在首页和办事指南放上“好差评”入口, 提供五级评价", "Link the five-grade rating from front page and guides"
)


def _evaluate(portal: PortalSummary) -> Answer:
    nothing = no_entrance(portal, Entry.RATING, _NAMED, _SUGGESTION)
    if nothing is not None or portal.survey.rating_counts:
        return nothing or passed()
    return out_of_service(portal, Entry.RATING, _NAMED, _SUGGESTION) or passed()


CHECK = Check(
    id="interaction.rating_entry",
    version=1,
    title=Text("好差评入口", "Services can be rated"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=(),
    evaluate=_evaluate,
)
