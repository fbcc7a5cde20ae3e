"""Evidence leaves the house: as one WACZ file, into a back-up, and back."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive.backup import backup, restore
from crawler.archive.manifest import Rules, seal
from crawler.archive.remote import Store
from crawler.archive.store import RegionArchive, RegionRecorder
from crawler.archive.wacz import pack
from crawler.archive.warc import Exchange
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES = Rules(system="project", system_version="1", checks={"fee.status": 2}, design="census", seed=None)
AT = datetime(2026, 11, 2, 3, 4, 5, tzinfo=UTC)


def gathered(data: Path, run: str, bodies: tuple[bytes, ...], earlier: tuple[RegionArchive, ...] = ()) -> RegionArchive:
    archive = RegionArchive(data, run, "990001")
    with RegionRecorder(archive, earlier) as recorder:
        for number, body in enumerate(bodies):
            url = f"http://127.0.0.1:9001/guide/{number}"
            one = Evidence(
                id=f"{number:016x}", region="990001", kind=PageKind.GUIDE, target=Target(url=url),
                state=FetchState.FETCHED, captured_at=AT,
            )  # fmt: skip
            sent = Exchange(
                url=url, method="GET", request_headers=[], request_body=b"", status=200,
                response_headers=[("Content-Type", "text/html; charset=utf-8")], body=body, at=AT,
            )  # fmt: skip
            recorder.note(recorder.placed(one, recorder.write_exchange(sent)))
    (archive.folder / "profile.json").write_text('{"jobs": [], "data": "", "run": "r"}')
    seal(archive, RULES)
    return archive


def validated(path: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", program, "validate", "-f", str(path)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_packed_round_validates_and_rests_on_nothing_outside(tmp_path: Path) -> None:
    first = gathered(tmp_path, "r1", (b"same" * 99, b"old" * 99))
    second = gathered(tmp_path, "r2", (b"same" * 99, b"new" * 99), (first,))
    out = tmp_path / "out" / "r2.wacz"
    names = pack([second], out, title="2026Q4")

    done = validated(out)
    assert (done.returncode, "is valid" in done.stdout) == (0, True), done.stdout + done.stderr
    # The unchanged page's payload lies in the first run's file, which comes along.
    assert {name for name in names if name.startswith("archive/")} == {
        "archive/r1_990001_pages-00001.warc.gz",
        "archive/r2_990001_pages-00001.warc.gz",
    }
    with zipfile.ZipFile(out) as file:
        index = gzip.decompress(file.read("indexes/index.cdx.gz")).decode().splitlines()
        assert index == sorted(index)
        for line in index:
            told = json.loads(line.split(" ", 2)[2])
            info = file.getinfo(f"archive/{told['filename']}")
            assert info.compress_type == zipfile.ZIP_STORED
            data = file.read(info)[int(told["offset"]) :]
            record = next(iter(ArchiveIterator(io.BytesIO(data))))
            assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]
        pages = [json.loads(line) for line in file.read("pages/pages.jsonl").decode().splitlines()]
        assert [one.get("url") for one in pages[1:]] == [f"http://127.0.0.1:9001/guide/{n}" for n in (0, 1)]
        assert "seals/r2_990001_manifest.json.txt" in file.namelist()


def test_the_same_archives_give_the_same_bytes(tmp_path: Path) -> None:
    archive = gathered(tmp_path, "r1", (b"a" * 99, b"b" * 99))
    for name in ("one", "two"):
        pack([archive], tmp_path / f"{name}.wacz", title="2026Q4")
    assert (tmp_path / "one.wacz").read_bytes() == (tmp_path / "two.wacz").read_bytes()


def test_a_changed_byte_in_a_packed_file_is_noticed(tmp_path: Path) -> None:
    archive = gathered(tmp_path, "r1", (b"a" * 99,))
    path = archive.folder / "pages-00001.warc.gz"
    out = tmp_path / "r1.wacz"
    pack([archive], out, title="2026Q4")
    raw = out.read_bytes()
    place = raw.index(path.read_bytes()) + path.stat().st_size // 2
    other = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
    out.write_bytes(other)
    assert validated(out).returncode != 0


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "file":
        yield Store(f"file://{tmp_path / 'store'}")
        return
    one = Store("memory://audit")
    yield one
    for name in one.sizes("evidence"):
        one.remove(name)


def test_a_back_up_brings_everything_back(tmp_path: Path, store: Store) -> None:
    data = tmp_path / "data"
    archive = gathered(data, "r1", (b"a" * 99, b"b" * 99))
    first = backup(data, store)
    files = {p.relative_to(data).as_posix(): p.read_bytes() for p in (data / "evidence").rglob("*") if p.is_file()}
    del files["evidence/r1/990001/lock"]
    assert first.files == len(files) == len(store.sizes("evidence"))

    gathered(data, "r2", (b"a" * 99,), (archive,))
    second = backup(data, store)
    assert second.files > 0
    assert "evidence/r1/990001/pages-00001.warc.gz" in store.sizes("evidence")

    elsewhere = tmp_path / "elsewhere"
    restore(store, elsewhere)
    assert {name: (elsewhere / name).read_bytes() for name in files} == files
    again = RegionArchive(elsewhere, "r2", "990001")
    assert [again.payload(one) for one in again.evidence()] == [b"a" * 99]
    assert restore(store, elsewhere).files == 0
    with pytest.raises(UsageError, match="holds no evidence"):
        restore(Store(f"file://{tmp_path / 'nowhere'}"), elsewhere)


def test_what_is_in_the_back_up_already_is_not_copied_again(tmp_path: Path, store: Store) -> None:
    data = tmp_path / "data"
    archive = gathered(data, "r1", (b"a" * 99,))
    backup(data, store)
    # Somebody damaged the evidence here: the good copy must not be overwritten.
    path = archive.folder / "pages-00001.warc.gz"
    good = path.read_bytes()
    path.write_bytes(bytes(len(good)))
    assert backup(data, store).bytes < 10_000
    path.unlink()
    restore(store, data)
    assert path.read_bytes() == good


def test_an_address_that_cannot_be_used_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nosuch"):
        Store("nosuch://bucket")
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(UsageError, match="evidence store"):
        Store(f"file://{blocked}/below").put(blocked, "evidence/x")
