"""The calls for every part of a list (department, theme, main item), learned from those for a few of them.

A page asks for a part when its name is clicked. Of a few such calls one value differs; where an answer of the page, an
attribute or a handler holds those values among others, the others are asked for in the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import is_volatile, learn_list_call, without_page
from crawler.page.lists.main_rows import brings_rows
from crawler.page.lists.page_sizes import widened
from crawler.page.script.expressions import calls_in
from crawler.page.slots import Slot, put, slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.learned.calls import Exchange, ListCall

_MOST_PARTS = 300
_CARRYING = frozenset({"id", "value", "code", "rel", "key"})
"""Attributes, beside those for data, by which names say what they stand for."""
_PAIR = re.compile(r"""[{,]\s*["']?(\w+)["']?\s*:\s*["']?([\w.-]{1,64})["']?\s*(?=[,}])""")


def learn_list_calls(calls: Sequence[Exchange], page: Page | JsonPage | None) -> tuple[ListCall, ...]:
    """The calls for the lists of a rendered page, best first; the parts that were not asked for among them."""
    return tuple(widened(call, page) for call in _list_calls(calls, page))


def _list_calls(calls: Sequence[Exchange], page: Page | JsonPage | None) -> tuple[ListCall, ...]:
    best = learn_list_call(calls)
    if best is None:
        return ()
    groups: dict[object, list[Exchange]] = defaultdict(list)
    for call in calls:
        if brings_rows(call.page):
            groups[without_page(call.target)].append(call)
    if len(groups) < 2 and not _empty_like([best], calls):
        return (best,)
    if best.cursor is not None:
        firsts = [group[0].target for group in groups.values()]
        return (best, *(_goes_on_alike(best, first) for first in firsts if first.key != best.target.key))
    known = [found for group in groups.values() if (found := learn_list_call(group)) is not None]
    known.sort(key=lambda one: one.target.key != best.target.key)
    return (*known, *_others(known, calls, page))


def shows_unread(calls: Sequence[Exchange], page: Page) -> bool:
    """Whether a page shows rows of several answers of which nobody could read any: there may be more than it shows."""
    names = {item.name for item in page.items()}
    unread = {
        call.target.key
        for call in calls
        if isinstance(call.page, JsonPage)
        and not call.page.items()
        and any(isinstance(value, str) and value.strip() in names for _, value in call.page.values())
    }
    return len(unread) > 1


def _goes_on_alike(best: ListCall, first: Target) -> ListCall:
    """Another list of the page, which goes on by the same cursor as the one of which more than a page was seen."""
    assert best.cursor is not None
    own = {(slot.where, slot.path): slot.value for slot in slots(first)}
    target = best.cursor.target
    for slot in slots(target):
        value = own.get((slot.where, slot.path), slot.value)
        if value != slot.value:
            target = put(target, slot, value)
    return replace(best, target=first, cursor=replace(best.cursor, target=target), total=None, last=None)


def _others(known: Sequence[ListCall], calls: Sequence[Exchange], page: Page | JsonPage | None) -> Iterator[ListCall]:
    """The parts of a list whose calls differ from known ones in one value."""
    families: dict[object, list[ListCall]] = defaultdict(list)
    for one in known:
        shape = tuple((slot.where, slot.path) for slot in slots(one.target))
        families[one.target.method, shape].append(one)
    for family in families.values():
        rows = [slots(one.target) for one in family]
        rows += [slots(target) for target in _empty_like(family, calls)]
        differing = [
            at
            for at in range(len(rows[0]))
            if len({row[at].value for row in rows}) > 1 and not is_volatile(rows[0][at])
        ]
        for at in differing:
            # Of calls that differ in several values (place, type) those that differ in this one alone.
            alike: dict[tuple[str, ...], list[tuple[Slot, ...]]] = defaultdict(list)
            for row in rows:
                alike[tuple(row[other].value for other in differing if other != at)].append(row)
            for others, same in alike.items():
                asked = {row[at].value for row in same}
                if len(asked) > 1:
                    own = [one for one in family if _values(one.target, differing, at) == others]
                    told = {row[at].value for row in rows}
                    beside = {row[other].value for other in differing if other != at for row in rows} - told
                    yield from _of_a_pool(own or family, same[0][at], asked, beside, calls, page)


def _values(target: Target, differing: Sequence[int], but: int) -> tuple[str, ...]:
    said = slots(target)
    return tuple(said[other].value for other in differing if other != but)


def _of_a_pool(  # noqa: PLR0917 - one slot of a family of calls, and where its other values may stand
    family: Sequence[ListCall],
    slot: Slot,
    asked: set[str],
    foreign: set[str],
    calls: Sequence[Exchange],
    page: Page | JsonPage | None,
) -> Iterator[ListCall]:
    """The calls for the other values of a list of values that holds all that were asked for.

    It is the first such list, even if it holds no others: the names that were clicked are all there are, and what else
    stands in attributes like theirs is something else. An answer of values lacks the empty one, which asks for all;
    and what stands beside the values of another slot, `foreign` ones, is none of this one's.
    """
    said = asked - {""}
    answers = (values for values in _answered(calls, rows=False) if len(said) > 1 and said <= set(values))
    every = (values for values in (*_answered(calls), *pools(page).values()) if asked <= set(values))
    pool = next(answers, None) or next(every, [])
    strangers = set[str]().union(*(s for s in _side_by_side(page) if s & foreign and not s & said))
    strangers -= set[str]().union(*(s for s in _side_by_side(page) if s & said))
    first = next((one for one in family if one.here == 1), family[0])
    for value in [v for v in dict.fromkeys(pool) if v not in asked | strangers][:_MOST_PARTS]:
        yield replace(first, target=put(first.target, slot, value), total=None, last=None)


def _side_by_side(page: Page | JsonPage | None) -> list[set[str]]:
    """The values that elements of one parent carry in one attribute: those of one filter."""
    found: dict[tuple[_Element | None, str], set[str]] = defaultdict(set)
    for element in page.body.iter() if isinstance(page, Page) else ():
        for name, value in ((str(n), str(v)) for n, v in element.items()):
            if value and (name.startswith("data-") or name in _CARRYING):
                found[element.getparent(), name].add(value)
    return [*found.values()]


def _empty_like(known: Sequence[ListCall], calls: Sequence[Exchange]) -> list[Target]:
    """Calls that were answered without a row and differ in one value from one that brought rows: an empty part."""
    found: dict[str, Target] = {}
    for call in calls:
        if not isinstance(call.page, JsonPage) or brings_rows(call.page):
            continue
        own = slots(call.target)
        for one in known:
            rows = slots(one.target)
            if [(s.where, s.path) for s in own] != [(s.where, s.path) for s in rows]:
                continue
            pairs = zip(own, rows, strict=True)
            if sum(1 for a, b in pairs if a.value != b.value and not is_volatile(a)) == 1:
                found.setdefault(call.target.key, call.target)
    return list(found.values())


def _answered(calls: Sequence[Exchange], *, rows: bool = True) -> Iterator[list[str]]:
    """Lists of values of one kind in the answers of a page: a key of rows; without `rows` in no list of items."""
    for call in calls:
        if isinstance(call.page, JsonPage) and (rows or not brings_rows(call.page)):
            keys: dict[str, list[str]] = defaultdict(list)
            for pointer, value in call.page.values():
                steps = ["*" if step.isdigit() else step for step in pointer.split("/")]
                if "*" in steps and isinstance(value, str | int):
                    keys["/".join(steps)].append(str(value))
            yield from keys.values()


def pools(page: Page | JsonPage | None) -> dict[tuple[str, ...], list[str]]:
    """Lists of values of one kind on a page: an attribute of elements, an argument of handlers, a key in scripts."""
    named: dict[tuple[str, ...], list[str]] = defaultdict(list)
    beside: dict[tuple[str, ...], list[str]] = defaultdict(list)
    if not isinstance(page, Page):
        return named
    for element in page.body.iter():
        for name, value in ((str(n), str(v)) for n, v in element.items()):
            if name.startswith("data-") or name in _CARRYING:
                kind = (element.get("class") or "").split()[:1]
                named[str(element.tag), *kind, name].append(value)
                beside["beside", _kind_of(element.getparent()), str(element.tag), name].append(value)
            elif name.startswith("on"):
                for call_ in calls_in(value)[:1]:
                    for at, argument in enumerate(call_.arguments):
                        named["call", call_.name, str(at)].append(argument or "")
    for key, values in _said(page.scripts.text):
        named["said", key] = list(values)
    # The tab that is shown has a class of its own: with it the others are all there are.
    return named | {key: values for key, values in beside.items() if len(set(values)) > 1}


def _kind_of(element: _Element | None) -> str:
    return "" if element is None else f"{element.tag}.{(element.get('class') or '').partition(' ')[0]}"


@lru_cache(maxsize=16)
def _said(script: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Values of keys that stand several times in a script: rows that it holds (`[{deptCode: '001', …}, …]`)."""
    named: dict[str, list[str]] = defaultdict(list)
    for key, value in _PAIR.findall(script):
        named[key].append(value)
    return tuple((key, tuple(values)) for key, values in named.items() if 1 < len(set(values)) <= _MOST_PARTS)
