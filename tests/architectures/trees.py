"""Trees (目录树) whose branches a script fetches when they are opened: by answers, by pieces of markup, by script tags."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import json
from typing import Any

from tests.architectures.scripted import answer, put_guide, script
from tests.architectures.services import DEPARTMENTS, Portal, Reply, Service, asked, page, reply, services

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
MAINS = r"""
var at=1,box=document.getElementById('mains');
function load(p){at=p;var r=new XMLHttpRequest();r.open('POST','/mains');r.setRequestHeader('Content-Type','application/x-www-form-urlencoded');r.onload=function(){box.innerHTML=r.responseText;
 document.getElementById('count').innerHTML='共 '+document.getElementById('totalRow').value+' 个主项，'+document.getElementById('itemCount').value+' 个办理项';
 var n=+document.getElementById('totalPage').value,s='';for(var i=1;i<=n;i++)s+='<a data-page="'+i+'">'+i+'</a> ';document.getElementById('pager').innerHTML=s+'<a data-page="'+(at+1)+'">下一页</a>'};r.send('bureau=&page='+p+'&rows=2')}
document.getElementById('pager').addEventListener('click',function(e){if(e.target.getAttribute('data-page'))load(+e.target.getAttribute('data-page'))});
box.addEventListener('click',function(e){var li=e.target.closest('li[data-main]');if(!li)return;var ul=li.querySelector('ul');if(ul.innerHTML)return;
 var name='got'+new Date().getTime();window[name]=function(d){ul.innerHTML=d.data.map(function(x){return '<li><a href="javascript:;" onclick="toGuide(\''+x.rowguid+'\')">'+x.approvename+'</a></li>'}).join('')};
 var t=document.createElement('script');t.src='/beneath?callback='+name+'&main='+li.getAttribute('data-main');document.body.appendChild(t)});
function toGuide(id){window.open('/bszn/'+id+'.html')}
load(1);
"""


def _with_guides(portal: Portal) -> None:
    for one in portal.published:
        path = f"/bszn/{one.id}.html"
        put_guide(portal, one, path)


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


def counted_main_items(site: Any) -> Portal:
    """Main items by pieces of markup with a bare number behind each name, pages of them; the items by script tags."""
    portal = Portal(site, services(14))
    mains = [(f"5d10c{n}{k}", portal.of(n)[k::2]) for n in range(len(DEPARTMENTS)) for k in range(2)]

    def pieces(seen: Any) -> Reply:
        at = int(asked(seen)["page"])
        rows = "".join(
            f'<li data-main="{key}"><p><i class="fold"></i><span>{own[0].name}综合许可</span><em>{len(own)}</em>'
            f"<u>云溪市{DEPARTMENTS[own[0].department]}</u></p><ul></ul></li>"
            for key, own in mains[2 * at - 2 : 2 * at]
        )
        told = (("totalRow", len(mains)), ("totalPage", len(mains) // 2), ("itemCount", len(portal.published)))
        return reply(f"<ul>{rows}</ul>" + "".join(f'<input type="hidden" id="{k}" value="{v}">' for k, v in told))

    def beneath(seen: Any) -> Reply:
        said = asked(seen)
        own = dict(mains).get(said["main"], [])
        rows = [{"rowguid": one.id, "approvename": one.name, "approvecode": one.code} for one in own]
        return script(f"{said['callback']}({json.dumps({'code': '200', 'data': rows}, ensure_ascii=False)})")

    hall = '<p id="count"></p><div id="mains"></div><div id="pager"></div>'
    portal.at("/", page('<h1>云溪市政务服务网</h1><a href="/bmsx">办事事项</a>'))
    portal.at("/bmsx", page(f'<h2>办事事项</h2>{hall}<script src="/mains.js"></script>'))
    portal.at("/mains.js", script(MAINS))
    portal.at("/mains", pieces)
    portal.at("/beneath", beneath)
    _with_guides(portal)
    return portal


TREES = (tree_of_nodes, tree_of_pieces, counted_main_items)
