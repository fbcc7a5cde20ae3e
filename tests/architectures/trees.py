"""Trees (目录树) whose branches a script fetches when they are opened: by answers of nodes, by pieces of markup."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import Any

from tests.architectures.scripted import FILE, answer, script
from tests.architectures.services import DEPARTMENTS, Portal, Reply, Service, asked, page, reply, services, table

KINDS = ("行政许可", "公共服务")
WIDGET = r"""
var busy={};
function ask(u,f){var r=new XMLHttpRequest();r.open('GET',u);r.onload=function(){f(JSON.parse(r.responseText).rows)};r.send()}
function grow(ul,url){ask(url,function(rows){rows.forEach(function(n){var li=document.createElement('li');
 li.innerHTML=(n.isParent?'<span class="switch closed"></span>':'')+'<a>'+n.nodeName+(n.total?' ['+n.total+']':'')+'</a>';li.node=n;ul.appendChild(li)})})}
document.addEventListener('click',function(e){var li=e.target.closest('li');if(!li||!li.node)return;var n=li.node;
 if(e.target.classList.contains('switch')){if(!li.querySelector('ul')){var u=document.createElement('ul');li.appendChild(u);grow(u,'/tree/beneath?node='+n.nodeId+'&lv='+(+n.lv+1)+'&r='+Math.random())}}
 else if(!n.isParent)window.open('/bszn/'+n.nodeId.split('-')[1]+'.html')});
grow(document.getElementById('tree'),'/tree/bureaus');
"""
PIECES = r"""
function unfold(at,no){var ul=at.parentNode.querySelector('ul');if(ul.innerHTML){ul.style.display=ul.style.display?'':'none';return}
 var r=new XMLHttpRequest();r.open('POST','/pieces');r.setRequestHeader('Content-Type','application/x-www-form-urlencoded');
 r.onload=function(){ul.innerHTML=r.responseText};r.send('no='+no)}
"""


def _with_guides(portal: Portal) -> None:
    for one in portal.published:
        path = f"/bszn/{one.id}.html"
        link = f'<table><tr><th>材料名称</th><th>空白表格</th></tr><tr><td>申请表</td><td><a href="/store/{one.file}.doc">下载</a></td></tr></table>'
        portal.at(path, page(table(one) + (link if one.has_form else "")))
        portal.guides[one.code] = path
        if one.has_form:
            portal.at(f"/store/{one.file}.doc", FILE)
            portal.form(f"/store/{one.file}.doc")


def _kinds_of(portal: Portal, bureau: int) -> list[list[Service]]:
    own = portal.of(bureau)
    return [own[::2], own[1::2]]


def tree_of_nodes(site: Any) -> Portal:
    """Departments, kinds, main items and items as nodes of one tree; only its sign opens a branch."""
    portal = Portal(site, services(16))

    def node(key: str, name: str, level: int, beneath: int = 0) -> dict[str, Any]:
        return {"nodeId": key, "nodeName": name, "lv": level, "isParent": beneath > 0, "total": beneath or None}

    def beneath(seen: Any) -> Reply:
        kind, *numbers = asked(seen)["node"].split("-")
        bureau = int(numbers[0])
        if asked(seen)["lv"] != {"b": "2", "k": "3", "m": "4"}[kind]:
            return answer({"rows": []})
        if kind == "b":
            kinds = zip(KINDS, _kinds_of(portal, bureau), strict=True)
            return answer({"rows": [node(f"k-{bureau}-{n}7", w, 2, len(k)) for n, (w, k) in enumerate(kinds) if k]})
        own = _kinds_of(portal, bureau)[int(numbers[1]) // 10]
        if kind == "k":
            main = node(f"m-{bureau}-{numbers[1]}", f"{own[0].name}总项", 3, 1)
            return answer({"rows": [main, *(node(f"s-{one.id}", one.name, 3) for one in own[1:])]})
        return answer({"rows": [node(f"s-{one.id}", one.name, 4) for one in own[:1]]})

    portal.at("/", page('<h1>云溪市政务服务网</h1><a href="/bmsx">部门事项</a>'))
    portal.at("/bmsx", page('<h2>部门事项</h2><ul id="tree"></ul><script src="/tree.js"></script>'))
    portal.at("/tree.js", script(WIDGET))
    portal.at("/tree/bureaus", answer({"rows": [node(f"b-{n}", w, 1, 2) for n, w in enumerate(DEPARTMENTS)]}))
    portal.at("/tree/beneath", beneath)
    _with_guides(portal)
    return portal


def tree_of_pieces(site: Any) -> Portal:
    """Departments on the page, main items and items as pieces of markup that are put beneath what was clicked."""
    portal = Portal(site, services(14))

    def piece(seen: Any) -> Reply:
        no = asked(seen)["no"]
        own = portal.of(int(no[-1]))
        if no.startswith("bm"):
            mains = [(f"zx10{n}", one) for n, one in enumerate(DEPARTMENTS) if n == int(no[-1])]
            rows = "".join(
                f"<li><span onclick=\"unfold(this,'{key}')\">{own[0].name}综合事项（{len(own[1:])}）</span><ul></ul></li>"
                for key, _ in mains
            )
            own = own[:1]
        else:
            rows, own = "", own[1:]
        return reply(rows + "".join(f'<li><a href="/bszn/{one.id}.html">{one.name}</a></li>' for one in own))

    rows = "".join(
        f"<li><span onclick=\"unfold(this,'bm20{n}')\"><b>+</b>{w}</span><ul></ul></li>"
        for n, w in enumerate(DEPARTMENTS)
    )
    portal.at("/", page('<h1>云溪市政务服务网</h1><a href="/bmsx">部门事项</a>'))
    portal.at("/bmsx", page(f"<h2>部门事项</h2><ul>{rows}</ul>", head='<script src="/pieces.js"></script>'))
    portal.at("/pieces.js", script(PIECES))
    portal.at("/pieces", piece)
    _with_guides(portal)
    return portal


TREES = (tree_of_nodes, tree_of_pieces)
