"""A file at the foot of a guide that calls itself a specimen of the result (结果样本) is that, and no form."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

GUIDE = (
    "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>咨询电话：0571-81234567</p>"
    "<table><tr><th>材料名称</th><th>份数</th></tr><tr><td>渡船登记表</td><td>1</td></tr></table>"
    "<p>审批结果名称：渡船登记证</p>"
)


@pytest.mark.parametrize("words", ["渡船登记证（结果样本）.jpg", "2.渡船登记证结果样张", "结果样式：渡船登记证.pdf"])
def test_a_specimen_among_the_files(words: str) -> None:
    files = f"<p>附件：<a href='/f/1.docx'>1.渡船登记表.docx</a></p><p><a href='/f/2.jpg'>{words}</a></p>"
    guide = read_body(GUIDE + files)

    assert guide.read("result_sample").value == words
    assert [form.name for form in guide.forms] == []
    assert [len(m.blank_forms) for m in guide.materials] == [1]


def test_a_button_that_names_nothing_is_none() -> None:
    guide = read_body(f"{GUIDE}<p><a href='/r.jpg'>2.查看审批结果样本</a></p>")

    assert guide.read("result_sample").state is not State.STATED


def test_a_sample_of_the_form_is_none() -> None:
    guide = read_body(f"{GUIDE}<p><a href='/f/2.docx'>渡船登记表（样表）.docx</a></p>")

    assert guide.read("result_sample").state is not State.STATED
    assert [len(m.sample_forms) for m in guide.materials] == [1]
