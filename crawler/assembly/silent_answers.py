"""Answers of guides that hold nothing but an envelope (空应答): what says nothing, and what failed to say something.

The walk asks again what says nothing where the same call says something of other guides. Where a second look brought
what the first did not, the portal answers with nothing when it is in trouble: then what said nothing in every look is
a failed look. Where nothing ever came of it, that is how the portal says that there is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from crawler.domain.evidence import Evidence, FetchState, PageKind, Via
from crawler.page.guides.silent_answers import LARGEST, brought_at, is_silent
from crawler.page.lists.empty_answers import same_call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

SILENT = "a part of the guide was not read: an answer says nothing, as others did that said something when asked again"

_KINDS = frozenset({PageKind.GUIDE, PageKind.FRAGMENT, PageKind.API, PageKind.LIST})
_OTHERS = 3
"""Answers to a call that are read to know where it brings what was asked for."""

Asked: TypeAlias = tuple[str | None, str]


class SilentAnswers:
    """What the answers of a region say that hold next to nothing."""

    def __init__(self, evidence: Sequence[Evidence], page_of: Callable[[Evidence], Page | JsonPage | None]) -> None:
        self._evidence = evidence
        self._page_of = page_of

    def read(self, parts: Iterable[Evidence]) -> list[Evidence]:
        """The looks at a guide that are to be read: none of those that a later one repeats or brought more than."""
        return [one for one in parts if one.id not in self._passed_over]

    def missing(self, parts: Iterable[Evidence]) -> str | None:
        """Why a guide may say more than its answers do."""
        return next((SILENT for one in parts if one.id in self._silent and _host(one) in self._troubled), None)

    @cached_property
    def _answers(self) -> Mapping[tuple[object, ...], list[Evidence]]:
        """Answers by their call, of calls of which some are small."""
        found: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
        for one in self._evidence:
            came = one.state is FetchState.FETCHED and one.kind in _KINDS and one.size is not None
            if came and "json" in (one.content_type or "").lower():
                found[same_call(one.target)].append(one)
        return {call: few for call, few in found.items() if any((one.size or 0) <= LARGEST for one in few)}

    @cached_property
    def _silent(self) -> frozenset[str]:
        silent: set[str] = set()
        for answers in self._answers.values():
            small = {one.id: page for one in answers if (one.size or 0) <= LARGEST and (page := self._page_of(one))}
            largest = sorted((one for one in answers if one.id not in small), key=lambda one: -(one.size or 0))
            brought = {at for one in islice(largest, _OTHERS) for at in brought_at(self._page_of(one))}
            brought |= {at for page in small.values() for at in brought_at(page)}
            silent |= {id_ for id_, page in small.items() if is_silent(page, brought)}
        return frozenset(silent)

    @cached_property
    def _looks(self) -> Mapping[Asked, list[Evidence]]:
        """Looks at one address for one item, of those that another look repeats, in whatever way."""
        looks: dict[Asked, list[Evidence]] = defaultdict(list)
        for one in self._evidence:
            if one.state is FetchState.FETCHED and one.kind in _KINDS:
                looks[one.item, one.target.key].append(one)
        return {asked: few for asked, few in looks.items() if len(few) > 1}

    @cached_property
    def _troubled(self) -> frozenset[str]:
        """Hosts of which an answer said nothing in one look and something in another."""
        told = [(few[0], {one.id in self._silent for one in few}) for few in self._looks.values()]
        return frozenset(_host(one) for one, said in told if said == {True, False})

    @cached_property
    def _passed_over(self) -> frozenset[str]:
        """Looks that said nothing where another one said something, and what was built or called for once more.

        What a browser built of answers that said nothing shows less than the answers that came.
        """
        over: set[str] = set()
        if not self._troubled and all(one.look == 1 for one in self._evidence):
            return frozenset()
        for few in self._looks.values():
            said = [one for one in few if one.id not in self._silent]
            over |= {one.id for one in few if said and one.id in self._silent}
            built = [one for one in said if one.via is Via.BROWSER]
            last = max((one.look for one in built), default=0)
            over |= {one.id for one in built if one.look < last}
        silent = [one for one in self._evidence if one.id in self._silent and _host(one) in self._troubled]
        hollow = {one.parent for one in silent if one.kind is PageKind.API}
        return frozenset(over | {id_ for id_ in hollow if id_ is not None and self._items[id_] in self._answered})

    @cached_property
    def _items(self) -> Mapping[str, str | None]:
        return {one.id: one.item for one in self._evidence}

    @cached_property
    def _answered(self) -> frozenset[str | None]:
        """Items of which an answer says something."""
        came = (one for few in self._answers.values() for one in few if one.id not in self._silent)
        return frozenset(one.item for one in came if one.kind is not PageKind.LIST) - {None}


def _host(look: Evidence) -> str:
    return urlsplit(look.target.url).netloc
