"""Portals that lead by scripts of their own: rows that one listener opens, and guides that a layer (弹层) shows in pieces."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.architectures.scripted import FILE, answer, script
from tests.architectures.server_rendered import HOME
from tests.architectures.services import DEPARTMENTS, Portal, Reply, asked, page, reply, services, table

if TYPE_CHECKING:
    from tests.architectures.services import Service

ROWS_A_PIECE = 4
PRESS = """
(function(){
function press(run){document.addEventListener("click",run,false)}
function around(n,kind){while(n&&n!==document){if(n.classList&&n.classList.contains(kind))return n;n=n.parentNode}return null}
function bring(u,then){var r=new XMLHttpRequest();r.open("GET",u,true);r.onload=function(){then(r.responseText)};r.send()}
press(function(e){var n;
 if(n=around(e.target,"row")){if(n.dataset.no)location.href="/m/zn/"+n.dataset.no;return}
 if(n=around(e.target,"chip")){location.href="/m/store/"+n.dataset.doc;return}
 if(n=around(e.target,"further")){var box=document.getElementById("rows"),to=parseInt(box.dataset.at,10)+1;
  bring("/m/rows.frag?pn="+to,function(t){box.dataset.at=to;var d=document.createElement("div");d.innerHTML=t;var last=d.querySelector(".end");while(d.firstChild)box.appendChild(d.firstChild);if(last)n.parentNode.removeChild(n)})}
});
document.addEventListener("change",function(e){if(e.target.name!=="qx")return;var p=document.getElementById("papers");
 bring("/m/papers.frag?no="+p.dataset.no+"&qx="+e.target.value,function(t){p.innerHTML=t})});
})();
"""
HINT = "请先选择办理情形，再查看所需材料"


def rows_with_a_listener(site: Any) -> Portal:
    """Rows without links, further rows by a button, chips for forms; some guides bid their reader choose a situation."""
    portal = Portal(site, services(10))
    tail = '<script src="/m/press.js"></script>'
    bar = '<div class="bar"><i onclick="history.back()">&lt;</i></div>'

    def piece(at: int) -> str:
        own = portal.published[ROWS_A_PIECE * (at - 1) : ROWS_A_PIECE * at]
        rows = "".join(
            f'<div class="row" data-no="{s.id[:8]}-{s.number}"><p>{s.name}</p><p>云溪市{DEPARTMENTS[s.department]}</p></div>'
            for s in own
        )
        return rows + ('<div class="end">没有更多了</div>' if ROWS_A_PIECE * at >= len(portal.published) else "")

    def may_choose(one: Service) -> bool:
        return one.number % 4 == 1

    def papers(one: Service, *, by_proxy: bool) -> str:
        names = {one.file: "申请表"} if one.has_form else {}
        names |= {f"w{one.file}": "授权委托书"} if by_proxy else {}
        cards = "".join(
            f'<div><h4>{name}</h4><p><i>来源渠道</i>申请人自备</p><p><i>必要性</i>必要</p><span class="chip" data-doc="{file}">空白表格</span></div>'
            for file, name in names.items()
        )
        return cards or "<div><h4>身份证</h4><p><i>来源渠道</i>申请人自备</p><p><i>必要性</i>必要</p></div>"

    def guide(one: Service) -> str:
        radios = "".join(
            f'<label><input type="radio" name="qx" value="{n}">{w}</label>' for n, w in ((1, "本人"), (2, "委托"))
        )
        choice = f"<div><b>请选择办理情形</b>{radios}</div>" if may_choose(one) else ""
        inner = f"<p>{HINT}</p>" if may_choose(one) else papers(one, by_proxy=False)
        return f'{bar}{table(one)}{choice}<h3>申请材料</h3><div id="papers" data-no="{one.id[:8]}-{one.number}">{inner}</div>{tail}'

    def further(seen: Any) -> Reply:
        return reply(piece(int(asked(seen)["pn"])))

    def chosen(seen: Any) -> Reply:
        one = portal.published[int(asked(seen)["no"].split("-")[1])]
        return reply(papers(one, by_proxy=asked(seen)["qx"] == "2"))

    more = '<div class="further">点击加载更多</div>'
    portal.at("/", page(f'{HOME}<a href="/m/list">全部事项</a>'))
    portal.at("/m/list", page(f'{bar}<div id="rows" data-at="1">{piece(1)}</div>{more}{tail}'))
    portal.at("/m/rows.frag", further)
    portal.at("/m/papers.frag", chosen)
    portal.at("/m/press.js", script(PRESS))
    for one in portal.published:
        path = f"/m/zn/{one.id[:8]}-{one.number}"
        portal.at(path, page(guide(one)))
        portal.guides[one.code] = path
        for file in (one.file,) * one.has_form + (f"w{one.file}",) * may_choose(one):
            portal.at(f"/m/store/{file}", FILE)
            portal.form(f"/m/store/{file}")
    return portal


LAYER = """
var now=null;
function send(u,b,then){var r=new XMLHttpRequest();r.open("POST",u);r.setRequestHeader("Content-Type","application/x-www-form-urlencoded");r.onload=function(){then(r.responseText)};r.send(b)}
var pane={turn:function(k){send("/hall/piece","sx="+now+"&part="+k,function(t){document.getElementById("inner").innerHTML=t})},
 show:function(id){now=id;location.hash="sx="+id;document.getElementById("layer").style.display="block";pane.turn("jb")}};
window.paper={fetch:function(b){window.open("/hall/paper.do?no="+b.getAttribute("data-no"))}};
send("/hall/all","",function(t){JSON.parse(t).rows.forEach(function(n){var a=document.createElement("a");a.innerText=n.name;a.onclick=function(){pane.show(n.id)};
 var li=document.createElement("li");li.appendChild(a);document.getElementById("all").appendChild(li)})});
document.querySelectorAll("#layer [data-k]").forEach(function(a){a.onclick=function(){pane.turn(a.getAttribute("data-k"))}});
"""


def layer_of_pieces(site: Any) -> Portal:
    """Items as data; a click opens a layer, whose tabs are pieces of markup that a script asks for by POST."""
    portal = Portal(site, services(9))

    def key(one: Service) -> str:
        return f"YX{one.number + 100}70"

    def piece(seen: Any) -> Reply | None:
        one = next((s for s in portal.published if key(s) == asked(seen)["sx"]), None)
        if one is None:
            return None
        if asked(seen)["part"] == "jb":
            return reply(table(one).partition("</h1>")[2])
        button = (
            f'<button data-no="{one.file}" onclick="paper.fetch(this)">空白表格下载</button>' if one.has_form else ""
        )
        return reply(
            f"<h5>申请材料</h5><table><tr><th>材料名称</th><th>空白表格</th></tr><tr><td>申请表</td><td>{button}</td></tr></table>"
        )

    def paper(seen: Any) -> Reply | None:
        return FILE if asked(seen).get("no") in {s.file for s in portal.published if s.has_form} else None

    rows = [{"id": key(one), "name": one.name} for one in portal.published]
    tabs = '<a data-k="jb" href="javascript:;">基本信息</a><a data-k="cl" href="javascript:;">申请材料</a>'
    layer = f'<div id="layer" style="display:none"><div>{tabs}</div><div id="inner"></div></div>'
    portal.at("/", page(f'{HOME}<a href="/hall/">部门服务</a>'))
    portal.at("/hall/", page(f'<h2>部门服务</h2><ul id="all"></ul>{layer}<script src="/hall/pane.js"></script>'))
    portal.at("/hall/pane.js", script(LAYER))
    portal.at("/hall/all", answer({"rows": rows}))
    portal.at("/hall/piece", piece)
    portal.at("/hall/paper.do", paper)
    for one in portal.published:
        portal.guides[one.code] = f"/hall/#sx={key(one)}"
        if one.has_form:
            portal.form(f"/hall/paper.do?no={one.file}")
    return portal


LAYERS = (rows_with_a_listener, layer_of_pieces)
