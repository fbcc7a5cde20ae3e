"""Bare codes under keys that nobody knows leave open what they may be, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.one_guide import ANSWER, read_answer

CODED = ("service_target", "level", "handling_form", "online_depth", "case_type", "delivery", "result_type", "visits")


def left_open(**given: Any) -> set[str]:
    guide = read_answer({**ANSWER, "sltj": "有船。", "bldd": "临江县渡口路1号2楼3号窗口", **given})
    return {element for element in CODED if guide.read(element).unread}


def test_a_code_under_a_key_that_says_nothing_may_be_each_element_whose_list_has_the_number() -> None:
    assert left_open(foruser="1") == set(CODED)
    assert left_open(foruser="5") == {"service_target", "level", "online_depth", "case_type", "delivery", "visits"}


@pytest.mark.parametrize(
    "key",
    ["favorite", "hits", "sxzt", "bbh", "PXH", "terminalSupport", "enterif", "sfyx", "cnbjsxdw", "versionNo"],
)
def test_what_a_record_counts_or_asks_is_no_code_of_the_guide(key: str) -> None:
    assert left_open(**{key: 1}) == set()


@pytest.mark.parametrize(
    ("key", "elements"),
    [
        ("qzlx", {"service_target", "case_type", "result_type"}),
        ("ldfs", {"handling_form", "delivery"}),
        ("qtqk", set(CODED)),
        ("outcomeKindNo", {"result_type"}),
        ("noticeSource", set()),
    ],
)
def test_the_words_of_a_key_tell_which_elements_its_code_may_be(key: str, elements: set[str]) -> None:
    assert left_open(**{key: "1"}) == elements


def test_what_stands_beside_a_limit_is_its_unit() -> None:
    assert left_open(ANTICIPATE_DAY=5, ANTICIPATE_TYPE="1") == set()
    assert left_open(nticeType="1")


def test_a_flag_of_an_answer_that_says_its_codes_in_words_is_none_of_the_guide() -> None:
    worded = {f"{key}{end}": said for key, said in WORDED.items() for end, said in (("", "1"), ("_TEXT", said))}
    assert left_open(SENSITIVES="0", **worded) == set()
    assert "delivery" in left_open(SENSITIVES="2", **worded)
    assert "delivery" in left_open(SENSITIVES="0", **dict(list(worded.items())[:2]))


WORDED = {"PROJECT_TYPE": "即办件", "USE_LEVEL": "国家级", "SERVE_TYPE": "自然人", "TASK_TYPE": "行政许可"}
