"""Number of copies (份数明确): how many copies of a paper material are wanted.

Basis: 国发〔2016〕55号 (份数); GB/T 39046-2020 no. 62.
Applicability: materials for which the guide has a field for the number of copies.
Expectation: a number of at least 1 where paper is accepted. “1”, “2份” and “原件1份、复印件1份” pass; “若干”,
“3份左右” and an empty field fail.
Assumptions: 0, or nothing, is right for a material that is only wanted electronically; 0 is let pass where the guide
does not say whether paper is wanted, or where the paper is only shown (查验后退回) or need not be handed in.
无需纸质 in the place of the number is right: what needs no paper has no number of copies.
Known limits: a guide without any such field is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values import material_words as words
from crawler.domain.values.numerals import in_digits, plain
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from crawler.domain.records import Material, ServiceGuide

_COUNT = re.compile(r"\d+")
_VAGUE = re.compile(r"左右|上下|大约|若干|数份|多份|几份|^约\d")
_FORMS = {"1": "纸质", "2": "电子", "3": "纸质和电子"}
_NO_PAPER = re.compile(
    r"(?:无需|无须|不需要?|不必|不用|不再?收取?|免于?(?:提?交)?|不要求?)[^,，;；。]{0,6}纸质?[^,，;；。]{0,4}"
)
_OF_ONE_KIND = re.compile(r"原件|复印|副本|正本")
"""No copy of the paper is wanted, but its original may be."""
_HAS_COUNT = re.compile(r"[1-9]\d*份")
_WORDS = str.maketrans({"单": "1", "双": "2", "两": "2"})
_IN_WORDS = re.compile(r"[单双两](?:份|$)")
_SHOWN_ONLY = re.compile(r"查验|核验|验原件|验后|出示|退[回还]|不留存|查看")
"""Nothing is left with the office, so that no copy of it is counted."""


@remembered
def _in_digits(copies: str) -> str:
    return in_digits(_IN_WORDS.sub(lambda found: found[0].translate(_WORDS), plain(copies)))


@remembered
def _form(said: str) -> str:
    return _NO_PAPER.sub("", _FORMS.get(said.strip(), said))


@remembered
def _wants_no_paper(copies: str) -> bool:
    """Whether the place of the number says that no paper is wanted (无需纸质), and wants nothing else but a file."""
    rest, times = _NO_PAPER.subn("", _in_digits(copies))
    none_left = not re.sub(r"[\W_]|0份?", "", rest) or ("电子" in rest and not _VAGUE.search(rest))
    return times > 0 and none_left and not _OF_ONE_KIND.search(copies)


def _fault(material: Material) -> Text | None:
    copies, form = material.read("material_copies"), _form(material.read("material_form").text)
    said = _in_digits(copies.text)
    numbers = _COUNT.findall(said)
    some = any(map(int, numbers))
    electronic_only = "电子" in form and "纸" not in form
    if some and not electronic_only and _VAGUE.search(said):
        return Text(f"份数写成“{copies.text}”, 不是确定的数", f"“{copies.text}” is no definite number of copies")
    if some or electronic_only:
        return None
    near = (material.name, material.read("material_original"), material.read("material_filling_notes"))
    if _wants_no_paper(copies.text):
        return None
    if _HAS_COUNT.search(in_digits(plain(" ".join(reading.text for reading in near)))):
        return None
    # Words in the place of the number (若干) are judged by themselves, whatever the notes say.
    told = " ".join(reading.text for reading in (copies, *(() if copies.stated and not numbers else near)))
    if _SHOWN_ONLY.search(told) or words.need_not_hand_in(plain(told)):
        return None
    if not copies.stated:
        return Text("没有写明份数", "the number of copies is not stated")
    if not numbers:
        return Text(f"份数写成“{copies.text}”", f"the number of copies is “{copies.text}”")
    return Text("要收纸质材料, 份数却是0", "paper is wanted, but the number of copies is 0") if "纸" in form else None


def _evaluate(guide: ServiceGuide) -> Answer:
    readings = [material.read("material_copies") for material in guide.materials]
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
            for material in guide.materials
            if (fault := _fault(material))
        )
    )


CHECK = Check(
    id="material.copies",
    version=5,
    title=Text("份数明确", "Number of copies"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("materials",),
    evaluate=_evaluate,
)
