"""Other services that a guide offers its reader (相关事项) are no list."""

from __future__ import annotations

from crawler.page.html import Page

ROWS = "".join(f'<li><a href="/guide/show?id=47{n}1">{n}号取水许可核发</a></li>' for n in range(1, 4))


def names(body: str) -> list[str]:
    page = Page(text=f"<body>{body}</body>", url="http://zwfw.example.gov.cn/guide/show?id=4701", evidence="e")
    return [item.name for item in page.items()]


def test_rows_under_a_heading_of_related_items_are_none() -> None:
    for heading in ("<h3>相关事项</h3>", "<div><b>相关服务推荐</b></div>", "<p>您可能还要办</p>"):
        assert names(f"<div>{heading}<ul>{ROWS}</ul></div>") == []


def test_rows_under_a_heading_of_their_own_are() -> None:
    own = f"<div><h3>办事大厅</h3><ul>{ROWS}</ul></div>"
    assert len(names(own)) == 3
    other = '<div><h3>相关事项</h3><ul><li><a href="/guide/show?id=4781">施工许可证核发</a></li></ul></div>'
    assert len(names(own + other)) == 3
    assert len(names(f"<p>相关事项</p><div><h3>办事大厅</h3><ul>{ROWS}</ul></div>")) == 3


def test_a_single_related_row_beside_others_of_other_kinds_is_none() -> None:
    crumbs = '<div>当前位置：<a href="/">首页</a></div><div id="box">施工许可证核发的申请条件和材料</div>'
    item = '<li><a href="/guide/show?area=990253&id=14cb03aed545dc6e4ca7ba6f8d2965af">取水许可核发</a></li>'
    other = '<li><a href="/fw/5b5104a1b4936f9f5fa4d49cb066bfa2.html">公证员执业审核</a></li>'
    assert names(f"<div>{crumbs}<div><h4>相关事项</h4><ul>{item}{other}</ul></div></div>") == []
