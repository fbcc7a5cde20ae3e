"""Proof named in the conditions (条件所需证明在材料中): what the conditions ask to be proved is in the list.

Basis: practice of an office's checker of guides; 行政许可法 art. 30 (all materials are to be published).
Applicability: conditions that ask for a 证明, 证书 or 报告, and a list of materials.
Expectation: a material of the list is that proof. 条件 “提供收入证明” with a material “家庭收入证明” passes; with
nothing but 身份证 and 申请表 it fails. What the applicant has made (委托机构出具评价报告) is asked for, too.
Assumptions: other words for the same proof count (毕业证书 and 学历证明, 体检报告 and 健康证明), and so does a row
that takes any proof (相关证明材料); a list of equipment (检验仪器清单) is no report, and what the applicant writes to
ask for something (申请表, 授权书) proves nothing by its subject, nor does the name of an item that pays (灵活就业补贴
is no 灵活就业证明, nor is a receipt of an insurance), and what else a 医疗机构 writes is no 健康证明; what need not
be handed in, is false, or is one way of two, is not missing. Names are taken whole (持有效健康合格证明 names no
效健康合格证明).
Known limits: proofs under other names (许可证, 执照), and those that a condition only speaks of, are not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import material_words as words
from crawler.domain.values import proof_words

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def _evaluate(guide: ServiceGuide) -> Answer:
    about, asked = guide.read("conditions"), words.asked_for(guide)
    proofs = proof_words.asked_for(words.folded(about.text)) if about.stated and asked else ()
    if not proofs:
        return inapplicable("受理条件没有要求证明, 或者没有材料清单")
    rows = [words.folded(m.name.text) for m in asked]
    if any(proof_words.takes_any(row) for row in rows):
        return passed()
    # A certificate that the item itself changes or replaces stands in its name.
    own = ";".join(words.folded(guide.read(element).text) for element in ("name", "result_name"))
    names = ";".join([*rows, *(words.said_of(m, "material_filling_notes") for m in asked)])
    missing = [ways for ways in proofs if not any(proof_words.is_in(way, names, own) for way in ways)]
    if missing and guide.gaps:
        return cant_tell(guide.gaps)
    return failed(
        *(
            Defect(
                about=about,
                message=Text(
                    f"受理条件要求“{'或'.join(ways)}”, 申请材料里没有",
                    f"The conditions ask for “{' or '.join(ways)}”, which is not among the materials",
                ),
                suggestion=Text(
                    "请把它列入申请材料, 或从条件中删去", "Put it on the list, or take it out of the conditions"
                ),
                quote=ways[0] if ways[0] in about.text else None,
            )
            for ways in missing
        )
    )


CHECK = Check(
    id="material.condition_proof",
    version=11,
    title=Text("条件所需证明在材料中", "Proof named in the conditions is on the list"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("conditions", "materials"),
    evaluate=_evaluate,
)
