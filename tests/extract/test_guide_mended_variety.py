"""One content in other shapes: steps as columns, windows in a line each, icons for words, tabs and situations, bars."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<table><tr><th>事项类型</th><td>行政许可</td><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>云溪县水利局</td><th>法定办结时限</th><td>20个工作日</td></tr>"
    "<tr><th>行使层级</th><td>县级</td><th>服务对象</th><td>企业法人</td></tr>"
    "<tr><th>办理形式</th><td>窗口办理</td><th>送达方式</th><td>窗口领取</td></tr></table>"
)


def read(body: str, *, before: str = "", after: str = "", title: str = "<h1>取水许可</h1>") -> ServiceGuide:
    html = (
        f"<html><head><title>取水许可-办事指南-云溪县政务服务网</title></head><body>{before}"
        f"<div class='main'>{title}{HEAD}{body}</div>{after}</body></html>"
    )
    page = parse(html.encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    guide = read_guide([page], LABELS)
    assert guide.unread is None
    return guide


def test_steps_may_be_the_columns_of_a_table() -> None:
    guide = read(
        "<h3>办理流程</h3><table><tr><th>环节</th><th>受理</th><th>审查</th></tr>"
        "<tr><th>办理内容</th><td>核对材料。</td><td>实地勘查。</td></tr>"
        "<tr><th>办理时限</th><td>1个工作日</td><td>6个工作日</td></tr></table>"
    )
    assert [(s.name.text, s.description.text, s.limit.text) for s in guide.steps] == [
        ("受理", "核对材料。", "1个工作日"),
        ("审查", "实地勘查。", "6个工作日"),
    ]
    assert not guide.read("promised_time_limit").stated


@pytest.mark.parametrize(
    "line",
    [
        "{n}.{name}（地址：{place}；时间：{hours}；电话：{phone}）",
        "{name}　地点：{place}　电话：{phone}　时间：{hours}",
    ],
)
def test_a_window_stands_in_one_line(line: str) -> None:
    rows = [
        ("县政务服务中心", "云溪县滨河路8号二楼3号窗口", "周一至周五 9:00-12:00（法定节假日除外）", "0999-8123456"),
        ("东城服务站", "云溪县文昌街2号一楼", "工作日 8:30-17:30", "0999-8123457"),
    ]
    said = "".join(
        f"<p>{line.format(n=n, name=name, place=place, hours=hours, phone=phone)}</p>"
        for n, (name, place, hours, phone) in enumerate(rows, 1)
    )
    guide = read(f"<h3>办理地点</h3>{said}")
    assert [(w.place.text, w.hours.text, w.phone.text) for w in guide.windows] == [row[1:] for row in rows]


def test_an_icon_in_a_cell_says_its_title_or_is_unread() -> None:
    row = "<tr><td>取水申请书</td><td>{}</td><td>1</td></tr>"
    table = "<h3>申请材料</h3><table><tr><th>材料名称</th><th>必要性</th><th>份数</th></tr>{}</table>"
    told = read(table.format(row.format('<i class="icon" title="必要"></i>')))
    assert told.materials[0].read("material_necessity").text == "必要"
    silent = read(table.format(row.format('<i class="icon"></i>')))
    assert silent.materials[0].read("material_necessity").unread
    empty = read(table.format(row.format("")))
    assert not empty.materials[0].read("material_necessity").unread


@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("<h4>情形一：新办</h4>", "<h4>情形二：变更</h4>"),
        ("<p><b>（一）新办需提交：</b></p>", "<p><b>（二）变更需提交：</b></p>"),
        ("<ul><li>新办</li><li>变更</li></ul>", ""),
    ],
)
def test_what_names_a_situation_names_no_material(before: str, between: str) -> None:
    first = "<div><ol><li>取水许可申请书（原件1份，必要）</li><li>营业执照（复印件1份，必要）</li></ol></div>"
    second = "<div><ol><li>取水许可变更申请书（原件1份，必要）</li></ol></div>"
    guide = read(f"<h3>申请材料</h3><div class='mats'>{before}{first}{between}{second}</div>")
    assert [m.name.text for m in guide.materials] == ["取水许可申请书", "营业执照", "取水许可变更申请书"]


def test_a_fee_told_in_a_sentence_has_its_name_and_basis() -> None:
    guide = read("<h3>是否收费</h3><p>收费。现场核查费：300元/次，依据发改价格〔2015〕1217号收取，支持网上缴费。</p>")
    assert [(f.name.text, f.read("fee_basis").text) for f in guide.fees] == [("现场核查费", "发改价格〔2015〕1217号")]


def test_labels_of_fees_in_their_section_are_those_of_a_row() -> None:
    guide = read(
        "<h3>是否收费</h3><div><p>是否收费：是</p><div><p>项目名称：登记证书工本费</p><p>标准：10元/本</p>"
        "<p>依据：财综〔2016〕76号</p></div></div>"
    )
    row = guide.fees[0]
    assert (row.name.text, row.read("fee_standard").text, row.read("fee_basis").text) == (
        "登记证书工本费",
        "10元/本",
        "财综〔2016〕76号",
    )
    assert guide.read("name").text == "取水许可"


def test_bars_cards_and_columns_around_a_guide_say_nothing_of_it() -> None:
    cards = "".join(
        f"<div class='card'><a href='/g/{n}'>{name}</a><p>承诺时限：{days}个工作日</p><p>实施主体：县审批局</p></div>"
        for n, (name, days) in enumerate((("食品经营许可变更", 13), ("劳务派遣经营许可", 17)))
    )
    bar = "<div class='bar'><ul><li><span>服务热线</span><p>0999-6000000</p></li></ul></div>"
    guide = read(
        "<h3>办理地点</h3><table><tr><th>窗口名称</th><th>地址</th><th>电话</th></tr>"
        "<tr><td>县政务服务中心</td><td>云溪县滨河路8号</td><td>0999-8123456</td></tr></table>",
        before="<div class='aside'><h3>相关事项推荐</h3></div>",
        after=f"<div class='recommend'>{cards}</div>{bar}",
        title="<div class='title'>取水许可</div>",
    )
    assert guide.read("name").text == "取水许可"
    assert guide.read("implementing_body").text == "云溪县水利局"
    assert not guide.read("promised_time_limit").stated
    assert guide.read("consultation_phone").text == "0999-8123456"


@pytest.mark.parametrize(
    ("label", "element", "value"),
    [
        ("归口单位", "implementing_body", "云溪县水利局"),
        ("由谁办理", "implementing_body", "云溪县水利局"),
        ("办结后发放", "result_name", "取水许可证"),
        ("群众跑动次数", "visits", "1次"),
        ("依法应当办结的时限", "statutory_time_limit", "20个工作日"),
        ("接件时间", "hours", "工作日 8:30-17:30"),
        ("办理地点及联系方式", "place", "云溪县滨河路8号"),
        ("法定特别程序", "special_step", "无"),
    ],
)
def test_more_words_of_labels(label: str, element: str, value: str) -> None:
    html = (
        f"<html><body><h1>取水许可</h1><dl><dt>{label}</dt><dd>{value}</dd><dt>事项类型</dt><dd>行政许可</dd>"
        "<dt>受理条件</dt><dd>有取水口。</dd><dt>办件类型</dt><dd>承诺件</dd><dt>设定依据</dt>"
        "<dd>《中华人民共和国水法》第四十八条</dd></dl></body></html>"
    )
    page = parse(html.encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    assert read_guide([page], LABELS).read(element).text == value


HALL = "东城大厅：云溪县滨河路8号，周一至周五 9:00-17:00开门，请打0999-8123456"


def test_hours_and_numbers_among_the_words_of_an_address_are_not_missing() -> None:
    guide = read(
        f"<h3>办理地点</h3><p>{HALL}；<br>西城大厅：云溪县建设路2号，周一至周五 9:00-17:00开门，请打0999-8123457</p>"
    )
    assert guide.read("place").text.startswith("东城大厅")
    for element in ("hours", "consultation_phone"):
        assert guide.read(element).unread


def test_what_has_a_label_of_its_own_is_not_looked_for_in_an_address() -> None:
    guide = read(
        f"<h3>办理地点</h3><p>{HALL}</p><h3>办理时间</h3><p>周一至周五 9:00-12:00</p>"
        "<h3>咨询电话</h3><p>0999-8000000</p>"
    )
    assert guide.read("hours").text == "周一至周五 9:00-12:00"
    assert guide.read("consultation_phone").text == "0999-8000000"


def test_an_address_that_holds_neither_leaves_them_missing() -> None:
    guide = read("<h3>办理地点</h3><p>云溪县滨河路8号二楼3号窗口（周家巷口）</p>")
    assert not guide.read("hours").unread
    assert not guide.read("consultation_phone").unread
