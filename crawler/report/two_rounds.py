"""Two rounds out of the database, as far as their difference (轮次差异) needs them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler import runs
from crawler.domain.evidence import AT_A_FINDING, FetchState, PageKind
from crawler.domain.records import GuideState
from crawler.errors import UsageError
from crawler.export.rows import current_parts, parts_of_run
from crawler.report.difference import SeenFinding, SeenItem, SeenRegion, SeenVerdict, differences
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from crawler.report.difference import Difference

_OF_GUIDES = (PageKind.GUIDE, PageKind.FRAGMENT, PageKind.API, PageKind.FORM)
_KEYS_A_QUESTION = 500


def check_known(session: Session, code: str) -> None:
    """A UsageError where nothing is called so, neither a round nor a run."""
    if session.get(models.Run, code) is None:
        try:
            runs.get_round(session, code)
        except UsageError as problem:
            raise UsageError(
                f"{problem.zh}（也可写 `status` 显示的批次编号）",
                f"{problem} (a run's id, as `status` shows it, is known too)",
            ) from problem


def _parts(session: Session, code: str, region: str | None) -> list[tuple[models.RegionRun, tuple[str, ...]]]:
    """What is current in a round, or what a single run of it observed."""
    of_run = session.get(models.Run, code) is not None
    return parts_of_run(session, code, region) if of_run else current_parts(session, code, region)


def regions_of(session: Session, before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The regions that both rounds or runs observed, and those that only one did."""
    first, second = ({part.region for part, _ in _parts(session, code, None)} for code in (before, after))
    return tuple(sorted(first & second)), tuple(sorted(first ^ second))


def rule_versions(session: Session, before: str, after: str, region: str) -> dict[str, tuple[int | None, int | None]]:
    """The checks of a region whose version differs between two rounds or runs, and those of one only (None)."""
    old, new = (dict(_Half(session, code, region).versions()) for code in (before, after))
    return {
        check: (old.get(check), new.get(check))
        for check in sorted(old.keys() | new.keys())
        if old.get(check) != new.get(check)
    }


def region_differences(session: Session, before: str, after: str, region: str) -> tuple[Difference, ...]:
    """Every change of one region between two rounds or runs that both observed it."""
    old, new = _Half(session, before, region), _Half(session, after, region)
    one_sided = old.findings.keys() ^ new.findings.keys()
    of_both = [half.findings[finding] for half in (old, new) for finding in one_sided & half.findings.keys()]
    items = sorted({finding.item for finding in of_both if finding.item is not None})
    return tuple(differences(old.seen(of_both, items), new.seen(of_both, items)))


class _Half:
    """One round of one region."""

    def __init__(self, session: Session, code: str, region: str) -> None:
        self._session = session
        self._parts = _parts(session, code, region)
        self.findings = dict(self._read_findings())

    def seen(self, of_both: Sequence[SeenFinding], items: Sequence[str]) -> SeenRegion:
        newest, _ = self._parts[-1]
        gathered = [self._gatherer(part) for part, _ in self._parts]
        pages = self._pages(sorted({part.id for part in gathered}), items)
        return SeenRegion(
            program=self._session.get_one(models.Run, newest.run).program,
            list_read=gathered[-1].outcome is RegionOutcome.COMPLETE and newest.list_whole is not False,
            sampled=self._sampled(gathered[-1]),
            checks=dict(self.versions()),
            items={
                key: replace(one, pages=pages[key].pages, ways=pages[key].ways) if key in pages else one
                for key, one in self._items(newest.id)
            },
            portal=pages.get(None, SeenItem(name=None, asked=True)),
            findings=self.findings,
            verdicts=dict(self._verdicts({one.check for one in of_both}, items)),
        )

    def _gatherer(self, part: models.RegionRun) -> models.RegionRun:
        return part if part.gathered_by_id is None else self._session.get_one(models.RegionRun, part.gathered_by_id)

    def _read_findings(self) -> Iterator[tuple[str, SeenFinding]]:
        one, item = models.Finding, models.Item
        for part, checks in self._parts:
            rows = self._session.execute(
                select(one, item.name)
                .outerjoin(item, (item.region_run_id == one.region_run_id) & (item.key == one.item_key))
                .where(one.region_run_id == part.id, one.check_id.in_(checks), one.withdrawn.is_(None))
            )
            for row, name in rows:
                yield (
                    row.finding,
                    SeenFinding(
                        finding=row.finding,
                        check=row.check_id,
                        version=row.check_version,
                        severity=row.severity,
                        item=row.item_key,
                        item_name=name,
                        element=row.element,
                        message=row.message,
                        message_en=row.message_en,
                    ),
                )

    def _sampled(self, gathered: models.RegionRun) -> bool:
        """Of a sample only the items that were drawn are stored."""
        if gathered.sampled is not None:
            return gathered.sampled
        one = models.Observation
        design = select(one.id).where(one.region_run_id == gathered.id, one.design == "stratified").limit(1)
        return self._session.scalar(design) is not None

    def versions(self) -> Iterator[tuple[str, int]]:
        """The checks with their versions."""
        one = models.Observation
        for part, checks in self._parts:
            rows = self._session.scalars(
                select(one.checks)
                .where(one.region_run_id == part.id)
                .order_by(one.superseded_by_id.is_(None), one.id)  # the current ones last
            )
            for versions in rows:
                yield from ((check, version) for check, version in versions.items() if check in checks)

    def _items(self, part: int) -> Iterator[tuple[str, SeenItem]]:
        one = models.Item.__table__.c
        rows = self._session.execute(select(one.key, one.name, one.guide).where(one.region_run_id == part))
        for key, name, guide in rows:
            yield key, SeenItem(name=name, asked=guide is not GuideState.NOT_ASKED)

    def _verdicts(self, checks: set[str], items: Sequence[str]) -> Iterator[tuple[tuple[str, str | None], SeenVerdict]]:
        one = models.Verdict.__table__.c
        for part, asked in self._parts:
            wanted = select(one.check_id, one.item_key, one.outcome, one.check_version, one.reason).where(
                one.region_run_id == part.id, one.check_id.in_(checks.intersection(asked))
            )
            questions = [wanted.where(one.item_key.is_(None))]
            questions += [wanted.where(one.item_key.in_(keys)) for keys in _chunks(items)]
            for question in questions:
                for check, item, outcome, version, reason in self._session.execute(question):
                    yield (check, item), SeenVerdict(outcome=outcome, version=version, reason=reason)

    def _pages(self, parts: Sequence[int], items: Sequence[str]) -> dict[str | None, SeenItem]:
        """What the pages of some items were, and under None those of the portal and its list."""
        one = models.Fetch.__table__.c
        wanted = select(one.item_key, one.sha256, one.via).where(
            # What was asked again because of a finding, maybe in another way, says nothing of how the region was seen.
            one.region_run_id.in_(parts),
            one.state == FetchState.FETCHED,
            one.look < AT_A_FINDING,
        )
        questions = [wanted.where(one.item_key.is_(None), one.kind != PageKind.ROBOTS)]
        questions += [wanted.where(one.item_key.in_(keys), one.kind.in_(_OF_GUIDES)) for keys in _chunks(items)]
        sums: dict[str | None, set[str]] = defaultdict(set)
        ways: dict[str | None, set[str]] = defaultdict(set)
        for question in questions:
            for item, sha256, via in self._session.execute(question):
                sums[item].add(sha256)
                ways[item].add(via.value)
        return {
            item: SeenItem(name=None, asked=True, pages=frozenset(sums[item]), ways=frozenset(ways[item]))
            for item in sums
        }


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Portions small enough for one question to the database."""
    for start in range(0, len(keys), _KEYS_A_QUESTION):
        yield keys[start : start + _KEYS_A_QUESTION]
