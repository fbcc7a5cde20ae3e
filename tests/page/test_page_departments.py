"""Departments that a list lets one choose from."""

from __future__ import annotations

import pytest

from crawler.page.html import Page
from crawler.page.lists.departments import departments


def _named(body: str) -> list[str]:
    page = Page(text=f"<body>{body}</body>", url="https://zw.example/list", evidence="e1")
    return [name for name, _ in departments(page)]


@pytest.mark.parametrize(
    "body",
    [
        (
            "<select name='deptId'><option>全部</option><option>市公安局</option><option>市民政局</option>"
            "<option>市水利局</option></select>"
        ),
        (
            "<select name='x'><option>选择部门</option><option>市公安局</option><option>市民政局</option>"
            "<option>市水利局</option></select>"
        ),
        "<dl><dt>实施部门：</dt><dd><a>全部</a><a>市公安局</a><a>市民政局</a><a>市水利局</a></dd></dl>",
        "<div><h3>按部门</h3></div><ul><li><a>市公安局</a></li><li><a>市民政局</a></li><li><a>市水利局</a></li></ul>",
    ],
)
def test_choice_of_departments(body: str) -> None:
    assert _named(body) == ["市公安局", "市民政局", "市水利局"]


@pytest.mark.parametrize(
    "body",
    [
        "<select name='theme'><option>全部主题</option><option>生育收养</option><option>户籍办理</option></select>",
        "<h3>友情链接</h3><ul><li><a>市公安局</a></li><li><a>市民政局</a></li><li><a>市水利局</a></li></ul>",
        "<table><tr><td>实施部门</td><td><a>市公安局</a></td></tr></table>",
        "<h3>部门</h3><ul><li><a>养犬登记办理</a></li><li><a>户口迁移登记</a></li><li><a>护照申请</a></li></ul>",
    ],
)
def test_other_choices_are_none(body: str) -> None:
    assert _named(body) == []
