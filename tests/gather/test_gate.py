"""The page gate: failures that answer 200, and pages that only mention such words."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.domain.evidence import Failure, PageKind
from crawler.gather.gate import gate, look_through
from crawler.page.html import Page

URL = "http://zwfw.example.gov.cn/guide?id=1"


def through(
    body: str | bytes,
    *,
    status: int = 200,
    kind: PageKind = PageKind.GUIDE,
    content_type: str = "text/html; charset=utf-8",
    url: str = URL,
) -> Failure | None:
    payload = body.encode() if isinstance(body, str) else body
    return gate(status=status, content_type=content_type, body=payload, url=url, asked_as=kind)


COOKIE = """<html><script>var arg1='0123456789ABCDEF0123456789ABCDEF01234567';var _0x1={};
function setCookie(n,v){document.cookie=n+"="+v+";max-age=3600";} setCookie("acw_sc__v2", x); document.location.reload();</script></html>"""
DYNAMIC = """<html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="{}" r="m"><script type="text/javascript" src="/4QbVtADbnLVIc/d.FxJzG50F.js"></script>
<script>(function(){$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1;})();</script></head><body></body></html>"""
JSL = (
    "<script>document.cookie=('_')+('_')+('jsl_clearance_s=1');location.href=location.pathname+location.search</script>"
)
SLIDER = "<html><title>安全验证</title><body><div id='nc_1'></div><p>请拖动滑块完成验证</p><script src='/captcha.js'></script></body></html>"
CAPTCHA = "<html><body><form><p>访问过于频繁，请输入验证码后继续</p><img src='/code.jpg'><input name='vcode'></form></body></html>"
WALL = "<html><title>405</title><body><h1>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</h1></body></html>"
LOGIN = """<html><title>统一身份认证平台</title><body><form action='/login'><input name='u'><input type='password' name='p'>
<button>登录</button></form><p>法人登录 个人登录 忘记密码 注册</p></body></html>"""
TO_LOGIN = "<html><body><p>您还未登录，请先登录</p></body></html>"
GONE = "<html><title>提示</title><body><div class='err'>抱歉，您访问的页面不存在或已删除</div><a href='/'>返回首页</a></body></html>"
NO_ITEM = "<html><body><div class='nav'><a href='/'>首页</a><a href='/l'>办事服务</a></div><h2>该事项不存在</h2></body></html>"
UPKEEP = "<html><body><h1>系统维护中</h1><p>为提升服务质量，系统将于今晚升级，敬请谅解。</p></body></html>"
CRASH = (
    "<html><title>Error</title><body><h1>系统异常</h1><p>java.lang.NullPointerException at cn.gov.X</p></body></html>"
)
SHELL = "<html><body><div id='app'></div><script src='/static/js/app.1.js'></script></body></html>"


@pytest.mark.parametrize(
    ("body", "status", "failure"),
    [
        (COOKIE, 200, Failure.BLOCKED),
        (DYNAMIC, 202, Failure.BLOCKED),
        (DYNAMIC, 412, Failure.BLOCKED),
        (DYNAMIC, 200, Failure.BLOCKED),
        (JSL, 521, Failure.BLOCKED),
        (SLIDER, 200, Failure.BLOCKED),
        (CAPTCHA, 200, Failure.BLOCKED),
        (WALL, 405, Failure.BLOCKED),
        (WALL, 200, Failure.BLOCKED),
        ("<html><body>您的请求被拦截，请联系网站管理员</body></html>", 403, Failure.BLOCKED),
        (LOGIN, 200, Failure.LOGIN_REQUIRED),
        (TO_LOGIN, 200, Failure.LOGIN_REQUIRED),
        ("", 401, Failure.LOGIN_REQUIRED),
        (GONE, 200, Failure.SOFT_404),
        (NO_ITEM, 200, Failure.SOFT_404),
        ("<title>404 Not Found</title><h1>404</h1>", 200, Failure.SOFT_404),
        (UPKEEP, 200, Failure.MAINTENANCE),
        (UPKEEP, 503, Failure.MAINTENANCE),
        ("websessiontimeout", 200, Failure.SESSION_LOST),
        ("<script>alert('登录超时，请重新登录');top.location='/';</script>", 200, Failure.SESSION_LOST),
        ("<script>window.location.href='/login?back='+location.href</script>", 200, Failure.LOGIN_REQUIRED),
        ("<title>出错了</title><p>您访问的页面出错了</p>", 200, Failure.HTTP_5XX),
        ("抱歉，该事项已下架", 200, Failure.SOFT_404),
        ("<p>系统繁忙，请稍后再试</p>", 200, Failure.HTTP_5XX),
        ("<script>alert('x')</script><p>会话超时，请刷新</p>", 200, Failure.SESSION_LOST),
        (CRASH, 200, Failure.HTTP_5XX),
        (SHELL, 200, Failure.EMPTY_SHELL),
        ("", 200, Failure.EMPTY_SHELL),
        ("<html><head></head><body></body></html>", 200, Failure.EMPTY_SHELL),
        ("<h1>Forbidden</h1>", 403, Failure.HTTP_4XX),
        (GONE, 404, Failure.HTTP_4XX),
        ("<h1>Bad Gateway</h1>", 502, Failure.HTTP_5XX),
        ("slow down", 429, Failure.RATE_LIMITED),
    ],
)
def test_answers_that_are_no_page(body: str, status: int, failure: Failure) -> None:
    assert through(body, status=status) is failure


FILLER = "本市政务服务中心持续优化营商环境，推进审批服务便民化，企业和群众办事更加方便。" * 12
GUIDE = (
    "<h1>网络安全等级保护备案</h1><table><tr><th>受理条件</th><td>系统升级、停机维护期间须重新备案；登录超时的系统应整改</td></tr>"
    "<tr><th>申请材料</th><td>安全验证报告、验证码技术方案、防火墙配置说明</td></tr><tr><th>咨询电话</th><td>010-12345678</td></tr></table>"
)
HOME = (
    "<div class='top'><a href='/sso/login'>登录</a><a href='/reg'>注册</a></div><ul><li><a href='/l1'>个人服务</a></li><li><a href='/l2'>法人服务</a></li></ul>"
    + "<p>欢迎</p>" * 30
)
LIST = (
    "".join(f"<li><a href='/guide?code=A000{n}'>验证码设备登记第{n}类</a></li>" for n in range(1, 8))
    + "<p>系统维护公告</p>"
)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            f"<h1>我市推广人机验证防范网络攻击</h1><p>访问被拦截、请输入验证码等提示将更清楚。页面不存在时给出指引。系统维护中另行公告。</p><p>{FILLER}</p>",
            PageKind.NAVIGATION,
        ),
        (GUIDE, PageKind.GUIDE),
        (HOME, PageKind.HOME),
        (f"<ul>{LIST}</ul>", PageKind.LIST),
        (SHELL, PageKind.FRAGMENT),
        (
            f"<div class='login'><input type='password'><a href='/login'>登录</a></div><h1>云溪省政务服务网</h1><p>{FILLER}{FILLER}{FILLER}</p>",
            PageKind.HOME,
        ),
        ("<p>无</p>", PageKind.FRAGMENT),
        ("<ul></ul>", PageKind.LIST),
        ("<p>没有找到相关事项</p>", PageKind.LIST),
        ("<h1>身份证补领</h1><p>申请材料：户口簿；无法提供的，交原登记信息不存在的承诺书</p>", PageKind.GUIDE),
        ("<h1>居住证办理</h1><p>该事项办事指南正在完善中</p>", PageKind.GUIDE),
        ("<p><img src='guide.png'></p>", PageKind.GUIDE),
        ("<form><p>办件进度查询</p><input name='no'><p>请输入验证码后查询</p></form>", PageKind.NAVIGATION),
        ("<script>location.href='/portal/index.html'</script>", PageKind.HOME),
        ("<frameset><frame src='top.html'><frame src='main.html'></frameset>", PageKind.HOME),
        ("<h1>云溪省政务服务</h1><ul><li><a href='/news/1'>关于系统升级维护的公告</a></li></ul>", PageKind.HOME),
    ],
    ids=[
        "news",
        "guide",
        "home",
        "list",
        "fragment-shell",
        "home-with-login-box",
        "short-fragment",
        "empty-list",
        "none-found",
        "short-guide",
        "guide-not-ready",
        "picture-guide",
        "enquiry",
        "sends-on",
        "frames",
        "news-of-upkeep",
    ],
)
def test_pages_that_pass(body: str, kind: PageKind) -> None:
    assert through(body, kind=kind) is None


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ({"errCode": 0, "text": "未找到匹配的信息"}, Failure.SOFT_404),
        ({"code": 500, "msg": "系统异常，请稍后再试"}, Failure.HTTP_5XX),
        ({"code": "401", "message": "token已过期"}, Failure.SESSION_LOST),
        ({"code": 401, "message": "请先登录"}, Failure.LOGIN_REQUIRED),
        ({"success": False, "msg": "访问过于频繁"}, Failure.RATE_LIMITED),
        ({"success": False, "msg": "签名错误"}, Failure.BLOCKED),
        ({"status": "503", "msg": "系统维护中"}, Failure.MAINTENANCE),
        ({"success": False, "msg": "参数缺失"}, Failure.UNKNOWN),
    ],
)
def test_error_envelopes(answer: dict[str, object], failure: Failure) -> None:
    assert through(json.dumps(answer), kind=PageKind.API, content_type="application/json") is failure


@pytest.mark.parametrize(
    "answer",
    [
        {
            "code": 200,
            "data": {
                "taskName": "取水许可",
                "taskCode": "511A1",
                "condition": "系统维护中不受理",
                "msg": "登录超时须知",
            },
        },
        {"code": "511A0000400004-510100000000", "name": "取水许可", "desc": "证件不存在的，可补办", "place": "大厅"},
        {"code": 0, "msg": "success", "data": []},
        {"rows": [], "total": 0},
        {"rows": [{"taskName": "未找到失踪人员登记", "taskCode": "1"}], "msg": "系统异常登记"},
        [],
    ],
)
def test_answers_that_pass(answer: object) -> None:
    assert through(json.dumps(answer), kind=PageKind.API, content_type="application/json") is None


def test_a_part_of_a_guide_without_a_byte_is_not_read_as_having_nothing_to_say() -> None:
    for content_type in ("text/html", "application/json"):
        assert through("", kind=PageKind.FRAGMENT, content_type=content_type) is Failure.UNKNOWN
    assert through("", kind=PageKind.FRAGMENT, content_type="application/javascript") is None
    assert through("[]", kind=PageKind.FRAGMENT, content_type="application/json") is None


def test_an_empty_search_is_the_end_of_a_list_and_no_failure() -> None:
    assert through(json.dumps({"errCode": 0, "text": "未找到匹配的信息"}), kind=PageKind.LIST) is None


def test_an_answer_that_there_is_no_guide_yet_may_be_read() -> None:
    answer = json.dumps({"code": 30404, "msg": "该事项办事指南完善中", "data": {"taskName": "渔船检验"}})
    for kind in (PageKind.GUIDE, PageKind.FRAGMENT):
        assert through(answer, kind=kind, content_type="application/json") is None
    broken = json.dumps({"code": 30500, "msg": "指南服务异常", "data": None})
    assert through(broken, kind=PageKind.GUIDE, content_type="application/json") is Failure.UNKNOWN


def test_a_whole_page_in_place_of_json() -> None:
    body = f"<!DOCTYPE html><html><body><h1>云溪省</h1><p>{FILLER}</p></body></html>"
    assert through(body, kind=PageKind.API, content_type="application/json") is Failure.UNKNOWN
    assert through(LOGIN, kind=PageKind.API, content_type="application/json") is Failure.LOGIN_REQUIRED
    assert through("<ul><li>护照签发</li></ul>", kind=PageKind.API) is None


def test_form_files_pass_and_error_pages_under_their_name_do_not() -> None:
    for file in (b"PK\x03\x04....", b"%PDF-1.4 ...", b"\xd0\xcf\x11\xe0"):
        assert through(file, kind=PageKind.FORM, content_type="text/html") is None
        assert through(file, kind=PageKind.FORM, status=404) is Failure.HTTP_4XX
    word = "<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><h1>申请表</h1><table><tr><td>姓名</td><td></td></tr></table></body></html>"
    assert through(word, kind=PageKind.FORM, content_type="application/msword") is None
    assert through(GONE, kind=PageKind.FORM, content_type="application/msword") is Failure.SOFT_404
    assert through(LOGIN, kind=PageKind.FORM, content_type="application/pdf") is Failure.LOGIN_REQUIRED
    assert through(SLIDER, kind=PageKind.FORM) is Failure.BLOCKED
    assert through("<html><body>文件不存在</body></html>", kind=PageKind.FORM) is Failure.SOFT_404


def test_robots_are_told_by_their_status_only() -> None:
    assert through("User-agent: *\nDisallow: /login", kind=PageKind.ROBOTS, content_type="text/plain") is None
    assert through(GONE, kind=PageKind.ROBOTS, status=404) is Failure.HTTP_4XX


def test_gb18030_words_are_understood() -> None:
    assert through(GONE.encode("gb18030"), content_type="text/html; charset=gb2312") is Failure.SOFT_404


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(100, 599), st.sampled_from(list(PageKind)))
def test_gate_never_raises(body: bytes, status: int, kind: PageKind) -> None:
    found = gate(status=status, content_type=None, body=body, url=URL, asked_as=kind)
    assert found is None or isinstance(found, Failure)


@pytest.mark.parametrize(
    "name", ["公众聚集场所投入使用、营业前消防安全检查", "放射防护设施竣工验收", "防雷安全防护装置设计审核"]
)
def test_a_service_about_checks_and_walls_is_no_wall(name: str) -> None:
    body = f"<html><head><title>{name}</title></head><body><h1>{name}</h1><p>请点击下面的链接下载</p><a href='/f/1.doc'>申请表</a></body></html>"
    assert through(body) is None


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        ({"code": 200, "msg": "success", "data": None, "timestamp": 1790015688580}, Failure.UNKNOWN),
        ({}, Failure.UNKNOWN),
        ({"code": 200, "data": "/upload/2026/a1.docx"}, None),
        ({"code": 200, "data": []}, None),
        ({"code": 200, "data": {"fileId": "4f2a17"}}, None),
    ],
)
def test_an_envelope_around_nothing_is_no_file_and_no_page(said: object, failure: Failure | None) -> None:
    body = json.dumps(said)
    for kind in (PageKind.FORM, PageKind.NAVIGATION, PageKind.COLUMN):
        assert through(body, kind=kind, content_type="application/json") is failure
    assert through(body, kind=PageKind.FRAGMENT, content_type="application/json") is None


CHOICES = "<dl><dt>类型</dt><dd><a href='/m?k=1'>许可</a><a href='/m?k=2'>确认</a></dd></dl><p>共 0 项</p><ul><li>{}</li></ul>"


@pytest.mark.parametrize("kind", [PageKind.NAVIGATION, PageKind.LINK, PageKind.ENTRANCE])
@pytest.mark.parametrize("words", ["没有找到相关事项", "抱歉，未找到符合条件的事项", "找不到匹配的内容"])
def test_a_choice_without_rows_is_no_dead_page(kind: PageKind, words: str) -> None:
    assert through(CHOICES.format(words), kind=kind) is None


@pytest.mark.parametrize(
    "words", ["没有找到您要的内容", "该事项不存在", "没有找到相关页面", "未找到相关信息，该内容已删除"]
)
def test_a_page_that_is_gone_is_dead_whatever_it_was_asked_for(words: str) -> None:
    for kind in (PageKind.NAVIGATION, PageKind.LINK):
        assert through(CHOICES.format(words), kind=kind) is Failure.SOFT_404
    assert through(CHOICES.format("没有找到相关事项"), kind=PageKind.GUIDE) is Failure.SOFT_404


@pytest.mark.parametrize("sentences", [20, 60])
def test_blocks_of_a_page_that_says_enough_are_not_set_apart(sentences: int) -> None:
    body = f"<html><body><h1>渡口经营许可</h1><p>{'申请人应当提交申请表和船舶检验证书的复印件。' * sentences}</p></body></html>".encode()
    seen = look_through(status=200, content_type="text/html", body=body, url=URL, asked_as=PageKind.GUIDE)

    assert seen.failure is None
    assert isinstance(seen.page, Page)
    assert not seen.page.is_set_apart
