"""What of an archive is not there any more as it came (证据损坏): verdicts on it would be about something else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from crawler.archive import journal, manifest
from crawler.archive.content import ContentBrokenError
from crawler.domain.evidence import FetchState
from crawler.errors import EvidenceDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.archive.store import RegionArchive


def damaged(archive: RegionArchive) -> tuple[str, ...]:
    """Places, relative to the data folder, of which the content is not what was archived.

    The journal is held against its seal, each WARC file against the length it had, each payload against its SHA-256.
    """
    seal, noted = f"{archive.name}/{manifest.NAME}", f"{archive.name}/{journal.NAME}"
    try:
        told = manifest.sealed_journal(archive)
    except (OSError, ValueError, LookupError, TypeError):
        return (seal,)
    if told is not None and not _begins_with(archive.journal_path, told):
        return (noted,)
    try:
        return tuple(dict.fromkeys([*_cut_short(archive), *_other_payloads(archive)]))
    except (OSError, EvidenceDamagedError):  # a line that nobody can read, in a journal that was never sealed
        return (noted,)


def _begins_with(path: Path, told: str) -> bool:
    """Whether a file has that SHA-256, or had it when it had fewer lines: what is looked at again is noted behind."""
    if not path.exists():
        return False
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for line in stream:
            digest.update(line)
            if digest.hexdigest() == told:
                return True
    return False


def _cut_short(archive: RegionArchive) -> Iterator[str]:
    ends: dict[str, int] = {}
    for _, end in journal.read(archive.journal_path):
        if end is not None:
            ends[end.file] = max(ends.get(end.file, 0), end.length)
    for name, length in sorted(ends.items()):
        place = f"{archive.name}/{name}"
        if _size(archive.file(place)) < length:
            yield place


def _other_payloads(archive: RegionArchive) -> Iterator[str]:
    found: dict[str, str] = {}
    for one in archive.evidence():
        if one.state is not FetchState.FETCHED or one.warc is None or one.sha256 is None:
            continue
        place = f"{one.warc} @ {one.offset}"
        if place not in found:
            try:
                found[place] = hashlib.sha256(archive.payload(one)).hexdigest()
            except (OSError, EvidenceDamagedError, ContentBrokenError):
                found[place] = ""
        if found[place] != one.sha256:
            yield place


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
