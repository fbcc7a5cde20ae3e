"""Places by which a list is chosen: their names without an address, and those that calls ask for."""

from __future__ import annotations

import json

import pytest

from crawler.domain.evidence import Target
from crawler.gather.asking_by_turning import elsewhere
from crawler.page.html import Page
from crawler.page.learned.calls import Exchange
from crawler.page.learned.facet_calls import learn_list_calls
from crawler.page.lists.places import places_asked, places_without_address
from crawler.page.parse import parse

HOST = "http://zwfw.example.gov.cn"


def page(body: str) -> Page:
    return Page(text=f"<html><body>{body}</body></html>", url=f"{HOST}/list", evidence="e")


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<ul><li>市本级</li><li>东湖区</li><li>西山县</li></ul>", {"市本级", "东湖区", "西山县"}),
        ("<div><p><a>东湖区</a></p><p><a onclick='go(2)'>西山县</a></p></div>", {"东湖区", "西山县"}),
        ("<ul><li><a href='/list?a=1'>东湖区</a></li><li><a href='/list?a=2'>西山县</a></li></ul>", set()),
        ("<div><span>东湖区</span><span>市民政局</span></div><p>东湖区、西山县均可办理</p>", set()),
        ("<ul><li>服务专区</li><li>企业专区</li></ul>", set()),
    ],
)
def test_names_of_places_that_stand_together_without_an_address(body: str, names: set[str]) -> None:
    assert places_without_address(page(body)) == names


def test_places_that_are_asked_for_are_told_by_the_name_or_by_the_code() -> None:
    def asked(*queries: str) -> int:
        return places_asked(Target(url=f"{HOST}/rows?{query}") for query in queries)

    assert asked("areaCode=1&dept=2", "areaCode=2&dept=2") == 2
    assert asked("q=990101&page=1", "q=990102000000&page=1") == 2
    assert asked("dept=1", "dept=2", "dept=3") == 0


def test_other_places_than_the_chosen_one_are_elsewhere() -> None:
    words = ["市本级", "东湖区", "西山县", "民政局"]
    assert elsewhere(words, [True, False, False, False]) == {"东湖区", "西山县"}
    assert elsewhere(words, [False, True, False, False]) == {"西山县"}
    assert not elsewhere(words, [False] * 4)
    assert not elsewhere(words, [False, False, False, True])


def test_values_that_differ_in_one_place_of_several_are_asked_for() -> None:
    def came(area: str, kind: str) -> Exchange:
        row = f'{{"rows": [{{"itemName": "第{area}类许可", "itemCode": "11A{area}{kind}"}}], "total": 1}}'
        url = f"{HOST}/rows?areaCode={area}&type={kind}&page=1"
        return Exchange(target=Target(url=url), page=parse(row.encode(), "application/json", url, "e"))

    tree = json.dumps({"areas": [{"areaCode": f"99010{n}", "name": str(n)} for n in range(1, 6)]})
    told = parse(tree.encode(), "application/json", f"{HOST}/tree", "e")
    calls = [came("990101", "0"), came("990101", "7"), came("990102", "0")]
    asked = {
        call.target.url.partition("?")[2]
        for call in learn_list_calls([Exchange(target=Target(url=f"{HOST}/tree"), page=told), *calls], page("<p>1</p>"))
    }
    assert {f"areaCode=99010{n}&type=0&page=1" for n in range(1, 6)} <= asked
    assert not {query for query in asked if query.startswith("areaCode=990103&type=7")}


FILTERS = """<div class="pick"><b>部门</b><i data-k="">全部</i><i data-k="d1">民政局</i><i data-k="d2">水务局</i>
<i data-k="d3">教育局</i></div><div class="pick"><b>类型</b><i data-k="">全部</i><i data-k="t1">行政许可</i>
<i data-k="t2">行政确认</i><i data-k="t3">行政给付</i></div>"""


def test_the_values_of_one_filter_are_not_put_into_another() -> None:
    def came(dept: str, kind: str) -> Exchange:
        row = f'{{"rows": [{{"itemName": "第{dept}{kind}类许可", "itemCode": "11A{dept}{kind}"}}], "total": 1}}'
        url = f"{HOST}/rows?dept={dept}&type={kind}&page=1"
        return Exchange(target=Target(url=url), page=parse(row.encode(), "application/json", url, "e"))

    calls = [came("", ""), *(came(dept, "") for dept in ("d1", "d2")), *(came("", kind) for kind in ("t1", "t2"))]

    def asked(*more: Exchange) -> set[str]:
        found = learn_list_calls([*calls, *more], page(FILTERS))
        return {call.target.url.partition("?")[2].removesuffix("&page=1") for call in found}

    clicked = {"dept=&type=", "dept=d1&type=", "dept=d2&type=", "dept=&type=t1", "dept=&type=t2"}
    assert asked() == {*clicked, "dept=d3&type=", "dept=&type=t3"}
    told = json.dumps({"depts": [{"deptCode": f"d{n}", "name": str(n)} for n in (1, 2, 3, 4)]})
    answer = parse(told.encode(), "application/json", f"{HOST}/depts", "e")
    more = asked(Exchange(target=Target(url=f"{HOST}/depts"), page=answer))
    assert more == {*clicked, "dept=d3&type=", "dept=d4&type=", "dept=&type=t3"}
