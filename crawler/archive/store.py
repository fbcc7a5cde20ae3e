"""The archive of one region's run: WARC files, journal and screenshots below the data folder."""

from __future__ import annotations

import contextlib
import functools
import os
import time
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from warcio.exceptions import ArchiveLoadFailed

from crawler import __version__
from crawler.archive import journal, ledger, mirror
from crawler.archive.journal import WarcEnd
from crawler.archive.ledger import Ledger
from crawler.archive.lock import locked
from crawler.archive.originals import Originals
from crawler.archive.syncing import Syncing
from crawler.archive.traffic import NAME as TRAFFIC
from crawler.archive.traffic import TrafficLog
from crawler.archive.warc import Position, WarcFile, original_at, payload_at, request_headers_at
from crawler.archive.writing import archiving, cut_to_lines, not_archived
from crawler.domain.evidence import Evidence, Failure, FetchState
from crawler.errors import EvidenceDamagedError, NotArchivedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import IO

    from crawler.archive.ledger import Entry
    from crawler.archive.warc import Exchange, Header, Original, Resource

_P = ParamSpec("_P")
_R = TypeVar("_R")

_ROLL_AT = 1 << 30
"""A new WARC file is begun at 1 GiB, the size that WARC tools recommend."""

_SYNC_EVERY = 5.0
"""Seconds between two fsyncs: a killed process loses nothing, a power cut at most this much."""

_UNREADABLE = (EOFError, ValueError, LookupError, ArchiveLoadFailed, RuntimeError, StopIteration, zlib.error)
"""What reading a record of a damaged file raises."""


class RegionArchive:
    """What was looked at for one region in one run, for reading; `RegionRecorder` writes it."""

    def __init__(self, data: Path, run: str, region: str) -> None:
        self.data = data
        self.run = run
        self.region = region
        self.name = f"evidence/{run}/{region}"
        self.folder = data / self.name
        self._latest: dict[str, Evidence] | None = None

    @property
    def journal_path(self) -> Path:
        """The journal, fetched from the store where another machine wrote it."""
        return self.file(f"{self.name}/{journal.NAME}")

    def evidence(self) -> Iterator[Evidence]:
        """The latest state of each look, in the order in which they were first planned."""
        yield from self._by_id().values()

    def find(self, id_: str) -> Evidence | None:
        """One look by its id."""
        return self._by_id().get(id_)

    def payload(self, evidence: Evidence) -> bytes:
        """The payload of a look, content coding undone; empty where it has none. May raise EvidenceDamagedError."""
        if evidence.warc is None or evidence.offset is None:
            return b""
        try:
            return payload_at(self.file(evidence.warc), evidence.offset)
        except _UNREADABLE as problem:
            raise EvidenceDamagedError(
                (
                    f"{self.data / evidence.warc}：位于 {evidence.offset} 的记录读不出；"
                    "请用备份恢复该文件（docs/verify_evidence.py 可查出其他损坏）"
                ),
                f"{self.data / evidence.warc}: the record at {evidence.offset} cannot be read; restore the file from "
                "its copy (docs/verify_evidence.py says what else is damaged)",
            ) from problem

    def request_headers(self, evidence: Evidence) -> list[Header]:
        """What the request of a look was sent with; nothing where that was not kept."""
        if evidence.warc is None or evidence.offset is None:
            return []
        return request_headers_at(self.file(evidence.warc), evidence.offset)

    def original(self, evidence: Evidence) -> Original | None:
        """The record that holds the payload of a look; None where it cannot be read."""
        if evidence.warc is None or evidence.offset is None or evidence.length is None:
            return None
        position = Position(evidence.offset, evidence.length, evidence.warc)
        return original_at(self.file(evidence.warc), position)

    def file(self, name: str) -> Path:
        """The file of that name, which is relative to the data folder; it may belong to an earlier run."""
        return mirror.local(self.data, name)

    def answered(self) -> Iterator[Evidence]:
        """Looks that were settled, in the order in which that happened: what a resumed walk is told again."""
        settled: dict[str, Evidence] = {}
        for evidence, _ in journal.read(self.journal_path):
            settled.pop(evidence.id, None)
            if evidence.state is not FetchState.PLANNED:
                settled[evidence.id] = evidence
        yield from settled.values()

    def history(self) -> Iterator[Evidence]:
        """Every state that a look was ever noted in, in order."""
        return (evidence for evidence, _ in journal.read(self.journal_path))

    @archiving
    def begin_from(self, earlier: RegionArchive, *, without: Collection[str], also: Iterable[Evidence] = ()) -> None:
        """Begin with what another run brought back, whose records stay where they are; `without` are ids of looks.

        `also` are looks that were made outside of any run. Resumed, the run asks only what is left out. Where a
        journal is begun already, nothing happens.
        """
        if self.journal_path.exists():
            return
        planned = (_unasked(one) for one in earlier.evidence() if one.id not in without)
        settled = (one for one in earlier.answered() if one.id not in without)
        self.folder.mkdir(parents=True, exist_ok=True)
        making = self.journal_path.with_suffix(".making")
        with making.open("wb") as stream:
            for one in (*planned, *settled, *also):
                stream.write(f"{journal.to_line(one, None)}\n".encode())
            stream.flush()
            os.fsync(stream.fileno())
        making.rename(self.journal_path)

    def doubt(self, failures: Collection[Failure], *, turn: int | None = None) -> None:
        """Look again at what failed so: our own network may have been at fault. What came stays, nothing is lost.

        With `turn` only what was looked at in that one.
        """
        self.put_back([_unasked(e) for e in self.evidence() if e.failure in failures and turn in {None, e.look}])

    @archiving
    def put_back(self, looks: Collection[Evidence]) -> None:
        """Let looks be again as they were: the last line about a look counts, and those before it stay."""
        if not looks:
            return
        with locked(self.folder / "lock"):
            cut_to_lines(self.journal_path)
            self._append(looks)
        self._latest = None

    def _append(self, looks: Collection[Evidence]) -> None:
        with self.journal_path.open("ab") as stream:
            stream.write("".join(f"{journal.to_line(one, None)}\n" for one in looks).encode())
            stream.flush()
            os.fsync(stream.fileno())

    def _by_id(self) -> dict[str, Evidence]:
        if self._latest is None:
            self._latest = {}
            for evidence, _ in journal.read(self.journal_path):
                self._latest[evidence.id] = evidence
        return self._latest


def _unless_refused(
    write: Callable[Concatenate[RegionRecorder, _P], _R],
) -> Callable[Concatenate[RegionRecorder, _P], _R]:
    """Nothing is written behind what the machine refused: a record may be torn there, which is cut off later."""

    @functools.wraps(write)
    def told(self: RegionRecorder, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        if self.refused is not None:
            raise self.refused
        try:
            return write(self, *args, **kwargs)
        except OSError as problem:
            self.refused = not_archived(problem, self.archive.folder)
            raise self.refused from problem

    return told


class RegionRecorder:
    """The writing side. Only one may be open on a region at a time.

    Opening it cuts back what a killed writer left behind the last journaled record. A record is complete in its file
    before its journal line is written, so what is journaled is there.
    A payload that this run, or one of the `earlier` ones, holds already is not kept again: a revisit record
    leads there.
    """

    @archiving
    def __init__(self, archive: RegionArchive, earlier: Iterable[RegionArchive] = ()) -> None:
        self.archive = archive
        self.refused: NotArchivedError | None = None
        folder = archive.folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = locked(folder / "lock")
        if not (folder / journal.NAME).exists():
            mirror.pull(archive.data, archive.name)
        ends, lost = self._mend()
        self._ledger = Ledger(folder / ledger.NAME, ends)
        self._originals = Originals(self._flushed)
        for one in (*earlier, archive):
            self._originals.learn(one.folder, one.name)
        self._warc = self._open_warc(ends)
        self.traffic = TrafficLog(folder / TRAFFIC)
        self._journal: IO[bytes] = archive.journal_path.open("ab")
        self._synced = time.monotonic()
        self._syncing = Syncing()
        self._copying = mirror.Copying(archive.data, archive.name)
        self._roll_at = _ROLL_AT if mirror.store_of(archive.data) is None else mirror.PART
        if lost:
            self.note(*lost)

    @_unless_refused
    def write_exchange(self, exchange: Exchange) -> Position:
        """Archive one request with its answer; the position is that of the record that holds the payload."""
        self._roll()
        codings = [value for name, value in exchange.response_headers if name.lower() == "content-encoding"]
        return self._warc.write_exchange(exchange, self._originals.same(exchange.body, codings[0] if codings else None))

    @_unless_refused
    def write_not_modified(self, exchange: Exchange, original: Original) -> Position:
        """Archive a request that was answered by 304: the payload is that of the original."""
        self._roll()
        return self._warc.write_exchange(exchange, original)

    @_unless_refused
    def write_resource(self, resource: Resource) -> Position:
        """Archive a rendered DOM or a screenshot."""
        self._roll()
        return self._warc.write_resource(resource, self._originals.same(resource.body, None))

    def _flushed(self, name: str) -> Path:
        """A file in the archive, with all that was written to it."""
        self._warc.flush()
        return self.archive.file(name)

    def _entered(self, entry: Entry) -> None:
        self._ledger.append(entry)
        if entry.digest is not None and entry.refers is None:
            self._originals.add(entry.digest, Position(entry.offset, entry.length, f"{self.archive.name}/{entry.file}"))

    @_unless_refused
    def write_picture(self, name: str, body: bytes) -> str:
        """Keep a screenshot as a file too; its path relative to the data folder."""
        folder = self.archive.folder / "pictures"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_bytes(body)
        return path.relative_to(self.archive.data).as_posix()

    def placed(self, evidence: Evidence, position: Position) -> Evidence:
        """The evidence with the position of its payload."""
        path = position.warc or f"{self.archive.name}/{self._warc.path.name}"
        return replace(evidence, warc=path, offset=position.offset, length=position.length)

    @_unless_refused
    def note(self, *changed: Evidence) -> None:
        """Journal changes of evidence; those given together are written together."""
        self._warc.flush()
        self._ledger.flush()
        self.traffic.flush()
        end = WarcEnd(self._warc.path.name, self._warc.end)
        lines = (journal.to_line(e, None if e.state is FetchState.PLANNED else end) + "\n" for e in changed)
        self._journal.write("".join(lines).encode())
        self._journal.flush()
        if time.monotonic() - self._synced > _SYNC_EVERY:
            self._syncing.begin([one.fileno() for one in (self._warc, self._ledger, self._journal)])
            self._synced = time.monotonic()

    @_unless_refused
    def sync(self) -> None:
        """Make everything survive a power cut: records before the lines that point at them."""
        self._syncing.end()
        for one in (self._warc, self._ledger, self._journal):
            os.fsync(one.fileno())
        self._synced = time.monotonic()

    @archiving
    def close(self) -> None:
        """Sync and close. Where that fails everything is closed all the same, for the lock is waited for."""
        if self._journal.closed:
            return
        self._copying.stop()
        try:
            if self.refused is None:
                self._warc.flush()
                self._ledger.flush()
                self.traffic.flush()
                self.sync()
        finally:
            for one in (self._warc, self._ledger, self.traffic, self._journal):
                with contextlib.suppress(OSError):
                    one.close()
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _mend(self) -> tuple[dict[str, int], list[Evidence]]:
        """Cut the journal to its last complete line; find where each WARC file ends, and looks whose record is gone."""
        path = self.archive.journal_path
        if not path.exists():
            return {}, []
        cut_to_lines(path)
        ends: dict[str, int] = {}
        latest: dict[str, Evidence] = {}
        for evidence, end in journal.read(path):
            latest[evidence.id] = evidence
            if end is not None:
                ends[end.file] = max(ends.get(end.file, 0), end.length)
        own = {p.name: p.stat().st_size for p in self.archive.folder.glob("*.warc.gz")}
        # Records of a run that this one began from lie in that run's folder.
        sizes = {name: _size(self.archive.file(name)) for name in {e.warc for e in latest.values()} if name}
        # After a power cut a line may have reached the disk without its record: such a look is to be asked again.
        lost = [
            _unasked(e)
            for e in latest.values()
            if e.warc is not None and (e.offset or 0) + (e.length or 0) > sizes[e.warc]
        ]
        return {name: min(end, own.get(name, 0)) for name, end in ends.items()}, lost

    def _open_warc(self, ends: dict[str, int]) -> WarcFile:
        """Go on at the end of the newest file; files that no journal line points into are cut to nothing and reused."""
        for path in self.archive.folder.glob("*.warc.gz"):
            if path.name not in ends:
                path.unlink()
        name = max(ends, default=_warc_name(1))
        return self._begun(name, ends.get(name, 0))

    def _roll(self) -> None:
        if self._warc.end < self._roll_at:
            return
        self.sync()
        self._warc.close()
        number = int(self._warc.path.name.removesuffix(".warc.gz").rpartition("-")[2]) + 1
        self._warc = self._begun(_warc_name(number), 0)

    def _begun(self, name: str, end: int) -> WarcFile:
        return WarcFile(self.archive.folder / name, end, f"portal-audit/{__version__}", self._entered)


def _warc_name(number: int) -> str:
    return f"pages-{number:05}.warc.gz"


def _unasked(evidence: Evidence) -> Evidence:
    """A look as it was before it was asked."""
    e = evidence
    return Evidence(
        id=e.id, region=e.region, kind=e.kind, target=e.target, state=FetchState.PLANNED,
        parent=e.parent, item=e.item, via=e.via, look=e.look,
    )  # fmt: skip


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
