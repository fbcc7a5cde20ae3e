"""What a pop-up in a row of materials says, standards of single materials, charts and empty limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_HEAD = (
    "<h1>犬类养殖许可</h1><table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>法定办结时限</th><td>20个工作日</td></tr><tr><th>是否收费</th><td>否</td></tr></table>"
)


def _read(body: str) -> ServiceGuide:
    page = parse(f"<html><body>{_HEAD}{body}</body></html>".encode(), "text/html", "http://a.example/g", "e1")
    assert page is not None
    return read_guide([page], read_labels(catalogue.labels_text()))


def test_pairs_in_a_cell_without_a_column_say_more_of_their_row() -> None:
    pairs = "<p><i>来源渠道</i><b>{}</b></p><p><i>受理标准</i><b>{}</b></p>"
    pop = f"<a href='javascript:;'>详情</a><div class=pop>{pairs}</div>"
    rows = "".join(
        f"<tr><td>{name}</td><td>1份</td><td>{pop.format(source, standard)}</td></tr>"
        for name, source, standard in (
            ("申请表", "申请人自备", "签名齐全。"),
            ("营业执照", "政府部门核发", "在有效期内。"),
        )
    )
    guide = _read(f"<h3>申请材料</h3><table><tr><th>材料名称</th><th>份数</th><th>操作</th></tr>{rows}</table>")

    assert [
        (m.name.text, m.read("material_copies").text, m.read("material_source").text, m.read("review_standard").text)
        for m in guide.materials
    ] == [("申请表", "1份", "申请人自备", "签名齐全。"), ("营业执照", "1份", "政府部门核发", "在有效期内。")]


def test_a_link_that_calls_itself_the_chart_states_it() -> None:
    rows = "<tr><td>受理</td><td>—</td></tr><tr><td>决定</td><td>2天</td></tr>"
    steps = f"<table><tr><th>环节名称</th><th>办理时限</th></tr>{rows}</table>"
    guide = _read(f"<div><h3>办理流程</h3><a href='/f/9.png'>查看流程图</a></div>{steps}")

    assert guide.read("flow_chart").text == "查看流程图"
    assert [(s.name.text, s.limit.stated) for s in guide.steps] == [("受理", False), ("决定", True)]


def test_a_page_without_a_chart_states_none() -> None:
    guide = _read("<h3>办理流程</h3><p>申请→受理→审查→决定→送达</p><a href='/f/9.png'>查看证照样例</a>")

    assert not guide.read("flow_chart").stated
