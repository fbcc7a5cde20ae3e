"""Scripts of a portal that draw its guides out of answers are asked for once: they may say what codes mean."""
# ruff: noqa: E501 - markup and scripts stand in one piece, as a portal sends them

from __future__ import annotations

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.page.html import Page
from spiders.platforms.auto import Walk
from spiders.platforms.outer import OuterScripts
from spiders.platforms.walking import Errand, Look
from tests.spiders.world import World, front, guide, html, job, link, rows, walk

TEXT = (
    "<html><body><h1>渡船登记</h1><script src='/app.js'></script><script src='/jquery.min.js'></script></body></html>"
)


def _look(number: int, *, calls: bool) -> tuple[Errand, Page, Look]:
    target = Target(url=f"http://zwfw.yunxi.gov.cn/#/guide?id={number}")
    guide = Evidence(
        id=f"g{number}", region="990001", kind=PageKind.GUIDE, target=target, state=FetchState.FETCHED, via=Via.BROWSER
    )
    call = Look(evidence=guide, body=b"{}")
    look = Look(evidence=guide, body=TEXT.encode(), calls=(call,) if calls else ())
    errand = Errand(target=target, kind=PageKind.GUIDE, item=f"i{number}", render=True)
    return errand, Page(text=TEXT, url=target.url, evidence=guide.id), look


def test_they_are_asked_for_with_the_first_guide_that_calls_fill() -> None:
    outer = OuterScripts(lambda _: True)
    assert outer.explaining(*_look(1, calls=False)) == []
    [asked] = outer.explaining(*_look(2, calls=True))
    assert (asked.target.url, asked.kind, asked.item) == ("http://zwfw.yunxi.gov.cn/app.js", PageKind.FRAGMENT, None)
    assert outer.explaining(*_look(3, calls=True)) == []


def test_no_script_of_another_site_is_asked_for() -> None:
    assert OuterScripts(lambda _: False).explaining(*_look(1, calls=True)) == []


def test_a_pager_that_an_outer_script_listens_to_leads_on_without_a_browser() -> None:
    """Its numbers say which page they are of; where a click on one leads, the script says."""
    script = "document.querySelectorAll('.pg a').forEach((a) => { a.onclick = () => { location.href = '/all?p=' + a.dataset.page; }; });"
    pager = "".join(f"<a data-page='{n}'>{n}</a>" for n in (1, 2, 3))
    pages = {
        n: html(
            rows(2 * n - 1, 2 * n)
            + f"<div class='pg'>{pager}<a data-page='2'>下一页</a></div><script src='/js/pg.js'></script>"
        )
        for n in (1, 2, 3)
    }
    world = World({
        "/": front(link("/all", "政务服务事项清单")),
        "/all": pages[1],
        **{f"/all?p={n}": page for n, page in pages.items()},
        "/js/pg.js": script,
        **{f"/guide/{n}": guide(n) for n in range(1, 7)},
    })  # fmt: skip
    walker = Walk(job())

    every = walk(world, walker)

    assert walker.found() == 6
    assert not [one for one in every if one.skip or one.render]
    assert world.asked.count("/js/pg.js") == 1
