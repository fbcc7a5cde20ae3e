"""Indicator systems (指标体系) and observations (三级指标观测值)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Rule(StrEnum):
    """How the verdicts of an indicator become its value."""

    SHARE = "share"
    """The share of subjects that pass; the mean of a measure."""
    GUIDE_VETO = "guide_veto"
    """1, or 0 when a list check fails, or `items` guides or more fail, or all of fewer than `items`."""
    DEFECT_VETO = "defect_veto"
    """1, or 0 when its check finds `defects` defects or more."""
    CLASS_DEDUCTION = "class_deduction"
    """Points off: `points` for each check that fails anywhere, once however often it does, at most `most`."""


RULE_NUMBERS: Mapping[Rule, frozenset[str]] = MappingProxyType(
    {
        Rule.GUIDE_VETO: frozenset({"items"}),
        Rule.DEFECT_VETO: frozenset({"defects"}),
        Rule.CLASS_DEDUCTION: frozenset({"points", "most"}),
    }
)
"""The numbers that a rule reckons with; a row may give others, which its checks or a person reckon with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of an indicator system; `level` 1 to 3, `checks` only at level 3.

    `status` says whose wording it is. `weight` is its share of its parent, `weight_status` how it is known.
    `unobservable` is the reason why nobody can observe it from outside (`unobservable_en` in English); then it has no
    checks. `numbers` are those that its official text names.
    """

    code: str
    level: int
    parent: str | None
    name_zh: str
    name_en: str
    status: str
    checks: tuple[str, ...] = ()
    weight: float | None = None
    weight_status: str | None = None
    source: str | None = None
    unobservable: str | None = None
    unobservable_en: str | None = None
    rule: Rule = Rule.SHARE
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSystem:
    """A tree of indicators under one id and version."""

    id: str
    version: str
    name_zh: str
    name_en: str
    indicators: tuple[Indicator, ...]

    def tertiary(self) -> tuple[Indicator, ...]:
        """The rows that observations are made for, in order."""
        return tuple(i for i in self.indicators if i.level == 3)

    def of_check(self, check: str) -> Indicator | None:
        """The tertiary indicator that a check feeds."""
        return next((i for i in self.indicators if check in i.checks), None)


class ObservationStatus(StrEnum):
    """How much of an indicator could be observed."""

    OBSERVED = "observed"
    PARTIAL = "partial"
    NOT_OBSERVABLE = "not_observable"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Tertiary-indicator observation (三级指标观测值): region x indicator x run.

    `numerator` subjects passed of `denominator` decided; `lower` and `upper` are the value if every undecided subject
    failed or passed. Field meanings follow the export contract.
    """

    system: str
    indicator: str
    status: ObservationStatus
    numerator: int
    denominator: int
    undecided: int
    value: float | None
    lower: float | None
    upper: float | None
    population: int
    sample_size: int
    design: str
    seed: int | None
    ci_low: float | None
    ci_high: float | None
    checks: Mapping[str, int]
    captured_from: datetime | None
    captured_to: datetime | None
    evidence_digest: str
