"""Files of materials (材料附件) that a call for each row brings: learned from a rendered guide, asked for all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange
from crawler.page.learned.row_calls import learn_row_calls, rows_of
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.page.html import Page
    from crawler.page.learned.row_calls import RowCall, Rows

    Met = tuple[str, str, Rows]
    """The item, the evidence of the answer, its rows."""

_MOST_MET = 1500
"""Answers that are kept for a call that is learned after them."""
_MOST_CALLS = 4
_MOST_ROWS = 40
"""Rows of one answer that are asked for by one call."""
_MANY = 5_000
"""Such requests of one portal beyond which each further guide has its share of them."""
_SHARE = 12
_LEFT = "more rows of the guide than are asked for one by one"


class RowFiles:
    """Learns such calls, and asks for what they bring."""

    def __init__(self) -> None:
        self._calls: dict[tuple[object, ...], RowCall] = {}
        self._met: list[Met] = []
        self._known: set[tuple[str, str]] = set()
        self._asked_of: Counter[str] = Counter()

    def met(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """An answer of a guide: the calls for its rows."""
        if errand.item is None or errand.render or errand.kind is PageKind.FORM:
            return
        rows = rows_of(errand.target, page)
        if rows.rows and len(self._met) < _MOST_MET:
            self._met.append((errand.item, page.evidence, rows))
        yield from self._asked([(errand.item, page.evidence, rows)], [*self._calls.values()])

    def shown(
        self,
        errand: Errand,
        page: Page | JsonPage | None,
        made: Sequence[Exchange],
        offers: Callable[[Page | JsonPage], bool],
    ) -> Iterator[Errand]:
        """A rendered guide: what it asked for itself is known, and its calls may teach how the others' are made.

        Where they ask for several kinds of files, its own are made once more: which file is of which kind, they tell.
        """
        item, learned = errand.item or "", []
        here = Exchange(target=errand.target, page=page)
        for call in learn_row_calls(made, here, offers):
            mark = call.kind, call.rows, call.said, *(slot.path for slot, _ in call.filled)
            if mark not in self._calls and len(self._calls) < _MOST_CALLS:
                self._calls[mark] = call
                learned.append(call)
        yield from self._asked(self._met, learned)
        shapes = {(kind, rows, *places) for kind, rows, _, *places in self._calls}
        if len(shapes) == len(self._calls):
            self._known.update((item, one.target.key) for one in made if one.page is not None)
        if self._calls and errand.item is not None:
            told = [*(one for one in made if isinstance(one.page, JsonPage)), here]
            own = [(item, one.page.evidence, rows_of(one.target, one.page)) for one in told if one.page is not None]
            yield from self._asked(own, [*self._calls.values()])

    def _asked(self, answers: Sequence[Met], calls: Sequence[RowCall]) -> Iterator[Errand]:
        """The requests for rows; those beyond a bound are planned and left, so that nobody takes them for answered."""
        for item, evidence, rows in answers:
            for call in calls:
                for at, target in enumerate(call.of(rows)):
                    if (item, target.key) in self._known:
                        continue
                    self._known.add((item, target.key))
                    left = at >= _MOST_ROWS or (self._asked_of.total() >= _MANY and self._asked_of[item] >= _SHARE)
                    self._asked_of[item] += not left
                    skip = _LEFT if left else None
                    yield Errand(target=target, kind=PageKind.FORM, parent=evidence, item=item, skip=skip)
