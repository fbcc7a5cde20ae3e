"""Old pages with a table in the cell of a value, which holds the value and a further pair beside it."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body


def _guide(row: str) -> str:
    facts = (("办事项目", "渡船登记"), ("承诺期限", "5个工作日"), ("联系电话", "0571-81234567"))
    told = "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in facts)
    return f"<table>{told}{row}</table>"


def _row(label: str, value: str, beside: str, other: str) -> str:
    inner = f"<table><tr><td>{value}</td><td>{beside}：</td><td>{other}</td></tr></table>"
    return f"<tr><td>{label}：</td><td>{inner}</td></tr>"


@pytest.mark.parametrize("shown", ["<a href='/s/r0.png'>点击查看</a>", "<img src='/s/r0.png' alt='渡口证'>"])
def test_a_specimen_beside_another_pair_is_there(shown: str) -> None:
    found = read_body(_guide(_row("结果样本", shown, "领取方式", "窗口领取")))
    assert found.read("result_sample").stated
    assert found.read("delivery").text == "窗口领取"


def test_a_value_ends_before_a_label_that_nobody_knows() -> None:
    found = read_body(_guide(_row("承办单位", "临江县交通运输局", "内部门号", "A-31")))
    assert found.read("implementing_body").text == "临江县交通运输局"


def test_words_for_the_code_of_a_body() -> None:
    found = read_body(_guide(_row("承办单位", "临江县交通运输局", "单位代码", "11330100002490123K")))
    assert found.read("body_code").text == "11330100002490123K"
