"""Whether a region was gathered as a whole (完整性): what came, held against what had to come."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, guides_of
from crawler.gather.job import CrawlState
from crawler.page.links import SCRIPT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BEYOND = frozenset(
    {
        *(PageKind.ONLINE_ENTRY, PageKind.ENTRANCE, PageKind.COLUMN),
        *(PageKind.SEARCH, PageKind.LINK, PageKind.ENGINE, PageKind.SECOND_NETWORK),
    }
)
"""Looks beyond list and guides: a survey, no census."""

_NO_GAP = BEYOND | {PageKind.API}
"""A click's way that a browser did not follow is asked over HTTP instead."""

_FEW = 0.1
"""Share of the forms that may open by a script that nobody could follow: buttons of other uses are among them."""

_SOME = 2
"""So many of them are a button of the layout (the same on every guide) whose files came another way."""


def _is_menu(one: Evidence) -> bool:
    """Whether a look was to click an entry of a menu that promises a list."""
    return one.kind is PageKind.NAVIGATION and one.target.method == "CLICK"


def _main_items_missed(best: Mapping[tuple[PageKind, str], Evidence]) -> int:
    """How many rows did not open whose like, by their addresses, turned out to be lists of items (主项)."""
    opened = [one for one in best.values() if one.kind is PageKind.GUIDE]
    lists = Counter(guides_of(one.target) for one in opened if (PageKind.LIST, one.target.key) in best)
    others = Counter(guides_of(one.target) for one in opened if one.state is FetchState.FETCHED)
    missed = (guides_of(one.target) for one in opened if one.state is FetchState.FAILED)
    return sum(1 for like in missed if lists[like] * 2 > others[like])


def wholeness(looks: Iterable[Evidence], *, found: int, expected: int) -> tuple[CrawlState, str]:
    """Whole are the front page and every page of the list, in as many items as are known; else why it is not."""
    best: dict[tuple[PageKind, str], Evidence] = {}
    for one in looks:
        key = one.kind, one.target.key
        if key not in best or one.state is FetchState.FETCHED:
            best[key] = one
    needed = {PageKind.HOME, PageKind.LIST}
    if not found:
        needed.add(PageKind.NAVIGATION)  # The list may lie behind a page that did not come.
    reasons = [
        f"{one.kind} {one.target.url}: {one.failure} {one.reason or ''}".strip()
        for one in best.values()
        if one.kind in needed and one.state is not FetchState.FETCHED
    ]
    closed = [one for one in best.values() if _is_menu(one) and one.state is FetchState.FAILED]
    if closed and found:
        words = "、".join(one.target.body or "" for one in closed[:3])
        reasons.append(f"{len(closed)} entries of menus could not be opened ({words})")
    if main := _main_items_missed(best):
        reasons.append(f"{main} main items could not be opened")
    forms = [one for one in best.values() if one.kind is PageKind.FORM]
    scripted = [one for one in forms if one.target.url.startswith(SCRIPT_SCHEME)]
    if len(scripted) > max(_SOME, _FEW * len(forms)):
        reasons.append(f"{len(scripted)} of {len(forms)} forms open by a script that could not be followed")
    left = {id(one) for one in scripted}
    skipped = [one for one in best.values() if one.failure is Failure.SKIPPED_BUDGET and id(one) not in left]
    budget = sum(1 for one in skipped if one.kind not in _NO_GAP)
    if budget:
        reasons.append(f"{budget} addresses were left out by a limit")
    if found < expected:
        reasons.append(f"{found} items found, at least {expected} expected")
    more = f" (and {len(reasons) - 3} more)" if len(reasons) > 3 else ""
    state = CrawlState.INCOMPLETE if reasons else CrawlState.COMPLETE
    return state, "; ".join(reasons[:3]) + more
