"""WACZ: archives packed into one file with index, page list and hashes, which web archive players open."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from typing import IO, TYPE_CHECKING

from crawler import __version__
from crawler.archive import cdxj, ledger
from crawler.archive.journal import NAME as JOURNAL
from crawler.archive.manifest import NAME as MANIFEST
from crawler.archive.manifest import PROFILE, RULES
from crawler.domain.evidence import FetchState, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from crawler.archive.store import RegionArchive

VERSION = "1.1.1"
_BLOCK = 1 << 20
_LINES = 1024
"""Index lines a compressed block: a player reads one block to find one address."""

# As plain text: a JSON file whose keys look like those of a data package is taken for a broken one by validators.
_SEALS = (MANIFEST, ledger.NAME, JOURNAL, PROFILE, RULES)
_NO_PAGES = frozenset({PageKind.ROBOTS, PageKind.API, PageKind.FRAGMENT})


def pack(archives: Sequence[RegionArchive], out: Path, *, title: str) -> tuple[str, ...]:
    """Write the archives, with every WARC file of an earlier run that they rest on, into one WACZ file.

    The names of what is in it. It is written beside `out` and renamed, so a half one never stands there.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    making = out.with_name(f"{out.name}.making")
    with zipfile.ZipFile(making, "w") as file:
        package = _Package(file)
        warcs = _warcs(archives)
        for name, path in warcs.items():
            with path.open("rb") as stream:
                package.add(f"archive/{_flat(name)}", stream, zipfile.ZIP_STORED)
        _index(package, warcs)
        package.write("pages/pages.jsonl", "".join(f"{line}\n" for line in _pages(archives)).encode())
        for archive in archives:
            for name in _SEALS:
                path = archive.file(f"{archive.name}/{name}")
                if path.exists():
                    with path.open("rb") as stream:
                        package.add(f"seals/{archive.run}_{archive.region}_{name}.txt", stream, zipfile.ZIP_DEFLATED)
        package.describe(title, max((_last(one) for one in archives), default=""))
    making.rename(out)
    return tuple(str(one["path"]) for one in package.resources)


class _Package:
    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.resources: list[dict[str, object]] = []

    def add(self, name: str, stream: IO[bytes], compression: int) -> None:
        """A file; WARC files are stored as they are, so that a player can read a part of one."""
        digest, size = hashlib.sha256(), 0
        with self._file.open(_info(name, compression), "w", force_zip64=True) as target:
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
                target.write(block)
        self._list(name, digest.hexdigest(), size)

    def write(self, name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
        self._file.writestr(_info(name, compression), content)
        self._list(name, hashlib.sha256(content).hexdigest(), len(content))

    def describe(self, title: str, created: str) -> None:
        package = {
            "profile": "data-package",
            "resources": self.resources,
            "wacz_version": VERSION,
            "software": f"portal-audit/{__version__}",
            "created": created,
            "title": title,
        }
        text = json.dumps(package, ensure_ascii=False, indent=2).encode()
        self._file.writestr(_info("datapackage.json", zipfile.ZIP_DEFLATED), text)
        told = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
        self._file.writestr(_info("datapackage-digest.json", zipfile.ZIP_DEFLATED), json.dumps(told, indent=2))

    def _list(self, name: str, digest: str, size: int) -> None:
        short = name.rpartition("/")[2].lower()
        self.resources.append({"name": short, "path": name, "hash": f"sha256:{digest}", "bytes": size})


def _info(name: str, compression: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)  # the zip format's own first day: the same archives give the same bytes
    info.compress_type = compression
    return info


def _warcs(archives: Iterable[RegionArchive]) -> dict[str, Path]:
    """Every WARC file that the archives consist of or rest on, by its name relative to the data folder."""
    found: dict[str, Path] = {}
    for archive in archives:
        for entry, _ in ledger.read(archive.file(f"{archive.name}/{ledger.NAME}")):
            found.setdefault(f"{archive.name}/{entry.file}", archive.file(f"{archive.name}/{entry.file}"))
            if entry.refers is not None:
                found.setdefault(entry.refers[0], archive.file(entry.refers[0]))
        for one in archive.evidence():
            if one.warc is not None:
                found.setdefault(one.warc, archive.file(one.warc))
    return {name: path for name, path in sorted(found.items()) if path.exists()}


def _flat(name: str) -> str:
    """A file's name among those of other runs and regions."""
    return "_".join(name.split("/")[1:])


def _index(package: _Package, warcs: dict[str, Path]) -> None:
    """The index, compressed in blocks, and the table of its blocks."""
    lines: list[str] = []
    for folder in sorted({(name.rpartition("/")[0], path.parent) for name, path in warcs.items()}):
        name, place = folder
        for entry, _ in ledger.read(place / ledger.NAME):
            if f"{name}/{entry.file}" in warcs and (line := cdxj.line(entry, _flat(f"{name}/{entry.file}"))):
                lines.append(line)
    lines.sort()
    blocks, table = bytearray(), ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}']
    for start in range(0, len(lines), _LINES):
        some = lines[start : start + _LINES]
        block = gzip.compress("".join(f"{line}\n" for line in some).encode(), mtime=0)
        told = {"offset": len(blocks), "length": len(block), "digest": f"sha256:{hashlib.sha256(block).hexdigest()}"}
        table.append(f"{' '.join(some[0].split(' ')[:2])} {json.dumps({**told, 'filename': 'index.cdx.gz'})}")
        blocks += block
    package.write("indexes/index.cdx.gz", bytes(blocks), zipfile.ZIP_STORED)
    package.write("indexes/index.idx", "".join(f"{line}\n" for line in table).encode())


def _pages(archives: Iterable[RegionArchive]) -> Iterator[str]:
    yield json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
    for archive in archives:
        for one in archive.evidence():
            if one.state is FetchState.FETCHED and one.kind not in _NO_PAGES and one.captured_at is not None:
                at = f"{one.captured_at:%Y-%m-%dT%H:%M:%SZ}"
                yield json.dumps({"id": f"{archive.region}-{one.id}", "url": one.url, "ts": at}, ensure_ascii=False)


def _last(archive: RegionArchive) -> str:
    times = [one.captured_at for one in archive.evidence() if one.captured_at is not None]
    return f"{max(times):%Y-%m-%dT%H:%M:%SZ}" if times else ""
