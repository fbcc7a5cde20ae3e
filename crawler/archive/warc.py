"""WARC/1.1 records (ISO 28500): written through warcio, one gzip member a record."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive.content import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

Header = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer as they travelled; `body` is still content-coded, the transfer coding is undone."""

    url: str
    method: str
    request_headers: Sequence[Header]
    request_body: bytes
    status: int
    response_headers: Sequence[Header]
    body: bytes
    at: datetime
    ip: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something that did not travel as such: the rendered DOM or a screenshot."""

    url: str
    content_type: str
    body: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Position:
    """Where a record stands in its file."""

    offset: int
    length: int


class WarcFile:
    """One WARC file open at its end. Groups of records are written whole, so nothing is ever interleaved."""

    def __init__(self, path: Path, end: int, software: str) -> None:
        self.path = path
        fresh = end == 0
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream: IO[bytes] = path.open("ab")
        self._stream.truncate(end)
        self._stream.seek(end)
        self._writer = WARCWriter(self._stream, gzip=True, warc_version="WARC/1.1")
        if fresh:
            info = {"software": software, "format": "WARC File Format 1.1", "isPartOf": path.parent.name}
            self._writer.write_record(self._writer.create_warcinfo_record(path.name, info))

    @property
    def end(self) -> int:
        """How long the file is."""
        return self._stream.tell()

    def write_exchange(self, exchange: Exchange) -> Position:
        """Write an answer and its request; the position is that of the answer."""
        when = _warc_date(exchange.at)
        headers = {"WARC-Date": when, **({"WARC-IP-Address": exchange.ip} if exchange.ip else {})}
        response = self._writer.create_warc_record(
            exchange.url,
            "response",
            payload=io.BytesIO(exchange.body),
            length=len(exchange.body),
            warc_headers_dict=dict(headers),
            http_headers=StatusAndHeaders(str(exchange.status), _safe(exchange.response_headers), protocol="HTTP/1.1"),
        )
        first = self._write(response)
        path = exchange.url.split("://", 1)[-1].partition("/")[2].partition("#")[0]
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            payload=io.BytesIO(exchange.request_body),
            length=len(exchange.request_body),
            warc_headers_dict={
                "WARC-Date": when,
                "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
            },
            http_headers=StatusAndHeaders(
                f"{exchange.method} /{path} HTTP/1.1", _safe(exchange.request_headers), is_http_request=True
            ),
        )
        self._write(request)
        return first

    def write_resource(self, resource: Resource) -> Position:
        """Write a `resource` record."""
        record = self._writer.create_warc_record(
            resource.url,
            "resource",
            payload=io.BytesIO(resource.body),
            length=len(resource.body),
            warc_content_type=resource.content_type,
            warc_headers_dict={"WARC-Date": _warc_date(resource.at)},
        )
        return self._write(record)

    def flush(self) -> None:
        """Hand everything to the operating system, which outlives a killed process."""
        self._stream.flush()

    def fileno(self) -> int:
        """For fsync."""
        return self._stream.fileno()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _write(self, record: ArcWarcRecord) -> Position:
        start = self._stream.tell()
        self._writer.write_record(record)
        return Position(start, self._stream.tell() - start)


def payload_at(path: Path, offset: int) -> bytes:
    """The payload of the record that starts at an offset, content coding undone."""
    with path.open("rb") as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream)))
        body: bytes = record.raw_stream.read()
        if record.http_headers is None or record.rec_type != "response":
            return body
        return decoded(body, record.http_headers.get_header("Content-Encoding"))


def _warc_date(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _safe(headers: Iterable[Header]) -> list[Header]:
    """Header lines as they may stand in a record: no line breaks, and no transfer coding, which is undone."""
    kept = ((name, value.replace("\r", " ").replace("\n", " ")) for name, value in headers)
    return [(name, value) for name, value in kept if name.lower() != "transfer-encoding"]
