"""Source of a material (来源渠道及出具机构明确): who it comes from and, for a public paper, which office issues it.

Basis: GB/T 39046-2020 no. 57; practice of a city office's checker of guides.
Applicability: materials for which the guide has a field for source or issuer, or says it for all (均由申请人自备).
Expectation: 申请人自备, a named issuer, or 政府部门核发 with the office named; 其他 with words.
“政府部门核发：公安机关” passes; “政府部门核发” alone, “其他” alone and an empty field fail.
Assumptions: the issuer may stand in its own field, the name or the notes (由公安机关出具); an agency (中介机构),
the unit over an applicant (主管单位) and who issues an application (申请表, asked for that alone) need not be named.
Known limits: a guide without any such field is not asked; whether that office issues the paper is not asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values import material_words as words
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import Material, ServiceGuide

_OWN = re.compile(r"申请(?:人|单位|者|企业)|自[备行有]|本人|企业(?!登记)|当事人|法人|中介|第三方|下载|主管单位")
_PUBLIC = re.compile(
    r"(?<!中介)(?:政府|行政|国家|主管|相关|有关|职能)?(?:部门|机关|机构)(?<!中介机构)(?:核发|制发|颁发|签发|发放|出具|批准|发文)|政府(?:部门)?|行政机关"
)
_GENERIC = re.compile(
    r"申请(?:人|单位|者)|自备|或者?|和|及|与|政府|行政|国家|主管|相关|有关|职能|法定|部门|机关|机构|单位|核发|制发|颁发|签发|发放|出具|批准|发文"
    r"|其[他它]|来源|渠道|途径|无|的|\W|\d"
)
_ISSUED_BY = re.compile(
    r"[^\W_]{0,20}(?:局|厅|部|委|院|所|中心|公安|派出所|街道|社区|村委会|居委会|机关|部门|医院|银行|学校|政府|机构)"
    r"(?:核发|制发|颁发|签发|发放|出具|开具|(?:批准|审核)(?![书表单证]|意见|文件|报告))"
)


@lru_cache(maxsize=512)
def _names_somebody(text: str) -> bool:
    return len(_GENERIC.sub("", text)) >= 2


def _stated(reading: Reading) -> str:
    return "" if says_nothing(reading.text) or is_placeholder(reading.text, reading.element) else reading.text


def _fault(material: Material) -> Text | None:
    source, issuer = material.read("material_source"), material.read("material_issuer")
    said = words.said_of(material, "material_source") if _stated(source) else ""
    if _names_somebody(words.folded(_stated(issuer))) or _names_somebody(_OWN.sub("", said)):
        return None
    if _PUBLIC.search(said):
        beside = words.folded(material.name.text) + words.said_of(material, "material_filling_notes", "review_standard")
        if any(_names_somebody(found) for found in _ISSUED_BY.findall(beside)):
            return None
        return Text(f"来源只写“{source.text}”, 没有写明是哪个机构", f"“{source.text}” does not name the issuing office")
    if _OWN.search(said or issuer.text):
        return None
    asked = source.stated or source.label or source.unread
    if not asked and (words.is_filled_in(material) or not (issuer.label or issuer.unread)):
        return None  # a card without this line; an empty cell has its label
    if not said:
        return Text("没有写明来源渠道", "the source is not stated")
    return Text(f"来源只写“{source.text}”, 看不出由谁出具", f"“{source.text}” does not say who issues it")


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = words.asked_for(guide)
    if not words.has_column(asked, "material_source", "material_issuer"):
        return inapplicable("材料清单没有来源渠道一栏")
    return failed(
        *(
            Defect(
                about=next((r for r in (source, issuer) if r.unread), source),
                message=Text(f"材料“{material.name.text}”{fault.zh}", f"Material “{material.name.text}”: {fault.en}"),
                suggestion=Text(
                    "请写“申请人自备”, 或写明核发机构, 如“政府部门核发：公安机关”",
                    "Write 申请人自备, or name the issuing office",
                ),
                subject=Subject.MATERIAL,
                subject_name=material.name.text,
            )
            for material in asked
            if (fault := _fault(material))
            for source, issuer in [(material.read("material_source"), material.read("material_issuer"))]
        )
    )


CHECK = Check(
    id="material.source_channel",
    version=4,
    title=Text("来源渠道及出具机构明确", "Source and issuer of a material"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
