"""How rows lead to guides whose address the portal itself composes in part: the row asks first, then opens.

`open('138214', '1260', '2020-02-11 15:28')` asks `/day.do?at=2020-02-11 15:28`, is told `/2020/2/11/`, and opens
`/art/2020/2/11/art_1260_138214.html`: what one row was told leads nowhere for a row of another day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.evidence import Target
from crawler.page.json_page import JsonPage
from crawler.page.learned.called_routes import called, split
from crawler.page.learned.calls import is_volatile
from crawler.page.slots import put, slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.finds import ItemLink
    from crawler.page.html import Page
    from crawler.page.learned.calls import Exchange
    from crawler.page.slots import Slot

_TELLING = re.compile(r"(?=.*\d)\S[^<>{}]{2,62}\S")
"""What a row hands over that may tell it from others: a number, an identifier, the moment when it was published."""
_SAID = re.compile(r"(?=\D*\d)[^\s<>{}\"]{4,200}")
"""An answer, or a value in one, that may be part of an address."""
_HOST = re.compile(r"https?://[^/]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRoute:
    """A request with places for what a row hands over, and an address with one more for its answer."""

    function: str
    count: int
    asked: Target
    filled: tuple[tuple[Slot, int], ...]
    pointer: str | None
    """Where the answer says it; None where it is all of the answer."""
    pieces: tuple[str | int | None, ...]
    """Words of the address, between them the number of the row's value that stands there, and None for the answer."""

    def asks(self, item: ItemLink) -> Target | None:
        """The request for another row; None where that hands something else over."""
        function, values = called(item)
        if function != self.function or len(values) != self.count:
            return None
        target = self.asked
        for slot, number in self.filled:
            target = put(target, slot, values[number])
        return target

    def of(self, item: ItemLink, answer: Page | JsonPage) -> Target | None:
        """The guide's address for a row, by what its request brought; None where that says nothing."""
        said = next((text for pointer, text in _said(answer) if pointer == self.pointer), None)
        if said is None:
            return None
        values = called(item)[1]
        words = (one if isinstance(one, str) else said if one is None else values[one] for one in self.pieces)
        return Target(url="".join(words))


def learn_answered(url: str, item: ItemLink, exchanges: Iterable[Exchange]) -> AnsweredRoute | None:
    """What of the address to which a click on a row led an answer told that the row asked for; None for none."""
    function, values = called(item)
    host = _HOST.match(url)
    if not function or host is None:
        return None
    for one in exchanges:
        filled = _filled(one.target, values)
        for pointer, said in _said(one.page) if one.page is not None and filled else ():
            before, found, after = url[host.end() :].partition(said)
            if found and said not in values:
                pieces = (host[0], *split(before, values), None, *split(after, values))
                return AnsweredRoute(
                    function=function,
                    count=len(values),
                    asked=one.target,
                    filled=filled,
                    pointer=pointer,
                    pieces=tuple(piece for piece in pieces if piece != ""),
                )
    return None


def _filled(target: Target, values: tuple[str, ...]) -> tuple[tuple[Slot, int], ...]:
    own = (slot for slot in slots(target) if not is_volatile(slot) and _TELLING.fullmatch(slot.value))
    return tuple((slot, values.index(slot.value)) for slot in own if slot.value in values)


def _said(answer: Page | JsonPage) -> Iterator[tuple[str | None, str]]:
    """What an answer says that may stand in an address, and where."""
    if isinstance(answer, JsonPage):
        yield from ((at, text) for at, text in answer.values() if isinstance(text, str) and _SAID.fullmatch(text))
        return
    whole = answer.visible_text().strip().strip('"')
    if _SAID.fullmatch(whole):
        yield None, whole
