"""What the number that a list shows counts, and whom it may accuse."""

from __future__ import annotations

import pytest

from crawler.assembly.own_totals import own_totals
from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from tests.end_to_end.paged_lists import NONE, json_rows, listed, table


def test_a_second_pass_is_counted_by_itself() -> None:
    target = Target(url="http://a.example/list")
    said = "共9项 第1/1页"
    found = listed((target, table(range(5), said), 1), (target, table(range(6), said), 2))

    assert [(t.value, t.reached, t.rows) for t in found.totals() if t.counts is Counts.ITEMS] == [(9, (5, 6), 5)]


def test_one_full_page_with_no_way_on_accuses_no_counter() -> None:
    target = Target(url="http://a.example/list")
    text = table(range(20), "共29项")
    found = listed((target, text, 1), (target, text, 2))

    assert [(t.value, t.reached) for t in found.totals()] == [(29, ())]


def test_a_total_that_all_lists_together_come_to_is_that_of_the_portal() -> None:
    found = listed(
        (Target(url="http://a.example/"), table(range(3), "共8项"), 1),
        (Target(url="http://a.example/list?dept=1"), table(range(5), "共5项"), 1),
        (Target(url="http://a.example/list?dept=2"), table(range(4, 8), "共6项"), 1),
    )

    assert sorted((t.value, t.reached) for t in found.totals()) == [(5, (5,)), (6, ()), (8, (3, 8))]


def test_a_total_that_counts_main_items_beside_items_accuses_nobody() -> None:
    item = "<div class='row'><a href='/guide?id={0}A7'>{0}号施工许可证核发</a><span>某市住建局</span></div>"
    main = "<div class='row'><a href='/children?up={0}'>{0}号施工图审查</a><span>某市住建局</span><i>3项</i></div>"
    text = "".join(item.format(n) for n in range(4)) + "".join(main.format(n) for n in (7, 8)) + "<p>共6项</p>"
    page = f"<title>事项清单</title><body><div>{text}</div></body>"
    found = listed(*((Target(url="http://a.example/list"), page, look) for look in (1, 2)))

    assert [(t.value, t.reached, t.rows) for t in found.totals()] == [(6, (), 6)]


@pytest.mark.parametrize(
    ("total", "seen"),
    [
        (3, None),  # as many rows as the list shows
        (9, None),  # as many items as lie beneath them
        (12, None),  # both
        (4, 3),  # a row more
        (13, 12),  # more than anything that was seen
        (10, None),  # items beneath, or both and a counter that lags
        (8, None),  # items beneath, and a counter that lags
    ],
)
def test_what_a_total_counts_of_rows_that_open_is_told_by_its_value(total: int, seen: int | None) -> None:
    names = enumerate(("取水许可", "河道采砂许可", "水利工程验收"))
    rows = ",".join(f'{{"catalogId":"4736204{n}","catalogName":"{name}","childNum":3}}' for n, name in names)
    catalogue = Target(url="http://a.example/catalog"), f'{{"total":{total},"records":[{rows}]}}', 1
    beneath = (
        (Target(url=f"http://a.example/children?catalogId=4736204{n}"), json_rows(range(3 * n, 3 * n + 3), 3), 1)
        for n in range(3)
    )
    [found] = [t for t in listed(catalogue, *beneath).totals() if t.of == catalogue[0].key]
    [own] = own_totals([found])
    assert own.falls_short(9) is (seen is not None)
    assert seen in {None, own.reached}


def test_a_total_may_count_items_once_for_each_theme() -> None:
    def of(theme: int, page: int = 1) -> Target:
        return Target(url=f"http://a.example/list?theme={theme}" + (f"&page={page}" if page > 1 else ""))

    found = listed(
        (of(1), table(range(10), "共2页"), 1),
        (of(1, 2), table(range(10, 14), "共2页"), 1),
        (of(2), table(range(12, 20), "共8项"), 1),
        (Target(url="http://a.example/list?dept=7"), table(range(15), "共15项"), 1),
        (of(2), table(range(12, 20), "共8项"), 2),
    )
    assert [total for total in (15, 20, 22, 37) if found.counts_repeats(total)] == [22]


CODE = "11650100MB1234567F2650123004000"


CODED = '<tr><td>{1}</td><td><a href="/guide?rowId={0}">{2}</a></td><td>某市文旅局</td></tr>'


HEADS = "<tr><th>实施编码</th><th>事项名称</th><th>实施主体</th></tr>"


def _coded(said: str, *rows: tuple[int, str, str]) -> str:
    return f"<h2>事项清单</h2><table>{HEADS}{''.join(CODED.format(*row) for row in rows)}</table><p>{said}</p>"


def test_cases_of_one_code_on_two_pages_are_all_reached() -> None:
    first, second = (Target(url=f"http://a.example/list?page={n}") for n in (1, 2))
    found = listed(
        (first, _coded("共2项", (1, CODE, "旅行社设立许可（新办）")), 1),
        (second, _coded("共2项", (2, CODE, "旅行社设立许可（变更）")), 1),
    )

    assert [(t.value, t.reached, t.untold) for t in found.totals()] == [(2, (2,), False)]


def test_a_key_that_leads_apart_on_two_pages_leaves_it_open_what_the_total_counts() -> None:
    first, second = (Target(url=f"http://a.example/list?page={n}") for n in (1, 2))
    found = listed(
        (first, _coded("共3项", (1, CODE, "旅行社设立许可"), (2, CODE[:-3] + "9", "导游证核发")), 1),
        (second, _coded("共3项", (3, CODE, "旅行社设立许可")), 1),
    )

    assert [(t.value, t.reached, t.untold) for t in found.totals()] == [(3, (), True)]


def test_a_row_that_was_taken_for_no_item_leaves_it_open_what_the_total_counts() -> None:
    target = Target(url="http://a.example/list")
    row = "<tr><td>2号施工许可证核发</td><td>住房和城乡建设局</td></tr>"
    text = table(range(2), "共3项").replace("</table>", f"{row}</table>")
    found = listed((target, text, 1), (target, text, 2))

    assert [(t.value, t.reached) for t in found.totals()] == [(3, ())]


def test_a_row_of_an_answer_that_was_taken_for_no_item_leaves_it_open_what_the_total_counts() -> None:
    target = Target(url="http://a.example/list")
    text = json_rows(range(2), 3).replace("]}}", ', {"TASK_NAME": "", "TASK_CODE": ""}]}}')
    found = listed((target, text, 1), (target, text, 2))

    assert {t.reached for t in found.totals()} == {()}


def test_a_total_may_count_main_items_that_show_theirs() -> None:
    beneath = "".join(f"<li><a href='/guide?id={n}'>{n}号施工许可证核发</a></li>" for n in (70, 71))
    main = f"<tr><td>施工许可（2个办理项）<ul>{beneath}</ul></td><td>住房和城乡建设局</td></tr>"
    text = table(range(3), "共4个事项").replace("</table>", f"{main}</table>")
    found = listed(*((Target(url="http://a.example/list"), text, look) for look in (1, 2)))
    assert len(found.items) == 5
    assert [(t.value, t.reached) for t in found.totals()] == [(4, ())]


@pytest.mark.parametrize(("names", "untold"), [(("首次", "补领"), True), (("首次", "首次"), False)])
def test_a_code_under_which_two_pages_name_two_items_leaves_open_what_the_list_holds(
    names: tuple[str, str], untold: bool
) -> None:
    """One of the pages says how many pages there are, and none how many items."""
    found = listed(
        *(
            (
                Target(url=f"http://a.example/api/list?pageNo={n}"),
                f'{{"pages": 2, "list": [{{"taskName": "社保卡申领（{name}）", "taskCode": "11990000A"}}]}}',
                1,
            )
            for n, name in enumerate(names, 1)
        )
    )

    assert [(t.counts, t.untold) for t in found.totals()] == [(Counts.PAGES, untold)]


API = "http://a.example/api/list?pageNum={}&pageSize=10"


@pytest.mark.parametrize(
    ("pages", "total", "reached"),
    [
        ((range(10), range(10, 13)), 15, (13, 13)),  # A short page is the last one.
        ((range(10), range(10, 20), NONE, NONE), 40, ()),  # Full pages, and then nothing.
        ((range(10), range(10, 20)), 20, (20, 20)),
        ((range(6), NONE), 15, (6, 6)),  # Ten were asked for.
        ((range(10), range(9), range(20, 23)), 29, ()),  # A page in the middle lacks a row.
        ((range(10), range(10)), 20, ()),  # Page two repeats page one.
    ],
)
def test_a_number_above_its_rows_is_doubted_where_the_pages_show_that_the_list_ends(
    pages: tuple[range, ...], total: int, reached: tuple[int, ...]
) -> None:
    looks = [(n, rows, look) for look in (1, 2) for n, rows in enumerate(pages, 1)]
    found = listed(*((Target(url=API.format(n)), json_rows(rows, total), look) for n, rows, look in looks))
    assert [t.reached for t in found.totals() if t.value == total] == [reached]


def test_a_selection_declares_the_number_of_the_list_that_it_is_chosen_from() -> None:
    found = listed(
        (Target(url="http://a.example/hot"), table(range(3), "共9项"), 1),
        (Target(url="http://a.example/list?dept=1"), table(range(9), "共9项"), 1),
        (Target(url="http://a.example/list?dept=2"), table(range(20, 24), "共4项"), 1),
    )
    assert sorted((t.value, t.reached) for t in found.totals()) == [(4, (4,)), (9, (9,)), (9, (9,))]


@pytest.mark.parametrize(
    ("every", "said", "reached"),
    [(range(29), 29, (15,)), (range(28), 29, ()), (range(12), 12, ()), (range(4, 33), 29, ())],
)
def test_a_list_narrowed_down_lacks_nothing_that_the_list_of_all_shows(
    every: range, said: int, reached: tuple[int, ...]
) -> None:
    """The first rows of one type came because the portal's own page asked for them, and the list of all was walked."""
    found = listed(
        (Target(url="http://a.example/list?kind=1"), table(range(10), "共15项"), 1),
        (Target(url="http://a.example/all"), table(every, f"共{said}项"), 1),
    )
    assert [t.reached for t in found.totals() if t.value == 15] == [reached]
