"""Two numbers of a material (份数分列): how many originals (原件份数), and how many copies (复印件份数) beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.extract.guide.draft import reading
from crawler.extract.labels.dictionary import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.html.place import Place
    from crawler.extract.lists.tables import ListTable
    from crawler.page.html import Page

    Parts = dict[str, Reading]

KINDS = ("原件", "复印件")
_KIND = re.compile(r"(?:需要?|提交|纸质)?(原件|复印件)(?:的?(?:份数|数量|数|份))?")
_NOUGHT = re.compile(r"0+\s*[份张套]?")
_NONE = re.compile(r"|/|-|—|——|无|否|×|不需要")


def kind_of(label: str) -> str | None:
    """Which of the two kinds a label counts, 原件 or 复印件; None for any other label."""
    words = normalise(label)
    found = _KIND.fullmatch(words) if "件" in words else None
    return None if found is None else found[1]


def counts_beside(one: Place, other: Place) -> bool:
    """Whether two labels of one element count the originals of a material and its copies."""
    return {kind_of(one.label), kind_of(other.label)} == {*KINDS}


def together(told: Sequence[tuple[str, Reading]]) -> Parts:
    """What both numbers of one material say together: 1 and 2 are 原件1份、复印件2份; nothing where both are empty."""
    said = [(kind, each) for kind, each in told if each.stated and not _NONE.fullmatch(each.text.strip())]
    if not said:
        return {}
    some = [(kind, each) for kind, each in said if not _NOUGHT.fullmatch(each.text.strip())]
    numbers = [(kind, each.text.strip()) for kind, each in some or said]
    counts = [f"{kind}{number.removesuffix('份')}份" for kind, number in numbers if number[0].isdigit()]
    first = (some or said)[0][1]

    def put(element: str, value: str) -> Reading:
        return replace(first, element=element, value=value, state=State.STATED)

    parts = {"material_original": put("material_original", "和".join(kind for kind, _ in some))} if some else {}
    return parts | ({"material_copies": put("material_copies", "、".join(counts))} if counts else {})


def counted_in(found: ListTable, number: int, page: Page) -> Parts:
    """The same of the two columns of a list, in one of its rows."""
    told = []
    for column, words in sorted(found.counted.items()):
        cell, kind = found.table.text_at(number, column), kind_of(words)
        if cell is not None and kind is not None:
            locator = page.locator(cell.box.element)
            value, label = cell.box.words or None, words
            said = reading("material_copies", value, evidence=page.evidence, locator=locator, label=label)
            told.append((kind, said))
    return together(told)
