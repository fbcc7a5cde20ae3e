"""Core facts (核心要素) of service items: what is held against other publications of an item, and how it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Via
from crawler.domain.kin import CoreFacts, Repeat
from crawler.domain.values import item_code
from crawler.domain.values.item_code import CodeKind
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import models
    from crawler.comparison.kin_pairs import Coded
    from crawler.domain.records import ServiceItem
    from crawler.verdicts.fold import SeenAgain

_SINGLE = (
    *("name", "item_type", "statutory_time_limit", "promised_time_limit", "conditions", "result_name", "fee_status"),
    *("legal_basis", "consultation_phone", "implementation_code", "handling_code", "basic_code"),
)
_LONGEST = 2000
_SAID = ("value", "label", "quote", "evidence", "locator")


def core_facts_row(region_run: int, key: str, item: ServiceItem, again: SeenAgain | None = None) -> dict[str, Any]:
    """The core facts of an item as a row. Only what is stated is kept: what is not there was not read or not said."""
    said = _said_of(item)
    return {"region_run_id": region_run, "item_key": key, **said, "again": said_again(said, again)}


def said_again(said: Mapping[str, Any], again: SeenAgain | None) -> dict[str, Any] | None:
    """What the second look at an item's pages said, as it is kept beside what the first said.

    None where no look was repeated that a core fact was read off.
    """
    if again is None:
        return None
    read_off = {one["evidence"] for one in said["readings"].values()}
    repeats = {
        id_: None
        if repeat is None
        else {
            "evidence": repeat.id,
            "captured_at": None if repeat.captured_at is None else repeat.captured_at.isoformat(),
            "rendered": repeat.via is Via.BROWSER,
        }
        for id_, repeat in sorted(again.repeats.items())
        if id_ in read_off
    }
    if not repeats:
        return None
    now = None if again.item is None else _said_of(again.item)
    return {"looks": repeats, "said": None if now is None or _words_of(now) == _words_of(said) else now}


def _words_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is compared of core facts; where it stands on the page is not."""
    readings = {element: one["value"] for element, one in said["readings"].items()}
    return {**said, "readings": readings, "url": None}


def _said_of(item: ServiceItem) -> dict[str, Any]:
    readings = {element: item.read(element) for element in _SINGLE}
    guide = item.guide
    laws = [r for basis in guide.legal_bases for r in (basis.law, basis.content, basis.number)]
    readings["legal_basis"] = _joined(readings["legal_basis"], laws)
    readings["consultation_phone"] = _joined(readings["consultation_phone"], [w.phone for w in guide.windows])
    basic, code = _codes(readings)
    materials = _materials(item)
    if materials is not None:  # in their own place: an item's name may stand on another page
        readings["materials"] = replace(guide.materials[0].name, element="materials", value="；".join(materials))
    return {
        "basic_code": basic,
        "code": code,
        "url": guide.url or (item.row.target.url if item.row is not None and item.row.target is not None else None),
        "readings": {
            element: {name: (getattr(one, name) or "")[:_LONGEST] for name in _SAID}
            for element, one in readings.items()
            if one.stated
        },
        "materials": materials,
    }


def facts_of(row: models.CoreFact, region: models.Region, *, again: bool = False) -> Coded:
    """The core facts of a stored row, the basic code and the own code; with `again` as a second look showed them."""
    kept: Any = row.again
    repeats = {} if kept is None else {id_: _repeat(one) for id_, one in kept["looks"].items()}
    changed = kept is not None and kept["said"] is not None
    now = kept["said"] if again and changed else {}
    said: Any = now.get("readings", row.readings)
    names: Any = now.get("materials", row.materials)
    facts = CoreFacts(
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
        repeats=repeats,
        changed=changed,
    )
    return facts, now.get("basic_code", row.basic_code), now.get("code", row.code)


def _repeat(kept: Mapping[str, Any] | None) -> Repeat | None:
    if kept is None:
        return None
    when = kept["captured_at"]
    return Repeat(
        evidence=kept["evidence"],
        captured_at=None if when is None else datetime.fromisoformat(when),
        rendered=kept["rendered"],
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
