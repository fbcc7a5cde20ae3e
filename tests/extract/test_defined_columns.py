"""Columns that an answer defines beside its rows or its record: titles by the keys of these, and no values."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer

TITLES = {"n": "材料名称", "y": "原件/复印件", "c": "份数", "must": "材料必要性"}
ROWS = [{"n": "渡船登记申请表", "y": "原件", "c": 2, "must": "必要"}]
FACTS = {
    "thing": ("事项名称", "渡船登记"),
    "sort": ("事项类型", "行政确认"),
    "whose": ("实施主体", "临江县交通运输局"),
    "spot": ("办理地点", "临江县城北路8号3楼6号窗口"),
    "call": ("咨询电话", "0571-81234567"),
}
RECORD = {key: value for key, (_, value) in FACTS.items()}


def defined(titles: dict[str, str], title: str = "label", name: str = "prop", **more: Any) -> list[dict[str, Any]]:
    return [{title: words, name: key, **more} for key, words in titles.items()]


OF_RECORD = defined({key: title for key, (title, _) in FACTS.items()})
GROUPED = [*defined({"n": "材料名称"}), {"label": "要求", "children": defined({"y": "原件/复印件", "c": "份数"})}]
SHAPES: dict[str, Any] = {
    "sections": [
        {"title": "基本信息", "columns": OF_RECORD, "record": RECORD},
        {"title": "申请材料", "columns": defined(TITLES), "rows": ROWS},
    ],
    "ant": {
        "base": {"columns": OF_RECORD, "dataSource": [RECORD]},
        "papers": {"columns": defined(TITLES, "title", "dataIndex", width=90), "dataSource": ROWS},
    },
    "apart": {
        "schema": {"info": OF_RECORD, "papers": defined(TITLES, "text", "field")},
        "data": {"info": RECORD, "papers": ROWS},
    },
    "grouped": {"columns": OF_RECORD, "record": RECORD, "paperColumns": GROUPED, "papers": ROWS},
    "map": {**ANSWER, "papers": {"heads": TITLES, "list": ROWS}},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_rows_and_records_are_read_by_the_columns_defined_beside_them(shape: Any) -> None:
    guide = read_answer({"data": shape})
    assert [(m.name.text, m.read("material_copies").text) for m in guide.materials] == [("渡船登记申请表", "2")]
    assert guide.materials[0].read("material_original").text == "原件"
    assert [guide.read(e).text for e in ("name", "implementing_body")] == ["渡船登记", "临江县交通运输局"]
    assert (guide.materials[0].name.locator or "").endswith("/0/n")


def test_each_table_of_a_list_has_columns_of_its_own() -> None:
    tables = [
        {"title": "申请材料", "columns": defined({"a": "材料名称", "b": "份数"}), "rows": [{"a": "申请表", "b": 2}]},
        {"title": "常见问题", "columns": defined({"a": "问题", "b": "解答"}), "rows": [{"a": "收费吗？", "b": "不。"}]},
    ]
    guide = read_answer({**ANSWER, "tables": tables})
    assert [m.name.text for m in guide.materials] == ["申请表"]
    assert [(f.question.text, f.answer.text) for f in guide.faqs] == [("收费吗？", "不。")]


def test_choices_of_a_column_say_what_its_codes_mean() -> None:
    columns = defined(TITLES)
    columns[3]["options"] = [{"label": "必要", "value": "7"}, {"label": "非必要", "value": "8"}]
    guide = read_answer({**ANSWER, "papers": {"columns": columns, "rows": [{**ROWS[0], "must": "8"}]}})
    assert guide.materials[0].read("material_necessity").text == "非必要"


def test_definitions_without_rows_say_nothing() -> None:
    guide = read_answer({**ANSWER, "columns": defined({"spot": "办理地点", "time": "办理时间"}, width=90)})
    assert not guide.read("place").stated
    assert not guide.read("hours").stated
    assert not read_answer({**ANSWER, "papers": {"columns": defined(TITLES), "rows": []}}).materials


def test_letters_that_may_be_codes_are_no_names_of_columns() -> None:
    told = [{"label": "行使层级", "value": "S"}, {"label": "办件类型", "value": "C"}]
    guide = read_answer({**ANSWER, "facts": told})
    assert {guide.read(element).state for element in ("level", "case_type")} == {State.UNREAD}


def test_columns_without_names_stand_over_rows_of_cells() -> None:
    heads = [{"title": title, "width": 100} for title in TITLES.values()]
    table = {"caption": "申请材料", "header": heads, "body": [list(row.values()) for row in ROWS]}
    guide = read_answer({**ANSWER, "tables": [table]})
    assert [(m.name.text, m.read("material_copies").text) for m in guide.materials] == [("渡船登记申请表", "2")]


def test_labels_with_values_are_no_definitions() -> None:
    told = [{"label": "办理形式", "value": "窗口办理"}, {"label": "监督电话", "value": "12345"}]
    guide = read_answer({**ANSWER, "facts": told, "more": {"value": "12345", "label": "x"}})
    assert (guide.read("handling_form").text, guide.read("complaint_phone").text) == ("窗口办理", "12345")
    columns = defined({"open": "受理条件", "time": "办理时间"})
    said = ["渡船检验合格。", "每日9:00-17:00"]
    guide = read_answer({**ANSWER, "facts": [{**one, "value": v} for one, v in zip(columns, said, strict=True)]})
    assert [guide.read(element).text for element in ("conditions", "hours")] == said
