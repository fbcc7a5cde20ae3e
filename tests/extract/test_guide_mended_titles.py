"""Answers built of titles and contents, whatever their keys are called; the lists of one guide are no item list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crawler.catalogue import labels_text
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(labels_text())
KEYS = (("heading", "body"), ("k", "v"), ("bt", "nr"), ("标题", "内容"), ("tabTitle", "children"))


def page(data: Any) -> JsonPage:
    found = parse(json.dumps(data).encode(), "application/json", "https://bs.example/api/guide", "e")
    assert isinstance(found, JsonPage)
    return found


def read(data: Any) -> ServiceGuide:
    return read_guide([page(data)], LABELS)


def answer(title: str, content: str) -> dict[str, Any]:
    """A guide of a ferry's registration, its titles and contents under these keys."""

    def part(name: str, held: Any, **others: Any) -> dict[str, Any]:
        return {title: name, content: held, **others}

    fees = [
        [part("收费项目名称", "登记费"), part("收费标准", "30元/艘"), part("收费依据", "临价费〔2019〕3号")],
        [part("收费项目名称", "工本费"), part("收费标准", "免收")],
    ]
    papers = [
        part("渡船登记申请书", [part("原件或复印件", "原件"), part("份数", "2")], no=1),
        part("船舶照片", [part("原件或复印件", "复印件"), part("份数", "1")], no=2),
    ]
    basics = [part("事项类型", "行政确认"), part("实施主体", "临江县交通运输局"), part("承诺办结时限", "7个工作日")]
    sections = [
        part("基本信息", basics),
        part("受理条件", ["有船；", "有船员。"]),
        part("申请材料", papers),
        part("收费信息", [part("是否收费", "收费"), *(part("收费项目", fee) for fee in fees)]),
        part("联系方式", [part("咨询电话", "0571-81234567"), part("办理地点", "临江县江北路5号")]),
        part("常见问题", [part("几天能办好？", "七天。")]),
    ]
    return {"result": {"ref": "x7", title: "渡船登记", "parts": sections}, "more": [{title: "渡船注销", "ref": "x8"}]}


@pytest.mark.parametrize(("title", "content"), KEYS)
def test_titles_and_contents_are_read_under_any_keys(title: str, content: str) -> None:
    found = read(answer(title, content))
    assert found.read("name").value == "渡船登记"
    assert found.read("implementing_body").value == "临江县交通运输局"
    assert found.read("conditions").value == "有船； 有船员。"
    assert [(m.name.value, m.read("material_copies").value) for m in found.materials] == [
        ("渡船登记申请书", "2"),
        ("船舶照片", "1"),
    ]
    assert [(f.name.value, f.read("fee_standard").value) for f in found.fees] == [
        ("登记费", "30元/艘"),
        ("工本费", "免收"),
    ]
    assert [q.question.value for q in found.faqs] == ["几天能办好？"]


@pytest.mark.parametrize(("title", "content"), KEYS)
def test_the_places_are_those_of_the_answer_itself(title: str, content: str) -> None:
    found = read(answer(title, content))
    assert found.read("consultation_phone").locator == f"/result/parts/4/{content}/0/{content}"
    assert found.materials[1].read("material_copies").locator == f"/result/parts/2/{content}/1/{content}/1/{content}"


def test_a_label_alone_with_its_value_is_no_question() -> None:
    base = {"itemName": "渡船登记", "itemTypeName": "行政确认", "deptName": "临江县交通运输局"}
    found = read({**base, "blocks": [{"title": "是否收费", "content": "否"}]})
    assert found.read("fee_status").value == "否"
    assert not found.faqs


def test_the_lists_of_one_guide_name_no_items() -> None:
    code = "11330127MB1558081140001040020a0"
    papers = [{"name": "申请书", "task_code": code, "form_guid": "1"}]
    guide = {"item": {"task_name": "渡船登记", "task_code": code, "dept_name": "交通局"}, "materials": papers}
    assert page({"data": {"list": [guide]}}).items() == ()
    named = (("渡船登记", "0"), ("渡船注销", "1"))
    listed = [{"task_name": name, "task_code": code[:-1] + end, "dept_name": "交通局"} for name, end in named]
    assert [i.name for i in page({"data": {"list": listed}}).items()] == ["渡船登记", "渡船注销"]
