"""Case type and time limit agree (即办件与时限一致).

Basis: practice of a city office's checker of guides, rules 1 and 2; GB/T 39046-2020 table A.6.
Applicability: 即办件 and 承诺件 with a promised limit.
Expectation: a 即办件 is done at once or within one working day, a 承诺件 has a limit above 0. “即办件, 即办” passes;
“即办件, 15个工作日” and “承诺件, 即办” fail.
Assumptions: some provinces define 即办件 as up to one working day, so one day passes; 当日 is a day of
either kind.
Known limits: a limit without a unit is left to time_limit.form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import case_type
from crawler.domain.values.case_type import CaseType
from crawler.domain.values.guide_times import is_within_a_day, limit_of

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    kind = case_type.parse(guide.read("case_type").text)
    limit = limit_of(guide, "promised_time_limit")
    if kind is None or limit is None:
        return inapplicable("没有写明办件类型或承诺时限")
    soon = is_within_a_day(limit)
    if soon is None:
        return inapplicable("承诺时限没有单位")
    within_the_day = (
        "当日" in guide.read("promised_time_limit").text or "当天" in guide.read("promised_time_limit").text
    )
    if (kind is CaseType.IMMEDIATE and soon) or (kind is CaseType.PROMISED and (limit.number > 0 or within_the_day)):
        return passed()
    about = guide.read("promised_time_limit")
    zh, en = ("即办件", "an on-the-spot case") if kind is CaseType.IMMEDIATE else ("承诺件", "a promised-time case")
    return failed(
        Defect(
            about=about,
            message=Text(
                f"办件类型是{zh}, 承诺办结时限却是“{about.text}”",
                f"It is {en}, but the promised limit is “{about.text}”",
            ),
            suggestion=Text(
                "请核对: 当场办结的写“即办件”和“即办”, 其他的写“承诺件”和具体时限",
                "Check which is right: 即办件 goes with 即办, 承诺件 with a number of days",
            ),
        )
    )


CHECK = Check(
    id="time_limit.case_type",
    version=2,
    title=Text("即办件与时限一致", "Case type and time limit agree"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("case_type", "promised_time_limit"),
    evaluate=_evaluate,
)
