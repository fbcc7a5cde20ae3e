"""Guides whose parts and pages come by calls: a few are rendered, however their addresses are built."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler.domain.evidence import PageKind, Target
from crawler.page.guides.hidden_parts import own_values
from crawler.page.html import Page
from crawler.page.learned.families import family_of
from spiders.platforms.auto import Walk
from spiders.platforms.walking import Errand, Look
from tests.spiders.world import PORTAL, World, front, guide, html, job, link, rows, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MANY = range(1, 13)
BASE = (("k2", "要带什么"), ("k3", "怎么收钱"))
FURTHER = (*BASE, ("k4", "到哪里办"))


def _address(number: int) -> str:
    """The address of a guide, in a folder of the day on which it was published."""
    return f"/zn/2026/{number % 9 + 1}/{number}/sx_{60000 + number}.html"


def _in_its_department(number: int) -> str:
    """The address of a guide, in the folder of its department."""
    return f"/zn/{('rst', 'mzt', 'gat', 'jyt')[number % 4]}/{60000 + number}.html"


def _page(number: int, panels: tuple[tuple[str, str], ...], script: str = "") -> str:
    bar = "".join(f'<a href="#{place}">{words}</a>' for place, words in (("k1", "事项说明"), *panels))
    empty = "".join(f'<div id="{place}"></div>' for place, _ in panels)
    shown = guide(number).partition("<body>")[2].partition("</body>")[0]
    return html(f'<p>{bar}</p><div id="k1">{shown}</div>{empty}<script src="/zn.js"></script>{script}')


class Paneled(World):
    """Guides with panels that a click fills; a browser clicks them all, as many as a guide has."""

    def __init__(
        self,
        panels: Mapping[int, tuple[tuple[str, str], ...]],
        *,
        variable: bool = False,
        at: Callable[[int], str] = _address,
        part: str = "/part",
    ) -> None:
        listed = rows(*panels)
        for n in panels:
            listed = listed.replace(f'"/guide/{n}"', f'"{at(n)}"')
        super().__init__({"/": front(link("/list", "事项清单")), "/list": html(listed)})
        self.calls: dict[str, list[str]] = {}
        for n, own in panels.items():
            number = 60000 + n if not variable else 880000 + n
            folder = at(n).rpartition("/")[0].rpartition("/")[2]
            asked = [f"{part.format(folder)}?of={number}&nr={place[1:]}" for place, _ in own]
            self.pages[at(n)] = _page(n, own, f"<script>var N = {number};</script>" if variable else "")
            self.pages |= {one: html("<p>本人有效身份证件原件一份</p>") for one in asked}
            self.calls[at(n)] = asked

    def look(self, errand: Errand) -> Look:
        came = super().look(errand)
        made = self.calls.get("/" + errand.target.url.removeprefix(PORTAL), []) if errand.render else []
        calls = [self.look(Errand(target=Target(url=PORTAL + one[1:]), kind=PageKind.API)) for one in made]
        return replace(came, calls=tuple(calls))


def _seen(world: World) -> tuple[int, dict[str, int]]:
    """How many guides were rendered, and how many parts of each were asked for over HTTP."""
    errands = walk(world, Walk(job()))
    parts = [e for e in errands if e.kind is PageKind.FRAGMENT and "/part?" in e.target.url and not e.render]
    asked = dict.fromkeys((e.item or "" for e in parts), 0)
    for e in parts:
        asked[e.item or ""] += 1
    return sum(e.render for e in errands if e.kind is PageKind.GUIDE), asked


@pytest.mark.parametrize("variable", [False, True], ids=["told by the address", "told by a number of the script"])
def test_guides_in_folders_of_their_days_are_of_one_kind(variable: bool) -> None:
    rendered, asked = _seen(Paneled(dict.fromkeys(MANY, BASE), variable=variable))

    assert rendered == 1
    assert [*asked.values()] == [2] * len(MANY)


@pytest.mark.parametrize(("part", "most"), [("/part", 1), ("/{}/part", 4)], ids=["of all", "of each department"])
def test_guides_of_departments_have_their_parts_asked_for_as_one_department_showed(part: str, most: int) -> None:
    """Where no folder of a department stands in the address of a part; else each department has one rendered."""
    rendered, asked = _seen(Paneled(dict.fromkeys(MANY, BASE), at=_in_its_department, part=part))

    assert rendered == most
    assert [*asked.values()] == [2] * len(MANY)


def test_a_guide_with_a_part_that_no_rendered_one_had_is_rendered() -> None:
    panels = {n: FURTHER if n in {5, 9} else BASE for n in MANY}
    rendered, asked = _seen(Paneled(panels))

    assert rendered == 2
    assert sorted(asked.values()) == [2] * (len(MANY) - 2) + [3, 3]


def test_guides_that_all_have_other_parts_are_not_all_rendered() -> None:
    panels = {n: (*BASE, ("k4", f"第{chr(0x4E00 + n)}种")) for n in range(1, 21)}
    rendered, asked = _seen(Paneled(panels))

    assert rendered == 6
    assert len(asked) == 20


class Shells(World):
    """Guides of which every `each` is but a shell, filled by one call that holds what `told` tells of it."""

    def __init__(self, each: int, told: str, *, answered: bool = True) -> None:
        listed = rows(*MANY)
        super().__init__({"/": front(link("/list", "事项清单"))})
        self.shells: dict[str, int] = {}
        for n in MANY:
            name = {"address": str(4711000 + n), "piece": f"sx_{4711000 + n}.html"}.get(told, f"sx{chr(96 + n)}.html")
            listed = listed.replace(f'"/guide/{n}"', f'"/guide/{name}"')
            field = f'<input type="hidden" id="sx" value="{4711000 + n}">' if told == "page" else ""
            script = '<div id="app"></div><script>fetch("/api/zn?sx=" + sx()).then(show)</script>'
            self.pages[f"/guide/{name}"] = guide(n) if n % each else html(field + script)
            self.pages[f"/api/zn?sx={4711000 + n}"] = guide(n) if answered else html("<p>无</p>")
            self.shells |= {f"/guide/{name}": n} if n % each == 0 else {}
        self.pages["/list"] = html(listed)

    def look(self, errand: Errand) -> Look:
        came = super().look(errand)
        number = self.shells.get("/" + errand.target.url.removeprefix(PORTAL)) if errand.render else None
        if number is None:
            return came
        call = self.look(Errand(target=Target(url=f"{PORTAL}api/zn?sx={4711000 + number}"), kind=PageKind.API))
        return replace(came, body=guide(number).encode(), calls=(call,))


@pytest.mark.parametrize("each", [1, 3], ids=["all", "among plain ones"])
@pytest.mark.parametrize("told", ["address", "piece", "page"])
def test_shells_are_asked_for_as_one_of_them_showed(each: int, told: str) -> None:
    errands = walk(Shells(each, told), Walk(job()))

    assert sum(e.render for e in errands if e.kind is PageKind.GUIDE) == 1
    asked = [e.target.url for e in errands if e.kind is PageKind.GUIDE and "/api/zn" in e.target.url]
    assert len(set(asked)) == len(MANY) // each


@pytest.mark.parametrize(("told", "answered"), [("address", False), ("nowhere", True)])
def test_shells_of_which_no_call_tells_are_rendered(told: str, answered: bool) -> None:
    errands = walk(Shells(3, told, answered=answered), Walk(job()))

    assert sum(e.render for e in errands if e.kind is PageKind.GUIDE) == 4
    assert not any("/api/zn" in e.target.url for e in errands if e.kind is PageKind.GUIDE)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("art/2026/4/13/art_31_50113.html", "art/2026/12/1/art_31_50372.html", True),
        ("items/4711/guide", "items/9013/guide", True),
        ("zn/2f6c1a90-77ab-4c1e/detail", "zn/5b0d9e31-02cd-4a7f/detail", True),
        ("#/zn/4711/base", "#/zn/9013/base", True),
        ("zn/personal/4711", "zn/legal/4711", False),
        ("#/zn/4711", "#/yw/4711", False),
    ],
)
def test_addresses_that_differ_in_what_is_of_one_item_are_of_one_kind(one: str, other: str, same: bool) -> None:
    assert (family_of(Target(url=PORTAL + one)) == family_of(Target(url=PORTAL + other))) is same


def test_a_guide_knows_itself_by_a_number_that_its_script_holds() -> None:
    script = "var sx = 4711023, size = 10; var year = 2026;\nlet other = 88123.5; const top = 90210\n"
    page = Page(text=f"<body><script>{script}</script></body>", url=PORTAL, evidence="e")

    assert own_values(page, Target(url=PORTAL)) == {"$sx": "4711023", "$top": "90210"}


TABS = (("k1", "服务对象"), ("k2", "受理条件"), ("k3", "常见问题"), ("k4", "中介服务"))


def _tabbed(number: int, empty: frozenset[str]) -> str:
    bar = "".join(f'<li nr="{place}">{words}</li>' for place, words in TABS)
    said = guide(number).partition("<body>")[2].partition("</body>")[0]
    boxes = (f'<div id="{place}">{"" if place in empty else said}</div>' for place, _ in TABS)
    return html(f'<ul>{bar}</ul>{"".join(boxes)}<script src="/zn.js"></script>')


@pytest.mark.parametrize(
    ("others", "left"), [(frozenset[str](), 0), (frozenset({"k3", "k4"}), 12), (frozenset({"k2", "k3", "k4"}), 12)]
)
def test_panels_that_come_filled_with_other_guides_are_no_parts_that_a_script_brings(
    others: frozenset[str], left: int
) -> None:
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(*MANY))})
    world.pages |= {f"/guide/{n}": _tabbed(n, frozenset({"k3", "k4"}) if n < 4 else others) for n in MANY}
    errands = walk(world, Walk(job()))

    assert sum(1 for e in errands if e.kind is PageKind.FRAGMENT and e.skip) == left
    assert sum(e.render for e in errands if e.kind is PageKind.GUIDE) <= 4  # two of each kind, in vain
