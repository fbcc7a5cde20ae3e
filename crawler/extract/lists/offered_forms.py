"""The forms offered in the rows of a list (行内的表格): of what kind each is, by its column, its label or its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.domain.values.placeholder import says_nothing
from crawler.extract.guide import records
from crawler.extract.labels.dictionary import normalise
from crawler.extract.lists.form_beside import in_order, names_no_kind, plain_kind, slot_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.domain.records import FormAttachment
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.tables import Cell
    from crawler.extract.lists.tables import ListTable
    from crawler.page.html import Page

NO_FORMS = frozenset({"result_sample", "flow_chart", "result_name"})
"""Elements whose files are nothing to fill in."""
SLOTS = {"blank_form": FormSlot.BLANK, "sample_form": FormSlot.SAMPLE}
_BUTTONS = frozenset({"button", "submit", "image"})


def forms_of_row(found: ListTable, cells: list[Cell], page: Page) -> list[FormAttachment]:
    """The forms offered in a row, each as what its column says, else what its own words say."""
    forms: list[FormAttachment] = []
    for cell in cells:
        part = found.columns.get(cell.column)
        label = found.labels.get(cell.column)
        if not page.attachments_in(cell.box.element):
            control = _unexplained(cell.box) if part in SLOTS else None
            if control is None:
                continue
            slots = SLOTS.values() if _is_for_both(label) else (SLOTS.get(part or "", FormSlot.UNSAID),)
            forms += [records.not_followed(page.locator(control), page.evidence, s, label) for s in slots]
            continue
        forms += forms_under([cell.box], page, SLOTS.get(part or "", FormSlot.UNSAID), label)
    return forms


def _is_for_both(label: str | None) -> bool:
    """Whether a place is for both kinds (空白表格及样表, 下载): the words of each link tell."""
    both = label is not None and ("样" in label or "示" in label) and ("空" in label or "及" in label or "/" in label)
    return both or normalise(label or "") in _FOR_EITHER


_FOR_EITHER = frozenset({"下载", "附件下载", "操作", *records.EITHER})


def _unexplained(box: Box) -> _Element | None:
    """A button in a column of forms of which nobody knows what it does: a script may listen to it."""
    controls = (e for e in box.element.iter("button", "input") if e.tag == "button" or e.get("type") in _BUTTONS)
    return next((e for e in controls if not says_nothing(e.get("value") or "".join(map(str, e.itertext())))), None)


def forms_under(boxes: Sequence[Box], page: Page, given: FormSlot, label: str | None) -> list[FormAttachment]:
    """The forms under a label or title, each as that says, else as its own words say."""
    if not any(page.attachments_in(box.element) for box in boxes):
        return []
    if _is_for_both(label):
        given = FormSlot.UNSAID
    forms = [form for box in boxes for form in forms_in(box, page, given, label)]
    apart = len(forms) > 1 and any(plain_kind(form.reading.text) is given for form in forms)
    if given is FormSlot.BLANK and (apart or records.holds_either(label)):
        told = [form for box in boxes for form in forms_in(box, page, FormSlot.UNSAID, label)]
        bare = len(told) > 1 and all(f.slot is FormSlot.UNSAID and names_no_kind(f.name) for f in told)
        if bare or any(form.slot is FormSlot.SAMPLE for form in told):
            return told  # 表格下载 over 空表 and 样表: each says which it is, or its file may (下载 下载)
    return forms


def forms_in(box: Box, page: Page, given: FormSlot, label: str | None) -> list[FormAttachment]:
    """The forms offered inside a box."""
    links = page.attachments_in(box.element)
    slots = in_order(links, [slot_before(page, link, given) for link in links], label)
    made = [
        records.form(link, evidence=page.evidence, given=slot, label=label)
        for link, slot in zip(links, slots, strict=True)
    ]
    return [f for f in made if f is not None]
