"""Guides of which a part stands on the page, and a script puts the rest into places under their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from spiders.platforms.auto import Walk
from tests.spiders.world import World, front, guide, html, job, link, rows, walk

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = range(1, 9)
PLACES = "".join(
    f'<h3>{title}</h3><div id="v{at}"></div>' for at, title in enumerate(("设定依据", "收费标准", "常见问题"))
)


def half(number: int, *, filled: bool) -> str:
    shown = guide(number).partition("<body>")[2].partition("</body>")[0]
    places = PLACES.replace("></div>", "><p>见窗口的说明。</p></div>") if filled else PLACES
    return html(f'{shown}{places}<script src="/js/detail.js"></script>')


def shown(number: int, *, fills: bool) -> Callable[[int], str]:
    """A guide that comes half empty, and as a whole the second time, if a script fills it."""
    return lambda count: half(number, filled=fills and count > 1)


def renders(*, fills: bool) -> int:
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(*MANY))})
    for n in MANY:
        world.pages[f"/guide/{n}"] = shown(n, fills=fills)
    return sum(e.render for e in walk(world, Walk(job())) if e.kind is PageKind.GUIDE)


def test_guides_whose_places_a_browser_fills_are_all_opened_in_one() -> None:
    assert renders(fills=True) == len(MANY)


def test_guides_whose_places_stay_empty_in_a_browser_are_not_all_opened_in_one() -> None:
    assert renders(fills=False) == 2
