"""Rows and declared totals of an item list (事项清单), as readings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.elements import Reading, State
from crawler.domain.records import DeclaredTotal, ListedItem
from crawler.extract.answers import values
from crawler.extract.answers.fitting import is_of_its_kind, may_be_by_words
from crawler.extract.guide.meant import by_value
from crawler.extract.labels.dictionary import field_name
from crawler.page.json_page import JsonPage
from crawler.page.json_tree import flat
from crawler.page.lists.departments import departments

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.finds import ItemLink
    from crawler.page.html import Page


DRAWN = "the row says that there is an entrance, which a script draws"
_ONLINE = re.compile(r"online|netapply|wsb[lj]|wssb|zxbl|zxsb|wangban")
_YES = frozenset({"1", "true", "是", "y", "yes"})


def read_items(page: Page | JsonPage, labels: LabelDictionary) -> tuple[ListedItem, ...]:
    """The listed items of one page with what each row says, by the label dictionary and by the list's own columns."""
    return tuple(_item(page, item, labels) for item in page.items())


def _item(page: Page | JsonPage, item: ItemLink, labels: LabelDictionary) -> ListedItem:
    readings: dict[str, Reading] = {}
    for known_element, value, locator in item.fields:
        readings[known_element] = _stated(page, known_element, value, locator)
    unmapped: list[str] = []
    for label, value, locator in item.cells:
        element, confidence = _understood(page, label, value, labels)
        if element is None and value.strip() and not labels.is_mark("row_columns", label):
            unmapped.append(label)
        if element is not None and element != "name":
            known = readings.get(element)
            if known is None or (known.locator == locator and known.label is None):
                readings[element] = _stated(page, element, value, locator, label=label, confidence=confidence)
    if isinstance(page, JsonPage):
        for label, value, locator in item.cells if unmapped else ():
            told = by_value(value, readings) if label in unmapped else None
            if told is not None:  # kind: 行政许可
                unmapped.remove(label)
                sure = told.confidence
                readings[told.element] = _stated(page, told.element, value, locator, label=label, confidence=sure)
        if "online_entry" not in readings:
            readings |= _flagged(page, item)
    name = _stated(page, "name", item.name, item.locator)
    return ListedItem(
        key=item.key,
        name=name,
        target=item.target,
        by_script=item.by_script,
        readings=readings,
        unmapped=tuple(dict.fromkeys(unmapped)),
    )


def _flagged(page: JsonPage, item: ItemLink) -> dict[str, Reading]:
    """An entrance that a row's flag lets the portal's script draw, at an address that the row does not say."""
    flags = (place for key, value, place in item.cells if _ONLINE.search(flat(key)) and value.strip().lower() in _YES)
    place = next(flags, None)
    if place is None:
        return {}
    unread = Reading(element="online_entry", state=State.UNREAD, evidence=page.evidence, locator=place, reason=DRAWN)
    return {"online_entry": unread}


def _understood(page: Page | JsonPage, label: str, value: str, labels: LabelDictionary) -> tuple[str | None, float]:
    if isinstance(page, JsonPage):
        element = labels.element_of_field(label)
        if several := labels.several_of_field(label):
            told = values.element(label, value)
            return (told if told in several else None), 1.0
        if element is not None and values.belongs_elsewhere(element, value):
            element = values.element(label, value)
        fits = element is None or is_of_its_kind(element, value)
        if element is not None and field_name(label) not in labels.fields:
            fits = fits and may_be_by_words(element, value)
        return (element if fits else None), 1.0
    match = labels.element_of(label)
    return (match.element, match.confidence) if match is not None else (None, 1.0)


def _stated(
    page: Page | JsonPage, element: str, value: str, locator: str, *, label: str | None = None, confidence: float = 1.0
) -> Reading:
    if not value.strip():
        return Reading(element=element, state=State.NOT_STATED, label=label, evidence=page.evidence, locator=locator)
    return Reading(
        element=element,
        state=State.STATED,
        value=value,
        label=label,
        quote=value,
        evidence=page.evidence,
        locator=locator,
        confidence=confidence,
    )


def read_departments(page: Page | JsonPage) -> tuple[Reading, ...]:
    """The departments that the page lets one choose from."""
    if isinstance(page, JsonPage):
        return ()
    return tuple(_stated(page, "implementing_body", name, locator) for name, locator in departments(page))


def read_totals(page: Page | JsonPage) -> tuple[DeclaredTotal, ...]:
    """The totals that the page declares, each with what it counts."""
    return tuple(
        DeclaredTotal(
            value=total.value,
            counts=total.counts,
            reading=Reading(
                element="name",
                state=State.STATED,
                value=str(total.value),
                quote=total.quote,
                evidence=page.evidence,
                locator=total.locator,
            ),
        )
        for total in page.totals()
    )
