"""JSON guides in words of their own: lists of labels and values, pinyin keys, keys that nobody knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
KNOWN = {
    "taskName": "渔船检验",
    "taskCode": "11440100007482575H4000117019000",
    "deptName": "沙湾县农业农村局",
    "legalTime": "20个工作日",
    "promiseTime": "7个工作日",
    "linkWay": "0577-61234567",
}


def read(data: object) -> ServiceGuide:
    body = json.dumps(data, ensure_ascii=False).encode()
    page = parse(body, "application/json", "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def stated(guide: ServiceGuide, element: str) -> Reading:
    assert guide.unread is None
    found = guide.readings[element]
    assert found.state is State.STATED
    return found


@pytest.mark.parametrize(("label", "value"), [("label", "value"), ("title", "content"), ("bt", "nr")])
def test_a_list_of_labels_and_values_is_read_by_its_labels(label: str, value: str) -> None:
    said = {
        "事项名称": "渔船检验",
        "实施主体": "沙湾县农业农村局",
        "承诺办结时限": "7个工作日",
        "咨询电话": "0577-61234567",
        "受理条件": "船舶在本县登记",
        "办理地点": "沙湾县滨海路6号",
    }
    rows = [{label: k, value: v, "sort": n} for n, (k, v) in enumerate(said.items())]
    guide = read({"data": {"groups": [{"items": rows[:3]}, {"items": rows[3:]}]}})
    assert stated(guide, "promised_time_limit").value == "7个工作日"
    assert stated(guide, "promised_time_limit").locator == f"/data/groups/0/items/2/{value}"
    assert stated(guide, "conditions").value == "船舶在本县登记"


def test_beside_many_unknown_words_nothing_is_missing() -> None:
    strange = {"xa": "沙湾县滨海路", "xb": "船舶在本县登记", "xc": "申请表和照片", "xd": "现场领取"}
    more = {"xe": "提交后五日内核对", "xf": "由船检机构检验"}
    gap = read({"data": {**KNOWN, **strange, **more}}).readings["conditions"]
    assert gap.state is State.UNREAD
    assert gap.reason


def test_technical_keys_leave_a_record_decidable() -> None:
    technical = {"rowGuid": "8a7f-33", "createTime": "2025-01-01 10:00", "isDel": "0", "areaName": "沙湾县", "v": "3"}
    assert "conditions" not in read({"data": {**KNOWN, **technical}}).readings


def test_conditions_as_objects_with_a_sentence_each() -> None:
    rows = [{"id": 1, "conditionName": "船舶在本县登记"}, {"id": 2, "conditionName": "证书在有效期内"}]
    found = stated(read({"data": {**KNOWN, "itemConditions": rows}}), "conditions")
    assert "证书在有效期内" in found.text


def test_rows_of_two_pairs_are_no_bar_of_tabs() -> None:
    rows = (
        ("实施主体", "沙湾县教育局", "办件类型", "承诺件"),
        ("法定办结时限", "20个工作日", "承诺办结时限", "7个工作日"),
        ("咨询电话", "0577-61234567", "服务对象", "企业法人"),
    )
    drawn = "".join(
        f"<div><div class=k>{a}</div><div class=v>{b}</div><div class=k>{c}</div><div class=v>{d}</div></div>"
        for a, b, c, d in rows
    )
    body = f"<html><body><h1>校车使用许可</h1>{drawn}<h3>受理条件</h3><p>有校车</p></body></html>"
    page = parse(body.encode(), "text/html", "http://127.0.0.1/g", "e")
    assert page is not None
    guide = read_guide([page], LABELS)
    assert stated(guide, "implementing_body").value == "沙湾县教育局"
    assert stated(guide, "promised_time_limit").value == "7个工作日"
    assert stated(guide, "service_target").value == "企业法人"
