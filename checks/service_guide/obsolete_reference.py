"""Bodies and papers that are no more (引用失效依据): a guide does not ask for what nobody issues.

Basis: 国发〔2015〕33号, 国办发〔2015〕50号 and 国办发〔2016〕53号 (三证合一, 五证合一); the reform of bodies of 2018.
Applicability: guides with conditions or materials.
Expectation: conditions, material names, notes, sources and issuers name none of 工商局, 质监局, 国税局, 地税局,
组织机构代码证, 税务登记证, 计划生育证明. “组织机构代码证、税务登记证” fails; “营业执照” passes.
Assumptions: 原工商局, “三证合一前的税务登记证”, “无需提供组织机构代码证” and titles in 《》 are history or names.
Known limits: papers of old may still be accepted, so this is a hint. The basis quotes laws and is never looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values import obsolete
from crawler.domain.values.asked_words import asked_in_words

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_OF_A_MATERIAL = ("material_filling_notes", "material_source", "material_issuer")


def _evaluate(guide: ServiceGuide) -> Answer:
    stated = asked_in_words(guide, *_OF_A_MATERIAL)
    if not stated:
        return inapplicable("没有写明受理条件和申请材料")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(
                    f"还写着已经取消或改名的“{'、'.join(word for word, _ in words)}”",
                    f"Names what is no more: {', '.join(word for word, _ in words)}",
                ),
                suggestion=Text(
                    f"请核对; 现在是: {'、'.join(dict.fromkeys(now for _, now in words))}",
                    f"Check it; today it is: {', '.join(dict.fromkeys(now for _, now in words))}",
                ),
                subject=Subject.MATERIAL if name else None,
                subject_name=name,
            )
            for reading, name in stated
            if (words := obsolete.find(reading.text))
        )
    )


CHECK = Check(
    id="service_guide.obsolete_reference",
    version=1,
    title=Text("引用失效依据", "Bodies and papers that are no more"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("conditions", "materials"),
    evaluate=_evaluate,
)
