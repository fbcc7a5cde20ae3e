"""The calls by which a page brings its list, carried over to pages like it (部门, 主题).

The pages of two departments differ in what they know themselves by (a value of their address, a hidden field) and in
the tabs that they offer. Once one of them was rendered, its calls are those of the other with the other's own values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crawler.domain.records import Counts
from crawler.page.guides.hidden_parts import empty_places, own_values, rows_awaited
from crawler.page.json_tree import flat
from crawler.page.learned.calls import is_volatile
from crawler.page.learned.facet_calls import pools
from crawler.page.slots import put, slots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.html import Page
    from crawler.page.learned.calls import ListCall
    from crawler.page.slots import Slot

_PLAIN = re.compile(r"|\d{1,3}|true|false|null|[a-z]{1,3}", re.IGNORECASE)
_MOST_CHOICES = 40
_ADDRESSED = "@"
"""How the key of a value begins that the address of a page says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What a page without rows says of the list that a script is to bring."""

    values: Mapping[str, str]
    """What it knows itself by."""
    choices: Mapping[tuple[str, ...], tuple[str, ...]]
    """Values of one kind that it offers (tabs), by where they stand."""
    declared: int | None
    """Items that it says there are."""
    waits: bool
    """Whether it has a place for rows that is still empty."""
    size: int
    """Elements: of pages of one kind the one with the most shows the most of what there is."""


def waiting(page: Page, target: Target) -> Waiting:
    """What a page without rows says of its list."""
    counted = {t.value for t in page.totals() if t.counts is Counts.ITEMS}
    bare = rows_awaited(page)
    if bare and counted == {0}:  # As a script finds it that has yet to count.
        counted = set()
    offered = {where: tuple(dict.fromkeys(v for v in found if v)) for where, found in pools(page).items()}
    return Waiting(
        values=own_values(page, target),
        choices={where: values for where, values in offered.items() if len(values) <= _MOST_CHOICES},
        declared=counted.pop() if len(counted) == 1 else None,
        waits=bare or bool(empty_places(page)),
        size=len(page.elements),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeCall:
    """How pages of one kind ask for their rows."""

    call: ListCall
    filled: tuple[tuple[Slot, str], ...]
    """Slots with what of the page fills them."""
    choice: tuple[Slot, tuple[str, ...]] | None
    """The slot that tells the tabs apart, and where their values stand."""

    def of(self, page: Waiting) -> tuple[ListCall, ...]:
        """The calls of another page; none where it lacks what they need."""
        call = self.call
        for slot, key in self.filled:
            value = page.values.get(key)
            if value is None:
                return ()
            call = _with(call, slot, value)
        calls = [call]
        if self.choice is not None:
            slot, where = self.choice
            calls = [_with(call, slot, value) for value in page.choices.get(where, ())]
        return tuple(replace(one, total=None, last=None) for one in calls)


def _with(call: ListCall, slot: Slot, value: str) -> ListCall:
    """The call with another value in a slot, of the request for its first rows and of that for what follows."""
    cursor = replace(call.cursor, target=put(call.cursor.target, slot, value)) if call.cursor is not None else None
    return replace(call, target=put(call.target, slot, value), cursor=cursor)


def learn_like(calls: Sequence[ListCall], page: Waiting) -> LikeCall | None:
    """How pages like this one ask for their rows; None where its calls carry nothing of its own."""
    calls = [call for call in calls if _is_of_address(call, page)] or calls
    first = next((call for call in calls if call.here == 1), calls[0] if calls else None)
    if first is None:
        return None
    shape = [(slot.where, slot.path) for slot in slots(first.target)]
    alike = [call for call in calls if [(slot.where, slot.path) for slot in slots(call.target)] == shape]
    filled: list[tuple[Slot, str]] = []
    choice: tuple[Slot, tuple[str, ...]] | None = None
    for at, slot in enumerate(slots(first.target)):
        steers = first.cursor.slot if first.cursor is not None else first.counter
        if is_volatile(slot) or (steers is not None and slot.path == steers.path):
            continue
        said = {slots(call.target)[at].value for call in alike}
        if len(said) > 1:
            where = next((w for w, values in page.choices.items() if said <= set(values)), None)
            if where is None or choice is not None:
                return None
            choice = slot, where
            continue
        same = [key for key, value in page.values.items() if value == slot.value]
        named = [key for key in same if _name_of(key) == flat(slot.name)]
        if same and (named or not _PLAIN.fullmatch(slot.value)):
            filled.append((slot, (named or same)[0]))
    return LikeCall(call=first, filled=tuple(filled), choice=choice) if filled else None


def _is_of_address(call: ListCall, page: Waiting) -> bool:
    """Whether a call says what the address of its page says: what was clicked there is another page's (部门)."""
    own = {_name_of(key): value for key, value in page.values.items() if key.startswith(_ADDRESSED) and value}
    said = [(own[flat(slot.name)], slot.value) for slot in slots(call.target) if flat(slot.name) in own]
    return bool(said) and all(value == here for here, value in said)


def _name_of(key: str) -> str:
    return flat(re.split(r"[:/#$@]", key)[-1])
