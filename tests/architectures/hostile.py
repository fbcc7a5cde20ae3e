"""A portal that turns visitors away in every manner, leads them astray and hands them dangerous files."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import gzip
import io
import time
import zipfile
from typing import TYPE_CHECKING, Any

from tests.architectures.services import DEPARTMENTS, HTML, WORD, Portal, Reply, asked, page, reply, services, table

if TYPE_CHECKING:
    from collections.abc import Callable

SLOW = 4.0
"""Seconds that a page takes which never comes in time."""

HUGE = 1_000_000
"""Bytes of a file that is larger than what is wanted of one."""

WAF = "<html><head><title>访问被拦截</title></head><body><h1>您的访问请求被网站防火墙拦截</h1><p>事件编号 8812</p></body></html>"
COOKIE = (
    "<html><script>var arg1='0123456789ABCDEF0123456789ABCDEF01234567';"
    "document.cookie='acw_sc__v2='+arg1;document.location.reload();</script></html>"
)
CAPTCHA = "<html><body><form><p>访问过于频繁，请输入验证码后继续</p><input name='vcode'></form></body></html>"
LOGIN = "<html><title>统一身份认证</title><body><form><input name='u'><input type='password' name='p'></form>登录</body></html>"
UPKEEP = "<html><body><h1>系统维护中</h1><p>系统将于今晚升级，敬请谅解。</p></body></html>"


def _bomb() -> bytes:
    return gzip.compress(bytes(30_000_000))


def _entities() -> bytes:
    """A form whose text asks for a file of the machine that opens it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        spy = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        body = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>&x;</w:body></w:document>"
        archive.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        archive.writestr("word/document.xml", spy + body)
    return held.getvalue()


def blocked_guides() -> dict[str, Callable[[Any], Reply | None]]:
    """How a guide is kept from its readers, by the name that it has in `hostile`."""

    def slow(_: Any) -> Reply:
        time.sleep(SLOW)
        return reply(WAF)

    return {
        "waf_200": lambda _: reply(WAF),
        "waf_412": lambda _: (412, HTML, COOKIE.encode()),
        "captcha": lambda _: reply(CAPTCHA),
        "login": lambda _: reply(LOGIN),
        "maintenance": lambda _: reply(UPKEEP),
        "session_lost": lambda _: reply("websessiontimeout"),
        "slow": slow,
        "loop": lambda seen: (302, {"Location": f"/loop?{seen.path.partition('?')[2]}"}, b""),
        "inward": lambda _: (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""),
        "bomb": lambda _: (200, {**HTML, "Content-Encoding": "gzip"}, _bomb()),
        "storm": lambda _: (429, {"Retry-After": "0"}, b""),
    }


def hostile(site: Any) -> tuple[Portal, dict[str, str]]:
    """The portal, and how each guarded guide is kept, by its item's code."""
    ways = blocked_guides()
    portal = Portal(site, services(len(ways) + 6))
    kept = {one.code: way for one, way in zip(portal.published, ways, strict=False)}

    def listed(seen: Any) -> Reply:
        at = int(asked(seen).get("page", "1"))
        if at == 2 and site.asked("/list") < 3:
            return 429, {"Retry-After": "1"}, b""
        rows = "".join(
            f'<tr><td><a href="/guide?id={s.id}">{s.name}{"<script>alert(1)</script>" if s.number == 12 else ""}</a></td>'
            f"<td>{s.code}</td><td>{DEPARTMENTS[s.department]}</td></tr>"
            for s in portal.published[9 * at - 9 : 9 * at]
        )
        astray = '<a href="http://169.254.169.254/latest">旧版</a><a href="file:///etc/passwd">说明</a><a href="/calendar?d=1">办事日历</a>'
        head = "<tr><th>事项名称</th><th>实施编码</th><th>实施主体</th></tr>"
        pager = '<a href="/list?page=1">1</a> <a href="/list?page=2">2</a>'
        return reply(page(f"<table>{head}{rows}</table><div>共{len(portal.published)}条 共2页 {pager}</div>{astray}"))

    def guide(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen)["id"])
        if one is None or one.code in kept:
            return ways[kept[one.code]](seen) if one is not None else None
        files = {12: "huge.doc", 13: "bomb.doc", 14: "entities.docx", 15: "../../../etc/passwd.doc"}
        link = f'<a href="/files/{files[one.number]}">申请表（空白表）.doc</a>' if one.number in files else "无"
        return reply(page(f"{table(one)}<p>申请表 {link}</p>{COMPLAINT}"))

    def calendar(seen: Any) -> Reply:
        day = int(asked(seen).get("d", "1"))
        days = "".join(f'<a href="/calendar?d={day + n}">{day + n}日</a> ' for n in range(1, 8))
        return reply(page(f"<h2>办事日历</h2>{days}<a href='/calendar?d={day + 7}'>下一周</a>"))

    portal.at(
        "/",
        page(
            f'<h1>云溪市政务服务网</h1><p>{"欢迎访问。" * 20}</p><a href="/list">事项清单</a><a href="/secret/">内部事项目录</a>{COMPLAINT}'
        ),
    )
    portal.at("/robots.txt", reply("User-agent: *\nDisallow: /secret/\n", kind="text/plain"))
    portal.at("/list", listed)
    portal.at("/guide", guide)
    portal.at("/loop", lambda seen: (302, {"Location": f"/guide?{seen.path.partition('?')[2]}"}, b""))
    portal.at("/calendar", calendar)
    portal.at("/secret/", page("内部"))
    portal.at("/complain", lambda _: reply(page("已受理")))
    portal.at("/files/huge.doc", (200, {"Content-Type": "application/msword"}, WORD + bytes(HUGE)))
    portal.at("/files/bomb.doc", (200, {"Content-Type": "application/msword", "Content-Encoding": "gzip"}, _bomb()))
    portal.at("/files/entities.docx", (200, {"Content-Type": "application/octet-stream"}, _entities()))
    return portal, kept


COMPLAINT = (
    '<form action="/complain" method="post"><textarea name="nr"></textarea>'
    '<input type="submit" value="提交"></form><form action="/complain" method="get"><input name="q"><button>我要投诉</button></form>'
)
