"""Rows of an item list that are like those of the items and were taken for none, or for the same item as another.

What a list declares counts them as well: whoever has not told all rows apart cannot say that its number is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.page.html import Page
from crawler.page.lists.rows_beside import left_beside
from crawler.page.paths import element_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.page.json_page import JsonPage

_FEWEST_CELLS = 2


def leaves_rows(page: Page | JsonPage) -> bool:
    """Whether a table, a list of blocks or an array of items has more rows than items were found in it."""
    if not isinstance(page, Page):
        return _in_arrays(page)
    rows = [row for item in page.items() if (row := element_at(page.tree, item.locator)) is not None]
    return _in_tables(page, rows) or left_beside(page)


def _in_tables(page: Page, rows: Sequence[_Element]) -> bool:
    tables: dict[_Element, list[_Element]] = defaultdict(list)
    for row in rows:
        if row.tag == "tr" and (table := next(row.iterancestors("table"), None)) is not None:
            tables[table].append(row)
    return any(_has_more(page, table, taken) for table, taken in tables.items())


def _has_more(page: Page, table: _Element, taken: list[_Element]) -> bool:
    """Whether a table has a row below its first item with as many cells as an item has, and words in most of them."""
    cells = {len(row) for row in taken}
    items = set(taken)
    below = False
    for row in table.iter("tr"):
        below = below or row in items
        if not below or row in items or len(row) not in cells or len(row) < _FEWEST_CELLS:
            continue
        filled = [cell for cell in row if cell.tag == "td" and page.words(cell).strip()]
        if len(filled) * 2 > len(row):
            return True
    return False


def _in_arrays(page: JsonPage) -> bool:
    items: dict[str, int] = defaultdict(int)
    for item in page.items():
        around, _, number = item.locator.rpartition("/")
        if number.isdigit():
            items[around] += 1
    return any(len(_numbers(page, around)) > count for around, count in items.items())


def _numbers(page: JsonPage, array: str) -> set[str]:
    return {at[len(array) + 1 :].partition("/")[0] for at, _ in page.values_below(array)}
