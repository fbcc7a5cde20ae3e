"""Many light portals on loopback for benchmarks: one cheap process, a port a portal, pages made when they are asked."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from crawler import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

A_PAGE = 20
"""Items on one page of a list."""

_DEPARTMENTS = ("自然资源厅", "市场监督管理局", "民政厅", "公安厅", "交通运输厅", "卫生健康委员会")
_THINGS = ("经营许可", "资格认定", "登记备案", "证书补发", "年度检验", "变更核准", "延续申请", "注销办理")
_MATERIALS = ("申请表", "身份证明", "营业执照", "场所证明", "承诺书", "委托书")
_STEPS = ("受理", "审查", "决定", "送达")

PROFILE = """
code = "{code}"
name = "{name}"
level = "{level}"
portal = "http://127.0.0.1:{port}/"

[limits]
rate = {rate}
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one portal was asked: requests, bytes sent, seconds of the first and the last request (monotonic).

    `walked` is the moment of the last request for a guide: what comes after is a look at the portal beyond its list.
    """

    code: str
    requests: int
    sent: int
    first: float
    last: float
    walked: float


@dataclass(frozen=True, slots=True)
class Portals:
    """The running portals: region code -> port."""

    ports: dict[str, int]
    _line: Connection

    def moments(self) -> dict[str, list[tuple[float, str]]]:
        """When (monotonic) each portal was asked for what, by region code."""
        self._line.send("moments")
        found: dict[str, list[tuple[float, str]]] = self._line.recv()
        return found

    def asked(self) -> tuple[Asked, ...]:
        """What every portal was asked so far."""
        self._line.send("asked")
        return tuple(Asked(*row) for row in self._line.recv())

    def write_profiles(self, folder: Path, *, rate: float) -> None:
        """Write a profile a portal."""
        folder.mkdir(parents=True, exist_ok=True)
        for code, port in self.ports.items():
            region = catalogue.region(code)
            text = PROFILE.format(code=code, name=region.name, level=region.level.value, port=port, rate=float(rate))
            (folder / f"{code}.toml").write_text(text, encoding="utf-8")


@contextmanager
def light_portals(regions: int, guides: int) -> Iterator[Portals]:
    """Serve the portals of so many of the 64 regions, each with so many guides, from one other process."""
    codes = list(catalogue.regions())[:regions]
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(codes, guides, theirs), daemon=True)
    server.start()
    try:
        yield Portals(ports=ours.recv(), _line=ours)
    finally:
        server.terminate()
        server.join()


@dataclass(slots=True)
class _Portal:
    """One portal: its pages and what it was asked."""

    code: str
    guides: int
    requests: int = 0
    sent: int = 0
    first: float = 0.0
    last: float = 0.0
    walked: float = 0.0
    moments: list[tuple[float, str]] = field(default_factory=list)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = catalogue.region(self.code).name

    def answer(self, path: str) -> bytes:
        """The whole answer to one request."""
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.requests += 1
        self.moments.append((self.last, path))
        page = self._page(path)
        status = "404 Not Found" if page is None else "200 OK"
        body = (page or "没有这个页面").encode()
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        answer = head.encode() + body
        self.sent += len(answer)
        return answer

    def _page(self, path: str) -> str | None:
        parts = urlsplit(path)
        if parts.path == "/":
            return self._framed("首页", '<div class="nav"><a href="/items?page=1">事项清单</a></div>')
        if parts.path == "/items":
            return self._list(int(parse_qs(parts.query).get("page", ["1"])[0]))
        if parts.path.startswith("/guide/"):
            self.walked = self.last
            number = int(parts.path[len("/guide/") : -len(".html")])
            return self._framed(_item(number), self._guide(number)) if number < self.guides else None
        return None

    def _list(self, number: int) -> str:
        count = -(-self.guides // A_PAGE)
        rows = "".join(
            f'<tr><td>{n + 1}</td><td><a href="/guide/{n}.html">{_item(n)}</a></td><td>{self._body(n)}</td>'
            f"<td>{self._number(n)}</td></tr>"
            for n in range((number - 1) * A_PAGE, min(number * A_PAGE, self.guides))
        )
        links = "".join(
            f'<a href="/items?page={page}">{words}</a> '
            for page, words in ((number - 1, "上一页"), (number + 1, "下一页"), (count, "末页"))
            if 1 <= page <= count
        )
        head = "<tr><th>序号</th><th>事项名称</th><th>实施主体</th><th>实施编码</th></tr>"
        foot = f'<div class="page">共 {self.guides} 条 第 {number}/{count} 页 {links}</div>'
        return self._framed("事项清单", f"<table>{head}{rows}</table>{foot}")

    def _guide(self, n: int) -> str:
        fields = (
            ("事项名称", _item(n)),
            ("实施编码", self._number(n)),
            ("事项类型", "行政许可"),
            ("实施主体", self._body(n)),
            ("服务对象", "自然人，企业法人"),
            ("办件类型", "承诺件"),
            ("法定办结时限", f"{15 + n % 30}个工作日"),
            ("承诺办结时限", f"{1 + n % 14}个工作日"),
            ("到办事现场次数", "1次"),
            ("咨询电话", f"0990-8{100000 + n}"),
            ("监督投诉电话", "0990-12345"),
            ("办理地点", f"{self.name}人民路{1 + n % 400}号政务服务中心{1 + n % 40}号窗口"),
            ("办理时间", "周一至周五 9:00-12:00，13:30-17:00（法定节假日除外）"),
            ("是否收费", "不收费"),
            ("受理条件", f"（一）符合第{n}类规定；（二）具备相应条件；（三）材料真实、齐全"),
            ("设定依据", f"《中华人民共和国行政许可法》第{2 + n % 80}条：公民、法人可以提出申请。"),
        )
        rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in fields)
        materials = "".join(
            f"<tr><td>{i}</td><td>{name}</td><td>原件</td><td>申请人自备</td><td>1</td><td>必要</td></tr>"
            for i, name in enumerate(_MATERIALS[: 3 + n % 4], 1)
        )
        steps = "".join(f"<tr><td>{step}</td><td>1个工作日</td><td>按规定{step}</td></tr>" for step in _STEPS)
        return (
            f"<h2>基本信息</h2><table>{rows}</table><h2>申请材料</h2><table><tr><th>序号</th><th>材料名称</th>"
            "<th>材料类型</th><th>来源渠道</th><th>纸质材料份数</th><th>材料必要性</th></tr>"
            f"{materials}</table><h2>办理流程</h2><table><tr><th>环节名称</th><th>办理时限</th><th>办理内容</th></tr>"
            f"{steps}</table>"
        )

    def _framed(self, title: str, content: str) -> str:
        return (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}-{self.name}政务服务网</title></head>"
            f"<body><div class='main'>{content}</div><div class='foot'>主办：{self.name}人民政府</div></body></html>"
        )

    def _body(self, n: int) -> str:
        return f"{self.name}{_DEPARTMENTS[n % 6]}"

    def _number(self, n: int) -> str:
        """An implementation code: the same item has the same basic code in every region."""
        return f"11{self.code}MB0000{n % 6:03}X2" + f"000115{n:06}"


class _Server(asyncio.Protocol):
    """Answers requests without bodies, one after the other."""

    def __init__(self, portal: _Portal) -> None:
        self._portal = portal
        self._left = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        self._left += data
        while b"\r\n\r\n" in self._left:
            head, _, self._left = self._left.partition(b"\r\n\r\n")
            self._transport.write(self._portal.answer(head.split(b" ", 2)[1].decode()))


def _serve(codes: Sequence[str], guides: int, line: Connection) -> None:
    portals = [_Portal(code, guides) for code in codes]

    def told() -> None:
        if line.recv() == "moments":
            line.send({p.code: p.moments for p in portals})
            return
        line.send([(p.code, p.requests, p.sent, p.first, p.last, p.walked) for p in portals])

    async def run() -> None:
        loop = asyncio.get_running_loop()
        servers = [await loop.create_server(partial(_Server, p), "127.0.0.1", 0) for p in portals]
        loop.add_reader(line.fileno(), told)
        line.send({p.code: s.sockets[0].getsockname()[1] for p, s in zip(portals, servers, strict=True)})
        await asyncio.Event().wait()

    asyncio.run(run())


def _item(n: int) -> str:
    return f"{_DEPARTMENTS[n % 6][:2]}第{n + 1}类{_THINGS[n % 8]}"
