"""Titles of columns side by side (并列的列标题): words that head a list, and are nobody's value.

A value that begins with them is a whole list that was read as one text: nobody knows what its rows say.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from crawler.domain.elements import State
from crawler.domain.records import Faq, Fee, LegalBasisEntry, Material, Step, Window
from crawler.extract.guide.badges import badge_of
from crawler.extract.labels.dictionary import is_short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary

RowT = TypeVar("RowT")
Rows: TypeAlias = tuple[RowT, ...]
FEWEST = 2
_CERTAIN = 3
_SHORTEST = 3
_LOOKED_AT = 160
_SWALLOWED = "a list with titles over its columns was read as one text"
_OF_STEPS = ("name", "description", "limit")
_OF_LAWS = ("law", "number", "clause", "content")
_OF_WINDOWS = ("place", "hours", "phone")
_OF_QUESTIONS = ("question", "answer")


def parts_named(titles: Iterable[str], group: str, labels: LabelDictionary) -> set[str]:
    """The parts of a list that words name; what says the same as a value of its part (原件, 必要) names none."""
    words = (one for one in titles if one and is_short(one))
    return {part for one in words if (part := labels.column(group, one)) is not None and badge_of(group, one) != part}


def opens_with_titles(text: str, labels: LabelDictionary) -> bool:
    """Whether a text begins with titles of columns and goes on with at least as many other words.

    Two of them (环节名称 办理时限) may be words of something else where they are as short as 时间 and 地点.
    """
    head, _, rest = text[:_LOOKED_AT].partition(" ")
    return bool(rest) and is_short(head) and labels.answers(_opens)(text[:_LOOKED_AT])


def _opens(labels: LabelDictionary, text: str) -> bool:
    words = [word for word in text.split() if not labels.is_mark("row_columns", word)]
    titles = [*takewhile(labels.is_column_title, words)]
    if len(titles) < FEWEST or len(words) < 2 * len(titles):
        return False
    named = max(len(parts_named(titles, group, labels)) for group in labels.columns)
    return named >= _CERTAIN or (named == len(titles) == FEWEST and all(len(title) >= _SHORTEST for title in titles))


def without_swallowed(guide: ServiceGuide, labels: LabelDictionary) -> ServiceGuide:
    """The guide with gaps in place of values that are a whole list; a row named so is none where others are told."""

    def is_list(found: Reading) -> bool:
        return found.stated and opens_with_titles(found.text, labels)

    def rows_of(rows: Rows[RowT], name_of: Callable[[RowT], Reading], gap: Callable[[RowT], RowT]) -> Rows[RowT]:
        kept = tuple(row for row in rows if not is_list(name_of(row)))
        return rows if len(kept) == len(rows) else kept or tuple(map(gap, rows))

    readings = {e: _gap(found) if is_list(found) else found for e, found in guide.readings.items()}
    return replace(
        guide,
        readings=readings,
        materials=rows_of(guide.materials, lambda row: row.name, lambda row: Material(name=_gap(row.name))),
        fees=rows_of(guide.fees, lambda row: row.name, lambda row: Fee(name=_gap(row.name))),
        steps=rows_of(guide.steps, lambda row: row.name, lambda row: Step(**_each(row.name, _OF_STEPS))),
        legal_bases=rows_of(
            guide.legal_bases, lambda row: row.law, lambda row: LegalBasisEntry(**_each(row.law, _OF_LAWS))
        ),
        windows=rows_of(guide.windows, lambda row: row.place, lambda row: Window(**_each(row.place, _OF_WINDOWS))),
        faqs=rows_of(guide.faqs, lambda row: row.question, lambda row: Faq(**_each(row.question, _OF_QUESTIONS))),
    )


def _gap(found: Reading) -> Reading:
    return replace(found, state=State.UNREAD, value=None, confidence=1.0, reason=_SWALLOWED)


def _each(name: Reading, parts: tuple[str, ...]) -> dict[str, Reading]:
    return dict.fromkeys(parts, _gap(name))
