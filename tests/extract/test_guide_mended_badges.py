"""Badges beside titles, menus that lead nowhere, labels inside the text of their own element."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<table><tr><th>事项类型</th><td>行政许可</td><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>云溪县水利局</td><th>法定办结时限</th><td>20个工作日</td></tr></table>"
)


def read(body: str) -> ServiceGuide:
    page = parse(f"<html><body><h1>取水许可</h1>{HEAD}{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def material(name: str, badge: str) -> str:
    return (
        f"<article><header><u>{name}</u> <mark>{badge}</mark></header>"
        "<p><s>材料类型</s><q>其他</q></p><p><s>份数</s><q>1</q></p></article>"
    )


def test_badges_in_the_line_of_a_title_are_values() -> None:
    cards = "".join(map(material, ("取水申请书", "论证报告", "委托书"), ("必要", "容缺后补", "非必要")))
    guide = read(f"<h2>申请材料</h2><section>{cards}</section>")
    assert [m.name.text for m in guide.materials] == ["取水申请书", "论证报告", "委托书"]
    assert [m.read("material_necessity").text for m in guide.materials] == ["必要", "容缺后补", "非必要"]


def test_a_label_with_an_empty_value_is_no_badge() -> None:
    cards = "".join(
        f"<article><u>{name}</u><p><s>材料必要性</s><q></q></p><p><s>份数</s><q>1</q></p></article>"
        for name in ("取水申请书", "论证报告")
    )
    guide = read(f"<h2>申请材料</h2><section>{cards}</section>")
    assert [m.read("material_necessity").state for m in guide.materials] == [State.NOT_STATED] * 2
    assert all(m.read("material_necessity").label == "材料必要性" for m in guide.materials)


def test_a_section_that_holds_its_heading_alone_takes_nothing_from_the_next() -> None:
    full = "".join(
        f"<section class='part'><h3>{title}</h3><p>{text}</p></section>"
        for title, text in (
            ("受理条件", "有取水口。"),
            ("设定依据", "《中华人民共和国水法》第七条"),
            ("收费标准", "不收费"),
        )
    )
    guide = read(f"<section class='part'><h3>办理流程</h3></section>{full}")
    assert guide.read("procedure").state is State.NOT_STATED
    assert guide.read("conditions").text == "有取水口。"


def test_the_second_half_of_a_row_is_a_value_even_if_it_reads_like_a_label() -> None:
    rows = (
        ("结果名称", "取水许可证"),
        ("结果类型", "其他"),
        ("救济途径", "行政复议、行政诉讼"),
        ("送达方式", "邮寄送达"),
    )
    drawn = "".join(f"<p class='r'><s>{label}</s><q>{value}</q></p>" for label, value in rows)
    guide = read(f"<div>{drawn}</div>")
    assert guide.read("result_type").text == "其他"
    assert guide.read("remedy").text == "行政复议、行政诉讼"


def test_labels_of_one_element_in_its_own_value_do_not_cut_it() -> None:
    said = "行政复议：县人民政府；行政诉讼：云溪县人民法院"
    guide = read(f"<ul><li><b>救济途径：</b>{said}</li><li><b>数量限制：</b>无</li></ul>")
    assert guide.read("remedy").text == said


def test_windows_stand_in_rows_below_place_and_time() -> None:
    desks = "".join(
        f"<div class='desk'><h4>{name}</h4><p><s>窗口位置</s><q>{place}</q></p>"
        "<p><s>对外办公时间</s><q>工作日9:00-17:00</q></p>"
        f"<p><s>联系电话</s><q>{phone}</q></p></div>"
        for name, place, phone in (("县中心", "湖滨路8号二楼", "0990-1234567"), ("镇中心", "老街2号", "0990-7654321"))
    )
    guide = read(f"<h3>办理地点和时间</h3><div>{desks}</div>")
    assert [w.place.text for w in guide.windows] == ["湖滨路8号二楼", "老街2号"]
    assert [w.phone.text for w in guide.windows] == ["0990-1234567", "0990-7654321"]
    assert all(w.hours.text == "工作日9:00-17:00" for w in guide.windows)


def test_a_row_of_buttons_labels_nothing() -> None:
    guide = read("<div><a href='/b'>网上预约</a> <a href='/c'>收藏</a> <a href='/d'>打印</a></div>")
    assert guide.read("reservation").state is State.NOT_STATED


def test_steps_with_numbers_and_titles_alone_are_steps() -> None:
    steps = "".join(f"<div><i>{n}</i><div>{name}</div></div>" for n, name in enumerate(("申请", "审核", "制证"), 1))
    guide = read(f"<h3>办理流程</h3><div>{steps}</div>")
    assert [s.name.text for s in guide.steps] == ["申请", "审核", "制证"]


MENU = "<div class='m'><a href='#one'>受理条件</a><a href='#two'>申请材料</a><a href='#three'>常见问题</a></div>"


def test_a_part_that_only_the_menu_of_the_page_names_is_unread() -> None:
    parts = "<div id='one'><h2>受理条件</h2><p>有取水口。</p></div><div id='two'><h2>申请材料</h2><p>申请书</p></div>"
    assert read(MENU + parts).read("faq").state is State.UNREAD


def test_a_menu_whose_parts_are_not_there_yet_leaves_them_unread() -> None:
    assert read(MENU + "<div id='app'></div>").read("faq").state is State.UNREAD


SECTIONS = (
    "<section><h3>受理条件</h3><p>有取水口。</p></section><section id='cl'><h3>申请材料</h3></section>"
    "<section><h3>法定办结时限</h3><p>20个工作日</p></section><section><h3>办理地点</h3><p>云溪县清泉路1号2楼</p></section>"
)


def test_a_section_of_its_heading_alone_is_empty_unless_a_script_names_it() -> None:
    assert read(SECTIONS).read("materials").state is State.NOT_STATED
    filled = "<script>$('#cl').append(rows(materials))</script>"
    assert read(SECTIONS + filled).read("materials").state is State.UNREAD


def test_what_stands_behind_the_last_entry_is_not_its_own() -> None:
    fees = "".join(
        f"<div class='fee'><p><s>收费项目名称</s><q>{name}</q></p><p><s>收费标准</s><q>{sum_}元</q></p></div>"
        for name, sum_ in (("工本费", 10), ("检测费", 300))
    )
    guide = read(f"<h3>收费信息</h3><div>{fees}<p><s>是否允许减免</s><q>允许</q></p></div>")
    assert [f.read("fee_standard").text for f in guide.fees] == ["10元", "300元"]
    assert not any(f.read("fee_reduction").stated for f in guide.fees)


def test_letters_that_are_no_word_are_a_value_and_no_second_name() -> None:
    rows = (("中介服务", "xxx"), ("数量限制", "null"), ("办理地点 Address", "湖滨路8号"))
    guide = read("".join(f"<div class='r'><div class='k'>{k}</div><div class='v'>{v}</div></div>" for k, v in rows))
    assert guide.read("intermediary").text == "xxx"
    assert guide.read("quantity_limit").text == "null"
    assert guide.read("place").text == "湖滨路8号"
