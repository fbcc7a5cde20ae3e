"""What is asked for the guide of one item: its address, or the calls that a rendered guide of its kind made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.guides.silent_answers import brought_at
from crawler.page.json_page import JsonPage
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spiders.platforms.guide_families import Family, Wanted
    from spiders.platforms.walking import Look


def by_calls(family: Family, wanted: Wanted) -> Iterator[Errand]:
    """The guide of an item by the calls that a rendered one made; a browser where its row lacks what they hold."""
    targets = [call.of(wanted.at_its_page) for call in family.calls]
    if targets[0] is None:
        yield errand_for(wanted, render=True)
        return
    kinds = [PageKind.GUIDE, *(PageKind.FRAGMENT for _ in targets[1:])]
    for kind, target, call in zip(kinds, targets, family.calls, strict=True):
        if call.told:
            family.later[wanted.item.key] = wanted
        elif target is not None:
            yield Errand(target=target, kind=kind, parent=family.page or wanted.parent, item=wanted.item.key)


def after_first(family: Family, look: Look) -> Iterator[Errand]:
    """Calls for parts of a guide that hold what the answer to its first call says."""
    wanted = family.later.get(look.evidence.item or "")
    page = look.page() if wanted is not None and look.evidence.failure is None else None
    if page is None or (isinstance(page, JsonPage) and not brought_at(page)):
        return  # Its second look may say what they need; without it they ask for another guide.
    for call in family.calls:
        if not call.told or wanted is None:
            continue
        plain = call.of(wanted.at_its_page)
        asked = call.after(wanted.at_its_page, page) if isinstance(page, JsonPage) else ((plain,) if plain else ())
        for target in asked:
            parent = family.page or wanted.parent
            yield Errand(target=target, kind=PageKind.FRAGMENT, parent=parent, item=wanted.item.key)


def errand_for(wanted: Wanted, *, render: bool = False, skip: str | None = None) -> Errand:
    """The guide of an item at its address."""
    return Errand(
        target=wanted.target,
        kind=PageKind.GUIDE,
        parent=wanted.parent,
        item=wanted.item.key,
        render=render,
        skip=skip,
    )
