"""Pages of one list, a few asked ahead."""

from __future__ import annotations

from crawler.domain.evidence import Target
from crawler.page.finds import Paging
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


def test_a_failed_page_does_not_stop_a_series() -> None:
    series = Series()
    series.asking(target(1))
    series.came(target(1), ["1"], Paging(pages=tuple(target(n) for n in range(2, 12))))
    asked = list(series.next())
    for page in asked:
        series.failed(page)
    assert len(list(series.next())) == AHEAD
