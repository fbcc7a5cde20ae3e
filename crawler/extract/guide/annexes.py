"""Where a row points for its form (附件): 空白表见附件1，样表见附件2, and the files at the foot with these numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.domain.values.numerals import in_digits

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import Material

_SAMPLES = r"(?:填写|填报|填表)?(?:样[表本例]|示例(?:样表)?|示范(?:文本|样表)?|范[本例])"
_BLANKS = r"空白?(?:表格?|样表|文本)|空白|表格|(?:表格)?格式(?:文本)?|表样|模板"
_NUMBER = r"[\d一二三四五六七八九十]{1,2}(?![\d年月日条款项.])"
_POINTS = re.compile(
    rf"(?:(?P<sample>{_SAMPLES})|(?P<blank>{_BLANKS}))?(?:下载)?(?:[请可]|详|具体|格式|均){{0,2}}(?:见|参[见照考阅]|下载|使用)"
    rf"[“《【（(]?附[件表]\s*[（(]?(?P<number>{_NUMBER})"
)
_CALLED = re.compile(rf"\s*[【\[（(]?附[件表]\s*[（(]?(?P<number>{_NUMBER})[)）]?")
_BRACKETS = re.compile(
    rf"\s*[（(]((?:(?:{_SAMPLES}|{_BLANKS}|[详请可]?见|参[见照]|[，,；;、和及\s])*附[件表]\s*{_NUMBER})+)[)）]$"
)
_ELEMENTS = {FormSlot.SAMPLE: "sample_form", FormSlot.BLANK: "blank_form"}
_PLACES = frozenset(_ELEMENTS.values())


def pointed(text: str) -> dict[str, str]:
    """The numbers of the annexes that a text points to, by what they are (`blank_form`, `sample_form`)."""
    found: dict[str, str] = {}
    for one in _POINTS.finditer(text) if "附" in text else ():
        slot = FormSlot.SAMPLE if one["sample"] else FormSlot.BLANK
        found.setdefault(_ELEMENTS[slot], in_digits(one["number"]))
    return found


def number_of(called: str) -> str | None:
    """The number by which a file is called an annex: 附件1（空白表）."""
    found = _CALLED.match(called)
    return in_digits(found["number"]) if found is not None else None


def with_pointers(name: Reading, readings: dict[str, Reading]) -> Reading:
    """The name without the brackets that point for its form, which go to the places for forms that say nothing.

    So do pointers in other words of the row: 《渡船条例》第八条（空白表见附件1）, 样表见附件2 among the remarks.
    """
    for element, said in [("material_name", name), *readings.items()]:
        told = pointed(said.text) if element not in _PLACES and said.stated else {}
        behind = _BRACKETS.search(said.text) if said.stated and "附" in said.text else None
        if element == "material_name" and behind is not None and not told:
            told = {"blank_form": number} if (number := number_of(behind[1])) is not None else {}
        for slot, number in told.items():
            if (own := readings.get(slot)) is None or not (own.stated or own.unread):
                readings[slot] = replace(said, element=slot, value=f"附件{number}", label=None)
        if told and behind is not None and (bare := said.text[: behind.start()]):
            if element == "material_name":
                name = replace(name, value=bare)
            else:
                readings[element] = replace(said, value=bare)
    return name


def wanted(material: Material) -> dict[str, str]:
    """The numbers of the annexes that a material points to, by the places for forms that hold no file yet."""
    held = {"sample_form": material.sample_forms, "blank_form": material.blank_forms}
    said = {place: material.readings.get(place) for place, files in held.items() if not files}
    told = {place: number_of(own.text) for place, own in said.items() if own is not None and own.stated}
    return {place: number for place, number in told.items() if number is not None}
