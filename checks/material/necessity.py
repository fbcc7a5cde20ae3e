"""Necessity of a material (必要性明确): needed always, only in a named case, or later.

Basis: the item libraries in use (必要 / 非必要 / 容缺后补, with the case of each); 国发〔2016〕55号.
Applicability: materials for which the guide has a field of necessity.
Expectation: the field says 必要, 非必要 or 容缺后补 in these or other words, and with 非必要 the case in which the
material is needed. “非必要：委托他人办理时提供” passes; “非必要” alone, “待定” and an empty field fail.
Assumptions: the case may stand in the field, the name (授权委托书（委托办理时提供）), the notes or beside 原件; 否 in
a field “是否必要” is 非必要, and so is a cross; a tick (√) is 必要; a case without either word is an answer, so is
who hands it in or fills it in (单位成员提供, 没有变更的企业填写), when it is looked at (法人变更时查验; not
提交时核对), a size (五万立方米以下的填写), and what must have it (应届毕业生的档案中必备). What may come later is
said to (非必要（容缺）). What the paper itself has to say (写明代办事项和期限) is no case. What is said once for all
counts for each row that says nothing of its own.
Known limits: a guide without any such field is not asked; whether the case is right is not asked. Notes that could
not be read may name the case: cant_tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values import material_words as words
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import Material, ServiceGuide

_LATER = re.compile(r"容缺|后补|补[交齐正]|告知承诺")
_NEEDED = re.compile(r"(?i)必[要需须备填选交]|^(?:是|yes|y|true)(?![^\W_])|^[√✓✔☑]|应当?提[交供]|均[应需须]|容缺")


def _fault(material: Material) -> Text | None:
    reading = material.read("material_necessity")
    if not reading.stated and not reading.label and not reading.unread:
        return None  # a card without this line; an empty cell has its label
    if not reading.stated or says_nothing(reading.text):
        return Text("没有写明是否必要", "necessity is not said")
    text = words.said_of(material, "material_necessity")
    if words.NOT_NEEDED.search(text) and not _LATER.search(text):
        # Brackets and notes name the case; the bare name of a document is none.
        elsewhere = (
            words.folded(material.name.text).partition("(")[2],
            words.said_of(material, "material_filling_notes", "review_standard", "material_original"),
        )
        if any(words.names_case(each) for each in (text, *elsewhere)):
            return None
        said = reading.text
        return Text(f"写的是“{said}”, 没有写明什么情形需要", f"“{said}”, without the case that needs it")
    if _LATER.search(text) or _NEEDED.search(text) or words.names_case(text):
        return None
    return Text(f"必要性写成“{reading.text}”, 看不出是否必要", f"“{reading.text}” does not say whether it is needed")


def _about(material: Material) -> Reading:
    """The place of the necessity; notes that nobody could read where the case may stand in them."""
    need, notes = material.read("material_necessity"), material.read("material_filling_notes")
    return notes if notes.unread and words.NOT_NEEDED.search(need.text) else need


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = words.asked_for(guide)
    if not words.has_column(asked, "material_necessity"):
        return inapplicable("材料清单没有必要性一栏")
    return failed(
        *(
            Defect(
                about=_about(material),
                message=Text(f"材料“{material.name.text}”{fault.zh}", f"Material “{material.name.text}”: {fault.en}"),
                suggestion=Text(
                    "请写“必要”“容缺后补”, 或“非必要”并写明什么情形需要, 如“委托他人办理时提供”",
                    "Write 必要, 容缺后补, or 非必要 with the case in which it is needed",
                ),
                subject=Subject.MATERIAL,
                subject_name=material.name.text,
            )
            for material in asked
            if (fault := _fault(material))
        )
    )


CHECK = Check(
    id="material.necessity",
    version=17,
    title=Text("必要性明确", "Whether a material is needed"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
