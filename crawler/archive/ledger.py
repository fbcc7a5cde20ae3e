"""The ledger of a region's run (证据台账): a line for every WARC record, each chained to the one before by its hash.

It is the index of the archive and the first part of its proof: `link` is the SHA-256 of the link before it, a line
feed, and the line itself without its link, as JSON with sorted keys and no blanks. docs/verify_evidence.py checks it
with the standard library alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, fields
from typing import IO, TYPE_CHECKING, Any

from warcio.archiveiterator import ArchiveIterator

from crawler.archive.writing import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

NAME = "records.jsonl"
GENESIS = hashlib.sha256(b"portal-audit/evidence/1").hexdigest()
"""What the first link is chained to."""
_written = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode
"""JSON as links are made of it; an encoder of its own, since `json.dumps` makes one for each line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One WARC record: where it stands, the SHA-256 of its bytes there, and what it says of itself.

    `digest` is its WARC-Payload-Digest. A revisit names the record that holds its payload: `refers` is that record's
    WARC file relative to the data folder, its offset and its length.
    """

    file: str
    offset: int
    length: int
    sha256: str
    type: str
    id: str
    date: str
    uri: str | None = None
    status: int | None = None
    mime: str | None = None
    digest: str | None = None
    refers: tuple[str, int, int] | None = None

    @property
    def end(self) -> int:
        """Where the next record of its file begins."""
        return self.offset + self.length


_NAMES = tuple(one.name for one in fields(Entry))


def linked(link: str, content: Mapping[str, object]) -> str:
    """The link of anything that follows another link."""
    return hashlib.sha256(f"{link}\n{_written(content)}".encode()).hexdigest()


def read(path: Path) -> Iterator[tuple[Entry, str]]:
    """Entries and their links in order; a last line that a killed writer left half done is passed over.

    An EvidenceDamagedError where a line is none of ours.
    """
    if not path.exists():
        return
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            if raw.endswith(b"\n"):
                try:
                    read = _entry(json.loads(raw))
                except (ValueError, LookupError, TypeError, AttributeError) as problem:
                    raise unreadable(path, number) from problem
                yield read


def _entry(data: dict[str, Any]) -> tuple[Entry, str]:
    link: str = data.pop("link")
    refers = data.pop("refers", None)
    return Entry(**data, refers=None if refers is None else (refers[0], refers[1], refers[2])), link


class Ledger:
    """The writing side: entries appended in the order of their records."""

    def __init__(self, path: Path, ends: Mapping[str, int]) -> None:
        """Open it behind the last record that lies before the ends of the WARC files; what is missing is made up."""
        self._path = path
        self.link = GENESIS
        self.count = 0
        kept, last = self._kept(ends)
        if path.exists():
            os.truncate(path, kept)
        self._stream: IO[bytes] = path.open("ab")
        for name, end in sorted(ends.items()):
            for entry in scanned(path.parent / name, last.get(name, 0), end):
                self.append(entry)

    def append(self, entry: Entry) -> None:
        """One record more."""
        content = {name: value for name in _NAMES if (value := getattr(entry, name)) is not None}
        self.link = linked(self.link, content)
        self.count += 1
        content["link"] = self.link
        self._stream.write(f"{_written(content)}\n".encode())

    def flush(self) -> None:
        """Hand everything to the operating system."""
        self._stream.flush()

    def fileno(self) -> int:
        """For fsync."""
        return self._stream.fileno()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _kept(self, ends: Mapping[str, int]) -> tuple[int, dict[str, int]]:
        """How long the part is that speaks of records which are there, and how far it goes in each file."""
        size = 0
        last: dict[str, int] = {}
        if not self._path.exists():
            return size, last
        with self._path.open("rb") as stream:
            for raw in stream:
                if not raw.endswith(b"\n"):
                    break
                data = json.loads(raw)
                name, end = data["file"], data["offset"] + data["length"]
                if end > ends.get(name, 0):
                    break
                size += len(raw)
                last[name] = end
                self.link = data["link"]
                self.count += 1
        return size, last


def scanned(path: Path, start: int, end: int) -> Iterator[Entry]:
    """Entries of the records between two places of a WARC file, read from the file itself."""
    if start >= end or not path.exists():
        return
    with path.open("rb") as stream, path.open("rb") as again:
        stream.seek(start)
        records = ArchiveIterator(stream)
        for record in records:
            records.read_to_end()
            offset, length = records.get_record_offset(), records.get_record_length()
            if offset + length > end:
                return
            again.seek(offset)
            digest = hashlib.sha256(again.read(length)).hexdigest()
            yield entry_of(record, file=path.name, offset=offset, length=length, sha256=digest)


def entry_of(
    record: ArcWarcRecord,
    *,
    file: str,
    offset: int,
    length: int,
    sha256: str,
    refers: tuple[str, int, int] | None = None,
) -> Entry:
    """The entry of a record that stands at a place."""
    head = record.rec_headers.get_header
    http = record.http_headers
    mime, status = None, ""
    if record.rec_type == "resource":
        mime = head("Content-Type")
    elif http is not None and record.rec_type in {"response", "revisit"}:
        mime, status = http.get_header("Content-Type"), http.get_statuscode()
    if refers is None and record.rec_type == "revisit":
        refers = _refers(head("Portal-Audit-Payload"))
    return Entry(
        file=file,
        offset=offset,
        length=length,
        sha256=sha256,
        type=record.rec_type,
        id=head("WARC-Record-ID"),
        date=head("WARC-Date"),
        uri=head("WARC-Target-URI"),
        status=int(status) if status.isdigit() else None,
        mime=(mime or "").partition(";")[0].strip().lower() or None,
        digest=head("WARC-Payload-Digest"),
        refers=refers,
    )


def _refers(words: str | None) -> tuple[str, int, int] | None:
    """The place of the payload as a revisit record of ours names it: `path offset length`."""
    if words is None:
        return None
    name, offset, length = words.rsplit(" ", 2)
    return name, int(offset), int(length)
