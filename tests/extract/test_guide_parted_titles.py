"""Titles of a guide's parts on one line with a sign between them (锚点导航): 受理条件 / 申请材料 / 办理流程."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

TITLES = ("基本信息", "受理条件", "申请材料", "办理流程", "设定依据")
GUIDE = """<h2>渡口设置审批</h2>{bar}
<h3>基本信息</h3><table><tr><th>事项类型</th><td>行政许可</td><th>办件类型</th><td>承诺件</td></tr>
<tr><th>实施主体</th><td>临江县交通运输局</td><th>承诺办结时限</th><td>5个工作日</td></tr></table>
<h3>受理条件</h3><div><p>1．选址合理；</p><p>2．有救生设备。</p></div>
<h3>申请材料</h3><iframe src="/part?id=1"></iframe>
<h3>办理流程</h3><div><p>受理、审查、决定</p></div>
<h3>设定依据</h3><p>《内河交通安全管理条例》第三十五条</p>"""


@pytest.mark.parametrize(
    ("first", "between", "last"),
    [("[", "][", "]"), ("【", "】 【", "】"), ("", " / ", ""), ("", "·", ""), ("到：", "&gt;&gt;", ""), ("", "-", "")],
)
@pytest.mark.parametrize("link", ["a", "span"])
def test_a_sign_between_titles_is_the_value_of_none(first: str, between: str, last: str, link: str) -> None:
    bar = first + between.join(f"<{link}>{title}</{link}>" for title in TITLES) + last
    guide = read_body(GUIDE.format(bar=f"<p>{bar}</p>"))
    assert guide.read("conditions").text.endswith("有救生设备。")
    assert guide.read("procedure").text == "受理、审查、决定"
    assert guide.read("legal_basis").text.startswith("《内河")
    assert guide.read("materials").unread
    assert not guide.materials
    assert not guide.unmapped


def test_a_sign_behind_every_label_is_the_value_of_each() -> None:
    """Where the last has one too, it says that there is none."""
    row = "<p><b>数量限制</b> - <b>中介服务</b> - <b>联办机构</b> -</p>"
    guide = read_body(GUIDE.format(bar="").replace("</table>", f"</table>{row}", 1))
    assert [guide.read(e).value for e in ("quantity_limit", "intermediary", "joint_body")] == ["-", "-", "-"]


@pytest.mark.parametrize("signs", ["][", "】【", "》", "( )"])
def test_brackets_alone_are_no_value(signs: str) -> None:
    """Between two titles only, and behind one with words among the others."""
    bar = f"<p>[<a>受理条件</a>{signs}<a>申请材料</a>{signs}<a>收费信息、办理结果与办理窗口的全部说明</a>]</p>"
    guide = read_body(GUIDE.format(bar=bar))
    assert guide.read("conditions").text.endswith("有救生设备。")
    assert guide.read("materials").unread
    assert not guide.materials
