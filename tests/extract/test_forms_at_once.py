"""A control that promises all forms of a guide at once (一键下载) is one of its forms, wherever it stands."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

GUIDE = (
    "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>咨询电话：0571-81234567</p><h3>申请材料</h3>{}"
    "<table><tr><th>材料名称</th><th>空白表格</th></tr><tr><td>渡船登记表</td><td></td></tr></table>"
)


@pytest.mark.parametrize("words", ["一键下载", "全部下载", "批量下载空白表格"])
@pytest.mark.parametrize("control", ["<button>{}</button>", "<div><a onclick='all()'>{}</a></div>"])
def test_it_is_one_between_a_title_and_the_materials(control: str, words: str) -> None:
    guide = read_body(GUIDE.format(control.format(words)))
    assert [form.name for form in guide.forms] == [words]
    assert [len(m.blank_forms) for m in guide.materials] == [0]


@pytest.mark.parametrize("words", ["下载客户端", "一键下载APP", "全部事项", "批量打印"])
def test_others_there_are_none(words: str) -> None:
    assert read_body(GUIDE.format(f"<button>{words}</button>")).forms == ()
