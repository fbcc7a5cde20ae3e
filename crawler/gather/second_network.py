"""A second network (第二个网络): a crawl goes through a proxy elsewhere, so that our own line is doubted too."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scrapy import Request
    from scrapy.http import Response

    Download = Callable[[Request], Awaitable[Response]]


def through(proxy: str | None, download: Download) -> Download:
    """The same downloads by way of a proxy; as they are where there is none."""
    if proxy is None:
        return download
    parts = urlsplit(proxy)
    meta = {"proxy": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"}
    headers = {}
    if parts.username is not None:
        words = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Proxy-Authorization"] = f"Basic {base64.b64encode(words.encode()).decode()}"

    async def by_proxy(request: Request) -> Response:
        # A copy: the request that goes into the archive names no password.
        sent = request.replace(meta={**request.meta, **meta})
        sent.headers.update(headers)
        return await download(sent)

    return by_proxy
