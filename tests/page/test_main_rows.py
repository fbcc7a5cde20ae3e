"""Rows of a list that lead on to the items beneath them."""

from __future__ import annotations

from crawler.page.html import Page
from crawler.page.lists.main_rows import main_rows
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
