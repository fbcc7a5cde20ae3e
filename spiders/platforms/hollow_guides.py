"""Guides that show nothing of themselves over HTTP: a few are rendered, the others once a browser showed more."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spiders.platforms.walking import Errand

_SCOUTS = 3
"""Guides of a kind that are rendered before any of them showed more than over HTTP."""


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
