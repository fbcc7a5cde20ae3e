"""Which pages of a list were turned to, and whether its end was reached."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from tests.end_to_end.paged_lists import NONE, json_rows, listed, table


def test_a_list_that_a_button_goes_on_with_is_not_known_to_its_end() -> None:
    button = '共7项</p><button class="m" data-next="5">加载更多</button><p>'
    url = "http://a.example/person/"
    [total] = listed(
        (Target(url=url), table(range(5), button), 1), (Target(url=url), table(range(5), button), 2)
    ).totals()
    assert (total.value, total.reached) == (7, ())
    said = "共7项 第1/1页"
    plain = listed((Target(url=url), table(range(5), said), 1), (Target(url=url), table(range(5), said), 2)).totals()
    assert [t.reached for t in plain if t.counts is Counts.ITEMS] == [(5, 5)]


def test_what_a_button_brings_goes_on_with_the_rows_above_it() -> None:
    button = '共61项</p><button class="m" data-next="5">加载更多</button><p>'
    list_ = Target(url="http://a.example/person/")
    more = [Target(url=f"http://a.example/piece?kind=p&start={n}") for n in (0, 30)]
    pieces = [(target, table(range(30 * n, 30 * n + 30), ""), 1) for n, target in enumerate(more)]
    above = (list_, table(range(5), button), 1)
    [total] = listed(above, *pieces, shown_on=list_.key).totals()
    assert (total.value, total.reached, total.rows) == (61, (), 60)

    other = (Target(url="http://a.example/piece?kind=hot"), table(range(90, 92), ""), 1)
    [total] = listed(above, *pieces, other, shown_on=list_.key).totals()
    assert total.rows == 5


def _pager(here: int, last: int) -> str:
    links = "".join(f"<b>{n}</b>" if n == here else f"<a href='/list?page={n}'>{n}</a>" for n in range(1, last + 1))
    on = f"<a href='/list?page={here + 1}'>下一页</a>" if here < last else "<span>下一页</span>"
    return f"<div class='pages'>{links}{on}</div>"


def _turned(number: int) -> Target:
    return Target(url=f"http://a.example/list?page={number}")


def test_a_page_that_shows_the_rows_of_another_was_not_turned_to() -> None:
    said = "共14个事项"
    looks = [(n, look) for look in (1, 2) for n in (1, 2)]
    in_vain = listed(*((_turned(n), table(range(10), said + _pager(1, 2)), look) for n, look in looks))
    rows = {1: range(10), 2: range(10, 13)}
    to_the_end = listed(*((_turned(n), table(rows[n], said + _pager(n, 2)), look) for n, look in looks))

    assert [t.reached for t in in_vain.totals()] == [()]
    assert in_vain.cut_short == 1
    assert [t.reached for t in to_the_end.totals()] == [(13, 13)]
    assert to_the_end.cut_short == 0


def test_a_list_whose_last_page_nobody_saw_accuses_no_counter() -> None:
    pages = [(_turned(n), table(range(n * 10, n * 10 + 10), "共49个事项" + _pager(n, 4)), 1) for n in (1, 2, 3, 4)]
    without_end = [*pages[:2], (_turned(7), table(range(70, 74), "共49个事项"), 1), pages[2]]

    assert listed(*without_end).totals()[0].reached == ()
    assert listed(*pages).totals()[0].reached == (40,)


def test_a_page_that_was_asked_for_again_was_turned_to() -> None:
    first, second = (table(range(n * 10 - 10, n * 10), _pager(n, 2)) for n in (1, 2))
    assert listed((_turned(1), first, 3), (_turned(2), second, 1)).cut_short == 0


def test_an_empty_page_is_the_end_of_a_list_whatever_its_pager_says() -> None:
    first, second = ((_turned(n), table(range(n * 10 - 10, n * 10), "" + _pager(n, 3)), 1) for n in (1, 2))
    assert listed(first, second).cut_short == 1
    assert listed(first, second, (_turned(3), table(range(0), _pager(3, 3)), 1)).cut_short == 0


def test_a_list_of_which_all_items_that_it_declares_are_known_is_not_cut_short() -> None:
    list_page = (Target(url="http://a.example/list"), table(range(10), "共14个事项" + _pager(1, 2)), 1)
    other = (Target(url="http://a.example/all"), table(range(4, 14), ""), 1)
    assert listed(list_page).cut_short == 1
    assert listed(list_page, other).cut_short == 0


def test_pages_that_calls_bring_are_turned_whatever_the_page_around_them_shows() -> None:
    page = (Target(url="http://a.example/list"), table(range(10), _pager(1, 2)), 1)
    call = (Target(url="http://a.example/api?n=1&page=1"), json_rows(range(10), 14), 1)
    assert listed(page).cut_short == 1
    assert listed(page, call, shown_on=page[0].key).cut_short == 0


def _three_pages(first: tuple[range | None, ...], second: tuple[range | None, ...]) -> tuple[int, ...]:
    """What two passes over a list of three pages reached, which declares 12 items; None is a page that did not come."""
    pages = [Target(url=f"http://a.example/list?page={n}") for n in (1, 2, 3)]
    told = [
        (target, table(numbers, f"共12项 第{at}/3页"), look)
        for look, seen in ((1, first), (2, second))
        for at, (target, numbers) in enumerate(zip(pages, seen, strict=True), 1)
        if numbers is not None
    ]
    return next(t.reached for t in listed(*told).totals() if t.counts is Counts.ITEMS)


@pytest.mark.parametrize(
    ("first", "second", "reached"),
    [
        ((range(5), NONE, range(9, 12)), (range(5), range(5, 9), NONE), (12, 12)),
        ((range(5), None, range(9, 12)), (NONE, range(5, 9), range(9, 12)), (12, 12)),
        ((range(5), range(5, 9), range(9, 12)), (range(5), range(5, 9), None), (12, 12)),
        ((range(5), range(5, 8), range(9, 12)), (range(5), range(5, 8), range(9, 12)), ()),
        ((range(5), range(5, 10), range(10, 11)), (range(5), range(5, 10), range(10, 11)), (11, 11)),
        ((range(5), range(5, 8), range(9, 12)), (range(5), range(5, 9), range(9, 12)), (11, 12)),
        ((range(5), None, range(9, 12)), (None, range(5, 9), None), (12,)),
    ],
    ids=[
        "empty",
        "lost",
        "lost in the second",
        "a row of the second was not read",
        "the same twice",
        "a row more",
        "one page asked again",
    ],
)
def test_two_passes_are_held_against_each_other_by_what_both_could_see(
    first: tuple[range | None, ...], second: tuple[range | None, ...], reached: tuple[int, ...]
) -> None:
    assert _three_pages(first, second) == reached


@pytest.mark.parametrize("behind", ["<button id=more>加载更多</button>", ""])  # A script may draw a pager there.
@pytest.mark.parametrize(("first", "total", "reached"), [(0, 9, (9,)), (6, 9, ()), (0, 8, ())])
def test_a_page_that_goes_on_by_a_button_is_the_list_that_answers_bring_of_its_rows(
    first: int, total: int, reached: tuple[int, ...], behind: str
) -> None:
    """What the button brings was asked for because of another page of the portal: where rows and number agree."""
    api = "http://a.example/api/list?theme=3&pageNum={}&pageSize=5"
    shown = table(range(first, first + 5), f"共{total}项") + behind
    found = listed(
        (Target(url="http://a.example/list?theme=3"), shown, 1),
        (Target(url=api.format(1)), json_rows(range(5), 9), 1),
        (Target(url=api.format(2)), json_rows(range(5, 9), 9), 1),
    )

    said = [t for t in found.totals() if t.reading.quote == f"共{total}项"]
    assert [t.reached for t in said] == [reached]


def _next(number: int) -> str:
    return f"<div><a href='/list?page={number}'>下一页</a></div>"


def test_a_list_that_shows_its_first_page_for_every_page_was_not_turned() -> None:
    pages = [(_turned(1), table(range(10), _next(2)), 1), (_turned(2), table(range(10), _next(2)), 1)]
    short = [(target, table(range(4), _next(2)), look) for target, _, look in pages]
    last = [
        pages[0],
        (_turned(2), table(range(10, 20), _next(3)), 1),
        (_turned(3), table(range(10, 20), _next(3)), 1),
    ]
    back = [(Target(url="http://a.example/list"), table(range(10), _next(1)), 1), (_turned(1), pages[0][1], 1)]
    other = [(Target(url=f"http://a.example/all?page={n}"), table(range(n * 9, n * 9 + 9), ""), 1) for n in (1, 2)]
    assert [listed(*some).cut_short for some in (pages, short, last, back)] == [1, 0, 0, 0]
    assert listed(*pages, *other).cut_short == 0  # Its other lists are turned: this one may have one page.


@pytest.mark.parametrize(("size", "cut_short"), [("&pageSize=10", 1), ("&pageSize=50", 0), ("", 0)])
def test_a_call_that_brings_a_full_page_for_every_page_was_not_turned(size: str, cut_short: int) -> None:
    rows = ",".join(f'{{"TASK_NAME": "{n}号施工许可证核发", "TASK_CODE": "A{n:04}"}}' for n in range(10))
    calls = [Target(url=f"http://a.example/api/list?pageNum={n}{size}") for n in (1, 2)]
    assert listed(*((call, f'{{"data": {{"list": [{rows}]}}}}', 1) for call in calls)).cut_short == cut_short
