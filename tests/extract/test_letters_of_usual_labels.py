"""Keys that spell the first letters of labels in everyday use, and keys of a way and a place in English."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer, read_body

GUIDE = {**ANSWER, "acceptCondition": "有合格的渡船和船员。", "resultName": "渡船登记证"}


@pytest.mark.parametrize(
    ("key", "words", "element"),
    [
        ("bsyj", "《渡口条例》第三条", "legal_basis"),
        ("sfwssb", "是", "online"),
        ("sfzxzf", "不支持", "online_payment"),
        ("jfbz", "每艘80元", "fee_standard"),
        ("jfyj", "发改价格〔2019〕12号", "fee_basis"),
        ("sbfs", "窗口办理", "handling_form"),
        ("kdfw", "支持", "courier"),
        ("zhxgsj", "2026-03-01", "update_date"),
        ("cnts", "7个工作日", "promised_time_limit"),
        ("fdts", "20个工作日", "statutory_time_limit"),
        ("dckcs", "1次", "visits"),
        ("dealAddress", "临江县松涛路1号一楼", "place"),
        ("comeTimes", "1", "visits"),
        ("powerBasis", "《渡口条例》第三条", "legal_basis"),
        ("handleFlowsheet", "https://bs.example/up/7.jpg", "flow_chart"),
    ],
)
def test_letters_and_words_of_usual_labels_are_read(key: str, words: str, element: str) -> None:
    assert read_answer({**GUIDE, key: words}).read(element).text == words


@pytest.mark.parametrize(
    ("words", "element"),
    [("窗口办理、网上办理", "handling_form"), ("窗口办理", "handling_form"), ("承诺件", "case_type")],
)
def test_the_type_of_a_process_is_what_its_word_says(words: str, element: str) -> None:
    guide = read_answer({**GUIDE, "processType": words})
    assert guide.read(element).text == words
    assert not guide.read(*{"handling_form", "case_type"} - {element}).stated


def test_a_limit_that_does_not_say_whose_it_is_leaves_both_open() -> None:
    guide = read_answer({**GUIDE, "handleLimit": "7个工作日"})
    assert State.NOT_STATED not in {guide.read(f"{whose}_time_limit").state for whose in ("promised", "statutory")}


def test_hours_on_working_days_by_law_are_no_limit() -> None:
    guide = read_body("<h1>渡船登记</h1><dl><dt>窗口开放时段</dt><dd>法定工作日9:00-17:00</dd></dl>")
    assert not guide.read("statutory_time_limit").stated


@pytest.mark.parametrize("key", ["transactDepname", "decideOrg"])
def test_the_office_that_handles_or_decides_is_the_implementing_body(key: str) -> None:
    said = {**GUIDE, key: "临江县交通运输局"}
    said.pop("deptName")
    assert read_answer(said).read("implementing_body").text == "临江县交通运输局"
    assert not read_answer({**said, key: "2026-03-01"}).read("implementing_body").stated
