"""The command `accuracy`: what it prints, writes and ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.accuracy.floor import read_floor
from crawler.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<html><head><meta charset="utf-8"></head><body><h1>食品摊贩登记</h1><table>
<tr><th>事项类型</th><td>行政许可</td></tr><tr><th>受理条件</th><td>年满18周岁，有固定摊位。</td></tr>
<tr><th>办理地点</th><td>溪阳市听涛路8号二楼3号窗口</td></tr><tr><th>咨询电话</th><td>0999-8123456</td></tr>
<tr><th>办理时间</th><td>工作日9:00-17:00</td></tr></table></body></html>"""
ELEMENTS = """url = "https://zw.xiyang.example/guide?id=1"
pages = ["g.html"]
[elements]
name = "食品摊贩登记"
item_type = "行政许可"
conditions = "年满18周岁，有固定摊位。"
place = "溪阳市听涛路8号二楼3号窗口"
consultation_phone = "0999-8123456"
hours = "工作日9:00-17:00"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    layout = tmp_path / "tables"
    layout.mkdir()
    (layout / "layout.toml").write_text('title = "t"\nwritten = "after"\ndescribes = "d"\n', "utf-8")
    (layout / "g.html").write_text(PAGE, "utf-8")
    (layout / "g.toml").write_text(ELEMENTS, "utf-8")
    return tmp_path


def test_the_worst_comes_first_and_misses_are_listed_on_request(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "tables" / "g.toml").write_text(ELEMENTS.replace("8号二楼", "9号二楼"), "utf-8")

    assert main(["accuracy", "--gold", str(folder), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    elements = [line.split()[0] for line in shown.splitlines() if line.startswith((" place", " hours", " name"))]
    assert elements == ["place", "hours", "name"]
    assert "tables/g" not in shown

    assert main(["accuracy", "--gold", str(folder), "--lang", "en", "-v"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("tables/g · place")]
    assert lines == ["tables/g · place · expected '溪阳市听涛路9号二楼3号窗口' · got '溪阳市听涛路8号二楼3号窗口'"]


def test_a_score_below_the_floor_ends_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accuracy", "--gold", str(folder), "--keep-floor", "--keep-first"]) == 0
    assert str(folder / "floor.toml") in capsys.readouterr().out
    assert read_floor(folder)["elements"]["place"] == 1.0
    first = (folder / "tables" / "layout.toml").read_text("utf-8")
    assert "first_score = { entries = 1, element_states = 1" in first

    (folder / "tables" / "g.html").write_text(PAGE.replace("办理地点", "甲"), "utf-8")
    assert main(["accuracy", "--gold", str(folder), "--keep-first"]) == 1
    assert "elements place: 0.0, was 1.0" in capsys.readouterr().out
    assert (folder / "tables" / "layout.toml").read_text("utf-8") == first


def test_a_layout_that_is_not_there_is_said_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accuracy", "--gold", str(folder), "--layout", "tabels"]) == 2
    assert "tabels" in capsys.readouterr().err
