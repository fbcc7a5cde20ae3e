"""WARC/1.1 records (ISO 28500): written through warcio, one gzip member a record."""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive.content import decoded
from crawler.archive.ledger import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

    from crawler.archive.ledger import Entry

Header = tuple[str, str]

_REVISIT = "http://netpreserve.org/warc/1.1/revisit/"
SAME_PAYLOAD = f"{_REVISIT}identical-payload-digest"
NOT_MODIFIED = f"{_REVISIT}server-not-modified"


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
    """Where a record stands: in the file that is being written, or in `warc`, relative to the data folder."""

    offset: int
    length: int
    warc: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The record that holds a payload which came again: what a revisit record says of it.

    `raw` is the payload as it travelled, `coding` its Content-Encoding.
    """

    position: Position
    id: str
    uri: str
    date: str
    digest: str
    coding: str | None
    raw: bytes

    @property
    def payload(self) -> bytes:
        """The payload with its content coding undone."""
        return decoded(self.raw, self.coding)


class WarcFile:
    """One WARC file open at its end. Groups of records are written whole, so nothing is ever interleaved.

    `enter` is told of every record.
    """

    def __init__(self, path: Path, end: int, software: str, enter: Callable[[Entry], None] | None = None) -> None:
        self.path = path
        self._enter = enter
        fresh = end == 0
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream: IO[bytes] = path.open("ab")
        self._stream.truncate(end)
        self._stream.seek(end)
        self._hashing = _Hashing(self._stream)
        self._writer = WARCWriter(self._hashing, gzip=True, warc_version="WARC/1.1")
        if fresh:
            info = {"software": software, "format": "WARC File Format 1.1", "isPartOf": path.parent.name}
            self._write(self._writer.create_warcinfo_record(path.name, info))

    @property
    def end(self) -> int:
        """How long the file is."""
        return self._stream.tell()

    def write_exchange(self, exchange: Exchange, original: Original | None = None) -> Position:
        """Write an answer and its request; the position is that of the payload.

        With `original` the answer is a revisit record: the same payload, or a 304 that says so.
        """
        when = _warc_date(exchange.at)
        headers = {"WARC-Date": when, **({"WARC-IP-Address": exchange.ip} if exchange.ip else {})}
        http = StatusAndHeaders(str(exchange.status), _safe(exchange.response_headers), protocol="HTTP/1.1")
        if original is None:
            response = self._writer.create_warc_record(
                exchange.url,
                "response",
                payload=io.BytesIO(exchange.body),
                length=len(exchange.body),
                warc_headers_dict={**headers, "WARC-Payload-Digest": payload_digest(exchange.body)},
                http_headers=http,
            )
        else:
            profile = NOT_MODIFIED if exchange.status == 304 else SAME_PAYLOAD
            response = self._writer.create_warc_record(
                exchange.url,
                "revisit",
                warc_headers_dict={**headers, **_revisiting(original, profile)},
                http_headers=http,
            )
        place = self._write(response, original)
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
        return place

    def write_resource(self, resource: Resource, original: Original | None = None) -> Position:
        """Write a `resource` record, or a revisit where the same bytes are there already."""
        headers = {"WARC-Date": _warc_date(resource.at)}
        if original is None:
            record = self._writer.create_warc_record(
                resource.url,
                "resource",
                payload=io.BytesIO(resource.body),
                length=len(resource.body),
                warc_content_type=resource.content_type,
                warc_headers_dict={**headers, "WARC-Payload-Digest": payload_digest(resource.body)},
            )
        else:
            record = self._writer.create_warc_record(
                resource.url,
                "revisit",
                warc_content_type=resource.content_type,
                warc_headers_dict={**headers, **_revisiting(original, SAME_PAYLOAD)},
            )
        return self._write(record, original)

    def flush(self) -> None:
        """Hand everything to the operating system, which outlives a killed process."""
        self._stream.flush()

    def fileno(self) -> int:
        """For fsync."""
        return self._stream.fileno()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _write(self, record: ArcWarcRecord, original: Original | None = None) -> Position:
        start = self._stream.tell()
        self._hashing.begin()
        self._writer.write_record(record)
        length = self._stream.tell() - start
        if self._enter is not None:
            place = original.position if original is not None else None
            refers = (place.warc or self.path.name, place.offset, place.length) if place is not None else None
            digest = self._hashing.end()
            self._enter(
                entry_of(record, file=self.path.name, offset=start, length=length, sha256=digest, refers=refers)
            )
        return Position(start, length) if original is None else original.position


class _Hashing:
    """A stream that hashes what goes into it, and leaves flushing to its owner."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def begin(self) -> None:
        self._digest = hashlib.sha256()

    def end(self) -> str:
        return self._digest.hexdigest()

    def write(self, data: bytes) -> None:
        self._digest.update(data)
        self._stream.write(data)

    def flush(self) -> None:
        """A record need not reach the operating system before it is noted in the journal."""


def _revisiting(original: Original, profile: str) -> dict[str, str]:
    place = original.position
    return {
        "WARC-Profile": profile,
        "WARC-Refers-To": original.id,
        "WARC-Refers-To-Target-URI": original.uri,
        "WARC-Refers-To-Date": original.date,
        "WARC-Payload-Digest": original.digest,
        "Portal-Audit-Payload": f"{place.warc} {place.offset} {place.length}",
    }


def payload_digest(body: bytes) -> str:
    """The digest of a payload as WARC files write it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def original_at(path: Path, position: Position) -> Original | None:
    """The record at a position as one that a revisit may point to; None where none can be read there."""
    try:
        with path.open("rb") as stream:
            stream.seek(position.offset)
            record = next(iter(ArchiveIterator(stream)))
            raw: bytes = record.raw_stream.read()
    except (OSError, EOFError, ValueError, StopIteration, ArchiveLoadFailed, zlib.error):
        return None
    if record.rec_type not in {"response", "resource"} or (
        record.rec_type == "response" and record.http_headers is None
    ):
        return None
    head = record.rec_headers.get_header
    coding = record.http_headers.get_header("Content-Encoding") if record.rec_type == "response" else None
    return Original(
        position=position,
        id=head("WARC-Record-ID"),
        uri=head("WARC-Target-URI"),
        date=head("WARC-Date"),
        digest=head("WARC-Payload-Digest") or payload_digest(raw),
        coding=coding,
        raw=raw,
    )


def payload_at(path: Path, offset: int) -> bytes:
    """The payload of the record that starts at an offset, content coding undone."""
    with path.open("rb") as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream)))
        body: bytes = record.raw_stream.read()
        if record.http_headers is None or record.rec_type != "response":
            return body
        return decoded(body, record.http_headers.get_header("Content-Encoding"))


def request_headers_at(path: Path, offset: int) -> list[Header]:
    """The header lines that the answer at an offset was asked with; none where they cannot be read."""
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            records = ArchiveIterator(stream)
            answer = next(records).rec_headers.get_header("WARC-Record-ID")
            request = next(records)
            if request.rec_headers.get_header("WARC-Concurrent-To") != answer or request.http_headers is None:
                return []
            return [(str(name), str(value)) for name, value in request.http_headers.headers]
    except (OSError, EOFError, ValueError, StopIteration, ArchiveLoadFailed, zlib.error):
        return []


def _warc_date(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _safe(headers: Iterable[Header]) -> list[Header]:
    """Header lines as they may stand in a record: no line breaks, and no transfer coding, which is undone."""
    kept = ((name, value.replace("\r", " ").replace("\n", " ")) for name, value in headers)
    return [(name, value) for name, value in kept if name.lower() != "transfer-encoding"]
