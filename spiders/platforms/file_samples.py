"""Guides that are rendered for what the first one lacked: places of an answer where others name their files.

How the files of an answer are asked for is learned from a rendered guide. Where that one has none, it teaches nothing
of them, and another is rendered whose answer has identifiers in lists that the first did not have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crawler.domain.evidence import Target
    from crawler.page.json_page import JsonPage

    Held = tuple[Errand, JsonPage]

_MOST = 3
"""Guides that are rendered for this on one portal."""
_STEP = re.compile(r"/\d+(?=/|$)")
_IDENTIFIER = re.compile(r"(?=[^\d]*\d)(?:[\w-]{12,64}(?:[,;|][\w-]{12,64})*|/?(?:[\w.-]+/)+[\w.-]{6,})", re.ASCII)
"""Of a file: a mark, or several, or the path to it from a place that only the portal's script knows."""


class FileSamples:
    """Holds answers back that have more places than those of the guides that were rendered, until one more is."""

    def __init__(self, page_of: Callable[[str], Target | None], *, may_render: bool) -> None:
        self._page_of = page_of
        self._may_render = may_render
        self._known: set[str] = set()
        self._held: list[Held] = []
        self._scout: str | None = None
        self._rendered: set[str] = set()
        self._count = 0

    def hold(self, errand: Errand, page: JsonPage) -> bool:
        """Whether an answer has to wait for a guide to be rendered, which `scout` then asks for."""
        if not self._rendered or not self._may_render or errand.item is None or errand.render or errand.look > 1:
            return False
        if errand.item in self._rendered or (self._scout is None and self._count >= _MOST):
            return False
        if _places(page) <= self._known:
            return False
        self._held.append((errand, page))
        return True

    def scout(self) -> Iterator[Errand]:
        """The guide to render now: the one with the most places that none of the others showed."""
        if self._scout is not None or self._count >= _MOST or not self._held:
            return
        errand, _ = max(self._held, key=lambda one: len(_places(one[1]) - self._known))
        target = self._page_of(errand.item or "")
        self._count += 1
        if errand.item is not None and target is not None:
            self._scout = errand.item
            yield Errand(target=target, kind=PageKind.GUIDE, parent=errand.parent, item=errand.item, render=True)

    def shown(self, item: str, answers: Iterable[JsonPage]) -> list[Held]:
        """A guide was rendered, or could not be; gives the answers that need not wait any longer."""
        self._rendered.add(item)
        for answer in answers:
            self._known |= _places(answer)
        self._scout = None if self._scout == item else self._scout
        held, self._held = self._held, []
        if self._scout is None and self._count >= _MOST:
            return held
        ready = [one for one in held if one[0].item in self._rendered or _places(one[1]) <= self._known]
        self._held = [one for one in held if one not in ready]
        return ready

    def rest(self) -> list[Held]:
        """At last all of them."""
        held, self._held = self._held, []
        return held


def _places(page: JsonPage) -> set[str]:
    """Where the objects of an answer's lists hold an identifier, the numbers of lists left out."""
    found = set()
    for pointer, value in page.values():
        if isinstance(value, str) and _IDENTIFIER.fullmatch(value):
            place = _STEP.sub("/*", pointer)
            if "/*" in place:
                found.add(place)
    return found
