"""A page that was read in part leaves gaps where it may say what was not understood; one that was read whole none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels(catalogue.labels_text())
KNOWN = {
    "事项名称": "河道采砂许可",
    "事项类型": "行政许可",
    "实施主体": "云溪县水利局",
    "受理条件": "1. 采砂作业方案符合河道采砂规划；2. 有符合要求的采砂设备和技术人员；3. 没有违法采砂的记录。",
    "法定办结时限": "20个工作日",
    "承诺办结时限": "7个工作日",
    "办理地点": "云溪县清泉路18号政务服务中心2楼水利窗口",
    "是否收费": "不收费",
}
STRANGE = {
    "咱们怎么走完全程": "先在柜台把东西递上去，工作人员核对以后当面收下，县局派人到河边看一看，最后由分管领导拍板。",
    "东西备齐没有": "采砂申请书两份、采砂设备的检验合格证书、与第三者有利害关系时双方达成的协议、作业方案说明。",
    "凭的是哪一条": "河道管理条例里说得很清楚，在河道管理范围内采砂必须按照经批准的范围和作业方式进行。",
}


def read(pairs: dict[str, str]) -> ServiceGuide:
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in pairs.items() if label in KNOWN)
    rest = "".join(f"<div><i>{label}</i><div>{value}</div></div>" for label, value in pairs.items() if label in STRANGE)
    end = "<p>承诺办结时限：7个工作日</p>"
    markup = f"<html><body><h1>河道采砂许可</h1><table>{rows}</table><section>{rest}</section>{end}</body></html>"
    page = parse(markup.encode(), "text/html; charset=utf-8", "http://a.example/1", "e")
    assert page is not None
    return read_guide([page], LABELS)


def test_what_a_page_of_known_words_does_not_say_is_absent() -> None:
    guide = read(KNOWN)

    assert guide.gaps is None
    assert guide.read("hours").unread is False
    assert guide.read("hours").stated is False


def test_what_may_stand_in_words_that_nobody_understood_is_a_gap() -> None:
    guide = read(KNOWN | STRANGE)

    assert guide.read("place").stated
    assert guide.read("procedure").stated or guide.read("procedure").unread
    for element in ("materials", "legal_basis", "hours", "consultation_phone"):
        assert guide.read(element).stated or guide.read(element).unread, element


def test_a_label_with_an_empty_place_is_absent_all_the_same() -> None:
    guide = read({**KNOWN, "是否收费": ""} | STRANGE)

    assert not guide.read("fee_status").stated
    assert not guide.read("fee_status").unread


def test_an_answer_with_unknown_fields_leaves_gaps_too() -> None:
    known = {
        "taskName": "河道采砂许可",
        "itemType": "行政许可",
        "deptName": "云溪县水利局",
        "acceptCondition": KNOWN["受理条件"],
    }
    known |= {
        "promiseDay": "7个工作日",
        "transactAddr": KNOWN["办理地点"],
        "isFee": "否",
        "consultPhone": "0577-55550123",
    }
    strange = {f"zq{n}": words for n, words in enumerate(STRANGE.values())}

    def answer(data: dict[str, str]) -> ServiceGuide:
        body = json.dumps({"data": data}, ensure_ascii=False).encode()
        page = parse(body, "application/json", "http://a.example/api", "e")
        assert page is not None
        return read_guide([page], LABELS)

    assert answer(known | strange).read("complaint_phone").unread
    whole = answer({**known, "acceptCondition": KNOWN["受理条件"] * 3})
    assert not whole.read("complaint_phone").unread
