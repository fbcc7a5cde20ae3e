"""What labels mean that no dictionary lists, by their words in any order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.catalogue import labels_text
from crawler.extract.labels.dictionary import read_labels
from crawler.extract.labels.meaning import element_meant
from crawler.extract.labels.questions import asked_for, asked_of_material

LABELS = read_labels(labels_text())

SAID = {
    "promised_time_limit": ("对外承诺天数", "办件时间承诺"),
    "statutory_time_limit": ("法律规定的时限", "法规时限"),
    "visits_reason": ("要跑现场的原因", "需到窗口的缘故"),
    "visits": ("最多跑", "需要到现场的趟数"),
    "complaint_phone": ("投诉请拨", "监督热线", "监督举报"),
    "consultation_phone": ("咨询请拨", "窗口咨询专线"),
    "fee_basis": ("收费文件",),
    "online_payment": ("缴费渠道", "网上付款方式"),
    "result_name": ("办成后得到", "办结后发给", "所发的证件"),
    "result_sample": ("结果的样子",),
    "delivery": ("取证方式", "结果的领取渠道"),
    "level": ("权限级别", "行使级别"),
    "case_type": ("办件分类",),
    "update_date": ("数据更新", "最近修订日期", "发布的时间"),
    "place": ("受理处所", "线下办理点", "窗口所在地"),
    "hours": ("网点开放时间",),
    "materials": ("要交的材料", "应提交的资料一览", "准备的东西"),
    "conditions": ("可办情形", "能办的条件", "符合的条件"),
    "procedure": ("办理经过", "办证程序"),
    "legal_basis": ("法律上的依据", "所依据的规定"),
    "courier": ("快递服务",),
}


@pytest.mark.parametrize(("element", "label"), [(e, label) for e, labels in SAID.items() for label in labels])
def test_the_words_of_a_label_say_its_element(element: str, label: str) -> None:
    assert element_meant(label) == element
    match = LABELS.element_of(label)
    assert match is not None
    assert match.element == element


@pytest.mark.parametrize(
    "words",
    [
        "邮寄送达", "快递送达", "窗口领取", "发给证件", "颁发证书", "领取结果", "材料受理",
        "符合条件", "可以申请行政复议", "有数量限制", "依据相关法律法规", "登记证书样式", "电话投诉", "政策法规",
        "相关规定", "相关材料", "信息公开", "最新发布", "业务咨询", "结果公示", "减免情况是",
        "必须现场办理原因说明/", "行政审批", "受理通知书", "提交材料依据", "受理时限", "收费标志",
        "渡管站的处所", "您现在的位置",
    ],
)  # fmt: skip
def test_values_and_words_of_the_page_are_no_labels(words: str) -> None:
    assert element_meant(words) is None


@given(st.text(alphabet="办理依据材料的条件投诉电话结果送达时间可以要/是证件", max_size=20))
def test_any_text_has_an_answer(words: str) -> None:
    meant = element_meant(words)
    assert meant is None or meant in LABELS.elements


def test_questions_of_everyday_words() -> None:
    assert asked_for("面向谁") == "service_target"
    assert asked_for("办什么事") == "name"
    assert asked_for("结果怎么给") == "delivery"
    assert asked_of_material("怎样算合格") == "review_standard"
    assert asked_of_material("材料来自哪里") == "material_source"
    assert LABELS.column("steps", "做些什么") == "description"
    assert LABELS.column("steps", "用多长时间") == "limit"
    assert LABELS.column("materials", "填好的样子") == "sample_form"
