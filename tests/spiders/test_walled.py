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
