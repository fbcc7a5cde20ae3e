"""Everything a guide was read to say (已读出的内容): what stands in none of it was not understood."""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import TYPE_CHECKING

from crawler.domain.values.remembered import remembered
from crawler.extract.guide.text import without_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment, ServiceGuide
    from crawler.extract.guide.draft import Draft

_CUT = re.compile(r"…|\.{3}|\{\{|\$\{")
"""Where a text is cut off, or a script has yet to fill it: nothing of the page is lost there."""
_NUMBERED = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、](?!\d)|^[①-⑳]")
"""The number of an entry, which its reading leaves out."""
_CUT_HERE = "\0"
"""Stands between texts: no page holds it."""
_PARTED = frozenset({"material_name", "fee_basis", "fee_standard"})
"""Elements whose values may be a part of their words: without the badges of a name, or a reduction behind a basis."""
_SHORTEST = 2
_SEVERAL = 2


class Said:
    """Every text that a guide was read to say, without white space; put together when somebody asks."""

    def __init__(self, guide: ServiceGuide) -> None:
        self._guide = guide

    @cached_property
    def _whole(self) -> str:
        return "".join(_CUT_HERE.join(_texts(self._guide)).split())

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(self._whole.split(_CUT_HERE))

    @cached_property
    def has(self) -> Callable[[str], bool]:
        """Whether words stand in a reading; of words that are cut off (…) what stands before."""
        return remembered(partial(_has, self._whole), dict.fromkeys(self._texts, True))

    def states(self, words: str) -> bool:
        """Whether words are the whole of a reading."""
        return words in self._texts


def _has(whole: str, words: str) -> bool:
    if words in whole:
        return True
    cut = _CUT.search(words)
    if cut is not None and words[: cut.start()] in whole:
        return True
    bare = without_kind(_NUMBERED.sub("", words))
    return bare != words and len(bare) >= _SHORTEST and bare in whole


def _texts(guide: ServiceGuide) -> Iterator[str]:
    unknown = {"".join(f"{one.label}{one.value}".split()) for one in guide.unmapped}
    swallowing = len(unknown) >= _SEVERAL
    for found in _readings(guide):
        value = found.value
        if value and not (swallowing and _swallows(value, unknown)):
            yield value
        if found.label:
            yield found.label
        if found.element in _PARTED and found.quote and found.quote != value:
            yield found.quote
    for form in _forms(guide):
        yield form.name


def _swallows(value: str, unknown: set[str]) -> bool:
    """Whether a value holds pairs whose labels nobody knows: a whole pane under its title. They were not understood."""
    words = "".join(value.split())
    size = len(words)
    return sum([pair in words for pair in unknown if len(pair) < size]) >= _SEVERAL


def _readings(guide: ServiceGuide) -> list[Reading]:
    return [*guide.readings.values(), *readings_of_rows(guide), *(form.reading for form in _forms(guide))]


def readings_of_rows(held: ServiceGuide | Draft) -> Iterator[Reading]:
    """What the rows of all lists say: materials, fees, steps, legal bases, windows and questions."""
    for material in held.materials:
        yield from (material.name, *material.readings.values())
    for fee in held.fees:
        yield from (fee.name, *fee.readings.values())
    for step in held.steps:
        yield from (step.name, step.description, step.limit)
    for basis in held.legal_bases:
        yield from (basis.law, basis.number, basis.clause, basis.content)
    for window in held.windows:
        yield from (window.place, window.hours, window.phone)
    for faq in held.faqs:
        yield from (faq.question, faq.answer)


def _forms(guide: ServiceGuide) -> Iterator[FormAttachment]:
    for material in guide.materials:
        yield from material.blank_forms
        yield from material.sample_forms
    yield from guide.forms
