"""Drawing a sample of service items, and the interval that its value carries (抽样)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from math import sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Z95 = 1.959963984540054
"""97.5 % point of the normal distribution, for a two-sided 95 % interval."""


def draw(frame: Iterable[tuple[str, str]], size: int, seed: int) -> frozenset[str]:
    """Keys of a stratified sample of `size` from a frame of (key, stratum) pairs.

    Proportional allocation by largest remainder; every stratum gets one while the size allows it. Within a stratum the
    order is a hash of seed and key: no random generator, so the sample is the same on every machine, and does not
    depend on the order in which the items were met.
    """
    strata: dict[str, list[str]] = defaultdict(list)
    for key, stratum in dict(frame).items():
        strata[stratum].append(key)
    population = sum(len(keys) for keys in strata.values())
    if size >= population:
        return frozenset(key for keys in strata.values() for key in keys)
    share = {name: size * len(keys) / population for name, keys in strata.items()}
    if size >= len(strata):
        share = {name: max(1.0, wanted) for name, wanted in share.items()}
    given = {name: int(wanted) for name, wanted in share.items()}
    order = sorted(strata, key=lambda name: (given[name] - share[name], name))
    for name in order:
        if sum(given.values()) >= size:
            break
        given[name] += given[name] < len(strata[name])
    while sum(given.values()) > size:
        largest = max(given, key=lambda name: (given[name], name))
        given[largest] -= 1
    return frozenset(
        key for name, keys in strata.items() for key in sorted(keys, key=lambda one: _rank(seed, one))[: given[name]]
    )


def interval(passed: int, decided: int, population: int) -> tuple[float, float]:
    """95 % interval of a share seen in a sample of a finite population (Wilson, finite population correction).

    `passed` of `decided` sampled subjects, drawn from `population` (>= decided). A census has the width zero.
    """
    share = passed / decided
    if decided >= population:
        return share, share
    effective = decided * (population - 1) / (population - decided)
    z2 = _Z95 * _Z95
    centre = (share + z2 / (2 * effective)) / (1 + z2 / effective)
    half = _Z95 * sqrt(share * (1 - share) / effective + z2 / (4 * effective * effective)) / (1 + z2 / effective)
    return max(0.0, centre - half), min(1.0, centre + half)


def mean_interval(values: Sequence[float], population: int) -> tuple[float, float] | None:
    """95 % interval of the mean of a measure seen in a sample of a finite population (normal, with correction).

    `values` are those of the sampled subjects, drawn from `population` (>= their number). None for a single one, which
    says nothing about the spread.
    """
    count = len(values)
    if count >= population and values:
        return fmean(values), fmean(values)
    if count < 2:
        return None
    half = _Z95 * stdev(values) / sqrt(count) * sqrt((population - count) / (population - 1))
    return fmean(values) - half, fmean(values) + half


def _rank(seed: int, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{key}".encode()).digest()
