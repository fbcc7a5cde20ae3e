"""Ruling (规则判定): what a rule of an official review makes of the verdicts of its checks. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crawler.domain.check import Outcome, Subject
from crawler.domain.indicator import Rule
from crawler.domain.rules import guides_vetoed, points_off

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.check import Check
    from crawler.domain.indicator import Indicator

_GUIDES = frozenset({Subject.SERVICE_GUIDE, Subject.SERVICE_ITEM})


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule makes of an indicator: counts, the value with its bounds, and its interval for the whole region."""

    passed: int
    decided: int
    undecided: int
    values: tuple[float | None, float | None, float | None]
    spread: tuple[float | None, float | None]
    """A rule asks whether something stands anywhere: guides that a sample left out bound it, whatever it saw."""


def rule(
    indicator: Indicator,
    checks: Sequence[Check[Any]],
    outcomes: Mapping[str, Counter[Outcome]],
    defects: int,
    *,
    unseen: int,
    whole: bool,
) -> Ruled:
    """The value of an indicator that has a rule, from the outcomes of each of its checks.

    `defects` is how many they found, `unseen` how many guides a sample left out; `whole`: the list of items was read to
    its end.
    """
    of_checks = [outcomes.get(check.id, Counter()) for check in checks]
    if indicator.rule is Rule.CLASS_DEDUCTION:
        return _deducted(of_checks, points=indicator.numbers["points"], most=indicator.numbers["most"], unseen=unseen)
    if indicator.rule is Rule.DEFECT_VETO:
        decided = any(one[Outcome.PASSED] or one[Outcome.FAILED] for one in of_checks)
        return _vetoed(defects >= indicator.numbers["defects"] if decided else None)
    guides: Counter[Outcome] = Counter()
    for check, one in zip(checks, of_checks, strict=True):
        if check.subject not in _GUIDES and one[Outcome.FAILED]:
            return _vetoed(True)
        guides += one if check.subject in _GUIDES else Counter()
    return _vetoed(
        guides_vetoed(
            passed=guides[Outcome.PASSED],
            failed=guides[Outcome.FAILED],
            open_=guides[Outcome.CANT_TELL] + unseen,
            whole=whole,
            items=int(indicator.numbers["items"]),
        )
    )


def _vetoed(vetoed: bool | None) -> Ruled:
    if vetoed is None:
        return Ruled(0, 0, 1, (None, 0.0, 1.0), (None, None))
    stands = 0 if vetoed else 1
    value = float(stands)
    return Ruled(stands, 1, 0, (value, value, value), (value, value))


def _deducted(of_checks: Sequence[Counter[Outcome]], *, points: float, most: float, unseen: int) -> Ruled:
    """Points off, as a number of zero or below; a class is missing where its check fails anywhere."""
    missing = sum(1 for one in of_checks if one[Outcome.FAILED])
    undecided = sum(1 for one in of_checks if not one[Outcome.FAILED] and (one[Outcome.CANT_TELL] or not one.total()))
    unseen_classes = len(of_checks) - missing if unseen else 0
    value, lower, least = (
        0.0 - points_off(n, points=points, most=most) for n in (missing, missing + undecided, missing + unseen_classes)
    )
    decided = len(of_checks) - undecided
    if not decided:
        return Ruled(0, 0, undecided, (None, lower, value), (None, None))
    return Ruled(decided - missing, decided, undecided, (value, lower, value), (least, value))
