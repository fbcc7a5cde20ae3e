"""The day on which a record was last worked on (操作日期), where an answer gives no other for the guide."""

from __future__ import annotations

from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {**ANSWER, "acceptCondition": "有渡船。"}


def test_it_is_the_day_of_the_guide_where_no_other_stands() -> None:
    assert read_answer({**GUIDE, "operatedate": "2026-05-06"}).read("update_date").value == "2026-05-06"


def test_a_day_of_the_guide_of_its_own_is_believed_first() -> None:
    answer = {**GUIDE, "updateTime": "2026-01-02", "operatedate": "2026-05-06"}
    assert read_answer(answer).read("update_date").value == "2026-01-02"


def test_what_is_no_day_is_none_and_a_day_that_nobody_put_down_states_nothing() -> None:
    for said in ("", "管理员"):
        assert not read_answer({**GUIDE, "operatedate": said}).read("update_date").stated
    log = {"name": "浏览记录", "operatedate": "2026-05-06"}
    assert not read_answer({**GUIDE, "log": log}).read("update_date").stated
