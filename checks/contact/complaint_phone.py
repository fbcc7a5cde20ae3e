"""Complaint phone (监督电话与咨询电话不同): complaints do not go to the people complained about.

Basis: practice of a city office's checker of guides; 优化营商环境条例 (投诉举报渠道).
Applicability: guides that state a consultation and a complaint number.
Expectation: the two differ. “咨询 0577-11111111, 投诉 0577-22222222” and 12345 for both pass; the same number for
both fails.
Assumptions: 12345 may serve both, alone or beside a number; numbers are equal without regard to area code and
punctuation.
Known limits: two numbers of the same desk are not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values.guide_elements import element_reading
from crawler.domain.values.phone import find_phones

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_SERVES_BOTH = "12345"


def _numbers(reading: Reading) -> set[tuple[str, str | None]]:
    if not reading.stated:
        return set()
    return {(phone.number, phone.extension) for phone in find_phones(reading.text)}


def _areas(reading: Reading) -> set[str]:
    return {phone.area for phone in find_phones(reading.text) if phone.area is not None}


def _evaluate(guide: ServiceGuide) -> Answer:
    about = guide.read("complaint_phone")
    consulting = element_reading(guide, "consultation_phone")
    asking, complaining = _numbers(consulting), _numbers(about)
    if not asking or not complaining:
        return inapplicable("没有同时写明咨询电话和监督电话")
    elsewhere = _areas(about) and _areas(consulting) and not _areas(about) & _areas(consulting)
    hotline = any(number == _SERVES_BOTH for number, _ in complaining)
    if asking != complaining or elsewhere or hotline:
        return passed()
    return failed(
        Defect(
            about=about,
            message=Text(
                f"监督投诉电话和咨询电话是同一个号码“{about.text}”",
                f"The complaint phone is the same as the consultation phone: “{about.text}”",
            ),
            suggestion=Text("请另写一个监督投诉电话, 或写12345", "Give another number for complaints, or 12345"),
        )
    )


CHECK = Check(
    id="contact.complaint_phone",
    version=3,
    title=Text("监督电话与咨询电话不同", "Complaint phone differs from consultation phone"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("consultation_phone", "complaint_phone"),
    evaluate=_evaluate,
)
