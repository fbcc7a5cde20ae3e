"""What could not be looked at again (未能重新观测): a failed look teaches nothing, what was observed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, FetchState, PageKind
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from crawler.archive.store import RegionArchive
    from crawler.domain.evidence import Evidence
    from crawler.runs import CurrentRun

EARLIER_STAYS = "what the round observed of the region before stays"
_GONE = frozenset({404, 410})
_RANK = {RegionOutcome.COMPLETE: 2, RegionOutcome.INCOMPLETE: 1}


def keep_earlier(
    archive: RegionArchive, earlier: RegionArchive | None, without: Collection[str], items: Collection[str]
) -> str | None:
    """Put the earlier looks back where they could not be made again; why that region is not observed whole now.

    `earlier` is the archive that this one was begun from, `without` the ids of its looks that were left out, and
    `items` are those that were asked for. The failed looks stay in the journal, before the lines that are put back.
    """
    now = tuple(archive.evidence())
    before = () if earlier is None else tuple(one for one in earlier.evidence() if one.id in without)
    stay = not_made_again(before, now)
    archive.put_back([one for one in stay if one not in now])
    said = []
    if stay:
        asked = set(map(_asked, stay))
        why = _first(archive.history(), lambda one: _asked(one) in asked)
        said.append(f"{len(stay)} address(es) could not be looked at again ({why}): what was observed there stays")
    kept = {one.item for one in stay}
    guides = {key: [one for one in now if one.item == key and one.kind is PageKind.GUIDE] for key in items}
    unseen = [key for key, looks in guides.items() if looks and key not in kept and all(map(_unseen, looks))]
    if unseen:
        why = _first(now, lambda one: one.item in unseen)
        said.append(f"{len(unseen)} item(s) could not be looked at ({why})")
    return "; ".join(said) or None


def not_made_again(before: Sequence[Evidence], now: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Of the looks that brought something before, those that were not made again: asked in vain, or out of reach.

    A page that is said not to exist any more was observed. What hangs on a guide that did not come stays with it.
    """
    looks: dict[object, list[Evidence]] = {}
    for one in now:
        looks.setdefault(_asked(one), []).append(one)
    came = [one for one in before if one.state is FetchState.FETCHED]
    in_vain = {
        one.id
        for one in came
        if (again := looks.get(_asked(one))) and (one in again or all(map(_unseen, again)))  # put back, or not seen
    }
    closed = {one.item for one in came if one.id in in_vain and one.kind is PageKind.GUIDE and one.item is not None}
    stay: set[str] = set(in_vain)
    for one in came:  # parents stand before what hangs on them
        if one.id not in stay and _asked(one) not in looks and (one.item in closed or one.parent in stay):
            stay.add(one.id)
    return tuple(one for one in came if one.id in stay)


def sets_aside(current: CurrentRun | None, run: str, outcome: RegionOutcome) -> bool:
    """Whether a region that was gathered worse than in an earlier run of its round leaves that one's observations."""
    if current is None or current.gathered_by == run:
        return False
    return _RANK.get(outcome, 0) < _RANK.get(current.outcome or RegionOutcome.COMPLETE, 0)


def _asked(one: Evidence) -> object:
    return one.kind, one.target.key, one.item


def _unseen(one: Evidence) -> bool:
    """Whether a look says nothing of what is there: it failed otherwise than by the answer that nothing is."""
    gone = one.failure is Failure.SOFT_404 or (one.failure is Failure.HTTP_4XX and one.status in _GONE)
    return one.state is not FetchState.FETCHED and not gone


def _first(now: Iterable[Evidence], about: Callable[[Evidence], bool]) -> str:
    return next(
        (one.failure for one in now if one.failure is not None and about(one) and _unseen(one)), Failure.UNKNOWN
    )
