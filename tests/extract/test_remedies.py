"""Legal remedies told by body, address and phone, and in two ways: none of it is where the item is handled."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import ANSWER, read_answer, read_body

GUIDE = {**ANSWER, "resultName": "渡船登记证", "acceptCondition": "渡船检验合格", "promiseLimit": "5个工作日"}
REVIEW = {"dept": "临江县人民政府", "address": "临江县城中路49号", "phone": "0571-81230001"}
SUIT = {"dept": "临江县人民法院", "address": "临江县太和路8号", "phone": "0571-81230002"}
WHOLE = "临江县人民政府 临江县城中路49号 0571-81230001 临江县人民法院 临江县太和路8号 0571-81230002"


@pytest.mark.parametrize(
    "held",
    [
        {"remedy": {"review": REVIEW, "litigation": SUIT}},
        {"legalRemedy": [REVIEW, SUIT]},
        {"fljj": {"xzfy": REVIEW, "xzss": SUIT}},
        {"法律救济": {"行政复议": REVIEW, "行政诉讼": SUIT}},
    ],
)
def test_objects_of_a_remedy_are_its_text_and_no_place_of_the_guide(held: dict[str, Any]) -> None:
    guide = read_answer({"code": 0, "data": {**GUIDE, **held}})
    assert guide.read("remedy").text == WHOLE
    assert [guide.read(element).state for element in ("place", "complaint_phone")] == [State.NOT_STATED] * 2
    assert guide.read("consultation_phone").text == ANSWER["consultTel"]


def test_labels_and_values_of_a_remedy_are_read_as_such() -> None:
    pairs = [
        {"title": "行政复议", "value": "向临江县人民政府申请"},
        {"title": "行政诉讼", "value": "向临江县人民法院提起"},
    ]
    assert read_answer({**GUIDE, "fljj": pairs}).read("remedy").text == "向临江县人民政府申请"


def test_objects_that_name_nobody_to_turn_to_are_no_remedy() -> None:
    held = {"appeals": {"a": {"t": "什么时候办好", "r": "已答复"}, "b": {"t": "窗口人多吗", "r": "不多"}}}
    assert not read_answer({**GUIDE, **held}).read("remedy").stated


@pytest.mark.parametrize(
    ("held", "doubted"),
    [
        (
            {"CKBLLC": "1. 到窗口取号；2. 递交材料。", "WSBLLC": "1. 登录政务服务网；2. 上传材料；3. 下载证照。"},
            "materials",
        ),
        ({"XZFY": "临江县人民政府", "XZSS": "临江县人民法院（太和路8号，电话0571-81230002）"}, "complaint_phone"),
        ({"XZFY": "临江县人民政府", "XZSS": "临江县人民法院（太和路8号，电话0571-81230002）"}, "place"),
    ],
)
def test_the_other_way_of_a_procedure_or_remedy_is_no_trace_of_anything_else(
    held: dict[str, str], doubted: str
) -> None:
    assert read_answer({**GUIDE, **held}).read(doubted).state is State.NOT_STATED
    of_unknown = dict(zip(("aaa", "bbb"), held.values(), strict=True))
    assert read_answer({**GUIDE, **of_unknown}).read(doubted).unread


@pytest.mark.parametrize(
    ("label", "state"),
    [
        ("投诉地址", State.UNREAD),
        ("咨询地点", State.STATED),
        ("材料邮寄地址", State.UNREAD),
        ("投诉及受理窗口地点", State.STATED),
        ("本事项受理点地址", State.STATED),
    ],
)
def test_where_one_complains_or_writes_is_no_place_of_the_item(label: str, state: State) -> None:
    facts = (
        ("事项名称", "渡船登记"),
        ("实施主体", "临江县交通运输局"),
        ("是否收费", "不收费"),
        ("受理条件", "检验合格"),
    )
    rows = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in (*facts, (label, "临江县城中路49号二楼3号窗口")))
    assert read_body(f"<h1>渡船登记</h1><table>{rows}</table>").read("place").state is state
