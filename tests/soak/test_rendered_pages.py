"""Memory stays flat over many rendered pages, and a browser that dies on the way loses none."""

from __future__ import annotations

import base64
import contextlib
import json
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROWS = 50
_MOST_MEMORY = 1_500_000_000
"""Bytes of the whole process tree, shared pages counted once."""
_MOST_GROWTH = 0.15
"""Of the mean, over the second half."""
_MOST_GROWTH_SHORT = 0.4
"""The same over the first few hundred pages, in which a browser still fills its caches."""

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


def _rows(number: int) -> list[tuple[str, str]]:
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
class Portal:
    """A portal whose guides say nothing before a script has run."""

    pages: int
    url: str = ""
    asked: list[str] = field(default_factory=list)

    def reply(self, path: str) -> str | None:
        parts = urlsplit(path)
        if parts.path == "/":
            return '<html><body><h1>栖霞县政务服务网</h1><a href="/list?page=1">行政许可事项清单</a></body></html>'
        if parts.path == "/list":
            return self._list(int(parse_qs(parts.query).get("page", ["1"])[0]))
        if parts.path.startswith("/guide/"):
            told = json.dumps(_rows(int(parts.path.rpartition("/")[2])), ensure_ascii=False)
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


@pytest.fixture
def portal(length: Any) -> Iterator[Portal]:
    served = Portal(length.rendered_pages)

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
    yield served
    server.shutdown()
    server.server_close()


def _memory(process: int) -> int:
    """Proportional set size of a process and all its descendants, in bytes."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        command = psutil.Process(process)
        for one in [command, *command.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += one.memory_full_info().pss
    return total


def _kill_a_browser(process: int) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in psutil.Process(process).children(recursive=True):
            if "chrom" in one.name() or "headless" in one.name():
                one.kill()
                return True
    return False


@pytest.mark.browser
@pytest.mark.skipif(not psutil.LINUX, reason="memory without counting shared pages twice is known on Linux only")
def test_memory_is_flat_and_no_page_is_lost(portal: Portal, tmp_path: Path, length: Any) -> None:
    (tmp_path / "portal.toml").write_text(
        f'code = "990501"\nname = "栖霞县"\nlevel = "other"\nportal = "{portal.url}"\n', encoding="utf-8"
    )
    words = ["run", "--round", "2026Q4", "--portals", str(tmp_path), "--region", "990501", "--census", "--rate", "100"]
    command = [sys.executable, "-m", "crawler", "--data", str(tmp_path / "data"), *words, "--allow-private"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    begun = time.monotonic()
    samples: list[tuple[int, int]] = []
    killed = False
    while process.poll() is None:
        seen = sum(path.startswith("/guide/") for path in portal.asked)
        samples.append((seen, _memory(process.pid)))
        if not killed and seen > length.rendered_pages // 3:
            killed = _kill_a_browser(process.pid)
        time.sleep(1.0)
    took = time.monotonic() - begun
    assert process.stderr is not None
    assert process.returncode == 0, process.stderr.read()
    assert killed

    out = tmp_path / "bundle"
    export = [sys.executable, "-m", "crawler", "--data", str(tmp_path / "data"), "export", "--round", "2026Q4"]
    subprocess.run([*export, "--out", str(out), "--format", "jsonl"], check=True, capture_output=True)
    items = [json.loads(line) for line in (out / "items.jsonl").open("rb")]
    places = {item["elements"]["place"]["value"] for item in items}
    assert places == {dict(_rows(n))["办理地点"] for n in range(1, length.rendered_pages + 1)}

    memory = [size for _, size in samples]
    half = [(seen, size) for seen, size in samples if seen > length.rendered_pages // 2]
    slope = statistics.linear_regression(*zip(*half, strict=True)).slope
    growth = slope * length.rendered_pages / 2 / statistics.fmean(size for _, size in half)
    sys.stdout.write(
        f"{length.rendered_pages} rendered pages in {took:.0f} s, peak {max(memory) / 1e6:.0f} MB, "
        f"growth over the second half {growth:+.1%}\n"
    )
    assert max(memory) < _MOST_MEMORY
    assert growth < (_MOST_GROWTH if length.is_full else _MOST_GROWTH_SHORT)
