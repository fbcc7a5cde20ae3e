"""Traces (痕迹): words on the page that were read as nothing and may be an element that was not found.

An element is absent only where nothing in the guide's part of the page may be it. What may is a gap of ours, and the
reason names the words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values.fee_rows import status
from crawler.domain.values.fee_status import FeeStatus
from crawler.extract.guide_draft import gap, is_absent
from crawler.extract.guide_pieces import known_as, left_over, pieces_of, values_left, values_of
from crawler.extract.guide_trace_materials import doubt_objects, doubt_rows
from crawler.extract.guide_trace_words import LINKED, OF_FEES, OF_GUIDE, shows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Fee, ServiceGuide
    from crawler.extract.guide_html import PageReader
    from crawler.extract.guide_pieces import Piece
    from crawler.extract.guide_said import Said
    from crawler.extract.labels import LabelDictionary
    from crawler.page.json_page import JsonPage


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
    for reader in readers:
        pieces = pieces_of(reader)
        left += left_over(pieces, said, labels)
        doubt_rows(materials, pieces, said, labels, reader)
    for answer in answers:
        values = values_of(answer)
        left += values_left(values, said)
        doubt_objects(materials, values, labels, answer.evidence)
    charged = status(guide) is FeeStatus.CHARGED
    found: dict[str, Reading] = {}
    for element in OF_GUIDE:
        absent = is_absent(guide.read(element))
        if (absent or (guide.fees and element in OF_FEES)) and (charged or element not in OF_FEES):
            words = next((p.words for p in left if _may_be(element, p, labels)), None)
            if words is not None:
                found[element] = gap(element, words, guide.read(element).evidence or guide.evidence[0], "/")
    return replace(
        guide,
        readings={**guide.readings, **{e: r for e, r in found.items() if is_absent(guide.read(e))}},
        materials=tuple(materials),
        fees=tuple(_doubted_fee(fee, found) for fee in guide.fees),
    )


def _doubted_fee(fee: Fee, found: dict[str, Reading]) -> Fee:
    gaps = {e: r for e, r in found.items() if e in OF_FEES and is_absent(fee.read(e))}
    return replace(fee, readings={**fee.readings, **gaps}) if gaps else fee


def _may_be(element: str, piece: Piece, labels: LabelDictionary) -> bool:
    """Whether a piece that was read as nothing may be an element: its label, or words that show it.

    What stands behind the label of another element is plainly the value of that one.
    """
    if piece.linked:
        return element in LINKED and shows(element, piece.words)
    known = known_as(piece.words, labels)
    if known is not None:
        return known == element and not piece.placed
    return piece.label in {None, element} and shows(element, piece.words)
