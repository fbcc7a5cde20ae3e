"""Rows of a list that lead on to the items beneath them."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.lists.main_rows import main_rows, opening_rows
from crawler.page.parse import parse

_ITEM = "<div class='row'><span><a href='javascript:void(0)' onclick=\"show('a1b2c3d4-{0}')\">{1}</a></span></div>"
_MAIN = "<div class='row'><a href='/children.html?parent=f00{0}'>{1}</a><span>某市林业局</span><i>{2}</i></div>"


def _leads(rows: str) -> list[str]:
    text = f"""<html><head><title>个人办事</title></head><body><div class="all">{rows}</div>
    <div class="row"><a href="/news.html?id=1">采伐许可证办理提示</a><i>2项</i></div>
    <script>function show(id){{window.open('/guide/'+id);}}</script></body></html>"""
    page = parse(text.encode(), "text/html; charset=utf-8", "http://portal.test/list.html", "e1")
    assert isinstance(page, Page)
    assert page.items()
    return [target.url for target in main_rows(page)]


def test_rows_that_count_what_is_beneath_them_lead_on() -> None:
    items = _ITEM.format(1, "林木采伐许可证核发") + _ITEM.format(2, "占用林地审核变更")
    assert _leads(items + _MAIN.format(1, "陆生野生动物人工繁育许可", "2项")) == [
        "http://portal.test/children.html?parent=f001"
    ]


def test_rows_that_count_nothing_are_left_alone() -> None:
    items = _ITEM.format(1, "林木采伐许可证核发") + _ITEM.format(2, "占用林地审核变更")
    assert _leads(items + _MAIN.format(1, "陆生野生动物人工繁育许可", "")) == []


@pytest.mark.parametrize("beneath", ["办理项 3 个 ▼", "子项：3", "[含3个业务办理项]", "展开3个事项", "3项 ▼"])
def test_a_main_item_that_opens_is_told_by_the_number_beneath_it_whatever_else_its_row_says(beneath: str) -> None:
    row = (
        f"<div onclick=\"Hall.unfold('f001')\"><b>林木采伐许可</b><i>[行政许可]</i> 某市林业局<em>{beneath}</em></div>"
        "<div onclick=\"Hall.open('f002')\"><b>占用林地审核</b><i>[行政许可]</i> 某市林业局<em>办事指南</em></div>"
    )
    page = parse(row.encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
    assert isinstance(page, Page)
    assert [(one.name, one.value) for one in opening_rows(page)] == [("林木采伐许可", "f001")]


@pytest.mark.parametrize("beside", ["3个工作日", "材料3项", "第3项", "展开"])
def test_a_row_that_counts_something_else_does_not_open(beside: str) -> None:
    row = f"<div onclick=\"Hall.open('f001')\"><b>林木采伐许可</b> 某市林业局<em>{beside}</em></div>"
    page = parse(row.encode(), "text/html; charset=utf-8", "http://portal.test/rows", "e1")
    assert isinstance(page, Page)
    assert list(opening_rows(page)) == []
