"""Sections of questions that say that there are none: 暂无常见问题 below 常见问题."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = "<p>事项名称：渡船登记</p><p>事项类型：行政许可</p><p>实施主体：临江县交通局</p><h3>受理条件</h3><p>有船。</p>"


@pytest.mark.parametrize("words", ["暂无常见问题", "暂无相关问题", "没有问题。"])
def test_a_section_that_says_it_has_no_questions(words: str) -> None:
    assert read_body(f"{FACTS}<h3>常见问题</h3><div><p>{words}</p></div>").read("faq").state is State.NOT_STATED


@pytest.mark.parametrize("words", ["暂无船证可以办吗？", "没有船证怎么办"])
def test_a_question_may_begin_so(words: str) -> None:
    guide = read_body(f"{FACTS}<h3>常见问题</h3><p>{words}</p><p>先补办船证。</p>")

    assert guide.read("faq").text.startswith(words)
