"""Changes since the last round (季度变化): an item is gone, became charged, or takes longer.

Basis: the quarterly comparison of rounds; no document asks for it, so it only informs.
Applicability: regions that were observed in an earlier round.
Expectation: no item vanished, no fee was added and no limit was lengthened. “不收费” that became “收费”, and 5 working
days that became 10, are told.
Assumptions: items are paired by code, else by name, so that a new address is no new item; they vanish only where both
lists were read to their end. An item that was renamed has both vanished and appeared.
Known limits: what was withdrawn by law is told as well; a person has to judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.elements import Reading, State
from crawler.domain.kin import Relation
from crawler.domain.values import fee_status
from crawler.domain.values.core_facts import ELEMENT_NAMES, longer
from crawler.domain.values.fee_status import FeeStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.kin import CoreFacts
    from crawler.domain.records import PortalSummary

_SUGGESTION = Text("请确认这一变化是否有依据", "Confirm that the change has a basis")


def _said(facts: CoreFacts, element: str) -> str:
    reading = facts.readings.get(element)
    return reading.text if reading is not None else ""


def _vanished(portal: PortalSummary) -> Iterator[Defect]:
    state = State.UNREAD if portal.home.unread else State.NOT_STATED
    about = Reading(element="name", state=state, evidence=portal.home.evidence, locator="/", reason=portal.unread)
    for gone in portal.kin.vanished:
        name = _said(gone, "name") or gone.key
        message = Text(f"上一轮公布的事项“{name}”不见了", f"The item “{name}” of the last round is gone")
        yield Defect(about=about, message=message, suggestion=_SUGGESTION, subject_name=name)


def _changed(now: CoreFacts, before: CoreFacts) -> Iterator[Defect]:
    changed = [e for e in ("statutory_time_limit", "promised_time_limit") if longer(e, now, before)]
    was, is_now = (fee_status.parse(_said(facts, "fee_status")) for facts in (before, now))
    changed += ["fee_status"] * (was is FeeStatus.FREE and is_now is FeeStatus.CHARGED)
    for element in changed:
        words = _said(before, element), _said(now, element)
        yield Defect(
            about=now.readings[element],
            message=Text(
                f"{ELEMENT_NAMES[element]}上一轮是“{words[0]}”, 现在是“{words[1]}”",
                f"{element} was “{words[0]}” and is “{words[1]}”",
            ),
            suggestion=_SUGGESTION,
            subject=Subject.SERVICE_ITEM,
            item=now.key,
        )


def _evaluate(portal: PortalSummary) -> Answer:
    if portal.unread is not None and not portal.kin.kinships:
        return cant_tell(portal.unread)
    if Relation.LAST_ROUND not in portal.kin.compared:
        return inapplicable("没有上一轮的结果可以比较")
    pairs = (k for k in portal.kin.kinships if k.relation is Relation.LAST_ROUND)
    return failed(*_vanished(portal), *(d for k in pairs for other in k.others for d in _changed(k.own, other)))


CHECK = Check(
    id="consistency.since_last_round",
    version=1,
    title=Text("季度变化", "Changes since the last round"),
    severity=Severity.INFO,
    subject=Subject.PORTAL,
    needs=("kin",),
    evaluate=_evaluate,
)
