"""Tables that scripts write: a head without a row, a cell at the side that has a row of its own, a note at the end."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

HEAD = (
    "<h1>渡船登记</h1><table><tr><td>实施机构</td><td>临江县交通运输局</td><td>办理地点</td><td>临江县渡口路1号</td></tr>"
    "<tr><td>承诺期限</td><td>5个工作日</td><td>受理条件</td><td>有渡船。</td></tr></table>"
)
TITLES = ("序号", "材料名称", "材料必要性", "份数")
ROWS = (("1", "渡船登记申请书", "必要", "1"), ("2", "船舶检验证书", "非必要", "2"))


def _materials(head: str, *, last: str = "") -> str:
    cells = "".join(f"<th>{title}</th>" for title in TITLES)
    rows = "".join("<tr>" + "".join(f"<td>{word}</td>" for word in row) + "</tr>" for row in ROWS)
    return f"{HEAD}<h2>申请材料</h2><table>{head.format(cells)}<tbody>{rows}{last}</tbody></table>"


@pytest.mark.parametrize("head", ["<thead>{}</thead>", "<thead><tr>{}</tr></thead>"])
def test_the_cells_of_a_head_without_a_row_are_the_titles_of_the_columns(head: str) -> None:
    found = read_body(_materials(head)).materials
    assert [(one.name.value, one.read("material_copies").value) for one in found] == [
        ("渡船登记申请书", "1"),
        ("船舶检验证书", "2"),
    ]


def test_what_stands_under_all_columns_beside_a_word_at_the_side_is_no_material() -> None:
    note = "<tr><td>总要求</td><td colspan='3'>材料应当真实有效，加盖公章。</td></tr>"
    found = read_body(_materials("<thead><tr>{}</tr></thead>", last=note)).materials
    assert [one.name.value for one in found] == [row[1] for row in ROWS]


def test_a_row_that_holds_no_more_than_the_cell_at_the_side_is_no_step() -> None:
    guide = read_body(
        f"{HEAD}<h2>办理流程</h2><table><tr><th>办理环节</th><th>办理内容</th><th>办理时限</th></tr>"
        "<tr><td rowspan='3'>受理</td></tr><tr><td>收取材料</td><td>1个工作日</td></tr>"
        "<tr><td>核对材料</td><td>1个工作日</td></tr>"
        "<tr><td rowspan='2'>决定</td></tr><tr><td>作出决定</td><td>2个工作日</td></tr></table>"
    )
    assert [(step.name.value, step.description and step.description.value) for step in guide.steps] == [
        ("受理", "收取材料"),
        ("受理", "核对材料"),
        ("决定", "作出决定"),
    ]


@pytest.mark.parametrize("number", ["({})、", "（{}）、", "( {} )、"])
def test_the_comma_behind_the_bracket_of_a_number_is_of_the_number(number: str) -> None:
    lines = "<br>".join(number.format(n) + row[1] for n, row in enumerate(ROWS, 1))
    guide = read_body(f"{HEAD}<table><tr><td>申请材料</td><td>{lines}</td></tr></table>")
    assert [one.name.value for one in guide.materials] == [row[1] for row in ROWS]
