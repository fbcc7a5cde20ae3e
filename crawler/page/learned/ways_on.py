"""How one list of a portal goes on, carried over to lists like it (同类清单的续取).

A call that was learned where there was no second page has nothing that counts: a cursor or a page number comes into it
when a reader asks for more. What brought the second page of one theme brings that of every other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.learned.calls import is_volatile
from crawler.page.slots import put, slots

if TYPE_CHECKING:
    from crawler.domain.evidence import Target
    from crawler.page.learned.calls import ListCall

_MOST_DIFFERING = 1
"""Values that tell one list of a kind from another."""


def gone_on_alike(way: ListCall, first: Target) -> ListCall | None:
    """The call of another list, known by the request for its first rows; None where that is of another kind."""
    further = way.cursor.target if way.cursor is not None else way.target
    steers = way.cursor.slot if way.cursor is not None else way.counter
    if steers is None:
        return None
    own = {(slot.where, slot.path): slot for slot in slots(first)}
    others = {(slot.where, slot.path): slot for slot in slots(further)}
    alike = further.method == first.method and urlsplit(further.url).netloc == urlsplit(first.url).netloc
    if not alike or not own.keys() <= others.keys():
        return None
    differing = [
        slot
        for at, slot in own.items()
        if slot.value != others[at].value and not is_volatile(slot) and at != (steers.where, steers.path)
    ]
    if len(differing) > _MOST_DIFFERING:
        return None
    for slot in differing:
        further = put(further, slot, slot.value)
    if way.cursor is None:
        return replace(way, target=further, total=None, last=None)
    return replace(way, target=first, cursor=replace(way.cursor, target=further), total=None, last=None)
