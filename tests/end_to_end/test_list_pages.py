"""Which pages are one list: its counter is held against these and no others."""

from __future__ import annotations

import pytest

from crawler import catalogue
from crawler.assembly.list_pages import ListPages
from crawler.assembly.own_totals import own_totals
from crawler.domain.elements import State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.domain.records import Counts
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

ROW = '<tr><td><a href="/guide?id={0}">{0}号施工许可证核发</a></td><td>住房和城乡建设局</td></tr>'


def _pages(*pages: tuple[Target, str, int], shown_on: str | None = None) -> ListPages:
    found = ListPages(read_labels(catalogue.labels_text()))
    for number, (target, text, look) in enumerate(pages):
        evidence = Evidence(
            id=f"e{number}", region="1", kind=PageKind.LIST, target=target, state=FetchState.FETCHED, look=look
        )
        kind = "application/json" if text.startswith("{") else "text/html"
        page = parse(text.encode(), kind, target.url, evidence.id)
        assert page is not None
        found.add(evidence, page, shown_on=shown_on if number else None)
    return found


def _html(numbers: range, said: str) -> str:
    rows = "".join(ROW.format(n) for n in numbers)
    return f"<h2>事项清单</h2><table><tr><th>事项名称</th><th>实施主体</th></tr>{rows}</table><p>{said}</p>"


def _json(numbers: range, total: int) -> str:
    rows = ",".join(f'{{"TASK_NAME": "{n}号施工许可证核发", "TASK_CODE": "A{n:04}"}}' for n in numbers)
    return f'{{"data": {{"total": {total}, "list": [{rows}]}}}}'


def test_pages_of_one_address_are_one_list() -> None:
    found = _pages(
        (Target(url="http://a.example/list?page=1"), _html(range(5), "共9项"), 1),
        (Target(url="http://a.example/list?page=2"), _html(range(5, 9), "共9项"), 1),
    )

    assert [(t.value, t.reached, t.rows) for t in found.totals()] == [(9, (9,), 9)]


def test_calls_that_differ_by_the_page_in_their_body_are_one_list() -> None:
    def call(page: int) -> Target:
        body = f'{{"pageNum": {page}, "pageSize": 5, "keyword": ""}}'
        return Target(url="http://a.example/api/list", method="POST", body=body, content_type="application/json")

    found = _pages((call(1), _json(range(5), 9), 1), (call(2), _json(range(5, 9), 9), 1))

    assert [(t.value, t.reached) for t in found.totals()] == [(9, (9,))]


def test_a_list_of_which_declared_pages_did_not_come_proves_nothing() -> None:
    first = Target(url="http://a.example/list?target=1")
    said = "共找到 13 个事项 <span>第1/{0}页</span>"

    cut = _pages((first, _html(range(10), said.format(2)), 1), (first, _html(range(10), said.format(2)), 2))
    whole = _pages((first, _html(range(10), said.format(1)), 1), (first, _html(range(10), said.format(1)), 2))

    assert [t.reached for t in cut.totals() if t.counts is Counts.ITEMS] == [()]
    assert [t.reached for t in whole.totals() if t.counts is Counts.ITEMS] == [(10, 10)]


def test_departments_are_lists_of_their_own() -> None:
    found = _pages(
        (Target(url="http://a.example/list?dept=1"), _html(range(5), "共5项"), 1),
        (Target(url="http://a.example/list?dept=2"), _html(range(4, 8), "共4项"), 1),
    )

    assert sorted((t.value, t.reached) for t in found.totals()) == [(4, (4,)), (5, (5,))]
    assert len(found.items) == 8


def test_a_second_pass_is_counted_by_itself() -> None:
    target = Target(url="http://a.example/list")
    said = "共9项 第1/1页"
    found = _pages((target, _html(range(5), said), 1), (target, _html(range(6), said), 2))

    assert [(t.value, t.reached, t.rows) for t in found.totals() if t.counts is Counts.ITEMS] == [(9, (5, 6), 5)]


def test_one_full_page_with_no_way_on_accuses_no_counter() -> None:
    target = Target(url="http://a.example/list")
    text = _html(range(20), "共29项")
    found = _pages((target, text, 1), (target, text, 2))

    assert [(t.value, t.reached) for t in found.totals()] == [(29, ())]


def test_a_total_that_all_lists_together_come_to_is_that_of_the_portal() -> None:
    found = _pages(
        (Target(url="http://a.example/"), _html(range(3), "共8项"), 1),
        (Target(url="http://a.example/list?dept=1"), _html(range(5), "共5项"), 1),
        (Target(url="http://a.example/list?dept=2"), _html(range(4, 8), "共6项"), 1),
    )

    assert sorted((t.value, t.reached) for t in found.totals()) == [(5, (5,)), (6, ()), (8, (3, 8))]


def test_a_total_that_counts_main_items_beside_items_accuses_nobody() -> None:
    item = "<div class='row'><a href='/guide?id={0}A7'>{0}号施工许可证核发</a><span>某市住建局</span></div>"
    main = "<div class='row'><a href='/children?up={0}'>{0}号施工图审查</a><span>某市住建局</span><i>3项</i></div>"
    text = "".join(item.format(n) for n in range(4)) + "".join(main.format(n) for n in (7, 8)) + "<p>共6项</p>"
    page = f"<title>事项清单</title><body><div>{text}</div></body>"
    found = _pages(*((Target(url="http://a.example/list"), page, look) for look in (1, 2)))

    assert [(t.value, t.reached, t.rows) for t in found.totals()] == [(6, (), 6)]


def test_an_answer_says_how_many_pages_its_list_has() -> None:
    def answer(numbers: range) -> str:
        return _json(numbers, 15).replace('"total": 15', '"total": 15, "totalPage": 3')

    first, second = (Target(url=f"http://a.example/api/search/{n}/5?type=1") for n in (1, 2))
    one = _pages((first, answer(range(5)), 1))
    two = _pages((first, answer(range(5)), 1), (second, answer(range(5, 10)), 1))

    assert [t.reached for t in one.totals() if t.counts is Counts.PAGES] == [(1,)]
    assert [t.reached for t in two.totals() if t.counts is Counts.PAGES] == [(2,)]


@pytest.mark.parametrize(("total", "reached"), [(6, ()), (2, (2,))])
def test_items_beneath_rows_that_open_are_those_of_their_list_and_accuse_nobody(
    total: int, reached: tuple[int, ...]
) -> None:
    """A total that is the number of the rows which the list itself shows counts these."""
    opening = "<ul><li onclick=\"openDir('d4e5f6')\">取水许可 <span>（3个办理项）</span></li></ul>"
    found = _pages(
        (Target(url="http://a.example/list"), _html(range(2), f"共{total}项") + opening, 1),
        (Target(url="http://a.example/children?dir=d4e5f6"), _html(range(10, 13), ""), 1),
        (Target(url="http://a.example/list?theme=1"), _html(range(1), ""), 1),
    )

    assert [(t.value, t.reached, t.rows) for t in found.totals()] == [(total, reached, 5)]


def test_rows_of_an_answer_that_count_what_lies_beneath_are_no_items_once_they_were_opened() -> None:
    rows = (
        '{"catalogId":"47362045","catalogName":"取水许可","childNum":2}',
        '{"catalogId":"85126903","catalogName":"河道采砂许可","childNum":1}',
    )
    catalogue = Target(url="http://a.example/catalog"), f'{{"total":2,"records":[{",".join(rows)}]}}', 1
    beneath = Target(url="http://a.example/children?catalogId=47362045"), _json(range(2), 2), 1

    assert [row.name.value for row in _pages(catalogue).items.values()] == ["取水许可", "河道采砂许可"]
    opened = [row.name.value for row in _pages(catalogue, beneath).items.values()]
    assert opened == ["河道采砂许可", "0号施工许可证核发", "1号施工许可证核发"]


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
        (Target(url=f"http://a.example/children?catalogId=4736204{n}"), _json(range(3 * n, 3 * n + 3), 3), 1)
        for n in range(3)
    )
    [found] = [t for t in _pages(catalogue, *beneath).totals() if t.of == catalogue[0].key]
    [own] = own_totals([found])
    assert own.falls_short(9) is (seen is not None)
    assert seen in {None, own.reached}


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
        found = _pages(catalogue, (asked, f"<table><tr>{heads}</tr>{rows}</table>", 1)).items.values()
        return {(row.read("implementation_code").state, row.read("implementing_body").state) for row in found}

    assert states() == {(State.UNREAD, State.UNREAD)}
    assert states("实施编码") == {(State.NOT_STATED, State.UNREAD)}


def test_a_list_that_a_button_goes_on_with_is_not_known_to_its_end() -> None:
    button = '共7项</p><button class="m" data-next="5">加载更多</button><p>'
    url = "http://a.example/person/"
    [total] = _pages(
        (Target(url=url), _html(range(5), button), 1), (Target(url=url), _html(range(5), button), 2)
    ).totals()
    assert (total.value, total.reached) == (7, ())
    said = "共7项 第1/1页"
    plain = _pages((Target(url=url), _html(range(5), said), 1), (Target(url=url), _html(range(5), said), 2)).totals()
    assert [t.reached for t in plain if t.counts is Counts.ITEMS] == [(5, 5)]


def test_what_a_button_brings_goes_on_with_the_rows_above_it() -> None:
    button = '共61项</p><button class="m" data-next="5">加载更多</button><p>'
    list_ = Target(url="http://a.example/person/")
    more = [Target(url=f"http://a.example/piece?kind=p&start={n}") for n in (0, 30)]
    pieces = [(target, _html(range(30 * n, 30 * n + 30), ""), 1) for n, target in enumerate(more)]
    above = (list_, _html(range(5), button), 1)
    [total] = _pages(above, *pieces, shown_on=list_.key).totals()
    assert (total.value, total.reached, total.rows) == (61, (), 60)

    other = (Target(url="http://a.example/piece?kind=hot"), _html(range(90, 92), ""), 1)
    [total] = _pages(above, *pieces, other, shown_on=list_.key).totals()
    assert total.rows == 5


def test_a_total_may_count_items_once_for_each_theme() -> None:
    def of(theme: int, page: int = 1) -> Target:
        return Target(url=f"http://a.example/list?theme={theme}" + (f"&page={page}" if page > 1 else ""))

    found = _pages(
        (of(1), _html(range(10), "共2页"), 1),
        (of(1, 2), _html(range(10, 14), "共2页"), 1),
        (of(2), _html(range(12, 20), "共8项"), 1),
        (Target(url="http://a.example/list?dept=7"), _html(range(15), "共15项"), 1),
        (of(2), _html(range(12, 20), "共8项"), 2),
    )
    assert [total for total in (15, 20, 22, 37) if found.counts_repeats(total)] == [22]


def test_a_row_that_leads_nowhere_is_known_by_the_page_that_was_asked_for_it() -> None:
    links = (f'<li><a href="/guide/a{n}.html">{name}</a></li>' for n, name in ((1, "施工许可证核发"), (2, "取水许可")))
    page = f"<h2>事项清单</h2><ul>{''.join(links)}</ul>"
    answer = '{"data": {"total": 2, "list": [{"TASK_NAME": "施工许可证核发", "TASK_CODE": "11430100MB0001"}]}}'
    found = _pages((Target(url="http://a.example/theme"), page, 1), (Target(url="http://a.example/api"), answer, 1))
    assert len(found.items) == 3

    found.leads("11430100MB0001", Target(url="http://a.example/guide/a1.html"))

    assert {row.name.value for row in found.items.values()} == {"施工许可证核发", "取水许可"}
    assert len(found.items) == 2


CODE = "11650100MB1234567F2650123004000"
CODED = '<tr><td>{1}</td><td><a href="/guide?rowId={0}">{2}</a></td><td>某市文旅局</td></tr>'
HEADS = "<tr><th>实施编码</th><th>事项名称</th><th>实施主体</th></tr>"


def _coded(said: str, *rows: tuple[int, str, str]) -> str:
    return f"<h2>事项清单</h2><table>{HEADS}{''.join(CODED.format(*row) for row in rows)}</table><p>{said}</p>"


def test_cases_of_one_code_on_two_pages_are_all_reached() -> None:
    first, second = (Target(url=f"http://a.example/list?page={n}") for n in (1, 2))
    found = _pages(
        (first, _coded("共2项", (1, CODE, "旅行社设立许可（新办）")), 1),
        (second, _coded("共2项", (2, CODE, "旅行社设立许可（变更）")), 1),
    )

    assert [(t.value, t.reached, t.untold) for t in found.totals()] == [(2, (2,), False)]


def test_a_key_that_leads_apart_on_two_pages_leaves_it_open_what_the_total_counts() -> None:
    first, second = (Target(url=f"http://a.example/list?page={n}") for n in (1, 2))
    found = _pages(
        (first, _coded("共3项", (1, CODE, "旅行社设立许可"), (2, CODE[:-3] + "9", "导游证核发")), 1),
        (second, _coded("共3项", (3, CODE, "旅行社设立许可")), 1),
    )

    assert [(t.value, t.reached, t.untold) for t in found.totals()] == [(3, (), True)]


def test_a_row_that_was_taken_for_no_item_leaves_it_open_what_the_total_counts() -> None:
    target = Target(url="http://a.example/list")
    row = "<tr><td>2号施工许可证核发</td><td>住房和城乡建设局</td></tr>"
    text = _html(range(2), "共3项").replace("</table>", f"{row}</table>")
    found = _pages((target, text, 1), (target, text, 2))

    assert [(t.value, t.reached) for t in found.totals()] == [(3, ())]


def test_a_row_of_an_answer_that_was_taken_for_no_item_leaves_it_open_what_the_total_counts() -> None:
    target = Target(url="http://a.example/list")
    text = _json(range(2), 3).replace("]}}", ', {"TASK_NAME": "", "TASK_CODE": ""}]}}')
    found = _pages((target, text, 1), (target, text, 2))

    assert {t.reached for t in found.totals()} == {()}


def _pager(here: int, last: int) -> str:
    links = "".join(f"<b>{n}</b>" if n == here else f"<a href='/list?page={n}'>{n}</a>" for n in range(1, last + 1))
    on = f"<a href='/list?page={here + 1}'>下一页</a>" if here < last else "<span>下一页</span>"
    return f"<div class='pages'>{links}{on}</div>"


def _turned(number: int) -> Target:
    return Target(url=f"http://a.example/list?page={number}")


def test_a_page_that_shows_the_rows_of_another_was_not_turned_to() -> None:
    said = "共14个事项"
    looks = [(n, look) for look in (1, 2) for n in (1, 2)]
    in_vain = _pages(*((_turned(n), _html(range(10), said + _pager(1, 2)), look) for n, look in looks))
    rows = {1: range(10), 2: range(10, 13)}
    to_the_end = _pages(*((_turned(n), _html(rows[n], said + _pager(n, 2)), look) for n, look in looks))

    assert [t.reached for t in in_vain.totals()] == [()]
    assert in_vain.cut_short == 1
    assert [t.reached for t in to_the_end.totals()] == [(13, 13)]
    assert to_the_end.cut_short == 0


def test_a_list_whose_last_page_nobody_saw_accuses_no_counter() -> None:
    pages = [(_turned(n), _html(range(n * 10, n * 10 + 10), "共49个事项" + _pager(n, 4)), 1) for n in (1, 2, 3, 4)]
    without_end = [*pages[:2], (_turned(7), _html(range(70, 74), "共49个事项"), 1), pages[2]]

    assert _pages(*without_end).totals()[0].reached == ()
    assert _pages(*pages).totals()[0].reached == (40,)


def test_a_page_that_was_asked_for_again_was_turned_to() -> None:
    first, second = (_html(range(n * 10 - 10, n * 10), _pager(n, 2)) for n in (1, 2))
    assert _pages((_turned(1), first, 3), (_turned(2), second, 1)).cut_short == 0


def test_an_empty_page_is_the_end_of_a_list_whatever_its_pager_says() -> None:
    first, second = ((_turned(n), _html(range(n * 10 - 10, n * 10), "" + _pager(n, 3)), 1) for n in (1, 2))
    assert _pages(first, second).cut_short == 1
    assert _pages(first, second, (_turned(3), _html(range(0), _pager(3, 3)), 1)).cut_short == 0


def test_a_list_of_which_all_items_that_it_declares_are_known_is_not_cut_short() -> None:
    list_page = (Target(url="http://a.example/list"), _html(range(10), "共14个事项" + _pager(1, 2)), 1)
    other = (Target(url="http://a.example/all"), _html(range(4, 14), ""), 1)
    assert _pages(list_page).cut_short == 1
    assert _pages(list_page, other).cut_short == 0


def test_pages_that_calls_bring_are_turned_whatever_the_page_around_them_shows() -> None:
    page = (Target(url="http://a.example/list"), _html(range(10), _pager(1, 2)), 1)
    call = (Target(url="http://a.example/api?n=1&page=1"), _json(range(10), 14), 1)
    assert _pages(page).cut_short == 1
    assert _pages(page, call, shown_on=page[0].key).cut_short == 0


def test_a_total_may_count_main_items_that_show_theirs() -> None:
    beneath = "".join(f"<li><a href='/guide?id={n}'>{n}号施工许可证核发</a></li>" for n in (70, 71))
    main = f"<tr><td>施工许可（2个办理项）<ul>{beneath}</ul></td><td>住房和城乡建设局</td></tr>"
    text = _html(range(3), "共4个事项").replace("</table>", f"{main}</table>")
    found = _pages(*((Target(url="http://a.example/list"), text, look) for look in (1, 2)))
    assert len(found.items) == 5
    assert [(t.value, t.reached) for t in found.totals()] == [(4, ())]


def _three_pages(first: tuple[range | None, ...], second: tuple[range | None, ...]) -> tuple[int, ...]:
    """What two passes over a list of three pages reached, which declares 12 items; None is a page that did not come."""
    pages = [Target(url=f"http://a.example/list?page={n}") for n in (1, 2, 3)]
    told = [
        (target, _html(numbers, f"共12项 第{at}/3页"), look)
        for look, seen in ((1, first), (2, second))
        for at, (target, numbers) in enumerate(zip(pages, seen, strict=True), 1)
        if numbers is not None
    ]
    return next(t.reached for t in _pages(*told).totals() if t.counts is Counts.ITEMS)


NONE = range(0)


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


@pytest.mark.parametrize(("first", "total", "reached"), [(0, 9, (9,)), (6, 9, ()), (0, 8, ())])
def test_a_page_that_goes_on_by_a_button_is_the_list_that_answers_bring_of_its_rows(
    first: int, total: int, reached: tuple[int, ...]
) -> None:
    """What the button brings was asked for because of another page of the portal: where rows and number agree."""
    api = "http://a.example/api/list?theme=3&pageNum={}&pageSize=5"
    shown = _html(range(first, first + 5), f"共{total}项") + "<button id=more>加载更多</button>"
    found = _pages(
        (Target(url="http://a.example/list?theme=3"), shown, 1),
        (Target(url=api.format(1)), _json(range(5), 9), 1),
        (Target(url=api.format(2)), _json(range(5, 9), 9), 1),
    )

    said = [t for t in found.totals() if t.reading.quote == f"共{total}项"]
    assert [t.reached for t in said] == [reached]


@pytest.mark.parametrize(("names", "untold"), [(("首次", "补领"), True), (("首次", "首次"), False)])
def test_a_code_under_which_two_pages_name_two_items_leaves_open_what_the_list_holds(
    names: tuple[str, str], untold: bool
) -> None:
    """One of the pages says how many pages there are, and none how many items."""
    found = _pages(
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
    found = _pages(*((Target(url=API.format(n)), _json(rows, total), look) for n, rows, look in looks))
    assert [t.reached for t in found.totals() if t.value == total] == [reached]


def test_a_page_under_two_addresses_is_counted_once() -> None:
    pages = [(Target(url="http://a.example/list?page=1"), _html(range(10), "共14项"), 1)]
    pages += [(Target(url="http://a.example/list?page=01"), _html(range(10), "共14项"), 1)]
    [total] = _pages(*pages).totals()
    assert (total.rows, total.reached) == (10, ())


def test_a_selection_declares_the_number_of_the_list_that_it_is_chosen_from() -> None:
    found = _pages(
        (Target(url="http://a.example/hot"), _html(range(3), "共9项"), 1),
        (Target(url="http://a.example/list?dept=1"), _html(range(9), "共9项"), 1),
        (Target(url="http://a.example/list?dept=2"), _html(range(20, 24), "共4项"), 1),
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
    found = _pages(
        (Target(url="http://a.example/list?kind=1"), _html(range(10), "共15项"), 1),
        (Target(url="http://a.example/all"), _html(every, f"共{said}项"), 1),
    )
    assert [t.reached for t in found.totals() if t.value == 15] == [reached]


def _next(number: int) -> str:
    return f"<div><a href='/list?page={number}'>下一页</a></div>"


def test_a_list_that_shows_its_first_page_for_every_page_was_not_turned() -> None:
    pages = [(_turned(1), _html(range(10), _next(2)), 1), (_turned(2), _html(range(10), _next(2)), 1)]
    short = [(target, _html(range(4), _next(2)), look) for target, _, look in pages]
    last = [pages[0], (_turned(2), _html(range(10, 20), _next(3)), 1), (_turned(3), _html(range(10, 20), _next(3)), 1)]
    back = [(Target(url="http://a.example/list"), _html(range(10), _next(1)), 1), (_turned(1), pages[0][1], 1)]
    other = [(Target(url=f"http://a.example/all?page={n}"), _html(range(n * 9, n * 9 + 9), ""), 1) for n in (1, 2)]
    assert [_pages(*some).cut_short for some in (pages, short, last, back)] == [1, 0, 0, 0]
    assert _pages(*pages, *other).cut_short == 0  # Its other lists are turned: this one may have one page.


@pytest.mark.parametrize(("size", "cut_short"), [("&pageSize=10", 1), ("&pageSize=50", 0), ("", 0)])
def test_a_call_that_brings_a_full_page_for_every_page_was_not_turned(size: str, cut_short: int) -> None:
    rows = ",".join(f'{{"TASK_NAME": "{n}号施工许可证核发", "TASK_CODE": "A{n:04}"}}' for n in range(10))
    calls = [Target(url=f"http://a.example/api/list?pageNum={n}{size}") for n in (1, 2)]
    assert _pages(*((call, f'{{"data": {{"list": [{rows}]}}}}', 1) for call in calls)).cut_short == cut_short
