"""Rows of an item list (事项清单) on an HTML page.

Two ways in: a table whose headings name the item, and links of one address pattern that lead to guides. Links of one
row meet in one item, since each names the same code or identifier.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.links import SCRIPT_SCHEME
from crawler.page.lists import item_links, item_tables
from crawler.page.lists.item_cells import identity, stable, told_by, without_code
from crawler.page.paths import element_at
from crawler.page.tree import BLOCKS
from crawler.page.vocabulary import ORGANISATION, SERVICE_WORDS, guide_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.finds import ItemLink
    from crawler.page.html import Page

_RELATED = re.compile(
    r"(?:相关|相似|类似|关联|同类|相近)(?:的)?(?:办理|政务|推荐|其他)?(?:事项|服务|办事|指南)|猜[你您](?:喜欢|想办|要办|需要)|"
    r"(?:为|给)?[你您](?:推荐|可能(?:还|要|想|需要)?)|(?:大家|其他人|别人)(?:还|都|也)?(?:在|办|看)"
)
"""Headings of services that a guide offers besides its own."""
_LONGEST_HEADING = 14
_BODIES = ("局", "委", "委员会", "厅", "中心")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "caption"})
_CLIMB = 5
_SECTIONS_OF_A_GUIDE = 5
_LONGEST_TEXT = 40
_SEVERAL = 3


def items(page: Page) -> tuple[ItemLink, ...]:
    """The listed items, each once, in page order."""
    if is_guide(page):
        return ()
    found = item_tables.items(page) or item_links.items(page)
    if _RELATED.search(page.text):
        found = [item for item in found if not _is_related(page, item)]
    found = [item for item in found if not _is_a_branch(item)]
    return () if _are_labels(found) else unique(found)


def _is_related(page: Page, item: ItemLink) -> bool:
    """Whether a row stands under a heading that offers other items to the reader of one (相关事项)."""
    row = element_at(page.tree, item.locator)
    if row is not None and _RELATED.match(item.name) is None and _RELATED.match("".join(page.words(row).split())):
        return True  # A single row, its heading with it.
    if row is not None:  # One of its kind has a wide row.
        row = next((link for link in row.iter("a") if page.label(link) == item.name), row)
    for _ in range(_CLIMB):
        if row is None or row.tag in {"body", "html"}:
            return False
        before = row.getprevious()
        if before is not None and (words := "".join(page.words(before).split())):
            if _RELATED.match(words) is not None and len(words) <= _LONGEST_HEADING:
                return True
            if before.tag in _HEADINGS:
                return False
        row = row.getparent()
    return False


def _is_a_branch(item: ItemLink) -> bool:
    """Whether a row is a department that a script unfolds (目录树): it leads nowhere and is named like no service."""
    if item.target is None or not item.target.url.startswith(SCRIPT_SCHEME) or not ORGANISATION.match(item.name):
        return False
    return SERVICE_WORDS.search(item.name) is None or item.name.endswith(_BODIES)


def _are_labels(found: Sequence[ItemLink]) -> bool:
    """Whether links are one label repeated in every row (部门子站, beside each department), and no services."""
    names = {item.name for item in found}
    bare = all(item.code is None and not item.cells for item in found)
    return bare and len(found) >= _SEVERAL and len(names) == 1 and not any(map(SERVICE_WORDS.search, names))


def unique(found: list[ItemLink]) -> tuple[ItemLink, ...]:
    """Each item once: the first row with a key wins, one that leads somewhere before one that does not."""
    rows: dict[str, ItemLink] = {}
    for item in _told_apart(found):
        known = rows.get(item.key)
        if known is None:
            rows[item.key] = item
            continue
        best = item if known.target is None and item.target is not None else known
        rows[item.key] = replace(best, untold=known.untold or are_untold(known, item))
    return tuple(rows.values())


def are_untold(one: ItemLink, other: ItemLink) -> bool:
    """Whether two rows of one key may be two items: they lead apart, or neither leads on and they are called apart."""
    if one.apart is not None and other.apart is not None:
        return one.apart != other.apart
    return one.name != other.name and one.apart == other.apart


def _told_apart(found: list[ItemLink]) -> list[ItemLink]:
    """The rows, without the codes that many of different names and addresses have in common: of a department, say.

    Rows of one name under one code that lead apart are handling items that the list does not tell apart: each is known
    by where it leads as well.
    """
    sharing: dict[str, set[tuple[str, str]]] = defaultdict(set)
    leading: dict[str, set[str]] = defaultdict(set)
    for item in found:
        if item.code is not None and item.target is not None:
            sharing[item.key].add((item.name, item.target.key))
        if item.code != item.key and item.code is not None and item.apart is not None:
            leading[item.key].add(item.apart)
    shared = {
        key
        for key, rows in sharing.items()
        if len({name for name, _ in rows}) >= _SEVERAL and len({target for _, target in rows}) >= _SEVERAL
    }
    several = {key for key, ways in leading.items() if len(ways) > 1}
    if not shared and not several:
        return found
    return [_known_otherwise(item, several) if item.key in shared | several else item for item in found]


def _known_otherwise(item: ItemLink, several: set[str]) -> ItemLink:
    if item.key in several:
        return item if item.apart is None else replace(item, key=told_by(item.key, item.apart))
    return replace(item, key=without_code(item.name, item.target), code=None)


def is_guide(page: Page) -> bool:
    """Whether the page is itself a guide: several of a guide's headings, each hardly more than once."""
    counts: dict[str, int] = {}
    for text in _short_texts(page):
        label = guide_section(text)
        if label is not None:
            counts[label] = counts.get(label, 0) + 1
    return sum(1 for n in counts.values() if n <= 2) >= _SECTIONS_OF_A_GUIDE


def _short_texts(page: Page) -> Iterator[str]:
    """The texts that elements begin with, those of a label's length; the line feed that sets a block apart counts."""
    for element in page.content.iter():
        text = element.text
        if text and len(text) <= _LONGEST_TEXT:
            if len(text) == _LONGEST_TEXT and not page.is_set_apart and element.tag in BLOCKS:
                continue
            yield text


_AS_GUIDE = re.compile(r"(?:办事|服务|办理)?指南$")
_PAIR = 2


def listed_again(rows: Iterable[tuple[str, str, bool, Target | None, str | None]]) -> frozenset[str]:
    """Keys of rows without a code whose item another row names with its code.

    Of each row its key, name, whether it has a code, where it leads and what tells it apart. A front page shows popular
    services by name; the list behind it shows the same services with their codes. A row of data that leads nowhere is
    known by its name and the identifier of the portal's own that both rows give. Of rows of one name that lead to one
    address, none with a code, one stays: a page shows the first of them itself, and a call brings all (加载更多).
    """
    rows = tuple(rows)
    same: dict[tuple[str, ...], dict[bool, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, name, coded, target, apart in rows:
        if target is not None:
            parts = urlsplit(target.url)
            same[name, f"{parts.netloc}{parts.path}", identity(target)][coded].add(key)
        if apart is not None and (coded or target is None):
            same[name, apart][coded].add(key)
    again = {key for found in same.values() if found.get(True) for key in found.get(False, ())}
    places: dict[tuple[str, str], list[tuple[bool, str]]] = defaultdict(list)
    for key, name, coded, target, apart in rows:
        if target is not None and not coded and key not in again:
            places[name, stable(target)].append((key != apart, key))  # what data tells by an identifier first
    return frozenset(again | {key for found in places.values() for _, key in sorted(found, key=itemgetter(0))[1:]})


@dataclass(frozen=True, slots=True)
class NamedRow:
    """What is known of a row of a list: its key, name and body, whether it leads to a guide, the lists that show it."""

    key: str
    name: str
    body: str
    leads: bool
    lists: frozenset[str]


def leads_elsewhere(rows: Iterable[NamedRow]) -> frozenset[str]:
    """Keys of rows that lead nowhere and name an item whose guide one row of another list leads to.

    A catalogue (事项目录) names an item and its code; its guide hangs in the column of the department alone. Where
    several rows have the name, nobody knows which is which.
    """
    same: dict[str, list[NamedRow]] = defaultdict(list)
    for row in rows:
        same[_AS_GUIDE.sub("", re.sub(r"[\W_]", "", row.name))].append(row)
    pairs = (sorted(found, key=lambda row: row.leads) for found in same.values() if len(found) == _PAIR)
    return frozenset(
        bare.key
        for bare, leading in pairs
        if leading.leads > bare.leads
        and bare.lists.isdisjoint(leading.lists)
        and (not bare.body or not leading.body or bare.body == leading.body)
    )
