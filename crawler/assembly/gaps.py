"""What is missing of a guide or a list, and what that leaves open: a part that was not read may state anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import KEY_ELEMENTS, State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.records import ServiceGuide

_GONE = frozenset({404, 410})
_TWICE = 2


def why(evidence: Evidence | None) -> str:
    """Why there is nothing to read, in the words of the closed list of failures."""
    if evidence is None or evidence.state is FetchState.PLANNED:
        return "not fetched"
    return " ".join(filter(None, (evidence.failure or evidence.state, evidence.reason)))


def open_ends(walked: Iterable[Evidence]) -> list[Evidence]:
    """Addresses that no look brought back."""
    best: dict[str, Evidence] = {}
    for one in walked:
        if one.target.key not in best or one.state is FetchState.FETCHED:
            best[one.target.key] = one
    return [e for e in best.values() if e.state is not FetchState.FETCHED]


def lost(parts: Iterable[Evidence], *, shown: bool) -> str | None:
    """The reason why a part of a guide that was fetched in parts is missing.

    Of a guide that its portal's answers show, the shell that a browser would put them into is no part; nor is where a
    click on one of its files leads.
    """
    own = [e for e in parts if not (e.kind is PageKind.API and e.failure is Failure.SKIPPED_BUDGET)]
    left = [e for e in open_ends(own) if not (shown and e.failure is Failure.EMPTY_SHELL)]
    return f"a part of the guide was not read: {why(left[0])}" if left else None


def are_gone(asked: Sequence[Evidence]) -> bool:
    """Whether nothing is where a guide was asked for, in two looks and all of them."""
    gone = sum(1 for e in asked if e.status in _GONE or e.failure is Failure.SOFT_404)
    return gone >= _TWICE and gone == len(asked)


def is_shown(guide: ServiceGuide) -> bool:
    """Whether most of the key elements were read."""
    return sum(1 for element in KEY_ELEMENTS if guide.read(element).stated) > len(KEY_ELEMENTS) // 2


def doubted(guide: ServiceGuide, reason: str) -> ServiceGuide:
    """The guide with everything it does not state turned into "unread": the missing part may state it."""
    return replace(
        guide,
        gaps=reason,
        readings={
            element: replace(one, state=State.UNREAD, reason=reason) if one.state is State.NOT_STATED else one
            for element, one in guide.readings.items()
        },
    )


def front_page(evidence: Iterable[Evidence]) -> Evidence | None:
    """The look at the portal's front page: one that came, else the last one."""
    homes = [one for one in evidence if one.kind is PageKind.HOME]
    return next((one for one in homes if one.state is FetchState.FETCHED), homes[-1] if homes else None)
