"""Form of a time limit (时限格式): a number and a unit.

Basis: GB/T 39046-2020 table 4 (limit, unit and explanation are three elements).
Applicability: guides that state a statutory or a promised limit.
Expectation: a number above 0 with 工作日, 自然日, 日, 小时 and the like, or 即办. “20（工作日）” passes; “20”, “尽快”
and “0个工作日” fail.
Assumptions: 自受理之日起 or 材料齐全的 before and a remark behind (不含公示, 可延长10日, 法律另有规定的除外) are no
fault; “无”, “无法定办结时限” say that there is none; 0 of a 即办件 is 即办. 按规定 in the place of a limit is found
here alone, and not by service_guide.placeholder too: what is missing is the number with its unit.
Known limits: limits that differ by case are named as such, not taken apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.guide_times import is_immediate_case, is_number_and_unit, is_to_be_a_limit, limit_of

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_NAMES = {
    "statutory_time_limit": Text("法定办结时限", "statutory limit"),
    "promised_time_limit": Text("承诺办结时限", "promised limit"),
}


def _is_well_formed(guide: ServiceGuide, element: str) -> bool:
    limit = limit_of(guide, element)
    zero_at_once = limit is not None and limit.number == 0 and is_immediate_case(guide)
    return zero_at_once or is_number_and_unit(guide.read(element).text)


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = [e for e in _NAMES if guide.read(e).stated and is_to_be_a_limit(guide.read(e).text)]
    if not asked:
        return inapplicable("没有写明时限")
    return failed(
        *(
            Defect(
                about=guide.read(element),
                message=Text(
                    f"{_NAMES[element].zh}写成“{guide.read(element).text}”, 不是“数字+单位”",
                    f"The {_NAMES[element].en} “{guide.read(element).text}” is no number with a unit",
                ),
                suggestion=Text(
                    "请写成“数字+单位”, 如“20个工作日”; 当场办结的写“即办”; 说明放在括号里",
                    "Write a number and a unit, such as 20个工作日, or 即办; put remarks in brackets",
                ),
            )
            for element in asked
            if not _is_well_formed(guide, element)
        )
    )


CHECK = Check(
    id="time_limit.form",
    version=5,
    title=Text("时限格式", "Form of a time limit"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("statutory_time_limit", "promised_time_limit"),
    evaluate=_evaluate,
)
