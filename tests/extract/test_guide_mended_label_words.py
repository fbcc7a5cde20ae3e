"""Labels that no dictionary lists are read by the words they are put together of."""

from __future__ import annotations

import pytest

from crawler.extract.labels.composed import element_in_words, said_twice
from tests.extract.one_guide import read_body


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("对外服务时间", "hours"),
        ("业务受理地点", "place"),
        ("审批数量", "quantity_limit"),
        ("机构性质", "body_nature"),
        ("须到现场的原因", "visits_reason"),
        ("送达途径", "delivery"),
        ("办理基本流程", "procedure"),
        ("申请材料明细", "materials"),
        ("行政复议和诉讼", "remedy"),
        ("行政相对人权利和义务", "rights"),
        ("网上办理程度", "online_depth"),
        ("承诺办结时间", "promised_time_limit"),
        ("监督和投诉渠道", "complaint_phone"),
        ("审批收费标准", "fee_standard"),
    ],
)
def test_a_label_is_what_its_words_say(label: str, element: str) -> None:
    """None of these stands in the dictionary."""
    assert element_in_words(label) == element


@pytest.mark.parametrize(
    "words",
    [
        "法定工作时间",
        "全程网办",
        "登记证书样式",
        "网上办理地址",
        "居民身份证复印件",
        "市政务服务中心",
        "身份证明材料",
        "经营场所证明",
    ],
)
def test_values_are_no_labels(words: str) -> None:
    """A value shares words with labels and says more than they do, or less."""
    assert element_in_words(words) in {None, "online_entry"}


def test_a_label_may_say_its_name_twice() -> None:
    """In English behind it, or in brackets."""
    assert said_twice("怎么办(办理步骤)") == ("怎么办", "办理步骤")
    assert said_twice("办理步骤") == ()


_FACTS = (
    ("实施主体", "临江县交通运输局"),
    ("是否收费", "不收费"),
    ("受理条件", "检验合格"),
    ("咨询电话", "0571-81234567"),
)
_FORM = "<a href='/f/1.doc'>渡船登记申请表</a>"
_PAPERS = "<p>申请表格</p><p>身份证</p><p>船舶检验证书</p>"


@pytest.mark.parametrize(
    ("rows", "behind", "blank", "materials"),
    [
        (("申请材料", "1. 渡船登记申请表；2. 船舶检验证书"), "", "渡船登记申请表", ["渡船登记申请表", "船舶检验证书"]),
        (None, f"<h3>申请材料</h3>{_PAPERS}", None, ["申请表格", "身份证", "船舶检验证书"]),
    ],
)
def test_application_forms_are_a_label_among_labels_and_else_a_paper(
    rows: tuple[str, str] | None, behind: str, blank: str | None, materials: list[str]
) -> None:
    told = [*_FACTS, *([rows, ("申请表格", _FORM)] if rows else [])]
    table = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in told)
    guide = read_body(f"<h1>渡船登记</h1><table>{table}</table>{behind}")
    assert guide.read("blank_form").value == blank
    assert [m.name.text for m in guide.materials] == materials
