"""Looking at single service items again, in a round whose region was observed: everything else is as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler import catalogue, runs
from crawler.archive.store import RegionArchive
from crawler.domain.evidence import PageKind
from crawler.domain.records import ServiceGuide, ServiceItem
from crawler.errors import UsageError
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.domain.evidence import Evidence
    from crawler.domain.portal import PortalProfile
    from crawler.domain.records import ListedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What to look at in one region, again or for the first time in the round.

    `keys` are the items to open: those that were chosen, and those whose guides lead to them, which are answered from
    the archive. `without` are the looks that the archive must not answer, `incomplete` says why the archive is not
    whole, which single items do not mend. Where the list is not known yet there is no
    archive, and `keys` are what the items may be called there. `also` are looks that were made outside of any run.
    """

    keys: tuple[str, ...]
    archive: RegionArchive | None = None
    without: frozenset[str] = frozenset()
    sampled: bool = False
    incomplete: str | None = None
    also: tuple[Evidence, ...] = ()


def choose(
    session: Session, round_code: str, profiles: Sequence[PortalProfile], items: Sequence[str], data: Path
) -> Mapping[str, Again]:
    """For each region that may hold the items, what to look at.

    A region whose list is known and holds none of the items is left out, and so is every other once all of them are
    found. UsageError when an item is nowhere listed, was not drawn in the round's sample, or the evidence is not in the
    data folder.
    """
    from crawler.assembly.region import RegionRecords  # noqa: PLC0415 - what reads pages takes a second to load
    from crawler.extract.labels.dictionary import read_labels  # noqa: PLC0415 - the same

    current = runs.current_runs(session, round_code)
    found: dict[str, Again] = {}
    unknown = set(items)
    for profile in profiles:
        run = current.get(profile.code)
        archive = None if run is None else RegionArchive(data, run.gathered_by, profile.code)
        if run is None or archive is None:
            found[profile.code] = Again(keys=_known_keys(session, profile.code, items))
            continue
        if not archive.journal_path.exists():
            raise UsageError(
                f"地区 {profile.code} 的证据不在 {archive.folder}；用 --data 指明所在文件夹",
                f"the evidence of region {profile.code} is not at {archive.folder}; give its folder with --data",
            )
        records = RegionRecords(archive, profile, read_labels(catalogue.labels_text()))
        rows = records.item_list().items
        if not rows and run.outcome is not RegionOutcome.COMPLETE:
            found[profile.code] = Again(keys=_known_keys(session, profile.code, items))
            continue
        names = _names(session, run.region_run_id, rows)
        keys = {row.key for row in rows if names[row.key] & set(items)}
        for key in keys:
            unknown -= names[key]
        if keys:
            found[profile.code] = replace(
                _again(archive, rows, keys, sampled=run.sampled),
                incomplete=run.gap,
            )
    if not unknown:
        return {code: one for code, one in found.items() if one.archive is not None}
    if all(one.archive is not None for one in found.values()):
        raise UsageError(
            f"这些地区的清单里都没有事项 {'、'.join(sorted(unknown))}；请写导出数据中 `item_code` 一列的编码",
            f"no list of these regions holds the item {', '.join(sorted(unknown))}; "
            "write a code of the `item_code` column of the export",
        )
    return found


def _known_keys(session: Session, region: str, items: Sequence[str]) -> tuple[str, ...]:
    """The items as given, and the keys they had in other rounds: a list may show no codes at all."""
    item, part = models.Item, models.RegionRun
    keys = session.scalars(
        select(item.key)
        .join(part, part.id == item.region_run_id)
        .where(part.region == region, item.code.in_(items))
        .distinct()
    )
    return (*items, *sorted(set(keys) - set(items)))


def _names(session: Session, region_run: int, rows: Sequence[ListedItem]) -> dict[str, set[str]]:
    """What each item may be called by: its key, and the code that its row or its guide publishes."""
    names = {row.key: {row.key, *filter(None, [_code_in(row)])} for row in rows}
    item = models.Item
    for key, code in session.execute(select(item.key, item.code).where(item.region_run_id == region_run)):
        if key in names and code is not None:
            names[key].add(code)
    return names


def _code_in(row: ListedItem) -> str | None:
    return ServiceItem(key=row.key, row=row, guide=ServiceGuide(evidence=(), url="")).item_code


def _again(archive: RegionArchive, rows: Sequence[ListedItem], keys: set[str], *, sampled: bool) -> Again:
    looks = {one.id: one for one in archive.evidence()}
    asked = {one.item for one in looks.values() if one.item is not None}
    if sampled and not keys <= asked:
        missing = ", ".join(sorted(keys - asked))
        raise UsageError(
            f"事项 {missing} 没有被本轮抽样抽到；可用 `inspect` 查看它的地址",
            f"item {missing} was not drawn in this round's sample; `inspect` its address instead",
        )
    guides = {one.target.key: one.item for one in looks.values() if one.kind is PageKind.GUIDE and one.item}
    # A list under a main item hangs on the page that is the main item's guide.
    own_lists = {target for target, item in guides.items() if item in keys}
    without = {
        one.id
        for one in looks.values()
        if one.item in keys or (one.kind is PageKind.LIST and one.target.key in own_lists)
    }
    without |= {one.id for one in looks.values() if one.kind is PageKind.API and one.parent in without}
    listed_on = {row.key: row.name.evidence for row in rows}
    opened: list[str] = []
    waiting = sorted(keys)
    while waiting:
        key = waiting.pop()
        opened.append(key)
        waiting += [one for one in _above(looks, guides, listed_on.get(key)) if one not in (*opened, *waiting)]
    return Again(archive=archive, keys=tuple(sorted(opened)), without=frozenset(without), sampled=sampled)


def _above(looks: Mapping[str, Evidence], guides: Mapping[str, str], page: str | None) -> set[str]:
    """The items on whose guides one came to a page."""
    found: set[str] = set()
    seen: set[str] = set()
    while page is not None and page in looks and page not in seen:
        seen.add(page)
        look = looks[page]
        if look.target.key in guides:
            found.add(guides[look.target.key])
        page = look.parent
    return found
