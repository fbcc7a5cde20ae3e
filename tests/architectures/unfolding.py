"""Departments in a script's own rows, main items that a button unfolds, parts of a guide by tabs, files by two calls."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import json
from typing import Any

from tests.architectures.scripted import FILE, answer, script
from tests.architectures.services import DEPARTMENTS, FACTS, Portal, Reply, asked, facts, page, reply, services

HALL = r"""
var box=document.getElementById('mains');
function ask(u,f){var r=new XMLHttpRequest();r.open('GET',u);r.onload=function(){f(JSON.parse(r.responseText))};r.send()}
BUREAUS.forEach(function(b){var d=document.createElement('dd');d.appendChild(document.createTextNode(b.title));d.onclick=function(){show(b.no)};document.getElementById('bureaus').appendChild(d)});
function show(no){ask('/mains?bureau='+no,function(l){box.innerHTML='';l.rows.forEach(function(m){
 var v=document.createElement('div');v.innerHTML='<b>'+m.matterName+'</b> <i class="fold">查看办理项</i><p></p>';
 v.querySelector('i').onclick=function(){ask('/beneath?parent='+m.matterId,function(s){v.querySelector('p').innerHTML=s.map(function(x){return '<a href="/g/'+x.rowGuid+'.html">'+x.itemName+'</a>'}).join('<br>')})};
 box.appendChild(v)})})}
"""
GUIDE = r"""
[].forEach.call(document.querySelectorAll('.bar li'),function(t){t.addEventListener('click',function(){var r=new XMLHttpRequest();
 r.open('GET','/part?of='+document.querySelector('.bar').getAttribute('data-of')+'&which='+t.getAttribute('data-part'));r.onload=function(){document.getElementById('part').innerHTML=r.responseText};r.send()})});
document.addEventListener('click',function(e){if(!e.target.classList.contains('fl'))return;var r=new XMLHttpRequest();r.open('POST','/files');r.setRequestHeader('Content-Type','application/json');
 r.onload=function(){var l=document.getElementById('layer');l.innerHTML=JSON.parse(r.responseText).files.map(function(f){return '<a href="/store/'+f.fileKey+'">'+f.fileName+'</a>'}).join('')};r.send(JSON.stringify({key:e.target.getAttribute('data-key')}))});
"""


def unfolding(site: Any) -> Portal:
    """Everything opens by a click: a department, the items beneath a main item, a part of a guide, a file of it."""
    portal = Portal(site, services(10))
    numbers = [f"D{n:03}" for n in range(len(DEPARTMENTS))]

    def mains(seen: Any) -> Reply:
        at = numbers.index(asked(seen)["bureau"])
        rows = [{"matterId": f"{numbers[at]}M{at}7", "matterName": f"{DEPARTMENTS[at]}行政许可事项"}]
        return answer({"total": 1, "rows": rows})

    def beneath(seen: Any) -> Reply:
        own = portal.of(numbers.index(asked(seen)["parent"][:4]))
        return answer([{"rowGuid": s.id, "itemName": s.name, "itemCode": s.code} for s in own])

    def part(seen: Any) -> Reply | None:
        said = asked(seen)
        one = portal.by_id(said["of"])
        if said["which"] == "tj":
            return reply(f"<p>{FACTS['受理条件']}</p>")
        link = f'<a href="javascript:;" class="fl" data-key="k{one.file}">下载</a>' if one and one.has_form else "无"
        heads = "".join(f"<th>{w}</th>" for w in ("材料名称", "材料必要性", "空白表格"))
        return reply(f"<table><tr>{heads}</tr><tr><td>申请表</td><td>必要</td><td>{link}</td></tr></table>")

    def files(seen: Any) -> Reply:
        key = json.loads(seen.body)["key"][1:]
        return answer({"files": [{"fileKey": key, "fileName": "申请表.doc"}]})

    rows = json.dumps([{"no": n, "title": t} for n, t in zip(numbers, DEPARTMENTS, strict=True)], ensure_ascii=False)
    portal.at("/", page('<h1>云溪市政务服务网</h1><a href="/hall">部门办事</a>'))
    portal.at(
        "/hall",
        page(
            f'<dl id="bureaus"></dl><div id="mains">请选择部门</div><script>var BUREAUS={rows};</script><script src="/hall.js"></script>'
        ),
    )
    portal.at("/hall.js", script(HALL))
    portal.at("/guide.js", script(GUIDE))
    portal.at("/mains", mains)
    portal.at("/beneath", beneath)
    portal.at("/part", part)
    portal.at("/files", files)
    for one in portal.published:
        said = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in facts(one).items() if k != "受理条件")
        tabs = (
            f'<ul class="bar" data-of="{one.id}"><li data-part="tj">受理条件</li><li data-part="cl">申请材料</li></ul>'
        )
        portal.at(
            f"/g/{one.id}.html",
            page(
                f'<h1>{one.name}</h1><table>{said}</table>{tabs}<div id="part"></div><div id="layer"></div><script src="/guide.js"></script>'
            ),
        )
        portal.guides[one.code] = f"/g/{one.id}.html"
        if one.has_form:
            portal.at(f"/store/{one.file}", FILE)
            portal.form(f"/store/{one.file}")
    return portal
