"""Core facts side by side: the same, not the same, or not decided; and who is held to account for a difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.domain.elements import Reading, State
from crawler.domain.kin import CoreFacts, Kinship, Relation
from crawler.domain.values.core_facts import ELEMENT_NAMES, agree, core_name
from crawler.domain.values.kinship import against

VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "20个工作日",
            "二十个工作日",
            "20日",
            "即办",
            "不收费",
            "收费",
            "无",
            "0571-88880000",
            "行政许可",
            "《民法典》第三条",
        ]
    ),
)


def facts(said: dict[str, str], *, provincial: bool = False) -> CoreFacts:
    readings = {
        element: Reading(element=element, state=State.STATED, value=value, evidence="e1")
        for element, value in said.items()
    }
    return CoreFacts(region="330100", region_name="临湖市", key="k", provincial=provincial, readings=readings)


@pytest.mark.parametrize(
    ("element", "one", "other", "same"),
    [
        ("name", "食品经营许可（市级权限）", "食品经营许可（省级）", True),
        ("name", "临湖市犬只登记核发", "犬只登记核发", True),
        ("name", "犬只登记", "食品经营许可", False),
        ("name", "食品经营许可变更", "食品经营许可", None),
        ("item_type", "01", "行政许可", True),
        ("item_type", "行政确认", "行政许可", False),
        ("legal_basis", "《食品安全法》第三十五条", "《中华人民共和国食品安全法》（2021年修正）", True),
        ("legal_basis", "依法", "《食品安全法》", None),
        ("statutory_time_limit", "20个工作日", "二十个工作日", True),
        ("statutory_time_limit", "20个工作日", "20个自然日", None),
        ("statutory_time_limit", "20日", "15日", None),
        ("statutory_time_limit", "1个月", "2个月", False),
        ("promised_time_limit", "即办", "当场办结", True),
        ("promised_time_limit", "5个工作日或者10个工作日", "5个工作日", None),
        ("conditions", "符合法律法规规定", "年满十八周岁并在本市有固定住所的中国公民", None),
        ("conditions", "详见实施细则", "年满十八周岁并在本市有固定住所的中国公民", None),
        ("result_name", "批文", "食品经营许可证", None),
        ("result_name", "许可证、批准书", "食品经营许可证", None),
        ("result_name", "《食品经营许可证》", "食品经营许可证", True),
        ("fee_status", "否", "免费", True),
        ("consultation_phone", "12345", "0571-12345", True),
        ("consultation_phone", "12345", "0571-88880000", False),
    ],
)
def test_words_are_compared_by_what_they_say(element: str, one: str, other: str, same: bool | None) -> None:
    a, b = facts({element: one}), facts({element: other})

    assert agree(element, a, b) is same
    assert agree(element, b, a) is same


@given(st.sampled_from([e for e in ELEMENT_NAMES if e != "materials"]), VALUES, VALUES)
def test_comparing_never_raises_and_has_no_direction(element: str, one: str, other: str) -> None:
    a, b = facts({element: one}), facts({element: other})

    assert agree(element, a, b) is agree(element, b, a)
    assert agree(element, a, a) is not False


@given(st.text(max_size=30))
def test_a_core_name_has_no_more_notes(name: str) -> None:
    assert len(core_name(name)) <= len(name) * 18  # one sign may be compatible with many


LIMIT = "statutory_time_limit"


@pytest.mark.parametrize(
    ("own", "others", "accused"),
    [
        ("20", ["P15"], True),
        ("P15", ["20"], False),
        ("20", ["15"], True),
        ("20", ["20", "15"], False),
        ("15", ["20", "20"], True),
        ("20", ["20", "P15"], False),
        ("P15", ["20", "20"], True),
        ("20", ["20", "20", "P15"], False),
        ("20", ["20", "15", "15"], False),
        ("20", ["20", "P15", "15"], True),
    ],
)
def test_the_odd_one_out_is_held_to_account(own: str, others: list[str], accused: bool) -> None:
    def published(said: str) -> CoreFacts:
        return facts({LIMIT: f"{said.lstrip('P')}个工作日"}, provincial=said.startswith("P"))

    kinship = Kinship(
        relation=Relation.OTHER_REGION, own=published(own), others=tuple(published(one) for one in others)
    )

    assert bool(against(LIMIT, kinship)) is accused
