"""Which addresses are planned, and what is known of them from an earlier, cut-off run."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.gather.job import Progress
from crawler.gather.unanswered import unanswered

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    from crawler.archive.store import RegionArchive, RegionRecorder


def evidence_id(
    region: str, kind: PageKind, target: Target, *, via: Via = Via.HTTP, look: int = 1, belongs_to: str | None = None
) -> str:
    """16 hex digits, the same for the same look in every attempt at the same run.

    `belongs_to` is the item it was looked at for, or the rendered page that made a call.
    """
    text = "\n".join((region, kind, target.key, via, str(look), belongs_to or ""))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_ALONE = frozenset({PageKind.ENGINE, PageKind.SECOND_NETWORK})
"""Looks in another way than the address tells: none serves for one of another kind."""


def twin_key(evidence: Evidence) -> Hashable:
    """Equal for looks of which one serves for the other: same address, same way, same turn, same engine and network."""
    return evidence.target.key, evidence.via, evidence.look, evidence.kind if evidence.kind in _ALONE else None


class Frontier:
    """The addresses of one region: planned, settled, and answered in an earlier attempt at the same run."""

    def __init__(
        self,
        region: str,
        archive: RegionArchive,
        recorder: RegionRecorder,
        budget: int | None,
        items: Collection[str] = (),
    ) -> None:
        """Open it. What failed in passing before is asked again; where a run is for single `items`, of theirs alone."""
        self._region = region
        self._recorder = recorder
        self._budget = budget
        self._latest: dict[str, Evidence] = {}
        self._made_by: dict[str, list[str]] = {}
        self._by_target: dict[Hashable, str] = {}
        self._states: Counter[FetchState] = Counter()
        self._earlier: dict[str, Evidence] = {}
        self._calls: dict[str, list[Evidence]] = {}
        answered = tuple(archive.answered())
        again = unanswered(answered)
        again = frozenset(one.id for one in answered if one.id in again and (not items or one.item in items))
        for evidence in answered:
            if evidence.id in again:
                continue
            if evidence.kind is PageKind.API and evidence.via is Via.BROWSER:
                self._calls.setdefault(evidence.parent or "", []).append(evidence)
            elif evidence.failure is not Failure.SKIPPED_BUDGET:  # A larger budget may have been given since.
                self._earlier[evidence.id] = evidence
        # What was asked before the cut counts, or a run that is cut off often would never meet its budget.
        self._asked = sum(1 for e in self._earlier.values() if e.state is not FetchState.SKIPPED)

    def knows(self, id_: str) -> bool:
        """Whether an address was planned before in this walk."""
        return id_ in self._latest

    def plan(self, evidence: Evidence) -> None:
        """Plan an address."""
        self._keep(evidence)
        if evidence.id not in self._earlier:
            self._recorder.note(evidence)

    def within_budget(self) -> bool:
        """Whether one more address may be asked; it is counted."""
        if self._budget is not None and self._asked >= self._budget:
            return False
        self._asked += 1
        return True

    def has_earlier(self, id_: str) -> bool:
        """Whether an earlier attempt brought something back for an address that has not been told yet."""
        return id_ in self._earlier

    def earlier(self, id_: str) -> Evidence | None:
        """What an earlier attempt brought back for a planned address; told once."""
        return self._earlier.pop(id_, None)

    def earlier_in_order(self) -> list[str]:
        """Ids that an earlier attempt settled, in the order in which it did."""
        return list(self._earlier)

    def calls_of(self, id_: str) -> list[Evidence]:
        """Calls that a page rendered in an earlier attempt made."""
        return self._calls.get(id_, [])

    def calls_made_by(self, id_: str) -> list[Evidence]:
        """Calls of a page rendered in this walk."""
        return [self._latest[one] for one in self._made_by.get(id_, ())]

    def settle(self, evidence: Evidence, calls: tuple[Evidence, ...] = (), *, known: bool = False) -> None:
        """An address is fetched, failed or skipped; its calls go first, so that none is missing once it is settled."""
        for one in (*calls, evidence):
            self._keep(one)
        if calls:
            self._made_by[evidence.id] = [one.id for one in calls]
        if not known:
            self._recorder.note(*calls, evidence)

    def find(self, id_: str | None) -> Evidence | None:
        """The latest state of an address, of this walk or else of an earlier attempt."""
        return self._latest.get(id_) or self._earlier.get(id_) if id_ else None

    def twin(self, planned: Evidence) -> Evidence | None:
        """A settled look at the same address in the same way, for another kind or item."""
        found = self._by_target.get(twin_key(planned))
        return self._latest[found] if found is not None and found != planned.id else None

    def all(self) -> list[Evidence]:
        """The latest state of every address of this walk."""
        return list(self._latest.values())

    def progress(self, url: str | None = None) -> Progress:
        """Where the region stands."""
        return Progress(
            region=self._region,
            planned=len(self._latest),
            fetched=self._states[FetchState.FETCHED],
            failed=self._states[FetchState.FAILED],
            skipped=self._states[FetchState.SKIPPED],
            url=url,
        )

    def _keep(self, evidence: Evidence) -> None:
        before = self._latest.get(evidence.id)
        if before is not None:
            self._states[before.state] -= 1
        self._states[evidence.state] += 1
        self._latest[evidence.id] = evidence
        called = evidence.kind is PageKind.API and evidence.via is Via.BROWSER
        if evidence.attempts and evidence.state is not FetchState.PLANNED and not called:
            self._by_target.setdefault(twin_key(evidence), evidence.id)
