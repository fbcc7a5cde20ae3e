"""Ways in which pages of guides hand their forms (空白表格) over to scripts of the site."""
# ruff: noqa: E501 - markup and scripts stand in one piece, as a portal sends them

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.architectures.scripted import FILE, answer, script
from tests.architectures.server_rendered import HOME
from tests.architectures.services import Portal, Reply, asked, page, reply, services, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.architectures.services import Service


@dataclass(frozen=True)
class Handing:
    """What stands in the cell of a form, and the site's script."""

    name: str
    cell: str
    """With FILE for the identifier of the file and NAME for what it is called."""
    script: str = ""
    form: str = "/hall/down?fid=FILE"
    inline: str = ""
    """A script of the page itself."""
    foot: str = ""


HANDING = (
    Handing(
        "own_form",
        '<form action="/hall/down"><input type="hidden" name="fid" value="FILE"><button>下载空表</button></form>',
    ),
    Handing(
        "delegated",
        '<a href="javascript:void(0)" class="dl" data-fid="FILE">下载</a>',
        "document.addEventListener('click',function(e){if(e.target.className=='dl')location.href=ctx+'/down?fid='+e.target.getAttribute('data-fid')})",
        inline="var ctx='/hall';",
    ),
    Handing(
        "id_and_name",
        """<a href="#" onclick="downloadFile('FILE','NAME')">空白表格</a>""",
        "function downloadFile(id,name){var url=ctx+'/down?fid='+id+'&fileName='+encodeURI(name);window.location.href=url}",
        "/hall/down?fid=FILE&fileName=NAME",
        inline="var ctx='/hall';",
    ),
    Handing(
        "ajax_address",
        """<span class="btn" onclick="getFile('FILE')">下载空表</span>""",
        "function getFile(id){var r=new XMLHttpRequest();r.open('GET','/hall/address?no='+id);r.onload=function(){window.open(JSON.parse(r.responseText).data.url)};r.send()}",
        "/store/FILE.doc?sig=7",
    ),
    Handing(
        "layer_with_frame",
        """<a href="javascript:;" onclick="showFiles('FILE')">查看附件</a>""",
        "function showFiles(id){var d=document.createElement('div');d.className='layui-layer';d.innerHTML='<iframe src=\"/hall/list?no='+id+'\"></iframe>';document.body.appendChild(d)}",
    ),
    Handing(
        "icon_cell",
        """<img src="/img/xz.png" alt="" style="cursor:pointer" onclick="xz('FILE')">""",
        "function xz(id){window.open('/hall/down?fid='+id)}",
    ),
    Handing(
        "own_attribute",
        """<a fileid="FILE" onclick="fetchOf(this)">下载</a>""",
        "function fetchOf(a){window.location.href='/hall/down?fid='+a.getAttribute('fileid')}",
    ),
    Handing(
        "set_at_load",
        """<a class="f" rel="FILE">NAME</a>""",
        "window.onload=function(){document.querySelectorAll('a.f').forEach(function(a){a.href='/hall/down?fid='+a.getAttribute('rel')})}",
    ),
    Handing(
        "page_that_embeds",
        """<a href="javascript:openWin('/hall/show?no=FILE')">示例样表</a>""",
        "function openWin(u){window.open(u,'_blank')}",
    ),
    Handing("page_with_link", '<a target="_blank" href="/hall/view/FILE">空白表格</a>'),
    Handing(
        "hidden_frame",
        """<button type="button" onclick="dl('FILE')">下载表格</button>""",
        "function dl(id){document.getElementById('dlf').src=base+'?fid='+id}",
        inline="var base='/hall/down';",
        foot='<iframe id="dlf" style="display:none"></iframe>',
    ),
    Handing(
        "asks_first",
        """<a onclick="dl('FILE')">下载</a>""",
        "function dl(id){if(!confirm('是否下载该表格？'))return;location.href='/hall/down?fid='+id}",
    ),
    Handing(
        "posts_a_made_form",
        """<a onclick="dl('FILE')">下载空表</a>""",
        "function dl(id){var f=document.createElement('form');f.method='POST';f.action=ctx+'/down';f.innerHTML='<input name=fid value='+id+'>';document.body.appendChild(f);f.submit()}",
        "/hall/down fid=FILE",
        inline="var ctx='/hall';",
    ),
    Handing(
        "value_of_field",
        """<input type="hidden" value="FILE"><a class="dl" href="javascript:;">下载</a>""",
        "document.querySelectorAll('a.dl').forEach(function(a){a.onclick=function(){window.open('/hall/down?fid='+a.previousElementSibling.value)}})",
    ),
    Handing(
        "checks_login",
        """<a onclick="dl('FILE')">下载</a>""",
        "function dl(id){if(window.needLogin==1){location.href='/login';return}window.open('/hall/down?fid='+id)}",
        inline="var needLogin=0;",
    ),
)


def handing_over(site: Any, how: Handing) -> Portal:
    """A list, and guides as pages; every third has no form."""
    portal = Portal(site, services(7))
    own = {one.file: one for one in portal.published if one.has_form}

    def put(text: str, one: Service) -> str:
        return text.replace("FILE", one.file).replace("NAME", f"{one.name}申请表.doc")

    def guide(one: Service) -> str:
        cell = put(how.cell, one) if one.has_form else "无"
        heads = "".join(f"<th>{w}</th>" for w in ("序号", "材料名称", "材料必要性", "空白表格"))
        rows = "".join(
            f"<tr><td>{n}</td><td>{name}</td><td>必要</td><td>{c}</td></tr>"
            for n, name, c in ((1, "居民身份证", "无"), (2, f"{one.name}申请表", cell))
        )
        inline = f"<script>{put(how.inline, one)}</script>" if how.inline else ""
        return f'{inline}{table(one)}<h3>申请材料</h3><table>{"<tr>" + heads + "</tr>"}{rows}</table>{how.foot}<script src="/js/hall.js"></script>'

    def file_of(name: str) -> Callable[[Any], Reply | None]:
        return lambda seen: FILE if asked(seen).get(name) in own else None

    def address(seen: Any) -> Reply:
        return answer({"code": 0, "data": {"url": f"/store/{asked(seen)['no']}.doc?sig=7"}})

    def listed(seen: Any) -> Reply:
        return reply(page(f'<ul><li><a href="/hall/down?fid={asked(seen)["no"]}">申请表.doc</a></li></ul>'))

    def shown(seen: Any) -> Reply:
        return reply(page(f'<embed src="/hall/down?fid={asked(seen)["no"]}" type="application/msword">'))

    rows = "".join(f'<li><a href="/zn/{s.id}.html">{s.name}</a> <i>{s.code}</i></li>' for s in portal.published)
    portal.at("/", page(f'{HOME}<a href="/list.html">办事大厅</a>'))
    portal.at("/list.html", page(f"<h2>办事大厅</h2><ul>{rows}</ul>"))
    portal.at("/js/hall.js", script(how.script))
    portal.at("/hall/down", file_of("fid"))
    portal.at("/hall/address", address)
    portal.at("/hall/list", listed)
    portal.at("/hall/show", shown)
    for one in portal.published:
        portal.at(f"/zn/{one.id}.html", page(guide(one)))
        portal.guides[one.code] = f"/zn/{one.id}.html"
        if one.has_form:
            portal.at(f"/store/{one.file}.doc", FILE)
            portal.at(f"/hall/view/{one.file}", page(f'<h2>附件</h2><a href="/hall/down?fid={one.file}">点击下载</a>'))
            portal.form(put(how.form, one))
    return portal
