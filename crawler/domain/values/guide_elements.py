"""Key elements (重点要素) of a guide as a reader finds them: under their own label, or in the guide's lists."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Defect, Text, failed, passed
from crawler.domain.elements import KEY_ELEMENTS, Reading
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import is_placeholder
from crawler.domain.values.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.records import ServiceGuide

_CHINESE = re.compile(r"[一-鿿]")
_SEE_ATTACHMENT = re.compile(
    r"(请?(详见|详情见|参见|见|参阅))?(本?指南)?(附件|附表|附后|后附|附录)(下载|列表|清单)?\d*[。.]?"
)


def _rows(guide: ServiceGuide, element: str) -> Iterator[Reading]:
    if element == "materials":
        yield from (m.name for m in guide.materials)
    elif element == "procedure":
        yield from (r for s in guide.steps for r in (s.name, s.description))
    elif element == "legal_basis":
        yield from (r for b in guide.legal_bases for r in (b.law, b.content, b.clause, b.number))
    elif element == "place":
        yield from (w.place for w in guide.windows)
    elif element == "hours":
        yield from (w.hours for w in guide.windows)
    elif element == "consultation_phone":
        yield from (w.phone for w in guide.windows)


def element_reading(guide: ServiceGuide, element: str) -> Reading:
    """Reading of an element under its label, else from the list that holds such things (materials, windows, steps)."""
    labelled = guide.read(element)
    if _has_content(guide, labelled):
        return labelled
    rows = tuple(_rows(guide, element))
    stated = next((r for r in rows if _has_content(guide, r, element)), None)
    unread = next((r for r in rows if r.unread), None)
    found = stated or (unread if not labelled.unread else None)
    return replace(found, element=element) if found else labelled


def _has_content(guide: ServiceGuide, reading: Reading, element: str | None = None) -> bool:
    """Whether a reading says something, as its own element or as another."""
    text = reading.text
    if not reading.stated or not text.strip() or is_placeholder(text, element or reading.element):
        return False
    return not _points_to_attachment(text) or _may_have_attachments(guide)


@remembered
def _points_to_attachment(text: str) -> bool:
    return _SEE_ATTACHMENT.fullmatch(plain(text)) is not None


def _may_have_attachments(guide: ServiceGuide) -> bool:
    slots = (m.read(slot) for m in guide.materials for slot in ("blank_form", "sample_form"))
    return bool(guide.attachments) or guide.gaps is not None or any(slot.unread for slot in slots)


def label_in_words(reading: Reading, otherwise: str) -> str:
    """The label as a clerk knows it: without its colon; a JSON field name is none."""
    label = (reading.label or "").strip().rstrip(":： ")
    return label if _CHINESE.search(label) else otherwise


def missing_key_elements(guide: ServiceGuide) -> tuple[Reading, ...]:
    """Readings of the key elements that the guide does not give; those that could not be read are not among them."""
    readings = (element_reading(guide, element) for element in KEY_ELEMENTS)
    return tuple(r for r in readings if not r.unread and not _has_content(guide, r))


def key_element_answer(guide: ServiceGuide, element: str, name: Text, suggestion: Text) -> Answer:
    """What a key-element check answers: the element must be there, with content."""
    reading = element_reading(guide, element)
    if _has_content(guide, reading):
        return passed()
    if reading.stated:
        message = Text(
            f"{name.zh}只写了“{reading.text}”, 没有实际内容",
            f"The {name.en} says only “{reading.text}”, which is no content",
        )
    elif reading.label:
        label = label_in_words(reading, name.zh)
        message = Text(f"“{label}”一栏是空的", f"The field “{label}” is empty")
    else:
        message = Text(f"办事指南没有写明{name.zh}", f"The guide does not state the {name.en}")
    return failed(Defect(about=reading, message=message, suggestion=suggestion))
