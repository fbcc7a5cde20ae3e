"""Names of offices at the foot of a printed page (页脚), beside its number: they say nothing of what stands above."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = "".join(
    f"<p><b>{label}：</b><span>{value}</span></p>"
    for label, value in (("事项类型", "行政许可"), ("实施主体", "云溪县交通运输局"), ("服务对象", "企业法人"))
)
ROWS = "<tr><th>材料名称</th><th>必要性</th></tr><tr><td>渡船登记表</td><td>必要</td></tr>"


def issuer(foot: str) -> State:
    """What is known of who issues the last material of a page that ends with its forms and this line."""
    table = f"<table>{ROWS}<tr><td>渡工证书</td><td>必要</td></tr></table>"
    annex = "<p>附件：</p><p>1. <a href='/a.docx'>渡船登记表（空白表）</a></p>"
    guide = read_body(f"<h1>渡口经营许可</h1>{FACTS}<h2>申请材料</h2>{table}{annex}<div>{foot}</div>")
    return guide.materials[0].read("material_issuer").state


@pytest.mark.parametrize("number", ["— 3 —", "第3页 共4页", "3/4页", "- 12 -", "共4页，第3页"])
def test_who_printed_a_page_issues_no_material(number: str) -> None:
    assert issuer(f"<span>云溪县海事局</span><span>{number}</span>") is State.NOT_STATED


@pytest.mark.parametrize("beside", ["3页", "3份", "3"])
def test_an_office_beside_another_number_may(beside: str) -> None:
    assert issuer(f"<span>云溪县海事局</span><span>{beside}</span>") is State.UNREAD


def test_cells_beside_a_number_of_pages_are_those_of_a_row() -> None:
    row = "<tr><td>渡工证书</td><td>必要</td><td>云溪县海事局</td><td>第3页</td></tr>"
    head = "<tr><th>材料名称</th><th>必要性</th><th>哪儿</th><th>哪页</th></tr>"
    guide = read_body(f"<h1>渡口经营许可</h1>{FACTS}<h2>申请材料</h2><table>{head}{row}</table>")
    assert guide.materials[0].read("material_issuer").state is not State.NOT_STATED
