"""Answers about kin (同源事项比对结论): where one item's publications differ, and which of them is held to account."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Defect, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.elements import Reading, State
from crawler.domain.values.core_facts import ELEMENT_NAMES, agree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.kin import CoreFacts, Kinship, Relation
    from crawler.domain.records import PortalSummary

_WORDS = 40


def against(element: str, kinship: Kinship) -> tuple[CoreFacts, ...] | None:
    """The publications that own stands against; empty: none. None: nothing could be compared.

    Every publication counts once and a province's twice, since its cities go after it. Own is held to account where
    more say otherwise than say the same; where it is even, only who stands alone is.
    """
    answers = [(other, agree(element, kinship.own, other)) for other in kinship.others]
    differing = tuple(other for other, same in answers if same is False)
    agreeing = [other for other, same in answers if same is True]
    if not differing and not agreeing:
        return None
    there, here = _weight(differing), _weight([kinship.own, *agreeing])
    if there > here or (there == here and not agreeing):
        return tuple(sorted(differing, key=lambda one: not one.provincial))
    return ()


def _weight(those: Sequence[CoreFacts]) -> int:
    return sum(2 if one.provincial else 1 for one in those)


def named_alike(kinship: Kinship) -> Kinship:
    """The kinship without publications under another name: one code may stand for an item and for a part of it."""
    own = kinship.own
    alike = (
        o for o in kinship.others if "name" not in own.readings or "name" not in o.readings or agree("name", own, o)
    )
    return replace(kinship, others=tuple(alike))


def kin_answer(portal: PortalSummary, relation: Relation, elements: Sequence[str], nobody: Answer) -> Answer:
    """What a check answers that compares elements with kin of one relation; `nobody` where there was none to ask.

    Publications whose names differ are held against each other only by a check that asks for the name.
    """
    if portal.unread is not None and not portal.kin.kinships:
        return cant_tell(portal.unread)
    if relation not in portal.kin.compared:
        return nobody
    kinships = [one for one in portal.kin.kinships if one.relation is relation]
    if "name" not in elements:
        kinships = [one for one in map(named_alike, kinships) if one.others]
    if not kinships:
        return inapplicable("没有编码相同的事项可以比较")
    defects: list[Defect] = []
    decided = False
    for kinship in kinships:
        for element in elements:
            differing = against(element, kinship)
            decided = decided or differing is not None
            if differing:
                defects.append(difference(element, kinship.own, differing[0]))
    return failed(*defects) if defects or decided else cant_tell("编码相同的事项没有读到可以比较的要素")


def difference(element: str, own: CoreFacts, other: CoreFacts) -> Defect:
    """The defect that own and another publication say different things of one element."""
    about, here, there = _reading(element, own), _words(element, own), _words(element, other)
    title, where = ELEMENT_NAMES[element], _where(own, other)
    return Defect(
        about=about,
        message=Text(
            f"{title}写“{here}”, 而{where}的同一事项写“{there}”",
            f"{element} says “{here}”; the same item of {other.region_name} says “{there}”",
        ),
        suggestion=Text(f"请核对{title}, 使各处公布的同一事项一致", "Make all publications of the item say the same"),
        subject=Subject.SERVICE_ITEM,
        item=own.key,
        beside=other,
    )


def _reading(element: str, facts: CoreFacts) -> Reading:
    """Where the element is read."""
    found = facts.place(element)
    return Reading(element=element, state=State.UNREAD) if found is None else replace(found, element=element)


def _words(element: str, facts: CoreFacts) -> str:
    if element == "materials":
        names = facts.materials or ()
        return f"{len(names)}种: {'；'.join(names)}"[: 2 * _WORDS]
    reading = facts.readings.get(element)
    text = reading.text if reading is not None else ""
    return text if len(text) <= _WORDS else f"{text[:_WORDS]}…"


def _where(own: CoreFacts, other: CoreFacts) -> str:
    return other.region_name if other.region != own.region else f"另一渠道({other.url})" if other.url else "另一渠道"
