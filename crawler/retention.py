"""How long evidence is kept (证据留存): what may go, and that nothing goes on which anything rests."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler import runs
from crawler.archive import ledger
from crawler.archive.lock import working_on
from crawler.archive.pictures import layout_name
from crawler.archive.store import RegionArchive
from crawler.errors import UsageError
from models import RegionState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.archive.remote import Store

NOTE = "pruned.json"
"""What is left in a folder whose evidence went: what it was, when and by whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Files of one region's run that may go, relative to the data folder, and their size in bytes."""

    round: str
    run: str
    region: str
    files: tuple[str, ...]
    bytes: int


def may_go(session: Session, data: Path, *, keep_rounds: int, give_up: Collection[str] = ()) -> tuple[Going, ...]:
    """What is superseded in rounds older than the newest `keep_rounds`, and everything of the rounds in `give_up`.

    Kept is whatever current observations and findings of the other rounds rest on, the payloads among it that an
    earlier run holds, and every run that is not over. Manifests, ledgers and journals stay: they are small, and still
    prove what there was. A UsageError for a round that is unknown or among the newest.
    """
    codes = list(runs.round_codes(session))
    newest = set(codes[-keep_rounds:]) if keep_rounds else set()
    for code in give_up:
        runs.get_round(session, code)
        if code in newest:
            raise UsageError(
                f"轮次 {code} 在应保留的最近 {keep_rounds} 个轮次之内；请先调小 --keep-rounds",
                f"round {code} is among the {keep_rounds} newest, which are kept; lower --keep-rounds first",
            )
    rows = session.execute(
        select(models.RegionRun, models.Run.round)
        .join(models.Run, models.Run.id == models.RegionRun.run)
        .order_by(models.Run.started_at, models.RegionRun.id)
    ).all()
    parts = {part.id: part for part, _ in rows}
    current = _current(session)
    kept = {
        part.id
        for part, code in rows
        if code not in give_up and (code in newest or part.id in current or part.state is not RegionState.DONE)
    }
    kept |= {parts[one].gathered_by_id or one for one in kept}
    resting = _rests_on(session, kept, parts, data)
    found = []
    for part, code in rows:
        if part.id in kept or code in newest or part.state is not RegionState.DONE:
            continue
        files = {name: path.stat().st_size for name, path in _heavy(data, part) if name not in resting}
        if files:
            size = sum(files.values())
            found.append(Going(round=code, run=part.run, region=part.region, files=tuple(sorted(files)), bytes=size))
    return tuple(found)


def prune(going: Sequence[Going], data: Path, *, by: str | None, store: Store | None = None) -> None:
    """Delete what may go, in the store outside this machine as well; a note stays in each folder."""
    with working_on(data, sorted({one.region for one in going})):
        for one in going:
            folder = RegionArchive(data, one.run, one.region).folder
            told = {**asdict(one), "at": datetime.now(UTC).isoformat(timespec="seconds"), "by": by}
            # First the note: whoever finds files missing must find out why.
            with (folder / NOTE).open("a", encoding="utf-8") as stream:
                stream.write(f"{json.dumps(told, ensure_ascii=False)}\n")
            for name in one.files:
                (data / name).unlink(missing_ok=True)
                if store is not None:
                    store.remove(name)


def _current(session: Session) -> set[int]:
    """Region runs with a current observation, and those whose evidence one of their findings points to."""
    observation, finding = models.Observation, models.Finding
    found = set(session.scalars(select(observation.region_run_id).where(observation.superseded_by_id.is_(None))))
    return found | set(
        session.scalars(select(finding.evidence_run_id).where(finding.region_run_id.in_(found)).distinct())
    )


def _rests_on(session: Session, kept: set[int], parts: dict[int, models.RegionRun], data: Path) -> set[str]:
    """Every file that the evidence of the kept region runs lies in, whichever run wrote it."""
    fetch = models.Fetch
    found: set[str] = set()
    for part in sorted(kept):
        rows = session.execute(select(fetch.warc, fetch.screenshot).where(fetch.region_run_id == part).distinct())
        found.update(name for row in rows for name in row if name is not None)
        archive = RegionArchive(data, parts[part].run, parts[part].region)
        # What is not stored yet is in the journal; what came again and is no look of its own in the ledger.
        found.update(name for one in archive.evidence() for name in (one.warc, one.screenshot) if name is not None)
        found.update(e.refers[0] for e, _ in ledger.read(archive.folder / ledger.NAME) if e.refers is not None)
    return found | {layout_name(name) for name in found if name.endswith(".png")}


def _heavy(data: Path, part: models.RegionRun) -> Iterable[tuple[str, Path]]:
    """WARC files and pictures of a region's run that are there."""
    archive = RegionArchive(data, part.run, part.region)
    for path in (*sorted(archive.folder.glob("*.warc.gz")), *sorted(archive.folder.glob("pictures/*"))):
        yield path.relative_to(data).as_posix(), path
