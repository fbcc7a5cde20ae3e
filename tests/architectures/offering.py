"""Ways in which guides that a script builds offer their forms (空白表格): each a portal that differs in nothing else."""
# ruff: noqa: E501 - markup and scripts stand in one piece, as a portal sends them

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.architectures.scripted import FILE, answer, script
from tests.architectures.server_rendered import HOME
from tests.architectures.services import Portal, Reply, asked, facts, page, services

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.architectures.services import Service

GUIDE = """
var id=new URLSearchParams(location.search).get('id');
function get(u,f,o){return fetch(u,o).then(function(r){return r.json()}).then(f)}
function el(kind,text,into,click){var e=document.createElement(kind);e.textContent=text;if(click)e.addEventListener('click',click);into.appendChild(e);return e}
function row(into,cells){var tr=el('tr','',into);return cells.map(function(c){return el(c.head?'th':'td',c.head||c,tr)})}
function save(blob,name){var a=document.createElement('a');a.href=URL.createObjectURL(blob);a.download=name;document.body.appendChild(a);a.click();document.body.removeChild(a)}
get('/api/zn?id='+id,function(r){var d=r.data,app=document.getElementById('app');el('h1',d.name,app);var t=el('table','',app);
 Object.keys(d.facts).forEach(function(k){row(t,[{head:k},d.facts[k]])});
 el('h3','申请材料',app);t=el('table','',app);row(t,[{head:'序号'},{head:'材料名称'},{head:'必要性'},{head:'空白表格'}]);
 d.materials.forEach(function(m,n){offer(m,row(t,[n+1+'',m.clmc,'必要',''])[3],d,app)})});
"""


@dataclass(frozen=True)
class Offer:
    """How a material names its file, what the page's script makes of it, where the file is."""

    name: str
    offer: str
    """Body of a function of the material `m` and the cell `c` of its row."""
    told: Callable[[Service], dict[str, Any]]
    forms: Callable[[Service], list[str]] = lambda one: [f"/down?fid={one.file}"]
    head: str = ""


def by_id(one: Service) -> dict[str, Any]:
    return {"wjid": one.file, "wjmc": f"{one.name}申请表.doc"}


def stored(one: Service) -> dict[str, Any]:
    return {"wjmc": f"{one.name}申请表.doc", "wjlj": f"/store/2024/{one.file}.doc"}


OFFERS = (
    Offer(
        "blob",
        "el('a',m.wjmc,c,function(){fetch('/down?fid='+m.wjid).then(function(r){return r.blob()}).then(function(b){save(b,m.wjmc)})})",
        by_id,
    ),
    Offer(
        "blob_by_post",
        "el('a','下载',c,function(){fetch('/down',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({fid:m.wjid})}).then(function(r){return r.blob()}).then(function(b){save(b,m.wjmc)})})",
        by_id,
        lambda one: [f'/down {{"fid":"{one.file}"}}'],
    ),
    Offer(
        "xhr_buffer",
        "el('span',m.wjmc,c,function(){var x=new XMLHttpRequest();x.open('GET','/down?fid='+m.wjid);x.responseType='arraybuffer';x.onload=function(){save(new Blob([x.response]),m.wjmc)};x.send()}).style.cursor='pointer'",
        by_id,
    ),
    Offer(
        "location",
        "el('button','下载空表',c,function(){window.location.href=window.CONF.base+'/down?fid='+m.wjid})",
        by_id,
        lambda one: [f"/gw/down?fid={one.file}"],
        head='<script src="/conf.js"></script>',
    ),
    Offer(
        "base64",
        "el('a','下载',c,function(){get('/api/file?fid='+m.wjid,function(r){var s=atob(r.data.content),n=s.length,u=new Uint8Array(n);while(n--)u[n]=s.charCodeAt(n);save(new Blob([u]),r.data.fileName)})})",
        by_id,
        lambda one: [f"/api/file?fid={one.file}"],
    ),
    Offer(
        "made_form",
        "el('a','下载',c,function(){var f=document.createElement('form'),i=document.createElement('input');f.method='post';f.action='/down';i.name='fid';i.value=m.wjid;f.appendChild(i);document.body.appendChild(f);f.submit();f.remove()})",
        by_id,
        lambda one: [f"/down fid={one.file}"],
    ),
    Offer(
        "hidden_frame",
        "el('a','下载',c,function(){var f=document.createElement('iframe');f.style.display='none';f.src='/down?fid='+m.wjid;document.body.appendChild(f)})",
        by_id,
    ),
    Offer(
        "confirm",
        "el('a','下载',c,function(){if(confirm('确定下载该附件吗？'))window.open('/down?fid='+m.wjid)})",
        by_id,
    ),
    Offer(
        "told_address",
        "el('a','下载',c,function(){get('/api/sign?fid='+m.wjid,function(r){window.open(r.data)})})",
        by_id,
        lambda one: [f"/store/{one.file}.doc?sig=1"],
    ),
    Offer(
        "told_address_post",
        "el('a','下载',c,function(){get('/api/sign',function(r){window.open(r.data.url)},{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({fid:m.wjid})})})",
        by_id,
        lambda one: [f"/store/{one.file}.doc?sig=1"],
    ),
    Offer(
        "online_preview",
        "el('a','预览',c,function(){window.open('/onlinePreview?url='+encodeURIComponent(btoa(location.origin+m.wjlj)))})",
        stored,
        lambda one: [f"/store/2024/{one.file}.doc"],
    ),
    Offer(
        "online_preview_hidden_store",
        "el('a','预览',c,function(){window.open('/onlinePreview?url='+encodeURIComponent(btoa(location.origin+'/down?fid='+m.wjid+'&fullfilename='+m.wjid+'.doc')))})",
        by_id,
        lambda one: [f"/down?fid={one.file}&fullfilename={one.file}.doc"],
    ),
    Offer(
        "pdf_viewer",
        "el('a','查看',c,function(){window.open('/pdfjs/web/viewer.html?file='+encodeURIComponent('/down?fid='+m.wjid))})",
        by_id,
    ),
    Offer(
        "icon",
        "var i=el('i','',c,function(){window.open('/down?fid='+m.wjid)});i.className='el-icon-download';i.style.cssText='cursor:pointer;display:inline-block;width:16px;height:16px'",
        by_id,
    ),
    Offer(
        "upload_list",
        "var u=el('ul','',c);u.className='el-upload-list';m.fileList.forEach(function(f){var a=el('a','',el('li','',u),function(){window.open(f.response.wjlj)});a.className='el-upload-list__item-name';el('i','',a).className='el-icon-document';a.appendChild(document.createTextNode(f.name))})",
        lambda one: {
            "fileList": [
                {
                    "name": f"{one.name}申请表.doc",
                    "uid": 1700000000000 + one.number,
                    "status": "success",
                    "response": {"code": 0, "wjlj": f"/store/2024/{one.file}.doc"},
                }
            ]
        },
        lambda one: [f"/store/2024/{one.file}.doc"],
    ),
    Offer(
        "json_in_json",
        "JSON.parse(m.fj||'[]').forEach(function(f){el('a',f.mc,c,function(){window.open('/down?fid='+f.bh)})})",
        lambda one: {"fj": json.dumps([{"mc": f"{one.name}申请表.doc", "bh": one.file}], ensure_ascii=False)},
    ),
    Offer(
        "json_in_json_by_post",
        "JSON.parse(m.fj||'[]').forEach(function(f){el('a','模板下载',c,function(){fetch('/down',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({fid:f.bh})}).then(function(r){return r.blob()}).then(function(b){save(b,f.mc)})})})",
        lambda one: {"fj": json.dumps([{"mc": f"{one.name}申请表", "bh": one.file}], ensure_ascii=False)},
        lambda one: [f'/down {{"fid":"{one.file}"}}'],
    ),
    Offer(
        "several_ids",
        "(m.fjids||'').split(',').forEach(function(f,n){if(f)el('a','附件'+(n+1),c,function(){window.open('/down?fid='+f)})})",
        lambda one: {"fjids": f"{one.file},e{one.file}"},
        lambda one: [f"/down?fid={one.file}", f"/down?fid=e{one.file}"],
    ),
    Offer(
        "base_by_config",
        "el('a',m.wjmc,c,function(){window.open(window.CONF.store+m.wjlj)})",
        lambda one: {"wjmc": f"{one.name}申请表.doc", "wjlj": f"2024/07/{one.file}.doc"},
        lambda one: [f"/files/pub/2024/07/{one.file}.doc"],
        head='<script src="/conf.js"></script>',
    ),
    Offer(
        "id_and_suffix",
        "el('a',m.wjmc,c,function(){window.open('/store/'+m.wjid+'.'+m.hz)})",
        lambda one: {**by_id(one), "hz": "doc"},
        lambda one: [f"/store/{one.file}.doc"],
    ),
    Offer(
        "dialog",
        "el('button','查看样表',c,function(){get('/api/files?cl='+m.clid,function(r){var b=document.getElementById('dialog')||el('div','',app);b.id='dialog';b.innerHTML='';r.data.forEach(function(f){var p=el('p','',b);el('span',f.mc,p);el('button','下载',p,function(){window.open('/down?fid='+f.bh)})})})})",
        lambda one: {"clid": f"c{one.id[:12]}"},
        lambda one: [f"/down?fid={one.file}", f"/down?fid=e{one.file}"],
    ),
    Offer(
        "call_a_material",
        "get('/api/files?cl='+m.clid,function(r){r.data.forEach(function(f){el('a',f.mc,c,function(){window.open('/down?fid='+f.bh)})})})",
        lambda one: {"clid": f"c{one.id[:12]}"},
        lambda one: [f"/down?fid={one.file}", f"/down?fid=e{one.file}"],
    ),
    Offer(
        "two_calls_a_material",
        "['MODEL_DOC','SAMPLE_DOC'].forEach(function(k){get('/api/files?cl='+m.clid+'&kind='+k,function(r){r.data.forEach(function(f){el('a',f.attName,c,function(){window.open('/down?fid='+f.detailId)})})})})",
        lambda one: {"clid": f"c{one.id[:12]}"},
        lambda one: [f"/down?fid={one.file}", f"/down?fid=e{one.file}"],
    ),
    Offer(
        "zip",
        "if(m===d.materials[d.materials.length-1])el('button','一键下载全部表格',app,function(){window.open('/zip?sx='+id)})",
        lambda one: {"sfyb": "1"},
        lambda one: [f"/zip?sx={one.id}"],
    ),
    Offer(
        "unfolding_row",
        "var k=el('span','展开',c,function(){var p=el('p','',c);el('a',m.wjmc,p,function(){window.open('/down?fid='+m.wjid)});k.remove()})",
        by_id,
    ),
    Offer(
        "path_and_name",
        "el('a','空表下载',c,function(){location.href='/down?path='+encodeURIComponent(m.wjlj)+'&name='+encodeURIComponent(m.wjmc)})",
        lambda one: {"wjmc": "申请表.doc", "wjlj": f"/data/upload/{one.file}.doc"},
        lambda one: [f"/down?path=/data/upload/{one.file}.doc&name=申请表.doc"],
    ),
    Offer(
        "head_asked_first",
        "el('a','下载',c,function(){get('/api/exists?fid='+m.wjid,function(r){if(r.data)location.href='/down?fid='+m.wjid;else alert('文件不存在')})})",
        by_id,
    ),
)


def offering(site: Any, offer: Offer) -> Portal:
    """A list, and guides that a script fills; every third has no form."""
    portal = Portal(site, services(7))
    with_form = [one for one in portal.published if one.has_form]
    by_file = {one.file: one for one in with_form} | {f"e{one.file}": one for one in with_form}

    def guide(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen).get("id", ""))
        if one is None:
            return None
        own = {"clmc": f"{one.name}申请表", **offer.told(one)} if one.has_form else None
        materials = [{"clmc": "居民身份证"}, *([own] if own else [])]
        return answer({"code": 200, "data": {"name": one.name, "facts": facts(one), "materials": materials}})

    def down(seen: Any) -> Reply | None:
        said = asked(seen)
        if seen.method == "POST" and seen.body.startswith(b"{"):
            said = json.loads(seen.body)
        known = said.get("fid") in by_file or said.get("path", "").rpartition("/")[2].removesuffix(".doc") in by_file
        return FILE if known else None

    def sign(seen: Any) -> Reply | None:
        said = json.loads(seen.body) if seen.body.startswith(b"{") else asked(seen)
        url = f"/store/{said['fid']}.doc?sig=1"
        return answer({"code": 200, "data": {"url": url} if seen.method == "POST" else url})

    def content(seen: Any) -> Reply | None:
        one = by_file.get(asked(seen).get("fid", ""))
        data = {"fileName": "申请表.doc", "content": base64.b64encode(FILE[2]).decode()}
        return answer({"code": 200, "data": data}) if one else None

    def files(seen: Any) -> Reply | None:
        one = next((s for s in with_form if f"c{s.id[:12]}" == asked(seen).get("cl")), None)
        own = [] if one is None else [{"mc": "申请表.doc", "bh": one.file}, {"mc": "示例.doc", "bh": f"e{one.file}"}]
        if (kind := asked(seen).get("kind")) is not None:
            own = own[:1] if kind == "MODEL_DOC" else own[1:]
            own = [{"linkId": f"7{f['bh']}", "detailId": f["bh"], "attName": "申请表.doc", "attSize": "9"} for f in own]
        return answer({"code": 200, "data": own})

    body = f'<div id="app"></div><script>function offer(m,c,d,app){{if(Object.keys(m).length<2){{c.textContent="无";return}}{offer.offer}}}</script><script src="/zn.js"></script>'
    rows = "".join(f'<li><a href="/zn.html?id={s.id}">{s.name}</a> <i>{s.code}</i></li>' for s in portal.published)
    portal.at("/", page(f'{HOME}<a href="/list.html">办事大厅</a>'))
    portal.at("/list.html", page(f"<h2>办事大厅</h2><ul>{rows}</ul>"))
    portal.at("/zn.html", page(body, head=offer.head))
    portal.at("/zn.js", script(GUIDE))
    portal.at("/conf.js", script("window.CONF={base:'/gw',store:location.protocol+'//'+location.host+'/files/pub/'};"))
    portal.at("/api/zn", guide)
    portal.at("/api/sign", sign)
    portal.at("/api/file", content)
    portal.at("/api/files", files)
    portal.at("/api/exists", answer({"code": 200, "data": True}))
    portal.at("/down", down)
    portal.at("/gw/down", down)
    portal.at("/zip", lambda seen: (200, {"Content-Type": "application/zip"}, b"PK\x03\x04" + bytes(600)))
    portal.at("/onlinePreview", page("<div>正在转换，请稍候</div>"))
    portal.at("/pdfjs/web/viewer.html", page("<div>PDF</div>"))
    for one in with_form:
        portal.at(f"/store/{one.file}.doc", FILE)
        portal.at(f"/store/2024/{one.file}.doc", FILE)
        portal.at(f"/files/pub/2024/07/{one.file}.doc", FILE)
        for path in offer.forms(one):
            portal.form(path)
    for one in portal.published:
        portal.guides[one.code] = f"/zn.html?id={one.id}"
    return portal
