"""The sample portals on loopback: a server a portal, a log of its requests, a profile a portal."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.demo import frames, single_page, tables
from crawler.demo.facts import regions
from crawler.demo.site import Reply, Request, Site
from crawler.demo.truth import truth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.demo.truth import Seeded

_STYLES = {"tables": tables.answer, "frames": frames.answer, "single_page": single_page.answer}
_NOTHING = Reply(body="<html><head><title>404</title></head><body>404 页面不存在</body></html>".encode(), status=404)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One request a portal got. `at` is in seconds of a clock that never goes back."""

    at: float
    method: str
    path: str
    status: int
    user_agent: str
    sent: int = 0
    """Bytes of the body that went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPortal:
    """A served sample portal. `log` grows while it is served."""

    code: str
    name: str
    url: str
    profile_path: Path
    site: Site
    log: list[Logged] = field(default_factory=list)

    @property
    def truth(self) -> tuple[Seeded, ...]:
        """The seeded defects and near-misses of this portal."""
        return tuple(row for row in truth() if row.portal == self.code)


class _Server(ThreadingHTTPServer):
    """One portal's server. Threads end with the program, so that a hanging client cannot keep it alive."""

    daemon_threads = True

    def __init__(self, site: Site, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.site = site
        self.log: list[Logged] = []
        self.since = formatdate(usegmt=True)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Tengine"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:  # the name is http.server's
        self._answer()

    do_POST = do_HEAD = do_GET  # noqa: N815  # the names are http.server's

    def log_message(self, *_: object) -> None:
        """Keep quiet: the log is in memory."""

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        site = self.server.site
        request = _request(self.command, self.path, body, self.headers.get("Content-Type", ""), site)
        reply = self._validated(_STYLES[site.region.style](site, request) or _NOTHING)
        self.server.log.append(
            Logged(
                at=time.monotonic(),
                method=self.command,
                path=self.path,
                status=reply.status,
                user_agent=self.headers.get("User-Agent", ""),
                sent=0 if self.command == "HEAD" else len(reply.body),
            )
        )
        self.send_response(reply.status)
        if reply.status != 304:
            self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _validated(self, reply: Reply) -> Reply:
        """Pages and files carry validators, as those do that a web server finds on its disk; answers of an API do not.

        Who asks with a validator that still holds is told so, and nothing else.
        """
        dynamic = self.command == "POST" or reply.status != 200 or "json" in reply.content_type
        if dynamic or any(name == "Set-Cookie" for name, _ in reply.headers):
            return reply
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        asked_tag, asked_date = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        told = (("ETag", tag), ("Last-Modified", self.server.since))
        if asked_tag == tag or (asked_tag is None and asked_date == self.server.since):
            return Reply(body=b"", status=304, headers=told)
        return replace(reply, headers=(*reply.headers, *told))


def _request(method: str, target: str, body: bytes, content_type: str, site: Site) -> Request:
    parts = urlsplit(target)
    encoding = "gb18030" if site.region.style == "frames" else "utf-8"
    query = dict(parse_qsl(parts.query, keep_blank_values=True, encoding=encoding, errors="replace"))
    form: dict[str, str] = {}
    if body and "json" in content_type:
        form = _json_fields(body)
    elif body:
        form = dict(parse_qsl(body.decode("latin-1"), keep_blank_values=True, encoding=encoding, errors="replace"))
    return Request(method=method, path=unquote(parts.path), query=query, form=form)


def _json_fields(body: bytes) -> dict[str, str]:
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in data.items()} if isinstance(data, dict) else {}


@contextmanager
def demo_portals(folder: Path, *, port: int = 0) -> Iterator[list[DemoPortal]]:
    """Serve every sample portal on loopback and write a profile of each into `folder`.

    With `port` the portals take that port and the following ones, else any that are free.
    """
    servers: list[_Server] = []
    try:
        for number, region in enumerate(regions()):
            server = _Server(Site(region), port + number if port else 0)
            servers.append(server)
            # Polling less often than by default would make each shutdown wait longer.
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        folder.mkdir(parents=True, exist_ok=True)
        yield [_portal(server, folder) for server in servers]
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _portal(server: _Server, folder: Path) -> DemoPortal:
    region = server.site.region
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    profile = folder / f"{region.code}.toml"
    profile.write_text(
        f'code = "{region.code}"\nname = "{region.name}"\nlevel = "{region.level}"\nportal = "{url}"\n'
        'platform = "auto"\nverified = true\n\n[limits]\nrate = 50\n',
        encoding="utf-8",
    )
    return DemoPortal(
        code=region.code, name=region.name, url=url, profile_path=profile, site=server.site, log=server.log
    )
