"""Answers of form engines: titles stand in the fields of a form, what was entered by the names of these."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from tests.extract.one_guide import ANSWER, LABELS, answer_of, read_answer

TITLES = {
    "a_01": "事项名称",
    "a_02": "事项类型",
    "a_03": "办件类型",
    "a_04": "实施主体",
    "a_05": "办理地点",
    "a_06": "到现场次数",
    "a_07": "承诺办结时限（工作日）",
    "a_08": "办理形式",
    "a_09": "申请材料",
}
COMPONENTS = dict(zip(TITLES, ["Input", "Select", "Radio.Group", *["Input"] * 4, "Checkbox", "Table"], strict=True))
CHOICES = {
    "a_02": {"3": "行政确认", "1": "行政许可"},
    "a_03": {"1": "承诺件", "2": "即办件"},
    "a_06": {"1": "0次", "2": "1次"},
    "a_08": {"1": "网上办理", "2": "窗口办理", "3": "快递申请"},
}
COLUMNS = {"b_01": "材料名称", "b_02": "材料份数", "b_03": "材料必要性"}
VALUES: dict[str, Any] = {
    "a_01": "渡船登记",
    "a_02": "3",
    "a_03": "1",
    "a_04": "临江县交通局",
    "a_05": "临江县城北路8号3楼6号窗口",
    "a_06": "1",
    "a_07": 7,
    "a_08": ["1", "2"],
    "a_09": [
        {"b_01": "渡船登记申请表", "b_02": 2, "b_03": "必要"},
        {"b_01": "船员证书", "b_02": 1, "b_03": "非必要"},
    ],
}
MAPPED = {
    name: {
        "title": title,
        "x-component": COMPONENTS[name],
        "enum": [{"label": word, "value": code} for code, word in CHOICES.get(name, {}).items()],
        "items": {"properties": {c: {"title": t} for c, t in COLUMNS.items()} if name == "a_09" else {}},
    }
    for name, title in TITLES.items()
}
LISTED = [
    {
        "type": COMPONENTS[name].lower(),
        "name": title,
        "model": name,
        "options": {"width": "100%", "options": [{"value": c, "label": w} for c, w in CHOICES.get(name, {}).items()]},
        "tableColumns": [{"model": c, "name": t} for c, t in COLUMNS.items()] if name == "a_09" else [],
    }
    for name, title in TITLES.items()
]
APART = [
    {
        "__config__": {"label": title, "tag": f"el-{COMPONENTS[name].lower()}", "formId": 100 + number},
        "__vModel__": name,
        "__slot__": {"options": [{"id": c, "fullName": w} for c, w in CHOICES.get(name, {}).items()]},
        "children": [{"__config__": {"label": t}, "__vModel__": c} for c, t in COLUMNS.items()]
        if name == "a_09"
        else [],
    }
    for number, (name, title) in enumerate(TITLES.items())
]
GROUPED = [{"title": "基本信息", "fields": LISTED[:4]}, {"title": "办理信息", "fields": LISTED[4:]}]
FORMS = {"map": {"type": "object", "properties": MAPPED}, "list": LISTED, "titles apart": APART, "groups": GROUPED}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_titles_of_a_form_name_what_was_entered(form: Any) -> None:
    found = read_answer({"code": 0, "data": {"form": form, "formData": VALUES}})
    told = {
        "name": "渡船登记",
        "item_type": "行政确认",
        "case_type": "承诺件",
        "place": "临江县城北路8号3楼6号窗口",
        "visits": "0次",
        "promised_time_limit": "7工作日",
        "handling_form": "网上办理、窗口办理",
    }
    assert {element: found.read(element).value for element in told} == told
    assert found.read("item_type").locator == "/data/formData/a_02"
    assert [(m.name.value, m.read("material_copies").value) for m in found.materials] == [
        ("渡船登记申请表", "2"),
        ("船员证书", "1"),
    ]
    assert found.materials[1].name.locator == "/data/formData/a_09/1/b_01"
    assert found.gaps is None


def test_a_form_may_come_in_an_answer_of_its_own_and_what_was_entered_in_rows() -> None:
    rows = [{"fieldId": name, "fieldValue": value} for name, value in VALUES.items() if isinstance(value, str)]
    answers = [answer_of({"data": {"list": LISTED}}), answer_of({"data": {"rows": rows}})]
    found = read_guide(answers, LABELS)
    assert (found.read("item_type").value, found.read("implementing_body").value) == ("行政确认", "临江县交通局")
    assert found.read("place").locator == "/data/rows/4/fieldValue"


def test_a_map_of_names_and_titles_is_a_form() -> None:
    found = read_answer({"titles": TITLES, "values": {**VALUES, "a_02": "行政确认"}})
    assert (found.read("name").value, found.read("item_type").value) == ("渡船登记", "行政确认")


def test_a_map_of_names_and_titles_may_be_laid_out_in_rows() -> None:
    rows = [{"a_01": "事项名称", "a_99": "是否可预约"}, {"a_98": "乘车路线"}, {k: TITLES[k] for k in ("a_02", "a_04")}]
    rows += [{k: TITLES[k]} for k in ("a_05", "a_06", "a_08")]
    found = read_answer({"page": {"rows": rows, "values": {**VALUES, "a_02": "行政确认"}}})
    told = ("name", "item_type", "implementing_body", "place")
    assert tuple(found.read(element).value for element in told) == (
        "渡船登记", "行政确认", "临江县交通局", "临江县城北路8号3楼6号窗口",
    )  # fmt: skip
    assert found.read("item_type").locator == "/page/values/a_02"
    assert not found.faqs
    assert not found.read("reservation").stated
    assert not found.read("traffic").stated


def test_a_map_of_titles_names_the_columns_of_rows_elsewhere() -> None:
    columns = {"m1": "材料名称", "m2": "份数", "m3": "材料必要性", "m4": "填报须知", "m5": "材料类型"}
    rows = [dict(zip(columns, ["登记申请表", "2", "必要", "当场填写", "其他"], strict=True))]
    rows += [dict(zip(columns, ["船员证书", "1", "非必要", "带原件", "其他"], strict=True))]
    told = {"titles": TITLES, "values": {**VALUES, "a_09": ""}, "heads": columns, "rows": rows}
    found = read_answer(told).materials
    assert [(m.read("material_copies").value, m.read("material_filling_notes").value) for m in found] == [
        ("2", "当场填写"),
        ("1", "带原件"),
    ]
    assert found[1].read("material_copies").locator == "/rows/1/m2"
    strange = {key: f"第{number}次公告" for number, key in enumerate(columns)}
    assert not any(m.read("material_copies").stated for m in read_answer({**told, "heads": strange}).materials)


def test_rows_with_the_same_keys_are_no_titles() -> None:
    steps = [{"linkName": name, "linkDesc": f"{name}船证"} for name in ("收件", "核验", "发证")]
    found = read_answer({"data": {**ANSWER, "linkList": steps, "current": {"linkName": "收件", "linkDesc": "进行中"}}})
    assert [step.name.value for step in found.steps] == ["收件", "核验", "发证"]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("entered", [{}, dict.fromkeys(VALUES, "")], ids=["nothing", "empty"])
def test_what_a_form_is_made_of_is_no_value(form: Any, entered: dict[str, str]) -> None:
    found = read_answer({"data": {"form": form, "formData": entered}})
    assert not [r.value for r in found.readings.values() if r.state is State.STATED]


def test_words_of_software_beside_labels_are_no_values() -> None:
    rows = [{"title": title, "type": COMPONENTS[name], "sort": n} for n, (name, title) in enumerate(TITLES.items())]
    assert not [r.value for r in read_answer({"data": rows}).readings.values() if r.stated]
    told = [{**row, "content": "临江县"} for row in rows]
    assert read_answer({"data": told}).read("implementing_body").value == "临江县"
