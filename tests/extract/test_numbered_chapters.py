"""A heading without a number over numbered labels: <h4>服务流程</h4><p>一、申办途径</p>."""

from __future__ import annotations

from crawler.domain.elements import State
from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><h4>办理条件</h4><p>渡船已检验。</p><h4>咨询电话</h4><p>0571-81234567</p>"


def test_a_section_that_a_numbered_label_opens_is_not_empty() -> None:
    steps = "<ol><li>网上填表，上传检验证书。</li><li>窗口核对，当场受理。</li><li>审查并发证。</li></ol>"
    guide = read_body(f"{FACTS}<h4>服务流程</h4><p>一、申办途径</p>{steps}<p>二、收费标准</p><p>5元/份</p>")

    assert "网上填表" in guide.read("procedure").text
    assert "5元" not in guide.read("procedure").text
    assert guide.read("fee_standard").text == "5元/份"


def test_a_heading_over_a_label_without_a_number_has_no_value() -> None:
    guide = read_body(f"{FACTS}<h4>服务流程</h4><p>收费标准</p><p>5元/份</p><h4>办公时间</h4><p>周一至周五</p>")

    assert guide.read("procedure").state is State.NOT_STATED


def test_short_words_that_are_chapters_in_their_turn_are_labels() -> None:
    chapters = (
        ("条件", "渡船已检验。"),
        ("材料", "1.申请表；2.船舶证书。"),
        ("流程", "申请—受理—发证"),
        ("地点", "听涛路7号"),
    )
    told = "".join(f"<p>{n}、{title}</p><p>{text}</p>" for n, (title, text) in zip("一二三四", chapters, strict=True))
    guide = read_body(f"<h1>渡船登记</h1><div>{told}</div>")
    assert guide.read("conditions").text == "渡船已检验。"
    assert [m.name.text for m in guide.materials] == ["申请表", "船舶证书"]
    assert guide.read("place").text == "听涛路7号"


def test_short_words_of_another_article_are_none() -> None:
    chapters = (
        ("背景", "渡船渐少。"),
        ("材料", "木与铁。"),
        ("历史", "三百年。"),
        ("流程", "造船之法。"),
        ("人物", "船匠。"),
    )
    told = "".join(f"<p>{n}、{title}</p><p>{text}</p>" for n, (title, text) in zip("一二三四五", chapters, strict=True))
    assert read_body(f"<h1>渡船小史</h1><div>{told}</div>").unread
