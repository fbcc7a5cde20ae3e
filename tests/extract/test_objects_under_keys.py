"""What an answer says in objects under the keys of a guide, and beside the sections of it that are known."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

FIRST, SECOND = "船舶所有人为本县居民或者企业。", "船舶检验合格，证书在有效期内。"
REVIEW = "对登记决定不服的，可以自收到决定书之日起六十日内申请行政复议。"
SUIT = "也可以在六个月内提起行政诉讼。"
PARTS = {
    "jbxx": {"sxmc": "渡船登记", "sxlxMc": "行政确认", "ssztmc": "临江县交通运输局"},
    "lxfs": {"zxdh": "0571-81234567", "jdtsdh": "0571-81234568"},
    "blxx": {"cnbjsx": "5个工作日", "blsj": "周一至周五 9:00-17:00"},
}
GUIDE = {**ANSWER, "resultName": "渡船登记证", "isOnline": "是"}
STEPS = [("申请", "申请人递交材料。"), ("受理", "窗口核对材料是否齐全。"), ("办结", "制作登记证并送达。")]


def state(data: dict[str, Any], element: str) -> tuple[State, str]:
    found = read_answer({"code": 0, "data": data}).read(element)
    return found.state, found.text


@pytest.mark.parametrize("around", [GUIDE, PARTS])
@pytest.mark.parametrize(
    ("key", "held"),
    [
        ("sltj", {"tjnr": FIRST + SECOND}),
        ("sltj", {"tj1": FIRST, "tj2": SECOND}),
        ("sltj", {"xx": {"id": "a7", "qq": FIRST + SECOND}}),
        ("acceptCondition", {"bt": "登记前", "zz": FIRST + SECOND}),
        ("sltj", [{"xh": 1, "mc": "条件一", "nr": FIRST}, {"xh": 2, "mc": "条件二", "nr": SECOND}]),
    ],
)
def test_texts_in_an_object_are_what_its_key_says(around: dict[str, Any], key: str, held: Any) -> None:
    found, text = state({**around, key: held}, "conditions")
    assert (found, text.replace(" ", "")) == (State.STATED, FIRST + SECOND)


def test_what_a_condition_is_about_stands_before_it() -> None:
    rows = [{"mc": "所有人", "nr": FIRST}, {"mc": "船舶", "nr": SECOND}]
    assert state({**GUIDE, "sltj": rows}, "conditions")[1] == f"所有人：{FIRST} 船舶：{SECOND}"


def test_both_ways_of_remedy_in_an_object_are_its_text() -> None:
    assert state({**PARTS, "jjtj": {"aa": REVIEW, "bb": SUIT}}, "remedy") == (State.STATED, f"{REVIEW} {SUIT}")
    offices = {"fyjg": "临江县人民政府", "ssjg": "临江县人民法院"}
    assert state({**PARTS, "jjtj": {**offices, "sm": REVIEW}}, "remedy")[0] is State.STATED


def test_an_object_with_keys_of_other_elements_says_those() -> None:
    guide = read_answer({**GUIDE, "sltj": {"zz": FIRST, "fwdx": "自然人"}})
    assert guide.read("service_target").value == "自然人"
    assert guide.read("conditions").state is State.UNREAD


def test_a_label_in_an_object_names_what_stands_beside_it() -> None:
    held = {"bt": "咨询方式", "zz": "到渡口窗口问，也可以打电话。"}
    assert state({**GUIDE, "sltj": held}, "conditions")[0] is State.UNREAD


@pytest.mark.parametrize("held", [{"a": [["b", FIRST]]}, [[FIRST], [SECOND]], {"a": {"b": [{"c": FIRST, "d": FIRST}]}}])
def test_what_stands_under_the_key_of_an_element_and_was_not_understood_is_not_missing(held: Any) -> None:
    assert state({**GUIDE, "sltj": held}, "conditions")[0] is State.UNREAD
    assert state({**GUIDE, "sltj": {"a": {"b": [{"id": 7}]}}}, "conditions")[0] is State.NOT_STATED


@pytest.mark.parametrize(
    "steps",
    [
        dict(STEPS),
        {name: {"content": done, "limit": "1个工作日"} for name, done in STEPS},
        {f"s{n}": {"name": name, "content": done} for n, (name, done) in enumerate(STEPS)},
        {f"step{n}": f"{name}：{done}" for n, (name, done) in enumerate(STEPS)},
    ],
)
def test_steps_may_be_written_as_a_map(steps: Any) -> None:
    guide = read_answer({**GUIDE, "bllc": steps})
    assert [(one.name.text, one.description.text) for one in guide.steps] == STEPS
    assert guide.read("procedure").stated


def test_questions_may_be_written_as_a_map() -> None:
    guide = read_answer({**GUIDE, "cjwt": {"多久能拿证？": "五个工作日。", "能代办吗？": "可以。"}})
    assert [(one.question.text, one.answer.text) for one in guide.faqs] == [
        ("多久能拿证？", "五个工作日。"),
        ("能代办吗？", "可以。"),
    ]


def test_of_the_same_procedure_by_two_ways_one_is_read() -> None:
    ways = {
        way: "<br/>".join(f"{n}.{name}：{done}" for n, (name, done) in enumerate(STEPS, 1)) for way in ("wsbl", "ckbl")
    }
    assert [one.name.text for one in read_answer({**GUIDE, "bllc": ways}).steps] == ["申请", "受理", "办结"]


def test_steps_with_names_and_limits_alone_are_steps_under_any_key() -> None:
    rows = [{"aa": "申请", "bb": "", "cc": ""}, {"aa": "受理", "bb": "", "cc": "1个工作日"}]
    rows.append({"aa": "办结", "bb": "", "cc": "3个工作日"})
    guide = read_answer({**GUIDE, "qtxx": rows})
    assert [(one.name.text, one.limit.text) for one in guide.steps] == [
        ("申请", ""),
        ("受理", "1个工作日"),
        ("办结", "3个工作日"),
    ]


def test_rows_with_the_name_of_a_step_and_its_limit_are_steps_whatever_they_do() -> None:
    rows = [{"nodeName": "转船检站", "nodeLimit": "2个工作日"}, {"nodeName": "归还", "nodeLimit": ""}]
    assert len(read_answer({**GUIDE, "qtxx": rows}).steps) == 2


@pytest.mark.parametrize("held", [REVIEW + SUIT, {"nr": REVIEW + SUIT}])
@pytest.mark.parametrize("around", [GUIDE, PARTS])
def test_a_text_that_tells_of_review_is_the_remedy_wherever_it_stands(around: dict[str, Any], held: Any) -> None:
    assert state({**around, "bfjz": held}, "remedy") == (State.STATED, REVIEW + SUIT)


@pytest.mark.parametrize("held", [FIRST + SECOND, {"nr": FIRST + SECOND}, [{"nr": FIRST}, {"nr": SECOND}]])
@pytest.mark.parametrize("around", [GUIDE, PARTS])
def test_a_text_under_unknown_keys_beside_the_guide_may_be_its_conditions(around: dict[str, Any], held: Any) -> None:
    assert state({**around}, "conditions")[0] is State.NOT_STATED
    assert state({**around, "zzyq": held}, "conditions")[0] is State.UNREAD


def test_what_is_around_a_guide_on_every_page_is_none_of_it() -> None:
    offices = {"aa": "临江县人民法院"}
    assert state({**PARTS, "qt": offices}, "remedy")[0] is State.UNREAD
    assert state({**PARTS, "footer": offices}, "remedy")[0] is State.NOT_STATED
    assert state({"jbxx": GUIDE, "qt": offices}, "remedy")[0] is State.NOT_STATED


def test_a_key_of_several_elements_with_nothing_under_it_is_the_one_without_a_list() -> None:
    assert state({**GUIDE, "serviceType": "无"}, "intermediary") == (State.STATED, "无")
    assert state({**GUIDE, "serviceType": "7"}, "intermediary")[0] is State.UNREAD


@pytest.mark.parametrize("key", ["xzfyhss", "xzfyjss", "xzfyyss", "sxxzfy"])
def test_letters_of_labels_with_another_word_between_their_halves_or_that_of_items_before_them(key: str) -> None:
    text = "按规定向临江县人民政府提出。"
    assert state({**GUIDE, key: text}, "remedy") == (State.STATED, text)
    assert state({**GUIDE, f"{key}q": text}, "remedy")[0] is not State.STATED


def test_a_number_with_its_unit_under_an_unknown_key_may_be_either_limit() -> None:
    limit = {"sz": 12, "dw": "工作日"}
    for element in ("statutory_time_limit", "promised_time_limit"):
        assert state({**GUIDE, "wjs": limit}, element)[0] is State.UNREAD
        assert state(GUIDE, element)[0] is State.NOT_STATED
    assert state({**GUIDE, "cnbjsx": limit, "wjs": limit}, "promised_time_limit") == (State.STATED, "12个工作日")
