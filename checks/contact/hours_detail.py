"""Detail of opening hours (时间具体): days and clock times.

Basis: 德州市办事指南模板 (周X至周X 上午XX:XX-下午XX:XX).
Applicability: guides that state opening hours.
Expectation: days of the week, 工作日 or 每天, and clock times, or 24小时. “周一至周五 9:00-12:00, 13:30-17:00”
passes; “工作时间” and “9:00-17:00” without days fail.
Assumptions: times in words (上午九点), 全年无休, 随时 and days off (春节除外) count; a guide that says that no counter
exists has no hours to give, and hours that a counter of its own gives in full need no second time.
Known limits: whether the times are true is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.numerals import in_digits, plain
from crawler.domain.values.placeholder import is_placeholder

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_DAYS = re.compile(
    r"(周|星期|礼拜)[1-7一二三四五六日天末]|工作日|每[天日周]|天天|全[天年]|24(?:小时|h)|365天|[7七]天|双休日|节假?日|\d+日|随时|无休|春节",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}[:\u2236]\d{2}|\d{1,2}[时点h]|24小时|全天|随时|\d{1,2}\.\d{2}\s*[-—–~至到]"
    r"|(?<!\d)[012]\d[0-5]\d[-—–~至到][012]\d[0-5]\d(?!\d)",
    re.IGNORECASE,
)
_NO_COUNTER = re.compile(r"无线下|没有线下|不设窗口|无需到(?:现?场|窗口)|全程网办|仅?网上办理")


def _fault(reading: Reading) -> Text | None:
    bare = plain(reading.text)
    if _NO_COUNTER.search(bare):
        return None
    in_figures = in_digits(bare)
    if not _DAYS.search(bare) and not _DAYS.search(in_figures):
        return Text("没有写明星期几或工作日", "does not say on which days")
    return None if _CLOCK.search(in_figures) else Text("没有写明几点到几点", "does not say at what times")


def _evaluate(guide: ServiceGuide) -> Answer:
    of_windows = [window.hours for window in guide.windows]
    # What is said of all counters in short (工作日) is said for each in full.
    in_full = any(r.stated and _fault(r) is None for r in of_windows)
    readings = (*(() if in_full else (guide.read("hours"),)), *of_windows)
    stated = {r.text: r for r in reversed(readings) if r.stated and not is_placeholder(r.text, "hours")}
    if not stated:
        return inapplicable("没有写明办理时间")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(f"办理时间“{reading.text}”{fault.zh}", f"“{reading.text}” {fault.en}"),
                suggestion=Text(
                    "请写明星期和起止时间, 如“周一至周五 9:00-12:00, 13:30-17:00（法定节假日除外）”",
                    "Give days and times, such as 周一至周五 9:00-12:00, 13:30-17:00",
                ),
            )
            for reading in reversed(stated.values())
            if (fault := _fault(reading))
        )
    )


CHECK = Check(
    id="contact.hours_detail",
    version=2,
    title=Text("时间具体", "Opening hours are precise"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("hours",),
    evaluate=_evaluate,
)
