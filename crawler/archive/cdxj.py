"""CDXJ: the index of WARC files that other tools read, a line a record, sorted by address and time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from crawler.archive.ledger import Entry

_INDEXED = frozenset({"response", "revisit", "resource"})


def line(entry: Entry, filename: str) -> str | None:
    """The line of a record in a file of that name; None for records that answer no address."""
    if entry.type not in _INDEXED or entry.uri is None:
        return None
    revisit = entry.type == "revisit"
    fields = {
        "url": entry.uri,
        "mime": "warc/revisit" if revisit else entry.mime or "-",
        "status": None if entry.status is None else str(entry.status),
        "digest": entry.digest,
        "length": str(entry.length),
        "offset": str(entry.offset),
        "filename": filename,
    }
    told = json.dumps({k: v for k, v in fields.items() if v is not None}, ensure_ascii=False)
    return f"{urlkey(entry.uri)} {timestamp(entry.date)} {told}"


def urlkey(url: str) -> str:
    """The address as it is sorted by (SURT): host parts from the end, port, path and sorted query in lower case."""
    parts = urlsplit(url)
    if not parts.netloc:
        return re.sub(r"\s", "%20", url)
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    place = host if ":" in host else ",".join(reversed(host.split(".")))
    path = parts.path.lower().rstrip("/") or "/"
    query = "&".join(sorted(parts.query.lower().split("&")))
    return re.sub(r"\s", "%20", f"{place}{port}){path}" + (f"?{query}" if query else ""))


def timestamp(date: str) -> str:
    """A WARC-Date as 14 digits."""
    return re.sub(r"\D", "", date)[:14]
