"""How rows that hand several values to a script lead to their guides: the address that one led to, as a pattern.

`data-dm="WT46" data-bm="01"` led to `/zn/WT46_01.html`: a row of another department has another number behind the dash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.evidence import Target
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.script.expressions import calls_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.page.finds import ItemLink

_TELLING = re.compile(r"(?=[^\d]*\d)[\w-]{4,64}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledRoute:
    """An address with places for what a row hands over."""

    function: str
    count: int
    pieces: tuple[str | int, ...]
    """Words of the address, and in between the number of the value that stands there."""

    def of(self, item: ItemLink) -> Target | None:
        """The guide's address for another item, or None where its row hands something else over."""
        function, values = called(item)
        if function != self.function or len(values) != self.count:
            return None
        return Target(url="".join(one if isinstance(one, str) else values[one] for one in self.pieces))


def learn_called(url: str, item: ItemLink) -> CalledRoute | None:
    """The pattern behind the address to which a row led; None where the row hands no identifier over that it has."""
    function, values = called(item)
    before, slash, last = url.rpartition("/")
    if not function or not slash or not any(_TELLING.fullmatch(v) and _at(v, last) for v in values):
        return None
    pieces = [before + slash, *split(last, values)]
    return CalledRoute(function=function, count=len(values), pieces=tuple(one for one in pieces if one != ""))


def function_of(item: ItemLink) -> str:
    """The function behind a row that only a script opens; an empty name for any other."""
    return called(item)[0]


def called(item: ItemLink) -> tuple[str, tuple[str, ...]]:
    """The function behind a row, and what it is called with; an empty name where there is none."""
    target = item.target
    if target is None or not target.url.startswith(SCRIPT_SCHEME):
        return "", ()
    for call in calls_in(target.url.removeprefix(SCRIPT_SCHEME)):
        return call.name, tuple(argument or "" for argument in call.arguments)
    return "", ()


def split(words: str, values: Sequence[str]) -> list[str | int]:
    """Words of an address, with the number of each value of a row in the place where it stands."""
    pieces: list[str | int] = [words]
    for number in sorted(range(len(values)), key=lambda n: -len(values[n])):
        for at, piece in enumerate(pieces):
            found = _at(values[number], piece) if isinstance(piece, str) else None
            if found is not None and isinstance(piece, str):
                pieces[at : at + 1] = [piece[: found.start()], number, piece[found.end() :]]
                break
    return pieces


def _at(value: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(value)}(?![0-9A-Za-z])", text) if value else None
