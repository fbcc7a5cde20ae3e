"""Lists whose every answer says how to ask for the next: by a cursor, a token, the last row's number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.page.json_page import JsonPage
from crawler.page.json_tree import flat
from crawler.page.slots import Slot, put, slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_CURSOR = re.compile(
    r"^(?:next|(?:next|end|last|page|scroll|search|continuation)?(?:cursor|token|marker|mark|after)|nextpagetoken|scrollid|"
    r"(?:next|last|max|min|end)(?:id|key|row|seq|time)|continuation|after|offset|viewstate)$"
)
_MORE = re.compile(r"^has(?:more|next(?:page)?)$")
_IN_A_ROW = re.compile(r"/\d+(?:/|$)")


def goes_by_cursor(target: Target) -> bool:
    """Whether a request holds what an earlier answer said about how to go on."""
    return any(s.where in {"query", "body", "json"} and is_cursor(s.name) for s in slots(target))


def is_cursor(name: str) -> bool:
    """Whether a parameter of this name says from where a list goes on."""
    return bool(_CURSOR.match(flat(name)))


@dataclass(frozen=True, slots=True)
class Cursor:
    """A request that holds what an earlier answer gave: its slot, and the key of the answer."""

    target: Target
    slot: Slot
    key: str

    def after(self, page: Page | JsonPage) -> Target | None:
        """The request for what follows a page; None after the last."""
        given = dict(_given(page)).get(self.key)
        return put(self.target, self.slot, given) if given is not None else None


def learn_cursor(calls: Sequence[tuple[Target, Page | JsonPage | None]]) -> Cursor | None:
    """How a list goes on, from calls one of which holds what the answer to an earlier one gave."""
    for at, (_, page) in enumerate(calls):
        seen = _keys(one for _, one in calls[: at + 1])
        for key, value in _given(page):
            held = [
                (Cursor(target, slot, key), answer)
                for target, answer in calls[at + 1 :]
                for slot in slots(target)
                if slot.where in {"query", "body", "json"} and slot.value == value
            ]
            # Back is asked with the same state as on: the call that went on is the one that brought something new.
            further = [cursor for cursor, answer in held if _keys([answer]) - seen]
            if held:
                return (further or [cursor for cursor, _ in held])[0]
    for target, page in calls[:1]:
        empty = next((s for s in slots(target) if s.value in {"", "0"} and _CURSOR.match(flat(s.name))), None)
        first = next((key for key, _ in _given(page)), None)
        if empty is not None and first is not None:
            return Cursor(target, empty, first)
    return None


def goes_on(page: Page | JsonPage) -> bool:
    """Whether an answer says that more rows follow it: it tells a cursor for the next, or says so in a word."""
    if any(flat(at.rpartition("/")[2]).startswith("next") for at, _ in _given(page)):
        return True
    told = page.values() if isinstance(page, JsonPage) else ()
    return any(value is True and _MORE.match(flat(at.rpartition("/")[2])) for at, value in told)


def _keys(pages: Iterable[Page | JsonPage | None]) -> set[str]:
    return {item.key for page in pages if page is not None for item in page.items()}


def _given(page: Page | JsonPage | None) -> Iterator[tuple[str, str]]:
    """(pointer, value) of what an answer says outside its rows about how to go on."""
    for pointer, value in page.values() if isinstance(page, JsonPage) else ():
        name = pointer.rpartition("/")[2]
        told = not isinstance(value, bool) and value not in (None, "", 0, "0", -1, "-1")
        if told and not _IN_A_ROW.search(pointer) and _CURSOR.match(flat(name)):
            yield pointer, str(value)
