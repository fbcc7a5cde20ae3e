"""Addresses that a page makes of a value in its answer, a flow chart (流程图) or an entrance: those of other guides.

`<img src="/attach/preview?id=…">` has the number of a file in it that the answer gives under a key of its own. A
rendered guide shows what stands around that; for a value that may stand there by chance it takes two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler.domain.evidence import Target
from crawler.page.json_page import JsonPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.html import Page

_NUMBER = re.compile(r"(?=[^\W\d]*\d)[0-9A-Za-z][0-9A-Za-z_-]{15,}", re.ASCII)
"""A number (a GUID, say) that no other value of an answer has."""
_SHORTEST = 4
_FEWEST = 2

_Around = tuple[str, str, str]
"""The pointer of a value, and what stands before and behind it in the address."""


class ShownRoutes:
    """How a portal's page makes addresses of one kind from a value of its answer."""

    def __init__(self) -> None:
        self._seen: dict[_Around, set[str]] = defaultdict(set)

    def learn(self, shown: Iterable[Target], answers: Iterable[Page | JsonPage]) -> None:
        """Compare the addresses that a rendered guide shows with the answers behind it."""
        addresses = [one.url for one in shown if one.method == "GET"]
        told = _values(answers) if addresses else {}
        for url in addresses:
            for pointer, value in told.items():
                before, found, behind = url.partition(quote(value, safe=""))
                if found and value not in behind:
                    self._seen[pointer, before, behind].add(value)

    def of(self, answer: Page | JsonPage) -> Iterator[Target]:
        """The address for the guide that came as an answer; nothing where two values may be meant."""
        sure = [around for around, values in self._seen.items() if _is_sure(values)]
        told = _values([answer]) if sure else {}
        made = {before + quote(told[at], safe="") + behind for at, before, behind in sure if at in told}
        if len(made) == 1:
            yield from (Target(url=url) for url in made)


def _is_sure(values: set[str]) -> bool:
    return len(values) >= _FEWEST or any(map(_NUMBER.fullmatch, values))


def _values(answers: Iterable[Page | JsonPage]) -> dict[str, str]:
    """Texts outside of lists by pointer; none that stands differently in several answers."""
    said = {
        (at, value)
        for answer in answers
        if isinstance(answer, JsonPage)
        for at, value in answer.values()
        if isinstance(value, str) and len(value) >= _SHORTEST and not any(part.isdigit() for part in at.split("/"))
    }
    several = Counter(at for at, _ in said)
    return {at: value for at, value in said if several[at] == 1}
