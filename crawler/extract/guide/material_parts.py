"""Materials (申请材料) that a guide lists on one page, and what another page of it says of the same: their files."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values.placeholder import says_nothing
from crawler.extract.guide.fullest import fullest
from crawler.extract.guide.material_columns import by_values
from crawler.extract.guide.material_notes import NOTES, with_notes_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material
    from crawler.extract.guide.draft import Draft

_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")


def both_notes(kept: Reading | None, found: Reading) -> Reading | None:
    """What two fields of notes say of one material in one text (填报须知 and 备注); None where there are no two."""
    if kept is None or found.element != NOTES:
        return None
    if not _says_something(found) or found.text in kept.text:
        return kept
    if not _says_something(kept) or kept.text in found.text:
        return found
    return replace(kept, value=f"{kept.text.rstrip('；;')}；{found.text}")


def _says_something(notes: Reading) -> bool:
    return notes.stated and not says_nothing(notes.text) and _WORDS.search(notes.text) is not None


def materials_of(drafts: Sequence[Draft]) -> tuple[Material, ...]:
    """The materials of the page that lists them first, each with what later pages say of it under the same name."""
    lists = [[*map(with_notes_told, by_values(d.materials))] for d in drafts if d.materials]
    if not lists:
        return ()
    rows = fullest(lists, lambda material: (material.name, *material.readings.values()))
    return _distinct(completed(rows, [m for each in lists for m in each]))


def completed(rows: Sequence[Material], others: Iterable[Material]) -> Iterator[Material]:
    """The materials, each with what others of its name say of it."""
    named = Counter(m.name.text for m in rows)
    more: dict[str, list[Material]] = {}
    for other in others:
        if named[other.name.text] == 1:  # Of two of one name nobody knows which is meant.
            more.setdefault(other.name.text, []).append(other)
    return (_completed(m, more.get(m.name.text, ())) for m in rows)


def _completed(own: Material, others: Iterable[Material]) -> Material:
    row = own
    for other in others:
        if other is row:
            continue  # the row itself
        told = {
            element: reading
            for element, reading in other.readings.items()
            if element not in own.readings or (reading.stated and not own.readings[element].stated)
        }
        own = replace(
            own,
            readings={**own.readings, **told},
            blank_forms=own.blank_forms or other.blank_forms,
            sample_forms=own.sample_forms or other.sample_forms,
        )
    return own


def _distinct(materials: Iterable[Material]) -> tuple[Material, ...]:
    """Each material once: pages list those of all cases first, and again, word for word, under each case."""
    materials = tuple(materials)
    if len({material.name.text for material in materials}) == len(materials):
        return materials
    seen: dict[tuple[object, ...], Material] = {}
    for material in materials:
        said = sorted((e, r.text) for e, r in material.readings.items() if r.stated)
        forms = [(f.slot, f.target) for f in (*material.blank_forms, *material.sample_forms)]
        seen.setdefault((material.name.text, *said, *forms), material)
    return tuple(seen.values())
