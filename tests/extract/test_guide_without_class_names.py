"""Pages whose class names tell nothing, or that have none: structure and labels carry the reading."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

_ROWS = (
    ("事项类型", "行政确认"),
    ("办件类型", "承诺件"),
    ("法定办结时限", "20个工作日"),
    ("是否收费", "否"),
)
_PAIRS = "".join(f"<div><span>{label}</span><span>{value}</span></div>" for label, value in _ROWS)
_HEAD = f"<h1>渡船登记</h1><div>{_PAIRS}</div>"


@pytest.mark.parametrize(
    "head", ["<div><span>{}</span><span></span></div>", "<div><div><span>{}</span></div><i></i></div>"]
)
def test_what_is_hidden_below_a_head_is_its_value(head: str) -> None:
    def fold(title: str, text: str) -> str:
        return f"<div>{head.format(title)}<div style='display: none'><div>{text}</div></div></div>"

    guide = read_body(_HEAD + fold("受理条件", "有自有船舶。") + fold("法律救济", "可以申请行政复议。"))

    assert guide.read("conditions").text == "有自有船舶。"
    assert guide.read("remedy").text == "可以申请行政复议。"


def test_two_halves_that_are_labels_both_are_no_empty_places() -> None:
    rows = "".join(
        f"<div><div><span>{label}</span></div><div><span>{value}</span></div></div>"
        for label, value in (*_ROWS, ("怎么申请", "网上办理"), ("网上办理深度", "互联网受理"))
    )
    phones = "".join(
        f"<div><span>{label}</span><div>{value}</div></div>"
        for label, value in (
            ("办理地点", "青石路2号"),
            ("办理时间", "工作日 9:00-12:00"),
            ("咨询电话", "0571-81234567"),
        )
    )
    guide = read_body(f"<h1>渡船登记</h1><div>{rows}</div><div>{phones}</div>")

    assert guide.read("online_depth").text == "互联网受理"
    empty = [guide.read(e).label for e in ("procedure", "online") if not guide.read(e).stated]
    assert not any(empty), "a label with its value beside it is no empty one"


def test_the_line_of_the_host_beside_an_imprint_is_no_window() -> None:
    foot = "<div><p>主办：临江县人民政府　浙ICP备00000004号</p><p>地址：龙井路1号　工作时间：8:00-12:00</p></div>"
    guide = read_body(_HEAD + foot)

    assert not guide.read("place").stated
    assert not guide.read("hours").stated


def test_titles_of_cards_drawn_as_those_of_sections_are_names() -> None:
    def section(title: str, block: str) -> str:
        return f"<section><div class='t'><span>{title}</span></div>{block}</section>"

    def card(name: str, copies: str) -> str:
        pairs = f"<dl><dt>材料必要性</dt><dd>必要</dd><dt>份数</dt><dd>{copies}</dd></dl>"
        return f"<div class='c'><div class='t'><span>{name}</span></div>{pairs}</div>"

    text = "<p>有自有船舶。</p>"
    cards = card("船舶照片", "2") + card("身份证", "1")
    guide = read_body(
        _HEAD
        + section("受理条件", text)
        + section("申请材料", cards)
        + section("设定依据", "<p>《渡口管理办法》第六条</p>")
        + section("法律救济", "<p>可以申请行政复议。</p>")
    )

    assert [(m.name.text, m.read("material_copies").text) for m in guide.materials] == [
        ("船舶照片", "2"),
        ("身份证", "1"),
    ]


@pytest.mark.parametrize("title", ["<div class='t'><span>{}</span></div>", "<p><strong>{}</strong></p>"])
def test_a_label_in_the_text_of_a_section_does_not_end_it(title: str) -> None:
    def section(name: str, *lines: str) -> str:
        return title.format(name) + "".join(f"<p>{line}</p>" for line in lines)

    materials = (
        "1．<b>登记申请表</b>", "份数：2份；是否必要：必要。", "空白表格：<a href='/f/1.doc'>登记申请表.doc</a>",
        "2．<b>船舶照片</b>", "份数：1份；是否必要：必要。", "3．<b>身份证</b>", "份数：1份；是否必要：必要。",
    )  # fmt: skip
    steps = "".join(
        section(name, deed, f"办理时限：{limit}")
        for name, deed, limit in (
            ("（一）受理", "材料齐全的予以受理。", "1个工作日"),
            ("（二）审查", "对材料进行书面审查。", "3个工作日"),
            ("（三）决定", "作出是否登记的决定。", "1个工作日"),
        )
    )
    guide = read_body(
        "<h1>渡船登记</h1><div>"
        + section("一、基本信息", "事项类型：行政确认", "办件类型：承诺件", "法定办结时限：20个工作日")
        + section("二、受理条件", "（一）有自有船舶。", "（二）船舶经检验合格。")
        + section("三、申请材料", *materials)
        + section("四、办理流程")
        + steps
        + section("五、收费情况", "是否收费：不收费", "收费依据：无")
        + section("六、救济途径", "可以申请行政复议。", "也可以提起行政诉讼。")
        + "</div>"
    )

    assert [m.name.text for m in guide.materials] == ["登记申请表", "船舶照片", "身份证"]
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [
        ("受理", "1个工作日"),
        ("审查", "3个工作日"),
        ("决定", "1个工作日"),
    ]
    assert guide.read("remedy").stated


def test_the_name_of_the_desk_in_the_title_of_a_page_is_no_item() -> None:
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in _ROWS)
    page = f"<title>临江市网上办事服务中心</title></head><body><table>{rows}</table>"

    assert not read_body(page).read("name").stated
