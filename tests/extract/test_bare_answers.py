"""Answers that hold texts and no keys: what they were asked for says what they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler import catalogue
from crawler.domain.elements import Reading, State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

LABELS = read_labels(catalogue.labels_text())
BASE = {
    "taskName": "渔船检验",
    "deptName": "青川市农业农村局",
    "linkWay": "0571-12345678",
    "promiseLimit": "5个工作日",
}
LINES = ["船舶在本市登记", "图纸经审查批准", "法律、法规规定的其他条件"]


def read(
    element: str, data: Any, url: str = "/api/guide/condition?id=7", base: dict[str, Any] | None = None
) -> Reading:
    """An element of a guide that comes in two answers."""
    answers = (("/api/guide/base?id=7", {"code": 0, "data": base or BASE}), (url, data))
    pages = [
        parse(json.dumps(said).encode(), "application/json", f"http://a.test{at}", f"e{number}")
        for number, (at, said) in enumerate(answers)
    ]
    return read_guide([page for page in pages if page is not None], LABELS).read(element)


@pytest.mark.parametrize(
    "url",
    [
        "/api/guide/condition?id=7",
        "/api/getConditions?id=7",
        "/api/guide.do?method=queryCondition&id=7",
        "/stage/condition?id=7",
    ],
)
def test_the_request_names_what_bare_texts_are(url: str) -> None:
    found = read("conditions", {"code": "0000", "msg": "操作成功", "data": LINES}, url)

    assert found.state is State.STATED
    assert "图纸经审查批准" in found.text
    assert found.locator == "/data"


def test_bare_texts_that_nobody_can_name_leave_open_what_they_may_be() -> None:
    assert read("conditions", {"code": "0000", "data": LINES}, "/api/guide/part3?id=7").state is State.UNREAD


@pytest.mark.parametrize("url", ["/api/hotWords", "/api/getHotWords", "/dict/list", "/api/v1/user/tags"])
def test_what_stands_around_a_guide_is_no_part_of_it(url: str) -> None:
    words = ["不动产登记查询", "公积金提取办理"]
    assert read("conditions", {"code": 0, "data": words}, url).state is State.NOT_STATED


def test_an_answer_with_keys_of_its_own_is_read_by_them() -> None:
    assert read("conditions", {"code": 0, "data": {"ids": ["a1"], "slice": 3}}).state is State.NOT_STATED


@pytest.mark.parametrize("key", ["sampleUrl", "ybUrl", "yangbenImg"])
def test_an_address_beside_the_name_of_a_result_is_its_sample(key: str) -> None:
    result = {
        "resultName": "船舶检验证书",
        "resultType": "证照",
        "sendWay": "邮寄送达",
        key: "/file/image?kind=result&id=7",
    }
    found = read("result_sample", {"code": 0, "data": result}, "/api/guide/result?id=7")

    assert (found.state, found.text) == (State.STATED, "/file/image?kind=result&id=7")
    chart = read("flow_chart", {"code": 0, "data": result}, "/api/guide/result?id=7")
    assert chart.state is State.NOT_STATED  # an address that is known to be the sample is nothing else


def test_a_result_without_such_an_address_has_no_sample() -> None:
    result = {"resultName": "船舶检验证书", "resultType": "证照", "sendWay": "邮寄送达"}
    assert read("result_sample", {"code": 0, "data": result}, "/api/guide/result?id=7").state is State.NOT_STATED


def test_materials_with_codes_of_their_own_are_no_code_list() -> None:
    rows = [
        {
            "materialName": name,
            "typeCode": kind,
            "typeText": word,
            "needCode": "1",
            "needText": "必要",
            "paperCopies": 1,
        }
        for name, kind, word in (("渔船登记表", "2", "申请表格文书"), ("居民身份证", "1", "证件证书证明"))
    ]
    said = {"code": 0, "data": {"materialList": rows}}
    pages = [
        parse(json.dumps(one).encode(), "application/json", f"http://a.test/api/{at}", f"e{at}")
        for at, one in enumerate(({"code": 0, "data": BASE}, said))
    ]
    guide = read_guide([page for page in pages if page is not None], LABELS)

    assert [one.read("material_necessity").text for one in guide.materials] == ["必要", "必要"]
