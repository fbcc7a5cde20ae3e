"""Columns of materials that offices call alike and fill otherwise (同名异义的列): 材料类型 over 原件, 复印件, 原件.

材料类型, 材料形式 and 材料形态 are the kind of a document in one system, its medium in the next, and original or copy
in a third. What such a column is its values say: all of them, so that one strange word leaves it what it is called.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import named
from crawler.extract.guide.value_kinds import KEPT, TAKEN, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material

_NUMBER = r"[\d一二两三四五六七八九十]{1,3}"
_COUNT = rf"(?:\s*[：:]?\s*各?(?:一式)?{_NUMBER}\s*[份张套]?)?"
_ASIDE = r"(?:\s*[(（][^()（）]{2,20}[)）])?"
_JOINT = r"\s*(?:或者|以及|[和及与/、或，,；;+]|\s)?\s*"
_PAPER = r"(?:加盖公章的?)?(?:原件|复印件|影印件|正本|副本)"
_ELECTRONIC = r"(?:电子(?:件|版|证照|材料|文件|文档)|扫描件)"
_ORIGINALS = re.compile(rf"(?:{TAKEN}{_PAPER}{KEPT}{_COUNT}{_ASIDE}(?:{_JOINT}(?!$)|$))+")
_ORIGINALS_TOO = re.compile(rf"(?:{TAKEN}(?:{_PAPER}|{_ELECTRONIC}){KEPT}{_COUNT}{_ASIDE}(?:{_JOINT}(?!$)|$))+")
"""原件 and 复印件 beside 电子件: what is handed in of each, the original or something else."""
_MEDIUM = re.compile(rf"{_ELECTRONIC}|纸质件")
_KINDS = re.compile(rf"(?:原件|复印件)\s*[:：]?\s*{_NUMBER}\s*份")
_AMBIGUOUS = ("material_type", "material_form")
_OWN = {"material_type": "material_form", "material_form": "material_type"}
_NONE = frozenset({"/", "-", "—", "无", "——", "--", "\\"})


def counted(readings: dict[str, Reading]) -> None:
    """原件1份、复印件1份 under the copies says as well whether the original is asked for, and the other way round."""
    copies, own = readings.get("material_copies"), readings.get("material_original")
    if copies is not None and copies.stated and (own is None or not own.stated) and _KINDS.search(copies.text):
        readings["material_original"] = replace(copies, element="material_original")
    elif own is not None and own.stated and (copies is None or not copies.stated) and _KINDS.search(own.text):
        readings["material_copies"] = replace(own, element="material_copies")


def is_counted(readings: Mapping[str, Reading], notes: str) -> bool:
    """Whether a row says by itself how many of a paper it wants, and notes (彩色，两张) only what that is like."""
    own = readings.get("material_original")
    return own is not None and own.stated and _KINDS.search(own.text) is not None and "复印" not in notes


def by_values(materials: Sequence[Material]) -> Sequence[Material]:
    """The rows of one list, each column of an ambiguous name under the part that its values tell."""
    meant = {column: part for column in _AMBIGUOUS if (part := _meant(materials, column)) is not None}
    parts = [*meant.values()]
    meant = {c: part for c, part in meant.items() if parts.count(part) == 1}
    meant = {c: part for c, part in meant.items() if part in meant or not _says(materials, part)}
    return [_called(material, meant) for material in materials] if meant else materials


def _meant(materials: Sequence[Material], column: str) -> str | None:
    """The part of a material that all values of a column are of; None where it is the one that it is called."""
    read = [reading for m in materials if (reading := m.readings.get(column)) is not None]
    said = {" ".join(r.text.split()).rstrip("。") for r in read if r.stated} - _NONE
    if not said or any(r.unread for r in read):
        return None
    if all(map(_ORIGINALS.fullmatch, said)):
        return "material_original"
    if column == "material_form":
        return _OWN[column] if told("materials", said) == _OWN[column] and said != {"其他"} else None
    if any(map(_ORIGINALS.fullmatch, said)) and all(map(_ORIGINALS_TOO.fullmatch, said)):
        return "material_original"
    medium = all(_MEDIUM.fullmatch(each) or told("materials", (each,)) == _OWN[column] for each in said)
    return _OWN[column] if medium else None


def _says(materials: Sequence[Material], part: str) -> bool:
    return any((own := m.readings.get(part)) is not None and (own.stated or own.unread) for m in materials)


def _called(material: Material, meant: Mapping[str, str]) -> Material:
    """A row with its columns under what they are, the empty ones too, and the count that stands with an original."""
    moved = {meant[c]: named(r, meant[c]) for c, r in material.readings.items() if c in meant}
    readings = {**{c: r for c, r in material.readings.items() if c not in meant}, **moved}
    counted(readings)
    return replace(material, readings=readings)
