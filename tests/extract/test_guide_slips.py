"""Labels with one wrong character, and questions that are headings among known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import LABELS, read_body

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide


def read(body: str) -> ServiceGuide:
    return read_body(f"<h1>渡口经营备案</h1>{body}")


def sections(*pairs: tuple[str, str]) -> str:
    return "".join(f"<h3>{title}</h3><p>{text}</p>" for title, text in pairs)


KNOWN = (
    ("实施主体", "云溪县交通运输局"),
    ("设定依据", "《内河交通安全管理条例》第三十五条：设置渡口应当经县级人民政府批准。"),
    ("监督电话", "0999-8123400"),
)


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("受理条仵", "conditions"),  # of four characters
        ("承诺办里期限", "promised_time_limit"),
        ("办件时间承若", "promised_time_limit"),  # of a label that nobody has written down
        ("具体受理场戶", "place"),
        ("申报结果名秤", "result_name"),
        ("本级业务编玛", "implementation_code"),
    ],
)
def test_one_character_that_stands_in_no_label_is_a_slip(label: str, element: str) -> None:
    match = LABELS.slip(label)
    assert match is not None
    assert (match.element, match.confidence < 1) == (element, True)


@pytest.mark.parametrize("label", ["受理条款", "申报渡船", "报名须知", "设立时间"])
def test_another_word_of_label_characters_is_no_slip(label: str) -> None:
    assert LABELS.slip(label) is None


def test_a_misspelt_title_among_known_ones_is_read() -> None:
    guide = read(sections(*KNOWN, ("受理条仵", "有合格的渡船和船员。")))
    conditions = guide.read("conditions")
    assert conditions.text == "有合格的渡船和船员。"
    assert conditions.confidence < 1


def test_questions_among_known_headings_are_labels() -> None:
    guide = read(sections(*KNOWN, ("到哪里去办", "云溪县沿江路8号政务服务中心2楼6号窗口"), ("收不收钱", "不收费")))
    assert guide.read("place").text == "云溪县沿江路8号政务服务中心2楼6号窗口"
    assert guide.read("fee_status").text == "不收费"


def test_questions_below_the_heading_of_questions_are_answered_there() -> None:
    guide = read(sections(*KNOWN, ("常见问题", "下面是大家常问的。"), ("收不收钱", "渡口不收钱，渡船另算。")))
    assert guide.read("fee_status").state is not State.STATED
