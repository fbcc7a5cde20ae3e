"""Answers that rendered guides are made of, and other guides were not asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crawler import catalogue
from crawler.assembly.left_out import kind_of, left_out
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.assembly.left_out import LeftOut
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

LABELS = read_labels(catalogue.labels_text())
BASE = {"taskName": "档案查阅", "acceptCondition": "年满十八周岁", "linkWay": "0571-12345678", "rowGuid": "a1b2c3d4e5"}
MATERIALS = {"materialList": [{"materialName": "居民身份证"}, {"materialName": "档案查阅申请表"}]}
SITE = {"siteName": "青川市政务服务网", "superviseWay": "0571-12340000"}


def rendered(calls: dict[str, dict[str, Any]]) -> LeftOut:
    """What a guide teaches that was rendered at /#/guide?id=7041 and made these calls."""
    page = "<html><body><h1>档案查阅</h1></body></html>"
    looks = [look("http://a.test/#/guide?id=7041", PageKind.GUIDE, "text/html", Via.BROWSER)]
    bodies = {"http://a.test/#/guide?id=7041": page}
    for url, said in calls.items():
        looks.append(look(url, PageKind.API, "application/json", Via.BROWSER))
        bodies[url] = json.dumps({"code": 0, "data": said})

    def page_of(one: Evidence) -> Page | JsonPage | None:
        return parse(bodies[one.target.url].encode(), f"{one.content_type}; charset=utf-8", one.target.url, one.id)

    return left_out([looks], page_of, LABELS)


def look(url: str, kind: PageKind, content_type: str, via: Via) -> Evidence:
    state = FetchState.FETCHED
    return Evidence(
        id=url, region="1", kind=kind, target=Target(url=url), state=state, content_type=content_type, via=via
    )


def asked(*urls: str) -> list[Target]:
    return [Target(url=f"http://a.test{url}") for url in urls]


def test_what_an_answer_alone_states_is_unknown_where_it_was_not_asked_for() -> None:
    told = rendered({"http://a.test/api/base?id=7041": BASE, "http://a.test/api/materials?taskId=7041": MATERIALS})
    assert "materials" in told.of(asked("/api/base?id=7055"))
    assert "conditions" not in told.of(asked("/api/base?id=7055"))
    assert told.of(asked("/api/base?id=7055", "/api/materials?taskId=7055")) == frozenset()


def test_the_part_that_one_address_is_asked_for_may_stand_in_the_request() -> None:
    told = rendered(
        {
            "http://a.test/api?method=queryBase&id=7041": BASE,
            "http://a.test/api?method=queryStuff&id=7041": MATERIALS,
        }
    )
    assert "materials" in told.of(asked("/api?method=queryBase&id=7055"))
    assert told.of(asked("/api?method=queryBase&id=7055", "/api?method=queryStuff&id=7055")) == frozenset()


def test_an_answer_that_is_asked_for_by_what_another_says_belongs_to_the_guide() -> None:
    told = rendered({"http://a.test/api/base?id=7041": BASE, "http://a.test/api/stuff/a1b2c3d4e5": MATERIALS})
    assert "materials" in told.of(asked("/api/base?id=7055"))


def test_what_a_portal_says_of_itself_on_every_page_is_no_part_of_a_guide() -> None:
    told = rendered({"http://a.test/api/base?id=7041": BASE, "http://a.test/api/site?level=city": SITE})
    assert told.of(asked("/api/base?id=7055")) == frozenset()


def test_a_portal_of_which_no_guide_was_rendered_teaches_nothing() -> None:
    assert left_out([], lambda _: None, LABELS).of(asked("/api/base?id=7055")) == frozenset()


def test_requests_for_the_same_part_of_two_guides_are_of_one_kind() -> None:
    one, other = asked("/task/11330100MB0001/stuff.json?_=1764331200000", "/task/11330100MB0002/stuff.json?_=17643999")
    assert kind_of(one) == kind_of(other)
    assert kind_of(one) != kind_of(asked("/task/11330100MB0002/fees.json?_=17643999")[0])


def test_lists_that_came_in_place_of_guides_do_not_count_among_those_that_teach() -> None:
    row = {
        "taskName": "档案查阅",
        "taskCode": "1133010000MB000117",
        "deptName": "青川市档案馆",
        "taskGuid": "5e0a71c2-01",
    }
    bodies: dict[str, str] = {}
    guides: list[list[Evidence]] = []

    def came(page: str, body: str, calls: dict[str, object]) -> None:
        guides.append([look(page, PageKind.GUIDE, "text/html", Via.BROWSER)])
        bodies[page] = f"<html><body>{body}</body></html>"
        for url, said in calls.items():
            guides[-1].append(look(url, PageKind.API, "application/json", Via.BROWSER))
            bodies[url] = json.dumps({"code": 0, "data": said})

    for at in range(5):
        came(
            f"http://a.test/#/search?word={at}",
            "<ul><li>档案查阅</li></ul>",
            {f"http://a.test/api/rows?word={at}": {"total": 1, "records": [row]}, "http://a.test/api/site": SITE},
        )
    calls = {"http://a.test/api/base?id=7041": BASE, "http://a.test/api/materials?taskId=7041": MATERIALS}
    came("http://a.test/#/guide?id=7041", "<h1>档案查阅</h1>", calls)

    def page_of(one: Evidence) -> Page | JsonPage | None:
        return parse(bodies[one.target.url].encode(), f"{one.content_type}; charset=utf-8", one.target.url, one.id)

    assert "materials" in left_out(guides, page_of, LABELS).of(asked("/api/base?id=7055"))
