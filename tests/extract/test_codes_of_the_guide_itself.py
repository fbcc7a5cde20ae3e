"""The implementation code of a guide under a key that nobody knows is told by its own make."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from crawler.domain.values.credit_code import check_character
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {**ANSWER, "acceptCondition": "有渡船。"}
_BODY = "11330000002482090"
CODE = f"{_BODY}{check_character(_BODY)}3000117001000"
OTHER = f"{_BODY}{check_character(_BODY)}3000117002000"
THIRD = f"{_BODY}{check_character(_BODY)}3000117003000"
WRONG = f"{_BODY}{'A' if check_character(_BODY) != 'A' else 'B'}3000117001000"


def code(data: Any) -> tuple[State, str]:
    found = read_answer(data).read("implementation_code")
    return found.state, found.text


@pytest.mark.parametrize("key", ["item_id", "xunum", "编号二"])
def test_a_code_under_any_key_is_the_guides_own(key: str) -> None:
    assert code({"custom": {**GUIDE, key: CODE}}) == (State.STATED, CODE)
    assert code({"data": [{**GUIDE, key: CODE}]}) == (State.STATED, CODE)


def test_a_known_key_comes_first() -> None:
    assert code({**GUIDE, "item_id": OTHER, "implementCode": CODE}) == (State.STATED, CODE)
    assert code({"a": {**GUIDE, "item_id": OTHER}, "b": {"implementCode": CODE}}) == (State.STATED, CODE)


@pytest.mark.parametrize("key", ["parentItemId", "p_item_id", "baseItemNo", "mainItemId", "sjsxbm", "主项标识"])
def test_the_code_of_what_the_item_is_part_of_may_be_its_own_where_no_other_stands(key: str) -> None:
    assert code({**GUIDE, key: OTHER})[0] is State.UNREAD
    assert code({**GUIDE, key: OTHER, "item_id": CODE}) == (State.STATED, CODE)
    assert code({**GUIDE, key: OTHER, "implementCode": CODE}) == (State.STATED, CODE)
    assert code({**GUIDE, key: "4028b8816a1b2c3d016a1b2c3d4e5f60"})[0] is State.NOT_STATED


@pytest.mark.parametrize("key", ["relatedItemId", "prevItemCode", "childItemId", "关联事项标识"])
def test_the_code_of_what_stands_beside_the_item_is_not_its_own(key: str) -> None:
    assert code({**GUIDE, key: OTHER})[0] is State.NOT_STATED
    assert code({**GUIDE, key: OTHER, "item_id": CODE}) == (State.STATED, CODE)


@pytest.mark.parametrize(
    "given",
    [
        {"item_id": CODE, "row_mark": OTHER},
        {"mark_a": CODE, "mark_b": OTHER},  # which of them is it?
        {"item_id": WRONG},  # no credit code
        {
            "item_id": CODE,
            "hotItems": [{"itemName": "船员考试", "mark": CODE}, {"itemName": "渡口备案", "mark": OTHER}],
        },
        {"item_id": CODE, "relatedItems": [{"bt": "船员考试", "mark": CODE}]},
    ],
)
def test_what_may_be_another_items_leaves_it_open(given: dict[str, Any]) -> None:
    assert code({**GUIDE, **given})[0] is State.UNREAD


@pytest.mark.parametrize(
    "given",
    [
        {"row_mark": CODE},
        {"hotItems": [{"itemName": ANSWER["itemName"], "mark": CODE}, {"itemName": "渡口备案", "mark": OTHER}]},
        {"materialList": [{"materialName": name, "of": CODE} for name in ("登记表", "船舶照片")]},
    ],
)
def test_its_parts_and_its_own_row_say_the_same(given: dict[str, Any]) -> None:
    assert code({**GUIDE, "item_id": CODE, **given}) == (State.STATED, CODE)


def test_a_code_that_only_other_items_have_is_not_its_own() -> None:
    rows = [{**GUIDE, "itemName": name, "mark": mark} for name, mark in (("船员考试", CODE), ("渡口备案", OTHER))]
    assert code({**GUIDE, "hotItems": rows})[0] is State.NOT_STATED
    assert code({**GUIDE, "hotItems": [rows[1], {**rows[1], "mark": CODE}], "item_id": THIRD}) == (State.STATED, THIRD)
    assert code({**GUIDE, "parentItem": {**GUIDE, "itemName": "船舶登记", "mark": OTHER}})[0] is State.NOT_STATED


@pytest.mark.parametrize("text", ["11330000002482090", CODE[:-1], CODE + "1", "4028b8816a1b2c3d016a1b2c3d4e5f60"])
def test_other_numbers_are_no_implementation_code(text: str) -> None:
    assert code({**GUIDE, "item_id": text})[0] is State.NOT_STATED
