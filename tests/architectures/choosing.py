"""A portal whose outer script chooses between addresses, and one that listens to every click in one place."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.architectures.scripted import FILE, answer, script
from tests.architectures.server_rendered import HOME, file_answer
from tests.architectures.services import DEPARTMENTS, FACTS, Portal, Reply, asked, facts, page, reply, services, table

if TYPE_CHECKING:
    from tests.architectures.services import Service

COMMON = """
function turnTo(n){ var f=document.forms["turning"]; if(!f){return;} if(n<1){n=1;}
 if(n>parseInt(f.pages.value,10)){alert("已经是最后一页");return;} f.pageNo.value=n; f.submit(); }
function openGuide(id,kind){ var url=ctx+"/guide/"; if(kind=="p"){ url+="person.jsp"; } else { url+="firm.jsp"; } window.open(url+"?id="+id,"_blank"); }
function fetchFile(id){ window.open(ctx+"/servlet/Send?fid="+id); }
"""


def chosen_addresses(site: Any) -> Portal:
    """Two kinds of guides, chosen between by a script of its own file; pages by a hidden form with a guard before it."""
    portal = Portal(site, services(10))
    head = '<script>var ctx="/hall";</script><script src="/hall/common.js"></script>'

    def kind(one: Service) -> str:
        return "pf"[one.number % 2]

    def listed(seen: Any) -> Reply:
        at = int(asked(seen)["pageNo"]) if seen.method == "POST" else 1
        own = portal.published[4 * at - 4 : 4 * at]
        rows = "".join(
            f"<tr><td><a href=\"#\" onclick=\"openGuide('{s.id}','{kind(s)}');return false;\">{s.name}</a></td><td>{s.code}</td></tr>"
            for s in own
        )
        pager = "".join(f'<a href="javascript:turnTo({n})">{n}</a>' for n in (1, 2, 3))
        form = f'<form name="turning" method="post" action="/hall/list.jsp"><input type="hidden" name="pageNo" value="{at}"><input type="hidden" name="pages" value="3"></form>'
        heads = "<tr><th>事项名称</th><th>实施编码</th></tr>"
        return reply(page(f'<table>{heads}{rows}</table>{form}<div class="pages">共 10 项 {pager}</div>', head=head))

    def detail(wanted: str) -> Any:
        def shown(seen: Any) -> Reply:
            one = portal.by_id(asked(seen).get("id", ""))
            if one is None or kind(one) != wanted:
                return reply(page("<p>参数错误或该事项不存在！</p>", head=head))
            link = f"<a href=\"javascript:fetchFile('{one.file}')\">下载</a>" if one.has_form else "无"
            heads = "".join(f"<th>{w}</th>" for w in ("材料名称", "材料必要性", "空白表格"))
            rows = f"<tr>{heads}</tr><tr><td>申请表</td><td>必要</td><td>{link}</td></tr>"
            return reply(page(f"{table(one)}<table>{rows}</table>", head=head))

        return shown

    portal.at("/", page(f'{HOME}<a href="/hall/list.jsp">办事大厅</a>', head=head))
    portal.at("/hall/list.jsp", listed)
    portal.at("/hall/common.js", script(COMMON))
    portal.at("/hall/guide/person.jsp", detail("p"))
    portal.at("/hall/guide/firm.jsp", detail("f"))
    portal.at("/hall/servlet/Send", file_answer(portal, "fid"))
    for one in portal.published:
        name = {"p": "person", "f": "firm"}[kind(one)]
        portal.guides[one.code] = f"/hall/guide/{name}.jsp?id={one.id}"
        if one.has_form:
            portal.form(f"/hall/servlet/Send?fid={one.file}")
    return portal


APP = r"""
var app=document.getElementById("app"),st={dept:"",page:1};
function ask(u,b){return fetch("/api"+u,{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(b||{})}).then(function(r){return r.json()}).then(function(j){return JSON.parse(j.data)})}
function go(u){history.pushState({},"",u);route()}
var act={guide:function(t){go("/guide/"+t.dataset.id)},dept:function(t){st={dept:t.dataset.id,page:1};rows()},page:function(t){st.page=+t.dataset.p;rows()},
 file:function(t){window.open("/api/file/"+JSON.parse(t.getAttribute("data-url")).fileId)}};
document.addEventListener("click",function(e){var t=e.target;while(t&&t!==document){if(t.dataset&&t.dataset.act){act[t.dataset.act](t);return}t=t.parentNode}});
function tree(ns){return "<ul>"+ns.map(function(n){return "<li>"+(n.leaf?'<span class="node" data-act="dept" data-id="'+n.id+'">'+n.label+"</span>":"<b>"+n.label+"</b>"+tree(n.children))+"</li>"}).join("")+"</ul>"}
function first(ns){for(var i=0;i<ns.length;i++){if(ns[i].leaf)return ns[i].id;var r=first(ns[i].children);if(r)return r}return ""}
function rows(){ask("/page",{deptId:st.dept,page:st.page,size:2}).then(function(d){
 var h=d.records.map(function(m){return '<div><em class="kind">'+m.matterType+'</em><span class="name" data-act="guide" data-id="'+m.matterId+'">'+m.matterName+"</span></div>"}).join("");
 var n=Math.ceil(d.total/2);h+='<ul class="pager">';for(var i=1;i<=n;i++)h+='<li data-act="page" data-p="'+i+'">'+i+"</li>";
 document.getElementById("list").innerHTML=h+"</ul>"})}
function guide(id){app.innerHTML='<div id="base"></div><div id="files"></div>';
 ask("/base",{matterId:id}).then(function(b){document.getElementById("base").innerHTML="<h1>"+b.matterName+"</h1><table>"+b.facts.map(function(f){return "<tr><th>"+f[0]+"</th><td>"+f[1]+"</td></tr>"}).join("")+"</table>"});
 ask("/materials",{matterId:id}).then(function(l){document.getElementById("files").innerHTML="<table><tr><th>材料名称</th><th>空白表格</th></tr>"+l.map(function(m){return "<tr><td>"+m.materialName+"</td><td>"+JSON.parse(m.blankFile).map(function(f){return "<a data-act='file' data-url='"+JSON.stringify(f)+"'>下载</a>"}).join("")+"</td></tr>"}).join("")+"</table>"})}
function route(){var p=location.pathname,m=p.match(/^\/guide\/(\w+)$/);if(m)return guide(m[1]);
 if(p==="/service"){app.innerHTML='<div id="tree"></div><div id="list"></div>';ask("/tree").then(function(t){document.getElementById("tree").innerHTML=tree(t);st={dept:first(t),page:1};rows()});return}
 app.innerHTML='<h1>云溪市政务服务网</h1><a href="/service">办事大厅</a>'}
window.addEventListener("popstate",route);route();
"""


def one_listener(site: Any) -> Portal:
    """History routes; one listener for every click; a tree of departments whose leaves the list asks for; JSON in JSON."""
    portal = Portal(site, services(10))

    def data(value: object) -> Reply:
        return answer({"code": 200, "data": json.dumps(value, ensure_ascii=False)})

    def body(seen: Any) -> dict[str, Any]:
        return dict(json.loads(seen.body or b"{}"))

    leaves = [{"id": f"203{n}", "label": name, "leaf": True, "children": []} for n, name in enumerate(DEPARTMENTS)]
    groups = [{"id": "g", "label": "市直部门", "leaf": False, "children": leaves}]

    def listed(seen: Any) -> Reply:
        own = portal.of(int(body(seen)["deptId"][3:])) if body(seen)["deptId"] else []
        at = body(seen)["page"]
        rows = [
            {"matterId": s.id, "matterName": s.name, "matterCode": s.code, "matterType": "行政许可"}
            for s in own[2 * at - 2 : 2 * at]
        ]
        return data({"total": len(own), "records": rows})

    def base(seen: Any) -> Reply | None:
        one = portal.by_id(body(seen)["matterId"])
        keys = dict(zip(("acceptAddress", "acceptCondition"), (FACTS["办理地点"], FACTS["受理条件"]), strict=True))
        return (
            data(
                {
                    "matterId": one.id,
                    "matterName": one.name,
                    "matterCode": one.code,
                    **keys,
                    "facts": list(facts(one).items()),
                }
            )
            if one
            else None
        )

    def materials(seen: Any) -> Reply | None:
        one = portal.by_id(body(seen)["matterId"])
        files = [{"fileId": one.file, "fileName": "申请表.doc"}] if one and one.has_form else []
        return data([{"materialName": "申请表", "blankFile": json.dumps(files, ensure_ascii=False)}]) if one else None

    shell = page(
        '<div id="app"></div><script src="/app.js"></script>', head="<style>.node,.name,li{cursor:pointer}</style>"
    )
    for path in ("/", "/service", *(f"/guide/{one.id}" for one in portal.published)):
        portal.at(path, shell)
    portal.at("/app.js", script(APP))
    portal.at("/api/tree", lambda seen: data([{"id": "1", "label": "云溪市", "leaf": False, "children": groups}]))
    portal.at("/api/page", listed)
    portal.at("/api/base", base)
    portal.at("/api/materials", materials)
    for one in portal.published:
        portal.guides[one.code] = f"/guide/{one.id}"
        if one.has_form:
            portal.at(f"/api/file/{one.file}", FILE)
            portal.form(f"/api/file/{one.file}")
    return portal
