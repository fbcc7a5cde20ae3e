"""Objects of results whose place for a specimen is empty (没有样本的结果): that none is given is said, not unread."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

GUIDE = {**ANSWER, "acceptCondition": "有渡船。"}


def sample(**row: Any) -> State:
    guide = read_answer({**GUIDE, "resultSampleList": [{"name": "渡船登记证", "resultType": "证照", **row}]})
    return guide.read("result_sample").state


@pytest.mark.parametrize("empty", [[], None, ""])
def test_an_empty_place_states_none(empty: Any) -> None:
    assert sample(sampleAttList=empty) is State.NOT_STATED


def test_without_a_place_or_with_another_file_it_stays_open() -> None:
    assert sample() is not State.STATED
    assert sample(sampleAttList=[], attachGuid="3f2a") is not State.NOT_STATED
    assert sample(sampleAttList=[], copy=[{"uid": "3f2a"}]) is not State.NOT_STATED
