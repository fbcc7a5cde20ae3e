"""Item lists written as repeated blocks: links of one address pattern, several of them to an item."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from crawler.page.files.attachments import is_file_address
from crawler.page.files.item_files import guide_files, guide_name
from crawler.page.furniture import around_each, in_furniture, row_around
from crawler.page.guides.numbered_pages import is_next_of, is_numbered
from crawler.page.guides.online_entry import entry_cells
from crawler.page.links import State, query_pairs
from crawler.page.lists import totals
from crawler.page.lists.column_words import is_kind
from crawler.page.lists.folded_rows import without_main_rows
from crawler.page.lists.handing_rows import handing_rows
from crawler.page.lists.handled_cases import are_cases
from crawler.page.lists.item_around import beside_body, name_near, words_around
from crawler.page.lists.item_cells import (
    code_in_address,
    code_in_call,
    dated,
    identity,
    is_action,
    is_name,
    link_name,
    make_item,
    pairs,
    parameters,
    stable,
    understood,
)
from crawler.page.lists.rows_beside import dead_rows, in_other_folders
from crawler.page.lists.service_column import guides_of_column, without_guide
from crawler.page.lists.toggles import are_choices
from crawler.page.script.expressions import calls_in
from crawler.page.tree import is_document
from crawler.page.vocabulary import (
    COLUMNS,
    DATE,
    GUIDE_ADDRESS,
    GUIDE_CALL,
    NAVIGATION,
    NOT_GUIDE_ADDRESS,
    NOT_ITEM_WORDS,
    ORGANISATION,
    SERVICE_WORDS,
    STRONG_GUIDE_ADDRESS,
    VOLATILE,
    says_guide,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from crawler.page.finds import ItemLink
    from crawler.page.html import Page
    from crawler.page.links import Place

_CHANGING = re.compile(r"[0-9a-f]{8,}|\d+|[0-9A-Za-z]*\d[0-9A-Za-z_-]*", re.IGNORECASE)
_ROW_WORDS = re.compile(
    "|".join(sorted((k for k in COLUMNS if len(k) > 3), key=len, reverse=True))
    + "|办事指南|在线办理|在线申办|网上办理|好差评|立即办理"
)
_ROW_TEXT = 800
_SHORT_ROW = 160
_LONGEST_TYPE = 5
_CLIMB = 9
_PLACES_OF_A_CASE = 12
_SERVICES = re.compile(r"事项|办事|办理|审批|权力|政务服务|服务清单|服务目录")


@dataclass(slots=True, eq=False)
class _Group:
    """Links whose addresses differ only in what tells items apart."""

    places: list[Place] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def items(page: Page) -> list[ItemLink]:
    """Items behind the links of a page, in page order."""
    groups = _with_files(page, list(_groups(page).values()))
    judged = {id(place.element) for places in groups for place in places}
    accepted = without_main_rows(_without_headings(page, groups))
    accepted = accepted or [*handing_rows(page)]
    if not accepted:
        return []
    order = {id(element): at for at, element in enumerate(page.leading)}
    by_item = _by_item(accepted)
    rows = _rows(by_item)
    here = page.url.partition("#")[0]
    if further := in_other_folders(page, rows, accepted, judged, lambda place: _pattern(place, here)):
        by_item = _by_item(sorted((*accepted, *further), key=lambda place: order[id(place.element)]))
        rows = _rows(by_item)
    if are_cases(map(_places, rows.values())):
        return []
    found = [(order[id(by_item[i][0].element)], _item(page, by_item[i], rows[i])) for i in by_item]
    found.extend((order[id(dead)], item) for dead, item in dead_rows(page, list(rows.values())))
    return [item for _, item in sorted(found, key=lambda pair: pair[0]) if item is not None]


def _by_item(places: Iterable[Place]) -> dict[str, list[Place]]:
    by_item: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_item[_identity(place)].append(place)
    return by_item


def _places(row: _Element) -> list[str]:
    """The texts in the places of a row; none of more than a row of applications has."""
    said = [str(text) for text in row.itertext() if str(text).strip()]
    return said if len(said) <= _PLACES_OF_A_CASE else []


def _with_files(page: Page, groups: list[_Group]) -> list[list[Place]]:
    """Groups that lead to guides, and among files those that are guides themselves."""
    files = [g for g in groups if _share(p.target is not None and is_file_address(p.target) for p in g.places) > 0.5]
    pages = [found for g in groups if g not in files and (found := _guides(page, g))]
    named = [pair for g in files for pair in zip(g.places, g.labels, strict=True)]
    guides = guide_files(named, [place for places in pages for place in places])
    return [*pages, guides] if guides else pages


def _guides(page: Page, group: _Group) -> list[Place]:
    return group.places if _leads_to_guides(page, group) else guides_of_column(page, group.places)


def _without_headings(page: Page, groups: list[list[Place]]) -> list[Place]:
    """Places in page order, without the links of main items (主项) above their sub-items."""
    while True:
        kept = {id(place.element): at for at, places in enumerate(groups) for place in places}
        ordered = [place for place in page.places if id(place.element) in kept]
        followers: dict[int, list[bool]] = defaultdict(list)
        for place, after in zip(ordered, _next_items(ordered), strict=True):
            group = kept[id(place.element)]
            different = after is not None and kept[id(after.element)] != group
            followers[group].append(different and after is not None and _is_above(place.element, after.element))
        heading = next((g for g, above in followers.items() if len(groups) > 1 and sum(above) * 2 > len(above)), None)
        if heading is None:
            return ordered
        groups[heading] = []


def _next_items(ordered: list[Place]) -> list[Place | None]:
    """For each place the first one after it that leads to another item."""
    found: list[Place | None] = []
    following: Place | None = None
    behind: Place | None = None
    for place in reversed(ordered):
        if behind is not None and _identity(behind) != _identity(place):
            following = behind
        found.append(following)
        behind = place
    return found[::-1]


def _is_above(heading: _Element, row: _Element) -> bool:
    """Whether an element heads the block that another is in, and does not stand in a row of the same kind."""
    above = [heading, *heading.iterancestors()]
    below = [row, *row.iterancestors()]
    shared = set(above) & set(below)
    first = next((e for e, around in pairwise(above) if around in shared), None)
    second = next((e for e, around in pairwise(below) if around in shared), None)
    if first is None or second is None:
        return True
    return (first.tag, first.get("class")) != (second.tag, second.get("class"))


def _identity(place: Place) -> str:
    if place.target is not None:
        return identity(place.target)
    arguments = [a for c in calls_in(place.call or "")[:1] for a in c.arguments if a]
    return code_in_call(place.call) or "|".join(arguments) or (place.call or "")


def _groups(page: Page) -> dict[tuple[str, ...], _Group]:
    groups: dict[tuple[str, ...], _Group] = defaultdict(_Group)
    here = page.url.partition("#")[0]
    for place in page.places:
        pattern = _pattern(place, here)
        if pattern is not None:
            group = groups[pattern]
            group.places.append(place)
            group.labels.append(page.label(place.element))
    return groups


def _pattern(place: Place, here: str) -> tuple[str, ...] | None:
    if place.target is None:
        if place.state is not State.SCRIPT or not place.call:
            return None
        first = next((c for c in calls_in(place.call) if any(c.arguments)), None)
        return ("script", first.name, str(len(first.arguments))) if first else None
    parts = urlsplit(place.target.url)
    route, _, route_query = parts.fragment.partition("?")
    if place.target.url == here:
        return None
    keys = sorted(k for q in (parts.query, route_query) for k, _ in query_pairs(q) if not VOLATILE.match(k))
    path = (route or parts.path).split("/")
    told = bool(keys) or place.target.body
    shape = _CHANGING.sub("*", unquote("/".join(path[:-1])))
    last = path[-1] if told else "*." + path[-1].rpartition(".")[2] if "." in path[-1] else "*"
    return (
        place.target.method,
        parts.netloc.lower(),
        shape,
        _CHANGING.sub("*", last) if told else last,
        "&".join(keys),
    )


def _leads_to_guides(page: Page, group: _Group) -> bool:
    places, labels = group.places, group.labels
    if are_choices(page, places):
        return False
    if is_numbered(page.url) and all(p.target is not None and is_next_of(page.url, p.target.url) for p in places):
        return False  # further pages of this one's item
    told_guide = _share(says_guide(text) for text in labels)
    of_rows = told_guide > 0.5 and (around_each(p.element for p in places) or _is_row_of_one(page, places))
    if not of_rows and _share(in_furniture(p.element) for p in places) > 0.5:
        return False
    if _share(is_action(text) and not says_guide(text) for text in labels) > 0.5:
        return False
    names = [link_name(page, p.element) for p, text in zip(places, labels, strict=True) if not is_action(text)]
    names = [n for n in names if n]
    if not told_guide and names and _share(bool(NAVIGATION.match(n)) for n in names) > 0.3:
        return False
    guide, strong, elsewhere = _address(places[0])
    if names and _share(bool(ORGANISATION.match(n)) or is_kind(n) for n in names) > 0.5:
        return False  # what a list is sorted by: 市教育局, 行政许可
    if elsewhere and told_guide < 0.3:
        return False
    published = zip(names, _named(places, labels), strict=False)
    if names and _share(_is_news(page, n, p, dated=not strong) for n, p in published) > 0.4:
        return False
    several = len({_identity(p) for p in places})
    told = _share(_tells_item(p) for p in places) >= 0.8
    if told_guide >= 0.2:
        # A menu says it once, among words for other things.
        rows = several > 1 and (told_guide >= 0.5 or sum(says_guide(text) for text in labels) > 1)
        return rows or told or places[0].target is None
    if not names:
        return False
    service = _share(bool(SERVICE_WORDS.search(n)) and is_name(n) for n in names)
    long_enough = sum(map(len, names)) / len(names) >= 5
    # Themes (就业创业, 证件办理) are as short as their words are those of services.
    if service >= 0.5 and (guide or (told and long_enough and not _numbered_only(places[0]))):
        return True
    if several < 2 and (totals.page_here(page) or 1) > 1 and told:
        return is_name(names[0]) and (
            guide or service > 0 or code_in_address(places[0].target) is not None
        )  # what is left for the last page of a list
    if several < 2:
        return strong and is_name(names[0]) and code_in_address(places[0].target) is not None
    if service >= 0.5 and _share(_in_a_row(page, places)) >= 0.5:
        return True
    if strong and told and _share(is_name(n) for n in names) >= 0.8:
        return True
    if (
        several >= 3
        and told
        and (guide or _of_services(page))
        and _share(beside_body(p.element) for p in places) >= 0.8
    ):
        return _share(is_name(n) for n in names) >= 0.8
    return several >= 4 and service >= 0.6 and long_enough


def _of_services(page: Page) -> bool:
    """Whether a page calls itself one of services; a piece of markup that a script puts into its page has no title."""
    if not page.title and not is_document(page.text):
        return True
    heads = [page.title, *(page.words(e) for e in page.body.iter("h1", "h2", "h3"))]
    return any(_SERVICES.search(head) and not NOT_ITEM_WORDS.search(head) for head in heads)


def _is_row_of_one(page: Page, places: list[Place]) -> bool:
    """Whether one box of links has the name of an item right beside it: what is left for the last page of a list."""
    row = row_around(places[0].element) if len({p.element for p in places}) == 1 else None
    while row is not None and len(page.words(row)) <= _SHORT_ROW:
        name = name_near(places[0].element, row) or ""
        if len(name) > _LONGEST_TYPE and SERVICE_WORDS.search(name):
            return True
        row = row.getparent()
    return False


def _tells_item(place: Place) -> bool:
    """Whether an address says which item it is of: by a code, an identifier or a numbered page."""
    if place.target is None:
        return bool(code_in_call(place.call)) or any(any(c.arguments) for c in calls_in(place.call or ""))
    return identity(place.target) != stable(place.target)


def _numbered_only(place: Place) -> bool:
    """Whether nothing but a number in the path tells an item: every page of a content system has one."""
    return place.target is not None and not parameters(place.target) and code_in_address(place.target) is None


def _named(places: list[Place], labels: list[str]) -> list[Place]:
    return [p for p, text in zip(places, labels, strict=True) if not is_action(text)]


def _share(answers: Iterable[bool]) -> float:
    found = list(answers)
    return sum(found) / len(found) if found else 0.0


def _address(place: Place) -> tuple[bool, bool, bool]:
    """(may be a guide's address, very likely one, something else's)."""
    calls = [c.name for c in calls_in(place.call or "")]
    by_call = any(GUIDE_CALL.search(name) for name in calls)
    if place.target is None:
        return by_call, by_call, any(NOT_GUIDE_ADDRESS.search(name) for name in calls)
    parts = urlsplit(place.target.url)
    path = parts.path + "/" + parts.fragment.partition("?")[0] if parts.fragment else parts.path
    whole = f"{path}?{parts.query}"
    strong = bool(STRONG_GUIDE_ADDRESS.search(path))
    return by_call or bool(GUIDE_ADDRESS.search(whole)), strong, bool(NOT_GUIDE_ADDRESS.search(path))


def _is_news(page: Page, name: str, place: Place, *, dated: bool) -> bool:
    """News by its words, or by the date beside it: but content systems date guides in a folder of guides as well."""
    return bool(NOT_ITEM_WORDS.search(name) or (dated and DATE.search(words_around(page, place.element))))


def _in_a_row(page: Page, places: list[Place]) -> Iterator[bool]:
    """Of each link whether words of a row stand around it and around no other item."""
    around: dict[str, set[str]] = defaultdict(set)
    for place in places:
        around[words_around(page, place.element)].add(_identity(place))
    for text, held in around.items():
        yield from (len(held) == 1 and bool(_ROW_WORDS.search(text)) for _ in held)


def _rows(by_item: dict[str, list[Place]]) -> dict[str, _Element]:
    """The widest element around each item's first link that holds no other item."""
    held: dict[_Element, str | None] = {}
    for key, places in by_item.items():
        for place in places:
            for around in (place.element, *place.element.iterancestors()):
                held[around] = key if held.get(around, key) == key else None
    rows = {}
    for key, places in by_item.items():
        row = places[0].element
        for climbed, around in enumerate(places[0].element.iterancestors()):
            if held[around] != key or around.tag in {"body", "html", "tbody", "table"} or climbed >= _CLIMB:
                break
            row = around
            if around.tag == "tr":
                break
        rows[key] = row
    return rows


def _item(page: Page, places: list[Place], row: _Element) -> ItemLink | None:
    saying = [p for p in places if says_guide(page.label(p.element))]
    named = [p for p in places if not is_action(page.label(p.element))]
    place = next((p for p in saying if p.state is State.LIVE), None) or (named or saying or places)[0]
    small = row if len(page.words(row)) <= _ROW_TEXT else place.element
    names = [n for n in (link_name(page, p.element) for p in named) if is_name(n)]
    cells = (*pairs(page, small, skip=tuple(names)), *entry_cells(page, small))
    labelled = next((value for label, value, _ in cells if COLUMNS.get(label) == "name"), None)
    name = max(names, key=len, default=None) or labelled or name_near(places[0].element, row)
    if name is None:
        return None
    if place.target is not None and is_file_address(place.target):
        name = guide_name(name)
    name = without_guide(name)
    fields = (*understood(cells), *dated(page, small))
    target = page.place_target(place)
    return make_item(
        name, target, page.locator(row), cells, code=code_in_call(place.call), fields=fields, by_script=bool(place.call)
    )
