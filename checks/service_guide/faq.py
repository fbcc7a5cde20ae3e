"""Frequent questions (常见问题): a licence has at least one question with its answer.

Basis: practice of a city office's checker of guides; 国办函〔2016〕108号 and 国发〔2016〕55号 ask for 常见问题.
Applicability: guides of licences (行政许可).
Expectation: one question or more. “暂无常见问题” and an empty field fail.
Assumptions: words under 常见问题 that are no placeholder hold questions.
Known limits: whether the questions are those that people ask is not seen, nor questions that stand elsewhere on the
portal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import item_type
from crawler.domain.values.item_type import ItemType
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_NONE = re.compile(
    r"(?:本事项|该事项)?(?:暂|尚|目前)?(?:无|没有|未)(?:相关)?(?:提供|添加|录入|设置)?(?:常见)?(?:问题|问答|内容|解答|信息|数据|记录)*[。.!]?"
)


def _says_something(reading: Reading) -> bool:
    text = reading.text
    if not reading.stated or says_nothing(text) or is_placeholder(text, "faq"):
        return False
    return _NONE.fullmatch(plain(text)) is None


def _evaluate(guide: ServiceGuide) -> Answer:
    if item_type.parse(guide.read("item_type").text) is not ItemType.LICENCE:
        return inapplicable("不是行政许可事项")
    own = guide.read("faq")
    if any(_says_something(faq.question) for faq in guide.faqs) or _says_something(own):
        return passed()
    about = own if own.stated or not guide.faqs else guide.faqs[0].question
    said = f"只写了“{about.text}”" if about.stated else "没有写"
    return failed(
        Defect(
            about=about,
            message=Text(f"许可事项的常见问题{said}", "The guide of a licence has no frequent questions"),
            suggestion=Text(
                "请列出申请人常问的问题和解答, 至少一条",
                "Give at least one question that applicants ask, and its answer",
            ),
        )
    )


CHECK = Check(
    id="service_guide.faq",
    version=1,
    title=Text("许可事项有常见问题", "A licence has frequent questions"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("item_type", "faq"),
    evaluate=_evaluate,
)
