"""A menu that only a script opens is a way nobody went."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse
from crawler.page.portal.script_menus import opens_by_script


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ul><li onclick='vm.go(1)'>办事清单</li></ul>", True),
        ("<a href='javascript:void(0)' onclick='pick(this)'>市民政局</a>", True),
        ("<a href='/list'>办事清单</a>", False),
        ("<a href='javascript:window.print()' onclick='p()'>打印</a>", False),
        ("<p>事项清单正在编制</p>", False),
    ],
)
def test_what_could_lead_to_items(markup: str, expected: bool) -> None:
    page = parse(f"<html><body>{markup}</body></html>".encode(), "text/html; charset=utf-8", "http://a.example/", "e")
    assert isinstance(page, Page)
    assert opens_by_script(page) is expected
