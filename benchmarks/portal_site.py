"""A generated portal for benchmarks: list pages and server-rendered guides of about 40 kB, served from memory."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from multiprocessing.connection import Connection

_A_PAGE = 20
_DEPARTMENTS = ("自然资源厅", "市场监督管理局", "民政厅", "公安厅", "交通运输厅", "卫生健康委员会")
_THINGS = ("经营许可", "资格认定", "登记备案", "证书补发", "年度检验", "变更核准", "延续申请", "注销办理")
_FILLER = "依照有关规定办理，申请人应当如实提交材料并对其真实性负责；受理机关在规定期限内作出决定并送达。"


def pages(items: int) -> dict[str, bytes]:
    """Path -> page: a front page, the item list page by page, a guide for each item."""
    count = -(-items // _A_PAGE)
    site = {
        "/": _page(
            "首页", '<div class="nav"><a href="/items?page=1">事项清单</a> <a href="/items?page=1">办事指南</a></div>'
        )
    }
    for number in range(1, count + 1):
        rows = "".join(
            f'<tr><td>{n + 1}</td><td><a href="/guide/{n}.html">{_name(n)}</a></td>'
            f"<td>{_body(n)}</td><td>{_code(n)}</td></tr>"
            for n in range((number - 1) * _A_PAGE, min(number * _A_PAGE, items))
        )
        links = "".join(
            f'<a href="/items?page={p}">{words}</a> '
            for p, words in ((number - 1, "上一页"), (number + 1, "下一页"), (count, "末页"))
            if 1 <= p <= count
        )
        head = "<tr><th>序号</th><th>事项名称</th><th>实施主体</th><th>实施编码</th></tr>"
        foot = f'<div class="page">共 {items} 条 第 {number}/{count} 页 {links}</div>'
        site[f"/items?page={number}"] = _page("事项清单", f"<table>{head}{rows}</table>{foot}")
    for n in range(items):
        site[f"/guide/{n}.html"] = _page(_name(n), _guide(n))
    return site


@contextmanager
def served(site: Mapping[str, bytes]) -> Iterator[str]:
    """Serve the pages on loopback from another process; gives the address."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(dict(site), theirs), daemon=True)
    server.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        server.terminate()
        server.join()


def _serve(site: dict[str, bytes], port: Connection) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = site.get(head.split(b" ", 2)[1].decode())
                line = "200 OK" if body is not None else "404 Not Found"
                content = body if body is not None else b"not here"
                about = f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(content)}"
                writer.write(f"HTTP/1.1 {line}\r\n{about}\r\n\r\n".encode() + content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def _name(n: int) -> str:
    return f"{_DEPARTMENTS[n % 6][:2]}第{n + 1}类{_THINGS[n % 8]}"


def _body(n: int) -> str:
    return f"云溪省{_DEPARTMENTS[n % 6]}"


def _code(n: int) -> str:
    return f"11990000MB0000{n % 1000:03}X4000115{n % 1000:03}001"


def _guide(n: int) -> str:
    dice = random.Random(n)
    fields = {
        "事项名称": _name(n),
        "实施编码": _code(n),
        "事项类型": "行政许可",
        "实施主体": _body(n),
        "服务对象": "自然人，企业法人",
        "办件类型": "承诺件",
        "法定办结时限": f"{dice.randint(15, 45)}个工作日",
        "承诺办结时限": f"{dice.randint(1, 14)}个工作日",
        "到办事现场次数": "1次",
        "咨询电话": f"0990-8{dice.randint(100000, 999999)}",
        "监督投诉电话": "0990-12345",
        "办理地点": f"云溪省云溪市人民路{dice.randint(1, 400)}号政务服务中心{dice.randint(1, 40)}号窗口",
        "办理时间": "周一至周五 9:00-12:00，13:30-17:00（法定节假日除外）",
        "是否收费": "不收费",
        "受理条件": "".join(f"（{i}）{_FILLER}" for i in range(1, 7)),
        "设定依据": f"《中华人民共和国行政许可法》第{dice.randint(2, 80)}条：{_FILLER * 3}",
    }
    rows = "".join(f"<tr><th>{label}</th><td><div class='v'>{value}</div></td></tr>" for label, value in fields.items())
    head = "".join(
        f"<th>{h}</th>" for h in ("序号", "材料名称", "材料类型", "来源渠道", "纸质材料份数", "材料必要性", "填报须知")
    )
    materials = "".join(
        f"<tr><td>{i}</td><td>申请材料第{i}种</td><td>原件</td><td>申请人自备</td><td>1</td><td>必要</td><td>{_FILLER}</td></tr>"
        for i in range(1, 37)
    )
    steps = "".join(
        f"<tr><td>{step}</td><td>{dice.randint(1, 2)}个工作日</td><td>{_FILLER * 2}</td></tr>"
        for step in ("受理", "审查", "决定", "送达")
    )
    return (
        f"<h2>基本信息</h2><table class='info'>{rows}</table><h2>申请材料</h2><table><tr>{head}</tr>{materials}</table>"
        f"<h2>办理流程</h2><table><tr><th>环节名称</th><th>办理时限</th><th>办理内容</th></tr>{steps}</table>"
    )


def _page(title: str, content: str) -> bytes:
    """A page with the weight that real ones carry around their content: menus, styles and inline scripts."""
    menu = "".join(
        f"<li class='menu-item'><a href='#' class='menu-link' data-id='{i}'>栏目{i}</a></li>" for i in range(120)
    )
    style = ".v{padding:4px 8px;line-height:24px;color:#333}" * 100
    script = "function track(e){window._q=window._q||[];window._q.push(e);}" * 150
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}-云溪省政务服务网</title>"
        f"<style>{style}</style><script>{script}</script></head><body><ul class='menu'>{menu}</ul>"
        f"<div class='main'>{content}</div><div class='foot'>{_FILLER}</div></body></html>"
    ).encode()
