"""Guides that show nothing of themselves over HTTP: a few are rendered, the others once a browser showed more.

So are those of which an answer says next to nothing where those of the others are full: what a page makes of a state
in such an answer (办事指南完善中) a browser shows alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.page.json_page import JsonPage
    from spiders.platforms.walking import Errand

_SCOUTS = 3
"""Guides of a kind that are rendered before any of them showed more than over HTTP."""


_MOST_THIN = 8
"""Guides of a kind that are rendered because their answers say next to nothing."""
_FULL, _TIMES = 12, 3
"""Values of an answer that tells a guide, and how many times fewer a thin one has."""


@dataclass(slots=True)
class ThinAnswers:
    """Answers to the first call of the guides of one kind of address."""

    fullest: int = 0
    count: int = 0

    def met(self, page: JsonPage) -> bool:
        """Whether an answer says so little beside the others that its guide is to be rendered."""
        said = sum(1 for _, value in page.values() if value not in (None, ""))
        thin = self.fullest >= _FULL and said * _TIMES <= self.fullest and self.count < _MOST_THIN
        self.fullest = max(self.fullest, said)
        self.count += thin
        return thin


@dataclass(slots=True)
class HollowGuides:
    """Those of one kind of address."""

    met: int = 0
    filled: bool = False
    """Whether a browser showed a guide where nothing of it came over HTTP."""
    held: list[Errand] = field(default_factory=list)

    def wanted(self, errand: Errand) -> bool:
        """Whether to render a guide of which nothing came; else it waits for what the first ones show."""
        self.met += 1
        if self.filled or self.met <= _SCOUTS:
            return True
        self.held.append(errand)
        return False

    def rendered(self, *, hollow: bool) -> Iterator[Errand]:
        """A guide as a browser shows it: those that wait are worth rendering where it shows more."""
        if self.met and not hollow:
            self.filled = True
            held, self.held = self.held, []
            yield from (replace(errand, render=True) for errand in held)
