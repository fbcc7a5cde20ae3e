"""A guide in a table of one row, and one that stands in a list beside its own parts."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from tests.extract.one_guide import LABELS, answer_of, read_answer

FACTS = {
    "SXMC": "渡船登记",
    "SXLX": "行政确认",
    "SSZT": "临江县交通局",
    "SLTJ": "船主持有渡船证书。",
    "BLDD": "临江县城北路8号3楼6号窗口",
    "CNBJSX": "7个工作日",
    "DXCCS": "1次",
}
TITLES = ["事项名称", "事项类型", "实施主体", "受理条件", "办理地点", "承诺办结时限", "到办事现场次数"]
MATERIALS = {"COLUMNS": ["CLMC", "CLFS"], "ROWS": [["登记申请表", 2], ["船员证书", 1]]}
NAMED = {
    "columns": [{"title": title, "dataIndex": f"c{n}"} for n, title in enumerate(TITLES)],
    "dataSource": [{f"c{n}": value for n, value in enumerate(FACTS.values())}],
}
TABLES: dict[str, tuple[Any, str]] = {
    "keys": ({"COLUMNS": [*FACTS], "ROWS": [[*FACTS.values()]]}, "ROWS/0/4"),
    "titles": ({"header": TITLES, "body": [[*FACTS.values()]]}, "body/0/4"),
    "columns with names": (NAMED, "dataSource/0/c4"),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_one_row_is_the_guide(table: str) -> None:
    told, place = TABLES[table]
    found = read_answer({"DATA": {"T_SX": told, "T_SX_CL": MATERIALS}})
    elements = ("name", "item_type", "implementing_body", "conditions", "place", "promised_time_limit", "visits")
    assert [found.read(element).value for element in elements] == [*FACTS.values()]
    assert found.read("place").locator == f"/DATA/T_SX/{place}"
    assert [m.name.value for m in found.materials] == ["登记申请表", "船员证书"]


def test_columns_of_several_rows_and_a_row_of_an_item_list_are_no_guide() -> None:
    row = [*FACTS.values()]
    assert not read_answer({"T": {"COLUMNS": [*FACTS], "ROWS": [row, row, row]}}).read("place").stated
    few = {"COLUMNS": ["SXMC", "SXLX", "SSZT"], "ROWS": [["渡船注销", "行政确认", "临江县交通局"]]}
    guide = read_answer({"T_SX": TABLES["keys"][0], "T_XG": few, "T_SX_CL": MATERIALS})
    assert guide.read("name").value == "渡船登记"


def test_the_columns_of_a_list_are_no_row_of_it() -> None:
    titles = ["材料名称", "材料类型", "来源渠道", "材料必要性", "材料份数", "材料形式", "填报须知"]
    row = ["登记申请表", "申请表格文书", "申请人自备", "必要", "1", "纸质", "签名。"]
    table = {
        "columns": [{"title": title, "dataIndex": f"m{n}"} for n, title in enumerate(titles)],
        "dataSource": [{f"m{n}": value for n, value in enumerate(row)}],
    }
    found = read_answer({"base": NAMED, "material": table}).materials
    assert [(m.name.value, m.read("material_copies").value) for m in found] == [("登记申请表", "1")]


ITEM = {"itemName": "渡船登记", "implementCode": "11990000MB0X12345K4001018001000", "handleAddress": FACTS["BLDD"]}
STEPS = [{"stepName": name, "stepContent": f"{name}船证。"} for name in ("受理", "审查", "发证")]


def test_an_item_in_a_list_beside_its_own_parts_is_the_guide() -> None:
    basic = {**ITEM, "acceptCondition": FACTS["SLTJ"], "itemType": "行政确认", "implementOrg": FACTS["SSZT"]}
    kept = [{"id": 1, "state": {"data": {"basic": basic}}}, {"id": 2, "state": {"data": {"steps": STEPS}}}]
    found = read_answer({"queries": kept})
    assert (found.read("name").value, found.read("place").value) == ("渡船登记", FACTS["BLDD"])
    assert [step.name.value for step in found.steps] == ["受理", "审查", "发证"]


def test_other_items_of_a_list_stay_others_and_one_leaves_the_name_open() -> None:
    own = {"itemType": "行政确认", "implementOrg": FACTS["SSZT"], "acceptCondition": FACTS["SLTJ"], "stepList": STEPS}
    codes = ("11990000MB0X12345K4001018002000", "11990000MB0X12345K4001018003000")
    others = [{"hit": {**ITEM, "itemName": "码头登记", "implementCode": code}} for code in codes]
    assert not read_answer({"data": own, "hits": others}).read("place").stated
    found = read_answer({"data": own, "hits": [others[0], {"hit": {"text": "公告"}}]})
    assert found.read("name").state is State.UNREAD
    assert not found.read("place").stated


def test_rows_that_are_a_whole_answer_are_those_of_their_list() -> None:
    base = answer_of({"itemType": "行政确认", **ITEM, "acceptCondition": FACTS["SLTJ"]})
    materials = [{"materialName": "登记申请表", "copies": 1, "necessity": "必要"}]
    found = read_guide([base, answer_of(materials), answer_of(STEPS)], LABELS)
    assert [(m.name.value, m.name.locator) for m in found.materials] == [("登记申请表", "/0/materialName")]
    assert [step.name.locator for step in found.steps] == ["/0/stepName", "/1/stepName", "/2/stepName"]


def test_a_whole_answer_of_other_rows_is_no_list_of_the_guide() -> None:
    base = answer_of({"itemType": "行政确认", **ITEM, "acceptCondition": FACTS["SLTJ"]})
    news = [{"title": f"第{n}次公告", "publishDate": f"2026-03-0{n}", "content": "渡口清淤。"} for n in (1, 2, 3)]
    found = read_guide([base, answer_of(news)], LABELS)
    assert not found.materials
    assert not found.steps
    assert not found.faqs


def test_a_remedy_under_its_own_label_is_read_without_it() -> None:
    told = {"itemType": "行政确认", **ITEM, "acceptCondition": FACTS["SLTJ"]}
    said = "可以在六十日内向临江县人民政府申请行政复议。"
    found = read_answer({**told, "legalRemedy": {"label": "法律救济途径", "value": said}}).read("remedy")
    assert (found.value, found.locator) == (said, "/legalRemedy/value")
    ways = {"title": "临江县人民政府申请行政复议", "court": "临江县人民法院"}
    assert read_answer({**told, "legalRemedy": ways}).read("remedy").value == " ".join(ways.values())
