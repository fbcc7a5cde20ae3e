"""Forms in a cell merged over several materials (合并单元格里的表格): each to the one it is called after, or to all."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

HEAD = (
    "<h1>养蚕许可</h1><table><tr><th>事项名称</th><td>养蚕许可</td></tr><tr><th>事项类型</th><td>行政许可</td></tr>"
    "<tr><th>法定办结时限</th><td>20个工作日</td></tr><tr><th>受理条件</th><td>有桑园十亩以上。</td></tr></table>"
)


def _forms(cell: str) -> dict[str, list[str]]:
    guide = read_body(
        f"{HEAD}<h2>申请材料</h2><table><tr><th>材料名称</th><th>来源渠道</th><th>空白表格</th></tr>"
        f"<tr><td>养蚕申请表</td><td rowspan='2'>申请人自备</td><td rowspan='2'>{cell}</td></tr>"
        "<tr><td>桑园承诺书</td></tr><tr><td>蚕种清单</td><td>政府部门核发</td><td>无</td></tr></table>"
    )
    assert [one.read("material_source").value for one in guide.materials] == [
        "申请人自备",
        "申请人自备",
        "政府部门核发",
    ]
    return {one.name.text: [form.name for form in one.blank_forms] for one in guide.materials}


def test_each_form_goes_to_the_material_that_it_is_called_after() -> None:
    cell = "<a href='/b.docx'>桑园承诺书.docx</a><br><a href='/a.docx'>养蚕申请表.docx</a>"

    assert _forms(cell) == {"养蚕申请表": ["养蚕申请表.docx"], "桑园承诺书": ["桑园承诺书.docx"], "蚕种清单": []}


@pytest.mark.parametrize("words", ["表格下载.docx", "养蚕申请表.docx", "养蚕申请表和桑园承诺书.docx"])
def test_a_form_that_leaves_a_row_without_one_is_that_of_all(words: str) -> None:
    assert _forms(f"<a href='/a.docx'>{words}</a>") == {"养蚕申请表": [words], "桑园承诺书": [words], "蚕种清单": []}
