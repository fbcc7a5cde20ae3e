"""Whether a list was walked to its end, held against totals that do not come from the walk (完整性).

A crawl that stops at page 7 of thousands without an error looks fine. So what was found is held against what the portal
declares (its counter, its API; each department's or theme's list against its own), and against the last round. What
falls short makes a region incomplete, never bad: of a list's own number be it one item, unless its pages prove the
number wrong, which is a matter for the checks (docs/adr/0021). A walk that brought no item at all reached no list,
whatever else it brought, unless it went every way and the portal has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler.assembly.own_totals import own_totals
from crawler.domain.records import Counts, GuideState
from crawler.domain.shortfall import far_below
from models import RegionOutcome, RegionState, RunKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from crawler.domain.records import ItemList

_LAST_PAGE = 1
"""Of the pages that a list declares: some count a last one that holds nothing."""

_MOST_GUIDES = 0.8
"""Of the guides that were asked for: a few that nobody can read are gaps of their own; so many are one of the walk."""


def shortfall(found: int, item_list: ItemList | None, last_round: int | None, *, sampled: bool = False) -> str | None:
    """Why the list counts as cut short, None where nothing says so; `last_round` is what the region listed then.

    Of a census most guides must have been asked for: rows of which none was are those of a list that nobody walked.
    """
    if not found and (item_list is None or item_list.unread is not None):
        return "no item was found: a portal of services has some, so its list was not reached"
    for one in item_list.totals if item_list is not None else ():
        if one.untold and one.counts is Counts.ITEMS and one.value > (told := max(one.rows, *one.reached, 0)):
            return f"the list {one.place or one.of} declares {one.value} items, {told} of its rows could be told apart"
    lists = own_totals(item_list.totals if item_list is not None else ())
    if (short := next((one for one in lists if one.falls_short(found)), None)) is not None:
        return f"the list {short.name} declares {short.value} items, {short.reached} were reached"
    counted = {one.of for one in lists}
    for one in item_list.totals if item_list is not None else ():
        if one.untold and one.counts is Counts.PAGES and one.of not in counted:
            name = one.place or one.of
            return f"rows of the list {name} could not be told apart, and it does not say how many items it has"
    own = [one for one in lists if not one.banner]
    whole, came = sum(one.value for one in own), sum(min(one.reached, one.value) for one in own)
    if far_below(came, whole):
        return f"the lists declare {whole} items together, {came} were reached"
    for one in item_list.totals if item_list is not None else ():
        pages = max(one.reached, default=one.value) if one.counts is Counts.PAGES else one.value
        if one.value > 1 and (pages == 1 or pages < one.value - _LAST_PAGE):
            return f"the list {one.place or one.of} declares {one.value} pages, {pages} were turned"
    if item_list is not None and item_list.cut_short:
        return f"the pagers of {item_list.cut_short} list(s) have pages that were not turned"
    if item_list is not None and item_list.selection:
        return f"only the front page shows items ({found}), and offers a search for others"
    total = item_list.portal_total if item_list is not None else None
    if total is not None and far_below(found, total):
        return f"the front page says that {total} items are published, {found} were reached"
    if last_round is not None and far_below(found, last_round):
        return f"{found} items found, the last round listed {last_round}"
    return _guides_missed([row.guide_state for row in item_list.items], sampled=sampled) if item_list else None


def _guides_missed(states: Sequence[GuideState], *, sampled: bool) -> str | None:
    left, unread = states.count(GuideState.NOT_ASKED), states.count(GuideState.UNDECIDED)
    if left * 2 > len(states) and not sampled:
        return f"no way was found to the guides of {left} of {len(states)} items"
    asked = len(states) - left
    if asked - unread < _MOST_GUIDES * asked:
        return f"{unread} of {asked} guides that were asked for could not be read"
    return None


def last_population(session: Session, run: str, region: str) -> int | None:
    """How many items a region listed in the last round before a run's in which its list was read to the end."""
    part = models.RegionRun
    this = session.get_one(models.Run, run)
    return session.scalars(
        select(part.population)
        .join(models.Run, models.Run.id == part.run)
        .where(
            part.region == region,
            models.Run.round != this.round,
            models.Run.started_at < this.started_at,
            models.Run.kind == RunKind.RUN,
            part.state == RegionState.DONE,
            part.outcome == RegionOutcome.COMPLETE,
            part.list_whole.is_(True),
            part.population.is_not(None),
        )
        .order_by(models.Run.started_at.desc())
        .limit(1)
    ).first()
