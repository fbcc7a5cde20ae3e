"""Guides numbered like a standard (2.1 申请条件 in chapter 2): the numbers of headings, and chapters between them."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

CHAPTERS = {
    "基本信息": {"事项名称": "水产苗种生产许可", "实施机关": "海陵县农业农村局", "数量限制": "无"},
    "条件与材料": {"申请条件": "有固定的生产场地。", "禁止性要求": "水源已受污染的。", "申请材料": "申请表（原件1份）"},
    "办理": {"办理流程": "1.受理：核对材料。<br>2.决定：发给证书。", "承诺时限": "8个工作日", "结果送达": "窗口领取"},
    "服务": {"咨询电话": "0523-8812301", "监督投诉电话": "0523-8812399"},
}
DRAWN = {
    "classes": ("<p class='c'>{}</p>", "<p class='s'>{}</p>", "<p>{}</p>"),
    "bold": ("<p><b>{}</b></p>", "<p><b>{}</b></p>", "<p>{}</p>"),
    "headings": ("<h2>{}</h2>", "<h3>{}</h3>", "<p>{}</p>"),
    "plain": ("<p>{}</p>", "<p>{}</p>", "<p>{}</p>"),
}


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("blank", [" ", "　"])
def test_headings_of_an_outline(drawn: str, blank: str) -> None:
    chapter, section, line = DRAWN[drawn]
    told = "".join(
        chapter.format(f"{n}{blank}{title}")
        + "".join(
            section.format(f"{n}.{m}{blank}{own}") + line.format(said) for m, (own, said) in enumerate(parts.items(), 1)
        )
        for n, (title, parts) in enumerate(CHAPTERS.items(), 1)
    )
    guide = read_body(f"<div>{told}</div>")

    assert guide.read("quantity_limit").text == "无"
    assert guide.read("conditions").text == "有固定的生产场地。"
    assert guide.read("delivery").text == "窗口领取"
    assert guide.read("complaint_phone").text == "0523-8812399"
    assert [one.name.text for one in guide.materials] == ["申请表"]
    assert [one.name.text for one in guide.steps] == ["受理", "决定"]


def test_figures_below_a_heading_of_an_outline_are_its_text() -> None:
    told = "".join(
        f"<p>{number} {label}</p><p>{value}</p>"
        for number, label, value in (
            ("1.1", "事项名称", "渡船登记"),
            ("1.2", "实施机关", "临江县交通运输局"),
            ("1.3", "申请条件", "4.5米以上的木船</p><p>2 人以上共有的船"),
            ("1.4", "咨询电话", "0571-81234567"),
            ("1.5", "承诺时限", "5个工作日"),
        )
    )
    guide = read_body(f"<div>{told}</div>")

    assert guide.read("conditions").text == "4.5米以上的木船 2 人以上共有的船"
