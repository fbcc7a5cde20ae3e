"""A portal whose guides say nothing before a script has run: each of its pages has to be rendered."""

from __future__ import annotations

import base64
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = 50
"""Items of a page of the list."""

_GUIDE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>办事指南</title></head>
<body><div id="app"></div><script>
const rows = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob("%s"), c => c.charCodeAt(0))));
const table = document.createElement("table");
for (const [label, value] of rows) {
  const row = table.insertRow();
  row.insertCell().textContent = label;
  row.insertCell().textContent = value;
}
document.getElementById("app").append(document.createElement("h1"), table);
document.querySelector("h1").textContent = rows[0][1];
</script></body></html>"""


def rows(number: int) -> list[tuple[str, str]]:
    """What one guide says: label and value."""
    return [
        ("事项名称", f"第{number}号临时占道许可"),
        ("实施主体", "栖霞县城市管理局"),
        ("事项类型", "行政许可"),
        ("设定依据", f"《城市道路管理条例》第三十一条：因特殊情况需要临时占用城市道路的，须经批准。（{number}）"),
        ("受理条件", "1. 占用期限不超过三十日；2. 有恢复原状的方案。" * 10),
        ("办理地点", f"栖霞县湖滨路{number}号政务服务大厅2楼12号窗口"),
        ("办理时间", "周一至周五 上午9:00-12:00 下午13:30-17:00"),
        ("咨询电话", "0577-55550123"),
        ("办理流程", "申请、受理、审查、决定、送达"),
        ("法定办结时限", "20个工作日"),
        ("承诺办结时限", f"{number % 9 + 1}个工作日"),
    ]


@dataclass
class ScriptPortal:
    """A portal whose guides say nothing before a script has run."""

    pages: int
    url: str = ""
    asked: list[str] = field(default_factory=list)

    def reply(self, path: str) -> str | None:
        """The page at an address; None where there is none."""
        parts = urlsplit(path)
        if parts.path == "/":
            return '<html><body><h1>栖霞县政务服务网</h1><a href="/list?page=1">行政许可事项清单</a></body></html>'
        if parts.path == "/list":
            return self._list(int(parse_qs(parts.query).get("page", ["1"])[0]))
        if parts.path.startswith("/guide/"):
            told = json.dumps(rows(int(parts.path.rpartition("/")[2])), ensure_ascii=False)
            return _GUIDE % base64.b64encode(told.encode()).decode()
        return None

    def _list(self, page: int) -> str:
        first, last = (page - 1) * _ROWS + 1, min(page * _ROWS, self.pages)
        rows = "".join(
            f'<tr><td>{n}</td><td><a href="/guide/{n}">第{n}号临时占道许可</a></td><td>行政许可</td></tr>'
            for n in range(first, last + 1)
        )
        pager = "".join(f'<a href="/list?page={n}">{n}</a> ' for n in range(1, -(-self.pages // _ROWS) + 1))
        return (
            f"<html><body><h1>事项清单</h1><p>共 {self.pages} 项</p><table><tr><th>序号</th><th>事项名称</th>"
            f"<th>事项类型</th></tr>{rows}</table><div class='pager'>{pager}</div></body></html>"
        )


@contextmanager
def script_portal(pages: int) -> Iterator[ScriptPortal]:
    """The portal on loopback, as long as it is needed."""
    served = ScriptPortal(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            text = served.reply(self.path)
            body = (text or "").encode()
            self.send_response(200 if text is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    served.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
