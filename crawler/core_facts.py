"""Core facts (核心要素) of service items: what is held against other publications of an item, and how it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.domain.elements import Reading, State
from crawler.domain.kin import CoreFacts
from crawler.domain.values import item_code
from crawler.domain.values.item_code import CodeKind
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable

    import models
    from crawler.domain.records import ServiceItem

_SINGLE = (
    *("name", "item_type", "statutory_time_limit", "promised_time_limit", "conditions", "result_name", "fee_status"),
    *("legal_basis", "consultation_phone", "implementation_code", "handling_code", "basic_code"),
)
_LONGEST = 2000
_SAID = ("value", "label", "quote", "evidence", "locator")


def core_facts_row(region_run: int, key: str, item: ServiceItem) -> dict[str, Any]:
    """The core facts of an item as a row. Only what is stated is kept: what is not there was not read or not said."""
    readings = {element: item.read(element) for element in _SINGLE}
    guide = item.guide
    laws = [r for basis in guide.legal_bases for r in (basis.law, basis.content, basis.number)]
    readings["legal_basis"] = _joined(readings["legal_basis"], laws)
    readings["consultation_phone"] = _joined(readings["consultation_phone"], [w.phone for w in guide.windows])
    basic, code = _codes(readings)
    return {
        "region_run_id": region_run,
        "item_key": key,
        "basic_code": basic,
        "code": code,
        "url": guide.url or (item.row.target.url if item.row is not None and item.row.target is not None else None),
        "readings": {
            element: {name: (getattr(one, name) or "")[:_LONGEST] for name in _SAID}
            for element, one in readings.items()
            if one.stated
        },
        "materials": _materials(item),
    }


def facts_of(row: models.CoreFact, region: models.Region) -> CoreFacts:
    """The core facts of a stored row."""
    said: Any = row.readings
    names: Any = row.materials
    return CoreFacts(
        region=region.code,
        region_name=region.name,
        key=row.item_key,
        provincial=region.level.value == "provincial",
        readings={
            element: Reading(
                element=element,
                state=State.STATED,
                value=one["value"],
                label=one["label"] or None,
                quote=one["quote"] or None,
                evidence=one["evidence"] or None,
                locator=one["locator"] or None,
            )
            for element, one in said.items()
        },
        materials=None if names is None else tuple(names),
        url=row.url,
    )


def _joined(labelled: Reading, rows: Iterable[Reading]) -> Reading:
    """An element that a guide may also give in rows: all of them together, since no row is the first everywhere."""
    stated = [one for one in (labelled, *rows) if one.stated and not says_nothing(one.text)]
    if not stated:
        return labelled
    return replace(stated[0], element=labelled.element, value="；".join(dict.fromkeys(one.text for one in stated)))


def _codes(readings: dict[str, Reading]) -> tuple[str | None, str | None]:
    """The basic code, and the longest code that tells the item from every other one."""
    codes = [plain(readings[e].text).upper() for e in ("handling_code", "implementation_code") if readings[e].stated]
    parsed = [(code, parts) for code in codes if (parts := item_code.parse(code)) is not None]
    own = max((code for code, _ in parsed), key=len, default=None)
    if parsed:
        return parsed[0][1].basic_code, own
    basic = plain(readings["basic_code"].text).upper()
    return (basic if item_code.kind(basic) is CodeKind.BASIC else None), own


def _materials(item: ServiceItem) -> list[str] | None:
    """Names of all materials; None where the list, or a name in it, was not read whole."""
    guide = item.guide
    if guide.unread is not None or guide.gaps is not None or not guide.materials:
        return None
    if not all(one.name.stated for one in guide.materials):
        return None
    return [one.name.text for one in guide.materials]
