from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from crawler.demo.server import demo_portals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.demo.server import DemoPortal


@dataclass(frozen=True, slots=True)
class Got:
    status: int
    content_type: str
    body: bytes
    headers: dict[str, str]


class Visitor:
    """Asks one portal over real HTTP, without following redirects."""

    def __init__(self, portal: DemoPortal) -> None:
        self.portal = portal

    def get(self, path: str) -> Got:
        return self._ask("GET", path, b"", "")

    def post(self, path: str, body: str, content_type: str = "application/x-www-form-urlencoded") -> Got:
        return self._ask("POST", path, body.encode(), content_type)

    def _ask(self, method: str, path: str, body: bytes, content_type: str) -> Got:
        connection = HTTPConnection(urlsplit(self.portal.url).netloc, timeout=10)
        try:
            connection.request(method, path, body, {"Content-Type": content_type} if content_type else {})
            answer = connection.getresponse()
            headers = dict(answer.getheaders())
            return Got(answer.status, headers.get("Content-Type", ""), answer.read(), headers)
        finally:
            connection.close()


@pytest.fixture(scope="session")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, DemoPortal]]:
    with demo_portals(tmp_path_factory.mktemp("profiles")) as served:
        yield {portal.code: portal for portal in served}


@pytest.fixture(scope="session")
def visit() -> Callable[[DemoPortal], Visitor]:
    return Visitor


@pytest.fixture
def tables(portals: dict[str, DemoPortal]) -> Visitor:
    return Visitor(portals["990001"])


@pytest.fixture
def frames(portals: dict[str, DemoPortal]) -> Visitor:
    return Visitor(portals["990100"])


@pytest.fixture
def single_page(portals: dict[str, DemoPortal]) -> Visitor:
    return Visitor(portals["990200"])
