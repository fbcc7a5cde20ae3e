"""Answers to the call of a list without rows: those that say that there are none, and those that say nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.domain.evidence import Target
from crawler.page.lists.empty_answers import places_of_rows, same_call, says_nothing
from crawler.page.parse import parse

ROWS = [{"itemName": f"第{n}类经营许可证核发", "itemCode": f"4f2a{n:06d}"} for n in range(3)]


def _page(data: Any) -> Any:
    return parse(json.dumps(data).encode(), "application/json", "http://a.example/list", "e1")


@pytest.mark.parametrize(
    ("full", "empty", "nothing"),
    [
        ({"data": {"total": 3, "list": ROWS}}, {"code": 200, "msg": "success", "data": None}, True),
        ({"data": {"total": 3, "list": ROWS}}, {}, True),
        ({"data": {"total": 3, "list": ROWS}}, [], True),
        ({"data": {"total": 3, "list": ROWS}}, {"data": {"total": 3, "list": []}}, False),
        ({"data": {"total": 3, "list": ROWS}}, {"data": {"total": 0, "list": None}}, False),
        ({"data": {"list": ROWS}}, {"code": 200, "data": {"rows": []}}, False),
        ({"data": ROWS}, {"code": 200, "data": None}, True),
        ({"data": ROWS}, {"code": 200, "data": []}, False),
        (ROWS, [], False),
        (ROWS, {"code": 200}, True),
    ],
)
def test_an_answer_without_a_list_says_nothing_where_others_have_one(full: Any, empty: Any, nothing: bool) -> None:
    assert says_nothing(_page(empty), places_of_rows(_page(full))) is nothing


def test_nothing_is_known_of_a_call_that_never_brought_rows() -> None:
    assert not says_nothing(_page({"data": None}), places_of_rows(_page({"data": []})))


def test_requests_with_other_values_are_the_same_call() -> None:
    def call(body: str) -> Target:
        return Target(url="http://a.example/api", method="POST", body=body, content_type="application/json")

    assert same_call(call('{"page": 1, "dept": ""}')) == same_call(call('{"page": 2, "dept": "17"}'))
    assert same_call(call('{"page": 1}')) != same_call(call('{"itemId": 1}'))
