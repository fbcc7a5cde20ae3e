"""Ceiling of a licence's statutory limit (许可法定时限上限): more than 20 working days needs a reason.

Basis: 行政许可法 art. 42, 43.
Applicability: 行政许可 with a statutory limit in working days or days.
Expectation: at most 20 days, or an explanation. “45个工作日” with “法律另有规定, 见《…》第…条” passes; without a word
it fails.
Assumptions: 日 in that law means working days; the explanation stands in its own field, in brackets, beside the number,
or in a quoted legal basis that sets so many days itself.
Known limits: a hint only: laws may set longer limits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import item_type
from crawler.domain.values.guide_times import limit_of
from crawler.domain.values.numerals import in_digits, plain
from crawler.domain.values.placeholder import says_nothing
from crawler.domain.values.time_limit import TimeUnit

if TYPE_CHECKING:
    from decimal import Decimal

    from crawler.domain.records import ServiceGuide

_EXPLAINED = re.compile(r"《|另有规定|除外|延长|不含|不计|扣除|特殊")


def _in_law(guide: ServiceGuide, days: Decimal) -> bool:
    """Whether the law that the guide quotes as its basis sets so many days itself."""
    quoted = (guide.read("legal_basis").text, *(basis.content.text for basis in guide.legal_bases))
    return any(re.search(rf"(?<!\d){days}个?(?:工作)?[日天]", in_digits(plain(text))) for text in quoted)


def _evaluate(guide: ServiceGuide) -> Answer:
    if item_type.parse(guide.read("item_type").text) is not item_type.ItemType.LICENCE:
        return inapplicable("不是行政许可")
    reading = guide.read("statutory_time_limit")
    if reading.unread:
        return cant_tell(reading.reason or "法定办结时限未能读取")
    limit = limit_of(guide, "statutory_time_limit")
    if limit is None or limit.unit not in {TimeUnit.WORKING_DAY, TimeUnit.DAY}:
        return inapplicable("没有按日写明法定办结时限")
    if limit.number <= 20:
        return passed()
    note = guide.read("statutory_time_limit_note")
    if limit.note or _EXPLAINED.search(reading.text) or (note.stated and not says_nothing(note.text)):
        return passed()
    if _in_law(guide, limit.number):
        return passed()
    if note.unread:
        return cant_tell(note.reason or "法定办结时限说明未能读取")
    return failed(
        Defect(
            about=reading,
            message=Text(
                f"行政许可的法定办结时限“{reading.text}”超过20个工作日, 没有说明依据",
                f"The licence's statutory limit “{reading.text}” is over 20 working days, with no explanation",
            ),
            suggestion=Text(
                "请在法定办结时限说明里写明哪部法律、哪一条另有规定",
                "Say in the explanation which law and article allow more",
            ),
        )
    )


CHECK = Check(
    id="time_limit.licence_ceiling",
    version=2,
    title=Text("许可法定时限上限", "Ceiling of a licence's statutory limit"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("item_type",),
    evaluate=_evaluate,
)
