from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.labels.dictionary import normalise, read_labels

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("法定办结时限：", "法定办结时限"),
        ("法 定 时 限", "法定时限"),
        ("一、受理条件", "受理条件"),
        ("（二）申请材料：", "申请材料"),
        ("3.办理流程", "办理流程"),
        ("*事项名称", "事项名称"),
        ("【咨询电话】", "咨询电话"),
        ("承诺办结时限（工作日）", "承诺办结时限"),
        ("承诺时限(工作日)：", "承诺时限"),
        ("★ 收费标准 ★", "收费标准"),
        ("份数(原件/复印件)", "份数(原件/复印件)"),
        ("网上办理深度（1-4级）", "网上办理深度"),
        ("", ""),
    ],
)
def test_normalise(written: str, bare: str) -> None:
    assert normalise(written) == bare


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("事项名称", "name"),
        ("法定期限", "statutory_time_limit"),
        ("办理时限", "promised_time_limit"),
        ("设立依据：", "legal_basis"),
        ("监督投诉方式", "complaint_phone"),
        ("审查方式及标准", "review_standard"),
        ("唯一码（事项编码）", "local_code"),
        ("网办深度等级", "online_depth"),
        ("网上办理深度（级）", "online_depth"),
        ("是否需<br>电子材料".replace("<br>", " "), "material_form"),
    ],
)
def test_exact(label: str, element: str) -> None:
    found = LABELS.element_of(label)
    assert found is not None
    assert (found.element, found.confidence) == (element, 1.0)


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("办理理地点", "place"),
        ("受理件条", "conditions"),
        ("承诺办结时时限", "promised_time_limit"),
        ("法定办结期艰", "statutory_time_limit"),
    ],
)
def test_near(label: str, element: str) -> None:
    found = LABELS.element_of(label)
    assert found is not None
    assert found.element == element
    assert found.confidence < 1


@pytest.mark.parametrize(
    "label", ["受理时限", "申请人须知", "办理", "温馨提示", "首页", "办结时间", "收费标志", "好差评"]
)
def test_no_element(label: str) -> None:
    assert LABELS.element_of(label) is None


def test_a_label_of_two_elements_feeds_both() -> None:
    found = LABELS.element_of("收费标准及依据")
    assert found is not None
    assert {found.element, *found.also} == {"fee_standard", "fee_basis"}


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("TASK_NAME", "name"),
        ("taskName", "name"),
        ("taskname", "name"),
        ("PROMISE_DAY", "promised_time_limit"),
        ("xyz", None),
        ("siteName", None),  # of the portal
        ("siteAddr", "place"),
    ],
)
def test_fields(key: str, element: str | None) -> None:
    assert LABELS.element_of_field(key) == element


def test_generic_fields_are_apart() -> None:
    assert LABELS.element_of_field("address") is None
    assert LABELS.generic_element_of_field("address") == "place"


def test_every_element_knows_its_own_name() -> None:
    for element in LABELS.elements:
        assert any(m.element == element or element in m.also for m in LABELS.labels.values()), element


def test_columns_of_materials_include_the_elements_own_labels() -> None:
    assert LABELS.column("materials", "材料名称") == "material_name"
    assert LABELS.column("materials", "序号") is None
    assert LABELS.column("steps", "环节名称") == "name"


@given(st.text(max_size=30))
def test_normalise_is_stable_and_nothing_breaks_it(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    LABELS.element_of(text)


@given(
    st.sampled_from(sorted(LABELS.labels)),
    st.sampled_from(["", "：", ":", " "]),
    st.sampled_from(["", "1.", "一、", "*"]),
)
def test_every_label_is_found_however_it_is_dressed(label: str, after: str, before: str) -> None:
    found = LABELS.element_of(before + label + after)
    assert found is not None
    assert found.element == LABELS.labels[label].element


def test_without_hints_the_dictionary_stays_with_all_that_it_has_learned() -> None:
    assert LABELS.with_hints({}) is LABELS
    hinted = LABELS.with_hints({"place": ("挂靠处室",)})
    assert (hinted.element_of("挂靠处室"), LABELS.element_of("挂靠处室")) == (("place", 1.0, -1, ()), None)


@pytest.mark.parametrize(
    "words", ["20个工作日（法定时限）", "5天 最多几天（承诺时限）", "不收费（是否收费）", "行政确认（事项类型）"]
)
def test_a_value_with_its_label_in_brackets_is_no_label(words: str) -> None:
    assert LABELS.exact(words) is None


@pytest.mark.parametrize("words", ["工作日数（法定时限）", "收不收费（是否收费）", "最多几天（承诺时限）"])
def test_a_label_said_twice_is_one(words: str) -> None:
    assert LABELS.exact(words) is not None
