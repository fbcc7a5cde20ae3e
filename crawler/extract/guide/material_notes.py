"""What the notes of a material (填报须知, 说明) say besides: 复印件，加盖公章，依据《…办法》第十一条."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.extract.guide.badges import badge_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.records import Material

NOTES = "material_filling_notes"
_NOTE = re.compile(
    r"\s*(?:(?:特别|温馨|重要|填[写报])?(?:说明|提示|提醒|注意|须知)(?:事项)?|备注|附注|要求|注|材料(?:说明|要求))\s*[:：]\s*(\S.*?)\s*",
    re.DOTALL,
)
_LABELLED = re.compile(r"[；;]\s*[\u4e00-\u9fff]{1,10}\s*[:：]")
_BETWEEN = re.compile(r"[，,；;。\s]+(?![^《]*》)")
_NUMBER = r"[\d一二三四五六七八九十百零]+"
_LAW = rf"《[^《》]{{2,60}}》(?:\s*[（(][^（）()]{{2,30}}[)）])?(?:第{_NUMBER}[条款项章目](?:之{_NUMBER})?[、和及]?)+"
_WHOSE = r"设[定置]|法[定律]|(?:要求|需要?|须)?(?:提[供交])?(?:该|本|此)?(?:材料)?的?"
_BASIS = re.compile(rf"(?:(?:{_WHOSE})?(?:依据|根据)\s*[:：为]?\s*)((?:{_LAW}[、和及]?)+)")
"""A law alone is none: 依据《技术指南》编制 says how it is written, an article why it is asked for."""


def note_in(said: str) -> str | None:
    """The note that brackets hold which begin with its title: （说明：复印件，加盖公章）; None where they hold none."""
    found = _NOTE.fullmatch(said)
    return found[1] if found is not None and _LABELLED.search(found[1]) is None else None


def beside_names(lines: Sequence[str]) -> list[str]:
    """The lines of a list, those that are nothing but a note in brackets behind the name that stands above them."""
    found: list[str] = []
    for line in lines:
        said = line.strip().rstrip("。；;")
        if found and said[:1] in "（(" and said[-1:] in "）)" and note_in(said[1:-1]) is not None:
            found[-1] += said
        else:
            found.append(line)
    return found


def with_notes_told(material: Material) -> Material:
    """The material with what its notes say of whether a copy will do and of the basis, where nothing else says it."""
    notes = material.readings.get(NOTES)
    if notes is None or not notes.stated:
        return material
    told = {
        part: replace(notes, element=part, value=said, quote=said)
        for part, said in _told(notes.text).items()
        if (own := material.readings.get(part)) is None or not (own.stated or own.unread)
    }
    return replace(material, readings={**material.readings, **told}) if told else material


def _told(notes: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for piece in filter(None, _BETWEEN.split(notes)):
        if (basis := _BASIS.fullmatch(piece)) is not None:
            told.setdefault("material_basis", basis[1])
        elif badge_of("materials", piece) == "material_original":
            told.setdefault("material_original", piece)
    return told
