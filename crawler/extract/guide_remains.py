"""What of a guide was not understood (未读懂的部分): words on the page that stand in no reading.

A page in a layout of its own may be read in part only. Where much of it is left over, an element that was not found may
stand in what is left: it is a gap of ours, and no absence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from crawler.domain.elements import Reading, State
from crawler.extract.guide_draft import unread
from crawler.extract.guide_unknown import element_of
from crawler.extract.json_words import plain_text
from crawler.extract.label_words import is_latin
from crawler.extract.labels import is_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.domain.records import Material, ServiceGuide
    from crawler.extract.guide_boxes import Box
    from crawler.extract.guide_html import PageReader
    from crawler.extract.labels import LabelDictionary
    from crawler.page.json_page import JsonPage

_ENOUGH = 0.93
"""Share of a guide's characters that have to be understood; pages that were read well have 0.95 and more."""
_FEWEST = 200
"""Characters below which a share says nothing."""
_PIECES = re.compile(r"[：:\n；;｜|、，]|\s{2,}|[\u3000\xa0]+")
_ORNAMENTS = '\ufeff。．.·•（）()【】[]“”"-—*'
"""Signs that a value may have lost at its ends."""
_CUT = re.compile(r"…|\.{3}|\{\{|\$\{")
"""Where a text is cut off, or a script has yet to fill it: nothing of the page is lost there."""
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{2}")
_SHORTEST = 2
_ANCHOR = 4
_REASON = "{share:.0%} of the page were understood: it may stand in the rest"
_LEFT = "words of this kind stand on the page under no label that is known"
_LONGEST_LEFT = 500


def with_gaps(
    guide: ServiceGuide, readers: Sequence[PageReader], answers: Sequence[JsonPage], labels: LabelDictionary
) -> ServiceGuide:
    """The guide with gaps in place of absences where its pages hold words that nobody understood."""
    said = _Said(guide)
    runs = [run for reader in readers for run in _runs(reader, said, labels)]
    runs += (run for answer in answers for run in _values(answer, said))
    total = sum(len(words) for words, _ in runs)
    if total < _FEWEST:
        return guide
    left = [words for words, understood in runs if not understood]
    share = 1 - sum(map(len, left)) / total
    if share < _ENOUGH:
        return _doubted(guide, _REASON.format(share=share), labels)
    meant = {element_of("", words[:_LONGEST_LEFT]) for words in left} - {None}
    lost = {e: r for e in meant if e is not None and not (r := guide.read(e)).stated and r.label is None}
    if not lost:
        return guide
    gaps = {e: unread(e, _LEFT, evidence=r.evidence or guide.evidence[0], locator="/") for e, r in lost.items()}
    return replace(guide, readings={**guide.readings, **gaps})


def _runs(reader: PageReader, said: _Said, labels: LabelDictionary) -> list[tuple[str, bool]]:
    """The runs of text of a guide and whether each was understood, from the first that was read to the last."""
    first = min((hit.start for hit in reader.hits), default=0)
    runs = [
        (words, _is_known(words, labels), said.has(words))
        for box in _inside(reader.root, first)
        for kid in box.kids
        if isinstance(kid, str)
        for piece in _PIECES.split(kid)
        if len(words := "".join(piece.split()).strip(_ORNAMENTS)) >= _SHORTEST and not is_latin(words)
    ]
    read = [n for n, (words, _, is_said) in enumerate(runs) if is_said and len(words) >= _ANCHOR]
    own = runs[read[0] : read[-1] + 1] if read else []
    return [(words, is_title or is_said) for words, is_title, is_said in own]


def _values(answer: JsonPage, said: _Said) -> Iterator[tuple[str, bool]]:
    """The texts of an answer and whether each was understood, of those objects that something was understood of."""
    objects: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for pointer, value in answer.values():
        if isinstance(value, str) and _SPOKEN.search(value):
            words = "".join(plain_text(value).split()).strip(_ORNAMENTS)
            objects[pointer.rpartition("/")[0]].append((words, said.has(words)))
    for runs in objects.values():
        if any(understood for _, understood in runs):
            yield from runs


def _inside(root: Box, first: int) -> Iterator[Box]:
    """The boxes of the guide that are no links: what they lead to is another page."""
    end = 0
    for box in root.walk():
        if box.start < end:
            continue
        if box.outside or box.tag in {"a", "button"}:
            end = box.end
        elif box.start >= first:
            yield box


class _Said:
    """Every text that a guide was read to say, without white space."""

    def __init__(self, guide: ServiceGuide) -> None:
        lists = (guide.materials, guide.fees, guide.steps, guide.legal_bases, guide.windows, guide.faqs, guide.forms)
        texts = {"".join(text.split()) for text in _texts((*guide.readings.values(), *lists))}
        self._texts = texts
        self._whole = "\n".join(texts)

    def has(self, words: str) -> bool:
        """Whether words stand in a reading; of words that are cut off (…) what stands before."""
        return words in self._texts or words in self._whole or _CUT.split(words)[0] in self._whole


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, Reading):
            yield from (text for text in (value.value, value.label) if text)
        elif isinstance(value, str):
            yield value
        elif isinstance(value, tuple | list):
            yield from _texts(value)
        elif isinstance(value, dict):
            yield from _texts(value.values())
        elif is_dataclass(value) and not isinstance(value, type):
            yield from _texts(getattr(value, f.name) for f in fields(value) if f.name in _SPEAKING)


_SPEAKING = frozenset(
    {
        "name", "readings", "blank_forms", "sample_forms", "description", "limit", "law", "number", "clause", "content",
        "place", "hours", "phone", "question", "answer", "reading",
    }
)  # fmt: skip
"""Fields of the rows that hold words of the page."""


def _is_known(words: str, labels: LabelDictionary) -> bool:
    """Whether words are a label, a title or a button."""
    return is_short(words) and (labels.element_of(words) is not None or labels.is_title(words))


def _doubted(guide: ServiceGuide, reason: str, labels: LabelDictionary) -> ServiceGuide:
    """The guide with its absences turned into gaps; a label with an empty place stays what it is."""
    own = [element for element in labels.elements if element.startswith("material_")]

    def material(one: Material) -> Material:
        gaps = {
            e: unread(e, reason, evidence=one.name.evidence or "", locator=one.name.locator or "/")
            for e in (*own, "blank_form", "sample_form")
            if e not in one.readings or _is_absent(one.readings[e])
        }
        return replace(one, readings={**one.readings, **gaps})

    return replace(
        guide,
        gaps=guide.gaps or reason,
        readings={e: r for e, r in guide.readings.items() if not _is_absent(r)},
        materials=tuple(material(one) for one in guide.materials),
    )


def _is_absent(found: Reading) -> bool:
    return found.state is State.NOT_STATED and found.label is None
