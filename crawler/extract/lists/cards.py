"""Lists written as cards of pairs: 材料名称：… 材料类型：… again and again, and fees likewise."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.domain.records import FormSlot
from crawler.domain.values.material_words import OF_ALL
from crawler.extract.guide import records, text
from crawler.extract.guide.draft import is_template, reading, unread
from crawler.extract.guide.fee_words import say_none_is_charged
from crawler.extract.guide.label_values import IS_LABEL
from crawler.extract.guide.material_parts import completed
from crawler.extract.guide.titles_alone import are_titles_alone
from crawler.extract.lists.entry_pairs import pairs_of
from crawler.extract.lists.offered_forms import forms_in
from crawler.extract.lists.series import read_series
from crawler.extract.lists.tables import GROUP_OF_ELEMENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_MATERIAL = ("material_", "blank_form", "sample_form")
_FEE = ("fee_name", "fee_standard", "fee_basis", "fee_reduction", "online_payment")
_SECTIONS = frozenset({"fee_status", "fee_standard"})
_LIKE_FEES = frozenset({"name", "legal_basis", "material_basis"})
"""Elements whose labels (项目名称, 政策依据) say something of a fee among those of fees."""
_OF_EACH_ITEM = frozenset(
    {"conditions", "materials", "procedure", "promised_time_limit", "statutory_time_limit", "place"}
)
_FEWEST_AGAIN = 2
_CALLED = re.compile(r"[^，。；：:]{1,22}?(?<![免收缴交付计])(?:[费税](?:用)?|押金|保证金)")
"""What the name of a fee ends with."""
_SLOTS = {"blank_form": FormSlot.BLANK, "sample_form": FormSlot.SAMPLE}


def material_cards(places: Sequence[Place], page: Page, labels: LabelDictionary, draft: Draft) -> list[Reading]:
    """Put materials written as cards into the draft; gives their names."""
    names: list[Reading] = []
    cards = list(_cards(places, _MATERIAL, ("material_name",)))
    for number, each in enumerate(cards):
        last = number == len(cards) - 1 > 0
        card = _without_what_is_of_all(each, cards[:number], OF_ALL) if last else each
        forms = [
            form
            for place in card
            if (slot := _SLOTS.get(place.match.element)) is not None
            for box in place.boxes
            for form in forms_in(box, page, slot, place.label)
        ]
        material = records.material(_parts(card, page, labels), forms)
        if material is not None:
            draft.materials.append(material)
            names.append(material.name)
    return names


def fee_cards(places: Sequence[Place], page: Page, labels: LabelDictionary, draft: Draft) -> None:
    """Put fees written as pairs into the draft: one for each name of a fee, else for each standard."""
    names = (p for p in places if p.found and p.match.element == "fee_name")
    named = any(not (p.is_block and _is_section(p, places)) for p in names)
    cards = list(_cards(places, _FEE, ("fee_name",) if named else ("fee_standard", "fee_basis")))
    for number, each in enumerate(cards):
        last = number == len(cards) - 1 > 0
        card = _without_what_is_of_all(each, cards[:number], {p.match.element for p in each}) if last else each
        parts = _parts(card, page, labels)
        if parts and "fee_name" not in parts and (title := _titled(card)) is not None:
            locator = page.locator(title.element)
            called = reading("fee_name", title.words, evidence=page.evidence, locator=locator, label=None)
            parts = {"fee_name": called, **parts}
        if any(one.stated and is_template(one.text) for one in parts.values()):
            continue  # A script is still to fill it.
        if parts.keys() & {"fee_name", "fee_standard", "fee_basis"} and not say_none_is_charged([*parts.values()]):
            fee = records.fee(parts)
            if fee is not None:
                draft.fees.append(fee)


def _titled(card: Sequence[Place]) -> Box | None:
    """The title before the labels of a card, where it is what fees are called: 工本费 over 收费标准 and 收费依据."""
    first = card[0].box
    whole = (box for box in first.up() if all(place.box.within([box]) for place in card))
    above = ([box for box in around.boxes if box.start < first.start and box.words] for around in whole)
    # In a paragraph that holds no more than the card, the title is the box before the paragraph.
    before = next((boxes for boxes in above if boxes and not (len(boxes) == 1 and first.within(boxes))), [])
    named = before[-1] if before and not first.within(before[-1:]) else before[-2] if len(before) > 1 else None
    if named is None or named.match is not None or not _CALLED.fullmatch(named.words):
        return None
    return named


def fees_told_in(section: Place, inner: Sequence[Place], page: Page, labels: LabelDictionary, draft: Draft) -> None:
    """Put the fees of a section into the draft whose labels are those of a list: 项目名称, 标准, 依据."""
    if section.match.element not in _SECTIONS or draft.fees or not section.boxes or section.box.match is None:
        return
    parts = [pair.part for pair in pairs_of(section.boxes, "fees", labels)]
    known = any(p.match.element.startswith("fee_") for p in inner)
    misread = any(p.match.element in _LIKE_FEES for p in inner)
    if {"fee_name", "fee_standard"} <= set(parts) and (misread or not known):
        read_series("fees", section.boxes, page, labels, draft)


def _without_what_is_of_all(
    last: Sequence[Place], others: Sequence[Sequence[Place]], may_be: Collection[str]
) -> list[Place]:
    """The last card without labels of these that stand outside of its box and in no other card: they speak of all."""
    known = {p.match.element for card in others for p in card}
    box, before = last[0].box, others[-1][0].box
    while box.parent is not None and not before.within([box.parent]):
        box = box.parent
    return [p for p in last if p.match.element in known or p.match.element not in may_be or p.box.within([box])]


def _cards(places: Sequence[Place], own: tuple[str, ...], starts: tuple[str, ...]) -> Iterator[list[Place]]:
    """The places of each card: a card begins with its naming label, and where a label comes again."""
    card: list[Place] = []
    found = sorted((p for p in places if p.found and p.match.element.startswith(own)), key=lambda p: p.box.start)
    for place in found:
        if place.is_block and _is_section(place, places):
            continue
        element = place.match.element
        again = any(p.match.element == element for p in card)
        if card and (element == starts[0] or again):
            yield card
            card = []
        if card or element in starts:
            card.append(place)
    if card:
        yield card


def _is_section(place: Place, places: Sequence[Place]) -> bool:
    """Whether labels of other things stand in the block of a label: its title is then no label of a pair."""
    own = place.match.element
    return any(p.match.element != own and p.found and p.box.within(place.boxes) for p in places)


def _parts(card: Sequence[Place], page: Page, labels: LabelDictionary) -> dict[str, Reading]:
    parts: dict[str, Reading] = {}
    for place in card:
        lines, locator = text.lines(place.kids, labels), page.locator(place.at.element)
        for element in (place.match.element, *place.match.also):
            told = {"evidence": page.evidence, "locator": locator, "label": place.label}
            if are_titles_alone(lines, labels, element, GROUP_OF_ELEMENT.get(element)):
                parts.setdefault(element, unread(element, IS_LABEL, **told))
                continue
            said = " ".join(lines) or None
            parts.setdefault(element, reading(element, said, confidence=place.match.confidence, **told))
    return parts


def cards(places: list[Place], page: Page, labels: LabelDictionary, draft: Draft) -> None:
    """Put materials and fees that are written as pairs into the draft, where no table holds them.

    Where the materials are listed, a card that names one of them (材料详情, opened from its row) says more of it.
    """
    if draft.materials:
        listed = draft.materials
        draft.materials = []
        material_cards(places, page, labels, draft)
        draft.materials = list(completed(listed, draft.materials))
    else:
        names = material_cards(places, page, labels, draft)
        if names:
            list_of_names(names, draft)
    if not draft.fees:
        fee_cards(_of_first_item(places), page, labels, draft)


def _of_first_item(places: Sequence[Place]) -> Sequence[Place]:
    """The places without those of a further item of the same page, whose conditions, papers and limits come again.

    A label of fees that comes again with them is of that item: 犬只年检 below 犬只登记.
    """
    own = sorted((p for p in places if p.found and p.match.element in _OF_EACH_ITEM), key=lambda p: p.box.start)
    seen: set[tuple[str, str]] = set()
    again: list[Place] = []
    for place in own:
        key = place.match.element, place.label
        again += [place] if key in seen else []
        seen.add(key)
    if len({p.match.element for p in again}) < _FEWEST_AGAIN:
        return places
    begins = again[0].box.start
    said = {p.match.element for p in places if p.found and p.box.start < begins}
    return [p for p in places if p.box.start < begins or p.match.element not in said]


def list_of_names(names: Sequence[Reading], draft: Draft) -> None:
    """Keep the names of materials as what the guide states of all of them."""
    said = "；".join(dict.fromkeys(n.text for n in names))
    draft.add(replace(names[0], element="materials", state=State.STATED, value=said), rank=-1)
