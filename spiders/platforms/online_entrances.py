"""Entrances to handling items online (在线办理入口): opened once each; of those that differ in the item alone, a few.

Where an answer names the entrance, or only a browser shows what lies behind it, a few of a kind are opened. If these
lead to one place, such as the login, the others do so as well; else each is opened, unless that takes a browser.

A login that is told where to go on (`?redirect=…`) is one entrance whatever it is told: one is opened, wherever it is
named, and the others only where that is no login.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, FetchState, PageKind
from crawler.page.guides.entry_scripts import scripted_entries
from crawler.page.guides.online_entry import alike, but_for_return, is_routed, online_entries, row_entries, told_entries
from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crawler.domain.evidence import Evidence, Target
    from crawler.page.finds import ItemLink
    from crawler.page.json_page import JsonPage
    from spiders.platforms.walking import Errand

    Part = Callable[[Target, PageKind, Errand, str, str | None], Iterator[Errand]]
    Wanted = tuple[Target, Errand, str]

SAMPLED = 3
"""Entrances of a kind that are opened first."""


@dataclass(slots=True)
class _Kind:
    """Entrances that differ in the item alone."""

    asked: set[str] = field(default_factory=set)
    came: dict[str, Evidence] = field(default_factory=dict)
    held: list[Wanted] = field(default_factory=list)
    decided: bool = False
    """Whether it is known if the others are to be opened."""
    each: bool = False


@dataclass(slots=True)
class _GoingOn:
    """Entrances that differ in nothing but where they are told to go on to."""

    first: str
    known: bool = False
    """Whether it is known what the first one is."""
    login: bool = False
    held: list[tuple[Errand, Page | JsonPage, Target, bool]] = field(default_factory=list)


class OnlineEntrances:
    """Opens entrances."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._kinds: dict[tuple[str, ...], _Kind] = {}
        self._going_on: dict[tuple[str, ...], _GoingOn] = {}

    def of(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """The entrances that a guide or a part of it offers."""
        yield from self.told(errand, page, online_entries(page) if isinstance(page, Page) else told_entries(page))

    def of_row(self, errand: Errand, page: Page | JsonPage, row: ItemLink) -> Iterator[Errand]:
        """The entrance that the row of an item has, where its guide offers none."""
        offers = [*online_entries(page), *scripted_entries(page)] if isinstance(page, Page) else told_entries(page)
        if not offers:
            yield from self.told(errand, page, row_entries(row, page.url), each=False)

    def told(
        self, errand: Errand, page: Page | JsonPage, targets: Iterable[Target], *, each: bool = True
    ) -> Iterator[Errand]:
        """The same, for addresses that are known to be those of its entrances."""
        for target in targets:
            if (bare := but_for_return(target)) is not None:
                like = self._going_on.setdefault(bare, _GoingOn(target.key))
                if not like.known and like.first != target.key:
                    like.held.append((errand, page, target, each))
                if like.first != target.key and (like.login or not like.known):
                    continue
            if each and isinstance(page, Page) and not is_routed(target):
                yield from self._part(target, PageKind.ONLINE_ENTRY, errand, page.evidence, None)
                continue
            kind = self._kinds.setdefault(alike(target), _Kind())
            if kind.each or target.key in kind.asked or len(kind.asked) < SAMPLED:
                kind.asked.add(target.key)
                yield from self._part(target, PageKind.ONLINE_ENTRY, errand, page.evidence, None)
            elif not kind.decided:
                kind.held.append((target, errand, page.evidence))

    def came(self, errand: Errand, evidence: Evidence) -> Iterator[Errand]:
        """What opening one led to: the last of the first few decides about the others."""
        if errand.kind is not PageKind.ONLINE_ENTRY:
            return
        if evidence.failure is Failure.EMPTY_SHELL and not errand.render:
            return  # A browser looks again.
        yield from self._went_on(errand, evidence)
        kind = self._kinds.get(alike(errand.target))
        if kind is None or kind.decided:
            return
        kind.came[errand.target.key] = evidence
        if len(kind.came) < SAMPLED:
            return
        kind.decided = True
        kind.each = not is_routed(errand.target) and not _is_one_place([*kind.came.values()])
        held, kind.held = kind.held, []
        for target, of, parent in held if kind.each else ():
            yield from self._part(target, PageKind.ONLINE_ENTRY, of, parent, None)

    def _went_on(self, errand: Errand, evidence: Evidence) -> Iterator[Errand]:
        """Of entrances that differ in where they go on to the first one came: the others, unless it is the login."""
        bare = but_for_return(errand.target)
        like = self._going_on.get(bare) if bare is not None else None
        if like is None or like.known or like.first != errand.target.key:
            return
        like.known, like.login = True, evidence.failure is Failure.LOGIN_REQUIRED
        held, like.held = like.held, []
        for of, page, target, each in held if not like.login else ():
            yield from self.told(of, page, [target], each=each)


def _is_one_place(came: list[Evidence]) -> bool:
    """Whether some entrances opened, and showed the same: most likely the login."""
    if all(one.failure is Failure.LOGIN_REQUIRED for one in came):
        return True
    return all(one.state is FetchState.FETCHED for one in came) and len({one.sha256 for one in came}) == 1
