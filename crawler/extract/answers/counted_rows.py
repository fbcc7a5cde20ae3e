"""What a portal's page calls the number of a material's answer (份数): 原件1份 of `pageNum: 1`, where no key says 原件.

The rows of rendered guides beside those of the answers behind them show it: each row has the word with its number, and
none where the number is 0.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.domain.values.numerals import in_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.domain.records import Material, ServiceGuide

_WORDS = {word: re.compile(rf"{word}\s*[:：]?\s*(\d{{1,2}})\s*份") for word in ("原件", "复印件")}
_COUNTED = ("material_original", "material_copies")
_FEWEST = 2
"""Numbers that have to differ: where all rows ask for one, any field may say so."""
_LEARNED = 0.9
"""How sure a reading is that no page showed as a whole."""


def shows_counts(guide: ServiceGuide) -> bool:
    """Whether a page has a word and a number for some of its materials."""
    said = (in_digits(material.read(part).text) for material in guide.materials for part in _COUNTED)
    return any(word.search(one) for one in said for word in _WORDS.values())


def learn_counts(rows: Iterable[tuple[Material, Material]]) -> dict[str, str]:
    """By key of an answer what its number is of, from materials of pages and the same ones of the answers behind."""
    told: list[tuple[str, str, int]] = []
    for shown, own in rows:
        copies = own.read("material_copies")
        said = "；".join(dict.fromkeys(in_digits(shown.read(part).text) for part in _COUNTED))
        told.append((said, copies.label or "", int(copies.text) if copies.text.isdigit() else 0))
    found: dict[str, str] = {}
    for key in {key for _, key, number in told if key and number}:
        # A row that counts by another key has 0 under this one.
        pairs = [(said, number if own_key == key else 0) for said, own_key, number in told]
        words = [word for word in _WORDS if _fits(word, pairs)]
        found |= {key: words[0]} if len(words) == 1 else {}
    return found


def _fits(word: str, pairs: list[tuple[str, int]]) -> bool:
    """Whether each text has the word with the number beside it, and none that is 0; the numbers are not all one."""
    numbers = {number for _, number in pairs}
    counted = [(_WORDS[word].search(said), number) for said, number in pairs]
    return len(numbers) >= _FEWEST and all((int(one[1]) if one else 0) == number for one, number in counted)


def with_counts(guide: ServiceGuide, words: Mapping[str, str]) -> ServiceGuide:
    """The guide, read from answers alone, with what its page says of the numbers of its materials."""
    if guide.unread or not words or not guide.materials:
        return guide
    return replace(guide, materials=tuple(_counted(material, words) for material in guide.materials))


def _counted(material: Material, words: Mapping[str, str]) -> Material:
    copies, own = material.read("material_copies"), material.read("material_original")
    word = words.get(copies.label or "")
    if word is None or not copies.stated or not copies.text.isdigit() or not int(copies.text) or word in own.text:
        return material
    if own.state is State.NOT_STATED and own.label is not None:
        return material  # a place of its own, in which nothing stands
    said = f"{word}{copies.text}份" + (f"、{own.text}" if own.stated else "")
    told = replace(copies, element="material_original", value=said, confidence=_LEARNED)
    return replace(material, readings={**material.readings, "material_original": told})
