"""The pages of a portal's item lists, put together: rows, and what each list declares beside what it holds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.assembly.list_rest import Held, reached_elsewhere
from crawler.assembly.list_rows import beneath, has_code, joined
from crawler.assembly.made_addresses import kind_of_list
from crawler.assembly.one_list import OneList
from crawler.assembly.own_totals import own_totals
from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from crawler.extract.item_list import read_departments, read_items, read_totals
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.json_tree import flat
from crawler.page.learned.calls import without_page
from crawler.page.lists.cursors import goes_by_cursor
from crawler.page.lists.item_rows import NamedRow, leads_elsewhere, listed_again
from crawler.page.lists.json_paging import SIZE_KEYS
from crawler.page.lists.left_rows import leaves_rows
from crawler.page.lists.main_rows import main_rows, opening_rows
from crawler.page.lists.more_rows import offers_more
from crawler.page.lists.numbered_requests import PAGE_PARAMETER, counters_in, names_page
from crawler.page.lists.withdrawn import is_withdrawn
from crawler.page.slots import slots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.elements import Reading
    from crawler.domain.evidence import Evidence
    from crawler.domain.records import DeclaredTotal, ListedItem
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.slots import Slot


_FEW_VALUES = 6
_IN_A_ROW = re.compile(r"/\d+(?:/|$)")


class ListPages:
    """Takes list pages one by one. A portal may have several lists (by department, by theme), each with its counter."""

    def __init__(self, labels: LabelDictionary) -> None:
        self._labels = labels
        self._leads_to: dict[str, str] = {}
        self._pages: list[tuple[str, int, tuple[str, ...], tuple[DeclaredTotal, ...]]] = []
        self._rows: dict[str, ListedItem] = {}
        self._departments: dict[str, Reading] = {}
        self._leading_on: set[str] = set()
        self._last: dict[str, int] = {}
        self._pagers: dict[str, int] = {}
        """The highest page that the pager on each page names."""
        self._ending: set[str] = set()
        """Pages that say that they are the last."""
        self._closing: set[str] = set()
        """Those of them that show rows."""
        self._led: dict[str, dict[str, Target]] = defaultdict(dict)
        self._kinds: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._main_rows: dict[str, set[str]] = {}
        """Rows of each page that stand among its items and lead on to others: its total counts them as well."""
        self._opening: dict[str, set[str]] = {}
        """What the rows of each page say of themselves that open by a script."""
        self._said: dict[str, set[str]] = defaultdict(set)
        """What a listed row says of itself that counts the items beneath it: a list asked for by it shows them."""
        self._answers: set[str] = set()
        """Answers to calls, whose number of pages is one of the list that they bring, whatever page shows it."""
        self._asked_by: dict[str, set[str]] = defaultdict(set)
        """The pages whose request carries a value."""

        self._brought: dict[str, dict[str, str]] = defaultdict(dict)
        """Of each rendered page the lists that calls of its script bring: a page of each."""
        self._going_on: set[str] = set()
        self._doubtful: set[str] = set()
        """Pages with rows of which a total may count others: of items that are offered no more, beneath main items."""
        self._further: dict[str, set[str]] = defaultdict(set)
        """Where each page leads on to, by a higher number than its own."""
        self._left: set[str] = set()
        """Pages with rows that are like those of its items and were taken for none."""
        self._loose: set[str] = set()
        """Pages with rows of several kinds, each of which a total may count."""
        self._places: dict[str, str] = {}
        """The address of each page."""
        self._sizes: dict[str, int] = {}
        """How many rows the request for a page asks for."""
        self._asked_for: dict[str, tuple[str, ...]] = {}
        """What the request for each page is told apart by: the theme, the department."""
        self._ways: dict[str, dict[str, str]] = {}
        """What each page tells its items apart by, beside code and name."""
        self._called: dict[str, dict[str, str]] = {}
        """What each page calls its items that nothing else tells apart than their code."""
        self._untold: set[str] = set()
        """Pages with rows that may be items of their own and were taken for one."""
        self._bare: set[str] = set()
        """Answers that hold a list and next to nothing beside it."""

    @property
    def items(self) -> dict[str, ListedItem]:
        """The items of all lists: without main items (主项) and without rows that name an item a second time."""
        keys_at: dict[str, set[str]] = defaultdict(set)
        for here, _, keys, _ in self._pages:
            keys_at[here].update(keys)
        apart = {key: way for ways in self._ways.values() for key, way in ways.items()}
        again = listed_again(
            (r.key, r.name.value or "", has_code(r), self._place_of(r), apart.get(r.key)) for r in self._rows.values()
        )

        answered = set[str]().union(*(keys_at[here] for here in self._answers if here in keys_at))
        again |= leads_elsewhere(  # of a row of data a script may know where it leads
            NamedRow(
                r.key,
                r.name.value or "",
                r.read("implementing_body").text,
                r.target is not None or bool(self._led[r.key]) or r.key in answered,
                self.lists_of(r.key),
            )
            for r in self._rows.values()
        )

        def below(row: ListedItem) -> set[str]:
            own = {row.target.key} if row.target is not None else set()
            led = {key for key in self._led[row.key] if key in self._bare}
            for value in self._said.get(row.key, ()):
                led |= {here for here in self._asked_by[value] if row.key not in keys_at[here]}
            found = set[str]().union(*(keys_at[key] for key in own | led if key in keys_at))
            return found if row.key not in found else set()

        mains = {row.key: under for row in self._rows.values() if (under := below(row))}
        heads = {key: self._rows[main] for main, under in mains.items() for key in under}
        kept = (row for k, row in self._rows.items() if k not in again and k not in mains)
        return {row.key: beneath(row, heads.get(row.key)) for row in kept}

    def add(self, evidence: Evidence, page: Page | JsonPage, *, shown_on: str | None = None) -> None:
        """Take one page. Pages belong to one list when one pages to the other, or their addresses differ by a page.

        `shown_on` is the rendered page whose script asked for this one. By a cursor it goes on with that page's rows;
        so does what a button for more rows brings, where the page's script asks for one list alone.
        """
        found = read_items(page, self._labels)
        for row in found:
            known = self._rows.get(row.key)
            self._rows[row.key] = row if known is None else joined(known, row)
            self._kinds[row.key].add(kind_of_list(evidence.target))
        here = evidence.target.key
        self._places[here] = evidence.target.url
        self._sizes[here] = max((int(s.value) for s in slots(evidence.target) if _says_size(s)), default=0)
        if any(names_page(s.name) and s.value.isdecimal() and int(s.value) > 1 for s in slots(evidence.target)):
            self._further[here].add(here)
        self._main_rows[here] = {target.key for target in main_rows(page)}
        opening = [*opening_rows(page)]
        self._opening[here] = {row.value for row in opening}
        for one in opening:
            if one.item is not None:
                self._said[one.item].add(one.value)
        for slot in slots(evidence.target):
            self._asked_by[slot.value].add(here)
        told = {slot.name for slot in slots(evidence.target) if slot.where in {"query", "body", "json"}}
        self._asked_for[here] = tuple(sorted(name for name in told if not PAGE_PARAMETER.search(flat(name))))
        rows = page.items()
        self._ways[here] = {row.key: row.apart for row in rows if row.apart is not None}
        self._called[here] = {row.key: row.name for row in rows if row.apart is None}
        if any(row.untold for row in rows):
            self._untold.add(here)
        elif found and leaves_rows(page):
            self._doubtful.add(here)
            self._left.add(here)
        if found and (_keeps_withdrawn(page) or any(row.beneath for row in rows)):
            self._doubtful.add(here)
            self._loose.add(here)
        if isinstance(page, JsonPage):
            self._answers.add(here)
        elif offers_more(page):
            self._going_on.add(here)
        beside = [at for at, _ in page.values() if not _IN_A_ROW.search(at)] if isinstance(page, JsonPage) else []
        if len(beside) <= _FEW_VALUES:  # A page with the headings of a guide lists nothing, by the way it is read.
            self._bare.add(here)
        self._join(here, repr(without_page(evidence.target)))
        if shown_on is not None and goes_by_cursor(evidence.target):
            self._join(here, shown_on)
        if shown_on is not None and found:
            self._brought[shown_on].setdefault(repr(without_page(evidence.target)), here)
        self._turn(here, page, shows=bool(found))
        self._pages.append((here, evidence.look, tuple(row.key for row in found), read_totals(page)))
        if found:
            for department in read_departments(page):
                self._departments.setdefault(department.text, department)

    def _turn(self, here: str, page: Page | JsonPage, *, shows: bool) -> None:
        """What a page says of the other pages of its list; whether it `shows` items itself."""
        paging = page.paging()
        own = {(where, name): value for where, name, value in counters_in(Target(url=page.url))}
        for other in paging.pages:
            self._join(here, other.key)
            numbers = counters_in(other)
            if any(value > max(1, own.get((where, name), 0)) for where, name, value in numbers):
                self._further[here].add(other.key)
        if paging.pages or paging.last is not None or paging.ends_here:
            self._leading_on.add(here)
        self._last[here] = max(self._last.get(here, 0), paging.last or 0)
        if isinstance(page, Page) and paging.named:
            self._pagers[here] = max(self._pagers.get(here, 0), paging.named)
        if paging.ends_here:
            self._ending.add(here)
            self._closing |= {here} if shows else set()

    def leads(self, item: str, target: Target) -> None:
        """Where the guide of a listed item was asked for: where it has only a list to show, the item is a main item."""
        self._led[item][target.key] = target

    def _place_of(self, row: ListedItem) -> Target | None:
        """Where the guide of a row is: at the address that it says, else at the one page that was asked for it."""
        led = [target for target in self._led[row.key].values() if target.method == "GET"]
        return led[0] if row.target is None and len(led) == 1 else row.target

    @property
    def departments(self) -> tuple[Reading, ...]:
        """The departments that pages with items let one choose from, each once."""
        return tuple(self._departments.values())

    def _go_on(self) -> None:
        """Put what a button for more rows brings to the rows above the button."""
        for here in self._going_on & self._brought.keys():
            if len(brought := self._brought[here]) == 1:
                self._join(here, *brought.values())

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        self._go_on()
        found: dict[str, set[str]] = defaultdict(set)
        for here, _, keys, _ in self._pages:
            for key in keys:
                found[key].add(self._root(here))
        return {key: frozenset(lists) for key, lists in found.items()}

    def lists_of(self, key: str) -> frozenset[str]:
        """The lists that show an item, once all pages were added."""
        return self._lists.get(key, frozenset())

    def kinds_of(self, key: str) -> frozenset[tuple[str, ...]]:
        """The kinds of the lists that show an item: one kind lists every department, another the public services."""
        return frozenset(self._kinds.get(key, ()))

    def counts_repeats(self, total: int) -> bool:
        """Whether a number is that of the rows of all lists of one kind (themes), items of several themes repeated."""
        rows: dict[str, set[str]] = defaultdict(set)
        kinds: dict[str, tuple[str, ...]] = {}
        for here, _, keys, _ in self._pages:
            rows[self._root(here)].update(keys)
            kinds.setdefault(self._root(here), self._asked_for[here])
        sums = Counter[tuple[str, ...]]()
        for root, distinct in rows.items():
            sums[kinds[root]] += len(distinct)
        lists = Counter(kinds.values())
        return any(lists[kind] > 1 and count == total for kind, count in sums.items())

    def totals(self) -> tuple[DeclaredTotal, ...]:
        """Each declared total once, with what its own list was found to hold.

        A total that all lists together come to exactly is the portal's own, whatever few rows it stands beside.
        """
        whole = len(self.items)
        return tuple(
            replace(
                total,
                of=root,
                reached=() if told is not None else one.reached_of(total, whole) or self._reached_elsewhere(one, total),
                rows=one.rows if told is None else told,
                untold=one.untold,
                mixed=one.loose and told is None,
                place=one.place,
            )
            for root, one in self._each.items()
            for total, told in ((total, one.seen_of(total)) for total in one.totals.values())
            if one.rows
        )

    def _reached_elsewhere(self, one: OneList, total: DeclaredTotal) -> tuple[int, ...]:
        """The total where another list holds all that it declares, as many or more, and all that this one shows.

        This one is a selection, its first rows, or narrowed down by a filter.
        """
        if total.counts not in {Counts.ITEMS, Counts.UNSAID} or total.value <= one.rows:
            return ()
        page = one.goes_on or not one.answers
        named = page and reached_elsewhere(self._names(one), total.value, self._answered)
        whole = (o for o in self._each.values() if o is not one and o.holds_all(total.value) and one.items <= o.items)
        return (total.value,) if named or any(whole) else ()

    def _names(self, one: OneList) -> frozenset[str]:
        return frozenset(self._rows[key].name.text for key in one.items)

    @cached_property
    def _answered(self) -> tuple[Held, ...]:
        """The lists that answers brought whole."""
        lists = (one for one in self._each.values() if one.answers and one.rows)
        return tuple(Held(self._names(one), frozenset(one.reached())) for one in lists)

    @property
    def fall_short(self) -> bool:
        """Whether any list declares more than was seen of it."""
        return any(one.falls_short(len(self.items)) for one in own_totals(self.totals()))

    @property
    def cut_short(self) -> int:
        """How many lists have a pager with pages that nobody turned to; what calls of their page bring was turned."""
        called, whole = self._brought.keys(), len(self.items)
        turns = any(len(one.heights) > 1 for one in self._each.values())
        short = [one for one in self._each.values() if one.rows > 0 and one.is_cut_short(whole, turns=turns)]
        return sum(not called & one.pages for one in short)

    @cached_property
    def _each(self) -> Mapping[str, OneList]:
        """Every list, once all pages were added."""
        self._go_on()
        lists: dict[str, OneList] = defaultdict(OneList)
        for here, look, keys, totals in self._pages:
            one = lists[self._root(here)]
            one.takes(here, look, keys)
            one.goes_on = one.goes_on or here in self._going_on
            one.leads_on = one.leads_on or here in self._leading_on
            one.last = max(one.last, self._last[here])
            one.named = max(one.named, self._pagers.get(here, 0))
            one.by_pager = one.by_pager or here in self._pagers
            one.ended = one.ended or here in self._ending
            one.closed = one.closed or here in self._closing
            one.further |= self._further[here]
            one.size = max(one.size, self._sizes[here])
            one.left = one.left or here in self._left
            one.loose = one.loose or bool(self._main_rows[here]) or here in self._loose
            one.place = one.place or self._places[here]
            one.mixed = one.mixed or bool(self._main_rows[here]) or here in self._doubtful
            one.untold = one.untold or here in self._untold
            if look == 1:
                answer = here in self._answers
                for key, way in self._ways[here].items():
                    one.untold |= one.ways.setdefault((answer, key), way) != way
                for key, name in self._called[here].items():
                    one.untold |= one.called.setdefault((answer, key), name) != name
            one.answers = one.answers and here in self._answers
            one.others = one.others and all(len(self._lists[key]) > 1 for key in keys)
            one.beside[here] = len(self._main_rows[here])
            for total in totals:
                one.totals.setdefault((total.counts, total.value), total)
        for one in lists.values():  # What its script brought may be the same rows again.
            one.rows = len(one.items) if one.goes_on else sum(one.heights)
        self._open_rows(lists)
        return lists

    def _open_rows(self, lists: Mapping[str, OneList]) -> None:
        """Items beneath rows that open belong to the list of the rows; whether its total counts them nobody knows."""
        keys_at: dict[str, set[str]] = defaultdict(set)
        for here, _, keys, _ in self._pages:
            keys_at[here].update(keys)
        for one in lists.values():
            values = {value for here in one.pages for value in self._opening[here]}
            beneath = {key for value in values for here in self._asked_by[value] - one.pages for key in keys_at[here]}
            own = one.items
            if beneath - own:
                one.mixed = one.loose = True
                one.folders = sum(
                    1 for key in own if any(self._asked_by[v] - one.pages for v in self._said.get(key, ()))
                )
                one.above, one.rows = one.rows, len(own | beneath)

    def _join(self, one: str, other: str) -> None:
        first, second = self._root(one), self._root(other)
        if first != second:
            self._leads_to[second] = first

    def _root(self, key: str) -> str:
        while (up := self._leads_to.get(key)) is not None:
            key = up
        return key


def _says_size(slot: Slot) -> bool:
    return flat(slot.name) in SIZE_KEYS and slot.value.isascii() and slot.value.isdigit() and len(slot.value) < 6


def _keeps_withdrawn(page: Page | JsonPage) -> bool:
    """Whether a page shows a row of an item that is offered no more."""
    if isinstance(page, JsonPage):
        return is_withdrawn(value for _, value in page.values() if isinstance(value, str))
    return is_withdrawn(e.text for e in page.body.iter() if isinstance(e.tag, str) and e.text)
