"""The code lists of a portal (数据字典) that its pages ask for beside what they show: they belong to every guide of it.

A rendered page asks for them once, whichever page it is; guides that are read from their answers alone need them too.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.domain.evidence import WALKED, FetchState, PageKind, Via
from crawler.extract.answers.codes import is_of_codes
from crawler.page.json_page import JsonPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.domain.evidence import Evidence
    from crawler.page.html import Page

_MOST = 200
"""Answers that are looked at."""


def code_lists(
    evidence: Sequence[Evidence], page_of: Callable[[Evidence], Page | JsonPage | None]
) -> tuple[JsonPage, ...]:
    """The answers of rendered pages that hold code lists and nothing else: of one request, the first."""
    kinds = {one.id: one.kind for one in evidence}
    answers = [
        one
        for one in evidence
        if one.kind is PageKind.API and one.via is Via.BROWSER and one.state is FetchState.FETCHED
    ]
    times = Counter(one.target.key for one in answers)
    asked: dict[str, Evidence] = {}
    for one in answers:
        if times[one.target.key] > 1 or kinds.get(one.parent or "") in WALKED:
            asked.setdefault(one.target.key, one)
    pages = (page_of(one) for one in list(asked.values())[:_MOST])
    return tuple(page for page in pages if isinstance(page, JsonPage) and is_of_codes(page))
