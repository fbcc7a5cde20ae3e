"""What a browser got from the network, as the archive keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.archive.warc import Exchange
from crawler.domain.evidence import Target
from crawler.gather.own_headers import OwnHeaders

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.async_api import Request as PageRequest
    from playwright.async_api import Response as PageResponse

_BROKEN = (
    "net::ERR_CONNECTION",
    "net::ERR_EMPTY_RESPONSE",
    "net::ERR_INCOMPLETE",
    "net::ERR_CONTENT_LENGTH",
    "net::ERR_TIMED_OUT",
    "net::ERR_HTTP2",
    "net::ERR_QUIC",
)
"""How a browser says that the network broke off what was asked."""


async def exchange_of(response: PageResponse, at: datetime) -> Exchange:
    """A network answer as an archive record. The browser hands bodies over decoded, so the coding header goes."""
    request = response.request
    body = await response.body()
    gone = {"content-encoding", "content-length", "transfer-encoding"}
    headers = [(h["name"], h["value"]) for h in await response.headers_array() if h["name"].lower() not in gone]
    server = await response.server_addr()
    return Exchange(
        url=request.url.partition("#")[0],
        method=request.method,
        request_headers=list((await request.all_headers()).items()),
        request_body=request.post_data_buffer or b"",
        status=response.status,
        response_headers=[*headers, ("Content-Length", str(len(body)))],
        body=body,
        at=at,
        ip=server["ipAddress"] if server else None,
    )


def broken_off(request: PageRequest) -> tuple[Target, str] | None:
    """A request that the network broke off, and how; what a page or we ourselves took back is no such one."""
    why = request.failure or ""
    if not why.startswith(_BROKEN):
        return None
    kind = request.headers.get("content-type") if request.post_data else None
    telling = OwnHeaders.telling(list(request.headers.items()))
    url = request.url.partition("#")[0]
    target = Target(url=url, method=request.method, body=request.post_data, content_type=kind, headers=telling)
    return target, why


def target_of(exchange: Exchange) -> Target:
    """What a page's script asked for."""
    body = exchange.request_body.decode("utf-8", "replace") or None
    kinds = [value for name, value in exchange.request_headers if name.lower() == "content-type"]
    return Target(
        url=exchange.url,
        method=exchange.method,
        body=body,
        content_type=kinds[0] if body and kinds else None,
        headers=OwnHeaders.telling(exchange.request_headers),
    )
