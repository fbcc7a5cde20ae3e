"""What stands behind a material's name, numbers in boxes of their own, steps in pieces, tabs with a bar below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.extract.guide import prose
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<table><tr><th>事项类型</th><td>行政许可</td><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>云溪县林业局</td><th>法定办结时限</th><td>20个工作日</td></tr></table>"
)


def read(body: str) -> ServiceGuide:
    page = parse(f"<html><body><h1>采伐许可</h1>{HEAD}{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def test_what_stands_behind_a_name_is_no_part_of_it() -> None:
    found = prose.materials(["1.采伐申请书，原件2份，纸质；", "2.林权证（复印件1份）；", "3.近期照片4张。"])
    assert [(m.title, m.text) for m in found] == [
        ("采伐申请书", "原件2份"),
        ("林权证", "复印件1份"),
        ("近期照片", "4张"),
    ]


def test_a_number_alone_numbers_the_next_line() -> None:
    assert prose.counted(["1", "林权证", "2", "伐区调查表"]) == ["1、林权证", "2、伐区调查表"]
    assert prose.counted(["林权证", "3"]) == ["林权证", "3"]


def test_steps_may_be_joined_by_single_dashes_or_take_turns_with_what_is_done() -> None:
    assert [s.title for s in prose.steps(["申请—受理—审查—决定"])] == ["申请", "受理", "审查", "决定"]
    in_turn = prose.steps(["受理", "窗口核对材料是否齐全", "审查", "到伐区核对株数"])
    assert [(s.title, s.text) for s in in_turn] == [("受理", "窗口核对材料是否齐全"), ("审查", "到伐区核对株数")]


def test_pieces_side_by_side_are_a_step() -> None:
    item = "<li><strong>{}</strong><i>{}</i><time>{}</time></li>"
    drawn = item.format("受理", "窗口收件并核对", "1个工作日") + item.format("审查", "到伐区核对株数", "5个工作日")
    guide = read(f"<h2>办理流程</h2><ol>{drawn}</ol>")
    assert [(s.name.text, s.limit.text) for s in guide.steps] == [("受理", "1个工作日"), ("审查", "5个工作日")]


def test_panels_of_one_kind_belong_to_tabs_though_a_bar_follows() -> None:
    tabs = "<div class='t'><b>事项信息</b><b>受理条件</b><b>材料清单</b></div>"
    panes = "<div class='p'>略</div><div class='p'>有林权。</div><div class='p'><p>林权证</p></div>"
    guide = read(f"<div>{tabs}{panes}<div class='bar'><a href='/x'>收藏</a></div></div>")
    assert guide.read("conditions").text == "有林权。"
    assert [m.name.text for m in guide.materials] == ["林权证"]


def test_a_pair_behind_a_label_in_bold_is_read() -> None:
    guide = read("<div><b>办结时限：</b>法定时限：30个工作日；承诺时限：15个工作日<br><b>是否收费：</b>不收费</div>")
    assert guide.read("promised_time_limit").text == "15个工作日"


def test_materials_without_labels_are_a_name_and_badges() -> None:
    card = "<div class='m'><p><em>{}</em>{}</p><p>{}</p>{}</div>"
    drawn = card.format(1, "采伐申请表", "原件 1份 | 必要", "<p><a href='/d/1.docx'>空表下载</a></p>")
    drawn += card.format(2, "林权证", "复印件 1份 | 非必要", "")
    guide = read(f"<h2>需准备的材料（2）</h2><div>{drawn}</div>")
    assert [m.name.text for m in guide.materials] == ["采伐申请表", "林权证"]
    assert [m.readings["material_necessity"].text for m in guide.materials] == ["必要", "非必要"]
    assert [len(m.blank_forms) for m in guide.materials] == [1, 0]


def test_badges_side_by_side_label_nothing() -> None:
    item = "<li><div>{}</div><div><i>原件</i><i>{}</i><i>必要</i></div></li>"
    guide = read(f"<h2>申请材料</h2><ul>{item.format('林权证', '1份')}{item.format('近期照片', '2份')}</ul>")
    assert [m.readings["material_copies"].text for m in guide.materials] == ["1份", "2份"]
    assert [m.readings["material_original"].text for m in guide.materials] == ["原件", "原件"]


def test_the_name_of_a_step_may_be_a_line_of_its_own() -> None:
    assert [(s.title, s.text) for s in prose.steps(["1 申请", "在网上提交。", "2 受理", "窗口核对。"])] == [
        ("申请", "在网上提交。"),
        ("受理", "窗口核对。"),
    ]


def test_a_clock_is_no_label_that_ends_the_hours_before_it() -> None:
    guide = read(
        "<h4>办理地点和时间</h4><div>办理地点：湖滨路8号二楼<br>"
        "办理时间：周一至周五 上午9:00-12:00，下午13:30-17:00（法定节假日除外）<br>交通指引：1路车到湖滨站</div>"
    )
    hours = "周一至周五 上午9:00-12:00，下午13:30-17:00（法定节假日除外）"
    assert guide.read("hours").text == hours
    assert [w.hours.text for w in guide.windows] == [hours]


def test_a_value_in_a_bracket_opened_before_its_label_ends_with_its_comma() -> None:
    row = "<li><b>{}</b>（复印件2份，非必要，来源渠道：{}）</li>"
    rows = row.format("1.采伐申请表", "中介机构出具") + row.format("2.林权证", "申请人自备，A4纸打印")
    guide = read(f"<h4>申请材料</h4><ol>{rows}</ol>")
    assert [m.readings["material_source"].text for m in guide.materials] == ["中介机构出具", "申请人自备"]


STEP = "<p>{n}．{name}（{who}时限：{limit}）：{deed}。审查标准：{standard}。环节结果：{result}。</p>"
STEPS = (
    ("申请", "当日", "到窗口交申请书", "清单逐项核对", "收件单"),
    ("受理", "2日", "看材料是否齐全", "材料齐全", "受理单"),
    ("决定", "1日", "由分管领导签发", "事实清楚", "决定书"),
)


def written(who: str) -> str:
    return "".join(
        STEP.format(n=n, name=name, who=who, limit=limit, deed=deed, standard=standard, result=result)
        for n, (name, limit, deed, standard, result) in enumerate(STEPS, 1)
    )


def test_what_stands_in_brackets_behind_the_name_of_a_step_is_said_of_it() -> None:
    guide = read(f"<h3>办理流程</h3><div>{written('办理人：收件岗；')}</div><h3>受理条件</h3><p>有场地。</p>")
    assert [s.name.text for s in guide.steps] == ["申请", "受理", "决定"]
    assert [s.limit.text for s in guide.steps] == ["当日", "2日", "1日"]
    assert guide.steps[1].description.text.startswith("看材料是否齐全。")


def test_a_single_label_in_brackets_ends_where_they_close() -> None:
    guide = read(f"<h3>办理流程</h3><div>{written('')}</div><h3>受理条件</h3><p>有场地。</p>")
    assert [s.name.text for s in guide.steps] == ["申请", "受理", "决定"]
    assert [s.limit.text for s in guide.steps] == ["当日", "2日", "1日"]


def test_what_counts_the_bases_of_an_item_names_none_of_them() -> None:
    def basis(number: int, law: str) -> str:
        inner = (
            f"<tr><td>法律法规名称及条款号</td><td>{law}</td></tr><tr><td>条款内容</td><td>采伐林木应当申请。</td></tr>"
        )
        return f"<tr><th>依据{number}</th><td><table>{inner}</table></td></tr>"

    laws = basis(1, "《中华人民共和国森林法》第五十六条") + basis(2, "《中华人民共和国森林法实施条例》第三十条")
    found = read(f"<h3>设定依据</h3><table>{laws}</table>")
    assert not [one.law.value for one in found.legal_bases if "依据" in (one.law.value or "")]
    assert "《中华人民共和国森林法》第五十六条" in found.read("legal_basis").text


def test_a_label_with_its_link_ends_no_text() -> None:
    guide = read(
        "<table><tr><td>事项类型</td><td>行政许可</td></tr><tr><td>承诺办结时限</td><td>5个工作日</td></tr></table>"
        "<p><b>三、办理流程</b></p><p>（一）申请：业主提交材料。</p><p>（二）受理：窗口核对材料。</p>"
        "<p>流程图：<a href='../files/w1.png'>点击查看</a></p><p><b>四、救济途径</b></p><p>可以申请行政复议。</p>"
        "<p><b>五、常见问题</b></p><p>问：多久能拿到证？</p><p>答：承诺时限内制证完毕。</p>"
    )
    assert guide.read("procedure").text == "（一）申请：业主提交材料。 （二）受理：窗口核对材料。"
    assert guide.read("flow_chart").stated
