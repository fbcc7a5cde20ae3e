"""Guides as county offices publish them: an article of paragraphs, each led by a few bold words or by a question."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body


def led(*pairs: tuple[str, str]) -> str:
    return "<h1>渡船补助</h1>" + "".join(f"<p><strong>{label}：</strong>{said}</p>" for label, said in pairs)


FACTS = (("申报条件", "渡船已检验。"), ("办理程序", "本人申请，乡镇审核，县局审批。"), ("联系电话", "0999-3323111"))


def test_a_paragraph_led_by_bold_words_ends_the_one_before_it() -> None:
    guide = read_body(led(*FACTS, ("申报资料", "身份证、渡船证书复印件各2份。"), ("补助标准", "每船每年590元。")))

    assert guide.read("materials").text == "身份证、渡船证书复印件各2份。"


def test_bold_words_without_a_colon_are_part_of_a_text() -> None:
    said = "<p><strong>申报条件：</strong>渡船已检验。</p><p><strong>近海</strong>渡船除外。</p>"
    guide = read_body(f"{led(*FACTS[1:])}{said}")

    assert guide.read("conditions").text == "渡船已检验。 近海渡船除外。"


def test_papers_of_a_policy_are_the_basis_where_they_name_it() -> None:
    guide = read_body(led(*FACTS, ("政策文件", "《渡船补助办法》（水运发〔2021〕7号）")))

    assert guide.read("legal_basis").text.startswith("《渡船补助办法》")


def test_the_address_among_the_ways_of_handling() -> None:
    ways = "1.窗口：县航运中心（滨河路9号）；2.网上：水运服务平台"
    guide = read_body(led(*FACTS, ("办理渠道", ways)))

    assert guide.read("place").text == "县航运中心（滨河路9号）"
    assert guide.read("handling_form").text == ways


def test_a_window_that_has_no_address_is_no_place() -> None:
    assert not read_body(led(*FACTS, ("办理渠道", "窗口：现场办理；网上：水运服务平台"))).read("place").stated


def test_letters_that_count_the_parts_of_a_text_stay() -> None:
    guide = read_body(led(*FACTS[::2], ("办理程序", "A：窗口办理，当场受理；B：网上办理，两天内受理。")))

    assert guide.read("procedure").text.startswith("A：窗口办理")


@pytest.mark.parametrize("mark", ["A：", "答："])
def test_the_mark_of_an_answer_is_no_part_of_it(mark: str) -> None:
    asked = (("多长时间能办好？", "30个工作日。"), ("在哪里办理？", "滨河路9号。"), ("收费吗？", "不收费。"))
    lines = "".join(f"<p>Q：{question}</p><p>{mark}{said}</p>" for question, said in asked)
    guide = read_body(f"<h1>渡船补助</h1><p>Q：需要哪些材料？</p><p>{mark}渡船证书。</p>{lines}")

    assert guide.read("promised_time_limit").text == "30个工作日。"
    assert guide.read("fee_status").text == "不收费。"
