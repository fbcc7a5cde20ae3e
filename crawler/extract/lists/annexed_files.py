"""Files at the foot of a guide that are called by a number alone (附件1.docx), for the materials that point to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.extract.guide import annexes, records

if TYPE_CHECKING:
    from crawler.domain.records import Material
    from crawler.extract.guide.draft import Draft
    from crawler.page.finds import AttachmentLink
    from crawler.page.html import Page


def put_annexes(page: Page, draft: Draft) -> None:
    """Give each material the files of the annexes that its row names; of a number that two files have nobody knows."""
    wanted = [annexes.wanted(material) for material in draft.materials]
    if not any(wanted):
        return
    links: dict[str, dict[str, AttachmentLink]] = defaultdict(dict)
    for link in page.attachments():
        number = annexes.number_of(link.text) if link.target is not None else None
        if number is not None and link.target is not None:
            links[number].setdefault(link.target.key, link)
    given: set[str] = set()
    for at, places in enumerate(wanted):
        for place, number in places.items():
            if len(links[number]) == 1:
                link = next(iter(links[number].values()))
                draft.materials[at] = _with_file(draft.materials[at], link, place, page.evidence)
                given.add(link.locator)
    draft.forms[:] = [form for form in draft.forms if form.reading.locator not in given]


def _with_file(material: Material, link: AttachmentLink, place: str, evidence: str) -> Material:
    """The material with a file: a sample where the page says so of either, the row or the link."""
    sample = place == "sample_form" or records.slot_of(link.text) is FormSlot.SAMPLE
    slot = FormSlot.SAMPLE if sample else FormSlot.BLANK
    form = records.form(link, evidence=evidence, given=slot, label=None)
    if form is None:
        return material
    if sample:
        return replace(material, sample_forms=(*material.sample_forms, form))
    return replace(material, blank_forms=(*material.blank_forms, form))
