"""Answers whose rows hold objects of their own, numbers with a coded unit, pictures for a part, and odd counts."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from crawler.domain.records import FormSlot
from tests.extract.one_guide import ANSWER, read_answer

BASE = {**ANSWER, "acceptCondition": "渡船经检验合格。", "feeBasis": ""}


def test_what_the_objects_in_a_row_hold_is_read_by_their_keys_the_one_above_and_their_values() -> None:
    row = {
        "materialName": "渡船图纸",
        "supply": {"source": {"type": "申请人自备", "name": ""}, "need": {"kind": {"code": 2, "text": "非必要"}}},
        "paper": {"copies": 2, "medium": "纸质"},
        "lawRef": {"basis": "《渡口管理办法》第九条"},
    }
    found = read_answer({**BASE, "materialList": [row]}).materials[0]
    assert found.name.value == "渡船图纸"
    assert found.read("material_source").value == "申请人自备"
    assert found.read("material_source").locator == "/materialList/0/supply/source/type"
    assert found.read("material_necessity").value == "非必要"
    assert found.read("material_copies").value == "2"
    assert found.read("material_basis").value == "《渡口管理办法》第九条"


def test_files_of_a_row_that_stand_in_an_object_of_both_kinds_keep_their_kind() -> None:
    blank = [{"fileName": "登记表.docx", "url": "/f/1.docx"}]
    filled = [{"fileName": "登记表样例.docx", "url": "/f/2.docx"}]
    rows = [
        {"materialName": "渡船登记表", "source": "申请人自备", "templates": {"blankFile": blank, "sampleFile": filled}}
    ]
    found = read_answer({**BASE, "materialList": rows}).materials[0]
    assert [(f.slot, f.name) for f in found.blank_forms] == [(FormSlot.BLANK, "登记表.docx")]
    assert [(f.slot, f.name) for f in found.sample_forms] == [(FormSlot.SAMPLE, "登记表样例.docx")]


def test_a_file_in_a_row_stays_one_object() -> None:
    rows = [
        {"materialName": "渡船登记表", "source": "申请人自备", "blankForm": {"name": "登记表.docx", "url": "/1.docx"}}
    ]
    found = read_answer({**BASE, "materialList": rows}).materials[0]
    assert [f.name for f in found.blank_forms] == ["登记表.docx"]


def test_a_part_whose_object_nobody_understands_is_unread_and_an_empty_one_not_stated() -> None:
    told = {"a": [{"b": "申请人自备"}], "c": "一式多份"}
    rows = [{"materialName": "渡船登记表", "source": told}, {"materialName": "船员名单", "source": {}}]
    found = read_answer({**BASE, "materialList": rows}).materials
    assert found[0].read("material_source").state is State.UNREAD
    assert found[1].read("material_source").state is State.NOT_STATED


def test_a_number_is_a_number_also_where_it_could_be_the_code_of_a_unit() -> None:
    found = read_answer({**BASE, "legalLimit": {"sz": "5", "dw": "工作日"}, "promiseLimit": {"num": 3, "unit": 1}})
    assert found.read("statutory_time_limit").value == "5个工作日"
    assert found.read("promised_time_limit").value == "3个工作日"


def test_a_picture_in_the_place_of_a_list_is_a_gap_of_that_list_and_an_icon_none() -> None:
    shown = read_answer({**BASE, "legalBasis": {"photo": "https://bs.example/f/law.jpg", "rows": []}})
    assert shown.read("legal_basis").reason == "image only"
    icon = read_answer({**BASE, "legalBasis": {"icon": "https://bs.example/f/law.png", "rows": []}})
    assert icon.read("legal_basis").state is State.NOT_STATED


def test_a_file_that_calls_itself_the_flow_chart_is_one_unless_it_is_a_material() -> None:
    chart = {"wjm": "渡船登记办理流程图.png", "wjdz": "/gate/down?id=77"}
    found = read_answer({**BASE, "lct": [chart]})
    assert found.read("flow_chart").stated
    assert found.read("procedure").state is State.UNREAD
    rows = [
        {"materialName": "生产流程图", "source": "申请人自备", "blankForm": {**chart, "wjm": "生产流程图.png"}},
    ]
    assert not read_answer({**BASE, "materialList": rows}).read("flow_chart").stated


def test_a_count_without_its_number_leaves_the_column_a_column_of_counts() -> None:
    rows = [{"clmc": "渡船照片", "fs": "2"}, {"clmc": "船员名单", "fs": "份"}, {"clmc": "登记申请书", "fs": "1"}]
    found = read_answer({**BASE, "sqcl": rows}).materials
    assert [one.read("material_copies").value for one in found] == ["2", "份", "1"]
    ways = [{"clmc": "渡船照片", "fs": "窗口"}, {"clmc": "船员名单", "fs": "份"}]
    assert not any(one.read("material_copies").stated for one in read_answer({**BASE, "sqcl": ways}).materials)


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("needCaseDesc", "未满十六周岁的渡工提供", "非必要（未满十六周岁的渡工提供）"),
        ("remark", "未满十六周岁的渡工提供", "非必要"),
        ("needCode", "2", "非必要"),
    ],
)
def test_the_case_in_which_a_material_is_needed_stands_under_a_key_like_that_of_the_need(
    key: str, words: str, value: str
) -> None:
    row = {"materialName": "监护人同意书", "paperCopies": 1, "needText": "非必要", key: words}
    for coded in ({}, {"needCode": "2"}):
        found = read_answer({**BASE, "materialList": [coded | row]}).materials[0]
        assert found.read("material_necessity").value == value
