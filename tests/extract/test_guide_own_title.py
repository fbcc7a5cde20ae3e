"""The name of a guide above its parts is the title of none of them."""

from __future__ import annotations

import pytest

from crawler import catalogue
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

LABELS = read_labels(catalogue.labels_text())
BASIC = """<table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>受理条件</th><td>年满18周岁，有固定摊位。</td></tr>
<tr><th>办理地点</th><td>云溪市听涛路8号二楼3号窗口</td></tr></table>"""
MATERIALS = """<table><tr><th>材料名称</th><th>份数</th><th>空白表格</th></tr>
<tr><td>登记申请表</td><td>1</td><td><a href="/f/1.docx">下载空表</a></td></tr>
<tr><td>健康证明</td><td>2</td><td></td></tr>
</table>"""


@pytest.mark.parametrize(
    ("tag", "body"),
    [("h1", BASIC + MATERIALS), ("h1", MATERIALS + BASIC), ("h2", BASIC + MATERIALS), ("h3", BASIC + MATERIALS)],
)
def test_the_heading_of_a_page_is_the_name_of_its_guide(tag: str, body: str) -> None:
    page = parse(
        f"<html><body><{tag}>食品摊贩登记</{tag}>{body}</body></html>".encode(),
        "text/html; charset=utf-8",
        "http://zwfw.yunxi.gov.cn/guide?id=1",
        "e1",
    )
    assert page is not None
    guide = read_guide([page], LABELS)

    assert guide.read("name").value == "食品摊贩登记"
    assert [m.name.value for m in guide.materials] == ["登记申请表", "健康证明"]


@pytest.mark.parametrize(
    ("title", "head", "name"),
    [
        ("食品摊贩登记-办事指南-云溪市市场监督管理局", "云溪市市场监督管理局", "食品摊贩登记"),
        ("云溪市市场监督管理局", "食品摊贩登记", "食品摊贩登记"),
        ("注销食品摊贩登记-办事指南", "注销食品摊贩登记", "注销食品摊贩登记"),
    ],
)
def test_the_office_over_each_page_of_its_site_names_no_guide(title: str, head: str, name: str) -> None:
    source = (
        f"<html><head><title>{title}</title></head><body><div><h2>{head}</h2></div>"
        f"<h1>{'食品摊贩登记' if head != name else '办理须知'}</h1>{BASIC}{MATERIALS}</body></html>"
    )
    page = parse(source.encode(), "text/html; charset=utf-8", "http://zwfw.yunxi.gov.cn/guide?id=1", "e1")
    assert page is not None
    assert read_guide([page], LABELS).read("name").value == name
