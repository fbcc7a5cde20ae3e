"""Folding (归集): from the verdicts of one region to an observation for each tertiary indicator. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import fsum, isfinite
from typing import TYPE_CHECKING, Any

from crawler.domain.check import Outcome, Subject
from crawler.domain.indicator import Observation, ObservationStatus, Rule
from crawler.domain.intervals import Cell, mean_interval, share_interval
from crawler.domain.records import ItemList, PortalSummary, ServiceItem
from crawler.domain.sampling import stratum
from crawler.verdicts.ruling import rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from crawler.domain.check import Check, Verdict
    from crawler.domain.evidence import Evidence
    from crawler.domain.indicator import Indicator, IndicatorSystem

_ONE_SUBJECT = frozenset({Subject.PORTAL, Subject.ITEM_LIST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One record and the verdicts about it; `again` is what a second look showed of an item."""

    record: ServiceItem | ItemList | PortalSummary
    verdicts: tuple[Verdict, ...]
    again: SeenAgain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAgain:
    """An item's pages looked at twice (二次核查): which look repeats which, and the item as it was read then.

    A look that is repeated by None was seen by an earlier run; without `item` the same was read again.
    """

    repeats: Mapping[str, Evidence | None]
    item: ServiceItem | None


def evidence_of(judged: Judged) -> tuple[str, ...]:
    """Ids of the evidence that the verdicts about one record rest on, each once."""
    record = judged.record
    found: list[str | None] = []
    if isinstance(record, ServiceItem):
        found += record.guide.evidence
        found += (one.file.evidence for one in record.guide.attachments if one.file is not None)
        found += [record.row.name.evidence] if record.row is not None else []
    elif isinstance(record, ItemList):
        found += record.evidence
        found += (row.guide_evidence for row in record.items)
    else:
        found.append(record.home.evidence)
    found += (defect.about.evidence for verdict in judged.verdicts for defect in verdict.defects)
    return tuple(dict.fromkeys(one for one in found if one is not None))


@dataclass(slots=True)
class _Tally:
    """The counts of one indicator so far. `rests_on` shares one tuple of evidence ids with the other indicators."""

    passed: int = 0
    failed: int = 0
    undecided: int = 0
    left_out: int = 0
    measures: list[float] = field(default_factory=list)
    of_check: dict[str, Counter[Outcome]] = field(default_factory=lambda: defaultdict(Counter))
    defects: int = 0
    rests_on: list[tuple[str, ...]] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=lambda: defaultdict(Cell))

    @property
    def subjects(self) -> int:
        return self.passed + self.failed + self.undecided + self.left_out

    def count(self, verdicts: Collection[Verdict], stratum_: str, *, measured: bool) -> None:
        """Fold the verdicts of one subject: one failed, it fails; else one passed, it passes."""
        cell = self.cells[stratum_]
        cell.drawn += 1
        outcomes = {verdict.outcome for verdict in verdicts}
        numbers = [
            v.measure for v in verdicts if v.outcome is Outcome.PASSED and v.measure is not None and isfinite(v.measure)
        ]
        if Outcome.FAILED in outcomes:
            self.failed += 1
            cell.decided += 1
        elif Outcome.PASSED in outcomes and (numbers or not measured):
            self.passed += 1
            cell.decided += 1
            cell.passed += 1
        elif outcomes == {Outcome.INAPPLICABLE}:
            self.left_out += 1
        else:
            self.undecided += 1
        self.measures += numbers
        for verdict in verdicts:
            self.of_check[verdict.check][verdict.outcome] += 1
            self.defects += len(verdict.defects)


class Fold:
    """Takes the verdicts of a region record by record and keeps only counts, so that a region may have any size.

    `checks` are the built checks that were run; `indicators` limits the observations to some tertiary codes.
    """

    def __init__(
        self, system: IndicatorSystem, checks: Mapping[str, Check[Any]], indicators: Collection[str] | None = None
    ) -> None:
        self._system = system
        self._indicators = tuple(i for i in system.tertiary() if indicators is None or i.code in indicators)
        self._checks = {i.code: [checks[c] for c in i.checks if c in checks] for i in self._indicators}
        self._of_check = {check.id: code for code, fed in self._checks.items() for check in fed}
        self._measured = {code for code, fed in self._checks.items() if fed and all(c.measure for c in fed)}
        self._tallies: dict[str, _Tally] = defaultdict(_Tally)
        self._listed: int | None = None
        self._list_whole = False
        self.items = 0

    @property
    def population(self) -> int:
        """The frame: items that the list holds, or at least those that were judged."""
        return max(self._listed or 0, self.items)

    def indicator_of(self, check: str) -> str | None:
        """The tertiary code that a check feeds here, None where it feeds none that is observed."""
        return self._of_check.get(check)

    def add(self, judged: Judged) -> None:
        """Count the verdicts about one record."""
        if isinstance(judged.record, ServiceItem):
            self.items += 1
        elif isinstance(judged.record, ItemList):
            self._listed = len(judged.record.items)
            self._list_whole = judged.record.reached_end and not judged.record.pages_failed
        rests_on = evidence_of(judged)
        grouped: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in judged.verdicts:
            code = self._of_check.get(verdict.check)
            if code is not None:
                grouped[code].append(verdict)
        within = _stratum(judged.record)
        for code, verdicts in grouped.items():
            self._tallies[code].count(verdicts, within, measured=code in self._measured)
            self._tallies[code].rests_on.append(rests_on)

    def observations(
        self, evidence: Mapping[str, Evidence], *, design: str = "census", seed: int | None = None
    ) -> tuple[Observation, ...]:
        """One observation for each tertiary indicator, in the order of the system."""
        return tuple(self._observation(i, evidence, design, seed) for i in self._indicators)

    def _observation(
        self, indicator: Indicator, evidence: Mapping[str, Evidence], design: str, seed: int | None
    ) -> Observation:
        checks = self._checks[indicator.code]
        tally = self._tallies[indicator.code]
        if indicator.rule is not Rule.SHARE:
            return self._ruled(indicator, tally, evidence, design, seed)
        single = bool(checks) and all(check.subject in _ONE_SUBJECT for check in checks)
        population = 0 if not checks else 1 if single else self.population
        decided = tally.passed + tally.failed
        value, lower, upper = _value(tally, measured=indicator.code in self._measured)
        low: float | None
        high: float | None
        if value is None or single or design == "census":
            low, high = value, value
        elif indicator.code in self._measured:
            ends = [end for check in checks for end in check.reach]
            low, high = mean_interval(tally.measures, population, (min(ends), max(ends))) or (None, None)
        else:
            low, high = share_interval((tally.cells[name] for name in sorted(tally.cells)), population)
        return self._observed(
            indicator,
            tally,
            evidence,
            status=_status(tally),
            counts=(tally.passed, decided, tally.undecided),
            values=(value, lower, upper),
            spread=(low, high),
            population=population,
            sample_size=0 if not checks else tally.subjects if single else self.items,
            design="census" if single else design,
            seed=None if single or design == "census" else seed,
        )

    def _ruled(
        self, indicator: Indicator, tally: _Tally, evidence: Mapping[str, Evidence], design: str, seed: int | None
    ) -> Observation:
        """The observation of an indicator that falls on the region as a whole (单项否决, 扣分)."""
        checks = self._checks[indicator.code]
        unseen = self.population - self.items
        ruled = rule(indicator, checks, tally.of_check, tally.defects, unseen=unseen, whole=self._list_whole)
        subjects = ruled.decided + ruled.undecided if checks else 0
        spread = (ruled.values[0], ruled.values[0]) if design == "census" else ruled.spread
        observed = ObservationStatus.PARTIAL if ruled.undecided else ObservationStatus.OBSERVED
        return self._observed(
            indicator,
            tally,
            evidence,
            status=observed if ruled.decided and checks else ObservationStatus.NOT_OBSERVABLE,
            counts=(ruled.passed, ruled.decided if checks else 0, ruled.undecided if checks else 0),
            values=ruled.values if checks else (None, None, None),
            spread=spread if checks else (None, None),
            population=subjects,
            sample_size=subjects,
            design=design,
            seed=None if design == "census" else seed,
        )

    def _observed(
        self,
        indicator: Indicator,
        tally: _Tally,
        evidence: Mapping[str, Evidence],
        *,
        status: ObservationStatus,
        counts: tuple[int, int, int],
        values: tuple[float | None, float | None, float | None],
        spread: tuple[float | None, float | None],
        population: int,
        sample_size: int,
        design: str,
        seed: int | None,
    ) -> Observation:
        rests_on = {one for ids in tally.rests_on for one in ids}
        looks = [evidence[one] for one in rests_on if one in evidence]
        moments = _moments(looks) or _moments(evidence.values())
        return Observation(
            system=self._system.id,
            indicator=indicator.code,
            status=status,
            numerator=counts[0],
            denominator=counts[1],
            undecided=counts[2],
            value=values[0],
            lower=values[1],
            upper=values[2],
            population=population,
            sample_size=sample_size,
            design=design,
            seed=seed,
            ci_low=spread[0],
            ci_high=spread[1],
            checks={check.id: check.version for check in self._checks[indicator.code]},
            captured_from=min(moments, default=None),
            captured_to=max(moments, default=None),
            evidence_digest=_digest(looks),
        )


def fold(
    system: IndicatorSystem,
    checks: Mapping[str, Check[Any]],
    judged: Iterable[Judged],
    evidence: Mapping[str, Evidence],
    *,
    design: str = "census",
    seed: int | None = None,
    indicators: Collection[str] | None = None,
) -> tuple[Observation, ...]:
    """The observations of one region from all its records at once."""
    folding = Fold(system, checks, indicators)
    for one in judged:
        folding.add(one)
    return folding.observations(evidence, design=design, seed=seed)


def _stratum(record: ServiceItem | ItemList | PortalSummary) -> str:
    """The stratum that an item was drawn in: its row tells, as it told when the sample was drawn."""
    if not isinstance(record, ServiceItem) or record.row is None:
        return ""
    return stratum(record.row.read("implementing_body").value, record.row.read("item_type").value)


def _value(tally: _Tally, *, measured: bool) -> tuple[float | None, float | None, float | None]:
    decided = tally.passed + tally.failed
    if measured:
        # How far an undecided subject could move a mean is not known: its number may be anything.
        mean = fsum(tally.measures) / len(tally.measures) if tally.measures else None
        return (mean, None, None) if tally.undecided else (mean, mean, mean)
    counted = decided + tally.undecided
    if not counted:
        return None, None, None
    value = tally.passed / decided if decided else None
    return value, tally.passed / counted, (tally.passed + tally.undecided) / counted


def _status(tally: _Tally) -> ObservationStatus:
    if tally.passed + tally.failed:
        return ObservationStatus.PARTIAL if tally.undecided else ObservationStatus.OBSERVED
    if tally.left_out and not tally.undecided:
        return ObservationStatus.NOT_APPLICABLE
    return ObservationStatus.NOT_OBSERVABLE


def _moments(looks: Iterable[Evidence]) -> list[datetime]:
    return [look.captured_at for look in looks if look.captured_at is not None]


def _digest(looks: Iterable[Evidence]) -> str:
    """SHA-256 over the sorted SHA-256 of the payloads, a line each."""
    sums = sorted({look.sha256 for look in looks if look.sha256 is not None})
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()
