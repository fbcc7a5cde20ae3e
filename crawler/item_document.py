"""A service item as plain data: the shape of a line of `items.jsonl`, in the database and for `inspect`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from crawler.domain.elements import KEY_ELEMENTS
from crawler.domain.records import GuideState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment, ServiceItem

ALWAYS_SHOWN: tuple[str, ...] = (
    *KEY_ELEMENTS,
    "item_type",
    "case_type",
    "basic_code",
    "implementation_code",
    "implementing_body",
    "body_nature",
    "level",
    "service_target",
    "handling_form",
    "statutory_time_limit",
    "promised_time_limit",
    "visits",
    "fee_status",
    "fee_standard",
    "fee_basis",
    "complaint_phone",
    "result_name",
    "result_sample",
    "faq",
    "online_entry",
)
"""Core elements of a guide: they stand in every document, also where the guide does not state them.

Blank forms and samples are said of each material.
"""


class ElementDocument(TypedDict):
    """What was read of one element."""

    state: str
    value: str | None
    label: str | None
    locator: str | None


class FormDocument(TypedDict):
    """A form offered for download and what came of downloading it."""

    slot: str
    name: str
    material: str | None
    url: str | None
    file_name: str | None
    kind: str | None
    size: int | None
    sha256: str | None
    opens: bool | None
    title: str | None
    failure: str | None
    locator: str | None


class RowDocument(TypedDict):
    """A material, fee, legal basis or another row of a guide."""

    name: str | None
    elements: dict[str, ElementDocument]


class UnmappedDocument(TypedDict):
    """A label that was met and not understood."""

    label: str
    value: str
    locator: str


class ItemDocument(TypedDict):
    """A service item and what was read of its guide."""

    item_code: str | None
    item_name: str | None
    body: str | None
    url: str | None
    guide: str
    elements: dict[str, ElementDocument]
    materials: list[RowDocument]
    forms: list[FormDocument]
    fees: list[RowDocument]
    steps: list[RowDocument]
    legal_bases: list[RowDocument]
    windows: list[RowDocument]
    faqs: list[RowDocument]
    unmapped: list[UnmappedDocument]


def item_document(item: ServiceItem) -> ItemDocument:
    """Everything that was read of one service item."""
    guide, row = item.guide, item.row
    names = dict.fromkeys((*ALWAYS_SHOWN, *guide.readings, *(row.readings if row is not None else ())))
    state = row.guide_state if row is not None else GuideState.OPENED
    return {
        "item_code": item.item_code,
        "item_name": item.read("name").value,
        "body": item.read("implementing_body").value,
        "url": guide.url or (row.target.url if row is not None and row.target is not None else None),
        "guide": state.value,
        "elements": {name: _element(item.read(name)) for name in sorted(names)},
        "materials": [_row(m.name, {"material_name": m.name, **m.readings}) for m in guide.materials],
        "forms": [
            *(
                _form(form, material.name.value)
                for material in guide.materials
                for form in (*material.blank_forms, *material.sample_forms)
            ),
            *(_form(form, None) for form in guide.forms),
        ],
        "fees": [_row(fee.name, {"fee_name": fee.name, **fee.readings}) for fee in guide.fees],
        "steps": [
            _row(step.name, {"name": step.name, "description": step.description, "limit": step.limit})
            for step in guide.steps
        ],
        "legal_bases": [
            _row(b.law, {"law": b.law, "number": b.number, "clause": b.clause, "content": b.content})
            for b in guide.legal_bases
        ],
        "windows": [_row(w.place, {"place": w.place, "hours": w.hours, "phone": w.phone}) for w in guide.windows],
        "faqs": [_row(f.question, {"question": f.question, "answer": f.answer}) for f in guide.faqs],
        "unmapped": [{"label": u.label, "value": u.value, "locator": u.locator} for u in guide.unmapped],
    }


def _element(reading: Reading) -> ElementDocument:
    return {
        "state": reading.state.value,
        "value": reading.value,
        "label": reading.label,
        "locator": reading.locator,
    }


def _row(name: Reading, readings: Mapping[str, Reading]) -> RowDocument:
    return {"name": name.value, "elements": {key: _element(reading) for key, reading in readings.items()}}


def _form(form: FormAttachment, material: str | None) -> FormDocument:
    file = form.file
    return {
        "slot": form.slot.value,
        "name": form.name,
        "material": material,
        "url": form.target.url if form.target is not None else None,
        "file_name": file.file_name if file is not None else None,
        "kind": file.kind.value if file is not None else None,
        "size": file.size if file is not None else None,
        "sha256": file.sha256 if file is not None else None,
        "opens": file.opens if file is not None else None,
        "title": file.title if file is not None else None,
        "failure": form.failure.value if form.failure is not None else None,
        "locator": form.reading.locator,
    }
