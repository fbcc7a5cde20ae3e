"""Numbers of visits: those of people to the office (到现场次数), and those of readers to the page (访问量)."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = ANSWER | {"acceptCondition": "有渡船。"}
KEYS = ["visitCount", "visits", "visit_times", "VISIT_NUM"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [1523, "20311", 12])
def test_many_visits_are_those_of_readers(key: str, value: Any) -> None:
    assert read_answer(GUIDE | {key: value}).read("visits").state is State.NOT_STATED
    assert read_answer({**GUIDE, key: value, "limitSceneNum": 1}).read("visits").value == "1"


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [0, 2, "3"])
def test_a_few_may_be_either(key: str, value: Any) -> None:
    assert read_answer(GUIDE | {key: value}).read("visits").state is State.UNREAD


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", ["0次", "最多跑一次", "零跑动"])
def test_words_tell_that_people_come(key: str, value: str) -> None:
    assert read_answer(GUIDE | {key: value}).read("visits").value == value


def test_the_reason_beside_it_tells_that_people_come() -> None:
    assert read_answer(GUIDE | {"visitCount": 1, "visitReason": "核对原件"}).read("visits").value == "1"


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("applytimes", "applytimesreason"),
        ("APPLY_TIMES", "APPLY_TIMES_REASON"),
        ("applyTimes", "applyTimesReasonDesc"),
        ("visitTimes", "visitTimesReason"),
    ],
)
@pytest.mark.parametrize(("count", "why"), [("1", "核对原件"), (0, "无")])
def test_a_reason_that_is_called_like_it_tells_that_people_come(key: str, reason: str, count: Any, why: str) -> None:
    guide = read_answer(GUIDE | {key: count, reason: why})
    assert (guide.read("visits").value, guide.read("visits_reason").value) == (str(count), why)


def test_the_reason_in_words_is_read_and_not_its_code() -> None:
    given = {"APPLY_TIMES": "1", "APPLY_TIMES_REASON": "2", "APPLY_TIMES_REASONDESC": "核对原件"}
    assert read_answer(GUIDE | given).read("visits_reason").value == "核对原件"


def test_the_code_of_a_reason_is_none_in_words() -> None:
    guide = read_answer(GUIDE | {"APPLY_TIMES": "1", "APPLY_TIMES_REASON": "2"})
    assert guide.read("visits").value == "1"
    assert guide.read("visits_reason").state is State.UNREAD


@pytest.mark.parametrize("reason", ["applyReason", "limitTimesReason", "applyTimesUnit", "reason"])
def test_the_reason_of_something_else_does_not_tell(reason: str) -> None:
    guide = read_answer(GUIDE | {"applyTimes": "1", reason: "船舶灭失"})
    assert guide.read("visits").state is State.UNREAD
    assert not guide.read("visits_reason").stated


@pytest.mark.parametrize("why", ["须本人到码头核验船只", "现场试航"])
def test_a_reason_without_the_word_for_a_number_tells_where_it_speaks_of_coming(why: str) -> None:
    guide = read_answer(GUIDE | {"APPLY_TIMES": "1", "APPLY_REASON": why})
    assert (guide.read("visits").value, guide.read("visits_reason").value) == ("1", why)


@pytest.mark.parametrize("count", ["工作日9:00-17:00", "1523", ""])
def test_what_is_no_small_number_beside_a_reason_is_no_number_of_visits(count: str) -> None:
    guide = read_answer(GUIDE | {"applyTimes": count, "applyTimesReason": "设备检修"})
    assert not guide.read("visits").stated
    assert not guide.read("visits_reason").stated


@pytest.mark.parametrize("key", ["limitSceneNum", "onSiteTimes", "toWinNum", "runTimes", "projectSceneNumber"])
def test_a_key_of_the_place_where_they_come_is_believed(key: str) -> None:
    assert read_answer(GUIDE | {key: 2}).read("visits").value == "2"


@pytest.mark.parametrize("key", ["toWinInfo", "limitSceneNumDesc", "onSiteVisitsDescription"])
def test_a_note_on_the_visits_that_gives_no_number_is_why_people_come(key: str) -> None:
    guide = read_answer(GUIDE | {key: "需要申请人到窗口核验身份"})
    assert guide.read("visits_reason").value == "需要申请人到窗口核验身份"
    assert not guide.read("visits").stated


def test_a_note_that_gives_one_is_the_number() -> None:
    assert read_answer(GUIDE | {"toWinInfo": "最多跑一次"}).read("visits").value == "最多跑一次"


def test_a_badly_said_number_is_no_note() -> None:
    assert read_answer(GUIDE | {"limitSceneNum": "需要核验身份"}).read("visits").value == "需要核验身份"


@pytest.mark.parametrize("value", ["到办事现场0次", "须到窗口1次"])
def test_a_number_of_visits_is_no_time_of_the_day(value: str) -> None:
    guide = read_answer(GUIDE | {"APPLY_TIMES": value[-2], "APPLY_TIMES_VALUE": value, "SCENE_REASON": "核对原件"})
    assert (guide.read("visits").value, guide.read("hours").stated) == (value, False)


def test_hours_of_a_window_are_no_number_of_visits() -> None:
    guide = read_answer(GUIDE | {"APPLY_TIMES": "周一至周五9:00-17:00到窗口办理"})
    assert (guide.read("hours").stated, guide.read("visits").stated) == (True, False)
