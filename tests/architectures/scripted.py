"""Portals whose pages a script builds or fills: fragments and tabs, rows on demand, a single page over an API."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

from tests.architectures.services import (
    DEPARTMENTS,
    FACTS,
    WORD,
    Portal,
    Reply,
    Service,
    asked,
    facts,
    page,
    reply,
    services,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

HOME = "<h1>云溪市政务服务网</h1><p>本网提供全市政务服务事项的查询和办理指引，请选择要办理的业务。</p>"
FILE = (200, {"Content-Type": "application/msword"}, WORD + bytes(600))


def script(text: str) -> Reply:
    return reply(text, kind="application/javascript; charset=utf-8")


def answer(data: object) -> Reply:
    return reply(json.dumps(data, ensure_ascii=False), kind="application/json; charset=utf-8")


def put_guide(portal: Portal, one: Service, path: str) -> None:
    """The guide of an item as a page of its own, with a plain link to its blank form where it has one."""
    link = f'<table><tr><th>材料名称</th><th>空白表格</th></tr><tr><td>申请表</td><td><a href="/store/{one.file}.doc">下载</a></td></tr></table>'
    portal.at(path, page(table(one) + (link if one.has_form else "")))
    portal.guides[one.code] = path
    if one.has_form:
        portal.at(f"/store/{one.file}.doc", FILE)
        portal.form(f"/store/{one.file}.doc")


def fragments(site: Any) -> Portal:
    """A list that comes as fragments of HTML, guides whose tabs are fetched on a click, downloads by an outer script."""
    portal = Portal(site, services(8))
    load = """function ajaxGet(u,cb){var r=new XMLHttpRequest();r.open('GET',u,true);r.onload=function(){cb(r.responseText);};r.send();}
function turnPage(n){ajaxGet('/interface/tags?areaCode=990199&pageno='+n,function(t){document.getElementById('rows').innerHTML=t;});}
function ywblurl(u){window.open(u);}
function showTab(a,k){var b=document.getElementById('tab_'+k);b.style.display='block';
 if(!b.innerHTML){ajaxGet('/item/loadTab.do?itemCode='+encodeURIComponent(document.getElementById('itemCode').value)+'&tab='+k,function(t){b.innerHTML=t;});}}
function downloadClyb(path,name){if(!path){alert('暂无样本');return;}window.open('/down/clyb.do?filepath='+encodeURIComponent(path)+'&filename='+encodeURIComponent(name));}
"""
    head = '<script src="/js/item.js"></script>'

    def rows(seen: Any) -> Reply:
        at = int(asked(seen)["pageno"])
        own = portal.published[4 * at - 4 : 4 * at]
        shown = "".join(
            f'<div class="sx"><a onclick="ywblurl(\'/front/detail?itemCode={s.id}\')">{s.name}</a></div>' for s in own
        )
        pager = "".join(f'<a onclick="turnPage({n})">{n}</a>' for n in (1, 2))
        return reply(
            f'<input type="hidden" id="result_count" value="8"><input type="hidden" id="pageNum" value="2">{shown}<div>{pager}</div>'
        )

    def detail(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen)["itemCode"])
        tabs = "".join(
            f"<a onclick=\"showTab(this,'{k}')\">{w}</a>" for k, w in (("sqcl", "申请材料"), ("cjwt", "常见问题"))
        )
        places = "".join(f'<div id="tab_{k}" style="display:none"></div>' for k in ("sqcl", "cjwt"))
        code = f'<input type="hidden" id="itemCode" value="{asked(seen)["itemCode"]}">'
        return (
            reply(page(f'<div class="tabs"><a>基本信息</a>{tabs}</div>{code}{table(one)}{places}', head=head))
            if one
            else None
        )

    def tab(seen: Any) -> Reply:
        one = portal.by_id(asked(seen)["itemCode"])
        if asked(seen)["tab"] != "sqcl":
            return reply("<dl><dt>多久能办好？</dt><dd>十个工作日。</dd></dl>")
        click = (
            f"<span class=\"clyb\" onclick=\"downloadClyb('/home/upload/{one.file}.doc','申请表.doc')\">空白表格</span>"
            if one and one.has_form
            else "暂无样本"
        )
        heads = "".join(f"<th>{w}</th>" for w in ("序号", "材料名称", "材料必要性", "来源渠道", "材料样本"))
        return reply(
            f"<table><tr>{heads}</tr><tr><td>1</td><td>申请表</td><td>必要</td><td>申请人自备</td><td>{click}</td></tr></table>"
        )

    portal.at("/", page(f"{HOME}<div onclick=\"location.href='/matter.do?type=all'\">政务服务</div>"))
    portal.at(
        "/matter.do",
        page('<ul><li>全部</li></ul><div id="rows"><p>正在加载……</p></div><script>turnPage(1);</script>', head=head),
    )
    portal.at("/js/item.js", script(load))
    portal.at("/interface/tags", rows)
    portal.at("/front/detail", detail)
    portal.at("/item/loadTab.do", tab)
    files = {f"/home/upload/{s.file}.doc" for s in portal.published if s.has_form}
    portal.at("/down/clyb.do", lambda seen: FILE if asked(seen)["filepath"] in files else None)
    for one in portal.published:
        portal.guides[one.code] = f"/front/detail?itemCode={one.id}"
        if one.has_form:
            portal.form(
                f"/down/clyb.do?filepath=%2Fhome%2Fupload%2F{one.file}.doc&filename=%E7%94%B3%E8%AF%B7%E8%A1%A8.doc"
            )
    return portal


def rows_on_demand(site: Any) -> Portal:
    """The first rows stand on the page, a button brings the others by a cursor; forms in JSON and on a page of their own."""
    portal = Portal(site, services(10))
    more = """(()=>{let c=document.getElementById('more').dataset.cursor,g=document.getElementById('grid');
document.getElementById('more').addEventListener('click',async()=>{if(!c)return;
const j=await (await fetch('/zh/api/services?after='+c+'&first=4')).json();
j.data.services.edges.forEach(({node:n})=>{const a=document.createElement('article');a.innerHTML='<h3><a href="/zh/services/'+n.slug+'">'+n.title+'</a></h3><p>'+n.agency+'</p>';g.append(a);});
c=j.data.services.pageInfo.endCursor;if(!j.data.services.pageInfo.hasNextPage)document.getElementById('more').remove();});})();"""

    def cursor(at: int) -> str | None:
        return f"Y3Vyc29yOm{at:03}" if at < len(portal.published) else None

    def following(seen: Any) -> Reply:
        at = int(asked(seen)["after"][-3:])
        rows = [
            {"node": {"slug": s.id, "title": s.name, "agency": DEPARTMENTS[s.department]}}
            for s in portal.published[at : at + 4]
        ]
        end = cursor(at + 4)
        return answer(
            {"data": {"services": {"edges": rows, "pageInfo": {"hasNextPage": end is not None, "endCursor": end}}}}
        )

    cards = "".join(
        f'<article><h3><a href="/zh/services/{s.id}">{s.name}</a></h3><p>{DEPARTMENTS[s.department]}</p></article>'
        for s in portal.published[:4]
    )
    portal.at("/", page(f'{HOME}<a href="/zh/services">全部服务</a>'))
    button = f'<button id="more" type="button" data-cursor="{cursor(4)}">加载更多</button>'
    portal.at(
        "/zh/services",
        page(f'<h1>全部服务</h1><div id="grid">{cards}</div>{button}<script src="/zh/list.js"></script>'),
    )
    portal.at("/zh/list.js", script(more))
    portal.at("/zh/api/services", following)
    for one in portal.published:
        path = f"/zh/services/{one.id}"
        attach = html.escape(json.dumps([{"ATTACHNAME": "申请表.doc", "FILEPATH": f"/obs/{one.file}"}]))
        link = f'<p><a href="{path}/forms">更多表格及样表下载</a></p>'
        portal.at(
            path,
            page(f'{table(one)}<button data-attach="{attach}">下载表样</button>{link}' if one.has_form else table(one)),
        )
        portal.guides[one.code] = path
        if one.has_form:
            portal.at(
                f"{path}/forms", page(f'<ul><li>样表 <a href="/zh/files/{one.file}.doc" download>下载</a></li></ul>')
            )
            for file in (f"/obs/{one.file}", f"/zh/files/{one.file}.doc"):
                portal.at(file, FILE)
                portal.form(file)
    return portal


APP = r"""
const app=document.getElementById('app');
const post=(u,b)=>fetch('/gateway'+u,{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({params:b})}).then(r=>r.json()).then(j=>j.custom);
const el=(t,w,f)=>{const e=document.createElement(t);e.textContent=w;if(f)e.addEventListener('click',f);app.append(e);return e;};
async function show(){const h=location.hash||'#/home';app.innerHTML='';el('span','首页');el('span','办事大厅',()=>location.hash='#/matters');
 if(h.startsWith('#/matters')){const c=await post('/matter/queryPage',{currentpage:0,pagesize:4,keyword:''});el('p','共 '+c.total+' 条');
  c.matterlist.forEach(m=>el('div',m.taskname,()=>location.hash='#/guide?rowguid='+m.rowguid));}
 else if(h.startsWith('#/guide')){const id=h.split('rowguid=')[1];const d=await post('/matter/detail',{rowguid:id});
  Object.entries(d.matter).forEach(([k,v])=>el('p',k+'：'+v));
  const m=await (await fetch('/gateway/matter/material?rowguid='+id)).json();
  m.custom.materiallist.forEach(a=>{el('p',a.materialname);if(a.formguid)el('button','空白表格',()=>post('/attach/list',{cliengguid:a.formguid}).then(x=>x.attachlist.forEach(f=>window.open(f.attachurl))));});}
 else{el('h1','云溪市政务服务网');}}
window.addEventListener('hashchange',show);show();
"""


def single_page(site: Any, count: int = 10, rows_a_page: int = 4) -> Portal:
    """Hash routes over POSTed JSON that counts from 0; files are named by identifiers that another call resolves."""
    portal = Portal(site, services(count))
    keys = (
        "taskname",
        "taskcode",
        "ouname",
        "tasktype",
        "projecttype",
        "anticipate_day",
        "promise_day",
        "transact_addr",
        "transact_time",
        "link_tel",
        "supervise_tel",
        "charge_flag",
        "accept_condition",
        "by_law",
    )

    def custom(data: object) -> Reply:
        return answer({"custom": data, "status": {"code": "200"}})

    def params(seen: Any) -> dict[str, Any]:
        return dict(json.loads(seen.body)["params"])

    def listed(seen: Any) -> Reply:
        at = params(seen)["currentpage"]
        rows = [
            {"rowguid": s.id, "taskname": s.name, "taskcode": s.code, "ouname": DEPARTMENTS[s.department]}
            for s in portal.published[rows_a_page * at : rows_a_page * (at + 1)]
        ]
        return custom({"total": len(portal.published), "matterlist": rows})

    def detail(seen: Any) -> Reply | None:
        one = portal.by_id(params(seen)["rowguid"])
        return custom({"matter": dict(zip(keys, facts(one).values(), strict=True))}) if one else None

    def material(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen)["rowguid"])
        row = {
            "materialname": "申请表",
            "necessary": "必要",
            "source": "申请人自备",
            "formguid": f"{one.id}" if one and one.has_form else "",
        }
        return custom({"materiallist": [row]})

    def attached(seen: Any) -> Reply | None:
        one = portal.by_id(params(seen)["cliengguid"])
        return (
            custom(
                {
                    "attachlist": [
                        {"attachname": "申请表.doc", "attachurl": f"/gateway/attach/read?attachguid={one.file}"}
                    ]
                }
            )
            if one
            else None
        )

    assert len(keys) == 3 + len(FACTS)
    shell = '<div id="app"></div><script src="/static/app.js"></script>'
    routes: dict[str, Callable[[Any], Reply | None] | Reply | str] = {
        "/": page(shell),
        "/static/app.js": script(APP.replace("pagesize:4", f"pagesize:{rows_a_page}")),
        "/gateway/matter/queryPage": listed,
        "/gateway/matter/detail": detail,
        "/gateway/matter/material": material,
        "/gateway/attach/list": attached,
        "/gateway/attach/read": lambda seen: FILE,
    }
    for path, answers in routes.items():
        portal.at(path, answers)
    for one in portal.published:
        portal.guides[one.code] = f"/#/guide?rowguid={one.id}"
        if one.has_form:
            portal.form(f"/gateway/attach/read?attachguid={one.file}")
    return portal


def department_tabs(site: Any) -> Portal:
    """Popular services stand on a page; the others in tabs of departments, which a script fetches when they are clicked."""
    portal = Portal(site, services(12))
    kinds = ("行政许可", "公共服务")
    code = """(function(){var ou=document.getElementById('ou').value,tabs=document.querySelectorAll('#tabs li');
function load(t,n){var x=new XMLHttpRequest();x.open('GET','/api/list?ou='+ou+'&kind='+t+'&pageIndex='+n+'&pageSize=2&_='+new Date().getTime());
 x.onload=function(){var d=JSON.parse(x.responseText).result;document.getElementById('rows').innerHTML=d.rows.map(function(r){
  return '<li><a href="/guide/'+r.rowGuid+'">'+r.matterName+'</a></li>';}).join('');
  document.getElementById('pager').innerHTML=2*n+2<d.total?'<a href="javascript:void(0)">&rsaquo;</a>':'';
  var a=document.querySelector('#pager a');if(a)a.onclick=function(){load(t,n+1);};};x.send();}
for(var i=0;i<tabs.length;i++)tabs[i].onclick=function(){load(this.getAttribute('data-kind'),0);};tabs[0].onclick();})();"""

    def kind(one: Any) -> str:
        return f"{one.number // len(DEPARTMENTS) % 2 + 1:02}"

    def department(seen: Any) -> Reply | None:
        at = int(asked(seen)["id"]) - 3301
        own = portal.of(at)
        tabs = "".join(
            f'<li data-kind="{n + 1:02}">{kinds[n]}<em>({sum(kind(s) == f"{n + 1:02}" for s in own)})</em></li>'
            for n in range(2)
        )
        return reply(
            page(
                f'<h2>{DEPARTMENTS[at]}</h2><p>共 {len(own)} 项政务服务事项</p><input type="hidden" id="ou" value="{asked(seen)["id"]}">'
                f'<ul id="tabs">{tabs}</ul><ul id="rows"><li class="loading">数据加载中…</li></ul><div id="pager"></div><script src="/js/ou.js"></script>'
            )
        )

    def listed(seen: Any) -> Reply:
        want = asked(seen)
        own = [s for s in portal.of(int(want["ou"]) - 3301) if kind(s) == want["kind"]]
        at = int(want["pageIndex"])
        rows = [{"rowGuid": s.id, "matterName": s.name, "matterCode": s.code} for s in own[2 * at : 2 * at + 2]]
        return answer({"status": 1, "result": {"total": len(own), "rows": rows}})

    hot = "".join(f'<li><a href="/guide/{s.id}">{s.name}</a></li>' for s in portal.published[:3])
    names = "".join(f'<li><a href="/ou/show?id={3301 + n}">{name}</a></li>' for n, name in enumerate(DEPARTMENTS))
    portal.at("/", page(f'{HOME}<a href="/personal">个人办事</a><a href="/ou">部门办事</a>'))
    portal.at("/personal", page(f"<h3>热点事项</h3><ul>{hot}</ul>"))
    portal.at("/ou", page(f"<h3>市直部门</h3><ul>{names}</ul>"))
    portal.at("/ou/show", department)
    portal.at("/js/ou.js", script(code))
    portal.at("/api/list", listed)
    for one in portal.published:
        portal.at(f"/guide/{one.id}", page(table(one)))
        portal.guides[one.code] = f"/guide/{one.id}"
    return portal


def themes_in_pieces(site: Any) -> Portal:
    """Themes of two kinds of applicants with their numbers; a button for more fetches pieces of HTML by an offset."""
    portal = Portal(site, services(12))
    code = """document.addEventListener('click',function(e){var b=e.target;if(b.tagName!=='BUTTON')return;var m=b.parentNode;
fetch('/piece?group='+m.dataset.g+'&theme='+m.dataset.t+'&offset='+m.dataset.next).then(function(r){return r.text();}).then(function(t){m.insertAdjacentHTML('beforebegin',t);m.remove();});});"""
    themes = {
        ("gr", 1): ("养育子女", portal.published[:5]),
        ("gr", 2): ("安居乐业", portal.published[5:7]),
        ("fr", 1): ("投资审批", portal.published[4:9]),
        ("fr", 2): ("厂房设备", portal.published[9:]),
    }

    def piece(group: str, theme: int, at: int) -> str:
        own = themes[group, theme][1]
        rows = "".join(
            f'<div class="item"><a href="/item/show?code={s.code}&amp;from={group}">{s.name}</a></div>'
            for s in own[at : at + 2]
        )
        more = f'<div data-g="{group}" data-t="{theme}" data-next="{at + 2}"><button>查看更多</button></div>'
        return rows + more if at + 2 < len(own) else rows

    def more(seen: Any) -> Reply:
        want = asked(seen)
        return reply(piece(want["group"], int(want["theme"]), int(want["offset"])))

    for group, words in (("gr", "个人办事"), ("fr", "法人办事")):
        links = "".join(
            f'<li><a href="/theme/{g}/{t}.html"><i></i>{name}<b>{len(own)}</b></a></li>'
            for (g, t), (name, own) in themes.items()
            if g == group
        )
        portal.at(f"/{group}.html", page(f"<h2>{words}</h2><ul>{links}</ul>"))
    for (group, theme), (name, own) in themes.items():
        body = (
            f'<h2>{name}</h2><p>共 {len(own)} 项</p><div>{piece(group, theme, 0)}</div><script src="/more.js"></script>'
        )
        portal.at(f"/theme/{group}/{theme}.html", page(body))
    portal.at("/", page(f'{HOME}<a href="/gr.html">个人办事</a><a href="/fr.html">法人办事</a>'))
    portal.at("/more.js", script(code))
    portal.at("/piece", more)
    by_code = {one.code: one for one in portal.published}
    portal.at("/item/show", lambda seen: reply(page(table(by_code[asked(seen)["code"]]))))
    for one in portal.published:
        portal.guides[one.code] = f"/item/show?code={one.code}"
    return portal


SCRIPTED = (fragments, rows_on_demand, single_page, department_tabs, themes_in_pieces)
