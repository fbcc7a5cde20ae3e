"""Bare numbers in answers: those of the item library under its field names, of a system's own list under any other."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import read_answer

GUIDE = {
    "sxmc": "渡船登记",
    "deptName": "临江县交通运输局",
    "consultTel": "0571-81234567",
    "sltj": "有船。",
    "bldd": "临江县渡口路1号2楼",
}


def said(element: str, **given: Any) -> str | None:
    return read_answer({**GUIDE, **given}).read(element).value


@pytest.mark.parametrize(
    ("element", "key", "code", "word"),
    [
        ("case_type", "PROJECT_TYPE", "2", "承诺件"),
        ("result_type", "resultType", "1", "证照"),
        ("item_type", "task_type", "07", "行政确认"),
        ("service_target", "serve_type", "1,2", "自然人、企业法人"),
        ("handling_form", "handleType", "1,2", "窗口办理、网上办理"),
        ("level", "useLevel", "4", "县级"),
    ],
)
def test_numbers_under_names_of_the_item_library_are_of_its_lists(element: str, key: str, code: str, word: str) -> None:
    assert said(element, **{key: code}) == word


@pytest.mark.parametrize(
    ("element", "key", "code"),
    [
        ("case_type", "bjlx", "1"),  # 承诺件 in one system, 即办件 in another
        ("case_type", "caseType", "2"),
        ("item_type", "item_type", "2"),
        ("handling_form", "handleForm", "1"),  # 0 is 窗口办理 and 1 网上办理
        ("service_target", "applyerType", "0,1"),
        ("scope", "crossScope", "2"),
        ("body_nature", "orgProperty", "1"),
        ("power_source", "ITEM_SOURCE", "1"),
        ("level", "userLevel", "3"),
    ],
)
def test_numbers_under_other_names_are_of_a_list_that_nobody_knows(element: str, key: str, code: str) -> None:
    found = read_answer({**GUIDE, key: code}).read(element)
    assert (found.state, found.reason) == (State.UNREAD, "systems have codes of their own under this field name")


def test_the_level_of_whom_uses_a_power_is_read_by_the_list_of_levels() -> None:
    levels = [
        {"itemId": f"L{n}", "itemCode": str(n), "itemName": w} for n, w in enumerate(("国家级", "省级", "市级"), 1)
    ]
    assert said("level", userLevel="3", USE_LEVEL=levels) == "市级"


def test_a_number_under_type_is_no_kind_of_item_and_leaves_the_case_type_open() -> None:
    assert said("item_type", type="行政确认") == "行政确认"
    guide = read_answer({**GUIDE, "type": "2"})
    assert guide.read("item_type").unread
    assert guide.read("case_type").unread


def test_a_list_of_the_portal_says_what_its_numbers_mean() -> None:
    lists = [{"value": "1", "label": "承诺件"}, {"value": "2", "label": "即办件"}]
    assert read_answer({"data": {**GUIDE, "caseType": "1"}, "caseType": lists}).read("case_type").value == "承诺件"


def test_where_a_material_is_from_has_numbers_of_its_own_in_all_systems() -> None:
    [material] = read_answer({**GUIDE, "materials": [{"clmc": "申请书", "M_SOURCE": "20"}]}).materials
    assert material.read("material_source").value == "政府部门核发"


@pytest.mark.parametrize(
    ("key", "code", "need"),
    [
        ("IS_NEED", "2", "非必要"),
        ("isRequired", "1", "必要"),
        ("isRequired", "0", "非必要"),
        ("necessity", "1", None),
        ("mustFlag", "1", None),  # 0 is 必要 and 1 非必要
        ("necessityType", "2", None),
    ],
)
def test_whether_a_material_is_needed_is_told_by_the_library_or_by_a_key_that_asks(
    key: str, code: str, need: str | None
) -> None:
    [material] = read_answer({**GUIDE, "materials": [{"clmc": "申请书", "份数": 1, key: code}]}).materials
    assert material.read("material_necessity").value == need


def test_the_form_of_a_material_under_another_name_than_that_of_the_library_is_open() -> None:
    row = {"clmc": "申请书", "materialFormat": "1"}
    [material] = read_answer({**GUIDE, "materials": [row]}).materials
    assert material.read("material_form").value == "纸质"
    [material] = read_answer({**GUIDE, "materials": [{"clmc": "申请书", "clxs": "1"}]}).materials
    assert not material.read("material_form").stated


@pytest.mark.parametrize(
    ("element", "code", "read"),
    [
        ("basic_code", "330109000000", False),
        ("basic_code", "000112001002", True),
        ("handling_code", "11420600012119113P300071501000000", True),
    ],
)
def test_the_code_of_a_region_is_no_basic_code(element: str, code: str, read: bool) -> None:
    assert said(element, REGION_NUMBER=code) == (code if read else None)


def test_the_steps_of_an_item_of_a_library_of_tables() -> None:
    row = {"UNTI_LINK_TEXT": "受理", "STEP_TEXT": "窗口核对材料。", "TRANSACT_TIME_LIMIT": "1个工作日"}
    [step] = read_answer({**GUIDE, "AUDIT_ITEM_FLOWSHEET": [row]}).steps
    assert (step.name.value, step.description.value, step.limit.value) == ("受理", "窗口核对材料。", "1个工作日")


def test_a_number_is_the_kind_of_a_material_where_names_tell_what_it_means() -> None:
    def kinds(*rows: tuple[str, str]) -> list[tuple[State, str]]:
        listed = [{"clmc": name, "materialType": code, "original": "原件"} for name, code in rows]
        found = read_answer({**GUIDE, "materials": listed}).materials
        return [(one.read("material_type").state, one.read("material_type").text) for one in found]

    assert kinds(("渡船登记申请表", "2"), ("渡船所有权证书", "1")) == [
        (State.STATED, "申请表格文书"),
        (State.STATED, "证件证书证明"),
    ]
    assert kinds(("船员名册", "5"), ("渡船的照片", "4")) == [(State.UNREAD, ""), (State.UNREAD, "")]


def test_a_number_without_words_where_all_other_codes_have_them_is_no_power_source() -> None:
    coded = {"TASK_TYPE": "01", "USE_LEVEL": "3", "PROJECT_TYPE": "2"}
    worded = {"TASK_TYPE_TEXT": "行政许可", "USE_LEVEL_TEXT": "市级", "PROJECT_TYPE_TEXT": "承诺件"}
    source = {"ITEM_SOURCE": "1"}

    def state(**given: str) -> State:
        return read_answer({**GUIDE, **coded, **given}).read("power_source").state

    assert state(**source) is State.UNREAD
    assert state(**source, **worded) is State.NOT_STATED
    assert state(**source, **worded, ITEM_SOURCE_TEXT="上级委托") is State.STATED


def rows_said(key: str, part: str, *codes: object) -> list[str | None]:
    rows = [{"materialName": f"渡船文书{n}", "sourceType": "10", key: code} for n, code in enumerate(codes)]
    return [one.read(part).value for one in read_answer({**GUIDE, "materialList": rows}).materials]


@pytest.mark.parametrize(
    ("key", "part", "codes", "words"),
    [
        ("materialFormat", "material_form", (1, 2, 3), ["纸质", "电子化", "纸质/电子化"]),
        ("materialFormat", "material_form", (0, 1, 2), [None] * 3),  # numbered from 0 on: 1 is no 纸质
        ("isNeed", "material_necessity", (1, 0), ["必要", "非必要"]),
        ("sourceType", "material_source", (10, 40), ["申请人自备", None]),
    ],
)
def test_a_number_that_is_none_of_the_list_leaves_all_of_its_column_open(
    key: str, part: str, codes: tuple[int, ...], words: list[str | None]
) -> None:
    assert rows_said(key, part, *codes) == words


def test_words_of_another_list_under_the_key_of_an_element_are_of_that_other_element() -> None:
    words = [{"dict_value": "1", "dict_label": "即办件"}, {"dict_value": "2", "dict_label": "承诺件"}]
    guide = read_answer({**GUIDE, "handle_type": "2", "dicts": {"handle_type": words}})
    assert (guide.read("case_type").text, guide.read("handling_form").stated) == ("承诺件", False)
    words = [{"dict_value": "1", "dict_label": "窗口办理"}, {"dict_value": "2", "dict_label": "网上办理"}]
    guide = read_answer({**GUIDE, "handle_type": "2", "dicts": {"handle_type": words}})
    assert guide.read("handling_form").text == "网上办理"
