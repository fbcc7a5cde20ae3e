"""Pages that only show a file (在线预览): what they are told to show is the file.

`/onlinePreview?url=aHR0cDov…`, `/pdfjs/web/viewer.html?file=%2Fdown%3Fid%3D7`, `view.aspx?src=http…`.
"""

from __future__ import annotations

import base64
import re
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from crawler.domain.evidence import Target
from crawler.page.files.attachments import file_name_in, is_file_address
from crawler.page.finds import AttachmentLink
from crawler.page.links import absolute, query_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page.html import Page

_VIEWS = re.compile(r"view|reader|preview|pdf_?js|yulan|officeapps|wopi", re.IGNORECASE)
_TOLD = re.compile(r"(?:file|doc|pdf|pic|img)?_?(?:url|file|src|source|path|link|addr)s?|f|u", re.IGNORECASE)
_VIEWER = re.compile(r"/viewer\.\w+$|/pdf\.?js/", re.IGNORECASE)
"""A page of a library that fetches what it is told in the browser: there a path is an address."""
_KIND = re.compile(r"application/(?!x-shockwave)", re.IGNORECASE)
_FEW_WORDS = 300
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")


def viewed(target: Target) -> Target:
    """The file that a viewer is told to show; any other target as it is."""
    parts = urlsplit(target.url)
    if target.method != "GET" or not (parts.query or parts.fragment) or not _VIEWS.search(parts.netloc + parts.path):
        return target
    for name, value in _said(parts.query, parts.fragment):
        address = _address(value.strip().replace(" ", "+"), in_browser=_VIEWER.search(parts.path) is not None)
        if address is not None and _TOLD.fullmatch(name):
            inner = urlsplit(urljoin(target.url, address))
            if inner.scheme in {"http", "https"} and not (_is_inward(inner.hostname) and inner.netloc != parts.netloc):
                return Target(url=inner.geturl())
    return target


def _said(query: str, fragment: str) -> Iterator[tuple[str, str]]:
    yield from query_pairs(query)
    if "=" in fragment:
        yield from query_pairs(fragment.rpartition("?")[2])


def _address(value: str, *, in_browser: bool) -> str | None:
    """The address that a value holds, plain, quoted once more or in base64; a path where a browser asks for it."""
    said = unquote(value) if value[:12].lower().startswith(("http%3a", "https%3a")) else value
    if _ENCODED.fullmatch(said):
        packed = said.replace("-", "+").replace("_", "/").rstrip("=")
        try:
            said = base64.b64decode(packed + "=" * (-len(packed) % 4)).decode()
        except ValueError:
            return None
        said = unquote(said) if said[:12].lower().startswith(("http%3a", "https%3a")) else said
    if said.startswith(("http://", "https://")):
        return said
    return said if in_browser and said.startswith(("/", "./", "../")) and len(said) > 1 else None


def _is_inward(host: str | None) -> bool:
    """Whether a host is one of a network of its own: a viewer there may ask for what nobody else can."""
    try:
        return host is None or ip_address(host).is_private
    except ValueError:
        return "." not in (host or "")


def shown_file(page: Page) -> AttachmentLink | None:
    """The one file that a page shows in itself (`<embed src="/down?id=7">`) and offers nothing else."""
    shown = [e for e in page.tree.iter("embed", "object", "iframe") if (e.get("src") or e.get("data") or "").strip()]
    if len(shown) != 1 or page.attachments() or page.says_more_than(_FEW_WORDS):
        return None
    address = absolute((shown[0].get("src") or shown[0].get("data") or "").strip(), page.base, page.encoding)
    target = viewed(Target(url=address)) if address is not None else None
    if target is None or not (is_file_address(target) or _KIND.match(shown[0].get("type") or "")):
        return None
    named = file_name_in(target)
    return AttachmentLink(text=named or "", target=target, locator=page.locator(shown[0]), file_name=named)
