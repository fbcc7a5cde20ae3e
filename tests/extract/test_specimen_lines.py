"""Lines of a result that lead to its specimen, and counters of readers behind a day (html/specimen_lines.py)."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import LABELS, read_answer, read_body

FACTS = {"事项类型": "行政确认", "实施主体": "临江县渡口管理站", "受理条件": "有渡船。", "咨询电话": "0571-81234567"}
PAIRS = "".join(f"<h3>{label}</h3><p>{value}</p>" for label, value in FACTS.items())


def read(more: str) -> tuple[str, str]:
    guide = read_body(f"<h1>渡船登记</h1>{PAIRS}{more}")
    return guide.read("result_name").text, guide.read("result_sample").text


@pytest.mark.parametrize("lead", ["样本：", "证照样本:", "示例："])
@pytest.mark.parametrize("words", ["渡船登记证样本.jpg", "渡船登记证.jpg", "点击查看"])
def test_the_link_behind_the_word_is_the_specimen(lead: str, words: str) -> None:
    section = f"<h3>办理结果</h3><p>渡船登记证</p><p>{lead}<a href='/f/1.jpg'>{words}</a></p>"
    assert read(section) == ("渡船登记证", words)


def test_other_links_of_a_result_are_none() -> None:
    assert read("<h3>办理结果</h3><p>渡船登记证</p><p>另见：<a href='/f/1.jpg'>渡船登记证.jpg</a></p>")[1] == ""
    assert read("<h3>办理结果</h3><p>渡船登记证</p><p>样本：<a href='/f/1.doc'>渡船登记申请表样例.doc</a></p>")[1] == ""


@pytest.mark.parametrize("behind", ["已有 <b>2308</b> 人看过", "2308次浏览", "共 12 人次"])
def test_a_counter_behind_a_day_is_no_part_of_it(behind: str) -> None:
    guide = read_body(f"<h1>渡船登记</h1><p>更新时间：2026年4月12日　{behind}</p>{PAIRS}")
    assert guide.read("update_date").text == "2026年4月12日"


def test_a_question_for_the_law_with_its_name_in_brackets() -> None:
    law = "《渡口条例》第三条：渡口应当登记。"
    guide = read_body(f"<h1>渡船登记</h1>{PAIRS}<h3>凭什么办（依据）</h3><p>{law}</p>")
    assert guide.read("legal_basis").text == law
    assert LABELS.exact("为什么要（依据）").element == "material_basis"  # type: ignore[union-attr]


def test_long_keys_in_whole_words() -> None:
    answer = {"itemName": "渡船登记", "itemTypeName": "行政确认", "deptName": "临江县交通运输局"}
    said = {
        "theRightsAndObligationsOfTheApplicant": "有权查询进度。",
        "webSiteOfOnlineServiceSystem": "http://a.example/x",
    }
    guide = read_answer({**answer, **said})
    assert guide.read("rights").text == "有权查询进度。"
    assert guide.read("online_entry").stated
    assert guide.read("fee_status").state is State.NOT_STATED
    assert LABELS.words.candidates("theRightsAndObligationsOfTheCommittee") == frozenset()
    assert LABELS.words.candidates("onlineServiceSystem") == frozenset()
