"""No check of a portal raises, and none accuses what was not read, whatever zones and kin hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.catalogue.references import references
from crawler.domain.check import Outcome
from crawler.domain.elements import Reading, State
from crawler.domain.kin import CoreFacts, Kin, Kinship, Relation
from crawler.domain.records import PortalSummary
from crawler.domain.survey import Entry, Survey, Zone
from crawler.domain.values.core_facts import ELEMENT_NAMES
from crawler.verdicts.judge import all_checks, judge

FAMILIES = ("catalogue", "consistency")
_NAMES = st.one_of(
    st.sampled_from([one.name for one in references()]),
    st.text(max_size=12),
    st.sampled_from(["（跨省通办）", "“一件事”"]),
)
_WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["20个工作日", "15个工作日", "20日", "即办", "不收费", "收费", "无", "12345", "行政许可", "《民法典》", "待定"]
    ),
)


def _reading(element: str, words: st.SearchStrategy[str], *states: State) -> st.SearchStrategy[Reading]:
    return st.builds(
        lambda state, value: Reading(
            element=element,
            state=state,
            value=value if state is State.STATED else None,
            evidence="e1",
            locator="/",
            reason="只有图片" if state is State.UNREAD else None,
        ),
        st.sampled_from(states),
        words,
    )


def _zones(*states: State) -> st.SearchStrategy[tuple[Zone, ...]]:
    zone = st.builds(
        Zone,
        entry=st.sampled_from([Entry.CROSS_PROVINCE, Entry.ONE_THING, Entry.EVERYDAY]),
        reading=_reading("zone", _NAMES, State.STATED),
        names=st.lists(_reading("name", _NAMES, *states), max_size=6).map(tuple),
        complete=st.booleans(),
    )
    return st.lists(zone, max_size=3).map(tuple)


def _facts(*states: State) -> st.SearchStrategy[CoreFacts]:
    said = {e: _reading(e, _WORDS, *states) for e in ELEMENT_NAMES if e != "materials"}
    return st.builds(
        CoreFacts,
        region=st.sampled_from(["330000", "330100"]),
        region_name=st.just("云溪省"),
        key=st.text(max_size=3),
        provincial=st.booleans(),
        readings=st.fixed_dictionaries({}, optional=said),
        materials=st.none() if State.STATED not in states else st.none() | st.lists(_WORDS, max_size=4).map(tuple),
    )


def _kin(*states: State) -> st.SearchStrategy[Kin]:
    facts = _facts(*states)
    kinship = st.builds(
        Kinship,
        relation=st.sampled_from(Relation),
        own=facts,
        others=st.lists(facts, min_size=1, max_size=3).map(tuple),
    )
    return st.builds(
        lambda kinships: Kin(compared=frozenset(Relation), kinships=tuple(kinships)), st.lists(kinship, max_size=4)
    )


def _portal(zones: tuple[Zone, ...], kin: Kin, **others: Any) -> PortalSummary:
    return PortalSummary(
        region="330100",
        url="http://127.0.0.1/",
        home=Reading(element="name", state=State.STATED, value="临湖市", evidence="e1", locator="/"),
        captured_to=datetime(2026, 11, 1, tzinfo=UTC),
        survey=Survey(zones=zones, **others),
        kin=kin,
        references=references(),
    )


@given(_zones(*State), _kin(*State), st.sets(st.sampled_from(Entry)))
@settings(deadline=None, max_examples=60)
def test_no_check_of_a_portal_raises(zones: tuple[Zone, ...], kin: Kin, looked_for: set[Entry]) -> None:
    record = _portal(zones, kin, looked_for=frozenset(looked_for))
    for check in all_checks().values():
        if check.id.split(".")[0] in FAMILIES:
            check.evaluate(record)


@given(_zones(State.UNREAD), _kin(State.UNREAD))
@settings(deadline=None, max_examples=60)
def test_what_was_not_read_accuses_nobody(zones: tuple[Zone, ...], kin: Kin) -> None:
    unread = tuple(zone for zone in zones if zone.names)
    record = _portal(unread, kin)
    for check in all_checks().values():
        if check.id.split(".")[0] in FAMILIES:
            assert judge(check, record).outcome is not Outcome.FAILED
