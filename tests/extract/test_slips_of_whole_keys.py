"""Field names written as one word with a slip of the pen (笔误): `reservationmangement`."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {**ANSWER, "acceptCondition": "有渡船。"}


def test_a_long_key_with_a_letter_left_out_is_the_key_that_it_comes_from() -> None:
    assert read_answer({**GUIDE, "reservationmangement": "是"}).read("reservation").value == "是"


@pytest.mark.parametrize("key", ["isbok", "reservationmoment", "preservations"])
def test_a_short_key_or_another_word_is_no_slip(key: str) -> None:
    assert not read_answer({**GUIDE, key: "是"}).read("reservation").stated
