"""Values that a script has yet to put into a guide's page (待填充要素): nobody saw them, so they are not missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.assembly.gaps import doubted
from crawler.domain.elements import State
from crawler.extract.guide.draft import BY_SCRIPT
from crawler.page.guides.awaited_values import awaited_values, is_unset
from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crawler.domain.evidence import Evidence
    from crawler.domain.records import ServiceGuide
    from crawler.page.json_page import JsonPage

NOT_FILLED = "a script fills places of the page that were empty when it came"
_FEWEST = 2
"""Values of which the page shows the template: {{ item.condition }}."""
_MOST_SEEN = 6
"""Rendered guides that show what their script leaves empty."""


class AwaitedValues:
    """What the pages of guides wait for, and what stayed empty where a browser showed them."""

    def __init__(self, rendered: Mapping[str, Evidence], page_of: Callable[[str], Page | JsonPage | None]) -> None:
        self._rendered = rendered
        self._page_of = page_of
        self._seen: list[frozenset[str]] | None = None

    def doubted(self, guide: ServiceGuide, pages: Sequence[Page | JsonPage]) -> ServiceGuide:
        """The guide with all that it does not state unread, where its page waits for a script and nothing else came.

        A browser that left all those places empty on a page of this or another guide shows that no script fills them.
        """
        page = pages[0]
        if guide.unread or len(pages) > 1 or not isinstance(page, Page) or page.evidence in self._rendered:
            return guide
        names = frozenset(awaited_values(page).values())
        templates = sum(r.state is State.UNREAD and r.reason == BY_SCRIPT for r in guide.readings.values())
        if templates < _FEWEST and (not names or any(names <= left for left in self._left_empty())):
            return guide
        unset = {e: r for e, r in guide.readings.items() if r.state is State.STATED and is_unset(r.value or "")}
        told = {e: replace(r, state=State.UNREAD, value=None, reason=NOT_FILLED) for e, r in unset.items()}
        return doubted(replace(guide, readings={**guide.readings, **told}), NOT_FILLED)

    def _left_empty(self) -> list[frozenset[str]]:
        if self._seen is None:
            seen = (self._page_of(id_) for id_ in list(self._rendered)[:_MOST_SEEN])
            self._seen = [frozenset(awaited_values(page).values()) for page in seen if isinstance(page, Page)]
        return self._seen
