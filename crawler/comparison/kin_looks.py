"""Which pages are looked at again because findings of a comparison rest on them alone (比对二次核查)."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

import models
from crawler.archive import manifest, mirror
from crawler.archive.store import RegionArchive
from crawler.comparison.comparing import compared, of_kin, parts_to_compare
from crawler.comparison.kin_again import pages_of
from crawler.domain.evidence import SECOND_TURNS, FetchState
from crawler.gather.address import host_of
from crawler.verdicts.second_look import SEVERITIES, can_be_repeated, is_call, page_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.domain.check import Check
    from crawler.domain.evidence import Evidence
    from crawler.domain.indicator import IndicatorSystem
    from crawler.verdicts.fold import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class KinLooks:
    """Looks of one region to be repeated: ids, in the archive of the run `within`.

    `part` is its part of the run that is compared, `gatherer` the part that brought the archive.
    """

    region: str
    part: int
    gatherer: int
    within: str
    looks: tuple[str, ...]


def looks_to_repeat(
    session: Session,
    run: str,
    *,
    system: IndicatorSystem,
    checks: Mapping[str, Check[Any]],
    data: Path,
    most: int,
    only: Mapping[str, Collection[str]] | None = None,
) -> dict[str, KinLooks]:
    """By region what findings rest on that hold it against others, or others against it; `most` pages a host.

    The bound counts what was repeated before. A page that was asked again once is not asked a third time, whatever
    came of it. `only` limits it to some items of some regions, by item key. A region whose archive is not here, or not
    all of it, is left out.
    """
    parts = parts_to_compare(session, run, system=system, checks=checks)
    worst: dict[str, dict[str, int]] = defaultdict(dict)
    for region in _accused(session, parts, of_kin(checks)):
        for at, item, id_, rank in _single(compared(session, region, parts, checks), of_kin(checks)):
            if at in parts and (only is None or item in only.get(at, ())):
                worst[at][id_] = min(rank, worst[at].get(id_, rank))
    found: dict[str, KinLooks] = {}
    for region in sorted(worst):
        part = session.get_one(models.RegionRun, parts[region])
        gatherer = part if part.gathered_by_id is None else session.get_one(models.RegionRun, part.gathered_by_id)
        looks = _chosen(session, gatherer, worst[region], data, most)
        if looks:
            found[region] = KinLooks(
                region=region, part=part.id, gatherer=gatherer.id, within=gatherer.run, looks=looks
            )
    return found


def _accused(session: Session, parts: Mapping[str, int], checks: Collection[str]) -> list[str]:
    """Regions with a finding of some checks that does not rest on two looks."""
    one = models.Finding
    single = session.scalars(
        select(one.region_run_id)
        .where(one.region_run_id.in_(parts.values()), one.check_id.in_(checks), one.withdrawn.is_(None), one.looks < 2)
        .distinct()
    )
    accused = set(single)
    return [region for region, part in parts.items() if part in accused]


def _single(judged: Judged, checks: Mapping[str, Check[Any]]) -> Iterator[tuple[str, str, str, int]]:
    """Region, item, look and severity of the pages seen once on which a finding rests."""
    own = {kinship.own.key: kinship.own for kinship in judged.record.kin.kinships}  # type: ignore[union-attr]
    for verdict in judged.verdicts:
        rank = SEVERITIES[checks[verdict.check].severity]
        for defect in verdict.defects:
            for facts, id_ in pages_of(defect, own):
                if id_ not in facts.repeats:
                    yield facts.region, facts.key, id_, rank


def _chosen(
    session: Session, gatherer: models.RegionRun, worst: Mapping[str, int], data: Path, most: int
) -> tuple[str, ...]:
    archive = RegionArchive(data, gatherer.run, gatherer.region)
    if not _is_here(archive, gatherer):
        return ()
    looks = {one.id: one for one in archive.evidence()}
    fetch = models.Fetch
    # What is in the database, and not what is in the archive: an attempt that was cut off after asking asks nothing
    # more, but takes in what came.
    known = session.scalars(
        select(fetch.evidence).where(
            fetch.region_run_id == gatherer.id, fetch.look.in_(SECOND_TURNS), fetch.state != FetchState.PLANNED
        )
    )
    repeated = {_page(looks[id_]): looks[id_] for id_ in known if id_ in looks and not is_call(looks[id_])}
    done = set(repeated)
    of_host = Counter(host_of(one.target.url) for one in repeated.values())
    chosen: list[str] = []
    for id_ in sorted(worst, key=lambda one: (worst[one], hashlib.sha256(one.encode()).digest())):
        look = page_of(looks.get(id_), looks)
        # A row of a list says the same of many items; those are not compared as a second look shows them.
        if look is None or look.item is None or not can_be_repeated(look) or _page(look) in done:
            continue
        host = host_of(look.target.url)
        if of_host[host] < most:
            of_host[host] += 1
            done.add(_page(look))
            chosen.append(look.id)
    return tuple(chosen)


def _is_here(archive: RegionArchive, gatherer: models.RegionRun) -> bool:
    """Whether all of an archive is on this machine; a store elsewhere may hold a newer one."""
    if not archive.journal_path.exists():
        return False
    return mirror.store_of(archive.data) is None or manifest.head(archive) == gatherer.evidence_head


def _page(look: Evidence) -> tuple[str, str, str | None]:
    return look.kind.value, look.target.key, look.item
