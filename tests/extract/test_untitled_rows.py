"""Rows of cells without titles in an answer: known by what all of them hold, else left open (answers/untitled.py)."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

EXAM = ["报名考试费", "60元/科", "《关于考试收费的批复》（发改价格〔2018〕9号）"]
BOOK = ["证书工本费", "10元/本", "《关于证书收费的批复》（发改价格〔2019〕3号）"]
ASKED = [["可以委托他人办理吗？", "可以，带委托书。"], ["多久能办好？", "5个工作日。"]]
GUIDE = {**ANSWER, "feeFlag": "收费"}


def fees(rows: Any, key: str = "rows") -> list[list[str | None]]:
    guide = read_answer({"data": {**GUIDE, key: rows}})
    return [[fee.name.value, fee.read("fee_standard").value, fee.read("fee_basis").value] for fee in guide.fees]


def test_fees_are_known_by_their_values() -> None:
    assert fees([EXAM, BOOK]) == [EXAM, BOOK]
    assert fees([EXAM[::-1]]) == [EXAM]


def test_what_another_column_may_say_is_unread() -> None:
    guide = read_answer({"data": {**GUIDE, "rows": [[*EXAM, "否"]]}})
    assert guide.fees[0].read("fee_standard").value == EXAM[1]
    assert {guide.fees[0].read(e).state for e in ("fee_reduction", "online_payment")} == {State.UNREAD}
    assert guide.read("fee_reduction").unread
    alone = read_answer({"data": {**GUIDE, "rows": [EXAM]}})
    assert alone.fees[0].read("fee_reduction").state is State.NOT_STATED


@pytest.mark.parametrize(
    "rows",
    [
        [EXAM, ["证书工本费", "按规定", BOOK[2]]],
        [EXAM, ["证书", "10元/本", BOOK[2]]],
        [["报名考试费", "60元/科", "80元/科"]],
        [["报名考试费", "考务费", "60元/科"]],
        [["不收费", "0元"]],
    ],
    ids=["one without an amount", "one that names no fee", "two amounts", "two names", "no name"],
)
def test_rows_that_do_not_agree_are_no_fees(rows: Any) -> None:
    assert fees(rows) == []


@pytest.mark.parametrize("key", ["rows", "faq"])
def test_questions_with_their_answers(key: str) -> None:
    guide = read_answer({"data": {**GUIDE, key: ASKED}})
    assert [(faq.question.text, faq.answer.text) for faq in guide.faqs] == [tuple(row) for row in ASKED]
    assert guide.faqs[1].answer.locator == f"/data/{key}/1/1"


@pytest.mark.parametrize(
    "rows",
    [
        ASKED[:1],
        [*ASKED, ["受理条件", "年满十八周岁。"]],
        [["可以代办吗？", "怎么代办？"], *ASKED],
        [[*row, "甲"] for row in ASKED],
    ],
    ids=["one, and no key says so", "no question", "no answer", "three columns"],
)
def test_what_are_no_questions_and_answers(rows: Any) -> None:
    guide = read_answer({"data": {**GUIDE, "rows": rows}})
    assert (guide.unread, guide.faqs) == (None, ())


def test_one_question_under_a_key_that_says_so() -> None:
    assert len(read_answer({"data": {**GUIDE, "faq": ASKED[:1]}}).faqs) == 1
