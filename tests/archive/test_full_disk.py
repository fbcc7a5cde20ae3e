"""What a full disk leaves half written: nothing follows it, and whoever goes on cuts it off."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from crawler.archive.store import RegionArchive, RegionRecorder
from crawler.archive.traffic import NAME as TRAFFIC
from crawler.archive.traffic import Asked, TrafficLog, by_host
from crawler.archive.warc import Exchange
from crawler.archive.writing import cut_to_lines
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.errors import NotArchivedError

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 30, tzinfo=UTC)


def _exchange(name: str) -> Exchange:
    return Exchange(
        url=f"http://portal.test/{name}", method="GET", request_headers=(), request_body=b"", status=200,
        response_headers=(("Content-Type", "text/html"),), body=name.encode() * 100, at=AT,
    )  # fmt: skip


def _kept(recorder: RegionRecorder, name: str) -> None:
    look = Evidence(
        id=name, region="990001", kind=PageKind.GUIDE, target=Target(url=f"http://portal.test/{name}"),
        state=FetchState.FETCHED,
    )  # fmt: skip
    recorder.note(recorder.placed(look, recorder.write_exchange(_exchange(name))))


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_nothing_is_written_behind_what_the_disk_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = RegionArchive(tmp_path, "R1-001", "990001")
    recorder = RegionRecorder(archive)
    _kept(recorder, "one")
    with monkeypatch.context() as full:
        full.setattr(recorder._warc, "flush", _full)
        with pytest.raises(NotArchivedError, match=f"written to {archive.folder}: No space left on device; see to"):
            _kept(recorder, "two")

    with pytest.raises(NotArchivedError):  # there is room again, but the record before it may be torn
        _kept(recorder, "three")
    recorder.close()

    with RegionRecorder(archive) as again:
        _kept(again, "four")
    archive = RegionArchive(tmp_path, "R1-001", "990001")
    assert [one.id for one in archive.evidence()] == ["one", "four"]
    assert [archive.payload(one) for one in archive.evidence()] == [b"one" * 100, b"four" * 100]


def test_the_lock_is_free_where_closing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = RegionArchive(tmp_path, "R1-001", "990001")
    recorder = RegionRecorder(archive)
    monkeypatch.setattr(recorder._warc, "flush", _full)

    with pytest.raises(NotArchivedError):
        recorder.close()

    RegionRecorder(archive).close()


def test_a_folder_that_cannot_be_made_is_told_as_ours(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file where a folder belongs", encoding="utf-8")

    with pytest.raises(NotArchivedError, match=str(tmp_path / "evidence")):
        RegionRecorder(RegionArchive(tmp_path, "R1-001", "990001"))


def test_half_a_line_is_not_gone_on_with(tmp_path: Path) -> None:
    """A line that follows half a line makes one that nobody can read."""
    path = tmp_path / TRAFFIC
    log = TrafficLog(path)
    log.add(Asked(at=AT, host="portal.test", bytes=3))
    log.close()
    with path.open("ab") as stream:
        stream.write(b'[17,"port')

    log = TrafficLog(path)
    log.add(Asked(at=AT, host="portal.test", bytes=4))
    log.close()

    (told,) = by_host(path)
    assert (told.requests, told.bytes) == (2, 7)


def test_what_is_put_back_follows_a_whole_line(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "R1-001", "990001")
    with RegionRecorder(archive) as recorder:
        _kept(recorder, "one")
    with archive.journal_path.open("ab") as stream:
        stream.write(b'{"id":"two","reg')
    (one,) = archive.evidence()

    archive.put_back([one])

    assert [each.id for each in archive.history()] == ["one", "one"]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (b"", 0),
        (b"a\nb", 2),
        (b"a\nb\n", 4),
        (b"no line", 0),
        (b"a\n" + b"x" * 200_000, 2),
        (b"x" * 70_000 + b"\ny", 70_001),
    ],
)
def test_a_file_is_cut_to_its_last_whole_line(raw: bytes, kept: int, tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(raw)

    cut_to_lines(path)

    assert path.read_bytes() == raw[:kept]
