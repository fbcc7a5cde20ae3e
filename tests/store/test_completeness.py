"""A list that was cut short makes a region incomplete; a counter that is a little off does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler import runs, storage
from crawler.assembly.completeness import last_population, shortfall
from crawler.domain.elements import Reading, State
from crawler.domain.records import Counts, DeclaredTotal, GuideState, ItemList, ListedItem, missing
from models import RegionOutcome

if TYPE_CHECKING:
    from sqlalchemy import Engine

REGION = "990001"


def listed(*totals: tuple[str, int, int], counts: Counts = Counts.ITEMS) -> ItemList:
    """Lists by name, declared total and rows reached."""
    said = Reading(element="name", state=State.STATED, value="x", quote="x", label="x", evidence="e", locator="/p")
    declared = tuple(
        DeclaredTotal(value=value, counts=counts, reading=said, of=of, reached=(rows,), rows=rows)
        for of, value, rows in totals
    )
    return ItemList(evidence=("e",), url="http://a.test/", items=(), totals=declared)


def twice(value: int, rows: int, *, passes: tuple[int, ...] | None = None, mixed: bool = False) -> ItemList:
    """A list of which two passes reached so many, unless `passes` says otherwise."""
    item_list = listed(("a", value, rows))
    told = (rows, rows) if passes is None else passes
    return replace(item_list, totals=tuple(replace(t, reached=told, mixed=mixed) for t in item_list.totals))


def untold(value: int, rows: int, counts: Counts = Counts.ITEMS) -> ItemList:
    """A list some rows of which may be items of their own that were taken for one."""
    item_list = listed(("a", value, rows), counts=counts)
    return replace(item_list, totals=tuple(replace(t, untold=True) for t in item_list.totals))


def front(total: int) -> ItemList:
    """A list whose portal declares a total on its front page."""
    return ItemList(evidence=("e",), url="http://a.test/", items=(), portal_total=total)


def opened(read: int, undecided: int) -> ItemList:
    """A list with so many guides that were read, and so many of which nothing could be."""
    states = [GuideState.OPENED] * read + [GuideState.UNDECIDED] * undecided
    rows = tuple(
        ListedItem(key=str(n), name=missing("name", unread=True, evidence="e"), target=None, guide_state=state)
        for n, state in enumerate(states)
    )
    return ItemList(evidence=("e",), url="http://a.test/", items=rows)


@pytest.mark.parametrize(
    ("found", "item_list", "last", "words"),
    [
        (70, listed(("a", 2000, 70)), None, "declares 2000 items, 70 were reached"),
        (70, listed(("a", 71, 70)), None, "the list a declares 71 items, 70 were reached"),
        (70, twice(71, 70), None, None),  # Two passes to its own end: the counter is wrong.
        (70, twice(200, 70), None, "the list a declares 200 items, 70 were reached"),
        (70, twice(71, 70, passes=()), None, "the list a declares 71 items, 70 were reached"),
        (70, twice(71, 70, passes=(), mixed=True), None, None),  # Main items may be counted.
        (70, listed(("a", 3, 70), ("a", 71, 70)), None, "the list a declares 71 items"),  # 3 are those of one row.
        # Every list repeats the number of the portal.
        (70, listed(("a", 78, 40), ("b", 78, 30)), None, None),
        (70, listed(("a", 100, 40), ("b", 100, 30)), None, "declares 100 items"),
        (60, listed(("a", 35, 30), ("b", 35, 30)), None, "the list a declares 35 items, 30 were reached"),
        (
            70,
            replace(listed(("a", 70, 70)), cut_short=1),
            None,
            "the pagers of 1 list(s) have pages that were not turned",
        ),
        (3, listed(("a", 7, 3)), None, "the list a declares 7 items, 3 were reached"),
        (3, untold(4, 3), None, "the list a declares 4 items, 3 of its rows could be told apart"),
        (4, untold(4, 4), None, None),
        (4, untold(2, 2, Counts.PAGES), None, "rows of the list a could not be told apart"),
        (70, listed(("a", 3, 1), counts=Counts.PAGES), None, "the list a declares 3 pages, 1 were turned"),
        (70, listed(("a", 2, 1), counts=Counts.PAGES), None, "the list a declares 2 pages, 1 were turned"),
        (70, listed(("a", 6, 5), counts=Counts.PAGES), None, None),  # The last one may hold nothing.
        (70, listed(("a", 12, 10), counts=Counts.PAGES), None, "the list a declares 12 pages, 10 were turned"),
        (70, listed(("a", 1, 1), counts=Counts.PAGES), None, None),
        (70, listed(("a", 2000, 70), counts=Counts.UNSAID), None, None),
        # Each department's list against its own total: the sum would hide the one that stopped.
        (520, listed(("a", 500, 500), ("b", 100, 20)), None, "the list b declares 100"),
        (70, listed(("a", 2000, 70), ("a", 70, 70)), None, None),  # Two totals, of which one is right.
        (70, None, 2000, "the last round listed 2000"),
        (1900, None, 2000, None),
        (70, None, None, None),
        (
            7,
            ItemList(evidence=("e",), url="http://a.test/", items=(), selection=True),
            None,
            "only the front page shows",
        ),
        (41, front(78), None, "the front page says that 78 items are published, 41 were reached"),
        (70, front(78), None, None),
        (2, front(20), None, None),
        (10, opened(2, 8), None, "8 of 10 guides that were asked for could not be read"),
        (10, opened(8, 2), None, None),
        (0, ItemList(evidence=("e",), url="http://a.test/", items=(), unread="a menu"), None, "no item was found"),
        (0, ItemList(evidence=("e",), url="http://a.test/", items=()), None, None),
        (0, None, None, "no item was found"),
    ],
)
def test_what_falls_short(found: int, item_list: ItemList | None, last: int | None, words: str | None) -> None:
    said = shortfall(found, item_list, last)
    assert (said is None) if words is None else (words in str(said))


def test_a_census_that_found_no_way_to_most_guides_is_not_whole() -> None:
    def rows(opened: int, left: int) -> ItemList:
        name = Reading(element="name", state=State.STATED, value="x", quote="x", label="x", evidence="e", locator="/p")
        states = [GuideState.OPENED] * opened + [GuideState.NOT_ASKED] * left
        items = tuple(ListedItem(key=str(n), name=name, target=None, guide_state=s) for n, s in enumerate(states))
        return ItemList(evidence=("e",), url="http://a.test/", items=items)

    assert "to the guides of 11 of 11 items" in str(shortfall(11, rows(0, 11), None))
    assert shortfall(11, rows(9, 2), None) is None  # Rows that are offered no more lead nowhere.
    assert shortfall(11, rows(3, 8), None, sampled=True) is None


def test_the_last_round_is_the_last_whole_one_of_another_round(sample: Any, engine: Engine) -> None:
    def populated(code: str, population: int, *, whole: bool = True) -> str:
        run: str = sample.store(engine, code)
        with storage.writing(engine) as session:
            part = runs.region_run(session, run, REGION)
            part.population, part.list_whole = population, whole
            if not whole:
                part.outcome = RegionOutcome.INCOMPLETE
        return run

    populated("2026Q1", 100)
    populated("2026Q2", 200)
    populated("2026Q3", 7, whole=False)
    populated("2026Q4", 300)
    run = populated("2026Q4", 300)
    with storage.reading(engine) as session:
        assert last_population(session, run, REGION) == 200
