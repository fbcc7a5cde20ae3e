"""Rows of an answer whose column for a part stands empty, or is not there: another key may hold it."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {**ANSWER, "acceptCondition": "有合格的渡船和船员。", "promiseDay": "5个工作日", "resultName": "渡船登记证"}
KEYS = {
    "material_copies": "copies",
    "material_necessity": "necessity",
    "material_source": "materialSource",
    "material_form": "materialForm",
    "material_basis": "materialBasis",
    "review_standard": "acceptStandard",
}


def materials(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"materialName": name, **row} for name, row in zip(("渡船登记申请表", "船员证书"), rows, strict=True)]


@pytest.mark.parametrize(
    ("part", "first", "second"),
    [
        ("material_copies", 2, 1),
        ("material_copies", "1份", "1份"),
        ("material_necessity", "必要", "非必要"),
        ("material_source", "申请人自备", "政府部门核发"),
        ("material_form", "纸质", "电子"),
        ("material_basis", "《渡口条例》第三条", "《渡口条例》第五条"),
        ("review_standard", "填写完整", "在有效期内"),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_an_empty_column_beside_one_of_its_kind_leaves_nothing_out(
    part: str, first: object, second: object, there: bool
) -> None:
    empty = {KEYS[part]: ""} if there else {}
    rows = materials({**empty, "qupe": first}, {**empty, "qupe": second})
    assert all(m.read(part).state is not State.NOT_STATED for m in read_answer({**GUIDE, "materials": rows}).materials)
    bare = read_answer({**GUIDE, "materials": materials({**empty}, {**empty})})
    assert all(m.read(part).state is State.NOT_STATED for m in bare.materials)


def test_a_row_is_open_only_where_it_says_something_under_the_unknown_key() -> None:
    rows = materials({"copies": "", "zkvwq": "1份"}, {"copies": "", "zkvwq": ""})
    first, second = read_answer({**GUIDE, "materials": rows}).materials
    assert (first.read("material_copies").label, second.read("material_copies").state) == ("zkvwq", State.NOT_STATED)


def test_a_column_that_one_row_fills_in_is_the_column_of_its_part() -> None:
    rows = materials({"copies": "1", "zkvwq": "2份"}, {"copies": "", "zkvwq": "1份"})
    assert read_answer({**GUIDE, "materials": rows}).materials[1].read("material_copies").state is State.NOT_STATED


@pytest.mark.parametrize("key", ["orderNum", "status", "sfgx", "materialId", "versionNo", "bybx"])
def test_numbers_of_the_record_are_no_copies(key: str) -> None:
    rows = materials({"copies": "", key: 3}, {"copies": "", key: 3})
    assert read_answer({**GUIDE, "materials": rows}).materials[0].read("material_copies").state is State.NOT_STATED


def test_the_limit_and_what_is_done_may_stand_under_unknown_keys_of_steps() -> None:
    rows = [
        {"linkName": name, "linkDay": "", "linkDesc": "", "zk": f"{name}时核对渡船的材料", "vwq": "2个工作日"}
        for name in ("受理", "审查")
    ]
    steps = read_answer({**GUIDE, "links": rows}).steps
    assert all(step.description.state is not State.NOT_STATED for step in steps)
    assert all(step.limit.state is not State.NOT_STATED for step in steps)


def test_the_standard_and_basis_of_a_fee_may_stand_under_unknown_keys() -> None:
    fee = {"feeName": "渡船检验费", "feeStandard": "", "feeBasis": "", "zkv": "每艘80元", "wqz": "发改价格〔2019〕12号"}
    guide = read_answer({**GUIDE, "isFee": "收费", "fees": [fee]})
    assert all(guide.fees[0].read(part).state is not State.NOT_STATED for part in ("fee_standard", "fee_basis"))
