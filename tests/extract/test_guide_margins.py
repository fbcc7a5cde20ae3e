"""Menus and footers that were met before are read as if they had not been."""

from __future__ import annotations

from itertools import count

import pytest

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.html.boxes import Margin
from crawler.extract.html.tree import tree
from crawler.extract.labels.dictionary import read_labels
from crawler.page.html import Page

LABELS = read_labels(catalogue.labels_text())
_NUMBERS = count()


def _menu(inside: str = "") -> str:
    number = next(_NUMBERS)  # a menu that no other test has shown
    links = "".join(f'<li><a href="/c/{number}-{n}.html">栏目{number}之{n}</a></li>' for n in range(8))
    return f'<ul class="nav">{links}{inside}</ul>'


def _page(menu: str, content: str) -> Page:
    text = f"<html><body><div class='top'>{menu}</div><div class='main'>{content}</div></body></html>"
    return Page(text=text, url="http://127.0.0.1/guide/1.html", evidence="e1")


def _is_closed(margin: Margin) -> bool:
    return margin.fill is not None


_ROWS = (
    "<table><tr><th>事项名称</th><td>取水许可</td></tr><tr><th>实施主体</th><td>云溪市水利局</td></tr>"
    "<tr><th>受理条件</th><td>有取水设施</td></tr><tr><th>办理地点</th><td>人民路1号政务服务中心</td></tr>"
    "<tr><th>咨询电话</th><td>0990-8123456</td></tr></table>"
)
_TABS = (
    '<ul class="tab"><li><a href="#a">基本信息</a></li><li><a href="#b">受理条件</a></li>'
    '<li><a href="#c">申请材料</a></li></ul>'
    f'<div id="a">{_ROWS}</div><div id="c"><p>1. 申请书</p><p>2. 身份证复印件</p></div>'
)
_PICTURE = '<li><a href="/x"><img src="/chart.png" alt="栏目"></a></li>'
_PANEL = '<li><a href="/y" id="b">有取水设施，并且水源充足，取水量符合规划</a></li>'


@pytest.mark.parametrize("content", [_ROWS, _TABS, f"<h3>办理流程</h3><div>1. 申请 2. 受理</div>{_ROWS}"])
@pytest.mark.parametrize("inside", ["", _PICTURE, _PANEL])
def test_second_look_reads_the_same_as_the_first(content: str, inside: str) -> None:
    menu = _menu(inside)
    first = read_guide([_page(menu, content)], LABELS)
    assert first.unread is None
    assert read_guide([_page(menu, content)], LABELS) == first


def test_menu_met_before_stays_closed_until_somebody_asks() -> None:
    menu = _menu(_PANEL)
    whole = [box.element.tag for box in tree(_page(menu, _ROWS), LABELS).walk()]
    root = tree(_page(menu, _ROWS), LABELS)
    (margin,) = root.order.margins
    assert isinstance(margin, Margin)
    assert _is_closed(margin)
    assert [box.element.tag for box in root.walk()] == whole
    assert not _is_closed(margin)
    assert [box.start for box in root.walk()] == list(range(len(whole)))
    assert all(box.parent is margin for box in margin.boxes)


def test_id_inside_a_menu_is_found() -> None:
    menu = _menu(_PANEL)
    tree(_page(menu, _ROWS), LABELS)
    root = tree(_page(menu, _ROWS), LABELS)
    assert root.order.by_id()["b"].words.startswith("有取水设施")


def test_footer_of_a_section_is_no_footer_of_the_page() -> None:
    foot = f'<footer class="footer"><p>咨询电话：0990-8{next(_NUMBERS):06}</p></footer>'
    inside = f"<section>{_ROWS}{foot}</section>"
    outside = f"<div>{_ROWS}</div>{foot}"
    closed = [any(box.outside for box in tree(_page("", c), LABELS).walk()) for c in (outside, inside, outside)]
    assert closed == [True, False, True]
