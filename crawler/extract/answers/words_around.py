"""Words that a portal's page puts around a value of an answer (页面套语): they stand in no answer, and on every guide.

对…的决定不服，可在60日内向市人民政府申请行政复议 has the body of the guide in its middle and is otherwise the same on
each page; /attach/view?resultGuid=… is the address of a sample. Two rendered guides that differ in the value show it;
one is enough where the value is so long a number that it stands in the address by no chance.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.domain.elements import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from crawler.page.json_page import JsonPage

_ELEMENTS = frozenset({"remedy", "rights", "result_sample", "flow_chart", "traffic"})
"""Elements of which it matters that they are there: what was put together is never found fault with."""
_NUMBER = re.compile(r"(?=[^\W\d]*\d)[0-9A-Za-z][0-9A-Za-z_-]{19,}", re.ASCII)
"""The number of a file (a GUID, say) that no other value of an answer has."""
_BESIDE = re.compile(r"(?:\.{1,2}/|[\w-]+/)[\w./-]*\?\S+|\.{1,2}/[\w./-]+", re.ASCII)
"""An address that begins at the page that shows it: `./view?file=7`, `../view/7`, `att/view?file=7`."""
_SHORTEST = 4
"""Letters of a value that stands in a text by no chance."""
_FEWEST = 2
_LEARNED = 0.9
"""How sure a reading is that no page showed as a whole."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before and behind the value at a pointer of an answer, and the label that a page has for it."""

    pointer: str
    before: str
    behind: str
    label: str | None


def learn_words(guides: Iterable[tuple[ServiceGuide, Sequence[JsonPage]]]) -> dict[str, tuple[Around, ...]]:
    """The words around values for each element, from rendered guides and the answers behind each of them."""
    shown = [(_with_whole_addresses(guide), _values(answers)) for guide, answers in guides]
    found = {}
    for element in _ELEMENTS:
        stated = [(read, told) for guide, told in shown if (read := guide.read(element)).stated]
        fitting = tuple(_fitting(stated)) if stated else ()
        # A guide that shows nothing there has nothing to show, or else the words depend on more than the value.
        without = [told for guide, told in shown if not guide.read(element).stated]
        sure = tuple(one for one in fitting if not any(one.pointer in told for told in without))
        if sure:
            found[element] = sure
    return found


def _with_whole_addresses(guide: ServiceGuide) -> ServiceGuide:
    """The guide with addresses that only its own page completes (`./view?file=…`): answers come from elsewhere."""
    said = {element: read for element, read in guide.readings.items() if element in _ELEMENTS and read.stated}
    whole = {e: replace(r, value=urljoin(guide.url, r.text)) for e, r in said.items() if _BESIDE.fullmatch(r.text)}
    return replace(guide, readings={**guide.readings, **whole}) if whole else guide


def put_together(
    guide: ServiceGuide, answers: Iterable[JsonPage], around: Mapping[str, Sequence[Around]]
) -> ServiceGuide:
    """The guide, read from answers alone, with what its page would show of it, but where two values may be meant."""
    bare = [e for e in around if _is_open(guide.read(e))]
    if guide.unread or not bare:
        return guide
    told = _values(answers)
    given = {}
    for element in bare:
        said = {one.before + told[one.pointer][0] + one.behind: one for one in around[element] if one.pointer in told}
        if len(said) == 1:
            ((value, one),) = said.items()
            own, evidence = told[one.pointer]
            given[element] = replace(
                guide.read(element),
                state=State.STATED,
                value=value,
                label=one.label,
                quote=own,
                evidence=evidence,
                locator=one.pointer,
                confidence=_LEARNED,
                reason=None,
            )
    return replace(guide, readings={**guide.readings, **given}) if given else guide


def _is_open(read: Reading) -> bool:
    """Whether nothing says the element: a label over an empty place says that there is none."""
    return read.unread or (read.state is State.NOT_STATED and read.label is None)


def _fitting(stated: Sequence[tuple[Reading, Mapping[str, tuple[str, str]]]]) -> Iterator[Around]:
    """The values of the first guide around which each further guide shows the same words."""
    first, held = stated[0]
    for pointer, (value, _) in held.items():
        before, found, behind = first.text.partition(value)
        if not found or value in behind or not (before or behind):
            continue
        values = [told[pointer][0] if pointer in told else None for _, told in stated]
        fits = all(
            one is not None and read.text == before + one + behind
            for one, (read, _) in zip(values, stated, strict=True)
        )
        if fits and (len(set(values)) >= _FEWEST or _NUMBER.fullmatch(value)):
            yield Around(pointer, before, behind, first.label)


def _values(answers: Iterable[JsonPage]) -> dict[str, tuple[str, str]]:
    """Texts outside of lists by pointer, each with its evidence; none that stands differently in several answers."""
    held = [
        (at, " ".join(value.split()), answer.evidence)
        for answer in answers
        for at, value in answer.values()
        if isinstance(value, str) and not any(part.isdigit() for part in at.split("/"))
    ]
    said = {(at, value): evidence for at, value, evidence in held if len(value) >= _SHORTEST}
    several = Counter(at for at, _ in said)
    return {at: (value, evidence) for (at, value), evidence in said.items() if several[at] == 1}
