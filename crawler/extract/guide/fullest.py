"""Rows of a list that several pages of a guide give (材料、环节、依据…): those of the first, unless another has more.

A page may draw the first rows and a button for the others, or names alone; the data that it carries has all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Faq, Fee, LegalBasisEntry, Window

RowT = TypeVar("RowT")
_FEWEST = 2
"""So many rows have to be the same, for two lists to be one."""


def fullest(lists: Sequence[Sequence[RowT]], parts_of: Callable[[RowT], Sequence[Reading]]) -> list[RowT]:
    """The rows of the first list; where another has all of them and tells more, its rows, each from where it says most.

    `parts_of` are the readings of a row, that which names it first.
    """
    given = [rows for rows in lists if rows]
    if not given:
        return []
    rows = list(given[0])
    for other in given[1:]:
        own = {_name(row, parts_of): row for row in rows}
        names = [_name(row, parts_of) for row in other]
        known = len(own) == len(rows) >= _FEWEST and "" not in own and len(set(names)) == len(names)
        if known and own.keys() <= set(names):
            rows = [_fuller(own.get(name, row), row, parts_of) for name, row in zip(names, other, strict=True)]
    return rows


def fullest_once(lists: Sequence[Sequence[RowT]], parts_of: Callable[[RowT], tuple[Reading, ...]]) -> tuple[RowT, ...]:
    """The same rows, each once: what two titles lead to, as a tab and a heading do, is read twice."""
    seen: dict[tuple[str, ...], RowT] = {}
    for row in fullest(lists, parts_of):
        seen.setdefault(tuple(part.text for part in parts_of(row)), row)
    return tuple(seen.values())


def of_fee(fee: Fee) -> tuple[Reading, ...]:
    """The readings of a fee, its name first."""
    return (fee.name, *fee.readings.values())


def of_window(window: Window) -> tuple[Reading, ...]:
    """The readings of a window, its place first."""
    return window.place, window.hours, window.phone


def of_law(law: LegalBasisEntry) -> tuple[Reading, ...]:
    """The readings of a legal basis, its law first."""
    return law.law, law.number, law.clause, law.content


def of_question(faq: Faq) -> tuple[Reading, ...]:
    """The readings of a question and its answer."""
    return faq.question, faq.answer


def _name(row: RowT, parts_of: Callable[[RowT], Sequence[Reading]]) -> str:
    return "".join(parts_of(row)[0].text.split())


def _fuller(first: RowT, other: RowT, parts_of: Callable[[RowT], Sequence[Reading]]) -> RowT:
    told = [sum(part.stated for part in parts_of(row)) for row in (first, other)]
    return other if told[1] > told[0] else first
