"""A list chosen by districts, types and departments, to whose clicks one handler of each menu listens."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import Any

from tests.architectures.scripted import answer, script
from tests.architectures.services import Portal, Reply, asked, facts, page, services

PLACES = {"990199000000": "市本级", "990101000000": "东湖区", "990102000000": "西山县"}
ROWS_A_PAGE = 4
HALL = r"""
var at={qh:'990199000000',lx:''},no=1;
function ask(u,f){var r=new XMLHttpRequest();r.open('GET',u);r.onload=function(){f(JSON.parse(r.responseText))};r.send()}
function show(){ask('/rows?areaCode='+at.qh+'&taskType='+encodeURIComponent(at.lx)+'&pageNum='+no,function(d){
 document.getElementById('box').innerHTML=d.rows.map(function(x){return '<p><a href="/g/'+x.taskCode+'.html">'+x.taskName+'</a></p>'}).join('');
 document.getElementById('n').innerHTML='<a href="javascript:;" onclick="no++;show()">下一页</a>'})}
['qh','lx'].forEach(function(k){var u=document.getElementById(k);u.onclick=function(e){var v=e.target.getAttribute('data-v');if(v===null)return;
 at[k]=v;no=1;[].forEach.call(u.children,function(x){x.className=x===e.target?'on':''});show()}});
show();
"""


def districts(site: Any) -> Portal:
    """Three places share the services; those of the districts show only where the list is turned to them."""
    portal = Portal(site, services(12))
    places = list(PLACES)

    def rows(seen: Any) -> Reply:
        said = asked(seen)
        own = [s for s in portal.published if places[s.number % 3] == said["areaCode"]]
        own = own if said.get("taskType", "") in {"", "行政许可"} else []
        start = (int(said["pageNum"]) - 1) * ROWS_A_PAGE
        told = [{"taskCode": s.code, "taskName": s.name, "taskType": "行政许可"} for s in own]
        return answer({"total": len(own), "rows": told[start : start + ROWS_A_PAGE]})

    named = "".join(
        f'<li data-v="{code}"{" class=on" if code == places[0] else ""}>{name}</li>' for code, name in PLACES.items()
    )
    types = "".join(f'<span data-v="{"" if t == "全部" else t}">{t}</span>' for t in ("全部", "行政许可", "行政确认"))
    portal.at("/", page('<h1>云溪市政务服务网</h1><a href="/hall">政务服务事项</a>'))
    menus = f'<ul id="qh">{named}</ul><div id="lx">{types}</div>'
    portal.at("/hall", page(f'{menus}<div id="box"></div><div id="n"></div><script src="/hall.js"></script>'))
    portal.at("/hall.js", script(HALL))
    portal.at("/rows", rows)
    for one in portal.published:
        said = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in facts(one).items())
        portal.at(f"/g/{one.code}.html", page(f"<h1>{one.name}</h1><table>{said}</table>"))
        portal.guides[one.code] = f"/g/{one.code}.html"
    return portal
