"""What stands behind a finding a year later: revisits, the index, the chain, and the script that verifies it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import ledger
from crawler.archive.cdxj import urlkey
from crawler.archive.manifest import INDEX, NAME, Rules, head, seal
from crawler.archive.store import RegionArchive, RegionRecorder
from crawler.archive.warc import Exchange, Resource
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = Path(__file__).parents[2] / "docs" / "verify_evidence.py"
RULES = Rules(system="project", system_version="1", checks={"fee.status": 2}, design="census", seed=7)


def exchange(number: int, body: bytes, *, coding: str | None = None) -> Exchange:
    return Exchange(
        url=f"http://127.0.0.1:9001/guide/{number}",
        method="GET",
        request_headers=[("User-Agent", "test")],
        request_body=b"",
        status=200,
        response_headers=[("Content-Type", "text/html"), *([("Content-Encoding", coding)] if coding else [])],
        body=body,
        at=datetime(2026, 11, 2, 3, 4, number, tzinfo=UTC),
    )


def noted(recorder: RegionRecorder, number: int, body: bytes) -> Evidence:
    one = Evidence(
        id=f"{number:016x}",
        region="990001",
        kind=PageKind.GUIDE,
        target=Target(url=f"http://127.0.0.1:9001/guide/{number}"),
        state=FetchState.FETCHED,
        sha256=hashlib.sha256(body).hexdigest(),
    )
    placed = recorder.placed(one, recorder.write_exchange(exchange(number, body)))
    recorder.note(placed)
    return placed


def gathered(data: Path, run: str = "r1", bodies: tuple[bytes, ...] = (b"one" * 50, b"two" * 50)) -> RegionArchive:
    archive = RegionArchive(data, run, "990001")
    with RegionRecorder(archive) as recorder:
        for number, body in enumerate(bodies, 1):
            noted(recorder, number, body)
        recorder.write_picture("a.png", b"\x89PNG")
    (archive.folder / "profile.json").write_text("{}")
    return archive


def verify(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # Isolated and without site-packages: the script must need nothing but Python.
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def types(archive: RegionArchive) -> list[str]:
    found = []
    for path in sorted(archive.folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                found.append(record.rec_type)
    return found


def warcio_check(archive: RegionArchive) -> None:
    files = [str(path) for path in archive.folder.glob("*.warc.gz")]
    command = [sys.executable, "-m", "warcio.cli", "check", *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout


def test_the_same_payload_is_kept_once_and_every_look_leads_to_it(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    body = "办事指南".encode() * 50
    with RegionRecorder(archive) as recorder:
        first, second = noted(recorder, 1, body), noted(recorder, 2, body)
        dom = Resource(
            url="http://127.0.0.1/#/a", content_type="text/html", body=b"<p>dom</p>" * 9, at=datetime.now(UTC)
        )
        assert recorder.write_resource(dom).offset == recorder.write_resource(dom).offset
    assert (second.warc, second.offset, second.length) == (first.warc, first.offset, first.length)
    assert archive.payload(second) == body
    assert types(archive) == ["warcinfo", "response", "request", "revisit", "request", "resource", "revisit"]
    warcio_check(archive)


def test_other_bytes_under_the_same_coding_are_no_revisit(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    with RegionRecorder(archive) as recorder:
        recorder.write_exchange(exchange(1, b"not gzip at all"))
        recorder.write_exchange(exchange(2, b"not gzip at all", coding="gzip"))
        recorder.write_exchange(exchange(3, b"other"))
        recorder.write_exchange(exchange(4, b""))
        recorder.write_exchange(exchange(5, b""))
    assert types(archive).count("revisit") == 0


def test_a_later_run_keeps_only_what_changed(tmp_path: Path) -> None:
    gathered(tmp_path, "r1", (b"same" * 99, b"old" * 99))
    second = RegionArchive(tmp_path, "r2", "990001")
    with RegionRecorder(second, [RegionArchive(tmp_path, "r1", "990001")]) as recorder:
        same, new = noted(recorder, 1, b"same" * 99), noted(recorder, 2, b"new" * 99)
    third = RegionArchive(tmp_path, "r3", "990001")
    # The third run knows the second one alone, whose revisit leads on to the first.
    with RegionRecorder(third, [second]) as recorder:
        again = noted(recorder, 1, b"same" * 99)
    assert same.warc == again.warc == "evidence/r1/990001/pages-00001.warc.gz"
    assert new.warc == "evidence/r2/990001/pages-00001.warc.gz"
    assert third.payload(again) == b"same" * 99
    assert types(second) == ["warcinfo", "revisit", "request", "response", "request"]
    warcio_check(second)


def test_a_torn_original_is_not_pointed_to(tmp_path: Path) -> None:
    first = gathered(tmp_path, "r1", (b"same" * 99,))
    path = first.folder / "pages-00001.warc.gz"
    raw = bytearray(path.read_bytes())
    entry = next(e for e, _ in ledger.read(first.folder / ledger.NAME) if e.type == "response")
    raw[entry.offset + entry.length // 2] ^= 1
    path.write_bytes(raw)
    second = RegionArchive(tmp_path, "r2", "990001")
    with RegionRecorder(second, [first]) as recorder:
        kept = noted(recorder, 1, b"same" * 99)
    assert second.payload(kept) == b"same" * 99
    assert types(second) == ["warcinfo", "response", "request"]


def test_the_ledger_of_a_killed_writer_is_mended(tmp_path: Path) -> None:
    archive = RegionArchive(tmp_path, "r1", "990001")
    with RegionRecorder(archive) as recorder:
        noted(recorder, 1, b"one" * 50)
        recorder.write_exchange(exchange(9, b"written, never noted"))
    # A power cut: the newest line of the ledger did not reach the disk, a half one did.
    lines = (archive.folder / ledger.NAME).read_bytes().splitlines(keepends=True)
    (archive.folder / ledger.NAME).write_bytes(b"".join(lines[:2]) + lines[2][:20])
    with RegionRecorder(RegionArchive(tmp_path, "r1", "990001")) as recorder:
        noted(recorder, 2, b"two" * 50)
    seal(archive, RULES)
    assert verify(archive.folder).stdout == "nothing was changed\n"
    assert types(archive) == [e.type for e, _ in ledger.read(archive.folder / ledger.NAME)]


def test_an_untouched_archive_is_verified_by_its_head(tmp_path: Path) -> None:
    archive = gathered(tmp_path)
    top = seal(archive, RULES)
    assert head(archive) == top
    done = verify(archive.folder, "--head", top)
    assert (done.returncode, done.stdout) == (0, "nothing was changed\n"), done.stderr
    assert verify(archive.folder, "--head", "0" * 64).returncode == 1


def flip(archive: RegionArchive) -> None:
    path = archive.folder / "pages-00001.warc.gz"
    raw = bytearray(path.read_bytes())
    raw[-40] ^= 1
    path.write_bytes(raw)


def entries(archive: RegionArchive) -> list[ledger.Entry]:
    return [entry for entry, _ in ledger.read(archive.folder / ledger.NAME)]


def rewrite(archive: RegionArchive, kept: list[ledger.Entry]) -> None:
    """WARC file and ledger written anew by somebody who knows how the chain is made."""
    path = archive.folder / "pages-00001.warc.gz"
    raw = path.read_bytes()
    out, link, lines = b"", ledger.GENESIS, []
    for entry in kept:
        moved = replace(entry, offset=len(out))
        out += raw[entry.offset : entry.end]
        content = {k: v for k, v in ((n, getattr(moved, n)) for n in moved.__slots__) if v is not None}
        link = ledger.linked(link, content)
        lines.append(json.dumps({**content, "link": link}, sort_keys=True, separators=(",", ":")))
    path.write_bytes(out)
    (archive.folder / ledger.NAME).write_text("".join(f"{line}\n" for line in lines))


def drop_from_file(archive: RegionArchive) -> None:
    path, dropped = archive.folder / "pages-00001.warc.gz", entries(archive)[1]
    raw = path.read_bytes()
    path.write_bytes(raw[: dropped.offset] + raw[dropped.end :])


def drop_line(archive: RegionArchive) -> None:
    path = archive.folder / ledger.NAME
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:1] + lines[2:]))


def drop_everywhere(archive: RegionArchive) -> None:
    kept = entries(archive)
    rewrite(archive, kept[:1] + kept[2:])


def drop_last(archive: RegionArchive) -> None:
    rewrite(archive, entries(archive)[:-1])


def swap(archive: RegionArchive) -> None:
    first, *rest = entries(archive)
    rewrite(archive, [first, *rest[2:], *rest[:2]])


def append(archive: RegionArchive) -> None:
    with (archive.folder / "pages-00001.warc.gz").open("ab") as stream:
        stream.write(b"\x1f\x8b")


def other_rules(archive: RegionArchive) -> None:
    (archive.folder / "rules.json").write_text("{}")


def other_profile(archive: RegionArchive) -> None:
    (archive.folder / "profile.json").write_text('{"a": 1}')


def other_picture(archive: RegionArchive) -> None:
    (archive.folder / "pictures" / "a.png").write_bytes(b"\x89PNH")


def other_journal(archive: RegionArchive) -> None:
    text = archive.journal_path.read_text()
    archive.journal_path.write_text(text.replace('"fetched"', '"skipped"'))


def other_seed(archive: RegionArchive) -> None:
    path = archive.folder / NAME
    path.write_text(path.read_text().replace('"seed": 7', '"seed": 8'))


CHANGES = [
    *(flip, drop_from_file, drop_line, drop_everywhere, drop_last, swap, append),
    *(other_rules, other_profile, other_picture, other_journal, other_seed),
]


@pytest.mark.parametrize("change", CHANGES, ids=[c.__name__ for c in CHANGES])
def test_a_change_is_noticed(tmp_path: Path, change: Callable[[RegionArchive], None]) -> None:
    archive = gathered(tmp_path)
    seal(archive, RULES)
    change(archive)
    done = verify(archive.folder)
    assert done.returncode == 1, done.stdout
    assert done.stdout.strip()
    assert not done.stderr


def test_a_chain_written_anew_has_another_head(tmp_path: Path) -> None:
    archive = gathered(tmp_path)
    top = seal(archive, RULES)
    drop_everywhere(archive)
    seal(archive, RULES)
    assert verify(archive.folder).returncode == 0
    assert "not the evidence that was sealed" in verify(archive.folder, "--head", top).stdout


def test_the_index_leads_to_each_record(tmp_path: Path) -> None:
    archive = gathered(tmp_path, bodies=(b"a" * 99, b"b" * 99, b"a" * 99))
    seal(archive, RULES)
    lines = (archive.folder / INDEX).read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    told = [json.loads(line.split(" ", 2)[2]) for line in lines]
    assert [(one["url"][-1], one["mime"]) for one in told] == [
        ("1", "text/html"),
        ("2", "text/html"),
        ("3", "warc/revisit"),
    ]
    for one in told:
        with (archive.folder / one["filename"]).open("rb") as stream:
            stream.seek(int(one["offset"]))
            record = next(iter(ArchiveIterator(stream)))
            assert record.rec_headers.get_header("WARC-Target-URI") == one["url"]
            assert record.rec_headers.get_header("WARC-Payload-Digest") == one["digest"]


def test_addresses_are_sorted_as_other_tools_do() -> None:
    surt = pytest.importorskip("surt", reason="second opinion: surt comes with the WACZ tools")
    for url in (
        "http://www.gov.example/A/b?y=2&x=1",
        "https://zwfw.gov.example:8443/",
        "http://127.0.0.1:9001/guide/1",
    ):
        assert urlkey(url) == surt.surt(url), url
