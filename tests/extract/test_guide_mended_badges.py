"""Badges beside titles, menus that lead nowhere, labels inside the text of their own element."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.extract.guide import read_guide
from crawler.extract.labels import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

LABELS = read_labels((Path(__file__).parents[2] / "crawler" / "catalogue" / "labels.toml").read_text(encoding="utf-8"))
HEAD = (
    "<table><tr><th>事项类型</th><td>行政许可</td><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>云溪县水利局</td><th>法定办结时限</th><td>20个工作日</td></tr></table>"
)


def read(body: str) -> ServiceGuide:
    page = parse(f"<html><body><h1>取水许可</h1>{HEAD}{body}</body></html>".encode(), None, "http://127.0.0.1/g", "e")
    assert page is not None
    return read_guide([page], LABELS)


def material(name: str, badge: str) -> str:
    return (
        f"<article><header><u>{name}</u> <mark>{badge}</mark></header>"
        "<p><s>材料类型</s><q>其他</q></p><p><s>份数</s><q>1</q></p></article>"
    )


def test_badges_in_the_line_of_a_title_are_values() -> None:
    cards = "".join(map(material, ("取水申请书", "论证报告", "委托书"), ("必要", "容缺后补", "非必要")))
    guide = read(f"<h2>申请材料</h2><section>{cards}</section>")
    assert [m.name.text for m in guide.materials] == ["取水申请书", "论证报告", "委托书"]
    assert [m.read("material_necessity").text for m in guide.materials] == ["必要", "容缺后补", "非必要"]


def test_a_label_with_an_empty_value_is_no_badge() -> None:
    cards = "".join(
        f"<article><u>{name}</u><p><s>材料必要性</s><q></q></p><p><s>份数</s><q>1</q></p></article>"
        for name in ("取水申请书", "论证报告")
    )
    guide = read(f"<h2>申请材料</h2><section>{cards}</section>")
    assert [m.read("material_necessity").state for m in guide.materials] == [State.NOT_STATED] * 2
    assert all(m.read("material_necessity").label == "材料必要性" for m in guide.materials)
