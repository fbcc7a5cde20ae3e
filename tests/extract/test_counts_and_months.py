"""Numbers of originals in words, months as dates, and other words for the date of a guide."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer, read_body

GUIDE = {**ANSWER, "acceptCondition": "有渡船，船员持有证书。", "promiseDays": "5个工作日"}


def counted(**given: str) -> tuple[str, str]:
    rows = [{"materialName": "渡船申请表", **given}, {"materialName": "船员名册", "originCount": "1"}]
    material = read_answer({**GUIDE, "materialList": rows}).materials[0]
    return material.read("material_copies").text, material.read("material_original").text


@pytest.mark.parametrize("words", ["2份", "一式两份", "若干"])
def test_a_number_of_originals_in_words_is_one_of_copies_too(words: str) -> None:
    assert counted(originCount=words) == (words, f"原件{words}")


def test_no_originals_are_a_number_and_no_code() -> None:
    assert counted(originCount="0") == ("0", "")
    assert counted(originCount="0", copyCount="2") == ("2", "复印件2份")
    assert counted(originCount="3") == ("3", "原件3份")


def test_what_counts_nothing_is_no_number_of_copies() -> None:
    assert counted(originCount="视情况")[0] == ""
    assert counted(originType="2份")[0] == ""


@pytest.mark.parametrize(
    ("key", "day"), [("更新时间", "2025年9月"), ("updateTime", "2025-09"), ("publishDate", "2025.11")]
)
def test_a_month_with_its_year_is_a_date_in_an_answer_too(key: str, day: str) -> None:
    assert read_answer({**GUIDE, key: day}).read("update_date").text == day


@pytest.mark.parametrize("words", ["2025", "9月", "2025年13月"])
def test_less_than_a_month_is_none(words: str) -> None:
    assert not read_answer({**GUIDE, "publish": words}).read("update_date").stated


@pytest.mark.parametrize("label", ["录入日期", "信息录入时间", "刊登日期", "登载时间"])
def test_the_day_on_which_a_guide_was_entered_is_its_date(label: str) -> None:
    rows = {"事项类型": "行政确认", "实施主体": "临江县渡口管理站", "受理条件": "有渡船。", label: "2026-02-03"}
    page = "".join(f"<tr><td>{name}：</td><td>{words}</td></tr>" for name, words in rows.items())
    assert read_body(f"<h1>渡船登记</h1><table>{page}</table>").read("update_date").text == "2026-02-03"


def test_the_day_of_a_register_is_not() -> None:
    rows = {"事项类型": "行政确认", "实施主体": "临江县渡口管理站", "受理条件": "有渡船。", "登记日期": "2026-02-03"}
    page = "".join(f"<tr><td>{name}：</td><td>{words}</td></tr>" for name, words in rows.items())
    assert read_body(f"<h1>渡船登记</h1><table>{page}</table>").read("update_date").state is not State.STATED
