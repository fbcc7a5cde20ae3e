"""A portal whose guides let one choose a situation: a script fetches the materials of each, and their forms with them."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.architectures.scripted import FILE, script
from tests.architectures.server_rendered import HOME
from tests.architectures.services import Portal, Reply, asked, page, reply, services, table

if TYPE_CHECKING:
    from tests.architectures.services import Service

CODE = """
document.querySelectorAll("select.case").forEach(function(s){s.addEventListener("change",function(){
 fetch("/guide/papers?item="+s.dataset.item+"&situation="+s.value).then(function(r){return r.text()}).then(function(t){document.getElementById("papers").innerHTML=t})})});
"""
SITUATIONS = {"s10": "本人办理", "s20": "委托他人办理"}


def situations(site: Any) -> Portal:
    """Guides as pages; every third lets one choose between two situations, of which the second asks for one form more."""
    portal = Portal(site, services(9))

    def may_choose(one: Service) -> bool:
        return one.number % 3 == 1

    def papers(one: Service, situation: str) -> str:
        names = {one.file: "申请表"} if one.has_form else {}
        names |= {f"w{one.file}": "授权委托书"} if situation == "s20" else {}
        rows = "".join(
            f'<tr><td>{name}</td><td>必要</td><td><a href="/doc/{file}.doc">{name}.doc</a></td></tr>'
            for file, name in names.items()
        )
        rows = rows or "<tr><td>身份证</td><td>必要</td><td>无</td></tr>"
        return f"<table><tr><th>材料名称</th><th>材料必要性</th><th>空白表格</th></tr>{rows}</table>"

    def shown(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen).get("id", ""))
        if one is None:
            return None
        options = "".join(f'<option value="{key}">{words}</option>' for key, words in SITUATIONS.items())
        choice = (
            f'<p>办理情形：<select class="case" data-item="{one.id}">{options}</select></p>' if may_choose(one) else ""
        )
        body = f'{table(one)}<h3>申请材料</h3>{choice}<div id="papers">{papers(one, "s10")}</div>'
        return reply(page(f'{body}<script src="/case.js"></script>'))

    def fetched(seen: Any) -> Reply | None:
        one = portal.by_id(asked(seen).get("item", ""))
        return reply(papers(one, asked(seen)["situation"])) if one is not None and may_choose(one) else None

    rows = "".join(f'<li><a href="/guide/show?id={s.id}">{s.name}</a> <i>{s.code}</i></li>' for s in portal.published)
    portal.at("/", page(f'{HOME}<a href="/list.html">办事大厅</a>'))
    portal.at("/list.html", page(f"<h2>办事大厅</h2><ul>{rows}</ul>"))
    portal.at("/case.js", script(CODE))
    portal.at("/guide/show", shown)
    portal.at("/guide/papers", fetched)
    for one in portal.published:
        portal.guides[one.code] = f"/guide/show?id={one.id}"
        for file in (one.file,) * one.has_form + (f"w{one.file}",) * may_choose(one):
            portal.at(f"/doc/{file}.doc", FILE)
            portal.form(f"/doc/{file}.doc")
    return portal
