"""Scripts that lists and guides wait for: one that does not come keeps nothing from being read."""

from __future__ import annotations

import pytest

from spiders.platforms.auto import Walk
from tests.spiders.world import World, front, html, job, link, rows, walk

READER = "function show(n){ location.href = '/guide/' + n; }"


@pytest.mark.parametrize("script", ["/js/site.js", "/js/read?file=site"])
@pytest.mark.parametrize("came", [READER, 404])
def test_a_list_is_read_whether_or_not_its_script_comes(script: str, came: str | int) -> None:
    more = f'<a onclick="show(7)" href="#">更多事项</a><script src="{script}"></script>'
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(1, 2, 3) + more), script: came})
    walker = Walk(job())
    walk(world, walker)

    assert script in world.asked
    assert walker.found() == 3


@pytest.mark.parametrize("script", ["/js/site.js", "/js/read?file=site"])
def test_a_guide_whose_tabs_wait_for_a_script_that_fails_is_read_as_it_is(script: str) -> None:
    tabs = "".join(
        f"<li onclick=\"turn(this,'{n}')\">{words}</li>"
        for n, words in enumerate(("基本信息", "受理条件", "申请材料", "办理流程"))
    )
    body = f'<h1>第1类经营许可证核发</h1><ul>{tabs}</ul><iframe id="in" src="/part/0?id=1"></iframe>'
    page = html(f'{body}<script src="{script}"></script>')
    world = World(
        {
            "/": front(link("/list", "事项清单")),
            "/list": html(rows(1)),
            "/guide/1": page,
            "/part/0?id=1": html("<p>x</p>"),
        }
    )
    walk(world, Walk(job()))

    assert script in world.asked
    assert "/part/0?id=1" in world.asked
