"""Sums of time limits in different kinds of days (环节时限合计)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from crawler.domain.values import time_limit
from crawler.domain.values.time_limit import TimeLimit, TimeUnit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Step

_DAY = Decimal(1)
_HOUR = Decimal(1) / 8
ONE_DAY = TimeLimit(number=_DAY, unit=TimeUnit.WORKING_DAY)
"""What “at once” (即办) allows."""
_BOUNDS = {
    TimeUnit.MINUTE: (Decimal(0), _HOUR / 60),
    TimeUnit.HOUR: (Decimal(0), _HOUR),
    TimeUnit.WORKING_DAY: (_DAY, _DAY),
    TimeUnit.DAY: (Decimal(5) / 7, _DAY),
    TimeUnit.NATURAL_DAY: (Decimal(5) / 7, _DAY),
    TimeUnit.WEEK: (Decimal(5), Decimal(5)),
    TimeUnit.MONTH: (Decimal(20), Decimal(23)),
    TimeUnit.YEAR: (Decimal(240), Decimal(262)),
}
"""How many working days one unit is at least and at most."""


_BRACKET = re.compile(r"[（(]([^（）()]*)[）)]")


def limit_of_step(step: Step) -> tuple[TimeLimit, Reading] | None:
    """The one limit of a step and where it stands: in its own place, or in brackets with its name."""
    if step.limit.stated:
        found = time_limit.parse(step.limit.text)
        return (found, step.limit) if found is not None and found.sole else None
    for bracket in _BRACKET.findall(step.name.text):
        found = time_limit.parse(bracket)
        if found is not None and found.sole and (found.unit or found.immediate):
            return found, step.name
    return None


def bounds(limits: Sequence[TimeLimit], promise: TimeLimit) -> tuple[Decimal, Decimal]:
    """What the limits together are at least and at most, in units of the promise.

    A limit without a unit has that of the promise; 日 without more in a promise is taken for 工作日.
    """
    units = {limit.unit or promise.unit for limit in limits if limit.number > 0}
    if units <= {promise.unit} or promise.unit is None:
        whole = sum((limit.number for limit in limits), Decimal(0))
        return whole, whole
    least = most = Decimal(0)
    for limit in limits:
        low, high = _BOUNDS[limit.unit or promise.unit]
        least += limit.number * low
        most += limit.number * high
    low, high = _BOUNDS[promise.unit]
    return least / high, most / (high if promise.unit is TimeUnit.DAY else low or high)
