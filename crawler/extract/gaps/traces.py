"""Traces (痕迹): words on the page that were read as nothing and may be an element that was not found.

An element is absent only where nothing in the guide's part of the page may be it. What may is a gap of ours, and the
reason names the words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values.fee_rows import status
from crawler.domain.values.fee_status import FeeStatus
from crawler.domain.values.placeholder import says_nothing
from crawler.domain.values.step_words import StepFamily, families
from crawler.extract.gaps.pieces import (
    ORNAMENTS,
    Columns,
    Piece,
    known_as,
    left_over,
    pieces_of,
    values_left,
    values_of,
)
from crawler.extract.gaps.trace_layers import doubt_layers
from crawler.extract.gaps.trace_materials import doubt_objects, doubt_rows
from crawler.extract.gaps.trace_words import LINKED, OF_FEES, OF_GUIDE, SHOWS, SHOWS_OF_MATERIAL, is_prose
from crawler.extract.guide.draft import gap, is_absent
from crawler.extract.guide.prose import is_deed
from crawler.extract.html.far import WINDOW_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Fee, Material, ServiceGuide
    from crawler.extract.gaps.said import Said
    from crawler.extract.html.page import PageReader
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BLOCK = 3
"""Lines from which on a value may be a block with labels of its own."""
_MATERIALS = re.compile(r"(?:材料|资料|证件)(?![^，。；]{0,4}[？?])")
_FEWEST_NAMES, _FEWEST_FAMILIES = 2, 4
_ASKED = tuple(sorted(OF_GUIDE))


def with_traces(
    guide: ServiceGuide,
    readers: Sequence[PageReader],
    answers: Sequence[JsonPage],
    said: Said,
    labels: LabelDictionary,
) -> ServiceGuide:
    """The guide with gaps in place of absences that words on its pages may say."""
    materials = list(guide.materials)
    left: list[Piece] = []
    chart: str | None = None
    for number, reader in enumerate(readers):
        pieces = pieces_of(reader)
        chart = chart or _first_of_chart(pieces, reader)
        is_part = number > 0 and "<body" not in reader.page.text.lower()
        left += left_over(pieces, Columns(reader), said, reader.labels, is_part=is_part)
        doubt_rows(materials, pieces, said, reader.labels, reader)
        doubt_layers(materials, pieces)
    for answer in answers:
        values = values_of(answer)
        left += values_left(values, said, labels)
        doubt_objects(materials, values, labels, answer)
    left += _under_unknown(guide, said, labels)
    _doubt_basis_of_all(materials, left)
    known_by = labels.answers(known_as)
    told = [(piece, None if piece.linked else known_by(piece.words)) for piece in left]
    charged = status(guide) is FeeStatus.CHARGED
    found: dict[str, Reading] = {}
    for element in _ASKED:
        absent = is_absent(guide.read(element)) and not _is_empty_column(guide, element)
        if (absent or (guide.fees and element in OF_FEES)) and (charged or element not in OF_FEES):
            words = _trace_of(element, told)
            words = chart if words is None and element == "procedure" else words
            if words is not None:
                found[element] = gap(element, words, guide.read(element).evidence or guide.evidence[0], "/")
    return replace(
        guide,
        readings={**guide.readings, **{e: r for e, r in found.items() if is_absent(guide.read(e))}},
        materials=tuple(materials),
        fees=tuple(_doubted_fee(fee, found) for fee in guide.fees),
    )


def _doubt_basis_of_all(materials: list[Material], left: Sequence[Piece]) -> None:
    """Put gaps for the basis of all materials, where words that nobody read cite a law and speak of materials."""
    cites = SHOWS_OF_MATERIAL["material_basis"]
    told = next((p.words for p in left if not p.linked and _MATERIALS.search(p.words) and cites(p.words)), None)
    for number, one in enumerate(materials) if told is not None else ():
        if is_absent(own := one.read("material_basis")):
            doubted = gap(own.element, told or "", one.name.evidence or "", one.name.locator or "/")
            materials[number] = replace(one, readings={**one.readings, own.element: doubted})


def _under_unknown(guide: ServiceGuide, said: Said, labels: LabelDictionary) -> Iterator[Piece]:
    """What stands under labels that nobody knows, alone and behind its label, though the same words stand elsewhere.

    5个工作日 under such a label may be a limit of the guide, whatever else takes five days.
    """
    known_by = labels.answers(known_as)
    for one in guide.unmapped:
        label = "".join(one.label.split()).strip(ORNAMENTS)
        told = one.value.split()
        if not _CHINESE.search(label) or known_by(label) is not None or says_nothing(one.value):
            continue
        if len(told) >= _BLOCK and sum(said.has(words) or known_by(words) is not None for words in told) * 2 >= len(
            told
        ):
            continue  # the title of a block of which each part was read
        value = "".join(told).strip(ORNAMENTS)
        yield Piece(value)
        if is_prose(f"{label}：{value}"):
            yield Piece(f"{label}：{value}")


def _is_empty_column(guide: ServiceGuide, element: str) -> bool:
    """Whether the windows have a column for it, in which nothing stands."""
    part = WINDOW_PARTS.get(element)
    return part is not None and any(getattr(w, part).label is not None for w in guide.windows)


def _doubted_fee(fee: Fee, found: dict[str, Reading]) -> Fee:
    gaps = {e: r for e, r in found.items() if e in OF_FEES and is_absent(fee.read(e))}
    return replace(fee, readings={**fee.readings, **gaps}) if gaps else fee


def _trace_of(element: str, told: Sequence[tuple[Piece, str | None]]) -> str | None:
    """The first piece that was read as nothing and may be an element: its label, or words that show it.

    What stands behind the label of another element is plainly the value of that one.
    """
    shows, may_be_linked, labelled = SHOWS[element], element in LINKED, {None, element}
    for piece, known in told:
        if piece.linked:
            may_be = may_be_linked and shows(piece.words)
        elif known is not None:
            may_be = known == element and not piece.placed
        else:
            may_be = piece.label in labelled and shows(piece.words)
        if may_be:
            return piece.words
    return _first_of_deeds(told) if element == "procedure" else None


def _first_of_deeds(told: Sequence[tuple[Piece, str | None]]) -> str | None:
    """The first step of a chart under no title: pieces that together say how an item goes, some of them names alone."""
    pieces = [piece for piece, known in told if not piece.linked and piece.label is None and known is None]
    names = list(dict.fromkeys(piece.words for piece in pieces if is_deed(piece.words)))
    said = frozenset[StepFamily]().union(*(families(piece.words) for piece in pieces))
    return names[0] if len(names) >= _FEWEST_NAMES and len(said) >= _FEWEST_FAMILIES else None


def _first_of_chart(pieces: Sequence[Piece], reader: PageReader) -> str | None:
    """The first of as many names of steps as a procedure has, drawn alike in boxes of their own.

    受理 is a word of many a value (互联网受理): that it stands in one does not say that it was read here.
    """
    drawn: dict[tuple[str, str], list[str]] = {}
    for piece in pieces:
        box = reader.root.order[piece.at]
        if not (piece.linked or piece.placed) and is_deed(piece.words) and "".join(box.words.split()) == piece.words:
            drawn.setdefault(box.kind, []).append(piece.words)
    for names in drawn.values():
        if len(frozenset[StepFamily]().union(*map(families, names))) >= _FEWEST_FAMILIES:
            return names[0]
    return None
