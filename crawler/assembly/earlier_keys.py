"""Items of archives that were gathered when a key was the code alone: their pages, under the keys of today."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.domain.evidence import Evidence
    from crawler.domain.records import ListedItem


def pages_under_code(rows: Iterable[ListedItem], of_item: Mapping[str, list[Evidence]]) -> dict[str, list[Evidence]]:
    """The pages of each item that are known by its code: of several that share it, the one whose guide was opened."""
    of_code: dict[str, list[ListedItem]] = defaultdict(list)
    for row in rows:
        code, name, _ = row.key.partition(" ")
        if name and code in of_item:
            of_code[code].append(row)
    found: dict[str, list[Evidence]] = {}
    for code, sharing in of_code.items():
        opened = {e.target.key for e in of_item[code] if e.kind is PageKind.GUIDE}
        named = [row for row in sharing if row.target is not None and row.target.key in opened]
        own = named or sharing
        if len(own) == 1 and own[0].key not in of_item:
            found[own[0].key] = of_item[code]
    return found
