"""Original or copy (原件/复印件/电子要求明确): what exactly is to be handed in of each material.

Basis: 国发〔2016〕55号 (名称、依据、格式、份数、签名签章); GB/T 39046-2020 no. 62-63.
Applicability: guides with a list of materials.
Expectation: original or copy, and with it paper or electronic, can be told for every row, or is said for all.
“身份证原件1份、复印件1份”, “身份证” under 原件/复印件：原件 or 材料形式：电子化 pass; under 材料形式：纸质 it fails.
Assumptions: the words may stand in any column, in the name, in the notes or as the head of the column of numbers. What
is written for this application (申请表, 承诺书) is an original, and so are samples, discs and lists of people (花名册),
unless a column says it of others and is left empty for them; a photograph is neither, one in a paper (含车辆照片) says
nothing of it; electronic documents and what the office gets by itself are not asked. No row says it: one defect.
Known limits: a type given as a bare number means different things in different systems: cant_tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values import material_words as words

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import Material, ServiceGuide

_COLUMNS = ("material_original", "material_copies", "material_form", "material_type", "material_filling_notes")
_STRANGE = re.compile(r"原件|复印|介质|形式|形态|original|copy", re.IGNORECASE)
_MEND = Text("请写明要原件、复印件还是电子件, 如“原件1份、复印件1份”", "Say original, copy or electronic, and how many")


def _is_told(material: Material, *, is_asked: bool) -> bool:
    """Whether a row says it; `is_asked` where the list has a column for it that others fill in."""
    said = words.said_of(material, *_COLUMNS)  # asked before the name: rows share it, names are each their own
    if words.says_original_or_copy(said) or words.need_not_hand_in(said):
        return True
    own = material.readings  # what is not there is not stated
    heads = " ".join([r.label or "" for e in _COLUMNS if (r := own.get(e)) is not None and r.stated])
    if words.says_original_or_copy(heads) or words.electronic_only(words.said_of(material, "material_form")):
        return True
    name = words.folded(material.name.text)
    if words.says_original_or_copy(name) or words.is_filled_in(material) or words.has_no_copy(name):
        return True
    return words.is_written_once(name) and not (is_asked and words.has_empty(material, "material_original"))


def _about(material: Material) -> Reading:
    """The cell that should say it; one that could not be read goes first, so that the doubt is seen."""
    readings = [material.read(element) for element in _COLUMNS]
    unread = next((r for r in readings if r.unread), None)
    kind = material.read("material_type")
    if unread is None and kind.text.strip().isdigit():
        unread = kind
    return unread or material.read("material_original")


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = words.asked_for(guide)
    if not asked:
        return inapplicable("没有材料清单")
    has_column = any(material.read("material_original").stated for material in asked)
    missing = [material for material in asked if not _is_told(material, is_asked=has_column)]
    if not missing:
        return failed()
    if doubt := words.column_in_doubt(guide, _STRANGE):
        return cant_tell(doubt)
    places = [(material, _about(material)) for material in missing]
    clear = [(material, about) for material, about in places if not about.unread and about.element != "material_type"]
    if not clear:
        return cant_tell(places[0][1].reason or "材料类型只有代码, 不知是不是原件")
    if len(clear) == len(asked) > 1:
        message = Text(
            "材料清单没有写明要原件还是复印件", "The list does not say whether originals or copies are wanted"
        )
        return failed(Defect(about=clear[0][1], message=message, suggestion=_MEND))
    return failed(
        *(
            Defect(
                about=about,
                message=Text(
                    f"材料“{material.name.text}”没有写明要原件还是复印件",
                    f"“{material.name.text}”: original or copy is not said",
                ),
                suggestion=_MEND,
                subject=Subject.MATERIAL,
                subject_name=material.name.text,
            )
            for material, about in clear
        )
    )


CHECK = Check(
    id="material.original_or_copy",
    version=5,
    title=Text("原件/复印件/电子要求明确", "Original, copy or electronic is said"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
