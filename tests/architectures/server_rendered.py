"""Portals whose server writes their pages: old ones by department, in frames, in two halls, static, by post back."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

from tests.architectures.services import (
    DEPARTMENTS,
    HTML,
    WORD,
    Portal,
    Reply,
    Service,
    asked,
    page,
    reply,
    services,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HOME = "<h1>云溪市政务服务网</h1><p>本网提供全市政务服务事项的查询和办理指引，请选择要办理的业务。</p>"
COMPLAINT = '<form action="/complain" method="post"><textarea name="nr"></textarea><input type="submit" value="提交投诉"></form>'


def file_answer(portal: Portal, name: str) -> Callable[[Any], Reply | None]:
    known = {one.file for one in portal.published if one.has_form}
    return lambda seen: (
        (200, {"Content-Type": "application/octet-stream"}, WORD + bytes(600))
        if asked(seen).get(name) in known
        else None
    )


def departments_in_gbk(site: Any) -> Portal:
    """Lists only by department; pages by a form that a script sends; downloads by a call that an outer script defines."""
    portal = Portal(site, services())
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><script src="/js/common.js"></script>'

    def old(body: str) -> Reply:
        return reply(page(body, head=meta), kind="text/html", encoding="gb18030")

    def listed(seen: Any) -> Reply:
        wanted = int(asked(seen).get("deptId", "0"))
        rows = portal.of(wanted)
        at = int(asked(seen).get("pageNo", "1")) if seen.method == "POST" else 1
        shown = "".join(
            f'<tr><td><a href="show.jsp?id={s.id}">{s.name}</a></td><td>行政许可</td></tr>'
            for s in rows[2 * at - 2 : 2 * at]
        )
        last = -(-len(rows) // 2)
        pager = "".join(f'<a href="javascript:gotoPage({n})">{n}</a> ' for n in range(1, last + 1))
        hidden = f'<input type="hidden" name="deptId" value="{wanted}"><input type="hidden" name="pageNo" value="{at}">'
        head = "<tr><th>事项名称</th><th>事项性质</th></tr>"
        return old(
            f'<form name="pageForm" action="list.jsp" method="post">{hidden}<table>{head}{shown}</table>'
            f"<div>共{len(rows)}条记录 第{at}/{last}页 {pager}</div></form>"
        )

    def guide(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen)["id"])
        link = f"<a href=\"javascript:downFile('{one.file}')\">空白表下载</a>" if one and one.has_form else "无"
        return old(f"{table(one)}<p>申请表 {link}</p>") if one else None

    portal.at("/", old(f'{HOME}<a href="/wsbs/index.jsp">办事大厅</a><a href="/hdjl/tousu.jsp">投诉建议</a>'))
    links = "".join(f'<td><a href="list.jsp?deptId={n}">{name}</a></td>' for n, name in enumerate(DEPARTMENTS))
    portal.at("/wsbs/index.jsp", old(f"<b>请选择办事部门：</b><table><tr>{links}</tr></table>"))
    portal.at("/wsbs/list.jsp", listed)
    portal.at("/wsbs/show.jsp", guide)
    portal.at("/hdjl/tousu.jsp", old(COMPLAINT))
    script = (
        'function gotoPage(n){var f=document.forms["pageForm"];f.pageNo.value=n;f.submit();}\n'
        'function downFile(i){if(i==""){alert("没有附件");return;}window.location.href="/servlet/Down?fileId="+i;}'
    )
    portal.at("/js/common.js", reply(script, kind="application/x-javascript", encoding="gb18030"))
    portal.at("/servlet/Down", file_answer(portal, "fileId"))
    for one in portal.published:
        portal.guides[one.code] = f"/wsbs/show.jsp?id={one.id}"
        if one.has_form:
            portal.form(f"/servlet/Down?fileId={one.file}")
    return portal


def frames(site: Any) -> Portal:
    """Frame sets, a list in an inner frame that counts its pages from 0, guides and their files in frames."""
    portal = Portal(site, services())
    kinds = {1: "行政审批", 2: "便民服务", 3: "其他服务"}

    def listed(seen: Any) -> Reply:
        kind, at = int(asked(seen).get("lb", "1")), int(asked(seen).get("page", "0"))
        rows = [one for one in portal.published if one.number % 3 + 1 == kind]
        shown = "".join(
            f"<TR><TD><A href=show.asp?bh={s.number + 200} target=_blank>{s.name}</A></TD><TD>{DEPARTMENTS[s.department]}</TD></TR>"
            for s in rows[3 * at : 3 * at + 3]
        )
        more = f"<A href=list.asp?lb={kind}&page={at + 1}>下一页</A>" if 3 * at + 3 < len(rows) else "下一页"
        return reply(page(f"<TABLE>{shown}</TABLE><P>第 {at + 1} 页 {more}</P>"))

    def found(seen: Any) -> Service:
        return portal.published[int(asked(seen)["bh"]) - 200]

    def shown(seen: Any) -> Reply:
        bh = asked(seen)["bh"]
        return reply(
            page(
                f"<IFRAME src=content.asp?bh={bh}></IFRAME><IFRAME src=files.asp?bh={bh}></IFRAME>",
                title=found(seen).name,
            )
        )

    def files(seen: Any) -> Reply:
        one = found(seen)
        link = f"<A href=/upload/{one.file}>{one.name}申请表</A>"
        return reply(page("<B>相关表格下载：</B>" + (link if one.has_form else "无相关表格")))

    outer = "<FRAMESET rows=90,*><FRAME src=top.htm><FRAMESET cols=180,*><FRAME src=left.asp><FRAME src=welcome.asp></FRAMESET></FRAMESET>"
    portal.at("/", f"<HTML><HEAD><TITLE>河湾县政务服务中心</TITLE></HEAD>{outer}</HTML>")
    portal.at("/top.htm", page("<A href=welcome.asp>首页</A> <A href=/bszn/main.asp>办事指南</A>"))
    go = "<SCRIPT>function go(u){parent.mainf.location=u;}</SCRIPT>"
    menu = "".join(f"<A href=\"javascript:go('/bszn/main.asp?lb={n}')\">{name}</A>" for n, name in kinds.items())
    portal.at("/left.asp", page(menu, head=go))
    portal.at("/welcome.asp", page("<H3>欢迎访问</H3><P>本中心设窗口36个，进驻部门25个。</P>"))
    links = "".join(f"<A href=list.asp?lb={n} target=lst>{name}</A>" for n, name in kinds.items())
    portal.at(
        "/bszn/main.asp",
        lambda seen: reply(page(f"{links}<IFRAME name=lst src=list.asp?lb={asked(seen).get('lb', '1')}></IFRAME>")),
    )
    portal.at("/bszn/list.asp", listed)
    portal.at("/bszn/show.asp", shown)
    portal.at("/bszn/content.asp", lambda seen: reply(page(table(found(seen)))))
    portal.at("/bszn/files.asp", files)
    for one in portal.published:
        portal.guides[one.code] = f"/bszn/show.asp?bh={one.number + 200}"
        if one.has_form:
            portal.at(f"/upload/{one.file}", (200, {"Content-Type": "application/octet-stream"}, WORD + bytes(600)))
            portal.form(f"/upload/{one.file}")
    return portal


def two_halls(site: Any) -> Portal:
    """Personal and legal halls by theme, with the same items under other numbers; forms on a page that a click opens."""
    every = services()
    portal = Portal(site, every)
    themes = ("设立变更", "准营准办", "资质认证")
    script = "<script>function openwin(u){window.open(u,'w','width=520');return false;}</script>"
    tab = "<script>function setTab(n){location.href='/'+n+'/default.aspx';}</script>"
    halls = {"grbs": (5000, lambda s: s.number % 4 != 0), "frbs": (83000, lambda s: s.number % 3 != 1)}

    def hall(name: str, start: int, holds: Callable[[Service], bool]) -> None:
        own = [one for one in portal.published if holds(one)]
        links = "".join(f'<li><a href="/{name}/list.aspx?zt={n}">{theme}</a></li>' for n, theme in enumerate(themes))
        portal.at(f"/{name}/default.aspx", page(f"<h2>按主题</h2><ul>{links}</ul>"))

        def listed(seen: Any) -> Reply:
            rows = [s for s in own if s.number % 3 == int(asked(seen).get("zt", "0"))]
            at = int(asked(seen).get("p", "1"))
            shown = "".join(
                f'<dl><dt><a href="/{name}/view.aspx?sid={start + s.number * 7}">{s.name}</a></dt><dd>办理部门：{DEPARTMENTS[s.department]}</dd></dl>'
                for s in rows[2 * at - 2 : 2 * at]
            )
            key = f"zt={asked(seen).get('zt', '0')}"
            pages = " ".join(f'<a href="?{key}&amp;p={n}">[{n}]</a>' for n in range(1, -(-len(rows) // 2) + 1))
            return reply(page(f"{shown}<div>共{len(rows)}条 每页2条 {pages}</div>"))

        def view(seen: Any) -> Reply:
            one = every[(int(asked(seen)["sid"]) - start) // 7]
            link = f'<a href="javascript:void(0)" onclick="openwin(\'/pop/form.aspx?fid={one.file}\')">空表</a>'
            return reply(page(f"{table(one)}<p>申请表 {link if one.has_form else '无'}</p>", head=script))

        portal.at(f"/{name}/list.aspx", listed)
        portal.at(f"/{name}/view.aspx", view)
        for one in own:
            portal.guides.setdefault(one.code, f"/{name}/view.aspx?sid={start + one.number * 7}")

    portal.at(
        "/",
        page(
            f"{HOME}<div onclick=\"setTab('grbs')\">个人办事</div><div onclick=\"setTab('frbs')\">法人办事</div>",
            head=tab,
        ),
    )
    for name, (start, holds) in halls.items():
        hall(name, start, holds)
    portal.published = [one for one in portal.published if one.code in portal.guides]
    portal.at(
        "/pop/form.aspx",
        lambda seen: reply(page(f'<h4>表格下载</h4><a href="/up/{asked(seen)["fid"]}.doc">申请表.doc</a>')),
    )
    for one in portal.published:
        if one.has_form:
            portal.at(f"/up/{one.file}.doc", (200, {"Content-Type": "application/msword"}, WORD + bytes(600)))
            portal.form(f"/up/{one.file}.doc")
    return portal


def static(site: Any) -> Portal:
    """Static pages: the number of pages in a variable of a script, guides as files, forms in an attribute as JSON."""
    portal = Portal(site, services())
    last = -(-len(portal.published) // 5)
    for at in range(last):
        rows = "".join(
            f'<li><a href="./t_{s.id}.html">{s.name}</a><span>{DEPARTMENTS[s.department]}</span></li>'
            for s in portal.published[5 * at : 5 * at + 5]
        )
        pager = (
            f"<script>var currentPage={at};var countPage={last};createPageHTML({last},{at},'index','html');</script>"
        )
        portal.at(f"/bsfw/index{f'_{at}' if at else ''}.html", page(f"<h2>服务事项</h2><ul>{rows}</ul>{pager}"))
    portal.at("/bsfw/", site.paths["/bsfw/index.html"])
    portal.at("/", page(f'{HOME}<a href="/bsfw/">办事指南</a>'))
    for one in portal.published:
        files = [{"ATTACHNAME": "申请表.doc", "FILEPATH": f"/obs/zwfw/{one.file}"}] if one.has_form else []
        attach = f'<button data-attach="{html.escape(json.dumps(files))}">下载表样</button>'
        portal.at(f"/bsfw/t_{one.id}.html", page(table(one) + attach))
        portal.guides[one.code] = f"/bsfw/t_{one.id}.html"
        if files:
            portal.at(files[0]["FILEPATH"], (200, {"Content-Type": "binary/octet-stream"}, WORD + bytes(600)))
            portal.form(files[0]["FILEPATH"])
    return portal


def main_items(site: Any) -> Portal:
    """A catalogue of main items above the items; the list says how many there are in a hidden field."""
    portal = Portal(site, services())
    groups = {n: [one for one in portal.published if one.number % 4 == n] for n in range(4)}

    def beneath(seen: Any) -> Reply:
        rows = "".join(
            f'<tr><td><a href="/item/detail?code={s.code}">{s.name}</a></td><td>{s.code}</td></tr>'
            for s in groups[int(asked(seen)["id"])]
        )
        return reply(page(f"<table><tr><th>事项名称</th><th>实施编码</th></tr>{rows}</table>"))

    def detail(seen: Any) -> Reply | None:
        one = next((s for s in portal.published if s.code == asked(seen).get("code")), None)
        link = f'<a href="/file/read?attachGuid={one.file}">空白表格</a>' if one and one.has_form else ""
        return reply(page(f"{table(one)}<p>{link}</p>")) if one else None

    links = "".join(
        f'<li><a href="/catalog/sub?id={n}">{own[0].name}</a> {len(own)}项</li>' for n, own in groups.items()
    )
    portal.at("/", page(f'{HOME}<a href="/catalog">事项清单</a>'))
    portal.at(
        "/catalog", page(f'<input type="hidden" id="totalCount" value="{len(portal.published)}"><ul>{links}</ul>')
    )
    portal.at("/catalog/sub", beneath)
    portal.at("/item/detail", detail)
    portal.at("/file/read", file_answer(portal, "attachGuid"))
    for one in portal.published:
        portal.guides[one.code] = f"/item/detail?code={one.code}"
        if one.has_form:
            portal.form(f"/file/read?attachGuid={one.file}")
    return portal


SERVER_RENDERED = (departments_in_gbk, frames, two_halls, static, main_items)
__all__ = ["HTML", "SERVER_RENDERED"]
