"""What becomes of a region's evidence (证据保管): which earlier runs it begins from, and how it is sealed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler import runs
from crawler.archive import manifest, mirror, traffic
from crawler.archive.store import RegionArchive
from crawler.errors import EvidenceDamagedError
from crawler.gather.job import spec_from_json
from models import RegionOutcome, RegionState, RunKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from sqlalchemy.orm import Session

    from crawler.archive.traffic import HostTraffic
    from crawler.domain.check import Check
    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile

_EARLIER = 2
"""Earlier runs of a region that are held in mind: one that was cut short knows little, the one before it knows more."""


def earlier_runs(session: Session, run: str, region: str, data: Path) -> tuple[str, ...]:
    """The last runs that gathered a region before this one, oldest first, as far as their evidence is there."""
    part = models.RegionRun
    found = session.scalars(
        select(part.run)
        .join(models.Run, models.Run.id == part.run)
        .where(
            part.region == region,
            part.run != run,
            part.state == RegionState.DONE,
            part.outcome != RegionOutcome.NOT_GATHERED,
            models.Run.kind == RunKind.RUN,
        )
        .order_by(models.Run.started_at.desc(), models.Run.id.desc())
        .limit(_EARLIER)
    )
    return tuple(one for one in reversed(list(found)) if RegionArchive(data, one, region).journal_path.exists())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The head of an archive's chain, and what each host was asked."""

    head: str
    traffic: tuple[HostTraffic, ...]


def sealed(
    archive: RegionArchive, *, system: IndicatorSystem, checks: Mapping[str, Check[Any]], design: str, seed: int | None
) -> Sealed | None:
    """Seal the archive of a region that is gathered, and copy it to its store; None where nothing was."""
    if not archive.journal_path.exists():
        return None
    rules = manifest.Rules(
        system=system.id,
        system_version=system.version,
        checks={name: check.version for name, check in checks.items()},
        design=design,
        seed=seed,
    )
    head = manifest.seal(archive, rules)
    mirror.push(archive.data, archive.name)
    return Sealed(head=head, traffic=traffic.by_host(archive.folder / traffic.NAME))


def sealed_again(archive: RegionArchive) -> Sealed | None:
    """Seal an archive anew that has grown, by the rules that it was sealed with; None where it never was."""
    rules = manifest.rules_of(archive)
    if rules is None:
        return None
    found = manifest.seal(archive, rules)
    mirror.push(archive.data, archive.name)
    return Sealed(head=found, traffic=traffic.by_host(archive.folder / traffic.NAME))


def kept_profile(archive: RegionArchive) -> PortalProfile:
    """The profile by which an archive was gathered; an EvidenceDamagedError where it is not there."""
    path = archive.file(f"{archive.name}/{manifest.PROFILE}")
    try:
        return spec_from_json(path.read_text(encoding="utf-8")).jobs[0].profile
    except (OSError, ValueError, LookupError) as problem:
        raise EvidenceDamagedError(
            f"地区 {archive.region} 的证据不在 {path.parent}；用 --data 指明所在文件夹",
            f"the evidence of region {archive.region} is not at {path.parent}; give its folder with --data",
        ) from problem


def note(session: Session, run: str, region: str, seal_of: Sealed) -> None:
    """Keep the head where whoever changes the archive does not reach it, and the traffic beside it."""
    part = runs.region_run(session, run, region)
    part.evidence_head = seal_of.head
    part.traffic = [asdict(one) for one in seal_of.traffic]
    session.flush()
