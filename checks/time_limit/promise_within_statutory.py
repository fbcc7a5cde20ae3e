"""Promised limit within the statutory limit (承诺办结时限不超过法定办结时限).

Basis: audit convention from the meaning of 承诺; key-city indicator 减时间; 行政许可法 art. 42.
Applicability: guides with both limits in the same unit.
Expectation: promise <= statutory limit. 法定 20个工作日, 承诺 5个工作日 passes; 法定 5个工作日, 承诺 10个工作日
fails.
Assumptions: 日 and 天 are one unit, which is neither 工作日 nor 自然日; 即办 and 0 are within every limit.
Known limits: limits in different units are not compared, even where the answer seems plain, nor is a longer promise
with a statutory limit that may be extended (可延长) or is 0, or where the promise counts in what the law leaves out
(含专家评审).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values.guide_times import limit_of

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


_COUNTED_IN = re.compile(r"(?<!不)(?<!不包)(?:[包]?含|包括)(?!当日|当天)")


def _evaluate(guide: ServiceGuide) -> Answer:
    statutory = limit_of(guide, "statutory_time_limit")
    promised = limit_of(guide, "promised_time_limit")
    if statutory is None or promised is None:
        return inapplicable("没有写明两个时限")
    if promised.number == 0:
        return passed()
    if statutory.unit is None or statutory.unit is not promised.unit:
        return inapplicable("两个时限的单位不同, 不能比较")
    if promised.number <= statutory.number:
        return passed()
    if "延长" in (statutory.note or "") or "延长" in guide.read("statutory_time_limit").text:
        return inapplicable("法定时限可以延长, 不能比较")
    if statutory.number == 0:
        return inapplicable("法定办结时限是0, 等于没有写")
    if _COUNTED_IN.search(promised.note or ""):
        return inapplicable("承诺时限把法定时限不计的环节也算在内, 不能比较")
    about = guide.read("promised_time_limit")
    legal = guide.read("statutory_time_limit").text
    return failed(
        Defect(
            about=about,
            message=Text(
                f"承诺办结时限“{about.text}”比法定办结时限“{legal}”还长",
                f"The promised limit “{about.text}” is longer than the statutory limit “{legal}”",
            ),
            suggestion=Text(
                "请核对两个时限; 承诺时限不得超过法定时限", "Check both; a promise may not exceed the law's limit"
            ),
        )
    )


CHECK = Check(
    id="time_limit.promise_within_statutory",
    version=2,
    title=Text("承诺≤法定", "The promise is within the statutory limit"),
    severity=Severity.CRITICAL,
    subject=Subject.SERVICE_GUIDE,
    needs=("statutory_time_limit", "promised_time_limit"),
    evaluate=_evaluate,
)
