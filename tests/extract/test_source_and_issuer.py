"""Source and issuer of a material in one cell (来源渠道: 政府部门核发：公安机关)."""

from __future__ import annotations

import pytest

from checks.service_guide.obsolete_reference import CHECK
from tests.extract.one_guide import read_body

_HEAD = (
    "<h1>渡船登记</h1><table><tr><th>事项名称</th><td>渡船登记</td></tr><tr><th>实施主体</th><td>临江县交通运输局</td></tr>"
    "<tr><th>受理条件</th><td>渡船检验合格，船员持有证书。</td></tr></table><h3>申请材料</h3>"
)


def _guide(title: str, cell: str) -> str:
    return (
        f"{_HEAD}<table><tr><th>序号</th><th>材料名称</th><th>{title}</th></tr>"
        f"<tr><td>1</td><td>船员身份证</td><td>{cell}</td></tr></table>"
    )


def _said(title: str, cell: str) -> tuple[str, str]:
    (material,) = read_body(_guide(title, cell)).materials
    return material.read("material_source").text, material.read("material_issuer").text


@pytest.mark.parametrize(
    "cell",
    [
        "政府部门核发：公安机关",
        "政府部门核发（公安机关）",
        "政府部门核发，公安机关出具",
        "政府部门核发（公安机关核发）",
        "行政机关颁发-公安机关",
    ],
)
def test_one_cell_names_the_source_and_the_issuer(cell: str) -> None:
    assert _said("来源渠道", cell) == (cell, "公安机关")


@pytest.mark.parametrize(
    "cell",
    [
        "政府部门核发",
        "政府部门核发（复印件）",
        "政府部门核发：相关部门",
        "政府部门核发（申请单位）",
        "申请人自备（加盖单位公章）",
        "公安机关",
    ],
)
def test_a_cell_that_names_no_office_behind_the_source(cell: str) -> None:
    assert _said("来源渠道", cell) == (cell, "")


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ("政府部门核发/公安机关", "政府部门核发"),
        ("政府部门核发 公安机关", "政府部门核发"),
        ("政府部门核发：公安机关", "政府部门核发：公安机关"),
    ],
)
def test_a_column_for_both_holds_both(cell: str, source: str) -> None:
    assert _said("来源渠道及出具单位", cell) == (source, "公安机关")


def test_an_office_that_is_no_more_is_reported_once_of_one_cell() -> None:
    answer = CHECK.evaluate(read_body(_guide("来源渠道", "政府部门核发：县工商局")))
    assert [defect.about.element for defect in answer.defects] == ["material_source"]
