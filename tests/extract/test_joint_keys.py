"""Answers in groups with Chinese keys: what a bare word means below the word above it, and columns of like names."""

from __future__ import annotations

from typing import Any

from crawler.domain.elements import State
from tests.extract.one_guide import read_answer

BASICS = {"名称": "渡船登记", "事项类型": "行政确认", "实施主体": "临江县交通局", "办件类型": "承诺件"}
STEPS = [
    {"环节": "受理", "步骤": "核对材料是否齐全，不齐的一次告知。", "办理时限": "1个工作日"},
    {"环节": "审查", "步骤": "对照条件逐项审查，提出意见。", "办理时限": "2个工作日"},
]


def _answer(result: dict[str, Any]) -> dict[str, Any]:
    return {"数据": {"事项": BASICS, "办理": {"受理条件": "有船的人", "办理环节": STEPS}, "办理结果": [result]}}


def test_a_bare_word_is_of_the_word_above_it() -> None:
    file = {"名称": "渡船登记证样本.jpg", "公开链接": "//cdn.example/obs/7"}
    found = read_answer(_answer({"名称": "渡船登记证", "类型": "证照", "公开附件": [file]}))
    assert (found.read("name").value, found.read("result_name").value) == ("渡船登记", "渡船登记证")
    assert (found.read("result_type").value, found.read("result_sample").state) == ("证照", State.STATED)
    assert found.read("result_name").locator == "/数据/办理结果/0/名称"


def test_files_of_a_result_that_no_name_calls_a_sample_are_none() -> None:
    file = {"名称": "渡船登记申请表.docx", "公开链接": "//cdn.example/obs/8"}
    assert not read_answer(_answer({"名称": "渡船登记证", "公开附件": [file]})).read("result_sample").stated


def test_of_two_columns_of_steps_the_one_with_sentences_says_what_is_done() -> None:
    steps = read_answer(_answer({"名称": "渡船登记证"})).steps
    assert [(step.name.value, step.description.value) for step in steps] == [
        (step["环节"], step["步骤"]) for step in STEPS
    ]
