"""Tables of arrays whose first row holds the titles (answers/headed_rows.py)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.one_guide import ANSWER, read_answer

HEADS = ["序号", "材料名称", "来源渠道", "纸质材料份数", "空白表格"]
ROWS = [
    [1, "渡船登记申请书", "申请人自备", "2", "/files/渡船登记申请书.doc"],
    [2, "船员名册", "申请人自备", "1", ""],
]


@pytest.mark.parametrize("key", ["rows", "blclml", "sqcl"])
def test_materials_below_the_titles_of_the_first_row(key: str) -> None:
    guide = read_answer({"data": {**ANSWER, key: [HEADS, *ROWS]}})
    assert [m.name.text for m in guide.materials] == ["渡船登记申请书", "船员名册"]
    assert [m.read("material_copies").text for m in guide.materials] == ["2", "1"]
    assert [m.read("material_source").text for m in guide.materials] == ["申请人自备"] * 2
    assert guide.materials[1].name.locator == f"/data/{key}/2/1"
    assert [bool(m.blank_forms) for m in guide.materials] == [True, False]


def test_steps() -> None:
    steps = [["环节名称", "办理内容", "办理时限"], ["受理", "核对材料。", "1个工作日"], ["审查", "看船。", "2个工作日"]]
    guide = read_answer({"data": {**ANSWER, "lc": steps}})
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [("受理", "1个工作日"), ("审查", "2个工作日")]


@pytest.mark.parametrize(
    "table",
    [
        ROWS,  # no titles
        [["材料名称", "备忘", "编码", "页码", "排序"], ROWS[0]],  # a table of which hardly anything is known
        [["来源渠道", "材料份数"], ["申请人自备", "1"]],  # nothing is named
        [HEADS],
    ],
)
def test_other_tables_are_left(table: Any) -> None:
    assert not read_answer({"data": {**ANSWER, "rows": table}}).materials


def test_labels_and_values_are_one_row() -> None:
    guide = read_answer({"data": {**ANSWER, "rows": [["材料名称", "船员名册"], ["材料份数", "1"]]}})
    assert [m.name.text for m in guide.materials] == ["船员名册"]
