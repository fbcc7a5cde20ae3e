"""Rows beside those of items and drawn like them (同列各行): what leads nowhere, and what leads into another folder."""

from __future__ import annotations

import operator
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from crawler.page.files.attachments import is_file_address
from crawler.page.links import State
from crawler.page.lists.item_around import name_near
from crawler.page.lists.item_cells import is_name, link_name, make_item, pairs
from crawler.page.vocabulary import NOT_GUIDE_ADDRESS, NOT_ITEM_WORDS, SERVICE_WORDS, says_guide

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from crawler.page.finds import ItemLink
    from crawler.page.html import Page
    from crawler.page.links import Place

    Way = tuple[str, ...]

_FEWEST = 3
"""Rows of items beside which a link alone is one of theirs; a row that says more is so beside a single one."""
_ROWS = frozenset({"li", "div", "dd", "dl", "p", "article", "section", "ul"})
_WHOLE = frozenset({"body", "html", "table"})
_CLIMB = 9
_FOLDERS = 2
"""Where the folders stand in what the addresses of one list have in common."""


def _beside(rows: Sequence[_Element]) -> Iterator[tuple[_Element, list[_Element]]]:
    """Each row of the same tag and class beside rows of items, with those items' rows."""
    own = set(rows)
    around: dict[_Element, list[_Element]] = defaultdict(list)
    for row in rows:
        if (parent := row.getparent()) is not None:
            around[parent].append(row)
    for parent, taken in around.items():
        for sibling in parent.iterchildren(taken[0].tag):
            if sibling not in own and sibling.get("class") == taken[0].get("class"):
                yield sibling, taken


def dead_rows(page: Page, rows: Sequence[_Element]) -> Iterator[tuple[_Element, ItemLink | None]]:
    """Rows beside the others whose link leads nowhere, each with its first such link."""
    own = set(rows)
    for sibling, _ in _beside(rows):
        inside = [p for p in (page.place(e) for e in sibling.iter()) if p is not None]
        if any(p.element.get("onclick") and p.state is not State.DEAD for p in inside) or any(
            e in own for e in sibling.iter()
        ):
            continue
        dead = [p for p in inside if p.state is State.DEAD]
        named = [n for n in (link_name(page, p.element) for p in dead) if is_name(n)]
        saying = [p for p in dead if says_guide(page.label(p.element))]
        name = max(named, key=len, default=None) or (name_near(saying[0].element, sibling) if saying else None)
        if name and (SERVICE_WORDS.search(name) or saying) and not NOT_ITEM_WORDS.search(name):
            yield (
                dead[0].element,
                make_item(name, None, page.locator(sibling), tuple(pairs(page, sibling, skip=(name,)))),
            )


def in_other_folders(
    page: Page,
    rows: Mapping[str, _Element],
    places: Sequence[Place],
    judged: Collection[int],
    way: Callable[[Place], Way | None],
) -> list[Place]:
    """The links of rows that are drawn like those of items and lead on as they do, but for one folder.

    A portal keeps the guides of each department in a folder of its own (/guide/mzt/1.html); of a list of all
    departments a few rows are the only ones of theirs. `rows` are those of items, `places` their links, `judged` are
    links of which it is known whether they lead to items, `way` is what the addresses of one list have in common.
    """
    candidates = [one for one, taken in _beside(list(rows.values())) if len(taken) >= _FEWEST]
    candidates += _Built(page).left([place.element for place in places])
    ways = {led for place in places if place.target is not None and (led := way(place)) is not None}
    found: dict[int, Place] = {}
    for row in candidates:
        inside = [p for p in (page.place(e) for e in row.iter()) if p is not None and id(p.element) not in judged]
        alike = [p for p in inside if _leads_on(p) and _is_like(way(p), ways)]
        names = [link_name(page, place.element) for place in alike]
        if any(map(is_name, names)) and not any(map(NOT_ITEM_WORDS.search, names)):
            found.update((id(place.element), place) for place in alike)
    return list(found.values())


def left_beside(page: Page) -> bool:
    """Whether a row of several parts is built as one of an item is beside it, and is the row of none."""
    keys = {item.target.key for item in page.items() if item.target is not None}
    links = [p.element for p in page.places if p.target is not None and p.target.key in keys]
    return bool(_Built(page).left(links))


class _Built:
    """Rows by what they are built of: their tag and class, and the tags in them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._beside: dict[_Element, dict[tuple[str, ...], list[_Element]]] = {}

    def left(self, links: Sequence[_Element]) -> list[_Element]:
        """The rows that are built as those of these links are beside them, and hold none of the links."""
        taken = {around for link in links for around in (link, *link.iterancestors())}
        found: dict[_Element, None] = {}
        for link in links:
            for row in islice((link, *link.iterancestors()), _CLIMB):
                if row.tag in _WHOLE:
                    break
                if (beside := self._alike(row, link)) is not None:
                    found.update((one, None) for one in beside if one not in taken)
                    break
        return list(found)

    def _inside(self, row: _Element) -> list[Place]:
        return [place for e in row.iter("a") if (place := self._page.place(e)) is not None]

    def _alike(self, row: _Element, link: _Element) -> list[_Element] | None:
        """The rows beside one that are built as it is, where it says more than its link does."""
        around = row.getparent()
        if around is None or row.tag not in _ROWS or self._page.words(row) == self._page.words(link):
            return None
        if around not in self._beside:
            built: dict[tuple[str, ...], list[_Element]] = defaultdict(list)
            for one in around:
                if one.tag in _ROWS and any(map(_leads_on, self._inside(one))):
                    built[_parts(one)].append(one)
            self._beside[around] = built
        alike = self._beside[around][_parts(row)]
        return alike if len(alike) > 1 else None


def _leads_on(place: Place) -> bool:
    """Whether a link leads to a page; forms stand between guides that are files."""
    return place.target is not None and not is_file_address(place.target)


def _parts(row: _Element) -> tuple[str, ...]:
    return (row.get("class") or "", *(element.tag for element in row.iter() if isinstance(element.tag, str)))


def _is_like(one: Way | None, ways: Iterable[Way]) -> bool:
    """Whether an address is like one of others in all but the name of one folder, which is none of news or the like."""
    if one is None or NOT_GUIDE_ADDRESS.search(one[_FOLDERS]):
        return False
    return any(_rest(one) == _rest(other) and _apart(one[_FOLDERS], other[_FOLDERS]) == 1 for other in ways)


def _rest(way: Way) -> Way:
    return (*way[:_FOLDERS], *way[_FOLDERS + 1 :])


def _apart(one: str, other: str) -> int | None:
    """How many folders differ; None where one has more than the other."""
    folders, others = one.split("/"), other.split("/")
    return sum(map(operator.ne, folders, others)) if len(folders) == len(others) else None
