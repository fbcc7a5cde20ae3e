"""Requests whose body is JSON in base64, and whose headers say which service of a gateway they ask."""

from __future__ import annotations

import base64
import json

import pytest

from crawler.archive.journal import from_line, to_line
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.gather.own_headers import OwnHeaders
from crawler.page.json_page import JsonPage
from crawler.page.slots import put, said_by, slots

HOST = "http://zwfw.example.gov.cn"


def packed(data: object) -> str:
    return base64.b64encode(json.dumps(data, separators=(",", ":")).encode()).decode()


def request(told: object, api: str = "item.page") -> Target:
    return Target(url=f"{HOST}/gateway", method="POST", body=json.dumps({"p": packed(told)}), headers=(("x-api", api),))


def test_what_a_body_packs_is_read_and_exchanged() -> None:
    target = request({"aud": "1", "from": 0, "item": {"id": "4f2a9001"}})
    found = {slot.name: slot for slot in slots(target)}
    assert {name: slot.value for name, slot in found.items() if name} == {
        "aud": "1", "from": "0", "id": "4f2a9001", "x-api": "item.page",
    }  # fmt: skip
    onward = put(put(target, found["from"], "6"), found["id"], "77ab12cd")
    told = json.loads(base64.b64decode(json.loads(onward.body or "")["p"]))
    assert told == {"aud": "1", "from": 6, "item": {"id": "77ab12cd"}}
    assert "77ab12cd" in said_by(onward)
    assert put(target, found["x-api"], "item.detail") == request(
        {"aud": "1", "from": 0, "item": {"id": "4f2a9001"}}, "item.detail"
    )


def test_what_a_parameter_packs_is_read_and_exchanged() -> None:
    target = Target(url=f"{HOST}/list?q={packed({'page': 1, 'org': 'd4001'})}&v=2")
    [page] = [slot for slot in slots(target) if slot.name == "page"]
    assert put(target, page, "3").url.startswith(f"{HOST}/list?q={packed({'page': 3, 'org': 'd4001'})[:20]}")
    assert {s.value for s in slots(put(target, page, "3"))} >= {"3", "d4001", "2"}


@pytest.mark.parametrize("value", ["4f2a9001c07d8e1b", "UEsDBBQAAAAI", "aXRlbS5wYWdl", "eyJhIjox"])
def test_other_values_stay_whole(value: str) -> None:
    assert [s.value for s in slots(Target(url=f"{HOST}/list?q={value}")) if s.where == "query"] == [value]


def test_requests_that_differ_in_a_telling_header_are_two() -> None:
    one, other = request({"g": "1"}, "item.detail"), request({"g": "1"}, "item.materials")
    assert one.key != other.key
    look = Evidence(id="e1", region="990001", kind=PageKind.GUIDE, target=one, state=FetchState.FETCHED)
    assert from_line(to_line(look, None))[0].target == one


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("X-Api", "item.page", True), ("apiCode", "queryItemList", True), ("service-name", "portal/item", True),
        ("X-Channel", "pc", False), ("X-Request-Id", "4f2a9001", False), ("method", "17959302258480", False),
    ],
)  # fmt: skip
def test_headers_by_which_a_gateway_tells_its_services_apart(name: str, value: str, told: bool) -> None:
    assert OwnHeaders.telling([("accept", "*/*"), (name, value)]) == (((name, value),) if told else ())


def test_json_that_an_answer_packs_is_opened() -> None:
    page = JsonPage(data={"c": 0, "d": packed({"url": "/oss/4f2a.docx?sign=9a1c"})}, text="", url=HOST, evidence="e")
    assert page.data["d"] == {"url": "/oss/4f2a.docx?sign=9a1c"}
