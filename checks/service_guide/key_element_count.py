"""Count of missing key elements (重点要素缺失计数), the part of one guide.

Basis: 国办秘函〔2019〕19号, veto 服务不实用 (at least 4 of 8 classes missing).
Applicability: every guide.
Expectation: fewer than 4 of the 8 key elements are missing. A guide without conditions, materials, place and hours
fails.
Assumptions: an element that only holds a placeholder is missing, as in the checks of the single elements.
Known limits: the veto falls on a region with 5 or more such guides, or with fewer than 5 items of which every guide
is such a one; that count is made when verdicts are folded, not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.elements import KEY_ELEMENTS
from crawler.domain.values.guide_elements import element_reading, missing_key_elements

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_TOO_MANY = 4
_ZH = dict(
    zip(
        KEY_ELEMENTS,
        ("事项名称", "设定依据", "受理条件", "申请材料", "办理地点", "办理时间", "咨询电话", "办理流程"),
        strict=True,
    )
)


def _evaluate(guide: ServiceGuide) -> Answer:
    missing = missing_key_elements(guide)
    unread = sum(element_reading(guide, element).unread for element in KEY_ELEMENTS)
    if len(missing) + unread < _TOO_MANY:
        return passed()
    if len(missing) < _TOO_MANY:
        return cant_tell("有重点要素未能读取, 不能确定缺几类")
    names = "、".join(_ZH[reading.element] for reading in missing)
    return failed(
        Defect(
            about=missing[0],
            message=Text(
                f"八类重点要素缺了{len(missing)}类: {names}",
                f"{len(missing)} of the 8 key elements are missing: {', '.join(r.element for r in missing)}",
            ),
            suggestion=Text("请补齐所列要素", "Add the elements named"),
        )
    )


CHECK = Check(
    id="service_guide.key_element_count",
    version=1,
    title=Text("重点要素缺失计数", "Count of missing key elements"),
    severity=Severity.VETO,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
