"""Lists by a filter are asked for only where the list of all may lack something (platforms/narrowed.py)."""

from __future__ import annotations

import json

import pytest

from crawler.domain.evidence import PageKind, Target
from crawler.page.finds import Paging
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange, ListCall, learn_list_call
from crawler.page.parse import parse
from crawler.page.slots import put, slots
from spiders.platforms.narrowed import Narrowed
from spiders.platforms.series import Series
from spiders.platforms.walking import Errand

HOST = "http://zwfw.yunxi.gov.cn"
HERE = Errand(target=Target(url=f"{HOST}/#/list"), kind=PageKind.NAVIGATION)


def came(dept: str, kind: str, *numbers: int, total: int | None = None) -> Exchange:
    rows = [{"itemName": f"第{n}类取水许可核发", "itemCode": f"11A00{n}"} for n in numbers]
    url = f"{HOST}/rows?dept={dept}&type={kind}&page=1&size=4"
    data = json.dumps({"total": len(rows) if total is None else total, "rows": rows})
    return Exchange(target=Target(url=url), page=parse(data.encode(), "application/json", url, url))


def called(one: Exchange) -> ListCall:
    found = learn_list_call([one])
    assert found is not None
    return found


def like(call: ListCall, name: str, value: str) -> ListCall:
    """A call that no page made: of a value that stands beside those that were clicked."""
    slot = next(slot for slot in slots(call.target) if slot.name == name)
    return ListCall(
        target=put(call.target, slot, value), counter=call.counter, by_rows=False, first=1, here=1, size=4, total=None,
        last=None,
    )  # fmt: skip


ALL = came("", "", 1, 2, 3, 4, total=6)
CLICKED = (came("d1", "", 1, 2), came("", "t1", 2, 3))


def held(shown: tuple[Exchange, ...], rows: set[int]) -> tuple[list[str], list[list[str]]]:
    """What is asked for at once, and then, item by item found anew, once the list of all came with these rows."""
    base = called(ALL)
    series = Series(call=base)
    assert isinstance(ALL.page, JsonPage)
    keys = {item.key for one in (ALL, came("", "", 5, 6)) if one.page is not None for item in one.page.items()}
    series.declare([6])
    series.came(base.target, sorted(keys)[: len(rows)], Paging())
    narrowed = Narrowed(lambda target: series if target.key == base.target.key else None)
    others = [
        like(called(one), name, f"x{n}") for one, name in zip(CLICKED, ("dept", "type"), strict=True) for n in range(5)
    ]
    calls = [base, *map(called, shown), *others]
    at_once = [call.target.url for call in narrowed.split(calls, [ALL, *shown], HERE, "e")]
    return at_once, [[call.target.url for call, *_ in narrowed.next(found)] for found in (6, 6, 7)]


def test_a_few_are_tried_of_each_filter_where_the_list_of_all_is_whole() -> None:
    at_once, (tried, *rest) = held(CLICKED, {1, 2, 3, 4, 5, 6})
    assert at_once == [called(ALL).target.url]
    assert [url.partition("?")[2].removesuffix("&page=1&size=4") for url in tried] == [
        "dept=x0&type=", "dept=&type=x0", "dept=x1&type=", "dept=&type=x1", "dept=x2&type=", "dept=&type=x2"
    ]  # fmt: skip
    assert rest == [[], []]


def test_all_are_asked_for_once_one_that_was_tried_brings_a_new_item() -> None:
    base = called(ALL)
    series = Series(call=base)
    series.declare([1])
    series.came(base.target, ["a"], Paging())
    narrowed = Narrowed(lambda _: series)
    calls = [base, *(like(base, "dept", f"x{n}") for n in range(9))]
    assert narrowed.split(calls, [ALL], HERE, "e") == [base]
    assert len(list(narrowed.next(1))) == 6
    assert len(list(narrowed.next(2))) == 3
    assert list(narrowed.next(3)) == []


@pytest.mark.parametrize(
    ("shown", "rows"),
    [(CLICKED, {1, 2, 3, 4}), ((CLICKED[0], came("", "t1", 2, 9)), {1, 2, 3, 4, 5, 6})],
    ids=["not whole", "a filter showed another item"],
)
def test_all_are_asked_for_where_the_list_of_all_lacks_something(shown: tuple[Exchange, ...], rows: set[int]) -> None:
    _, (asked, *_) = held(shown, rows)
    assert len(asked) == 12


def test_a_list_of_which_the_page_showed_the_beginning_is_read_to_its_end() -> None:
    long = came("d1", "", 1, 2, 3, 4, total=5)
    at_once, _ = held((long, CLICKED[1]), {1, 2, 3, 4, 5, 6})
    assert at_once == [called(ALL).target.url, called(long).target.url]
