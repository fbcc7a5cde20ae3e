"""Data that a page carries as one flat list of values, each object with the numbers of what it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse
from crawler.page.script.flat_payload import whole
from crawler.page.states import states_in


def flattened(data: Any) -> list[Any]:
    flat: list[Any] = []

    def put(value: Any) -> int:
        number = len(flat)
        flat.append(None)
        if isinstance(value, dict):
            flat[number] = {key: put(inner) for key, inner in value.items()}
        else:
            flat[number] = [put(inner) for inner in value] if isinstance(value, list) else value
        return number

    put(data)
    return flat


GUIDE = {"data": {"guide": {"itemName": "渡船登记", "steps": [{"stepName": "受理"}, {"stepName": "发证"}], "no": None}}}


def test_a_flat_list_is_put_together_again() -> None:
    assert whole(flattened(GUIDE)) == GUIDE
    wrapped = [["ShallowReactive", 1], {"itemName": 2, "left": -1, "day": 3}, "渡船登记", ["Date", 4], "2026-03-01"]
    assert whole(wrapped) == {"itemName": "渡船登记", "left": None, "day": "2026-03-01"}


@pytest.mark.parametrize(
    "data",
    [
        [
            {"materialName": "登记申请表"},
            {"materialName": "船员证书"},
            {"materialName": "照片"},
            {"materialName": "名册"},
        ],
        [{"id": 901}, {"id": 902}, {"id": 903}, {"id": 904}],
        [{"on": True}, {"on": False}, {"on": True}, {"on": True}],
        ["材料名称", "份数", "登记申请表", 1],
        [["材料名称", "份数"], ["登记申请表", 1], ["照片", 2], ["名册", 1]],
        {"itemName": 1},
    ],
)
def test_rows_and_tables_are_no_flat_list(data: Any) -> None:
    assert whole(data) is None


def test_a_list_that_goes_round_in_circles_ends() -> None:
    assert whole([{"a": 1, "b": 2}, [1, 1, 1, 1, 1, 1, 1, 1], {"b": 2, "c": 1}, "渡船登记"]) is None


def states(script: str) -> list[Any]:
    page = parse(f"<html><body>{script}</body></html>".encode(), "text/html; charset=utf-8", "http://127.0.0.1/g", "e")
    assert isinstance(page, Page)
    return [state.data for state in states_in(page)]


def test_a_page_may_carry_its_data_flat() -> None:
    source = json.dumps(flattened(GUIDE), ensure_ascii=False)
    assert states(f'<script type="application/json" id="__DATA__">{source}</script>') == [GUIDE]


def test_a_list_is_called_what_its_script_is_called() -> None:
    rows = [{"materialName": "登记申请表", "copies": 1}, {"materialName": "船员证书", "copies": 2}]
    source = json.dumps(rows, ensure_ascii=False)
    assert states(f'<script type="application/json" id="guide-material">{source}</script>') == [
        {"guide_material": rows}
    ]
    assert states(f'<script type="application/json">{source}</script>') == [rows]
