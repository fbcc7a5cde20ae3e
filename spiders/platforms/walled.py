"""Guides that a wall kept from us while others like them came (个别被拦截的指南): looked at once more at the end.

A portal that blocks us says so of every page, and is left in peace. A wall, a login or an empty shell before one guide
among others that were readable may be a matter of the moment.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, PageKind, guides_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spiders.platforms.walking import Errand

    Kind = tuple[object, ...]

_OF_GUIDES = frozenset({PageKind.GUIDE, PageKind.FRAGMENT})
_WALLS = frozenset({Failure.BLOCKED, Failure.LOGIN_REQUIRED, Failure.EMPTY_SHELL})


class Walled:
    """Guides, and parts of them, by their kind of address: how many came, and those that a wall kept from us."""

    def __init__(self) -> None:
        self._came: Counter[Kind] = Counter()
        self._held: list[Errand] = []

    def came(self, errand: Errand) -> None:
        """A guide or a part of one was readable."""
        if errand.kind in _OF_GUIDES:
            self._came[_kind(errand)] += 1

    def failed(self, errand: Errand, failure: Failure) -> None:
        """A look failed."""
        if errand.kind in _OF_GUIDES and errand.look == 1 and failure in _WALLS:
            self._held.append(errand)

    def again(self) -> Iterator[Errand]:
        """Second looks, where more of their kind came than did not."""
        held, self._held = self._held, []
        count = Counter(map(_kind, held))
        yield from (replace(errand, look=2) for errand in held if self._came[_kind(errand)] > count[_kind(errand)])


def _kind(errand: Errand) -> Kind:
    return errand.kind, errand.render, guides_of(errand.target)
