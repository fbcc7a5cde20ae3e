"""Texts printed twice, short and whole; rows that unfold below a row; titles of tabs over pairs of other labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<h1>渡口经营备案</h1><table><tr><th>事项类型</th><td>其他行政权力</td></tr><tr><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>云溪县交通运输局</td></tr><tr><th>法定办结时限</th><td>20个工作日</td></tr></table>"
)
WHOLE = "有符合标准的渡船，有持证的船员，有安全管理制度。"


def read(body: str) -> ServiceGuide:
    page = parse(f"<html><body>{HEAD}{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def row(label: str, value: str) -> str:
    return f"<dl><dt>{label}</dt><dd>{value}</dd></dl>"


@pytest.mark.parametrize(
    "value",
    [
        f"<em>{WHOLE[:9]}…</em><em>{WHOLE}</em><a href='#'>展开</a>",
        f"<p>{WHOLE}</p><p>{WHOLE[:9]}......</p><button>收起</button>",
        f"<span title='{WHOLE}'>{WHOLE[:12]}...</span>",
        f"<i>{WHOLE[:9]}...<a>[点击展开]</a></i><i style='display:none'>{WHOLE}<a>[点击收起]</a></i>",
        f"<p>{WHOLE[:9]}… <button>更多</button></p><p>{WHOLE}<span>收起全文 ▲</span></p>",
        f"{WHOLE[:9]}...<a>【展开全文】</a><span hidden>{WHOLE}<a>【收起】</a></span>",
        f"\n {WHOLE[:9]}...\n <a>展开</a>\n <div hidden><p>{WHOLE}</p>\n <a>收起</a>\n</div>\n",
    ],
)
def test_a_text_printed_short_and_whole_is_said_once(value: str) -> None:
    assert read(row("受理条件", value)).read("conditions").text == WHOLE


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("电子证照可以在手机上查看", "电子证照可以在手机上查看"),
        ("电子证照可以在手机上出示<a>查看</a>", "电子证照可以在手机上出示"),
    ],
)
def test_a_sentence_keeps_its_verb_and_loses_its_button(value: str, said: str) -> None:
    assert read(row("送达方式", value)).read("delivery").text == said


def test_such_a_text_in_a_list_is_said_once_too() -> None:
    steps = (
        "<table><tr><th>环节名称</th><th>办理内容</th></tr>"
        f"<tr><td>受理</td><td><i>{WHOLE[:9]}…</i><i>{WHOLE}</i><a>展开</a></td></tr>"
        f"<tr><td>审查</td><td><i>{WHOLE[:9]}…<a>展开</a></i><i><u>{WHOLE}</u><a>(收起)</a></i></td></tr>"
        "<tr><td>办结</td><td>告知结果。</td></tr></table>"
    )
    assert [s.description.text for s in read(steps).steps] == [WHOLE, WHOLE, "告知结果。"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<em>符合下列条件之一的……</em><em>有渡船的；</em>", "符合下列条件之一的…… 有渡船的；"),
        ("<em title='说明'>有渡船和船员的单位……</em>", "有渡船和船员的单位……"),
        ("<em>有船…</em><em>有船员。</em>", "有船… 有船员。"),
    ],
)
def test_dots_without_the_whole_text_stay(value: str, expected: str) -> None:
    assert read(row("受理条件", value)).read("conditions").text == expected


MATERIALS = (
    "<h2>申请材料</h2><table><tr><th>序号</th><th>材料名称</th><th>份数</th><th>操作</th></tr>"
    "<tr><td>1</td><td>渡口备案表</td><td>1</td><td><a href='#'>更多</a></td></tr>"
    "<tr><td colspan='4'><u>来源渠道：</u><s>申请人自备</s><u>材料份数：</u><s>9</s><u>填报须知：</u><s></s></td></tr>"
    "<tr><td>2</td><td>渡船检验证书</td><td>2</td><td><a href='#'>更多</a></td></tr>"
    "<tr><td colspan='4'><p>材料必要性：非必要；来源渠道：政府部门核发</p></td></tr>"
    "<tr><td colspan='4'>以上材料均须加盖公章。</td></tr></table>"
)


def test_a_row_across_all_columns_tells_more_of_the_row_above() -> None:
    first, second = read(MATERIALS).materials
    assert first.name.text == "渡口备案表"
    assert first.readings["material_source"].text == "申请人自备"
    assert first.readings["material_copies"].text == "1"
    assert first.readings["material_filling_notes"].state is State.NOT_STATED
    assert second.readings["material_necessity"].text == "非必要"
    assert second.readings["material_source"].text == "政府部门核发"


def test_a_list_of_one_cell_is_still_read() -> None:
    table = "<table><tr><th>序号</th><th>材料名称</th></tr><tr><td colspan='2'>渡口备案表</td></tr></table>"
    assert [m.name.text for m in read(f"<h2>申请材料</h2>{table}").materials] == ["渡口备案表"]


def test_the_title_of_a_block_of_pairs_is_no_label_of_a_fee() -> None:
    tabs = "<ul><li><a href='#t1'>收费标准</a></li><li><a href='#t2'>受理条件</a></li></ul>"
    panels = f"<div id='t1'>{row('是否收费', '不收费')}</div><div id='t2'><p>有渡船。</p></div>"
    guide = read(tabs + panels)
    assert guide.read("fee_status").text == "不收费"
    assert not guide.read("fee_standard").stated
    assert not guide.fees


def test_a_block_after_an_empty_date_is_no_date() -> None:
    guide = read(f"<div>更新于：</div><div>本须知自2026年1月1日起施行。{WHOLE * 3}</div>".replace("本须知", WHOLE * 2))
    assert guide.read("update_date").state is State.NOT_STATED


def test_the_lines_beside_an_imprint_are_no_contact_of_the_guide() -> None:
    foot = (
        "<div><p>主办：云溪县政府　地址：云溪大道1号　邮编：999999</p><p>联系电话：0990-1 云ICP备00000001号</p></div>"
    )
    guide = read(row("办理地点", "") + foot)
    assert guide.read("place").state is State.NOT_STATED
    assert not guide.read("consultation_phone").stated


def test_a_tab_whose_own_label_stands_empty_takes_no_other_value() -> None:
    tabs = "<ul><li><a href='#t1'>受理条件</a></li><li><a href='#t2'>设定依据</a></li></ul>"
    panel = "<div id='t1'><div><b>受理条件</b><div></div></div><div><b>受理标准</b><div>船证齐全。</div></div></div>"
    guide = read(f"{tabs}{panel}<div id='t2'><p>《渡口办法》第三条</p></div>")
    assert guide.read("conditions").state is State.NOT_STATED
    assert guide.read("review_standard").text == "船证齐全。"


def test_a_bare_number_above_the_name_of_a_limit_is_its_value() -> None:
    figures = "".join(
        f"<div class='f'><em>{n}</em><small>{label}</small></div>"
        for n, label in (("即办", "承诺办结时限"), ("20", "法定时限"), ("0次", "到现场次数"))
    )
    guide = read(f"<section>{figures}</section>".replace("法定时限", "法定办结期限"))
    assert guide.read("visits").text == "0次"
    assert guide.read("promised_time_limit").text == "即办"


@pytest.mark.parametrize(
    ("aside", "expected"),
    [
        ("（点击查看）", State.UNREAD),
        ("【点击展开】", State.UNREAD),
        ("", State.NOT_STATED),
        ("（必填）", State.NOT_STATED),
    ],
)
def test_a_section_that_asks_for_a_click_is_not_empty(aside: str, expected: State) -> None:
    panels = "".join(
        f"<div class='panel'><div class='head'>{label}</div><div class='body'>{value}</div></div>"
        for label, value in (("受理条件", WHOLE), (f"申请材料{aside}", ""), ("法律救济", "可以申请行政复议。"))
    )
    assert read(panels).read("materials").state is expected
