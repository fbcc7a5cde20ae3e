"""A link called a sample (样本下载) below the table that names the result."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = "<p>事项名称：渡船登记</p><p>事项类型：行政许可</p><p>实施主体：临江县交通局</p><h3>受理条件</h3><p>有船。</p>"
RESULT = "<tr><td>审批结果名称</td><td>渡船证</td><td>送达方式</td><td>窗口领取</td></tr>"
LINK = '<p><a href="/upload/b81f.png">样本下载</a></p>'


def test_a_sample_below_the_table_of_the_result() -> None:
    guide = read_body(f"{FACTS}<h3>结果信息</h3><table>{RESULT}</table>{LINK}")

    assert guide.read("result_sample").text == "样本下载"


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>材料名称</th><th>份数</th></tr><tr><td>登记书</td><td>1</td></tr></table>",
        f"<table>{RESULT}<tr><td>申请材料</td><td>渡船登记书</td></tr></table>",
        f"<table>{RESULT}</table><p>渡船登记书</p>",
    ],
)
def test_one_behind_anything_else_may_be_that_of_a_form(table: str) -> None:
    assert read_body(f"{FACTS}{table}{LINK}").read("result_sample").state is State.UNREAD
