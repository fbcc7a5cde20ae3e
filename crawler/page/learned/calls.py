"""What a rendered page's own calls teach: how to ask for page n of the list, and for the guide of another item.

A single-page portal asks its API while it is rendered. From those exchanges two templates are learned:

- `learn_list_call(calls)` finds the call whose answer lists service items and that counts pages; `ListCall.at(n)` is
  the request for page n (counted from 1, whatever the API counts from), `ListCall.last` the last page.
- `learn_guide_call(calls, item)` finds the calls that ask for one item; `GuideCall.of(other)` asks for another row.
- `learn_route(links, items)` finds how the rendered list leads to a guide; `Route.of(item)` is its address.

Only values that are the item's own are exchanged; everything else of a request stays as the page sent it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.records import Counts
from crawler.domain.values.item_code import form
from crawler.page.json_page import JsonPage
from crawler.page.json_tree import flat
from crawler.page.learned.empty_parts import beside, is_empty_list
from crawler.page.learned.row_values import ADDRESSED, TOLD_APART, TOO_PLAIN, own_values
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.lists.cursors import Cursor, is_cursor, learn_cursor
from crawler.page.lists.item_cells import is_action
from crawler.page.lists.main_rows import brings_rows
from crawler.page.lists.numbered_requests import PAGE_PARAMETER
from crawler.page.lists.page_sizes import SIZE, is_size, size_slots
from crawler.page.slots import Slot, put, slots
from crawler.page.vocabulary import OTHER_CODE, VOLATILE, says_guide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.finds import ItemLink, Link
    from crawler.page.html import Page

_OFFSET = re.compile(r"^(?:start|offset|begin|skip|from|first|start_?(?:index|row|num))$", re.IGNORECASE)
_CALLBACK = re.compile(r"\w*callback|cb|jsonp\w*", re.IGNORECASE)
_SHORT = re.compile(r"\d{1,3}")
_MOMENT = re.compile(r"1\d{9}(?:\d{3})?|0?\.\d{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One call of a rendered page and its parsed answer (None: the answer is no text)."""

    target: Target
    page: Page | JsonPage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCall:
    """How to ask the list's API for any page.

    `counter` is the slot with the page number, or with the row offset when `by_rows`; None where the request has none.
    `first` is the number the API gives the first page. `size` and `total` are rows a page and rows in all, as far as
    request and answer tell; `last` follows from them or from a declared number of pages.
    """

    target: Target
    counter: Slot | None
    by_rows: bool
    first: int
    here: int
    size: int | None
    total: int | None
    last: int | None
    cursor: Cursor | None = None

    def after(self, page: Page | JsonPage) -> Target | None:
        """The request for what follows a page, where each answer says how to go on."""
        return self.cursor.after(page) if self.cursor is not None else None

    def at(self, number: int) -> Target | None:
        """The request for a page, counted from 1."""
        if self.counter is None:
            return self.target if number == self.here else None
        if self.by_rows:
            row = (number - 1) * (self.size or 0) + self.first
            return put(self.target, self.counter, str(row)) if self.size else None
        return put(self.target, self.counter, str(number - 1 + self.first))


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideCall:
    """How to ask the API for the guide of any item: slots of the request, each with the row's key that fills it."""

    target: Target
    filled: tuple[tuple[Slot, str], ...]
    told: tuple[tuple[Slot, str], ...] = ()
    """Further slots, each with the pointer in the answer to the first call where its value stands."""

    def of(self, item: ItemLink) -> Target | None:
        """The same request for another item, or None where its row lacks a needed value."""
        return _fill(self.target, self.filled, item)

    def after(self, item: ItemLink, answer: JsonPage) -> tuple[Target, ...]:
        """The same once the first call was answered for the item; one for each case (情形) that the answer lists."""
        target = self.of(item)
        found = [target] if target is not None else []
        for slot, pointer in self.told:
            alike = re.escape(pointer)
            rows = re.compile(alike if OTHER_CODE.search(slot.name) else re.sub(r"/\d+(?=/|$)", r"/\\d+", alike))
            told = dict.fromkeys(str(v) for at, v in answer.values() if rows.fullmatch(at) and v not in (None, ""))
            found = [put(one, slot, value) for one in found for value in list(told)[:_MOST_CASES]] if told else found
        return tuple(found[:_MOST_CASES])


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How the rendered list leads to the guide of an item."""

    target: Target
    filled: tuple[tuple[Slot, str], ...]

    def of(self, item: ItemLink) -> Target | None:
        """The guide's address for another item, or None where its row lacks a needed value."""
        return _fill(self.target, self.filled, item)


def learn_list_call(calls: Sequence[Exchange]) -> ListCall | None:
    """The list call among a page's own calls: most items, a page counter before none; None where no call lists items.

    Two calls of the same list with different counters tell whether it counts from 0; a single one is taken for the
    first page, with 0 or 1 as the page itself sent it.
    """
    lists = [c for c in calls if c.page is not None and brings_rows(c.page)]
    if not lists:
        return None
    best = max(lists, key=lambda c: (_counter(c.target) is not None, len(c.page.items()) if c.page else 0))
    assert best.page is not None
    counter = _counter(best.target)
    cursor = None
    if counter is None or _OFFSET.match(counter.name):  # A cursor goes with a number of rows that may be called first.
        cursor = learn_cursor([(c.target, c.page) for c in lists])
        counter = counter if cursor is None else None
    if counter is None and cursor is None:
        counter = path_counter(best.target, len(best.page.items()))
    size = _size(best.target)
    answer_size = best.page.paging()
    declared = best.page.totals()
    total = next((t.value for t in declared if t.counts in {Counts.ITEMS, Counts.MAIN_ITEMS, Counts.UNSAID}), None)
    by_rows = counter is not None and bool(_OFFSET.match(counter.name))
    if by_rows and counter is not None and size is None:
        size = _step(lists, best, counter)
    first, here = _counts_from(lists, best, counter, by_rows=by_rows, size=size)
    pages = next((t.value for t in declared if t.counts is Counts.PAGES), None)
    rows = size or (len(best.page.items()) if here == 1 else None)
    last = pages or answer_size.last or (-(-total // rows) if total is not None and rows else None)
    return ListCall(
        target=best.target if cursor is None else lists[0].target,
        counter=counter,
        cursor=cursor,
        by_rows=by_rows,
        first=first,
        here=here,
        size=size or rows,
        total=total,
        last=last,
    )


def _counter(target: Target) -> Slot | None:
    found = [s for s in slots(target) if s.where not in {"path", "route_path"} and re.fullmatch(r"\d{1,6}", s.value)]
    pages = [s for s in found if PAGE_PARAMETER.search(flat(s.name)) and not SIZE.match(s.name)]
    # A plain `p` or `current` gives way to a name that says page.
    pages.sort(key=lambda s: "page" not in s.name.lower())
    return next(iter(pages), None) or next((s for s in found if _OFFSET.match(s.name)), None)


def path_counter(target: Target, rows: int | None = None) -> Slot | None:
    """The page number in a path that ends with it and the rows a page (`/search/1/10`), which `rows` must fill."""
    *before, page, size = [Slot("path", (), ""), Slot("path", (), ""), *(s for s in slots(target) if s.where == "path")]
    if not (_SHORT.fullmatch(page.value) and _SHORT.fullmatch(size.value)):
        return None
    dated = re.fullmatch(r"(?:19|20)\d\d", before[-1].value) if before else None
    return page if not dated and int(size.value) > 1 and rows in {None, int(size.value)} else None


def is_volatile(slot: Slot) -> bool:
    """Whether a value is one of the moment (`_=1764331200000`), or the name of a function that takes the answer."""
    if slot.where == "query" and _CALLBACK.fullmatch(slot.name):
        return True
    return bool(VOLATILE.match(slot.name)) and bool(_MOMENT.fullmatch(slot.value))


def without_page(target: Target) -> tuple[object, ...]:
    """What stays the same from page to page of one list: the request without page number, row offset, rows a page."""
    parts = urlsplit(target.url)
    in_path = path_counter(target)
    kept = [
        (slot.where, slot.path, slot.value)
        for slot in slots(target)
        if slot != in_path
        and not PAGE_PARAMETER.search(flat(slot.name))
        and not _OFFSET.match(slot.name)
        and not is_cursor(slot.name)
        and not is_volatile(slot)
        and not is_size(slot)
    ]
    return target.method.upper(), parts.scheme, parts.netloc.lower(), *sorted(kept, key=repr)


def _size(target: Target) -> int | None:
    sizes = size_slots(target)
    return int(sizes[0].value) if sizes else None


def _offsets(lists: Sequence[Exchange], best: Exchange, counter: Slot) -> list[int]:
    """The numbers that the calls of one list held where its counter stands."""
    return sorted(
        int(other.value)
        for call in lists
        if call.target.method == best.target.method and urlsplit(call.target.url).path == urlsplit(best.target.url).path
        for other in slots(call.target)
        if (other.where, other.path) == (counter.where, counter.path) and other.value.isdigit()
    )


def _step(lists: Sequence[Exchange], best: Exchange, counter: Slot) -> int | None:
    """Rows from one call to the next, where no call says how many it wants: the last answer may hold fewer."""
    same = [call for call in lists if without_page(call.target) == without_page(best.target)]
    offsets = sorted({0, *_offsets(same, best, counter)})
    return min((b - a for a, b in pairwise(offsets) if b > a + 1), default=None)


def _counts_from(
    lists: Sequence[Exchange], best: Exchange, counter: Slot | None, *, by_rows: bool, size: int | None
) -> tuple[int, int]:
    """(number of the first page in the API's counting, page of the best call counted from 1)."""
    if counter is None:
        return 1, 1
    values = _offsets(lists, best, counter)
    value = int(counter.value)
    if by_rows:
        first = values[0] if values[0] in {0, 1} else 0
        return first, (value - first) // size + 1 if size else 1
    first = 0 if values[0] == 0 else 1
    return first, value - first + 1


def learn_guide_call(calls: Sequence[Exchange], item: ItemLink) -> tuple[GuideCall, ...]:
    """The calls of a rendered guide page that ask for its item, the richest answer first.

    A guide may come in several answers (base data, materials, questions): every call that carries a value of the row
    which is the item's own is given, as long as its answer holds something; the first one names the item. An empty list
    beside them may be one of another guide: its call goes with theirs.
    """
    found: list[tuple[bool, int, GuideCall]] = []
    empty: dict[Target, GuideCall] = {}
    for call in calls:
        filled = _filled(call.target, item) if call.page is not None else ()
        if call.page is None or not filled:
            continue
        values, names_item = said_of(call.page, item)
        if len(values) < 2 and not any(_holds_much(v) for v in values):
            if is_empty_list(call.page):
                empty[call.target] = GuideCall(target=call.target, filled=filled)
            continue  # an empty envelope
        listed = {i.key for i in call.page.items()}
        if len(listed) > 1 and (item.key in listed or not names_item):
            continue  # the list itself; a main item names itself above what is beneath it
        found.append((names_item, len(values), GuideCall(target=call.target, filled=filled)))
    found.sort(key=lambda f: (f[0], f[1]), reverse=True)
    if not any(names for names, _, _ in found):
        return ()
    first, *others = {f[2].target.key: f[2] for f in found}.values()
    others += [empty[one] for one in beside(empty, [f[2].target for f in found])]
    said = next((c.page for c in calls if c.target.key == first.target.key and isinstance(c.page, JsonPage)), None)
    told = {str(value): at for at, value in reversed(list(said.values()))} if said is not None else {}
    return (first, *(replace(call, told=_told(call, told)) for call in others))


def said_of(page: Page | JsonPage, item: ItemLink) -> tuple[list[object], bool]:
    """What an answer says, and whether it names the item; one of markup does so where the name stands by itself."""
    if isinstance(page, JsonPage):
        values = [v for _, v in page.values() if v not in (None, "")]
        return values, any(isinstance(v, str) and item.name in " ".join(v.split()) for v in values)
    texts: list[object] = [" ".join(str(text).split()) for text in page.body.itertext() if str(text).strip()]
    return texts, item.name in texts


def _told(call: GuideCall, values: Mapping[str, str]) -> tuple[tuple[Slot, str], ...]:
    """Slots of a call that its item's row does not fill, and the answer to the first call does."""
    filled = {(slot.where, slot.path) for slot, _ in call.filled}
    free = [s for s in slots(call.target) if (s.where, s.path) not in filled and s.where in {"query", "body", "json"}]
    return tuple((s, values[s.value]) for s in free if s.value in values and not TOO_PLAIN.match(s.value))


def learn_beneath(calls: Sequence[Exchange], item: ItemLink) -> tuple[GuideCall, ...]:
    """The call of a clicked row that asks with the row's own identifier and lists other items: those beneath it."""
    for call in calls:
        listed = {i.key for i in call.page.items()} if call.page is not None else set()
        filled = _filled(call.target, item) if listed and item.key not in listed else ()
        if filled:
            return (GuideCall(target=call.target, filled=filled),)
    return ()


def _holds_much(value: object) -> bool:
    """Whether one value is a whole part of a guide, written as markup."""
    return isinstance(value, str) and len(value) >= _MUCH and "<" in value


def learn_route(links: Iterable[Link], items: Sequence[ItemLink]) -> Route | None:
    """How a rendered list's links lead to guides: the address in which most items find themselves."""
    votes: dict[tuple[tuple[str, tuple[str | int, ...]], ...], list[Route]] = {}
    # What the address of a row itself tells is of no use for rows without one.
    items = [
        i if i.target is None or i.target.url.startswith(SCRIPT_SCHEME) else replace(i, target=None) for i in items
    ]
    by_name = {item.name: item for item in items}
    shared = _shared_values(items)
    for link in (one for one in links if says_guide(one.text) or not is_action(one.text)):
        named = by_name.get(link.text)
        for item in [named] if named is not None else items:
            filled = _filled(link.target, item)
            own = any(slot.value not in shared for slot, _ in filled)
            if own and urlsplit(link.target.url).scheme in {"http", "https"}:
                votes.setdefault(tuple((s.where, s.path) for s, _ in filled), []).append(
                    Route(target=link.target, filled=filled)
                )
                break
    if not votes:
        return None
    return max(votes.values(), key=len)[0]


def _shared_values(items: Sequence[ItemLink]) -> set[str]:
    """Values that rows of several names hold: of a department, of a theme."""
    held = {(value, item.name) for item in items for value in own_values(item).values()}
    return {value for value, count in Counter(value for value, _ in held).items() if count > 1}


def _filled(target: Target, item: ItemLink) -> tuple[tuple[Slot, str], ...]:
    """Slots of a request that hold values of the row, each with the row's key; empty unless one is the item's own."""
    values = own_values(item)
    found: list[tuple[Slot, str]] = []
    own = False
    for whole in slots(target):
        slot = whole
        keys = [k for k, v in values.items() if v == slot.value]
        if not keys and slot.where == "path":
            slot, keys = _within_segment(slot, values)
        if not keys:
            continue
        # A guide's own script takes from its address what it asks for; a row may call something else its code.
        keys.sort(key=lambda k: (not k.startswith(ADDRESSED), flat(k) != flat(slot.name)))
        key = keys[0]
        found.append((slot, key))
        its = slot.value == item.apart or not OTHER_CODE.search(key)
        long = _LONG.fullmatch(slot.value) is not None and its
        own = own or slot.value == item.code or long or key[0] in TOLD_APART or bool(_OWN_KEY.search(flat(key)))
    return tuple(found) if own else ()


def _within_segment(slot: Slot, values: Mapping[str, str]) -> tuple[Slot, list[str]]:
    """The part of a path segment that a value of the row fills (`detail-4f2a….html`)."""
    for key, value in values.items():
        before, found, after = slot.value.partition(value)
        if found and _LONG.fullmatch(value) and not OTHER_CODE.search(key):
            return Slot(slot.where, (*slot.path, before, after), value), [key]
    return slot, []


_MUCH = 40
_MOST_CASES = 6
_LONG = re.compile(r"(?=.*\d)[\w-]{8,}")
_OWN_KEY = re.compile(
    r"^(?:code|id|guid|unid|key)$|(?:task|item|matter|sx|ql|event|service|inner|imple|yw|row|catalog|stsub|st)\w*(?:code|id|guid|bm|dm|no)$"
)


def _fill(target: Target, filled: tuple[tuple[Slot, str], ...], item: ItemLink) -> Target | None:
    """None also where the code of a row is of another form: 实施编码 of one list, an identifier in the other."""
    values = own_values(item)
    if any(key == "code" and form(slot.value) != form(values.get(key, slot.value)) for slot, key in filled):
        return None
    return put_all(target, filled, values)


def put_all(target: Target, filled: Sequence[tuple[Slot, str]], values: Mapping[str, str]) -> Target | None:
    """A request with values in its slots, by their keys; None where one is lacking."""
    for slot, key in filled:
        value = values.get(key)
        if value is None:
            return None
        target = put(target, slot, value)
    return target
