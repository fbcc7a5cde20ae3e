"""Second looks at guides of which an answer says nothing (空应答复核), where those of others say something.

A few answers to each call are asked for again when all else is done. Where one of them brings something then, its
portal answers with nothing when it is in trouble, and all others are asked for again; else that is how it says that
there is nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.guides.silent_answers import brought_at, is_silent
from crawler.page.json_page import JsonPage
from crawler.page.lists.empty_answers import same_call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.domain.evidence import Target
    from crawler.page.html import Page
    from spiders.platforms.walking import Errand

    Call = tuple[object, ...]

_TRIED = 6
"""Answers to one call that are asked for again before it is known whether that brings anything."""
_OF_GUIDES = frozenset({PageKind.GUIDE, PageKind.FRAGMENT})


class SilentParts:
    """Which answers of the guides of a portal hold something, and which do not."""

    def __init__(self) -> None:
        self._brought: dict[Call, set[str]] = defaultdict(set)
        self._silent: dict[tuple[str | None, str], tuple[Errand, list[tuple[Call, JsonPage]]]] = {}
        self._tried: Counter[Call] = Counter()
        self._asked: set[tuple[str | None, str]] = set()
        self._mended = False

    def met(self, errand: Errand, answers: Iterable[tuple[Target, Page | JsonPage | None]]) -> None:
        """What a guide or a part of one was answered with: itself, or the calls of the page that a browser built."""
        if errand.kind not in _OF_GUIDES:
            return
        here = errand.item, errand.target.key
        silent = [
            (call, page)
            for target, page in answers
            if isinstance(page, JsonPage) and self._is_bare(call := same_call(target), page)
        ]
        if errand.look == 1 and silent:
            self._silent[here] = errand, silent
        elif here in self._asked and not any(is_silent(page, self._brought[call]) for call, page in silent):
            self._mended = True

    def _is_bare(self, call: Call, page: JsonPage) -> bool:
        there = brought_at(page)
        self._brought[call] |= there
        return not there

    def again(self) -> Iterator[Errand]:
        """The next second looks, as far as is known how others were answered."""
        for key, (errand, silent) in [*self._silent.items()]:
            calls = [call for call, page in silent if is_silent(page, self._brought[call])]
            if not calls:
                del self._silent[key]
            elif self._mended or any(self._tried[call] < _TRIED for call in calls):
                self._tried.update(calls)
                del self._silent[key]
                self._asked.add(key)
                yield replace(errand, look=2)
