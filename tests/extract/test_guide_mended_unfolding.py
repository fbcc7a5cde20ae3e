"""Texts printed twice, short and whole; rows that unfold below a row; titles of tabs over pairs of other labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import State
from crawler.extract.guide import read_guide
from crawler.extract.labels import read_labels
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
    ],
)
def test_a_text_printed_short_and_whole_is_said_once(value: str) -> None:
    assert read(row("受理条件", value)).read("conditions").text == WHOLE


def test_such_a_text_in_a_list_is_said_once_too() -> None:
    steps = (
        "<table><tr><th>环节名称</th><th>办理内容</th></tr>"
        f"<tr><td>受理</td><td><i>{WHOLE[:9]}…</i><i>{WHOLE}</i><a>展开</a></td></tr>"
        "<tr><td>办结</td><td>告知结果。</td></tr></table>"
    )
    assert [s.description.text for s in read(steps).steps] == [WHOLE, "告知结果。"]


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
