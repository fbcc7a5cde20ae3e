"""Rows that fold out below an entry of a list: what they say belongs to the entry above, and they are none."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

BASE = (
    "<table><tr><td>事项名称</td><td>渔船登记</td></tr><tr><td>事项类型</td><td>行政确认</td></tr>"
    "<tr><td>实施主体</td><td>临水县农业农村局</td></tr></table>"
)
HEADS = "<tr><th>序号</th><th>材料名称</th><th>材料形式</th><th>份数</th><th>材料必要性</th><th>更多</th></tr>"
PIECES = "来源渠道说明：由船舶检验机构核发<br>填报须知：加盖公章<br>受理标准：在有效期内"
ENTRY = "<tr><td{0}>{1}</td><td>{2}</td><td>纸质</td><td>1份</td><td>必要</td><td><a href='#'>详情</a></td></tr>"


def materials(further: str, first: str = "") -> list[tuple[str, str, str]]:
    names = ("渔船照片", "检验证书")
    rows = "".join(ENTRY.format(first, n, name) + further for n, name in enumerate(names, start=1))
    guide = read_body(f"<h1>渔船登记</h1>{BASE}<h3>申请材料</h3><table>{HEADS}{rows}</table>")
    parts = ("material_copies", "review_standard")
    return [(one.name.text, *(one.read(part).value or "" for part in parts)) for one in guide.materials]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("further", "first"),
    [
        (f"<tr style='display:none'><td></td><td colspan='5'>{PIECES}</td></tr>", ""),
        (f"<tr class='mx'><td colspan='6'>{PIECES}</td></tr>", ""),
        (f"<tr><td></td><td colspan='4'>{PIECES}</td><td></td></tr>", ""),
        (f"<tr><td colspan='4'>{PIECES}</td></tr>", ""),
        (f"<tr><td>{PIECES}</td></tr>", ""),
        (f"<tr><td></td><td>{PIECES}</td></tr>", ""),
        (f"<tr><td colspan='5'>{PIECES}</td></tr>", " rowspan='2'"),
        (f"<tr><td></td><td colspan='5'><p>{PIECES.replace('<br>', '</p><p>')}</p></td></tr>", ""),
    ],
)
def test_a_row_that_folds_out_says_more_of_the_material_above(further: str, first: str) -> None:
    assert materials(further, first) == [("渔船照片", "1份", "在有效期内"), ("检验证书", "1份", "在有效期内")]


@pytest.mark.parametrize("name", ["身份证明：户口簿", "登记申请书", "其他情形：捕捞许可证<br>养殖情形：养殖证"])
def test_a_row_of_a_name_alone_is_an_entry(name: str) -> None:
    empty = "<td></td>" * 4
    assert len(materials(f"<tr><td></td><td>{name}</td>{empty}</tr>")) == 3


def test_a_wide_cell_that_names_a_material_is_an_entry() -> None:
    further = "<tr><td></td><td colspan='5'>材料名称：航行签证簿<br>份数：2份</td></tr>"
    assert len(materials(further)) == 3
