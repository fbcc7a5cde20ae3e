"""The calls that fill a guide's page (数据填充), where nothing in its row and its address says what they ask with.

Its page as it comes over HTTP, empty as it is, knows itself by a hidden field or by a variable of its script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.page.learned.calls import said_of
from crawler.page.learned.part_calls import learn_part_calls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.page.finds import ItemLink
    from crawler.page.learned.calls import Exchange
    from crawler.page.learned.part_calls import PartCall


def learn_page_calls(
    calls: Sequence[Exchange], item: ItemLink, values: Mapping[str, str], here: str
) -> tuple[PartCall, ...]:
    """The calls of a rendered guide that hold what its page knows itself by, the one that names its item first.

    None where no answer names it: what they bring is no guide then.
    """
    asked = learn_part_calls(calls, values, here)
    answers = {call.target.key: call.page for call in calls}
    said = {one: said_of(page, item) for one in asked if (page := answers[one.target.key]) is not None}
    named = [one for one, (_, names_item) in said.items() if names_item]
    if not named:
        return ()
    first = max(named, key=lambda one: len(said[one][0]))
    return first, *(one for one in asked if one is not first)
