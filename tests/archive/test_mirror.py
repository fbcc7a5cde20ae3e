"""Evidence on a store outside this machine: nothing is lost with the machine, and another one goes on."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from crawler.archive import mirror
from crawler.archive.manifest import Rules, seal
from crawler.archive.remote import Store
from crawler.archive.store import RegionArchive, RegionRecorder
from crawler.archive.warc import Exchange
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES = Rules(system="project", system_version="1", checks={}, design="census", seed=None)
FOLDER = "evidence/r1/990001"


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    found = f"file://{tmp_path / 'store'}" if request.param == "file" else "memory://mirror"
    yield found
    store = Store(found)
    for name in store.sizes("evidence"):
        store.remove(name)


def noted(recorder: RegionRecorder, number: int) -> Evidence:
    one = Evidence(
        id=f"{number:016x}", region="990001", kind=PageKind.GUIDE, target=Target(url=f"http://127.0.0.1/{number}"),
        state=FetchState.FETCHED,
    )  # fmt: skip
    sent = Exchange(
        url=one.target.url, method="GET", request_headers=[], request_body=b"", status=200,
        response_headers=[("Content-Type", "text/html")], body=b"%d" % number * 99, at=datetime.now(UTC),
    )  # fmt: skip
    placed = recorder.placed(one, recorder.write_exchange(sent))
    recorder.note(placed)
    return placed


def test_a_sealed_region_is_read_where_it_was_never_written(tmp_path: Path, url: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for data in (here, there):
        mirror.use(data, url)
    archive = RegionArchive(here, "r1", "990001")
    with RegionRecorder(archive) as recorder:
        looks = [noted(recorder, n) for n in (1, 2)]
    seal(archive, RULES)
    mirror.push(here, archive.name)

    far = RegionArchive(there, "r1", "990001")
    assert list(far.evidence()) == looks
    assert [far.payload(one) for one in looks] == [b"1" * 99, b"2" * 99]
    assert mirror.local(there, f"{FOLDER}/manifest.json").exists()
    assert not mirror.local(there, f"{FOLDER}/nothing").exists()


def test_another_machine_goes_on_where_one_was_lost(tmp_path: Path, url: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for data in (here, there):
        mirror.use(data, url)
    recorder = RegionRecorder(RegionArchive(here, "r1", "990001"))
    first = noted(recorder, 1)
    mirror.push(here, FOLDER)  # what the copying does every minute
    noted(recorder, 2)
    recorder.close()
    shutil.rmtree(here)

    with RegionRecorder(RegionArchive(there, "r1", "990001")) as again:
        second = noted(again, 2)
    archive = RegionArchive(there, "r1", "990001")
    assert list(archive.evidence()) == [first, second]
    assert [archive.payload(one) for one in (first, second)] == [b"1" * 99, b"2" * 99]
    seal(archive, RULES)


def test_what_grows_is_copied_meanwhile(tmp_path: Path, url: str) -> None:
    data = tmp_path / "here"
    mirror.use(data, url)
    with RegionRecorder(RegionArchive(data, "r1", "990001")) as recorder:
        noted(recorder, 1)
        copying = mirror.Copying(data, FOLDER, every=0.05)
        store = Store(url)
        for _ in range(200):
            if f"{FOLDER}/journal.jsonl" in store.sizes(FOLDER):
                break
            copying._over.wait(0.05)
        copying.stop()
    assert f"{FOLDER}/pages-00001.warc.gz" in store.sizes(FOLDER)


def test_the_folder_remembers_its_store_until_it_is_told_another(tmp_path: Path) -> None:
    assert mirror.store_of(tmp_path) is None
    mirror.use(tmp_path, "memory://one")
    mirror.use(tmp_path, None)
    found = mirror.store_of(tmp_path)
    assert found is not None
    assert found.url == "memory://one"
    mirror.use(tmp_path, "none")
    assert mirror.store_of(tmp_path) is None
    with pytest.raises(UsageError, match="nosuch"):
        mirror.use(tmp_path, "nosuch://x")
