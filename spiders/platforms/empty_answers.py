"""Answers to the calls of lists that say nothing, looked at twice before they count as an end (空应答复核)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.page.lists.empty_answers import places_of_rows, same_call, says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.evidence import Target
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage
    from spiders.platforms.walking import Errand

_ON_A_PAGE = frozenset({"-"})
"""Where the rows of a page stand, which is nowhere in an answer of data."""
_TRIED = 6
"""Answers to one call that are asked for again before it is known whether that brings anything."""


class EmptyAnswers:
    """Which answers of a walk hold no rows, and where those of other answers to the same call stood."""

    def __init__(self) -> None:
        self._rows_at: dict[tuple[object, ...], set[str]] = defaultdict(set)
        self._without: dict[str, tuple[Errand, Page | JsonPage]] = {}
        self._tried: Counter[tuple[object, ...]] = Counter()
        """Second looks at answers to each call."""
        self._mended: set[tuple[object, ...]] = set()
        """Calls of which one brought rows."""
        self._twice: list[Target] = []

    def met(self, errand: Errand, page: Page | JsonPage, *, called: bool) -> bool:
        """Whether an answer is to be passed over until its second look, since it says nothing.

        `called` is one to the call of a list; in the place of a page there is no list in data to be expected.
        """
        call = same_call(errand.target)
        if not called:
            self._rows_at[call] |= _ON_A_PAGE
        if page.items():
            self._rows_at[call] |= places_of_rows(page)
            self._mended |= {call} if errand.look > 1 else set()
            return False
        if errand.look > 1:
            return False
        self._without[errand.target.key] = errand, page
        return says_nothing(page, self._rows_at[call])

    def shown(self, brought: Iterable[tuple[Target, Page | JsonPage]]) -> None:
        """Rows that calls of a rendered page brought."""
        for target, page in brought:
            self._rows_at[same_call(target)] |= places_of_rows(page)

    def is_silent_again(self, errand: Errand, page: Page | JsonPage, *, first: bool) -> bool:
        """Whether a second look says nothing either; at the `first` page of a list that is all that is known of it."""
        places = self._rows_at[same_call(errand.target)] if errand.look > 1 and not page.items() else ()
        silent = says_nothing(page, places)
        self._twice += [errand.target] if silent and first else []
        return silent

    def unanswered(self) -> list[Target]:
        """Lists that said nothing twice, where others of the call said something when they were asked for again."""
        return [one for one in self._twice if same_call(one) in self._mended]

    def again(self) -> tuple[list[Errand], list[tuple[Errand, Page | JsonPage]]]:
        """Second looks at answers that say nothing, and those that need none: so is how the portal says that.

        A few answers to each call are asked for first; where none of them brings rows, the others would not either.
        """
        looks: list[Errand] = []
        settled: list[tuple[Errand, Page | JsonPage]] = []
        for key, (errand, page) in [*self._without.items()]:
            call = same_call(errand.target)
            if not says_nothing(page, self._rows_at[call]):
                del self._without[key]
            elif self._tried[call] < _TRIED or call in self._mended:
                self._tried[call] += 1
                del self._without[key]
                looks.append(replace(errand, look=2))
            elif not looks:
                del self._without[key]
                settled.append((replace(errand, look=2), page))
        return looks, settled
