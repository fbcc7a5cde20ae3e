"""Pages of one list, a few asked ahead."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Target
from crawler.page.finds import Paging
from crawler.page.learned.calls import ListCall
from crawler.page.slots import Slot
from spiders.platforms.series import AHEAD, Series
from tests.spiders.world import PORTAL


def target(number: int) -> Target:
    return Target(url=f"{PORTAL}list?page={number}")


def test_a_series_asks_a_few_pages_ahead_and_all_in_the_end() -> None:
    series = Series()
    series.asking(target(1))
    series.came(target(1), ["1"], Paging(pages=tuple(target(n) for n in range(2, 31)), here=1, last=30))
    asked = list(series.next())
    assert len(asked) == AHEAD
    number = 1
    while asked:
        page = asked.pop(0)
        number += 1
        series.came(page, [str(number)], Paging())
        asked += series.next()
    assert number == 30
    assert series.trap is None


def test_a_portal_that_does_not_heed_the_page_number_is_a_trap() -> None:
    series = Series()
    series.asking(target(1))
    series.came(target(1), ["a", "b"], Paging(pages=tuple(target(n) for n in range(2, 31)), last=30))
    for page in list(series.next())[:2]:
        series.came(page, ["a", "b"], Paging())
    assert series.trap is not None
    assert list(series.next()) == []


def _by_call(last: int, *empty: int, short: int = 0, leads: bool = False) -> Series:
    """A list that a call brings by pages of two rows, of which these show none and one shows a single row."""
    body = '{{"pageNo":{},"size":10}}'
    counter = Slot("json", ("pageNo",), "1")
    first = Target(url=f"{PORTAL}api/list", method="POST", body=body.format(1), content_type="application/json")
    call = ListCall(target=first, counter=counter, by_rows=False, first=1, here=1, size=2, total=None, last=last)
    series = Series(call=call)
    series.asking(first)
    pages = tuple(page for n in range(2, last + 1) if (page := call.at(n)) is not None)
    series.came(first, ["1", "1b"][: 1 if short == 1 else 2], Paging(pages=pages, last=last))
    asked = list(series.next())
    while asked:
        number = series.asked[asked[0].key] + 1
        rows = [str(number), f"{number}b"][: 1 if short == number else 2]
        series.came(asked.pop(0), [] if number in empty else rows, Paging(), leads=leads)
        asked += series.next()
    return series


@pytest.mark.parametrize(("empty", "unread"), [((), None), ((4,), None), ((3, 4), 3), ((2, 3, 4), 2), ((2,), 2)])
def test_an_answer_without_rows_before_the_last_page_is_a_page_that_was_not_read(
    empty: tuple[int, ...], unread: int | None
) -> None:
    series = _by_call(4, *empty)
    left = series.unread()
    assert (series.asked[left.key] + 1 if left is not None else None) == unread
    assert _by_call(4, 3, 4, leads=True).unread() is None  # Rows that lead on to items stand on them.


@pytest.mark.parametrize(("short", "empty"), [(2, (3, 4)), (1, (2, 3, 4))])
def test_behind_a_page_that_is_not_full_an_answer_without_rows_is_the_end(short: int, empty: tuple[int, ...]) -> None:
    assert _by_call(4, *empty, short=short).unread() is None


def test_a_failed_page_does_not_stop_a_series() -> None:
    series = Series()
    series.asking(target(1))
    series.came(target(1), ["1"], Paging(pages=tuple(target(n) for n in range(2, 12))))
    asked = list(series.next())
    for page in asked:
        series.failed(page)
    assert len(list(series.next())) == AHEAD


def test_main_items_are_rows_of_their_list_as_its_total_counts_them_and_no_items() -> None:
    series = Series()
    series.asking(target(1))
    series.came(target(1), [], Paging(pages=(target(2), target(3)), here=1, last=3), heads=["m1", "m2"], leads=True)
    assert [*series.next()] == [target(2), target(3)]
    series.came(target(2), [], Paging(), heads=["m3", "m4"], leads=True)
    series.declare([5])
    assert series.doubtful()
    series.came(target(3), [], Paging(), heads=["m5"], leads=True)
    assert series.is_whole()
    assert (len(series.shown()), series.rows()) == (5, set())
