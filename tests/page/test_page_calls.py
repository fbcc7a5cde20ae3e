"""What the calls of a rendered page teach."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.domain.evidence import Target
from crawler.page.finds import Link
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import (
    Exchange,
    learn_guide_call,
    learn_list_call,
    learn_route,
    path_counter,
    without_page,
)
from crawler.page.lists.item_cells import make_item
from crawler.page.parse import parse
from crawler.page.slots import put, slots

API = "http://api.example.gov.cn/rest/"
ROWS = [
    {
        "taskName": f"取水许可第{n}类",
        "taskCode": f"99000100{n:02d}",
        "rowGuid": f"aa-{n}",
        "deptCode": f"D-{n % 3}",
        "deptName": "水利厅",
    }
    for n in range(10)
]


def call(target: Target, answer: Any) -> Exchange:
    return Exchange(target=target, page=parse(json.dumps(answer).encode(), "application/json", target.url, "e"))


def post(path: str, body: Any, *, form: bool = False) -> Target:
    return Target(
        url=API + path, method="POST", body=body if form else json.dumps(body), content_type="application/json"
    )


MENU = call(Target(url=API + "menu"), {"data": [{"name": "首页", "url": "/"}]})
DEPARTMENTS = call(Target(url=API + "depts?pageNum=1"), {"rows": [{"deptName": "水利厅", "deptCode": "D-1"}]})
LIST = {"code": 0, "data": {"list": ROWS, "total": 35}}


@pytest.mark.parametrize(
    ("target", "second", "fourth"),
    [
        (Target(url=API + "list?pageNum=1&pageSize=10&q=a%20b"), "pageNum=2", "pageNum=4"),
        (Target(url=API + "list?currentPage=0&pageSize=10"), "currentPage=1", "currentPage=3"),
        (Target(url=API + "list?start=0&limit=10"), "start=10", "start=30"),
        (post("list", {"page": {"pageIndex": 1, "pageSize": 10}, "dept": ""}), '"pageIndex":2', '"pageIndex":4'),
        (
            post("list", {"token": "x", "params": '{"currentpage":"0","pagesize":"10"}'}),
            '\\"currentpage\\":\\"1\\"',
            '\\"currentpage\\":\\"3\\"',
        ),
        (post("list", "pageno=1&rows=10&kw=%E6%B0%B4", form=True), "pageno=2&rows=10&kw=%E6%B0%B4", "pageno=4"),
    ],
)
def test_list_call_for_any_page(target: Target, second: str, fourth: str) -> None:
    learned = learn_list_call([MENU, DEPARTMENTS, call(target, LIST)])
    assert learned is not None
    assert (learned.here, learned.size, learned.total, learned.last) == (1, 10, 35, 4)
    for number, wanted in ((2, second), (4, fourth)):
        asked = learned.at(number)
        assert asked is not None
        assert wanted in f"{asked.url} {asked.body}"
    first = learned.at(1)
    assert first is not None
    assert {(s.path, s.value) for s in slots(first)} == {(s.path, s.value) for s in slots(target)}


def test_two_calls_tell_where_counting_starts() -> None:
    one = call(Target(url=API + "list?page=1&size=10"), LIST)
    zero = call(Target(url=API + "list?page=0&size=10"), LIST)
    learned = learn_list_call([one, zero])
    assert learned is not None
    asked = learned.at(3)
    assert asked is not None
    assert asked.url.endswith("page=2&size=10")


def test_counters_under_the_spoken_names_of_their_labels() -> None:
    """当前页, 每页数 and 总数 by their first letters."""
    answer = {"code": 200, "data": {"zs": 42, "dqy": 2, "mys": 10, "rows": ROWS}}
    asked = call(post("querySxPage", {"bmbm": "", "dqy": 2, "mys": 10}), answer)

    learned = learn_list_call([asked])

    assert learned is not None
    assert (learned.here, learned.size, learned.total, learned.last) == (2, 10, 42, 5)
    fifth = learned.at(5)
    assert fifth is not None
    assert '"dqy":5' in (fifth.body or "").replace(" ", "")


def test_no_list_call_and_a_list_without_counter() -> None:
    assert learn_list_call([MENU, DEPARTMENTS, Exchange(target=Target(url=API), page=None)]) is None
    whole = learn_list_call([call(Target(url=API + "all"), {"rows": ROWS})])
    assert whole is not None
    assert (whole.counter, whole.at(1), whole.at(2)) == (None, Target(url=API + "all"), None)


def rows() -> JsonPage:
    found = parse(json.dumps(LIST).encode(), "application/json", API + "list", "e")
    assert isinstance(found, JsonPage)
    return found


def test_guide_call_is_asked_for_another_item() -> None:
    items = rows().items()
    detail = call(
        post("detail", {"taskcode": "9900010003", "dept": "D-0", "lang": "zh"}),
        {"data": {"taskName": "取水许可第3类", "taskCode": "9900010003", "condition": "有取水口"}},
    )
    files = call(
        Target(url=API + "materials/aa-3?v=2"),
        {"data": [{"materialName": "申请书", "form": ""}, {"materialName": "图"}]},
    )
    learned = learn_guide_call([MENU, files, detail], items[3])
    assert [g.target.url for g in learned] == [API + "detail", API + "materials/aa-3?v=2"]
    first, second = (g.of(items[8]) for g in learned)
    assert first is not None
    assert second is not None
    assert json.loads(first.body or "") == {"taskcode": "9900010008", "dept": "D-2", "lang": "zh"}
    assert second.url == API + "materials/aa-8?v=2"


def test_guide_call_must_name_its_item() -> None:
    items = rows().items()
    other = call(Target(url=API + "hits?code=9900010003"), {"data": {"hits": 5, "stars": 4}})
    listing = call(Target(url=API + "list?hl=9900010003"), LIST)
    assert learn_guide_call([MENU, other, listing], items[3]) == ()


def piece(part: str, markup: str) -> Exchange:
    target = Target(
        url=API + "piece",
        method="POST",
        body=f"id=9900010003&tab={part}",
        content_type="application/x-www-form-urlencoded",
    )
    return Exchange(target=target, page=parse(markup.encode(), "text/html; charset=utf-8", target.url, "e"))


def test_a_layer_brings_its_guide_in_pieces_of_markup() -> None:
    items = rows().items()
    papers = piece(
        "cl", f"<h5>所需材料</h5><p>1. 取水许可申请书（用于{items[3].name}）</p><p>2. 身份证</p><p>3. 图纸</p>"
    )
    basic = piece("jb", f"<dl><dt>事项名称</dt><dd>{items[3].name}</dd><dt>承诺时限</dt><dd>3个工作日</dd></dl>")
    learned = learn_guide_call([MENU, papers, basic, piece("", "<p></p>")], items[3])
    asked = [g.of(items[8]) for g in learned]
    assert [t.body for t in asked if t is not None] == ["id=9900010008&tab=jb", "id=9900010008&tab=cl"]
    assert learn_guide_call([piece("cl", "<p>请选择</p><p>暂无</p>")], items[3]) == ()


def test_route_of_a_rendered_list() -> None:
    items = rows().items()
    base = "http://zwfw.example.gov.cn/index.html#/"
    links = [
        Link(text="首页", target=Target(url=base), locator="/a"),
        *(Link(text=i.name, target=Target(url=f"{base}guide/{i.code}?from=list"), locator="/b") for i in items[:4]),
        Link(
            text="在线办理",
            target=Target(url=f"http://sso.example.gov.cn/apply?g={items[0].cells[1][1]}"),
            locator="/c",
        ),
    ]
    route = learn_route(links, items)
    assert route is not None
    asked = route.of(items[9])
    assert asked is not None
    assert asked.url == base + "guide/9900010009?from=list"
    assert learn_route(links[:1], items) is None


GUIDS = [f"3f0c2f5e-7d0a-4c8b-9a51-0d8e6b1f2a0{n}" for n in range(4)]


def test_the_identifier_of_a_row_shows_the_way_whatever_its_key_speaks_of() -> None:
    items = [
        make_item(f"第{n}类登记", None, f"/{n}", [("iddept_yw_inf", guid, "/")], own=guid)
        for n, guid in enumerate(GUIDS)
    ]
    there = "http://zwfw.example.gov.cn/ggfw/detail.do?webId=38&iddept_yw_inf="
    links = [Link(text=items[0].name, target=Target(url=there + GUIDS[0]), locator="/a")]
    route = learn_route(links, items)
    assert route is not None
    assert route.of(items[3]) == Target(url=there + GUIDS[3])


@pytest.mark.parametrize(
    ("code", "led"), [(GUIDS[3], True), ("LOCAL-0031", False), ("11990000000000000K3000131000001", False)]
)
def test_a_way_told_by_an_identifier_is_none_for_rows_that_have_a_code_of_another_form(code: str, led: bool) -> None:
    there = "http://zwfw.example.gov.cn/xzql/detail?innerCode="
    listed = [make_item(f"第{n}类许可", Target(url=there + guid), f"/{n}", []) for n, guid in enumerate(GUIDS[:3])]
    links = [
        Link(text=one.name, target=Target(url=there + guid), locator="/a")
        for one, guid in zip(listed, GUIDS, strict=False)
    ]
    route = learn_route(links, listed)
    assert route is not None
    assert (route.of(make_item("失业登记", None, "/", [("taskCode", code, "/")], code=code)) is not None) is led


def test_links_to_the_department_of_several_rows_lead_to_no_guide_of_one() -> None:
    base = "http://zwfw.example.gov.cn/jsp/"
    ids = [f"46{n:03}" for n in range(80, 86)]
    rows = [
        make_item(f"第{n}类许可", None, f"/{n}", [("rowguid", i, "/"), ("bmbm", f"0086ca89c108154{n % 2}", "/")])
        for n, i in enumerate(ids)
    ]
    departments = [
        Link(text="部门", target=Target(url=f"{base}list.jsp?bmid=0086ca89c108154{n % 2}"), locator="/a")
        for n in range(9)
    ]
    icons = [Link(text="", target=Target(url=f"{base}guide.jsp?code={i}"), locator="/b") for i in ids[:2]]
    assert learn_route(departments, rows) is None
    route = learn_route([*departments, *icons], rows)
    assert route is not None
    assert route.of(rows[5]) == Target(url=f"{base}guide.jsp?code={ids[5]}")


def test_putting_a_value_leaves_the_rest_alone() -> None:
    target = Target(url="http://a.example.gov.cn/g/12.html?q=a+b&n=%7B%22page%22%3A1%7D#/r/5?x=1")
    by_path = {(s.where, s.path): s for s in slots(target)}
    assert put(target, by_path["path", (2,)], "13").url == target.url.replace("12.html", "13.html")
    assert put(target, by_path["query", ("n", "page")], "2").url == target.url.replace("%3A1%7D", "%3A2%7D")
    assert put(target, by_path["route_path", (2,)], "6").url == target.url.replace("/r/5", "/r/6")
    assert put(target, by_path["route", ("x",)], "2").url == target.url.replace("x=1", "x=2")


def test_a_page_number_in_the_path_is_told_by_the_rows_a_page_behind_it() -> None:
    rows = ",".join(f'{{"itemName": "第{n}类许可证核发", "itemCode": "119900000000{n}000000"}}' for n in range(10))
    target = Target(url="http://portal.test/rest/search/1/10?type=01")
    body = f'{{"data": {{"rows": [{rows}], "totalPage": 3}}}}'.encode()
    answer = parse(body, "application/json", target.url, "e1")
    call = learn_list_call([Exchange(target=target, page=answer)])
    assert call is not None
    second = call.at(2)
    assert (second.url if second else None, call.last) == ("http://portal.test/rest/search/2/10?type=01", 3)
    assert without_page(target) == without_page(Target(url="http://portal.test/rest/search/3/10?type=01"))
    assert path_counter(Target(url="http://portal.test/2026/11/27")) is None
    assert path_counter(target, 7) is None


def test_pages_that_are_counted_by_a_plain_number_are_of_one_list() -> None:
    first, second = (Target(url=f"http://portal.test/down.do?theme=61&number={n}&numOfOnePage=10") for n in (1, 2))
    other = Target(url="http://portal.test/down.do?theme=62&number=1&numOfOnePage=10")
    assert without_page(first) == without_page(second) != without_page(other)
    first, second = (Target(url=f"http://portal.test/down.do?dept_number={n}") for n in (1, 2))
    assert without_page(first) != without_page(second)


def test_a_part_that_one_guide_has_nothing_of_is_asked_for_of_others() -> None:
    items = rows().items()
    detail = call(
        Target(url=API + "guide/detail?code=9900010003"),
        {"data": {"taskName": items[3].name, "handleTime": "2", "acceptCondition": "法人", "phone": "12345"}},
    )
    fees = call(Target(url=API + "guide/charges?code=9900010003"), {"code": 0, "data": {"charges": []}})
    liked = call(Target(url=API + "user/likes?code=9900010003"), {"data": []})
    hits = call(Target(url=API + "guide/hits?code=9900010003"), {"data": 5})
    same = call(Target(url=API + "guide/detail?code=9900010003&of=old"), {"data": []})
    learned = learn_guide_call([MENU, fees, liked, hits, same, detail], items[3])
    assert [g.target.url.removeprefix(API) for g in learned] == [
        "guide/detail?code=9900010003",
        "guide/charges?code=9900010003",
    ]
    assert learn_guide_call([MENU, fees, liked], items[3]) == ()
