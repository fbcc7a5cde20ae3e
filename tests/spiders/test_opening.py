"""Rows of a list that open by a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind, Target
from crawler.page.calls import ListCall
from crawler.page.main_rows import opening_rows
from crawler.page.parse import parse
from spiders.platforms.opening import Openings
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

PORTAL = "http://zwfw.yunxi.gov.cn"
LIST = Errand(target=Target(url=f"{PORTAL}/rows"), kind=PageKind.LIST)


def row(code: str, name: str, beneath: str = "（2个办理项）") -> str:
    return f"<li><div onclick=\"openDir('{code}',this)\"><em>+</em> {name} <span>{beneath}</span></div><ul></ul></li>"


def page(*rows: str) -> Page | JsonPage:
    found = parse(f"<ul>{''.join(rows)}</ul>".encode(), "text/html", LIST.target.url, "e1")
    assert found is not None
    return found


def call(code: str) -> ListCall:
    return ListCall(
        target=Target(url=f"{PORTAL}/children?dirCode={code}"), counter=None, by_rows=False, first=1, here=1, size=None,
        total=None, last=None,
    )  # fmt: skip


def test_once_one_row_was_opened_its_call_opens_those_of_pages_before_and_after() -> None:
    openings = Openings()
    assert list(openings.met(LIST, page(row("a1b2c3", "食品经营许可")))) == []
    opened_row = row("d4e5f6", "施工许可").replace("<ul></ul>", "<ul><li>施工许可新办</li><li>施工许可变更</li></ul>")
    shown = page(opened_row, row("778899", "取水许可"))
    opened = list(openings.learn([call("d4e5f6")], LIST, shown))
    assert {one.target.url.rpartition("=")[2] for one, _, _ in opened} == {"a1b2c3", "d4e5f6", "778899"}
    later = list(openings.met(LIST, page(row("d4e5f6", "施工许可"), row("abc123", "采矿许可"))))
    assert [one.target.url for one, _, _ in later] == [f"{PORTAL}/children?dirCode=abc123"]


def test_departments_and_rows_that_hold_nothing_do_not_open() -> None:
    rows = page(row("a1b2c3", "市场监督管理局"), row("d4e5f6", "施工许可", "行政许可"), row("2", "取水许可"))
    assert list(opening_rows(rows)) == []
