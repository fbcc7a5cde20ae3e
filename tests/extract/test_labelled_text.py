"""Texts of an answer that hold several elements, each behind its label: a section 办理地点和时间, 审批结果."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import ANSWER, read_answer

BASE = {
    "受理条件": "有船的人",
    "行使层级": "县级",
    "实施主体": "临江县交通局",
    "事项类型": "行政确认",
    "事项名称": "渡船登记",
}
PLACE = {"place": "临江县城北路8号3楼", "hours": "周一至周五 8:30-12:00"}


def _sections(title: str, text: str) -> dict[str, object]:
    rows = [{"name": name, "content": content} for name, content in {**BASE, title: text}.items()]
    return {"data": {"id": 7, "sections": [{"id": n, **row} for n, row in enumerate(rows)]}}


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("办理地点和时间", "<p><b>办理地点：</b>临江县城北路8号3楼</p><p>办理时间：周一至周五 8:30-12:00</p>", PLACE),
        ("办理地点", "地址：临江县城北路8号3楼；办公时间：周一至周五 8:30-12:00", PLACE),
        ("窗口和日子", "<div>办理地点：临江县城北路8号3楼</div><div>办理时间：周一至周五<br>8:30-12:00</div>", PLACE),
        (
            "审批结果",
            '<p>结果名称：渡船登记证</p><p>结果类型：证照</p><p>结果样本：<a href="/up/1.jpg">样本.jpg</a></p>',
            {"result_name": "渡船登记证", "result_type": "证照", "result_sample": "样本.jpg"},
        ),
        (
            "咨询监督",
            "<p>咨询电话：0571-81234567</p><p>监督投诉电话：12345</p>",
            {"consultation_phone": "0571-81234567", "complaint_phone": "12345"},
        ),
        (
            "咨询监督",
            "<p>咨询电话：0571-81234567</p><p>行政复议与行政诉讼：行政复议：县政府；行政诉讼：县法院</p>",
            {"consultation_phone": "0571-81234567", "remedy": "行政复议：县政府；行政诉讼：县法院"},
        ),
        ("收费信息", "<p>是否收费：不收费</p>", {"fee_status": "不收费"}),
    ],
)
def test_a_text_is_cut_by_the_labels_in_it(title: str, text: str, told: dict[str, str]) -> None:
    found = read_answer(_sections(title, text))
    assert {element: found.read(element).value for element in told} == told
    assert {found.read(element).locator for element in told} == {f"/data/sections/{len(BASE)}/content"}
    assert found.gaps is None


def test_a_text_under_an_unknown_key_is_cut_by_the_labels_in_it() -> None:
    more = {"acceptCondition": "有船的人", "blurb": "办理地点：临江县城北路8号3楼\n办理时间：周一至周五 8:30-12:00"}
    found = read_answer({"data": {**ANSWER, **more}})
    assert {element: found.read(element).value for element in PLACE} == PLACE


@pytest.mark.parametrize(
    ("title", "text", "element"),
    [
        ("受理条件", "申请人应当提交：身份证明<br>联系方式：不限", "conditions"),
        ("受理条件", "有船的人可以申请，<br>办理地点：城北路8号<br>办理时间：每天", "conditions"),
        ("救济途径", "行政复议：向县政府申请；行政诉讼：向县法院提起", "remedy"),
        ("办理流程", "受理<br>办理时限：1个工作日<br>办理地点：窗口", "procedure"),
        ("投诉渠道", "投诉地址：临江县城南路2号<br>办公地址：临江县城南路2号<br>办公时间：每天", "complaint_phone"),
    ],
)
def test_other_texts_stay_whole(title: str, text: str, element: str) -> None:
    found = read_answer(_sections(title, text))
    assert found.read(element).value == text.replace("<br>", " ")
    assert not found.read("place").stated


def test_a_fee_may_be_told_label_by_label() -> None:
    lines = ("是否收费：收费", "收费项目名称：登记费", "收费标准：每艘30元", "收费依据：《渡口管理条例》第九条")
    text = "".join(f"<p>{line}</p>" for line in lines)
    [fee] = read_answer(_sections("收费情况", text)).fees
    assert (fee.name.value, fee.read("fee_standard").value) == ("登记费", "每艘30元")
    assert fee.read("fee_basis").value == "《渡口管理条例》第九条"
