"""Pairing publications of one item (同源事项配对): by code, and by name where several items share a code. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from crawler.domain.kin import CoreFacts, Kinship, Relation
from crawler.domain.values.core_facts import core_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

Coded: TypeAlias = tuple[CoreFacts, str | None, str | None]
"""Core facts, their basic code and their own code."""


def in_other_regions(own: Sequence[Coded], others: Iterable[Coded]) -> tuple[Kinship, ...]:
    """Items of one basic code in other regions. The same body's own publication there is another channel, no kin."""
    theirs = _grouped(others, lambda one: (one[1], one[0].region))
    regions = sorted({region for _, region in theirs if region is not None})
    mine = _grouped(own, lambda one: one[1])
    found: list[Kinship] = []
    for code, group in mine.items():
        for facts, _, own_code in group:
            partners = [
                partner[0]
                for region in regions
                if (partner := _partner(facts, group, theirs.get((code, region), ()))) is not None
                and (partner[2] is None or partner[2] != own_code)
            ]
            if partners:
                found.append(Kinship(relation=Relation.OTHER_REGION, own=facts, others=tuple(partners)))
    return tuple(found)


def on_other_channels(own: Sequence[Coded], others: Iterable[Coded]) -> tuple[Kinship, ...]:
    """Items of one code on another host: within the region each pair once, and in other regions' archives."""
    mine = _grouped(own, lambda one: one[2])
    channels = _grouped([*own, *others], lambda one: (one[2], one[0].region, _host(one[0])))
    by_code: dict[Hashable, list[tuple[str, str, list[Coded]]]] = defaultdict(list)
    for (code, region, host), group in sorted(channels.items(), key=lambda pair: pair[0][1:]):
        by_code[code].append((region, host, group))
    found: list[Kinship] = []
    for code, group in mine.items():
        for facts, _, _ in group:
            here = [one for one in group if _host(one[0]) == _host(facts)]
            partners: list[CoreFacts] = []
            for region, host, there in by_code[code]:
                if not host or not _host(facts) or host == _host(facts):
                    continue
                if region == facts.region and host < _host(facts):
                    continue
                partner = _partner(facts, here, there)
                partners += [partner[0]] if partner is not None else []
            if partners:
                found.append(Kinship(relation=Relation.OTHER_CHANNEL, own=facts, others=tuple(partners)))
    return tuple(found)


def since_last_round(
    own: Sequence[Coded], before: Sequence[Coded]
) -> tuple[tuple[Kinship, ...], tuple[CoreFacts, ...], tuple[CoreFacts, ...]]:
    """Items paired with themselves in the last round; those that appeared, and those that vanished.

    By key, then by code, then by name, each where it belongs to one item only on both sides: an item at a new address
    is no new one.
    """
    left, gone = {one[0].key: one for one in own}, {one[0].key: one for one in before}
    pairs: list[Kinship] = []
    ways: tuple[Callable[[Coded], Hashable], ...] = (lambda one: one[0].key, lambda one: one[2], _name)
    for way in ways:
        new, old = (_sole(_grouped(side.values(), way)) for side in (left, gone))
        for name in [name for name in new if name in old]:
            now, was = left.pop(new[name][0].key), gone.pop(old[name][0].key)
            pairs.append(Kinship(relation=Relation.LAST_ROUND, own=now[0], others=(was[0],)))
    pairs.sort(key=lambda kinship: kinship.own.key)
    return tuple(pairs), tuple(one[0] for one in left.values()), tuple(one[0] for one in gone.values())


def _partner(facts: CoreFacts, group: Sequence[Coded], there: Sequence[Coded]) -> Coded | None:
    """The one item of `there` that is the same as `facts`, which is one of `group`: both lists share a code."""
    named = [one for one in there if _name(one) is not None and _name(one) == _name((facts, None, None))]
    if named:
        alone = sum(_name(one) == _name((facts, None, None)) for one in group) == 1
        return named[0] if alone and len(named) == 1 else None
    return there[0] if len(group) == 1 and len(there) == 1 else None


def _name(one: Coded) -> str | None:
    reading = one[0].readings.get("name")
    return core_name(reading.text) or None if reading is not None and reading.stated else None


def _host(facts: CoreFacts) -> str:
    return urlsplit(facts.url or "").netloc.lower()


def _grouped(those: Iterable[Coded], by: Callable[[Coded], Any]) -> dict[Any, list[Coded]]:
    """Those of one code or name together; what has none is left out."""
    found: dict[Any, list[Coded]] = defaultdict(list)
    for one in those:
        key = by(one)
        if key is not None and not (isinstance(key, tuple) and key[0] is None):
            found[key].append(one)
    return dict(found)


def _sole(groups: dict[Any, list[Coded]]) -> dict[Any, Coded]:
    return {key: group[0] for key, group in groups.items() if len(group) == 1}
