"""A portal behind a page that only welcomes; its lists stand in frames whose script asks for the rows."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import Any

from tests.architectures.scripted import answer
from tests.architectures.services import DEPARTMENTS, Portal, Reply, asked, page, reply, services, table

ROWS = """
var kind=/kind=(\\w+)/.exec(location.search)[1];
fetch("/rest/rows?kind="+kind+"&pageNo=1&pageSize=20").then(function(r){return r.json()}).then(function(d){
 document.getElementById("rows").innerHTML=d.rows.map(function(m){return '<li><a href="/guide/'+m.itemId+'.html">'+m.itemName+"</a></li>"}).join("")});
"""


def welcoming(site: Any) -> Portal:
    """A welcome, then a front page that shows popular services; behind it themes, their parts, and a frame in each."""
    portal = Portal(site, services(12))

    def kind(department: int) -> str:
        return f"k{department}07"

    def rows(seen: Any) -> Reply:
        wanted = asked(seen)["kind"]
        own = [one for one in portal.published if kind(one.department) == wanted]
        data = [{"itemId": one.id, "itemName": one.name, "itemCode": one.code} for one in own]
        return answer({"total": len(own), "rows": data})

    def listed(seen: Any) -> Reply:
        frame = f'<iframe src="/right.html?kind={asked(seen)["kind"]}"></iframe>'
        return reply(page(f'<a href="/home.html">首页</a>{frame}', title="事项"))

    hot = "".join(f'<a href="/guide/{s.id}.html">{s.name}</a>' for s in portal.published[2:5])
    themes = "".join(f'<li><a href="/part/{n}.html">{DEPARTMENTS[n][:4]}类</a></li>' for n in range(4))
    portal.at("/", page('<img src="/welcome.svg"><h1>欢迎访问云溪市政务服务网</h1><a href="/home.html">进入网站</a>'))
    portal.at("/home.html", page(f'<h3>热门服务</h3><div>{hot}</div><a href="/sort.html">分类办理</a>'))
    portal.at("/sort.html", page(f"<h2>分类办理</h2><ul>{themes}</ul>"))
    for n in range(4):
        portal.at(
            f"/part/{n}.html", page(f'<b>{DEPARTMENTS[n]}</b><p><a href="/rows.html?kind={kind(n)}">登记备案</a></p>')
        )
    portal.at("/rows.html", listed)
    portal.at("/right.html", page(f'<ul id="rows"></ul><script>{ROWS}</script>'))
    portal.at("/rest/rows", rows)
    for one in portal.published:
        portal.at(f"/guide/{one.id}.html", page(table(one)))
        portal.guides[one.code] = f"/guide/{one.id}.html"
    return portal
