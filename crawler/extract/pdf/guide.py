"""Guides published as PDF (PDF 办事指南): a page of paragraphs and tables, and what of it is in doubt.

A PDF knows letters and places only. Where these do not tell whether a line goes on with the one above, the guide is
read both ways, and what the two readings do not agree on is a gap of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING

from crawler.domain.elements import Reading, State
from crawler.extract.gaps.remains import with_doubts
from crawler.extract.guide.draft import unread
from crawler.extract.pdf.blocks import laid_out, written
from crawler.extract.pdf.loose import loose_lines
from crawler.extract.pdf.page import pages_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.records import Material, ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary

LOOSE = "short lines of the file stand under nothing that is known"
IN_DOUBT = "the lines of the file can be read in two ways"
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ROWS = {
    "steps": ("procedure",),
    "fees": ("fee_name", "fee_standard", "fee_basis", "fee_reduction", "fee_reduction_basis", "online_payment"),
    "windows": ("place", "hours", "consultation_phone"),
    "legal_bases": ("legal_basis",),
    "faqs": ("faq",),
}
"""Lists of a guide, and the elements that their rows state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """A PDF as HTML; `otherwise` is the same with every doubt decided the other way, None where there is none."""

    html: str
    otherwise: str | None = None
    pictures: int = 0
    drawn: bool = False
    lost: str | None = None
    torn: bool = False
    """Whether rows of lists are among what was lost."""
    loose: tuple[str, ...] = ()
    """Short lines that nothing announces."""


def text_of_pdf(body: bytes, labels: LabelDictionary) -> PdfText:
    """The paragraphs and tables of a PDF. Raises BrokenFileError and LockedFileError."""
    pages = pages_of(body)
    laid = laid_out(pages, lambda words: labels.exact(words) is not None or labels.is_title(words))
    html, doubted, shown = written(laid, glued=True)
    loose = loose_lines(shown, partial(_kind, labels), max((page.width for page in pages), default=0))
    return PdfText(
        html=_UNFIT.sub("", html),
        otherwise=_UNFIT.sub("", written(laid, glued=False)[0]) if doubted else None,
        pictures=laid.pictures,
        drawn=any(page.drawn for page in pages),
        lost="; ".join(dict.fromkeys(laid.lost)) or None,
        torn=laid.torn,
        loose=tuple(loose),
    )


def _kind(labels: LabelDictionary, words: str) -> str | None:
    """The element of a label, or that words are a title; None for any other."""
    known = labels.exact(words)
    if known is not None:
        return known.element
    return "title" if labels.is_title(words) else None


def without_loose(guide: ServiceGuide, loose: Sequence[str], labels: LabelDictionary) -> ServiceGuide:
    """The guide with what holds a line that nothing announces unread; where there are more, its lists and absences."""
    bare = ["".join(line.split()) for line in loose]
    held = {
        e: _gap(e, guide, LOOSE)
        for e, found in guide.readings.items()
        if found.stated and any(line in _bare(found) for line in bare)
    }
    guide = replace(guide, readings={**guide.readings, **held})
    return without_rows(guide, LOOSE, labels, torn=False) if len(loose) > 1 else guide


def without_rows(guide: ServiceGuide, reason: str, labels: LabelDictionary, *, torn: bool) -> ServiceGuide:
    """The guide with its lists unread: what is left of them may be pieces of their rows.

    `torn` says that something was taken out of the text, so that what stood behind it may stand behind another label.
    """
    told = {e for elements in _ROWS.values() for e in elements} | ({"conditions"} if torn else set())
    gaps = {e: _gap(e, guide, reason) for e in told if torn or guide.read(e).label is None}
    gaps |= {e: _gap(e, guide, reason) for e in ("material_name", "materials", "procedure")}
    bare = replace(
        guide, readings={**guide.readings, **gaps}, materials=(), steps=(), fees=(), windows=(), legal_bases=(), faqs=()
    )
    return with_doubts(bare, reason, labels)


def agreed(one: ServiceGuide, other: ServiceGuide, labels: LabelDictionary) -> ServiceGuide:
    """What two readings of one file agree on; everything else is unread."""
    if one.unread or other.unread:
        return one if one.unread else other
    elements = one.readings.keys() | other.readings.keys()
    apart = {e for e in elements if not _is_same(one.read(e), other.read(e))}
    named = [m.name.text for m in one.materials] == [m.name.text for m in other.materials]
    lists = {rows for rows in _ROWS if _texts(getattr(one, rows)) != _texts(getattr(other, rows))}
    if not apart and named and not lists:
        return replace(one, materials=tuple(map(_material, one.materials, other.materials)))
    apart |= set() if named else {"material_name", "materials"}
    apart |= {"procedure"} if "steps" in lists else set()
    guide = replace(
        one,
        readings={**one.readings, **{e: _gap(e, one, IN_DOUBT) for e in apart}},
        materials=tuple(map(_material, one.materials, other.materials)) if named else (),
        steps=() if "steps" in lists else one.steps,
        fees=() if "fees" in lists else one.fees,
        windows=() if "windows" in lists else one.windows,
        legal_bases=() if "legal_bases" in lists else one.legal_bases,
        faqs=() if "faqs" in lists else one.faqs,
    )
    # Where the lists are the same, what both readings miss is nowhere in either.
    return guide if named and not lists else with_doubts(guide, IN_DOUBT, labels)


def _material(one: Material, other: Material) -> Material:
    return replace(
        one,
        readings={
            e: found
            if _is_same(found := one.read(e), other.read(e))
            else replace(found, state=State.UNREAD, value=None, reason=IN_DOUBT)
            for e in one.readings.keys() | other.readings.keys()
        },
    )


def _is_same(one: Reading, other: Reading) -> bool:
    return one.state is other.state and _bare(one) == _bare(other)


def _bare(found: Reading) -> str:
    return "".join(found.text.split())


def _texts(rows: Sequence[object]) -> list[list[str]]:
    """What rows say, without their places."""
    return [
        [_bare(part) for one in fields(row) for part in _readings(getattr(row, one.name))]  # type: ignore[arg-type]
        for row in rows
    ]


def _readings(value: object) -> list[Reading]:
    if isinstance(value, Reading):
        return [value]
    return [value[e] for e in sorted(value)] if isinstance(value, dict) else []


def _gap(element: str, guide: ServiceGuide, reason: str) -> Reading:
    found = guide.read(element)
    return unread(
        element, reason, evidence=found.evidence or guide.evidence[0], locator=found.locator or "/", label=found.label
    )
