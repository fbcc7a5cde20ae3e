"""Columns of numbers in a list of materials (份数分列): how many originals stand in one column, copies in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.draft import reading
from crawler.extract.labels.dictionary import normalise

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.extract.lists.tables import ListTable
    from crawler.page.html import Page

COUNTED = ("原件", "复印件")
"""The titles of the two columns."""
_NONE = frozenset({"", "0", "/", "-", "—", "——", "无", "否", "×", "不需要"})


def counted_in(found: ListTable, number: int, page: Page) -> dict[str, Reading]:
    """What both columns say of one row together: 1 and 2 are 原件1份、复印件2份; nothing where both are empty."""
    cells = [(normalise(words), found.table.text_at(number, n)) for n, words in sorted(found.counted.items())]
    told = [(kind, cell.box) for kind, cell in cells if cell is not None and cell.box.words not in _NONE]
    if not told:
        return {}
    kind, first = told[0]

    def read(element: str, value: str) -> Reading:
        locator = page.locator(first.element)
        return reading(element, value, evidence=page.evidence, locator=locator, label=kind, quote=first.words)

    counts = [f"{kind}{box.words.removesuffix('份')}份" for kind, box in told if box.words[0].isdigit()]
    parts = {"material_original": read("material_original", "和".join(kind for kind, _ in told))}
    return parts | {"material_copies": read("material_copies", "、".join(counts))} if counts else parts
