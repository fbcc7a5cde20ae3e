"""What a recheck changed (复核差异): check by check, with its old and new version, which answers are others now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

import models
from crawler import runs
from crawler.export.rows import by_code_point, current_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

Parts = tuple[tuple[int, tuple[str, ...]], ...]
"""Numbers of the parts of runs that hold the answers of a region, and the checks that each answers for."""

_FETCH_SIZE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """One check of one region whose version or answers changed.

    `versions` are old and new; the old one is None where it was not asked before. `outcomes` counts the subjects whose
    answer changed by old and new outcome, the same one twice where only the measure or the reason did. `appeared`,
    `gone` and `reworded` count findings.
    """

    region: str
    check: str
    versions: tuple[int | None, int | None]
    outcomes: Mapping[tuple[str | None, str | None], int]
    appeared: int
    gone: int
    reworded: int

    @property
    def answers(self) -> int:
        """How many subjects are answered otherwise."""
        return sum(self.outcomes.values())


def parts_now(session: Session, code: str) -> dict[str, Parts]:
    """Where the current answers of each region of a round are: to be kept before it is judged again."""
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for part, checks in current_parts(session, code, None):
        found.setdefault(part.region, []).append((part.id, checks))
    return {region: tuple(parts) for region, parts in found.items()}


def rule_changes(session: Session, run: str, before: Mapping[str, Parts]) -> Iterator[RuleChange]:
    """What a run answers otherwise than what was current before it, by region and check."""
    for part in runs.region_runs(session, run):
        verdict = models.Verdict
        asked = session.scalars(select(verdict.check_id).where(verdict.region_run_id == part.id).distinct())
        checks = tuple(sorted(asked))
        old = tuple((one, tuple(c for c in of if c in checks)) for one, of in before.get(part.region, ()))
        yield from _changes(session, part.region, old, ((part.id, checks),))


@dataclass(slots=True)
class _Tally:
    versions: list[set[int]] = field(default_factory=lambda: [set(), set()])
    outcomes: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)


def _changes(session: Session, region: str, old: Parts, new: Parts) -> Iterator[RuleChange]:
    tallies: dict[str, _Tally] = {}
    for check, before, after in _paired(_verdicts(session, old), _verdicts(session, new)):
        tally = tallies.setdefault(check, _Tally())
        for side, one in enumerate((before, after)):
            if one is not None:
                tally.versions[side].add(one[0])
        if before is None or after is None or before[1:] != after[1:]:
            tally.outcomes[_outcome(before), _outcome(after)] += 1
    for check, before, after in _paired(_findings(session, old), _findings(session, new)):
        if before != after:
            kind = "appeared" if before is None else "gone" if after is None else "reworded"
            tallies.setdefault(check, _Tally()).findings[kind] += 1
    for check, tally in sorted(tallies.items()):
        first, last = (max(versions, default=None) for versions in tally.versions)
        if first != last or tally.outcomes or tally.findings:
            yield RuleChange(
                region=region,
                check=check,
                versions=(first, last),
                outcomes=dict(tally.outcomes),
                appeared=tally.findings["appeared"],
                gone=tally.findings["gone"],
                reworded=tally.findings["reworded"],
            )


def _outcome(said: tuple[Any, ...] | None) -> str | None:
    return None if said is None else str(said[1].value)


_Answer = tuple[tuple[str, str], tuple[Any, ...]]
"""Check and subject, and what was answered."""


def _paired(
    old: Iterator[_Answer], new: Iterator[_Answer]
) -> Iterator[tuple[str, tuple[Any, ...] | None, tuple[Any, ...] | None]]:
    """Both answers to each question; both come ordered by check and subject, so that no more than one is held."""
    tagged = merge(
        ((key, 0, said) for key, said in old), ((key, 1, said) for key, said in new), key=lambda one: one[:2]
    )
    for (check, _), answers in groupby(tagged, key=lambda one: one[0]):
        sides: list[tuple[Any, ...] | None] = [None, None]
        for _, side, said in answers:
            sides[side] = said
        yield check, sides[0], sides[1]


def _verdicts(session: Session, parts: Parts) -> Iterator[_Answer]:
    one = models.Verdict.__table__.c
    return _ordered(session, parts, one.item_key, [one.check_version, one.outcome, one.measure, one.reason])


def _findings(session: Session, parts: Parts) -> Iterator[_Answer]:
    one = models.Finding.__table__.c
    return _ordered(session, parts, one.finding, [one.message, one.quote, one.locator, one.element, one.withdrawn])


def _ordered(session: Session, parts: Parts, subject: Any, columns: Sequence[Any]) -> Iterator[_Answer]:
    table = subject.table.c

    def read(part: int, checks: tuple[str, ...]) -> Iterator[_Answer]:
        rows = session.execute(
            select(table.check_id, subject, *columns)
            .where(table.region_run_id == part, table.check_id.in_(checks))
            .order_by(*by_code_point(session, table.check_id, subject)),
            execution_options={"yield_per": _FETCH_SIZE},
        )
        return (((row[0], row[1] or ""), tuple(row[2:])) for row in rows)

    return merge(*(read(part, checks) for part, checks in parts if checks), key=lambda one: one[0])
