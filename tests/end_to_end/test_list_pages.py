"""Which pages are one list: its counter is held against these and no others."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from tests.end_to_end.paged_lists import json_rows, listed, table


def test_pages_of_one_address_are_one_list() -> None:
    found = listed(
        (Target(url="http://a.example/list?page=1"), table(range(5), "共9项"), 1),
        (Target(url="http://a.example/list?page=2"), table(range(5, 9), "共9项"), 1),
    )

    assert [(t.value, t.reached, t.rows) for t in found.totals()] == [(9, (9,), 9)]


def test_calls_that_differ_by_the_page_in_their_body_are_one_list() -> None:
    def call(page: int) -> Target:
        body = f'{{"pageNum": {page}, "pageSize": 5, "keyword": ""}}'
        return Target(url="http://a.example/api/list", method="POST", body=body, content_type="application/json")

    found = listed((call(1), json_rows(range(5), 9), 1), (call(2), json_rows(range(5, 9), 9), 1))

    assert [(t.value, t.reached) for t in found.totals()] == [(9, (9,))]


def test_a_list_of_which_declared_pages_did_not_come_proves_nothing() -> None:
    first = Target(url="http://a.example/list?target=1")
    said = "共找到 13 个事项 <span>第1/{0}页</span>"

    cut = listed((first, table(range(10), said.format(2)), 1), (first, table(range(10), said.format(2)), 2))
    whole = listed((first, table(range(10), said.format(1)), 1), (first, table(range(10), said.format(1)), 2))

    assert [t.reached for t in cut.totals() if t.counts is Counts.ITEMS] == [()]
    assert [t.reached for t in whole.totals() if t.counts is Counts.ITEMS] == [(10, 10)]


def test_departments_are_lists_of_their_own() -> None:
    found = listed(
        (Target(url="http://a.example/list?dept=1"), table(range(5), "共5项"), 1),
        (Target(url="http://a.example/list?dept=2"), table(range(4, 8), "共4项"), 1),
    )

    assert sorted((t.value, t.reached) for t in found.totals()) == [(4, (4,)), (5, (5,))]
    assert len(found.items) == 8


def test_an_answer_says_how_many_pages_its_list_has() -> None:
    def answer(numbers: range) -> str:
        return json_rows(numbers, 15).replace('"total": 15', '"total": 15, "totalPage": 3')

    first, second = (Target(url=f"http://a.example/api/search/{n}/5?type=1") for n in (1, 2))
    one = listed((first, answer(range(5)), 1))
    two = listed((first, answer(range(5)), 1), (second, answer(range(5, 10)), 1))

    assert [t.reached for t in one.totals() if t.counts is Counts.PAGES] == [(1,)]
    assert [t.reached for t in two.totals() if t.counts is Counts.PAGES] == [(2,)]


@pytest.mark.parametrize(("total", "reached"), [(6, ()), (2, (2,))])
def test_items_beneath_rows_that_open_are_those_of_their_list_and_accuse_nobody(
    total: int, reached: tuple[int, ...]
) -> None:
    """A total that is the number of the rows which the list itself shows counts these."""
    opening = "<ul><li onclick=\"openDir('d4e5f6')\">取水许可 <span>（3个办理项）</span></li></ul>"
    found = listed(
        (Target(url="http://a.example/list"), table(range(2), f"共{total}项") + opening, 1),
        (Target(url="http://a.example/children?dir=d4e5f6"), table(range(10, 13), ""), 1),
        (Target(url="http://a.example/list?theme=1"), table(range(1), ""), 1),
    )

    assert [(t.value, t.reached, t.rows) for t in found.totals()] == [(total, reached, 5)]


def test_rows_of_an_answer_that_count_what_lies_beneath_are_no_items_once_they_were_opened() -> None:
    rows = (
        '{"catalogId":"47362045","catalogName":"取水许可","childNum":2}',
        '{"catalogId":"85126903","catalogName":"河道采砂许可","childNum":1}',
    )
    catalogue = Target(url="http://a.example/catalog"), f'{{"total":2,"records":[{",".join(rows)}]}}', 1
    beneath = Target(url="http://a.example/children?catalogId=47362045"), json_rows(range(2), 2), 1

    assert [row.name.value for row in listed(catalogue).items.values()] == ["取水许可", "河道采砂许可"]
    opened = [row.name.value for row in listed(catalogue, beneath).items.values()]
    assert opened == ["河道采砂许可", "0号施工许可证核发", "1号施工许可证核发"]


def test_what_the_row_of_a_main_item_says_is_unread_in_those_beneath_which_have_no_place_for_it() -> None:
    main = (
        '{"catalogId":"47362045","catalogName":"取水许可","childNum":2,'
        '"implementCode":"11360100014500001A3000131003000","deptName":"云溪市水务局"}'
    )
    catalogue = Target(url="http://a.example/catalog"), f'{{"total":1,"records":[{main}]}}', 1
    asked = Target(url="http://a.example/children?catalogId=47362045")

    def states(*columns: str) -> set[tuple[State, State]]:
        heads = "".join(f"<th>{one}</th>" for one in ("事项名称", *columns))
        rows = "".join(
            f'<tr><td><a href="/guide?id={n}">{n}号取水许可新办</a></td>{"<td></td>" * len(columns)}</tr>' for n in "12"
        )
        found = listed(catalogue, (asked, f"<table><tr>{heads}</tr>{rows}</table>", 1)).items.values()
        return {(row.read("implementation_code").state, row.read("implementing_body").state) for row in found}

    assert states() == {(State.UNREAD, State.UNREAD)}
    assert states("实施编码") == {(State.NOT_STATED, State.UNREAD)}


def test_a_row_that_leads_nowhere_is_known_by_the_page_that_was_asked_for_it() -> None:
    links = (f'<li><a href="/guide/a{n}.html">{name}</a></li>' for n, name in ((1, "施工许可证核发"), (2, "取水许可")))
    page = f"<h2>事项清单</h2><ul>{''.join(links)}</ul>"
    answer = '{"data": {"total": 2, "list": [{"TASK_NAME": "施工许可证核发", "TASK_CODE": "11430100MB0001"}]}}'
    found = listed((Target(url="http://a.example/theme"), page, 1), (Target(url="http://a.example/api"), answer, 1))
    assert len(found.items) == 3

    found.leads("11430100MB0001", Target(url="http://a.example/guide/a1.html"))

    assert {row.name.value for row in found.items.values()} == {"施工许可证核发", "取水许可"}
    assert len(found.items) == 2


def test_a_page_under_two_addresses_is_counted_once() -> None:
    pages = [(Target(url="http://a.example/list?page=1"), table(range(10), "共14项"), 1)]
    pages += [(Target(url="http://a.example/list?page=01"), table(range(10), "共14项"), 1)]
    [total] = listed(*pages).totals()
    assert (total.rows, total.reached) == (10, ())
