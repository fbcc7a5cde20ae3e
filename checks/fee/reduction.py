"""Fee reduction (减免): a fee that can be reduced says on what basis.

Basis: GB/T 39046-2020 table 4 (是否允许减免, 允许减免依据).
Applicability: guides that say that a fee may be reduced; nothing is asked of one without a fee (不收费).
Expectation: 允许减免依据 is given, in its own field or beside the yes. “允许减免：是” with a basis passes; with none,
or “无”, fails.
Assumptions: a remark with a document number or a title in 《》 beside the yes is a basis.
Known limits: whether the basis allows the reduction is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values.citation import has_document_number, titles
from crawler.domain.values.fee_rows import fee_rows, has_content, status
from crawler.domain.values.fee_status import FeeStatus
from crawler.domain.values.guide_elements import element_reading
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.records import Fee, ServiceGuide

_YES = re.compile(r"(是|1|true|允许|可以?|可减免|有|支持)([(,，;；。].*)?|(允许|可以|可)减免.*", re.IGNORECASE)


def _may_be_reduced(row: Fee) -> bool:
    reading = row.read("fee_reduction")
    return reading.stated and _YES.fullmatch(plain(reading.text)) is not None


def _has_basis(row: Fee) -> bool:
    beside = row.read("fee_reduction").text
    return has_content(row.read("fee_reduction_basis")) or has_document_number(beside) or bool(titles(beside))


def _evaluate(guide: ServiceGuide) -> Answer:
    if status(guide) is FeeStatus.FREE:
        return inapplicable("不收费")
    rows = [row for row in fee_rows(guide) if _may_be_reduced(row)]
    said = element_reading(guide, "fee_reduction")
    if not rows and said.unread:
        return cant_tell(said.reason or "是否允许减免未能读取")
    if not rows:
        return inapplicable("没有写可以减免")
    return failed(
        *(
            Defect(
                about=row.read("fee_reduction_basis"),
                message=Text("写明可以减免, 却没有写减免依据", "The fee may be reduced, but the basis is not given"),
                suggestion=Text("请写明减免的文件名称、文号和条款", "Name the document, its number and article"),
                subject=Subject.FEE,
                subject_name=row.name.value,
            )
            for row in rows
            if not _has_basis(row)
        )
    )


CHECK = Check(
    id="fee.reduction",
    version=3,
    title=Text("减免信息", "A reduction has its basis"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
