"""What changed since the receiver was last served (增量): since a moment, or since the bundle of a manifest.

A part is one table of one region. What changed is handed over part by part, whole: the receiver puts it in the place of
what it has. The digests of all parts, the unchanged ones too, let it prove that it then has the whole round.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

import models
from crawler.calendar.holding import held
from crawler.errors import UsageError
from crawler.export import rows
from crawler.export.tables import TABLES
from crawler.export.writers import dumped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

Part = tuple[str, str]
"""Table and region."""


@dataclass(slots=True)
class Sum:
    """Digest and number of the rows of a part, over its lines as JSON Lines has them."""

    sha256: Any
    rows: int = 0


class Sums:
    """Takes the rows of all parts and keeps a digest of each."""

    def __init__(self) -> None:
        self._sums: dict[Part, Sum] = {}

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """One row more."""
        known = self._sums.get((table, row["region"]))
        if known is None:
            known = self._sums[table, row["region"]] = Sum(hashlib.sha256())
        known.sha256.update(f"{dumped(row)}\n".encode())
        known.rows += 1

    def digests(self) -> dict[Part, tuple[str, int]]:
        """SHA-256 and number of rows of each part that has any, by table and region."""
        order = list(TABLES)
        found = sorted(self._sums.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
        return {part: (one.sha256.hexdigest(), one.rows) for part, one in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The state that the receiver has: that of a moment, or that of a manifest."""

    moment: datetime | None = None
    manifest: str | None = None
    """SHA-256 of the manifest."""
    parts: Mapping[Part, str] | None = None

    def document(self) -> dict[str, Any]:
        """As the manifest says it."""
        return {"moment": rows.moment(self.moment), "manifest": self.manifest}


def read_since(words: str, code: str) -> Since:
    """A moment (ISO 8601; without a zone it is UTC), or the path of a manifest.json. UsageError for anything else."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return _read_manifest(Path(words), code)
    return Since(moment=moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))


def _read_manifest(path: Path, code: str) -> Since:
    try:
        content = (path / "manifest.json" if path.is_dir() else path).read_bytes()
        manifest = json.loads(content)
        of, kept = manifest["round"], manifest.get("parts")
        parts = None if kept is None else {(one["table"], one["region"]): str(one["sha256"]) for one in kept}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as problem:
        raise UsageError(
            f"--since {path}：既不是 2026-10-08T04:30:00Z 这样的时刻，也不是数据包的 manifest.json",
            f"--since {path}: neither a moment such as 2026-10-08T04:30:00Z nor the manifest.json of a bundle",
        ) from problem
    if of != code:
        raise UsageError(
            f"--since {path}：这是轮次 {of} 的清单，不是 {code} 的",
            f"--since {path}: that is the manifest of round {of}, not of {code}",
        )
    if parts is None:
        raise UsageError(
            f"--since {path}：该数据包写出时各部分还没有摘要；请先完整导出一次",
            f"--since {path}: its bundle was written before parts had digests; export the whole round once",
        )
    return Since(manifest=hashlib.sha256(content).hexdigest(), parts=parts)


def part_digests(session: Session, code: str) -> dict[Part, tuple[str, int]]:
    """The digests of all parts of a round that are released."""
    sums = Sums()
    back = held(session, code)
    for table, (_, read) in TABLES.items():
        for row in read(session, code):
            if row["region"] not in back:
                sums.add(table, row)
    return sums.digests()


def changed_parts(session: Session, code: str, since: Since) -> frozenset[Part]:
    """The parts that the receiver has not, or has otherwise."""
    if since.parts is not None:
        now = part_digests(session, code)
        return frozenset(part for part, (sha256, _) in now.items() if since.parts.get(part) != sha256)
    assert since.moment is not None
    regions = _regions_since(session, code, since.moment)
    return frozenset((table, region) for table in TABLES for region in regions)


def gone_parts(session: Session, code: str, since: Since, now: Collection[Part]) -> list[Part]:
    """The parts that the receiver may have and that are no more: a region that is held back again, an empty table."""
    if since.parts is not None:
        return sorted(since.parts.keys() - set(now))
    assert since.moment is not None
    back = held(session, code)
    regions = {one for one in back if back[one].raised_at > since.moment} | _regions_since(session, code, since.moment)
    return sorted({(table, region) for table in TABLES for region in regions} - set(now))


def _regions_since(session: Session, code: str, moment: datetime) -> set[str]:
    """Regions whose stored results changed after a moment, or that were released after it."""
    part, run, hold = models.RegionRun, models.Run, models.Hold
    stored = (
        select(part.region)
        .join(run, run.id == part.run)
        .where(run.round == code, func.coalesce(part.changed_at, part.finished_at) > moment)
    )
    released = select(hold.region).where(hold.round == code, hold.released_at > moment)
    return {*session.scalars(stored), *session.scalars(released)}
