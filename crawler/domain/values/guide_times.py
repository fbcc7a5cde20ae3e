"""The two time limits of a guide (法定与承诺办结时限) as values that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.values import case_type, time_limit
from crawler.domain.values.time_limit import TimeLimit, TimeUnit

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_HOURS = {
    TimeUnit.MINUTE: 1 / 60,
    TimeUnit.HOUR: 1,
    TimeUnit.DAY: 24,
    TimeUnit.WORKING_DAY: 24,
    TimeUnit.NATURAL_DAY: 24,
}


def limit_of(guide: ServiceGuide, element: str) -> TimeLimit | None:
    """One limit of the guide; None where it is not stated, says “none”, or holds several limits."""
    reading = guide.read(element)
    limit = time_limit.parse(reading.text) if reading.stated else None
    return limit if limit is not None and limit.sole else None


def is_immediate_case(guide: ServiceGuide) -> bool:
    """Whether the guide calls itself 即办件."""
    return case_type.parse(guide.read("case_type").text) is case_type.CaseType.IMMEDIATE


def is_within_a_day(limit: TimeLimit) -> bool | None:
    """Whether the limit is at once or within one day; None for a number without a unit above 0."""
    if limit.immediate or limit.number == 0:
        return True
    if limit.unit is None:
        return None
    hours = _HOURS.get(limit.unit)
    return hours is not None and float(limit.number) * hours <= 24
