"""Declared totals and the way on through a list."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import pytest

from crawler.domain.records import Counts
from crawler.page.html import Page
from crawler.page.lists import totals
from crawler.page.parse import parse

HOST = "http://zwfw.example.gov.cn"
URL = HOST + "/list.do?type=1"
ROWS = (
    "<ul>" + "".join(f"<li><a href='/guide?id=90{n}'>公共场所卫生许可第{n}类</a></li>" for n in range(1, 7)) + "</ul>"
)


def page(markup: str, url: str = URL, encoding: str = "utf-8") -> Page:
    found = parse(markup.encode(encoding), f"text/html; charset={encoding}", url, "e1")
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize(
    ("said", "value", "counts"),
    [
        ("共663项", 663, Counts.ITEMS),
        ("共<em> 1,663 </em>个事项", 1663, Counts.ITEMS),
        ("共有服务事项 52 项", 52, Counts.ITEMS),
        ("为您找到 35 条相关结果", 35, Counts.ITEMS),
        ("共 120 条记录", 120, Counts.ITEMS),
        ("总记录数：88", 88, Counts.ITEMS),
        ("共 26 页", 26, Counts.PAGES),
        ("第1/26页", 26, Counts.PAGES),
        ("页次：3/9", 9, Counts.PAGES),
        ("网上可办651项", 651, Counts.ONLINE_ITEMS),
        ("共384个主项", 384, Counts.MAIN_ITEMS),
    ],
)
def test_what_a_declared_number_counts(said: str, value: int, counts: Counts) -> None:
    found = page(f"{ROWS}<div class='sum'>{said}</div>")
    totals = [(t.value, t.counts) for t in found.totals()]
    assert totals == [(value, counts)]
    total = found.totals()[0]
    place = next(e for e in found.root.iter() if found.locator(e) == total.locator)
    assert "".join(total.quote.split()) in "".join(found.words(place).split())


def test_main_items_are_counted_before_the_items_beneath_them() -> None:
    found = page(f"{ROWS}<p>合计 12 个主项，31 个业务办理项</p>").totals()
    assert {(t.value, t.counts) for t in found} >= {(12, Counts.MAIN_ITEMS), (31, Counts.ITEMS)}


def test_a_bare_count_over_main_items_is_unsaid() -> None:
    block = "<div class='m'><a href='/cat?cid=1{0}'>护士注册{0}</a><span>2项</span></div><ul><li><a href='/guide?id=5{0}1'>首次注册{0}</a></li><li><a href='/guide?id=5{0}2'>变更注册{0}</a></li></ul>"
    found = page(block.format(1) + block.format(2) + "<p>共 2 条记录</p>")
    assert [(t.value, t.counts) for t in found.totals()] == [(2, Counts.UNSAID)]


def test_counts_in_each_row_are_no_total() -> None:
    rows = "".join(f"<div><a href='/l?d={n}'>市局{n}</a>共{n}项</div>" for n in range(1, 6))
    assert page(rows).totals() == ()


def test_numbers_of_pages_behind_the_last_row_are_no_total() -> None:
    rows = "".join(
        f"<li onclick='open({n})'><b>公共场所卫生许可第{n}类</b><i>{n}个办理项</i></li>" for n in range(1, 5)
    )
    pager = "<b>1</b>" + "".join(f"<a href='javascript:go({n})'>{n}</a>" for n in range(2, 6))
    assert [t.value for t in page(f"<ul>{rows}</ul><div>{pager}</div>").totals()] == []
    assert [t.value for t in page(f"<ul>{rows}</ul><div><b>1</b></div>").totals()] == []
    counter = "".join(f"<i>{digit}</i>" for digit in "1286")
    assert [t.value for t in page(f"{ROWS}<div>共有服务事项{counter}项</div>").totals()] == [1286]


def test_hidden_fields_are_told_apart_by_what_they_count() -> None:
    found = page(
        "<input type='hidden' id='mainCount' value='12'><input type='hidden' id='itemCount' value='40'>"
        "<input type='hidden' id='onlineCount' value='39'><input type='hidden' name='pageNo' value='2'>"
        "<input type='hidden' name='pageNum' value='4'><input type='hidden' name='pageSize' value='10'>"
        f"<input type='hidden' id='resultCount' value='40'><input type='hidden' id='deptId' value='88'>{ROWS}"
    )
    assert [(t.value, t.counts) for t in found.totals()] == [
        (12, Counts.MAIN_ITEMS),
        (40, Counts.ITEMS),
        (39, Counts.ONLINE_ITEMS),
        (4, Counts.PAGES),
        (40, Counts.ITEMS),
    ]
    assert found.totals()[0].quote == "<input type='hidden' id='mainCount' value='12'>"
    assert (found.paging().here, found.paging().last) == (2, 4)


def test_main_items_and_what_lies_beneath_are_counted_by_the_letters_of_their_names() -> None:
    assert [totals.counts_of_name(name) for name in ("zxCount", "blxCount", "blsx_num")] == [
        Counts.MAIN_ITEMS,
        Counts.ITEMS,
        Counts.ITEMS,
    ]


def test_numbers_in_scripts() -> None:
    found = page(
        f"{ROWS}<script>var totalPage = 12; var pageSize = 10; var totalCount = '115'; var color = 3;</script>"
    )
    assert {(t.value, t.counts) for t in found.totals()} == {(12, Counts.PAGES), (115, Counts.ITEMS)}


def pages(found: Page) -> list[str]:
    return [t.url.removeprefix(HOST) for t in found.paging().pages]


def test_page_links_and_a_declared_end() -> None:
    found = page(
        f"{ROWS}<div class='page'>共5页 <a href='?type=1&page=2'>2</a><a href='?type=1&page=3'>3</a><a href='?type=1&page=2'>下一页</a></div>"
    )
    assert pages(found) == [f"/list.do?type=1&page={n}" for n in (2, 3, 4, 5)]
    assert (found.paging().here, found.paging().last, found.paging().ends_here) == (1, 5, False)


def test_addresses_that_count_from_zero() -> None:
    found = page(
        f"{ROWS}<div class='pager'><a href='?page=0'>1</a><span class='on'>2</span><a href='?page=2'>3</a><a href='?page=7'>尾页</a></div>",
        url=HOST + "/list.do?page=1",
    )
    paging = found.paging()
    assert (paging.here, paging.last) == (2, 8)
    assert pages(found) == [f"/list.do?page={n}" for n in (0, 2, 3, 4, 5, 6, 7)]


def test_only_a_next_link() -> None:
    found = page(f"{ROWS}<a href='?type=1&pageno=4'>下一页</a>", url=URL + "&pageno=3")
    assert "/list.do?type=1&pageno=4" in pages(found)
    assert (found.paging().here, found.paging().ends_here) == (3, False)


@pytest.mark.parametrize(
    "pager",
    [
        "<a href='?page=1'>上一页</a><a href='?page=1'>1</a><a href='#'>下一页</a> 第2/2页",
        "<div class='page'><a href='?page=1'>上一页</a><a href='?page=1'>1</a><span class='current'>2</span></div>",
        "<div class='page'><a href='?page=1'>上一页</a><a class='disabled' href='?page=2'>下一页</a></div>",
        "<div class='page'><a href='?page=1'>上一页</a><li class='disabled'><a href='javascript:;'>下一页</a></li></div>",
    ],
)
def test_last_page_ends(pager: str) -> None:
    found = page(ROWS + pager, url=HOST + "/list.do?page=2").paging()
    assert found.ends_here
    assert found.here == 2


def test_list_without_any_paging() -> None:
    found = page(ROWS).paging()
    assert (found.pages, found.here, found.last, found.ends_here) == ((), None, None, False)


@pytest.mark.parametrize(
    "arrow",
    [
        "<span class='back' onclick='history.back()'>\u2039</span>",
        "<a href='javascript:history.go(-1)'>&lt;</a>",
        "<a href='javascript:goBack()'>上一页</a>",
    ],
)
def test_the_arrow_of_a_title_bar_is_no_pager(arrow: str) -> None:
    assert not page(f"{arrow}{ROWS}<div class='more'>点击加载更多</div>").paging().ends_here


def test_script_paging_through_the_form_of_the_page() -> None:
    form = (
        "<form name='pageForm' action='/sxlist.jsp' method='post'><input type='hidden' name='dept' value='公安'>"
        "<input type='hidden' name='nowPage' value='1'></form>"
    )
    script = "<script>function gotoPage(n){ document.pageForm.nowPage.value = n; document.pageForm.submit(); }</script>"
    found = page(
        f"{form}{ROWS}共 3 页<a href='javascript:gotoPage(2)'>下一页</a><a href='javascript:gotoPage(3)'>尾页</a>{script}",
        encoding="gb18030",
    )
    targets = found.paging().pages
    assert [(t.method, t.url, t.body) for t in targets] == [
        ("POST", HOST + "/sxlist.jsp", "dept=%B9%AB%B0%B2&nowPage=2"),
        ("POST", HOST + "/sxlist.jsp", "dept=%B9%AB%B0%B2&nowPage=3"),
    ]
    assert targets[0].content_type == "application/x-www-form-urlencoded"


def test_script_paging_whose_function_is_elsewhere() -> None:
    form = "<form action='/q.do' method='get'><input name='kw' value='a'><input type='hidden' id='pageNo' name='pageNo' value='1'></form>"
    found = page(
        f"{form}{ROWS}<div class='page'><a onclick=\"toPage('2')\">2</a><a onclick=\"toPage('3')\">3</a><a onclick=\"toPage('2')\">下一页</a><a onclick=\"toPage('4')\">末页</a></div>"
    )
    assert pages(found) == [f"/q.do?kw=a&pageNo={n}" for n in (2, 3, 4)]
    by_address = page(f'{ROWS}<a href="javascript:turnPage(2)">下一页</a> 共3页', url=HOST + "/l?a=%E8&page=1")
    assert pages(by_address) == ["/l?a=%E8&page=2", "/l?a=%E8&page=3"]


def test_script_paging_by_a_template() -> None:
    found = page(
        f"{ROWS}<a onclick='turnPage(2)'>2</a><a onclick='turnPage(3)'>3</a> 第1页/共4页 <a onclick='turnPage(2)'>下一页</a>"
        "<script>function turnPage(p){ window.location.href = '/list_' + p + '.html'; }</script>"
    )
    assert pages(found) == ["/list_2.html", "/list_3.html", "/list_4.html"]


def test_script_paging_by_a_call_of_its_own() -> None:
    found = page(
        f"{ROWS}<a href='javascript:load(2)'>2</a><a href='javascript:load(3)'>3</a><a href='javascript:load(2)'>下一页</a>"
        "<script>function load(n){ $.post('/page.do', {page: n, 'rows': 10}, function(d){ $('#l').html(d); }); }</script>"
    )
    assert [(t.method, t.url, t.body) for t in found.paging().pages] == [
        ("POST", HOST + "/page.do", "page=2&rows=10"),
        ("POST", HOST + "/page.do", "page=3&rows=10"),
    ]
    unread = page(
        f"{ROWS}<a href='javascript:load(2)'>下一页</a><script>function load(n){{$.post('/p.do',{{q: form()}})}}</script>"
    )
    assert (unread.paging().pages, unread.paging().ends_here) == ((), False)


def test_placeholders_of_a_single_page() -> None:
    assert (
        page(f"{ROWS}<div class='pager'><a>上一页</a><span class='cur'>1</span><a>下一页</a></div>").paging().ends_here
    )


def test_pages_implied_by_a_number_of_items() -> None:
    paging = page(f"{ROWS}<p>共 26 项</p>", url=HOST + "/l?pageNo=1").paging()
    assert (paging.last, len(paging.pages)) == (5, 4)


def test_static_pages_by_a_publishing_script() -> None:
    found = page(f"{ROWS}<script>createPageHTML(4, 0, 'index', 'html');</script>", url=HOST + "/bszn/index.html")
    assert pages(found) == ["/bszn/index_1.html", "/bszn/index_2.html", "/bszn/index_3.html"]
    assert (found.paging().here, found.paging().last) == (1, 4)
    last = page(
        f"{ROWS}<script>createPageHTML(4, 3, 'index', 'html');</script>", url=HOST + "/bszn/index_3.html"
    ).paging()
    assert (last.here, last.ends_here) == (4, True)


def test_static_pages_by_a_publishing_script_that_counts_from_one() -> None:
    def at(here: int, address: str) -> Page:
        return page(f"{ROWS}<script>createPageHTML(3, {here}, 'index', 'html');</script>", url=HOST + address)

    assert pages(at(1, "/bszn/index.html")) == ["/bszn/index_2.html", "/bszn/index_3.html"]
    assert pages(at(1, "/bszn/")) == ["/bszn/index_2.html", "/bszn/index_3.html"]
    boxed = page(f"{ROWS}<script>createPageHTML('page_div', 3, 1, 'index', 'shtml', 14);</script>", url=HOST + "/b/")
    assert pages(boxed) == ["/b/index_2.shtml", "/b/index_3.shtml"]
    last = at(3, "/bszn/index_3.html")
    assert pages(last) == ["/bszn/index.html", "/bszn/index_2.html"]
    assert (last.paging().here, last.paging().ends_here) == (3, True)
    assert "/bszn/index_1.html" not in pages(at(2, "/bszn/index_2.html"))  # there may be none


def test_static_pages_with_a_count_in_a_variable() -> None:
    found = page(
        f"{ROWS}<script>var countPage = 4;</script><a href='index_2.html'>下一页</a>", url=HOST + "/sx/index.html"
    )
    assert pages(found) == ["/sx/index_2.html", "/sx/index_3.html", "/sx/index_4.html"]


def numbered(address: str, *numbers: int, url: str = "http://a.example/xm/list.jsp?bm=3") -> list[str]:
    """Where a list page leads on, with numbers whose addresses hold another number each."""
    links = " ".join(f'<a href="{address.format(n=n, m=n - 1, s=(n - 1) * 15)}">{n}</a>' for n in numbers)
    found = page(f"<table><tr><td><a href='/show?id=7'>采矿许可证核发</a></td></tr></table><div>{links}</div>", url)
    return [target.url.partition("/xm/")[2] for target in found.paging().pages]


@pytest.mark.parametrize(
    ("address", "second"),
    [
        ("list.jsp?bm=3&zb={n}", "list.jsp?bm=3&zb=2"),
        ("?bm=3&zb={m}", "list.jsp?bm=3&zb=1"),
        ("?start={s}&bm=3", "list.jsp?start=15&bm=3"),
        ("list-{n}.jsp?bm=3", "list-2.jsp?bm=3"),
    ],
)
def test_a_counter_of_any_name_is_known_by_the_numbers_that_lead_by_it(address: str, second: str) -> None:
    assert numbered(address, 2, 3)[0] == second
    assert second in numbered(address, 1, 2, 3)


def test_a_counter_of_any_name_is_known_in_the_middle_of_a_list() -> None:
    at_eight = numbered("?bm=3&zb={n}", 6, 7, 9, 10, url="http://a.example/xm/list.jsp?bm=3&zb=8")
    assert "list.jsp?bm=3&zb=10" in at_eight
    assert numbered("?bm=3&zb={n}", 6, 7, 9, 10) == []


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ("list.jsp?bm={n}&lx=2", (1, 2, 3)),  # of another list than this one
        ("/other/list.jsp?bm=3&zb={n}", (1, 2, 3)),
        ("list.jsp?bm=3&nd={n}", (2024, 2025, 2026)),
        ("list.jsp?bm=3&zb=7", (1, 2, 3)),
        ("list.jsp?bm=3&zb={n}", (2,)),
    ],
)
def test_numbers_that_lead_by_something_else_count_no_pages(address: str, numbers: tuple[int, ...]) -> None:
    assert numbered(address, *numbers) == []


def test_numbers_of_rows_count_no_pages() -> None:
    rows = "".join(f"<tr><td><a href='?id={n}'>{n}</a></td><td>采矿许可证核发{n}</td></tr>" for n in (1, 2, 3))
    assert page(f"<table>{rows}</table>", "http://a.example/xm/").paging().pages == ()


def test_numbers_that_are_no_pages() -> None:
    found = page(
        "<table><tr><td><a href='/a?y=2023'>2023</a></td><td><a href='/a?y=2024'>2024</a></td></tr></table><a href='/3'>3</a>"
    )
    assert found.paging().pages == ()


def test_more_pages_beyond_the_numbers_shown() -> None:
    found = page(
        f"{ROWS}<div class='page'><b class='on'>1</b><a href='?p=2'>2</a><a href='?p=3'>3</a>…<a href='?p=2'>下一页</a></div>",
        url=HOST + "/l?p=1",
    )
    assert found.paging().last is None
    assert not found.paging().ends_here
    assert pages(found) == ["/l?p=2", "/l?p=3"]


def test_a_long_list_does_not_cost_the_square_of_its_pages() -> None:
    last = 1000
    named = [page_of(number, last) for number in (1, 2, 500, last)]

    assert len(named[0].paging().pages) == last - 1
    assert all(len(one.paging().pages) <= 50 for one in named[1:])
    middle = [t.url.rpartition("=")[2] for t in named[2].paging().pages]
    assert middle == ["1", *map(str, range(480, 500)), *map(str, range(501, 521)), "1000"]
    assert named[3].paging().ends_here


def page_of(number: int, last: int) -> Page:
    links = "".join(
        f'<a href="/items?page={n}">{words}</a> '
        for n, words in ((number - 1, "上一页"), (number + 1, "下一页"), (last, "末页"))
        if 1 <= n <= last
    )
    return page(f'<div class="page">共 20000 条 第 {number}/{last} 页 {links}</div>', f"/items?page={number}")
