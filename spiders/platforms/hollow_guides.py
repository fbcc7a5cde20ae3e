"""Guides that show nothing of themselves over HTTP: a few are rendered, the others once a browser showed more.

So are those of which an answer says next to nothing where those of the others are full, or has an empty list of
materials: what a page makes of that (办事指南完善中, 无需提交材料) a browser shows alone.
"""

from __future__ import annotations

import re
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


_MATERIALS = re.compile(r"material|stuff|cai_?liao|(?:^|_)cl(?:xx|list|qd)?s?$|sqcl|材料", re.IGNORECASE)
"""Keys of the materials of a guide."""


@dataclass(slots=True)
class ThinAnswers:
    """Answers to the first call of the guides of one kind of address."""

    fullest: int = 0
    count: int = 0

    def met(self, page: JsonPage) -> bool:
        """Whether an answer says so little beside the others, or so of its materials, that its guide is rendered."""
        said = sum(1 for _, value in page.values() if value not in (None, ""))
        thin = self.fullest >= _FULL and said * _TIMES <= self.fullest and self.count < _MOST_THIN
        self.fullest = max(self.fullest, said)
        thin = thin or (self.count < _MOST_THIN and _without_materials(page))
        self.count += thin
        return thin


def _without_materials(page: JsonPage) -> bool:
    """Whether the list of materials in an answer is empty."""
    stack = [page.data]
    while stack:
        node = stack.pop()
        if isinstance(node, dict) and any(v == [] and _MATERIALS.search(k) for k, v in node.items()):
            return True
        stack += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return False


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
