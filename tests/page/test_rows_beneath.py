"""Rows of main items (主项) that hold their items: each of these is an item, the main item is none."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.parse import parse

HEADS = "<tr><th>事项名称</th><th>事项类型</th><th>实施主体</th><th>操作</th></tr>"
ALONE = "<tr><td><a href='/guide?id=77'>渔业船舶登记</a></td><td>行政确认</td><td>临水县农业农村局</td><td><a href='/guide?id=77'>办事指南</a></td></tr>"
_BESIDE = "<td>行政许可</td><td>临水县交通运输局</td><td></td>"
_HEAD = "<a href='javascript:;' onclick='fold(0)'>水运经营许可</a>"


def _items(rows: str, script: str = "") -> list[tuple[str, str | None, str | None, bool]]:
    text = f"<html><body><table>{HEADS}{rows}{ALONE}</table><script>{script}</script></body></html>"
    page = parse(text.encode(), "text/html; charset=utf-8", "http://portal.test/list", "e1")
    assert isinstance(page, Page)
    found = []
    for item in page.items():
        fields = {element: value for element, value, _ in item.fields}
        target = item.target.url.rpartition("/")[2] if item.target is not None else None
        found.append((item.name, target, fields.get("implementing_body"), item.beneath))
    return found


LINES = (("新设", 1), ("变更", 2), ("注销", 3))
BELOW = [(f"水运经营许可{what}", f"guide?id={n}", "临水县交通运输局", True) for what, n in LINES]
OTHER = ("渔业船舶登记", "guide?id=77", "临水县农业农村局", False)


def _lines(line: str) -> str:
    return "".join(line.format(f"<a href='/guide?id={n}'>水运经营许可{what}</a>") for what, n in LINES)


@pytest.mark.parametrize(
    "inside",
    [
        f"{_HEAD}（3个办理项）<ul>{_lines('<li>{}</li>')}</ul>",
        f"{_HEAD}<ul style='display:none'>{_lines('<li>{} <i>在用</i></li>')}</ul>",
        f"水运经营许可<div>{_lines('<p>{}</p>')}</div>",
        f"<b>水运经营许可</b><table>{_lines('<tr><td>{}</td></tr>')}</table>",
        f"{_HEAD}<ul>{_lines('<li><span>{}</span> <a href=/sso>在线办理</a></li>')}</ul>",
    ],
)
def test_the_lines_in_the_cell_of_a_main_item_are_the_items(inside: str) -> None:
    assert _items(f"<tr><td>{inside}</td>{_BESIDE}</tr>") == [*BELOW, OTHER]


def test_the_row_below_a_main_item_may_list_its_items() -> None:
    head = f"<tr><td>{_HEAD}</td><td>行政许可</td><td>临水县交通运输局</td><td></td></tr>"
    below = f"<tr style='display:none'><td colspan='4'><ul>{_lines('<li>{}</li>')}</ul></td></tr>"
    assert [item[:2] for item in _items(head + below)] == [*(one[:2] for one in BELOW), OTHER[:2]]


def test_one_line_is_an_item_where_the_row_counts_what_lies_beneath() -> None:
    line = "<ul><li><a href='/guide?id=1'>水运经营许可新设</a></li></ul>"
    assert _items(f"<tr><td>{_HEAD}（1个办理项）{line}</td>{_BESIDE}</tr>")[0] == BELOW[0]


@pytest.mark.parametrize(
    "inside",
    [
        "<p><a href='/guide?id=5'>港口经营许可</a></p><p><a href='/guide?id=5'>查看办事指南</a></p>",
        "<div><a href='/guide?id=5'>港口经营许可</a></div><div><a href='/law/9.html'>中华人民共和国港口法</a></div>",
        "<a href='/guide?id=5'>港口经营许可</a><ul><li>含3个情形</li><li><a href='/guide?id=5&amp;c=1'>经营客运</a></li><li><a href='/guide?id=5&amp;c=2'>经营货运</a></li></ul>",
        "<a href='/guide?id=5'>港口经营许可</a><ul><li><a href='/f/1.docx'>港口经营申请表</a></li><li><a href='/f/2.docx'>港口经营承诺书</a></li></ul>",
    ],
)
def test_other_lines_in_the_cell_of_an_item_are_no_items(inside: str) -> None:
    found = _items(f"<tr><td>{inside}</td>{_BESIDE}</tr>")
    assert len(found) == 2
    assert not any(item[3] for item in found)
