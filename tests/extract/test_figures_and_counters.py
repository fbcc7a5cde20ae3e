"""Figures, ranks and measures at the beginning of words (4.5吨, 二、三类, 2 寸): no counter is cut off them."""

from __future__ import annotations

import pytest

from crawler.domain.values.form_words import label_key
from crawler.domain.values.service_name import plain_name
from crawler.extract.guide.prose import unnumbered
from crawler.extract.guide.question_lines import questions
from crawler.page.lists.item_cells import clean_name
from crawler.page.vocabulary import guide_section
from tests.extract.one_guide import read_body

FACTS = {
    "事项名称": "渡船登记",
    "事项类型": "行政确认",
    "实施主体": "临江县交通运输局",
    "受理条件": "船舶在本县水域航行",
    "承诺办结时限": "5个工作日",
    "咨询电话": "0571-81234567",
}


def _page(more: str) -> str:
    return "".join(f"<h3>{label}</h3><p>{value}</p>" for label, value in FACTS.items()) + more


@pytest.mark.parametrize(
    "words",
    [
        "4.5吨以下车辆行驶证",
        "1．5米以下渡船证明",
        "二、三类医疗器械注册证",
        "一、二、三级建造师证书",
        "2 寸免冠照片",
        "18 周岁以上人员身份证",
        "20 元/本",
        "3 个工作日内办结",
    ],
)
def test_what_is_part_of_the_words(words: str) -> None:
    assert unnumbered(words) == words


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("1.身份证", "身份证"),
        ("1. 2025年度报告", "2025年度报告"),
        ("2 个人身份证明", "个人身份证明"),
        ("3　年度报告", "年度报告"),
        ("二、三个月的流水", "三个月的流水"),
        ("一、申请表", "申请表"),
        ("1. 2 寸照片", "2 寸照片"),
    ],
)
def test_what_counts_an_entry(words: str, bare: str) -> None:
    assert unnumbered(words) == bare


@pytest.mark.parametrize("sign", ["", "问：", "Q1：", "Q 2. ", "（3）", "问题1 "])
def test_a_question_that_begins_with_a_figure(sign: str) -> None:
    asked = "4.5吨以下小船要登记吗？"

    assert [one.title for one in questions((f"{sign}{asked}", "不需要。"))] == [asked]


def test_names_of_items_and_labels_of_forms() -> None:
    assert clean_name("二、三类医疗器械经营许可") == "二、三类医疗器械经营许可"
    assert clean_name("三、医疗器械经营许可") == "医疗器械经营许可"
    assert plain_name("二、三类医疗器械经营许可") != plain_name("三类医疗器械经营许可")
    assert label_key("4.5吨以下车辆") != label_key("5吨以下车辆")
    assert guide_section("4.受理条件") == "受理条件"


@pytest.mark.parametrize(
    "steps",
    [
        "<p>1.受理（1.5小时）</p><p>2.审核（0.5个工作日）</p>",
        "<p>1、受理：1.5小时</p><p>2、审核：0.5个工作日</p>",
        "<ul><li><span>1.5小时</span><b>受理</b><p>核对</p></li><li><span>0.5个工作日</span><b>审核</b><p>查看</p></li></ul>",
    ],
)
def test_limits_of_steps_keep_their_figures(steps: str) -> None:
    guide = read_body(_page(f"<h3>办理流程</h3>{steps}"))

    assert [(step.name.text, step.limit.text) for step in guide.steps] == [("受理", "1.5小时"), ("审核", "0.5个工作日")]
    assert not any("工作日" in step.description.text for step in guide.steps)


def test_a_question_in_a_term() -> None:
    guide = read_body(_page("<h3>常见问题</h3><dl><dt>4.5吨以下小船要登记吗？</dt><dd>1.5米以下的不用。</dd></dl>"))

    assert [(one.question.text, one.answer.text) for one in guide.faqs] == [
        ("4.5吨以下小船要登记吗？", "1.5米以下的不用。")
    ]
