"""Portals whose guides hold their first part alone: a script of its own fetches what the other tabs show, on a click."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tests.architectures.scripted import FILE, script
from tests.architectures.server_rendered import HOME
from tests.architectures.services import FACTS, Portal, Reply, asked, facts, page, reply, services

if TYPE_CHECKING:
    from tests.architectures.services import Service

_PARTS = {"jb": "基本信息", "tj": "受理条件", "cl": "申请材料", "sf": "收费标准", "yj": "设定依据"}
_ELSEWHERE = {"受理条件", "设定依据", "是否收费"}
_ASK = """
var own = location.search.replace(/^.*no=/, '');
function ask(part, place){ var x = new XMLHttpRequest(); x.onload = function(){ place.innerHTML = x.responseText; };
  x.open('GET', '/zn/part?m=zn/item/' + part + '.html&no=' + own); x.send(); }
function take(no, name){ window.open('/zn/out?way=doc&no=' + no + '&as=' + encodeURIComponent(name)); return false; }
"""
_PANELS = """
document.querySelectorAll('.t').forEach(function(e){ e.onclick = function(){ var p = document.getElementById(e.getAttribute('tag'));
  document.querySelectorAll('.p').forEach(function(o){ o.style.display = 'none'; }); p.style.display = '';
  if (!p.innerHTML.trim()) ask(e.getAttribute('tag'), p); }; });
"""
_ONE_PLACE = """
document.querySelectorAll('.t').forEach(function(e){ e.onclick = function(){ ask(e.getAttribute('tag'), document.querySelector('.shown')); }; });
"""
_IN_ORDER = """
document.querySelectorAll('.t').forEach(function(e, at){ e.onclick = function(){ var p = document.querySelectorAll('.p')[at];
  if (p.innerHTML.trim()) return; var x = new XMLHttpRequest(); x.onload = function(){ p.innerHTML = x.responseText; };
  x.open('POST', '/zn/part'); x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded'); x.send('at=' + at + '&no=' + own); }; });
"""

_IN_A_FRAME = """
function turn(tab, part){ document.querySelectorAll('.t').forEach(function(e){ e.className = 't'; }); tab.className = 't on';
  document.getElementById('within').src = '/zn/within/' + part + '.html?no=' + document.getElementById('own').value; }
"""


def panels_by_attribute(site: Any) -> Portal:
    """An empty panel for each tab, named by an attribute that no standard knows."""
    own = [f'<div class="p" id="{key}" style="display:none"></div>' for key in [*_PARTS][1:]]
    return _tabbed(site, _PANELS, lambda first: f'<div class="p" id="jb">{first}</div>{"".join(own)}')


def one_place(site: Any) -> Portal:
    """One place in which each tab shows its part, the first at first."""
    return _tabbed(site, _ONE_PLACE, lambda first: f'<div class="shown">{first}</div>')


def panels_in_order(site: Any) -> Portal:
    """Tabs and boxes without names: the third opens the third, and is asked for by its number."""
    rest = '<div class="p"></div>' * (len(_PARTS) - 1)
    return _tabbed(site, _IN_ORDER, lambda first: f'<div class="p">{first}</div>{rest}', "")


def pages_in_a_frame(site: Any) -> Portal:
    """A frame in which each tab shows a page of its own: its script makes the address of a field of the guide."""
    portal = _tabbed(site, _IN_A_FRAME, lambda _: "", " onclick=\"turn(this, '{}')\"")
    shown = portal.site.paths["/zn"]

    def framed(seen: Any) -> Reply | None:
        own = asked(seen).get("no", "")
        within = f'<input type="hidden" id="own" value="{own}"><iframe id="within" src="/zn/within/jb.html?no={own}"></iframe>'
        status, headers, body = shown(seen)
        return status, headers, body.replace(b"</ul>", b"</ul>" + within.encode())

    def within(seen: Any, key: str) -> Reply | None:
        one = portal.by_id(asked(seen).get("no", ""))
        return (
            None
            if one is None
            else reply(page(f'<h3>{_PARTS[key]}</h3>{_part(key, one)}<script src="/zn.js"></script>'))
        )

    portal.at("/zn", framed)
    for key in _PARTS:
        portal.at(f"/zn/within/{key}.html", partial(within, key=key))
    return portal


def _part(key: str, one: Service) -> str:
    if key == "jb":
        own = {label: value for label, value in facts(one).items() if label not in _ELSEWHERE}
        rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in own.items())
        return f"<table>{rows}</table>"
    if key == "cl":
        file = f"<a href=\"javascript:void(0)\" onclick=\"return take('{one.file}','{one.name}表.doc')\">{one.name}表.doc</a>"
        row = f"<tr><td>{one.name}表</td><td>必要</td><td>{file if one.has_form else '无'}</td></tr>"
        return f"<table><tr><th>材料名称</th><th>材料必要性</th><th>空白表格</th></tr>{row}</table>"
    if key == "sf":
        return "<table><tr><th>是否收费</th><td>不收费</td></tr></table>"
    return f"<p>{FACTS[_PARTS[key]]}</p>"


def _tabbed(site: Any, code: str, places: Any, named: str = ' tag="{}"') -> Portal:
    portal = Portal(site, services(9))

    def shown(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen).get("no", ""))
        if one is None:
            return None
        tabs = "".join(f'<li class="t"{named.format(key)}>{words}</li>' for key, words in _PARTS.items())
        body = f'<h2>{one.name}</h2><ul class="tabs">{tabs}</ul>{places(_part("jb", one))}'
        return reply(page(f'{body}<script src="/zn.js"></script>'))

    def part(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen).get("no", ""))
        said = asked(seen)
        key = said["m"].removeprefix("zn/item/").removesuffix(".html") if "m" in said else [*_PARTS][int(said["at"])]
        title = f"<h4>{_PARTS[key]}</h4>" if "at" in said else ""  # a number tells nobody what it stands for
        return reply(title + _part(key, one)) if one is not None else None

    def out(seen: Any, names: dict[str, str]) -> Reply | None:
        return FILE if names.get(asked(seen)["no"]) == asked(seen)["as"] else None

    rows = "".join(f'<li><a href="/zn?no={s.id}">{s.name}</a> <i>{s.code}</i></li>' for s in portal.published)
    portal.at("/", page(f'{HOME}<a href="/list.html">办事大厅</a>'))
    portal.at("/list.html", page(f"<h2>办事大厅</h2><ul>{rows}</ul>"))
    portal.at("/zn.js", script(_ASK + code))
    portal.at("/zn", shown)
    portal.at("/zn/part", part)
    portal.at("/zn/out", partial(out, names={s.file: f"{s.name}表.doc" for s in portal.published}))
    for one in portal.published:
        portal.guides[one.code] = f"/zn?no={one.id}"
        if one.has_form:
            portal.form(f"/zn/out?way=doc&no={one.file}&as={quote(f'{one.name}表.doc')}")
    return portal


TABS = (panels_by_attribute, one_place, panels_in_order, pages_in_a_frame)
