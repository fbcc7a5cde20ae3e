"""A catalogue that goes on by the state of its last answer, and whose rows are markup that only calls lead on from."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.architectures.scripted import FILE, answer, script
from tests.architectures.services import FACTS, Portal, Reply, asked, page, services

if TYPE_CHECKING:
    from tests.architectures.services import Service

APP = r"""
var state='';
function send(m,u,b,cb){var r=new XMLHttpRequest();r.open(m,u,true);if(b)r.setRequestHeader('Content-Type','application/x-www-form-urlencoded');r.onload=function(){cb(JSON.parse(r.responseText))};r.send(b)}
function V(h){document.getElementById('view').innerHTML=h}
function list(c){send('POST','Catalog.ashx?m=List','__EVENTARGUMENT='+c+'&__VIEWSTATE='+encodeURIComponent(state),function(j){state=j.viewstate;
 V(j.html+'<div>'+j.pager+' <a href="javascript:;" onclick="list(\'Prev\')">上页</a> <a href="javascript:;" onclick="list(\'Next\')">下页</a></div>')})}
function openMain(id){location.hash='#!/sub/'+id}
function openGuide(id){location.hash='#!/guide/'+id}
function route(){var h=location.hash.replace('#!','').split('/');
 if(h[1]=='catalog'){state='';list('First')}
 else if(h[1]=='sub')send('POST','Catalog.ashx?m=Sub','id='+h[2],function(j){V('<h2>'+j.name+'</h2>'+j.html)});
 else if(h[1]=='guide')send('GET','Guide.ashx?sid='+h[2],null,function(j){V('<h2>'+j.title+'</h2><p>受理条件：'+j.condition+'</p><p>办理地点：'+j.address+'</p>'+(j.blankFile?'<a href="'+j.blankFile+'">空白表格下载</a>':''))});
 else V('<h1>云溪市政务服务网</h1><p>请选择</p>')}
window.onhashchange=route;
"""


def catalogue_by_state(site: Any) -> Portal:
    """Main items on pages that only "next" leads through, items beneath them, guides behind two calls of scripts."""
    portal = Portal(site, services(10))
    mains = {f"C{n:05}": portal.published[2 * n : 2 * n + 2] for n in range(5)}
    ids = list(mains)

    def named(own: list[Service]) -> str:
        return f"{own[0].name}（主项）"

    def catalogue(seen: Any) -> Reply | None:
        said = asked(seen)
        if said["m"] == "Sub":
            own = mains.get(said.get("id", ""), [])
            rows = "".join(f"<li><span onclick=\"openGuide('{s.id}')\">{s.name}</span></li>" for s in own)
            return answer({"name": named(own) if own else "", "count": len(own), "html": f"<ul>{rows}</ul>"})
        here = int(said.get("__VIEWSTATE", "").removeprefix("/wEP0000") or 0)
        at = 0 if said["__EVENTARGUMENT"] == "First" else here + {"Next": 1, "Prev": -1}[said["__EVENTARGUMENT"]]
        at = max(0, min(2, at))
        rows = "".join(
            f'<tr><td onclick="openMain(\'{m}\')" style="cursor:pointer">{named(mains[m])}</td><td>{len(mains[m])}</td></tr>'
            for m in ids[2 * at : 2 * at + 2]
        )
        table = f"<table><tr><th>目录名称</th><th>业务办理项数</th></tr>{rows}</table>"
        return answer({"html": table, "pager": f"第{at + 1}页/共3页", "viewstate": f"/wEP0000{at}"})

    def guide(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen)["sid"])
        if one is None:
            return answer({"title": "", "condition": ""})
        said = {"title": one.name, "itemCode": one.code, "condition": FACTS["受理条件"], "address": FACTS["办理地点"]}
        return answer({**said, "blankFile": f"/Send.ashx?fileId={one.file}" if one.has_form else ""})

    shell = '<div><a href="#!/home">首页</a> <a href="#!/catalog">事项目录</a></div><div id="view">页面加载中，请稍候...</div><script>route()</script>'
    portal.at("/", page(shell, head='<script src="site.js"></script>'))
    portal.at("/site.js", script(APP))
    portal.at("/Catalog.ashx", catalogue)
    portal.at("/Guide.ashx", guide)
    portal.at("/Send.ashx", FILE)
    for one in portal.published:
        portal.guides[one.code] = f"/#!/guide/{one.id}"
        if one.has_form:
            portal.form(f"/Send.ashx?fileId={one.file}")
    return portal
