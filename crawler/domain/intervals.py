"""The 95 % interval of what a sample of a finite population shows (置信区间). Honest where samples are small."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, floor, fsum, lgamma, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAIL = 0.025
_NEGLIGIBLE = 1e-12
_LEAST_EFFECT = 0.6
"""What strata are credited with at most: a sample that happens to agree within each of them proves little."""
_LEAST_FREEDOM = 10
_LEAST_EACH = 5
"""Passed and failed subjects, each, below which the strata are not credited with anything."""
_DIGITS = 6
_LEAST_SPREAD = 0.1
"""The same for a measure, by how much closer together its values may be said to lie than those of a share."""
_ROUNDING = 1e-9


@dataclass(slots=True)
class Cell:
    """What was seen in one stratum: subjects drawn, decided and passed."""

    drawn: int = 0
    decided: int = 0
    passed: int = 0


def interval(passed: int, decided: int, population: int) -> tuple[float, float]:
    """95 % interval of a share seen in a sample of a finite population; a census has the width zero.

    `passed` of `decided` sampled subjects, drawn from `population` (>= decided). The shares that are not refuted at
    2.5 % to either side by the hypergeometric distribution: it covers in at least 95 % of samples, also for shares
    near 0 and 1.
    """
    if decided >= population:
        return passed / decided, passed / decided
    return _lowest(passed, decided, population) / population, _highest(passed, decided, population) / population


def share_interval(cells: Iterable[Cell], population: int) -> tuple[float, float]:
    """95 % interval of the share of passed among decided subjects, from a stratified sample with equal chances.

    `cells` come in the order of the strata. How many of the subjects that were not drawn could be decided is not known:
    they count as if all could, which makes the interval wider. What the strata explain makes it narrower, as far as the
    sample is large enough to tell.
    """
    known = [cell for cell in cells if cell.drawn]
    drawn, decided, passed = (sum(getattr(c, name) for c in known) for name in ("drawn", "decided", "passed"))
    if drawn >= population:
        return passed / decided, passed / decided
    frame = decided + population - drawn
    effect = _effect(known, passed / decided)
    return _scaled(passed / decided, decided, frame, effect)


def mean_interval(
    values: Sequence[float], population: int, reach: tuple[float, float] = (0.0, 1.0)
) -> tuple[float, float] | None:
    """95 % interval of the mean of a measure seen in a sample of a finite population.

    `values` are those of the sampled subjects, drawn from `population` (>= their number). None for a single one, which
    says nothing about the spread. Between the ends of what the measure can `reach` no mean varies more than a share
    does, so the interval is that of a share, narrower as the values lie closer together; a few equal values do not
    claim that there are no others.
    """
    count = len(values)
    mean = fsum(values) / count if values else 0.0
    if count >= population and values:
        return mean, mean
    if count < 2:
        return None
    low, high = min(reach[0], *values), max(reach[1], *values)
    share = (mean - low) / (high - low)
    spread = fsum((v - mean) ** 2 for v in values) / (count - 1) / (high - low) ** 2
    most = share * (1 - share)
    effect = min(1.0, max(_LEAST_SPREAD, spread / most * (1 + 2 * sqrt(2 / (count - 1))))) if most else 1.0
    least, most = (low + one * (high - low) for one in _scaled(share, count, population, effect))
    return round(min(mean, least), _DIGITS), round(max(mean, most), _DIGITS)


def _scaled(share: float, drawn: int, population: int, effect: float) -> tuple[float, float]:
    """The interval of a share that varies by `effect` of what a simple sample of that size would."""
    n, of = round(drawn / effect), round(population / effect)
    low, high = (
        interval(floor(share * n + _ROUNDING), n, of)[0],
        interval(ceil(share * n - _ROUNDING), n, of)[1],
    )
    return round(min(low, share), _DIGITS), round(max(high, share), _DIGITS)


def _effect(cells: Sequence[Cell], share: float) -> float:
    """The design effect: variance of the stratified sample by that of a simple one, between 0.6 and 1."""
    drawn, passed = sum(c.drawn for c in cells), sum(c.passed for c in cells)
    groups = _groups(cells)
    freedom = drawn - len(groups)
    if freedom < _LEAST_FREEDOM or min(passed, sum(c.decided for c in cells) - passed) < _LEAST_EACH:
        return 1.0
    total = sum(_squares(c, share) for c in groups) * drawn / (drawn - 1)
    inside = fsum(
        (_squares(c, share) - (c.passed - share * c.decided) ** 2 / c.drawn) * c.drawn / (c.drawn - 1) for c in groups
    )
    # Both sums are estimates: the effect is taken at the upper end of where it may lie.
    upper = inside / total * (1 + 2 * sqrt(2 / freedom))
    return min(1.0, max(_LEAST_EFFECT, upper))


def _squares(cell: Cell, share: float) -> float:
    """Sum of the squared residuals passed - share * decided of a cell's subjects."""
    return cell.passed * (1 - share) ** 2 + (cell.decided - cell.passed) * share**2


def _groups(cells: Sequence[Cell]) -> list[Cell]:
    """Neighbouring strata together, so that at least two subjects were drawn from each group."""
    groups: list[Cell] = []
    for cell in cells:
        if not groups or groups[-1].drawn >= 2:
            groups.append(Cell())
        last = groups[-1]
        last.drawn, last.decided, last.passed = (
            last.drawn + cell.drawn,
            last.decided + cell.decided,
            last.passed + cell.passed,
        )
    if len(groups) > 1 and groups[-1].drawn < 2:
        rest = groups.pop()
        last = groups[-1]
        last.drawn, last.decided, last.passed = (
            last.drawn + rest.drawn,
            last.decided + rest.decided,
            last.passed + rest.passed,
        )
    return groups


def _lowest(passed: int, decided: int, population: int) -> int:
    """The smallest number of passing subjects in the population that does not make so many passed ones too unlikely."""
    low, high = passed, population - (decided - passed)
    while low < high:
        middle = (low + high) // 2
        # As many or more that pass is as few or fewer that fail.
        if _at_most(decided - passed, decided, population - middle, population) > _TAIL:
            high = middle
        else:
            low = middle + 1
    return low


def _highest(passed: int, decided: int, population: int) -> int:
    return population - _lowest(decided - passed, decided, population)


def _at_most(seen: int, drawn: int, marked: int, population: int) -> float:
    """Chance of `seen` or fewer marked subjects among `drawn` ones (hypergeometric)."""
    if seen >= min(drawn, marked):
        return 1.0
    if seen < drawn - (population - marked):
        return 0.0
    if seen * population >= drawn * marked:  # beyond the mean the other tail is the small one
        return 1.0 - _tail(seen + 1, drawn, marked, population, up=True)
    return _tail(seen, drawn, marked, population, up=False)


def _tail(k: int, drawn: int, marked: int, population: int, *, up: bool) -> float:
    """Chance of `k` or more, or of `k` or fewer, marked subjects: from the largest term outwards."""
    rest = population - marked - drawn
    chance = exp(_choices(marked, k) + _choices(population - marked, drawn - k) - _choices(population, drawn))
    total = chance
    while chance > total * _NEGLIGIBLE:
        if up:
            chance *= (marked - k) * (drawn - k) / ((k + 1) * (rest + k + 1))
            k += 1
        else:
            chance *= k * (rest + k) / ((marked - k + 1) * (drawn - k + 1))
            k -= 1
        total += chance
    return min(1.0, total)


def _choices(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
