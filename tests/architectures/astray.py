"""A portal whose script folds a part of each guide's address out of its number, so that no other tells it."""
# ruff: noqa: E501 - markup stands in one piece, as a portal sends it

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.architectures.scripted import put_guide, script
from tests.architectures.server_rendered import HOME
from tests.architectures.services import Portal, page, services

if TYPE_CHECKING:
    from tests.architectures.services import Service

CODE = """
function show(no,column){var t=0,s=String(no);for(var i=0;i<s.length;i++)t=(t*31+s.charCodeAt(i))%9973;location.href='/art/'+t+'/art_'+column+'_'+no+'.html'}
"""


def _number(one: Service) -> str:
    return str(138201 + 13 * one.number)


def _folder(number: str) -> int:
    folder = 0
    for sign in number:
        folder = (folder * 31 + ord(sign)) % 9973
    return folder


def folded_addresses(site: Any) -> Portal:
    """Rows without addresses; what a click on one shows leads astray for all others, which are clicked then."""
    portal = Portal(site, services(6))
    rows = "".join(
        f"<li><a href=\"javascript:void(0)\" onclick=\"show('{_number(s)}','1260')\">{s.name}</a></li>"
        for s in portal.published
    )
    portal.at("/", page(f'{HOME}<a href="/list.html">办事大厅</a>'))
    portal.at("/list.html", page(f'<h2>办事大厅</h2><p>共 6 项</p><ul>{rows}</ul><script src="/js/fold.js"></script>'))
    portal.at("/js/fold.js", script(CODE))
    for one in portal.published:
        path = f"/art/{_folder(_number(one))}/art_1260_{_number(one)}.html"
        put_guide(portal, one, path)
    return portal
