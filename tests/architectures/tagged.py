"""A list that a script tag brings (JSONP), under a base address; each guide is asked by a form that a script makes."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

import json
from typing import Any

from tests.architectures.scripted import HOME, script
from tests.architectures.services import Portal, Reply, asked, page, reply, services, table

_SIZE = 4
_MENU = '<ul class="menu"><li><a href="#">阳光政务</a></li><li><a href="#">互动交流</a></li></ul>'
_HALL = """
function openGuide(id){var f=document.createElement('form');f.method='get';f.action='/app/guide';function put(k,v){var i=document.createElement('input');i.type='hidden';i.name=k;i.value=v;f.appendChild(i);}put('area','990199');put('id',id);document.body.appendChild(f);f.submit();}
function load(p){var name='back'+new Date().getTime();window[name]=function(d){document.getElementById('rows').innerHTML=d.list.map(function(s){return '<li><a href="javascript:void(0)" onclick="openGuide(\\''+s.rowGuid+'\\')">'+s.itemName+'</a> <span>'+s.itemCode+'</span></li>'}).join('');};
 var t=document.createElement('script');t.src='/app/rows?callback='+name+'&pageNo='+p+'&pageSize=4';document.body.appendChild(t);}
load(1);
"""


def by_script_tag(site: Any) -> Portal:
    """Menu entries that lead nowhere lead away under a base address: no answer of the page that was asked."""
    portal = Portal(site, services(10))

    def rows(seen: Any) -> Reply:
        said = asked(seen)
        at = int(said["pageNo"])
        own = portal.published[_SIZE * (at - 1) : _SIZE * at]
        found = [{"rowGuid": s.id, "itemName": s.name, "itemCode": s.code} for s in own]
        data = {"list": found, "total": len(portal.published), "totalPage": 3}
        return script(f"{said['callback']}({json.dumps(data, ensure_ascii=False)})")

    def guide(seen: Any) -> Reply:
        one = portal.by_id(asked(seen).get("id", ""))
        return reply(page(table(one)) if one is not None else page("<p>参数错误</p>"))

    body = f'{_MENU}<h2>事项清单</h2><ul id="rows"></ul><script>{_HALL}</script>'
    portal.at("/", page(f'{HOME}<a href="/app/hall">办事指南</a>'))
    portal.at("/app/hall", page(body, head='<base href="/away/">'))
    portal.at("/app/rows", rows)
    portal.at("/app/guide", guide)
    return portal
