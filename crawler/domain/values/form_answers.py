"""What stands in the answer places of a form file (填写内容): answers, personal numbers, leftovers of a system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import FormField
from crawler.domain.values.form_words import (
    bare,
    citizen_numbers_in,
    is_blank,
    is_printed,
    label_key,
    looks_answered,
    may_be_placeholder,
    mobiles_in,
    placeholders_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.records import FormFile, ServiceGuide

_OFFICE = re.compile(
    r"咨询|监督|投诉|举报|受理|窗口|服务电话|服务热线|客服|机关|审批|审核|核准|发证|经办机构|主管部门|办理地点|印制|监制|制表|版本"
)
_CERTAIN = re.compile(r"[【${<«\[]|[A-Z]{2,}[A-Z0-9]*_|^apply(?:user|name|date|time)$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
_SAMPLE_WORDS = re.compile(r"示例|样表|样本|样例|范本|范例|示范|模板|填写|说明|参考|仅供")


def answers_of(file: FormFile, guide: ServiceGuide) -> tuple[FormField, ...]:
    """The answer places that hold an applicant's words, each label once.

    Places that the office fills in are left out, and so is what the guide itself says: the office's address and phone.
    """
    own = bare("\n".join(_texts_of(guide)))
    found: dict[str, FormField] = {}
    for field in file.fields:
        key = label_key(field.label)
        if key in found or _OFFICE.search(key) or not looks_answered(field.label, field.value):
            continue
        if len(bare(field.value)) < 5 or bare(field.value) not in own:
            found[key] = field
    return tuple(found.values())


def personal_numbers_of(file: FormFile, guide: ServiceGuide) -> tuple[tuple[FormField, str], ...]:
    """Valid identity numbers and mobiles in answer places, unless they are the office's own."""
    own = _numbers_of(guide)
    found: list[tuple[FormField, str]] = []
    for field in _places(file):
        if _OFFICE.search(label_key(field.label)):
            continue
        numbers = (*citizen_numbers_in(field.value), *mobiles_in(field.value))
        found += [(field, number) for number in numbers if number not in own]
    return tuple(found)


def _places(file: FormFile) -> Iterator[FormField]:
    """The answer places, and cells that are nothing but a number: the label of such a one was not found."""
    yield from file.fields
    values = {bare(field.value) for field in file.fields}
    for cell in file.cells:
        word = bare(cell)
        if re.fullmatch(r"\d{11}|\d{17}[\dXx]", word, re.ASCII) and word not in values:
            yield FormField(label="", value=cell, locator="/")


def _numbers_of(guide: ServiceGuide) -> frozenset[str]:
    """Numbers that the guide itself publishes: phones of windows, consultation and complaints."""
    texts = _texts_of(guide)
    return frozenset(number for text in texts for number in (*mobiles_in(text), *citizen_numbers_in(text)))


def _texts_of(guide: ServiceGuide) -> list[str]:
    texts = [reading.text for reading in guide.readings.values()]
    return texts + [part.text for window in guide.windows for part in (window.place, window.phone)]


def leftovers_of(file: FormFile) -> tuple[tuple[str, FormField | None], ...]:
    """Words that a system left behind, with the answer place of each where it stands in one.

    One that can be nothing else is enough; Latin words alone in an answer place count from two on.
    """
    places = {bare(field.value): field for field in file.fields}
    found: dict[str, FormField | None] = {}
    for cell in file.cells:
        for word in placeholders_of(_ADDRESS.sub(" ", cell)):
            found.setdefault(word, places.get(bare(cell)))
    for field in file.fields:
        if may_be_placeholder(field.value):
            found.setdefault(field.value.strip(), field)
    if len(found) < 2 and not any(_CERTAIN.search(word) for word in found):
        return ()
    return tuple(sorted(found.items(), key=lambda entry: not _CERTAIN.search(entry[0])))


def shared_labels(blank: FormFile, other: FormFile) -> tuple[int, int]:
    """How many of the blank form's labels stand in the other file, and how many there are."""
    labels = {key for field in blank.fields if len(key := label_key(field.label)) > 1}
    words = _letters(other.text or "")
    return sum(label in words for label in labels), len(labels)


def new_answers(blank: FormFile, sample: FormFile) -> tuple[FormField, ...]:
    """The answer places of the sample that hold text which the blank form does not have there."""
    before: dict[str, set[str]] = {}
    for field in blank.fields:
        before.setdefault(label_key(field.label), set()).add(bare(field.value))
    return tuple(
        field
        for field in sample.fields
        if not is_blank(field.value)
        and (known := before.get(label_key(field.label))) is not None
        and bare(field.value) not in known
        and (not is_printed(field.value) or re.search(r"[☑☒√✓■●]", field.value))
    )


def new_texts(blank: FormFile, sample: FormFile) -> tuple[str, ...]:
    """Pieces of the sample's text that the blank form lacks, without its title and the words of samples."""
    known = _letters(blank.text or "")
    return tuple(
        line
        for cell in sample.cells
        for line in cell.splitlines()
        if _letters(line) not in known and not is_printed(line) and not _SAMPLE_WORDS.search(bare(line))
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", bare(text))
