"""One guide behind a wall among others that came is looked at once more; a portal that blocks us is left in peace."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Failure, PageKind, Target
from spiders.platforms.auto import Walk
from spiders.platforms.walking import Errand
from spiders.platforms.walled import Walled
from tests.spiders.world import PORTAL, World, front, guide, html, job, link, rows, walk


def test_a_single_guide_behind_a_wall_is_looked_at_again_and_comes() -> None:
    pages = {"/": front(link("/all", "政务服务事项清单")), "/all": html(rows(1, 2, 3))}
    world = World(
        {**pages, **{f"/guide/{n}": guide(n) for n in (1, 2)}, "/guide/3": lambda n: 412 if n == 1 else guide(3)}
    )

    every = walk(world, Walk(job()))

    assert [(one.target.url, one.look) for one in every if one.look > 1] == [(f"{PORTAL}guide/3", 2)]


@pytest.mark.parametrize(
    ("failure", "render", "came", "again"),
    [
        (Failure.EMPTY_SHELL, True, 3, 1),
        (Failure.LOGIN_REQUIRED, False, 3, 1),
        (Failure.BLOCKED, False, 1, 0),
        (Failure.BLOCKED, False, 0, 0),
        (Failure.TOO_LARGE, False, 3, 0),
    ],
)
def test_walls_are_tried_again_where_more_of_their_kind_came(
    failure: Failure, render: bool, came: int, again: int
) -> None:
    walled = Walled()
    looks = [
        Errand(target=Target(url=f"{PORTAL}g?id={n}"), kind=PageKind.GUIDE, render=render) for n in range(came + 1)
    ]
    for one in looks[1:]:
        walled.came(one)
    walled.failed(looks[0], failure)

    assert [one.look for one in walled.again()] == [2] * again
    assert not [*walled.again()]


def _departments(second: int | str) -> World:
    """Departments by address, of which one does not come at once."""
    names = ("民政局", "公安局", "教育局")
    links = "".join(link(f"/dept?id={n}", name) for n, name in enumerate(names))
    lists = {f"/dept?id={n}": html(rows(3 * n + 1, 3 * n + 2, 3 * n + 3)) for n in (0, 2)}
    guides = {f"/guide/{n}": guide(n) for n in range(1, 10)}
    return World({
        "/": front(link("/all", "部门服务")), "/all": html(f"<h2>按部门</h2>{links}"), **lists, **guides,
        "/dept?id=1": lambda times: 401 if times == 1 else second,
    })  # fmt: skip


def test_a_page_like_those_that_show_lists_is_looked_at_again_behind_a_login_and_is_a_gap_if_it_stays_there() -> None:
    for second, found, gaps in ((html(rows(4, 5, 6)), 9, 0), (401, 6, 1)):
        walker = Walk(job())
        every = walk(_departments(second), walker)

        assert walker.found() == found
        assert len([one for one in every if one.skip and one.kind is PageKind.LIST]) == gaps
