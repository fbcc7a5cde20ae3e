"""Calls that bring parts of a guide (栏目), learned from one rendered guide and asked for others like it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.page.json_tree import flat
from crawler.page.learned.calls import put_all
from crawler.page.learned.row_values import TOO_PLAIN
from crawler.page.slots import Slot, slots
from crawler.page.vocabulary import OTHER_CODE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.learned.calls import Exchange


PIECE = "~"
"""Before the number of a value among those that one segment of an address puts together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCall:
    """How to ask for one part of any guide: slots of the request, each with what of a guide's page fills it."""

    target: Target
    filled: tuple[tuple[Slot, str], ...]

    def of(self, values: Mapping[str, str]) -> Target | None:
        """The same request for another guide, or None where its page lacks a needed value."""
        return put_all(self.target, self.filled, values)


def learn_part_calls(calls: Sequence[Exchange], values: Mapping[str, str], here: str) -> tuple[PartCall, ...]:
    """The calls of a rendered guide that carry what its page knows itself by: those that bring parts of it."""
    found: dict[str, PartCall] = {}
    for call in calls:
        if call.page is None or len(call.page.items()) > 1 or call.target.url.partition("#")[0] == here:
            continue
        filled = filled_slots(call.target, values)
        if filled and call.page.visible_text().strip():
            found.setdefault(call.target.key, PartCall(target=call.target, filled=filled))
    return tuple(found.values())


def filled_slots(target: Target, values: Mapping[str, str]) -> tuple[tuple[Slot, str], ...]:
    """The slots of a request that hold what a guide knows itself by, each with its key; empty where none tells it."""
    filled: list[tuple[Slot, str]] = []
    own = False
    for slot in slots(target):
        same = [k for k, v in values.items() if v == slot.value]
        named = [k for k in same if flat(re.split(r"[:/#$@]", k)[-1]) == flat(slot.name)]
        if not same or (TOO_PLAIN.match(slot.value) and not named):
            continue
        filled.append((slot, (named or same)[0]))
        own = own or not OTHER_CODE.search(slot.name)
    # What stands beside a value in one segment of the address goes with it, however plain it is.
    around = {key.partition(PIECE)[0] + PIECE for _, key in filled if PIECE in key}
    for slot in slots(target) if around else ():
        if len(slot.value) > 1 and all((slot.where, slot.path) != (one.where, one.path) for one, _ in filled):
            beside = [k for k, v in values.items() if v == slot.value and k.startswith(tuple(around))]
            filled += [(slot, key) for key in beside[:1]]
    return tuple(filled) if own else ()
