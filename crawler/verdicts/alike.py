"""Findings of one kind all over a portal (成片的问题): more likely our fault than its own, so a person has to look.

What some checks ask about is wrong in a few guides of a hundred on real portals (docs/real_values.md): the steps take
longer than promised, a guide charges a fee and is free, a blank form is filled in. Where such a check finds a defect in
a quarter of a portal's guides, one trait of its pages was misunderstood in all of them, as far as we have ever seen.
No office is blamed for that: the check cannot tell, and what it found can be read among the withdrawn findings. What a
portal may well lack everywhere (samples, questions, an entrance) is found as often as it is missing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome
from crawler.domain.records import ServiceItem
from crawler.verdicts.bare_guides import BareGuides
from crawler.verdicts.withdrawing import withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crawler.verdicts.fold import Judged

RARE = frozenset(
    {
        "code.body_match",
        "code.level_match",
        "code.type_match",
        "fee.contradiction",
        "form.blank_is_blank",
        "form.same_template",
        "form.title_match",
        "material.one_per_row",
        "procedure.step_time_sum",
        "procedure.time_contradiction",
        "service_guide.name",
        "time_limit.case_type",
        "time_limit.promise_within_statutory",
        "time_limit.saved_time",
    }
)
"""Checks that hold two things of one guide against each other, or ask what hardly any guide does wrong."""

BARE = "service_guide.key_element_count"
"""The check that is named where what bare guides lack is held."""

LEAST = 8
"""Findings of one check below which nothing is made of how often it finds something."""
SHARE = 0.25


class RareChecks:
    """Counts what the rare checks find in a region, and holds it where it is found all over."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, Outcome]] = Counter()

    def count(self, one: Judged) -> None:
        """Take one judged item."""
        self._counts.update((v.check, v.outcome) for v in one.verdicts if v.check in RARE)

    @property
    def held(self) -> dict[str, str]:
        """The checks of which nothing is said, in order of id, each with the reason."""
        found: dict[str, str] = {}
        for check in sorted(RARE):
            wrong = self._counts[check, Outcome.FAILED]
            decided = wrong + self._counts[check, Outcome.PASSED]
            if wrong >= LEAST and wrong > SHARE * decided:
                found[check] = (
                    f"{decided}个事项中有{wrong}个查出同一类问题, 可能是本网站的页面没有读对, 未作判定, 请人工核对"
                )
        return found


def without_alike(
    read: Callable[[], Iterator[Judged]], bare: BareGuides | None = None
) -> tuple[Iterator[Judged], tuple[str, ...]]:
    """Everything judged of a region, which is read twice, and the checks that were held.

    Guides that state next to nothing are counted in `bare`.
    """
    rare, bare = RareChecks(), BareGuides() if bare is None else bare
    for one in read():
        if isinstance(one.record, ServiceItem):
            rare.count(one)
            bare.count(one.record)
    held, absences = rare.held, bare.held
    return _settled(read(), held, bare, absences), (*held, *((BARE,) if absences else ()))


def _settled(
    judged: Iterator[Judged], held: Mapping[str, str], bare: BareGuides, absences: str | None
) -> Iterator[Judged]:
    """The same records, with what is held withdrawn."""
    for one in judged:
        if not isinstance(one.record, ServiceItem) or not (held or absences):
            yield one
            continue
        verdicts = bare.settled(one.record, one.verdicts, absences) if absences else one.verdicts
        yield replace(one, verdicts=tuple(withdrawn(v, held[v.check]) if v.check in held else v for v in verdicts))
