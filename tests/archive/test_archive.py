from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import journal
from crawler.archive.content import ContentBrokenError, ContentTooLargeError, decoded
from crawler.archive.store import RegionArchive, RegionRecorder
from crawler.archive.warc import Exchange, Resource
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 2, 3, 4, 5, 678000, tzinfo=UTC)


def exchange(url: str = "http://127.0.0.1:9001/a?b=c", body: bytes = "办事指南".encode(), **fields: Any) -> Exchange:
    values: dict[str, Any] = {
        "url": url,
        "method": "GET",
        "request_headers": [("User-Agent", "test")],
        "request_body": b"",
        "status": 200,
        "response_headers": [("Content-Type", "text/html"), ("X-Odd", "a\r\nb: c")],
        "body": body,
        "at": AT,
        "ip": "127.0.0.1",
    }
    return Exchange(**{**values, **fields})


def planned(number: int = 1) -> Evidence:
    return Evidence(
        id=f"{number:016x}",
        region="990001",
        kind=PageKind.GUIDE,
        target=Target(url=f"http://127.0.0.1:9001/{number}"),
        state=FetchState.PLANNED,
    )


def write(recorder: RegionRecorder, number: int, body: bytes) -> Evidence:
    one = planned(number)
    recorder.note(one)
    position = recorder.write_exchange(exchange(one.target.url, body))
    settled = replace(
        recorder.placed(one, position), state=FetchState.FETCHED, status=200, sha256=hashlib.sha256(body).hexdigest()
    )
    recorder.note(settled)
    return settled


def records(archive: RegionArchive) -> list[tuple[str, str]]:
    """Every record of the archive, read to its end with digests checked: what `warcio check` does."""
    found = []
    for path in sorted(archive.folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
    return found


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    bodies = {n: f"第{n}页".encode() * n for n in range(1, 20)}
    with RegionRecorder(archive) as recorder:
        written = [write(recorder, n, body) for n, body in bodies.items()]
    assert list(archive.evidence()) == written
    for one, body in zip(written, bodies.values(), strict=True):
        assert archive.payload(one) == body
        assert archive.find(one.id) == one
        assert one.warc is not None
        assert not one.warc.startswith("/")
    kinds = [kind for kind, _ in records(archive)]
    assert kinds == ["warcinfo"] + ["response", "request"] * len(bodies)


def test_a_record_stands_at_its_offset_and_has_its_length(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    with RegionRecorder(archive) as recorder:
        one = write(recorder, 1, b"x" * 5000)
    assert one.warc is not None
    assert one.offset is not None
    assert one.length is not None
    raw = (tmp_path / one.warc).read_bytes()[one.offset : one.offset + one.length]
    assert b"x" * 5000 in gzip.decompress(raw)


def test_dom_and_picture_are_resources(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    with RegionRecorder(archive) as recorder:
        dom = Resource(url="http://127.0.0.1/#/a", content_type="text/html; charset=utf-8", body=b"<p>1</p>", at=AT)
        one = recorder.placed(planned(), recorder.write_resource(dom))
        recorder.note(one)
        picture = recorder.write_picture("a.png", b"\x89PNG")
    assert archive.payload(one) == b"<p>1</p>"
    assert (tmp_path / picture).read_bytes() == b"\x89PNG"
    assert ("resource", "http://127.0.0.1/#/a") in records(archive)


def test_a_compressed_answer_keeps_its_bytes_and_gives_its_payload(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    body = "受理条件".encode() * 100
    sent = exchange(body=gzip.compress(body), response_headers=[("Content-Encoding", "gzip")])
    with RegionRecorder(archive) as recorder:
        one = recorder.placed(planned(), recorder.write_exchange(sent))
        recorder.note(one)
    assert archive.payload(one) == body
    assert records(archive)


@pytest.mark.parametrize("torn", [1, 7, 40, 200])
def test_what_a_killed_writer_left_is_cut_back(tmp_path: Path, torn: int) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    with RegionRecorder(archive) as recorder:
        first = write(recorder, 1, b"one")
        warc = archive.folder / "pages-00001.warc.gz"
        kept = warc.stat().st_size
        recorder.write_exchange(exchange(body=os.urandom(5000)))
    with warc.open("r+b") as stream:
        stream.truncate(kept + torn)
    with archive.journal_path.open("ab") as stream:
        stream.write(b'{"id":"0000000000000002","region":"99')
    with RegionRecorder(RegionArchive(tmp_path, "r1", "990001")) as recorder:
        second = write(recorder, 2, b"two")
    again = RegionArchive(tmp_path, "r1", "990001")
    assert [e.id for e in again.evidence()] == [first.id, second.id]
    assert again.payload(first) == b"one"
    assert again.payload(second) == b"two"
    assert len(records(again)) == 5


def test_a_line_whose_record_was_lost_is_planned_again(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    with RegionRecorder(archive) as recorder:
        first = write(recorder, 1, b"one")
        end = (archive.folder / "pages-00001.warc.gz").stat().st_size
        write(recorder, 2, b"two")
    os.truncate(archive.folder / "pages-00001.warc.gz", end)
    with RegionRecorder(RegionArchive(tmp_path, "r1", "990001")):
        pass
    again = RegionArchive(tmp_path, "r1", "990001")
    states = {e.id: e.state for e in again.evidence()}
    assert states == {first.id: FetchState.FETCHED, planned(2).id: FetchState.PLANNED}
    assert [e.id for e in again.answered()] == [first.id]
    assert records(again)


def test_two_writers_of_one_region_are_refused(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    with RegionRecorder(archive), pytest.raises(BlockingIOError, match="another process"):
        RegionRecorder(archive)


def test_an_archive_that_is_not_there_is_empty(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    assert list(archive.evidence()) == []
    assert archive.payload(planned()) == b""


def test_looks_are_told_in_the_order_in_which_they_were_settled(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    with RegionRecorder(archive) as recorder:
        for number in (1, 2, 3):
            recorder.note(planned(number))
        for number in (3, 1):
            recorder.note(replace(planned(number), state=FetchState.FAILED, failure=Failure.TIMEOUT))
    assert [e.id for e in archive.answered()] == [planned(3).id, planned(1).id]
    assert [e.id for e in archive.evidence()] == [planned(n).id for n in (1, 2, 3)]


texts = st.text(st.characters(codec="utf-8"), max_size=40)
evidence = st.builds(
    Evidence,
    id=texts,
    region=texts,
    kind=st.sampled_from(PageKind),
    target=st.builds(Target, url=texts, method=st.sampled_from(["GET", "POST"]), body=st.none() | texts),
    state=st.sampled_from(FetchState),
    parent=st.none() | texts,
    item=st.none() | texts,
    failure=st.none() | st.sampled_from(Failure),
    reason=st.none() | texts,
    attempts=st.integers(0, 9),
    look=st.integers(1, 2),
    via=st.sampled_from(Via),
    status=st.none() | st.integers(100, 599),
    size=st.none() | st.integers(0),
    seconds=st.none() | st.floats(0, 1000),
    captured_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(evidence)
def test_a_journal_line_gives_the_same_evidence(one: Evidence) -> None:
    end = journal.WarcEnd("pages-00001.warc.gz", 42)
    line = journal.to_line(one, end)
    assert "\n" not in line
    assert journal.from_line(line) == (one, end)


@given(st.binary(max_size=3000), st.sampled_from(["gzip", "x-gzip", "GZIP", "deflate", "identity", None, "br"]))
def test_decoding_gives_the_payload(body: bytes, coding: str | None) -> None:
    name = (coding or "").lower()
    sent = gzip.compress(body) if "gzip" in name else zlib.compress(body) if name == "deflate" else body
    assert decoded(sent, coding) == body


def test_raw_deflate_and_two_members_are_read() -> None:
    engine = zlib.compressobj(wbits=-15)
    assert decoded(engine.compress(b"abc") + engine.flush(), "deflate") == b"abc"
    assert decoded(gzip.compress(b"abc") + gzip.compress(b"def"), "gzip") == b"abcdef"


def test_plain_bytes_labelled_as_gzip_are_taken_as_they_are() -> None:
    assert decoded(b"<html>", "gzip") == b"<html>"


def test_a_bomb_is_stopped_early() -> None:
    with pytest.raises(ContentTooLargeError):
        decoded(gzip.compress(bytes(50_000_000)), "gzip", limit=1_000_000)


def test_a_stream_that_ends_early_is_broken() -> None:
    with pytest.raises(ContentBrokenError):
        decoded(gzip.compress(os.urandom(1000))[:-100], "gzip")
