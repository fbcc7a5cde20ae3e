"""Titles named after what one comes for (提取条件, 认定材料), in every dress, and further words of real guides."""

from __future__ import annotations

import pytest

from crawler.domain.elements import State
from tests.extract.one_guide import LABELS, read_body

SECTIONS = {
    "靠泊条件": "渡船已检验。",
    "靠泊材料": "1.船舶证书；2.靠泊申请表",
    "靠泊额度": "每日两船",
    "办理流程": "1.申请；2.核对；3.发证",
    "办理时限": "1个工作日",
    "政策依据": "《渡口管理办法》第七条",
    "办理地点": "听涛路7号",
}
DRESSES = {
    "panels": "<div class='box'><div class='hd'><i></i>{0}</div><div class='bd'><p>{1}</p></div></div>",
    "headings": "<h3>{0}</h3><p>{1}</p>",
    "bold": "<p><b>{0}</b></p><p>{1}</p>",
}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_titles_drawn_as_known_ones_are_told_by_their_head_word(dress: str) -> None:
    guide = read_body("<h1>渡船靠泊</h1>" + "".join(dress.format(*pair) for pair in SECTIONS.items()))

    assert guide.read("conditions").text == "渡船已检验。"
    assert [one.name.text for one in guide.materials] == ["船舶证书", "靠泊申请表"]


def test_a_second_title_of_papers_is_not_the_materials() -> None:
    sections = {"申请材料": "1.船舶证书", **SECTIONS, "靠泊材料": "1.宣传册"}
    dress = DRESSES["panels"]
    guide = read_body("<h1>渡船靠泊</h1>" + "".join(dress.format(*pair) for pair in sections.items()))

    assert [one.name.text for one in guide.materials] == ["船舶证书"]


def test_bold_words_of_a_section_end_the_list_before_it() -> None:
    lines = {
        "申请条件": "渡船已检验。",
        "提取材料": "1.船舶证书；2.申请表",
        "提取额度": "每日两船",
        "办理流程": "1.申请；2.发证",
        "办理时限": "1个工作日",
    }
    said = "".join(f"<p><b>{label}：</b>{value}</p>" for label, value in lines.items())
    guide = read_body(f"<h1>渡船靠泊</h1>{said}")

    assert [one.name.text for one in guide.materials] == ["船舶证书", "申请表"]


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("提取条件", "conditions"),
        ("贷款所需材料", "materials"),
        ("报销流程", "procedure"),
        ("补贴对象", "service_target"),
        ("子项名称", "name"),
        ("相关附件", "blank_form"),
        ("办理渠道", "handling_form"),
    ],
)
def test_words_of_real_guides(label: str, element: str) -> None:
    found = LABELS.exact(label)
    assert found is not None
    assert found.element == element


@pytest.mark.parametrize("label", ["变更条件", "审核流程单", "补贴标准", "宣传材料袋"])
def test_words_like_them_are_no_such_labels(label: str) -> None:
    assert LABELS.exact(label) is None


def test_the_item_below_a_project_is_the_item() -> None:
    facts = "<p>申请条件：已检验</p><p>办理时限：1个工作日</p><p>收费标准：不收费</p>"
    guide = read_body(f"<h1>指南</h1><p>项目名称：渡口管理</p><p>子项名称：渡船靠泊登记</p>{facts}")

    assert guide.read("name").text == "渡船靠泊登记"


def test_a_section_whose_labels_tell_of_the_fee_does_not_say_whether_one_is_charged() -> None:
    facts = (
        "<p><b>一、申请条件</b></p><p>已检验</p><p><b>二、审批时限</b></p><p>1个工作日</p><p><b>三、审批收费</b></p>"
    )
    named = "<p>（一）收费环节：发证</p><p>（二）收费项目：靠泊费</p><p>（三）收费标准：每船每日10元</p>"
    guide = read_body(f"<h1>渡船靠泊登记</h1>{facts}{named}")

    assert guide.read("fee_standard").text == "每船每日10元"
    assert guide.read("fee_status").state is not State.STATED
    assert read_body(f"<h1>渡船靠泊登记</h1>{facts}<p>收费</p>").read("fee_status").text == "收费"
