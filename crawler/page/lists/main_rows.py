"""Rows of an item list that stand beside the items and lead on (主项) to the items beneath them, on another page.

A list may show an item itself where it has no sub-items, and a link to a list of sub-items where it has. The rows are
of one kind, and only those of one address pattern were read as items.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.files.attachments import is_file_address
from crawler.page.html import Page
from crawler.page.json_tree import flat
from crawler.page.links import SCRIPT_SCHEME, State
from crawler.page.lists.folded_rows import folded_name
from crawler.page.lists.item_around import counts_beneath, folds_list, head_of_items
from crawler.page.lists.item_cells import is_name, link_name
from crawler.page.lists.tree_nodes import tree_nodes
from crawler.page.script.expressions import calls_in
from crawler.page.script.handed_over import call_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage
    from crawler.page.links import Place
    from crawler.page.lists.tree_nodes import TreeNode

_TELLING = re.compile(r"(?=.*\d)[\w.-]{4,64}")
_NUMBER = re.compile(r"\d+")
_IN_A_ROW = re.compile(r"/\d+/")
_ITSELF = re.compile(r"\bthis\b|\bevent\b|\(\s*\)")
_AROUND = 3
_SIGNS = "+＋-－▶►▸▾▼▽⊞⊟"
"""Signs by which a row is folded and unfolded."""
_BENEATH = re.compile(
    r"^(?:(?:child(?:ren)?|sub|son|zi|zx|xj)(?:item|matter|task|event|service|sx|yw)?"
    r"|(?:task)?handl(?:e|ing)(?:item|matter|task|event|service|sx)|(?:yw)?bl(?:x|sx)|ywx)"
    r"s?(?:num(?:ber)?|count|size|total|sum|sl|gs)$"
)
"""Keys of a row, flat, of how many items lie beneath it: 子项, or 业务办理项 of a main item."""
_OF_ITEMS = re.compile(r"^(?:item|matter|task|event|service|affair|sx|shixiang)s?(?:count|total|sum|size|sl|gs)$")
_FEW = re.compile(r"[1-9]\d{0,2}")
"""Keys of how many items a row holds, and as many as lie beneath one: thousands are cases that were handled (办件).

No key that ends in `num`: that may be the number by which an item is known.
"""
_OPENS = re.compile(r"^(?:has|is)?(?:child(?:ren)?|sub|son|zi|zx)(?:item|matter|task|event|service|sx|yw)?s?(?:flag)?$")
_YES = frozenset({"1", "y", "yes", "true", "是", "有"})
"""Keys of a row that say whether any do, and how they say so."""
_LEAF = re.compile(r"^(?:is)?leaf(?:node|flag)?$")
_NO = frozenset({"0", "n", "no", "false", "否"})
"""The same the other way round: a row that is no leaf of its tree."""


def main_rows(page: Page | JsonPage) -> Iterator[Target]:
    """Where the rows lead that are like those of the items and are none; nothing where no items are listed."""
    if not isinstance(page, Page):
        return
    items = {item.target.key for item in page.items() if item.target is not None}
    if not items:
        return
    places = [(place, page.place_target(place)) for place in page.places]
    listed = [place.element for place, target in places if target is not None and target.key in items]
    leading: dict[_Element, tuple[Place, Target]] = {
        place.element: (place, target)
        for place, target in places
        if target is not None and target.key not in items and place.state is State.LIVE
    }
    seen: set[str] = set()
    for row in _rows_beside(listed):
        inside = [leading[e] for e in row.iter() if e in leading]
        named = [(p, t) for p, t in inside if is_name(link_name(page, p.element)) and not is_file_address(t)]
        if len({t.key for _, t in named}) != 1 or not counts_beneath(row):  # its name and a button (查看子项)
            continue
        target = named[0][1]
        if target.method == "GET" and target.key not in seen:
            seen.add(target.key)
            yield target


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A row that opens by a script: its name, and an argument of the function that opens it.

    `item` is the key under which a row of an answer (JSON) is listed; its function is the place of such rows in it, and
    what stands for the argument may be the key of a value.
    """

    name: str
    function: str
    at: int | str
    value: str
    item: str | None = None
    beside: tuple[tuple[str, str], ...] = ()
    """What else the row hands over to its function, by name: the list that it stands in, its body."""


def opening_rows(page: Page | JsonPage) -> Iterator[OpeningRow]:
    """Rows that say how many items lie beneath them and open by a script, by each argument that tells them apart.

    None of those whose items stand on the page already, hidden in a part that is named like the argument.
    """
    if not isinstance(page, Page):
        yield from _opening_answers(page)
        return
    found = [*_listened_to(page)] if "data-" in page.text else []
    if "onclick" in page.text.lower():
        found += (row for e in page.body.iter() for row in (*_opened_by(e), *_unfolded_by(page, e)))
    held = _names_around_links(page) if found else ()
    yield from (row for row in found if not any(row.value in names for names in held))


def brings_rows(page: Page | JsonPage | None) -> bool:
    """Whether there are rows of a list: items, or rows that open onto them."""
    return page is not None and (bool(page.items()) or opens_rows(page))


def holds_rows(page: Page | JsonPage) -> bool:
    """Whether an answer brings anything in rows, or says anything, be it no item."""
    if isinstance(page, Page):
        return bool(page.visible_text())
    return any(_IN_A_ROW.search(pointer) for pointer, _ in page.values())


def opens_rows(page: Page | JsonPage) -> bool:
    """Whether a page lists rows that open, be there items beside them or not."""
    return next(opening_rows(page), None) is not None


def heads_of(page: Page | JsonPage) -> tuple[str, ...]:
    """Rows of a page that open and are no items themselves, each by what tells it from the others."""
    heads: dict[tuple[str, str], str] = {}
    for row in opening_rows(page):
        if row.item is None:
            heads.setdefault((row.function.partition(" ")[0], row.name), row.value)
    return tuple(dict.fromkeys(heads.values()))


def _opened_by(element: _Element) -> Iterator[OpeningRow]:
    handler = element.get("onclick") or ""
    name = head_of_items(element) if "(" in handler else None
    for call in calls_in(handler)[:1] if name is not None else ():
        for at, value in enumerate(call.arguments):
            if value and _TELLING.fullmatch(value):
                yield OpeningRow(name or "", call.name, at, value)
        if _ITSELF.search(handler):
            yield from _handed_over(element, name or "", call.name)


def _listened_to(page: Page) -> Iterator[OpeningRow]:
    """Rows that hand over to a script that listens what tells them apart, and say that items lie beneath them.

    Those that only have a folded list may open as well: they are listed until they do.
    """
    for element in page.leading:
        call = call_of(element)
        if call is None or any(e.get("onclick") for e in (element, *element.iterdescendants())):
            continue
        place = page.place(element)
        if place is not None and place.state is State.LIVE:
            continue
        function = call.partition("(")[0]
        if (name := head_of_items(element)) is not None:
            yield from _handed_over(element, name, function)
        elif any(map(folds_list, _row_of(element))):
            own = f"{SCRIPT_SCHEME}{call}"
            item = next((one for one in page.items() if one.target is not None and one.target.url == own), None)
            if item is not None:
                yield from (replace(one, item=item.key) for one in _handed_over(element, item.name, function))


def _row_of(element: _Element) -> Iterator[_Element]:
    """An element and those around it that say no more than it does."""
    yield element
    said = "".join("".join(map(str, element.itertext())).split())
    for around in element.iterancestors("li", "div", "dd", "p"):
        if "".join("".join(map(str, around.itertext())).split()).strip(_SIGNS) != said.strip(_SIGNS):
            return
        yield around


def _unfolded_by(page: Page, element: _Element) -> Iterator[OpeningRow]:
    """A listed row with a sign of folding: what its click brings may be the items beneath it."""
    handler = element.get("onclick") or ""
    name = folded_name(element) if "(" in handler and head_of_items(element) is None else None
    place = page.place(element) if name is not None else None
    if name is None or place is None or place.target is not None:
        return
    own = page.place_target(place)
    item = next((one for one in page.items() if one.target is not None and one.target == own), None)
    for call in calls_in(handler)[:1] if item is not None else ():
        for at, value in enumerate(call.arguments):
            if value and _TELLING.fullmatch(value):
                yield OpeningRow(name, call.name, at, value, item.key if item is not None else None)


def _handed_over(element: _Element, name: str, function: str) -> Iterator[OpeningRow]:
    """What the row tells a function that is given nothing but the row: the data attributes of it or right around it."""
    for row in (element, *element.iterancestors())[: _AROUND + 1]:
        told = tuple((str(n), str(v).strip()) for n, v in row.items() if str(n).startswith("data-"))
        telling = [(n, v) for n, v in told if _TELLING.fullmatch(v)]
        if telling:
            for attribute, value in telling:
                yield OpeningRow(name, f"{function} {attribute}", 0, value, beside=told)
            return


def _opening_answers(page: JsonPage) -> Iterator[OpeningRow]:
    """Rows of an answer that count the items beneath them, by each identifier that tells one from the others.

    Nodes of a tree say that something lies beneath them, and may be called after a department or a theme. What knows
    itself by no identifier of a node (`itemGuid`) is a row like others.
    """
    nodes = {node.locator: node for node in tree_nodes(page)}
    items = {item.locator: item for item in page.items()}
    as_nodes = {locator for locator, node in nodes.items() if node.ids or not node.opens}
    counting = [item for item in items.values() if item.locator not in as_nodes and _counts_beneath(item)]
    times = Counter(value for item in counting for _, value, _ in item.cells)
    for item in counting:
        for at, (_, value, _) in enumerate(item.cells):
            if times[value] == 1 and value.isascii() and _TELLING.fullmatch(value):
                yield OpeningRow(item.name, _NUMBER.sub("", item.locator), at, value, item.key)
    times = Counter(value for at, node in nodes.items() for _, value in _telling_of(node, items.get(at)))
    for node in nodes.values():
        listed = items.get(node.locator)
        if node.opens and (listed is None or listed.target is None):
            own = listed.key if listed is not None else None
            for key, value in _telling_of(node, listed):
                if times[value] == 1:
                    yield OpeningRow(node.name, f"{_place_of(page, node.locator)} {node.kind}", key, value, own)


def _telling_of(node: TreeNode, listed: ItemLink | None) -> tuple[tuple[str, str], ...]:
    """What a node may be asked for by: a row of the list may call its identifier after the item (`sxGuid`)."""
    known = {value for _, value in node.ids}
    cells = listed.cells if listed is not None else ()
    said = ((k, v) for k, v, _ in cells if v not in known and v.isascii() and _TELLING.fullmatch(v))
    return (*node.ids, *dict.fromkeys(said))


def _place_of(page: JsonPage, locator: str) -> str:
    """Where a node stands among the answers of a portal: what is beneath one level may be asked of another place."""
    path = (piece for piece in urlsplit(page.url).path.split("/") if not _NUMBER.search(piece))
    return f"{'/'.join(path)} {_NUMBER.sub('', locator)}"


def _counts_beneath(item: ItemLink) -> bool:
    """Whether a row of an answer counts the items beneath it and leads nowhere itself."""
    beneath = [value for key, value, _ in item.cells if _BENEATH.match(flat(key))]
    told = [(flat(key), value.lower()) for key, value, _ in item.cells]
    says_so = any((_OPENS.match(k) and v in _YES) or (_LEAF.match(k) and v in _NO) for k, v in told)
    says_so = says_so or any(_OF_ITEMS.match(k) and _FEW.fullmatch(v) for k, v in told)
    return item.target is None and (says_so or any(value.isdecimal() and int(value) > 0 for value in beneath))


def _names_around_links(page: Page) -> list[str]:
    """What the parts of a page are called that hold a link to somewhere."""
    holding = {
        around
        for place in page.places
        if (place.target is not None if place.element.get("onclick") else place.state is not State.SCRIPT)
        for around in (place.element, *place.element.iterancestors())
    }
    named = ([str(v) for n, v in e.items() if n in {"id", "class"} or str(n).startswith("data-")] for e in holding)
    return [" ".join(names) for names in named if names]


def _rows_beside(listed: list[_Element]) -> Iterator[_Element]:
    """Rows beside those around some elements, which hold none of them; a class may set them apart (has-child)."""
    holding = {around for element in listed for around in (element, *element.iterancestors())}
    done: set[_Element] = set()
    for element in listed:
        for row in (element, *element.iterancestors()):
            parent = row.getparent()
            if parent is None or row.tag in {"body", "html"}:
                break
            alike = [e for e in parent.iterchildren(row.tag) if e.get("class") == row.get("class")]
            if len(alike) > 1 and row.tag != "a":
                if parent not in done:
                    done.add(parent)
                    yield from (e for e in parent.iterchildren(row.tag) if e not in holding)
                break
