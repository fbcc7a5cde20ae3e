"""Date of publication (发布时间): a reader sees how old a guide is.

Basis: 政府信息公开条例 art. 26; 2015 census of government websites: pages without a date count as not updated.
Applicability: every guide.
Expectation: the guide, or its row in the list, carries a date of publication or of the last change. “更新时间：
2024-05-06” passes; an empty field and “长期有效” fail.
Assumptions: a month with its year is a date; a year may have two digits (25-10-09).
Known limits: dates that only the head of the page's source holds are not seen, as people do not see them. Many portals
publish guides without any date: a high share of failures is what they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, passed
from crawler.domain.values import dates
from crawler.domain.values.guide_elements import label_in_words
from crawler.domain.values.numerals import in_digits, plain

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_MONTH = re.compile(r"(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])(?!\d)")


def _evaluate(guide: ServiceGuide) -> Answer:
    about = guide.read("update_date")
    words = in_digits(plain(about.text))
    if dates.parse(about.text) or dates.parse(words) or _MONTH.search(words) or dates.is_short(about.text):
        return passed()
    if about.stated:
        message = Text(f"更新时间写着“{about.text}”, 没有日期", f"“{about.text}” is no date")
    elif about.label:
        label = label_in_words(about, "更新时间")
        message = Text(f"“{label}”一栏是空的", f"The field “{label}” is empty")
    else:
        message = Text("办事指南没有写发布或更新日期", "The guide carries no date of publication or change")
    return failed(
        Defect(
            about=about,
            message=message,
            suggestion=Text("请写明发布日期或最近更新日期", "Give the date of publication or of the last change"),
        )
    )


CHECK = Check(
    id="service_guide.update_date",
    version=2,
    title=Text("发布时间", "Date of publication"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("update_date",),
    evaluate=_evaluate,
)
