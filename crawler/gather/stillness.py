"""How long a page that has stopped asking is watched for more: learned from the first pages of its kind.

Nothing tells when a script has done its work but that the page has been still for a while. A while that is enough for
every page of every portal is most of what a rendered page takes. Pages of one kind on one host are built by one
script: when the first of them, watched for the full while, went on within moments or not at all, so will the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.domain.evidence import PageKind

FULL = 0.7
"""Seconds of silence after which any page counts as built."""

SHORT = 0.15
"""Seconds after which one may count as built whose kind is known to be quick."""

_LEARNED_FROM = 8
_AGAIN_AFTER = 25
"""Every so many pages one is watched in full again, and what it does late counts."""
_WELL_KNOWN = 100
"""After so many pages of a kind, one in as many is watched in full."""
_MARGIN = 3
_IN_VAIN = 2
"""Pages in a row that went on after they had been taken down: the next ones are taken down when they are built."""


@dataclass(slots=True)
class _Kind:
    pages: int = 0
    longest: float = 0.0
    in_vain: int = 0


@dataclass(slots=True)
class Stillness:
    """What the pages of one region were seen to do, by host and kind."""

    _kinds: dict[tuple[str, PageKind], _Kind] = field(default_factory=dict)

    def of(self, host: str, kind: PageKind) -> float:
        """Seconds of silence after which a page of this kind counts as built."""
        known = self._kinds.get((host, kind))
        if known is None or known.pages < _LEARNED_FROM:
            return FULL
        if known.pages % (_AGAIN_AFTER if known.pages < _WELL_KNOWN else _WELL_KNOWN) == 0:
            return FULL
        return min(FULL, max(SHORT, _MARGIN * known.longest))

    def early(self, host: str, kind: PageKind) -> bool:
        """Whether a page of this kind may be taken down while it is watched: it will hardly go on after that."""
        known = self._kinds.get((host, kind))
        return known is not None and self.of(host, kind) < FULL and known.in_vain < _IN_VAIN

    def learn(self, host: str, kind: PageKind, silence: float | None, *, held: bool | None = None) -> None:
        """A page was built: the longest `silence` in seconds after which it still did something.

        None where it cannot be told: it changed after it had been still for long, or never came. `held` tells of one
        that was taken down while it was watched whether that was all of it.
        """
        known = self._kinds.setdefault((host, kind), _Kind())
        known.pages += 1
        if held is not None:
            known.in_vain = 0 if held else known.in_vain + 1
        elif known.pages % _AGAIN_AFTER == 0:
            known.in_vain = 0  # it is tried anew
        known.longest = max(known.longest, FULL if silence is None else silence)
