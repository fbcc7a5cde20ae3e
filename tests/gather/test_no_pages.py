"""What comes in place of a page is told as what it is, in whatever shape; a page that speaks of such things is a page."""
# ruff: noqa: E501 - markup stands in one piece, as a server sends it

from __future__ import annotations

import pytest

from crawler.domain.evidence import Failure, PageKind
from crawler.gather.gate import gate
from tests.gather.no_pages import KINDS

URL = "http://zwfw.example.gov.cn/guide?id=1"


def through(body: str, kind: PageKind = PageKind.GUIDE) -> Failure | None:
    return gate(status=200, content_type="text/html; charset=utf-8", body=body.encode(), url=URL, asked_as=kind)


@pytest.mark.parametrize(
    ("failure", "body"),
    [
        pytest.param(failure, body, id=f"{kind}-{name}")
        for kind, (failure, shapes) in KINDS.items()
        for name, body in shapes.items()
    ],
)
def test_what_comes_in_place_of_a_page_is_told(failure: Failure, body: str) -> None:
    assert through(body) is failure


def test_there_are_shapes_of_each_kind() -> None:
    assert sum(len(shapes) for _, shapes in KINDS.values()) >= 80
    assert all(len(shapes) >= 2 for _, shapes in KINDS.values())


WORDS = "<p>申请人应当具备与其经营规模相适应的场地，并按照规定配备专职的管理人员。</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<title>网络安全等级保护备案</title><h1>网络安全等级保护备案</h1>{WORDS * 12}",
        f"<title>404医院诊疗科目登记</title><h1>404医院诊疗科目登记</h1>{WORDS * 12}",
        f"<h1>软件产品登记</h1><p>申请材料：错误日志样例，例如 at cn.a.B.c(B.java:12)</p>{WORDS * 12}",
        f"<h1>渡口经营许可</h1>{WORDS}<div style='display: none'>会话已过期，请重新登录</div>",
        f"<h1>渡口经营许可</h1>{WORDS}<div class='modal fade'>系统维护中</div>",
        f"<h1>渡口经营许可</h1>{WORDS}<p>验证码：<input name='c'></p>",
        f"<h1>渡口经营许可</h1>{WORDS}<script>document.cookie='a=1';function go(){{location.href='/'}}</script>",
    ],
    ids=["wall-in-a-name", "number-in-a-name", "one-line-of-a-trace", "hidden", "layer", "comment", "script"],
)
def test_a_page_with_such_words_is_a_page(body: str) -> None:
    assert through(body) is None


def test_hidden_words_are_the_page_where_it_shows_nothing_else() -> None:
    assert through("<div class='dialog'><p>系统维护中</p></div>") is Failure.MAINTENANCE
    assert through("<div hidden>会话已过期</div><p>…</p>") is Failure.SESSION_LOST


def test_the_name_of_the_site_over_a_challenge_makes_no_page_of_it() -> None:
    script = "<script>document.cookie='k='+f();location.reload()</script>"
    assert through(f"<h1>云溪市政务服务网</h1>{script}") is Failure.BLOCKED
    assert through(f"<h1>暂无数据</h1>{script}") is None


def test_a_map_beside_an_empty_root_is_no_page_and_another_page_in_a_frame_is() -> None:
    shell = "<body><div id='app'></div><script src='/js/app.js'></script>{}</body>"
    assert through(shell.format("<iframe src='/map/index.html'></iframe>")) is Failure.EMPTY_SHELL
    frame = "<body><script src='/js/top.js'></script><iframe src='/guide/inner.html?id=1' width='{}'></iframe></body>"
    assert through(frame.format("100%")) is None
    assert through(frame.format("90")) is Failure.EMPTY_SHELL
