"""A sample portal on loopback, built from plain dictionaries, that writes down every request with its time."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.portal import Hints, Level, Limits, PortalProfile
from crawler.gather.crawl import CrawlJob, CrawlOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Seen:
    at: float
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Site:
    """Routes are replies, or functions of the request that give one; `None` closes the connection without a word."""

    routes: dict[str, Reply | Callable[[Seen], Reply | None]] = field(default_factory=dict)
    log: list[Seen] = field(default_factory=list)
    url: str = ""

    def html(self, path: str, body: str, *, encoding: str = "utf-8", status: int = 200, **headers: str) -> None:
        page = f"<!DOCTYPE html><html><head><title>示例政务服务网</title></head><body>{body}</body></html>"
        self.routes[path] = (
            status,
            {"Content-Type": "text/html" + ("; charset=utf-8" if encoding == "utf-8" else ""), **headers},
            page.encode(encoding),
        )

    def asked(self, path: str) -> int:
        return sum(1 for one in self.log if one.path == path)

    def paths(self) -> list[str]:
        return [one.path for one in self.log]


def guide(number: int, extra: str = "") -> str:
    """A guide with enough on it to be one."""
    rows = {
        "事项名称": f"第{number}类特种行业经营许可证核发",
        "实施编码": f"11990001MB0000{number:03}X4000119001",
        "事项类型": "行政许可",
        "实施主体": "云溪省公安厅",
        "法定办结时限": "20个工作日",
        "承诺办结时限": "10个工作日",
        "受理条件": "具有固定的经营场所，具备与经营规模相适应的安全防范设施。",
        "办理地点": "云溪省云溪市政务大道1号政务服务中心二楼A区12号窗口",
        "办理时间": "周一至周五上午9:00至12:00，下午13:00至17:00",
        "咨询电话": "0990-1234567",
        "是否收费": "不收费",
    }
    cells = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows.items())
    return f"<h1>办事指南</h1><table>{cells}</table>{extra}"


def portal(site: Site, *, items: int = 25, per_page: int = 10, encoding: str = "utf-8", meta: str = "") -> None:
    """A server-rendered portal: front page, a list in pages, guides, one form for every second guide."""
    site.html(
        "/",
        f'{meta}<h1>云溪省政务服务网</h1><ul><li><a href="/login">登录</a></li><li><a href="/news">新闻动态</a></li>'
        '<li><a href="/list">事项清单</a></li></ul>'
        "<p>欢迎访问云溪省政务服务网，本网提供全省政务服务事项的查询和办理指引。</p>",
        encoding=encoding,
    )
    last = -(-items // per_page)
    for page in range(1, last + 1):
        rows = "".join(
            f'<tr><td>{n}</td><td><a href="/guide/{n}">第{n}类特种行业经营许可证核发</a></td><td>行政许可</td>'
            f"<td>11990001MB0000{n:03}X4000119001</td><td>云溪省公安厅</td></tr>"
            for n in range((page - 1) * per_page + 1, min(page * per_page, items) + 1)
        )
        pager = "".join(f'<a href="/list?page={n}">{n}</a> ' for n in range(1, last + 1))
        onward = f'<a href="/list?page={page + 1}">下一页</a>' if page < last else ""
        body = (
            f"{meta}<table><tr><th>序号</th><th>事项名称</th><th>事项类型</th><th>实施编码</th><th>实施主体</th></tr>{rows}</table>"
            f'<div class="pagination">{pager}{onward} 共{last}页 共{items}条</div>'
        )
        site.html(f"/list?page={page}", body, encoding=encoding)
        if page == 1:
            site.html("/list", body, encoding=encoding)
    for n in range(1, items + 1):
        form = f'<p>申请材料：<a href="/files/form{n}.doc">申请表（空表）.doc</a></p>' if n % 2 == 0 else ""
        site.html(f"/guide/{n}", meta + guide(n, form), encoding=encoding)
        if form:
            word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes([n % 256]) * 600
            site.routes[f"/files/form{n}.doc"] = (200, {"Content-Type": "application/msword"}, word)


APP = """
const app = document.getElementById('app');
async function show() {
  const hash = location.hash || '#/';
  if (hash.startsWith('#/list')) {
    const answer = await fetch('/api/list', {method: 'POST', headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({pageNum: 1, pageSize: 10, areaCode: '990001000000'})});
    const data = (await answer.json()).data;
    app.innerHTML = '<h2>事项清单</h2><p>共' + data.total + '条</p>' + data.list.map(row => ROW).join('');
    for (const e of app.querySelectorAll('[data-code]'))
      e.onclick = () => { location.hash = '#/guide?id=' + e.dataset.code; };
  } else if (hash.startsWith('#/guide')) {
    const code = new URLSearchParams(hash.split('?')[1]).get('id');
    const answer = await fetch('/api/guide?taskCode=' + code);
    const data = (await answer.json()).data;
    const rows = Object.entries(data.AUDIT_ITEM).map(e => '<p>' + e[0] + '：' + e[1] + '</p>');
    app.innerHTML = '<h1>办事指南</h1>' + rows.join('');
  } else {
    app.innerHTML = '<h1>云溪省政务服务网</h1><p>提供政务服务事项的查询。</p><a href="#/list">事项清单</a>';
  }
}
window.onhashchange = show; show();
"""
LINKED = "`<p><a href='#/guide?id=${row.TASK_CODE}'>${row.TASK_NAME}</a></p>`"
CLICKED = "`<p><span data-code='${row.TASK_CODE}'>${row.TASK_NAME}</span></p>`"


def code_of(number: int) -> str:
    return f"11990001MB0000{number:03}X4000119001"


def single_page(site: Site, *, items: int = 25, rows: str = LINKED) -> None:
    """A portal whose pages are built by script over a JSON API."""
    shell = (
        '<html><head><title>政务服务网</title></head><body><div id="app"></div><script src="/app.js"></script></body>'
    )
    site.routes["/"] = (200, {"Content-Type": "text/html; charset=utf-8"}, shell.encode())
    script = APP.replace("ROW", rows).encode()
    site.routes["/app.js"] = (200, {"Content-Type": "application/javascript; charset=utf-8"}, script)
    known = {code_of(n): n for n in range(1, items + 1)}

    def answer(data: object) -> Reply:
        body = json.dumps({"code": 200, "data": data}, ensure_ascii=False).encode()
        return 200, {"Content-Type": "application/json; charset=utf-8"}, body

    def listed(seen: Seen) -> Reply:
        asked = json.loads(seen.body)
        first = (asked["pageNum"] - 1) * asked["pageSize"]
        numbers = range(first + 1, min(first + asked["pageSize"], items) + 1)
        found = [
            {"TASK_CODE": code_of(n), "TASK_NAME": f"第{n}类特种行业经营许可证核发", "DEPT_NAME": "云溪省公安厅"}
            for n in numbers
        ]
        return answer({"total": items, "list": found})

    site.routes["/api/list"] = listed
    for code, n in known.items():
        item = {
            "TASK_CODE": code,
            "TASK_NAME": f"第{n}类特种行业经营许可证核发",
            "TASK_TYPE": "行政许可",
            "PROMISE_DAY": "10",
            "ANTICIPATE_DAY": "20",
            "IS_FEE": "否",
            "LINK_WAY": "0990-1234567",
            "TRANSACT_ADDR": "云溪省云溪市政务大道1号",
        }
        site.routes[f"/api/guide?taskCode={code}"] = answer({"AUDIT_ITEM": item})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        seen = Seen(time.monotonic(), self.command, self.path, dict(self.headers), self.rfile.read(size))
        self.site.log.append(seen)
        route = self.site.routes.get(self.path)
        reply = route(seen) if callable(route) else route
        if reply is None:
            if route is not None:
                self.close_connection = True
                return
            reply = (404, {"Content-Type": "text/html; charset=utf-8"}, b"<h1>404 Not Found</h1>")
        status, headers, body = reply
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the library's name

    def log_message(self, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is part of the tests."""


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": one}))
    one.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield one
    server.shutdown()
    server.server_close()


@pytest.fixture
def job(site: Site) -> Callable[..., CrawlJob]:
    def made(*, rate: float = 1000.0, hints: Hints | None = None, code: str = "990001", **fields: Any) -> CrawlJob:
        return CrawlJob(
            profile=PortalProfile(
                code=code,
                name="云溪省",
                level=Level.PROVINCIAL,
                portal=site.url,
                hints=hints or Hints(),
                limits=Limits(rate=rate),
                **fields,
            )
        )

    return made


@pytest.fixture
def options() -> CrawlOptions:
    """Loopback is private; short pauses, so that tests of retries stay quick."""
    return CrawlOptions(allow_private=True, timeout=3.0, pauses=(0.05, 0.1), outage_pauses=(0.1,), processes=1)


@pytest.fixture
def build() -> Callable[..., None]:
    return portal


@pytest.fixture(name="single_page")
def _single_page() -> Callable[..., None]:
    def made(site: Site, *, items: int = 25, rows: str = "linked") -> None:
        single_page(site, items=items, rows={"linked": LINKED, "clicked": CLICKED}[rows])

    return made


@pytest.fixture(name="guide_page")
def _guide_page() -> Callable[..., str]:
    return guide
