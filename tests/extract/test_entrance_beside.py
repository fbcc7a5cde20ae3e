"""Entrances to handling the item that stand among the links around the guide (侧边栏、工具条)."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from crawler import catalogue
from crawler.domain.elements import State
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.html import Page

LABELS = read_labels(catalogue.labels_text())
_CONTENTS = "".join(f'<a href="#{name}">{name}</a>' for name in ("基本信息", "受理条件", "申请材料", "办理流程"))
_SITE = "".join(f'<a href="/440300/{part}">{part}</a>' for part in ("首页", "个人服务", "法人服务"))
_GUIDE = (
    "<h1>渡口经营许可</h1><table><tr><th>事项类型</th><td>行政许可</td></tr><tr><th>办件类型</th><td>承诺件</td></tr>"
    "<tr><th>实施主体</th><td>云溪县交通运输局</td></tr><tr><th>受理条件</th><td>有船舶</td></tr></table>"
)


_URL = "http://127.0.0.1/440300/guide?id=86213"


def _entrance(around: str) -> tuple[State, str]:
    text = f"<html><body>{around}<div>{_GUIDE}</div></body></html>"
    page = Page(text=text, url="http://127.0.0.1/440300/guide?id=86213", evidence="e1")
    read = read_guide([page], LABELS).read("online_entry")
    return read.state, read.text


@pytest.mark.parametrize(
    ("around", "address"),
    [
        (f'<div class="side-nav">{_CONTENTS}<a href="/hall/start">网上申报</a></div>', "/hall/start"),
        ('<div class="toolbar"><a href="/apply/86213">立即办理</a><a href="/fav">收藏</a></div>', "/apply/86213"),
        (f'<div class="nav">{_SITE}<a href="/ask?item=86213">在线办理</a></div>', "/ask?item=86213"),
    ],
)
def test_entrance_beside_the_guide_is_of_this_item(around: str, address: str) -> None:
    assert _entrance(around) == (State.STATED, f"http://127.0.0.1{address}")


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("/wap/zn/cdqk.html", State.STATED),
        ("/wap/zn/zhxs.html", State.NOT_STATED),  # of another item
        ("/wap/zn/detail.html", State.NOT_STATED),  # pages of any item are called so
    ],
)
def test_the_entrance_at_the_foot_of_a_phone_page_is_of_the_item_that_its_file_is_called_by(
    url: str, state: State
) -> None:
    name = "detail" if "detail" in url else "cdqk"
    foot = f'<footer><a class="btn" href="/wap/start?k={name}">在线办理</a>{_SITE}</footer>'
    page = Page(
        text=f"<html><body><div>{_GUIDE}</div>{foot}</body></html>", url=f"http://127.0.0.1{url}", evidence="e1"
    )
    assert read_guide([page], LABELS).read("online_entry").state is state


def test_menu_of_the_site_leads_to_no_item() -> None:
    assert _entrance(f'<div class="nav">{_SITE}<a href="/440300/hall">在线办理</a></div>')[0] is State.NOT_STATED


def test_where_a_menu_leads_is_not_asked_without_an_entrance_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock()
    monkeypatch.setattr(Page, "target_of", asked)

    assert _entrance(f'<div class="nav">{_SITE}</div>')[0] is State.NOT_STATED
    assert not asked.called


@pytest.mark.parametrize(
    ("card", "text"),
    [
        ('<p><a href="/oss/zs.png">结果样本</a></p>', "结果样本"),
        ('<p><a href="/oss/zs.png">查看证照样本</a></p>', "查看证照样本"),
        ("<p><span>结果样本</span></p>", None),  # leads nowhere
        ('<p><a href="/oss/zs.png">登记证书</a></p>', None),
    ],
)
def test_a_link_called_sample_of_the_result_is_it(card: str, text: str | None) -> None:
    told = f"<dl><dt>结果名称</dt><dd>登记证书</dd></dl>{card}"
    page = Page(text=f"<html><body><div>{_GUIDE}</div><div>{told}</div></body></html>", url=_URL, evidence="e1")
    assert read_guide([page], LABELS).read("result_sample").value == text
