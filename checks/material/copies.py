"""Number of copies (份数明确): how many copies of a paper material are wanted.

Basis: 国发〔2016〕55号 (份数); GB/T 39046-2020 no. 62.
Applicability: materials for which the guide has a field for the number of copies.
Expectation: a number of at least 1 where paper is accepted. “1”, “2份” and “原件1份、复印件1份” pass; “若干”,
“3份左右” and an empty field fail.
Assumptions: 0, or nothing, is right for a material that is only wanted electronically; 0 is let pass where the guide
does not say whether paper is wanted, or where the paper is only shown (查验后退回, and no copy of it is kept) or need
not be handed in.
无需纸质 in the place of the number is right: what needs no paper has no number of copies.
What is said once for all (各1份) counts for each row that says nothing of its own.
Known limits: a guide without any such field is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values import material_words as words
from crawler.domain.values.numerals import in_digits, plain
from crawler.domain.values.paper_copies import VAGUE, copies_in_digits, form_of, wants_no_paper

if TYPE_CHECKING:
    from crawler.domain.records import Material, ServiceGuide

_COUNT = re.compile(r"\d+")
_HAS_COUNT = re.compile(r"[1-9]\d*份")
_SHOWN_ONLY = re.compile(r"查验|核验|验原件|验后|出示|退[回还]|不留存|查看")
"""Nothing is left with the office, so that no copy of it is counted."""
_COPY_LEFT = re.compile(
    r"(?<!不)(?<!免)(?<!免于)(?<!无需)(?<!无须)(?<!不需)(?<!不用)(?<!不必)(?<!不再)(?:提[交供]|收取?|交|留存?|报送)[^,。;不]{0,6}复印件"
    r"|复印件[^,。;不原]{0,4}(?:提[交供]|留存|存档|交[回存])"
)
"""Unless a copy is: 交复印件，核验原件."""


def _fault(material: Material) -> Text | None:
    copies, form = material.read("material_copies"), form_of(material.read("material_form").text)
    said = copies_in_digits(copies.text)
    numbers = _COUNT.findall(said)
    some = any(map(int, numbers))
    electronic_only = "电子" in form and "纸" not in form
    if some and not electronic_only and VAGUE.search(said):
        return Text(f"份数写成“{copies.text}”, 不是确定的数", f"“{copies.text}” is no definite number of copies")
    if some or electronic_only:
        return None
    near = (material.name, material.read("material_original"), material.read("material_filling_notes"))
    if wants_no_paper(copies.text):
        return None
    if _HAS_COUNT.search(in_digits(plain(" ".join(reading.text for reading in near)))):
        return None
    # Words in the place of the number (若干) are judged by themselves, whatever the notes say.
    told = " ".join(reading.text for reading in (copies, *(() if copies.stated and not numbers else near)))
    if (_SHOWN_ONLY.search(told) and not _COPY_LEFT.search(plain(told))) or words.need_not_hand_in(plain(told)):
        return None
    if not copies.stated:
        return Text("没有写明份数", "the number of copies is not stated")
    if not numbers:
        return Text(f"份数写成“{copies.text}”", f"the number of copies is “{copies.text}”")
    return Text("要收纸质材料, 份数却是0", "paper is wanted, but the number of copies is 0") if "纸" in form else None


def _evaluate(guide: ServiceGuide) -> Answer:
    materials = words.with_said_of_all(guide)
    readings = [material.read("material_copies") for material in materials]
    # A label that was met anywhere in the list shows that the guide has such a column.
    if not any(reading.stated or reading.label or reading.unread for reading in readings):
        return inapplicable("材料清单没有份数一栏")
    return failed(
        *(
            Defect(
                about=material.read("material_copies"),
                message=Text(f"材料“{material.name.text}”{fault.zh}", f"Material “{material.name.text}”: {fault.en}"),
                suggestion=Text("请写明要几份, 如“1份”", "Write how many copies are wanted"),
                subject=Subject.MATERIAL,
                subject_name=material.name.value,
            )
            for material in materials
            if (fault := _fault(material))
        )
    )


CHECK = Check(
    id="material.copies",
    version=7,
    title=Text("份数明确", "Number of copies"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
