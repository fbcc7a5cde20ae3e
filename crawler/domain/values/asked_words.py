"""What a guide asks for, in its own words (受理条件, 申请材料)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide


def asked_in_words(guide: ServiceGuide, *of_a_material: str) -> list[tuple[Reading, str | None]]:
    """Conditions, names of materials and these elements of each, as far as stated; beside each its material's name."""
    return [(reading, name) for reading, name in _places(guide, of_a_material) if reading.stated]


def _places(guide: ServiceGuide, of_a_material: tuple[str, ...]) -> Iterator[tuple[Reading, str | None]]:
    yield guide.read("conditions"), None
    if not guide.materials:
        yield guide.read("materials"), None
    for material in guide.materials:
        yield material.name, material.name.value
        said = (material.readings.get(element) for element in of_a_material)  # what is not there is not stated
        yield from ((reading, material.name.value) for reading in said if reading is not None)
