"""Layouts and wording that a reader of guides must take as a person does: what stands there, and where it ends."""

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
TOP = (
    "<h1>河道采砂许可</h1><table><tr><th>法定时限</th><td>20个工作日</td><th>承诺时限</th><td>8个工作日</td></tr>"
    "<tr><th>是否收费</th><td>否</td><th>办理结果</th><td>河道采砂许可证</td></tr></table>"
)


def read(*parts: str) -> ServiceGuide:
    page = parse(f"<html><body>{''.join(parts)}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


WINDOW = "<h3>窗口信息</h3><table><tr><th>办理地点</th><td>滨河路9号水务厅一楼</td></tr></table>"


TABS = (
    "<ul class='bar'><li data-tab='a'>受理条件</li><li data-tab='b'>设定依据</li><li data-tab='c'>办理窗口</li></ul>"
    "<div class='p' id='a'><h3>受理条件</h3><p>有采砂船</p></div>"
    "<div class='p' id='b'><h3>设定依据</h3><p></p></div>"
)


@pytest.mark.parametrize(
    "section",
    [
        f"<div class='t'><h3>设定依据</h3><div class='x'></div></div><div class='t'>{WINDOW}</div>",
        f"<section><header><h4>设定依据</h4></header><div></div></section><section>{WINDOW}</section>",
        TABS + f"<div class='p' id='c'>{WINDOW}</div>",
    ],
    ids=["block", "header", "tab"],
)
def test_an_empty_section_does_not_take_the_next_one(section: str) -> None:
    found = read(TOP, section)
    assert found.read("legal_basis").state is State.NOT_STATED
    assert found.read("legal_basis").label == "设定依据"
    assert found.read("place").value == "滨河路9号水务厅一楼"


def test_a_heading_alone_in_its_block_is_a_gap_where_the_next_block_has_its_own() -> None:
    found = read(TOP, f"<div class='t'><h3>设定依据</h3></div><div class='t'>{WINDOW}</div>")
    assert found.read("legal_basis").state is State.UNREAD
    boxed = read(
        TOP, "<div class='t'><h3>设定依据</h3></div><div class='c'><h3>法律</h3><p>《水法》第三十九条</p></div>"
    )
    assert "《水法》第三十九条" in boxed.read("legal_basis").text
