"""What one page says before it is decided: candidates for each element, lists, and labels that led nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State, made
from crawler.domain.values.page_tools import is_tool
from crawler.domain.values.remembered import remembered
from crawler.extract.guide.reversed_labels import as_asked
from crawler.page.vocabulary import CHOOSE_FIRST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Faq, Fee, FormAttachment, LegalBasisEntry, Material, Step, Unmapped, Window


UNKNOWN_KEY = "it may stand under a field name that is not known"
_BY_VALUE = 0.8
"""Confidence in an element that only its value tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One possible reading. A lower `rank` (place of the label in the dictionary) and `weakness` are believed first."""

    reading: Reading
    rank: int = 0
    weakness: int = 0


@dataclass(slots=True)
class Draft:
    """Everything that one page gave."""

    evidence: str
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    materials: list[Material] = field(default_factory=list)
    fees: list[Fee] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    legal_bases: list[LegalBasisEntry] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    faqs: list[Faq] = field(default_factory=list)
    forms: list[FormAttachment] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)
    seen: dict[str, Reading] = field(default_factory=dict)
    """Elements whose label stands on the page with no value that could be told to belong to it."""
    disputed: set[str] = field(default_factory=set)
    """Elements that two values told otherwise, each by what it is alone."""

    def rows(self, group: str) -> Sequence[object]:
        """The rows of a list so far: materials, fees, steps, legal_basis, windows, faq."""
        lists: dict[str, Sequence[object]] = {
            "materials": self.materials,
            "fees": self.fees,
            "steps": self.steps,
            "legal_basis": self.legal_bases,
            "windows": self.windows,
            "faq": self.faqs,
        }
        return lists[group]

    def add(self, reading: Reading, *, rank: int = 0, weakness: int = 0) -> None:
        """Keep one more candidate; the words of a tool of the page (大字版) are no name, nor 免费邮寄 a fee's."""
        if reading.element == "name" and reading.stated and is_tool(reading.text):
            return
        told = as_asked(reading) if reading.element == "fee_status" else reading
        if told is not None:
            self.candidates.setdefault(told.element, []).append(Candidate(reading=told, rank=rank, weakness=weakness))

    def tell(self, reading: Reading) -> bool:
        """Keep what only a value tells; False where another value told that element otherwise, and neither counts."""
        element = reading.element
        told = [c for c in self.candidates.get(element, ()) if c.reading.confidence == _BY_VALUE and c.reading.stated]
        others = [candidate for candidate in told if candidate.reading.text != reading.text]
        if others or element in self.disputed:
            self.disputed.add(element)
            for candidate in told:
                self.withdraw(candidate)
            return False
        self.add(replace(reading, confidence=_BY_VALUE), weakness=2)
        return True

    def withdraw(self, candidate: Candidate) -> None:
        """Take a candidate back that more of the page contradicts."""
        left = [one for one in self.candidates.pop(candidate.reading.element, []) if one is not candidate]
        if left:
            self.candidates[candidate.reading.element] = left


def reading(
    element: str,
    value: str | None,
    *,
    evidence: str,
    locator: str,
    label: str | None = None,
    quote: str | None = None,
    confidence: float = 1.0,
) -> Reading:
    """A stated reading, or "not stated" where the value is empty."""
    label = label.lstrip("\ufeff") if label is not None else None  # the mark of a label in brackets is on no page
    if value:
        return made(element, State.STATED, value, label, quote or value, evidence, locator, confidence)
    return made(element, State.NOT_STATED, None, label, label, evidence, locator, confidence)


def unread(element: str, reason: str, *, evidence: str, locator: str, label: str | None = None) -> Reading:
    """An element that is there and could not be read."""
    return made(element, State.UNREAD, None, label, label, evidence, locator, reason=reason)


TEMPLATE = re.compile(
    r"\{\{.*?\}\}|\$\{[^}]*\}|<%.*?%>|正在加载|加载中|数据加载"
    rf"|^\s*{CHOOSE_FIRST.pattern}[^。;；]{{0,24}}[。！!]?\s*$"
)
"""What stands where a script is to put a value, once its reader has chosen a situation (请先选择办理情形) perhaps."""


@remembered
def is_template(text: str) -> bool:
    """Whether a text waits for a script."""
    return TEMPLATE.search(text) is not None


BY_SCRIPT = "filled by a script that did not run"
_LONGEST_QUOTE = 24
_TRACE = "“{words}” stands on the page under no label that is known: it may say this"


def is_absent(found: Reading) -> bool:
    """Whether an element was found nowhere, not even as a label with an empty place."""
    return found.state is State.NOT_STATED and found.label is None


def gap(element: str, words: str, evidence: str, locator: str) -> Reading:
    """An element that words on the page may be, though they stand under no label that is known."""
    return unread(element, _TRACE.format(words=words[:_LONGEST_QUOTE]), evidence=evidence, locator=locator)
