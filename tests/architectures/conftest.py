"""A loopback server for sample portals, with a log of its own; the walks that are held against it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Seen:
    at: float
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: int = 0


@dataclass
class Grounds:
    """Paths without their query lead to replies or to functions of the request."""

    paths: dict[str, Any] = field(default_factory=dict)
    log: list[Seen] = field(default_factory=list)
    url: str = ""

    def asked(self, path: str) -> int:
        return sum(1 for one in self.log if urlsplit(one.path).path == path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    grounds: Grounds

    def do_GET(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        seen = Seen(time.monotonic(), self.command, self.path, dict(self.headers), self.rfile.read(size))
        self.grounds.log.append(seen)
        found = self.grounds.paths.get(urlsplit(self.path).path)
        answer = found(seen) if callable(found) else found
        status, headers, body = answer or (404, {"Content-Type": "text/html"}, b"<h1>404 Not Found</h1>")
        seen.status = status
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the library's name

    def log_message(self, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests."""


@pytest.fixture
def site() -> Iterator[Grounds]:
    one = Grounds()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"grounds": one}))
    one.url = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield one
    server.shutdown()
    server.server_close()
