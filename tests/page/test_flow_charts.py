"""Flow charts by their words: pictures, small pictures that lead to large ones, and links to files."""

from __future__ import annotations

import json

import pytest

from crawler import catalogue
from crawler.assembly.flow_chart import with_chart
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.guides.chart_places import chart_targets
from crawler.page.guides.flow_charts import flow_charts
from crawler.page.html import Page
from crawler.page.json_page import JsonPage

_URL = "http://a.example/guide/1.html"


def _page(body: str) -> Page:
    return Page(text=f"<html><body>{body}</body></html>", url=_URL, evidence="e1")


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ('<p>办理流程图</p><p><img src="/up/a.png"></p>', "http://a.example/up/a.png"),
        ('<img alt="流程图" src="x.jpg">', "http://a.example/guide/x.jpg"),
        ('<div>流程图：<a href="/up/big.jpg"><img src="/icon/view.gif"></a></div>', "http://a.example/up/big.jpg"),
        ('<a href="/up/flow.pdf">查看流程图</a>', "http://a.example/up/flow.pdf"),
        ('<a href="/img.do?fid=7">点击查看流程图</a>', "http://a.example/img.do?fid=7"),
        ('<a href="/common/fileDownload?id=7">办理流程图</a>', "http://a.example/common/fileDownload?id=7"),
        ('<a href="/servlet/GetFileServlet?no=7">点击下载流程图</a>', "http://a.example/servlet/GetFileServlet?no=7"),
        ('<div>流程图<img data-src="/up/late.png" src="/blank.gif"></div>', "http://a.example/up/late.png"),
        (
            '<p><i>样本</i><i><a href="/1.jpg">查看</a></i><i>流程图</i><!--新--><i><a href="/2.jpg">查看</a></i></p>',
            "http://a.example/2.jpg",
        ),
        ('<dl><dt>办理流程图：</dt><dd><p><a href="/up/2.pdf">查看大图</a></p></dd></dl>', "http://a.example/up/2.pdf"),
    ],
)
def test_what_is_called_a_flow_chart_has_an_address(body: str, address: str) -> None:
    assert [chart.target.url for chart in flow_charts(_page(body))] == [address]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="/logo.png" alt="市徽"><p>办理地点</p>',
        '<a href="#tab3">办理流程图</a>',
        '<a href="/list/flow.html">办事流程图</a>',
        '<a href="/guide/flow.do?id=7">办事流程图</a>',
        '<a href="/file/show.html">办事流程图</a>',
        '<a href="/profile/7">办事流程图</a>',
        '<a href="/servlet/FlowServlet?no=7">办事流程图</a>',
        f'<div>{"说明" * 80}流程图<img src="/photo.png"></div>',
        '<p>办理流程图</p><p>受理、审核、发证。<a href="/up/2.jpg">点击查看</a></p>',
        '<dl><dt>办理流程图</dt><dd>无</dd><dt>结果样本</dt><dd><a href="/up/2.jpg">点击查看</a></dd></dl>',
    ],
)
def test_nothing_else_is_one(body: str) -> None:
    assert flow_charts(_page(body)) == ()


@pytest.mark.parametrize(
    ("key", "value", "address"),
    [
        ("liuchengTu", "/static/lct/4f2a.svg", "http://a.example/static/lct/4f2a.svg"),
        ("flowChart", "http://a.example/up/7.png", "http://a.example/up/7.png"),
        ("processImgUrl", "/up/7.png", "http://a.example/up/7.png"),
        ("flowChart", "申请→受理→决定", None),
        ("resultSample", "/up/7.png", None),
    ],
)
def test_an_answer_gives_the_address_of_a_flow_chart_under_a_key_that_is_so_called(
    key: str, value: str, address: str | None
) -> None:
    data = {"data": {"itemName": "渡船登记", key: value}}
    answer = JsonPage(data=data, text=json.dumps(data), url="http://a.example/api/guide?id=1", evidence="e1")

    assert [target.url for target in chart_targets(answer)] == ([address] if address else [])


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ('<img src="/up/flow.png">', "http://a.example/up/flow.png"),
        ('<a href="/up/big.jpg"><img src="/icon/view.gif"></a>', "http://a.example/up/big.jpg"),
        ("申请→受理→审查→决定", None),
    ],
)
def test_guide_has_the_chart_that_was_read(cell: str, address: str | None) -> None:
    rows = "".join(
        f"<tr><th>{label}</th><td>{value}</td></tr>"
        for label, value in (
            ("事项名称", "养犬登记"),
            ("事项类型", "行政许可"),
            ("办理流程图", cell),
            ("受理条件", "有犬只"),
        )
    )
    page = _page(f"<h1>办事指南</h1><table>{rows}</table>")

    guide = with_chart(read_guide([page], read_labels(catalogue.labels_text())), [page])

    assert (guide.chart.target.url if guide.chart and guide.chart.target else None) == address


def test_guide_has_the_chart_that_the_data_of_its_page_names() -> None:
    state = json.dumps({"guide": {"flow_chart": [{"name": "流程图", "path": "/up/flow.png"}]}}, ensure_ascii=False)
    rows = "".join(f"<p><b>{label}：</b>{value}</p>" for label, value in (
        ("事项名称", "养犬登记"), ("事项类型", "行政许可"), ("实施主体", "临江市公安局"), ("受理条件", "有犬只"),
    ))  # fmt: skip
    page = _page(f"<h1>办事指南</h1>{rows}<script>window.__STATE__={state};</script>")

    guide = with_chart(read_guide([page], read_labels(catalogue.labels_text())), [page])

    assert guide.chart is not None
    assert guide.chart.target is not None
    assert guide.chart.target.url == "http://a.example/up/flow.png"
