"""Titles that a script writes over rows of cells: answers without a word for them are read by these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.assembly.unknown_keys import Taught
from crawler.domain.elements import State
from crawler.extract.answers.written_titles import written_titles
from crawler.extract.guide.reading import read_guide
from tests.extract.one_guide import ANSWER, LABELS, answer_of

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary

TITLES = '["收费项目名称", "收费标准", "收费依据", "是否允许减免"]'
ROW = ["丈量费", "", "《关于船舶收费的通知》", "否"]
DRAWN = f"box.innerHTML = table({TITLES}, d.feeRows.map(function (r) {{ return r.map(esc); }}));"


def parts(script: str) -> list[str]:
    return [part for own in written_titles([script], LABELS).values() for part in own.parts.values()]


ALL = ["fee_name", "fee_standard", "fee_basis", "fee_reduction"]


@pytest.mark.parametrize(
    "script",
    [
        DRAWN,
        f"table({TITLES}, (d.feeRows || []).map((r) => r.join('|')))",
        (
            "h = '<tr><th>收费项目名称</th><th>收费标准</th><th>收费依据</th><th>是否允许减免</th></tr>';"
            "$.each(d.feeRows, function (i, r) { h += '<td>' + r[0] + '</td><td>' + r[1] + r[2] + r[3] });"
        ),
    ],
    ids=["mapped", "arrow", "by number"],
)
def test_the_parts_of_columns_whose_titles_a_script_writes(script: str) -> None:
    assert parts(script) == ALL


@pytest.mark.parametrize(
    "script",
    [
        DRAWN.replace("r.map(esc)", "[r[1], r[0], r[2], r[3]]"),
        DRAWN.replace("r.map(esc)", "cells(r.name, r.standard)"),
        DRAWN + DRAWN.replace(TITLES, '["姓名", "电话", "地址", "备注"]'),
        DRAWN.replace("收费项目名称", "序").replace("收费标准", "甲"),
    ],
    ids=["in another order", "rows with keys", "two titles for one key", "titles of no list"],
)
def test_titles_that_say_nothing_of_the_columns(script: str) -> None:
    assert parts(script) == []


def learned(scripts: list[str]) -> LabelDictionary:
    """What a portal teaches of which no guide was rendered, by its scripts alone."""
    return Taught(lambda: (), lambda _: None, LABELS, (), scripts).labels


def guide(scripts: list[str], rows: Any) -> Any:
    labels = learned(scripts)
    return read_guide([answer_of({"data": {**ANSWER, "feeFlag": "收费", "feeRows": rows}})], labels)


def test_answers_are_read_by_the_titles_that_a_script_writes() -> None:
    [fee] = guide([DRAWN], [ROW]).fees
    standard = fee.read("fee_standard")
    assert (fee.name.value, standard.state, standard.label) == ("丈量费", State.NOT_STATED, "收费标准")
    assert (fee.read("fee_reduction").value, fee.read("fee_reduction").locator) == ("否", "/data/feeRows/0/3")
    assert guide([], [ROW]).fees == ()


def test_a_title_of_a_step_that_is_no_part_of_it_says_what_it_says_elsewhere() -> None:
    script = 'table(["环节名称", "办理时限", "办理内容", "审查标准"], d.flowRows.map(r => r.map(esc)))'
    rows = [["受理", "1个工作日", "核对材料", "申请材料齐全"], ["审查", "3个工作日", "查验船舶", "船舶尺度与图纸一致"]]
    labels = learned([script])
    found = read_guide([answer_of({"data": {**ANSWER, "feeFlag": "收费", "flowRows": rows}})], labels)
    assert [step.limit.value for step in found.steps] == ["1个工作日", "3个工作日"]
    standard = found.read("review_standard")
    assert (standard.text, standard.locator) == ("申请材料齐全；船舶尺度与图纸一致", "/data/flowRows/0/3")
