"""Forms in a cell that is merged over several rows (合并单元格里的表格): each to the material that it is called after.

Only where all of them are told so and every row has one; else they are offered for all of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment, FormSlot

_FEWEST = 2
_SHORTEST = 3


def tell_apart(rows: Sequence[tuple[dict[str, Reading], list[FormAttachment]]]) -> None:
    """Leave each form of a merged cell with the row whose material it is called after."""
    offered: dict[tuple[str, FormSlot], list[int]] = defaultdict(list)
    called: dict[str, str] = {}
    for number, (_, forms) in enumerate(rows):
        for form in forms:
            if (place := form.reading.locator) and form.target is not None:
                offered[place, form.slot].append(number)
                called[place] = _squeezed(f"{form.reading.text} {form.name}")
    cells: dict[tuple[FormSlot, tuple[int, ...]], list[str]] = defaultdict(list)
    for (place, slot), numbers in offered.items():
        if len(numbers) >= _FEWEST:
            cells[slot, tuple(numbers)].append(place)
    for (_, sharing), places in cells.items():
        owners = {place: _owner(called[place], sharing, rows) for place in places}
        if {*owners.values()} != {*sharing}:
            continue
        for number in sharing:
            own = rows[number][1]
            own[:] = [f for f in own if owners.get(f.reading.locator or "", number) == number]


def _owner(
    words: str, numbers: Sequence[int], rows: Sequence[tuple[dict[str, Reading], list[FormAttachment]]]
) -> int | None:
    """The row whose name stands in the words of a form, the longest of several; None where two have it."""
    names = ((number, rows[number][0].get("material_name")) for number in numbers)
    named = [(number, _squeezed(name.text)) for number, name in names if name is not None and name.stated]
    fitting = sorted((len(name), number) for number, name in named if len(name) >= _SHORTEST and name in words)
    if not fitting or [size for size, _ in fitting].count(fitting[-1][0]) > 1:
        return None
    return fitting[-1][1]


def _squeezed(words: str) -> str:
    return "".join(words.split())
