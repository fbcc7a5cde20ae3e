"""Guides that come without a word of their own, and what a browser shows of them."""

from __future__ import annotations

import json
from dataclasses import replace

from crawler.domain.evidence import PageKind, Target
from spiders.platforms.auto import Walk
from spiders.platforms.walking import Errand, Look
from tests.spiders.world import PORTAL, World, front, guide, html, job, link, rows, walk


def hollow(count: int) -> str:
    """A guide that comes with its menu alone over HTTP, and as a whole in a browser."""
    if count > 1:
        return guide(1)
    menu = link("/", "首页") + link("/hall", "办事大厅") + "<p>云溪省政务服务管理局主办，咨询请致电政务热线。</p>"
    return html(menu + '<div id="detail">请稍等，数据正在读取</div><script src="/js/xq.js"></script>')


def test_a_guide_page_that_shows_nothing_of_its_item_is_rendered() -> None:
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(1)), "/guide/1": hollow})
    errands = walk(world, Walk(job()))
    assert [e.render for e in errands if e.kind is PageKind.GUIDE] == [False, True]


def test_guides_that_a_browser_shows_no_more_of_are_not_all_rendered() -> None:
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(*range(1, 30)))})
    world.pages |= {f"/guide/{n}": hollow(1) for n in range(1, 30)}
    errands = walk(world, Walk(job()))
    assert sum(e.render for e in errands if e.kind is PageKind.GUIDE) == 3
    assert sum(not e.render for e in errands if e.kind is PageKind.GUIDE) == 29


def headed(body: str) -> str:
    """The frame of a guide with its headings, and a script that lies outside."""
    parts = ("受理条件", "办理流程", "设定依据", "常见问题")
    shown = "".join(f"<h3>{title}</h3>{body.format(at)}" for at, title in enumerate(parts))
    return html(
        link("/", "首页")
        + f'<h2 id="name"></h2>{shown}<p>主办：云溪省政务服务管理局</p><script src="/js/xq.js"></script>'
    )


def renders_of(frame: str) -> list[bool]:
    world = World({"/": front(link("/list", "事项清单")), "/list": html(rows(1))})
    world.pages["/guide/1"] = lambda count: guide(1) if count > 1 else frame
    return [e.render for e in walk(world, Walk(job())) if e.kind is PageKind.GUIDE]


def test_a_guide_page_with_headings_over_empty_places_is_rendered() -> None:
    table = '<table><thead><tr><th>序号</th><th>说明</th></tr></thead><tbody id="rows{0}"></tbody></table>'
    assert renders_of(headed('<div id="part{0}"></div>')) == [False, True]
    assert renders_of(headed(table)) == [False, True]


def test_a_guide_page_of_headings_alone_is_rendered() -> None:
    assert renders_of(headed('<div class="words"></div>')) == [False, True]


def test_a_guide_page_that_says_something_under_its_headings_is_not() -> None:
    assert renders_of(headed('<p>见第{0}号窗口的说明。</p><div id="part{0}"></div>')) == [False]
    assert renders_of(headed('见第{0}号窗口的说明。<div id="part{0}"></div>')) == [False]


COUNTED = range(1, 21)


def _id(number: int) -> str:
    return f"4f2a{number:06d}"


class Answered(World):
    """Guides that a script makes of one answer each; the answers of some say no more than what state they are in."""

    def __init__(self, thin: tuple[int, ...], without: tuple[int, ...] = ()) -> None:
        shell = html('<div id="app"></div><script>fetch("/api/base?id=" + id).then(show)</script>')
        listed = rows(*COUNTED)
        for n in COUNTED:
            listed = listed.replace(f'"/guide/{n}"', f'"/guide/{_id(n)}"')
        super().__init__({"/": front(link("/list", "事项清单")), "/list": html(listed)})
        for n in COUNTED:
            said = {f"field{k}": f"第{k}项说明" for k in range(20)} if n not in thin else {"state": "EDITING"}
            materials = [] if n in without else [{"materialName": "申请表"}]
            answer = {"uid": _id(n), "itemName": f"第{n}类经营许可证核发", **said, "materialList": materials}
            self.pages[f"/guide/{_id(n)}"] = shell
            self.pages[f"/api/base?id={_id(n)}"] = json.dumps(answer)

    def look(self, errand: Errand) -> Look:
        came = super().look(errand)
        if "/api/" in errand.target.url:
            return replace(came, evidence=replace(came.evidence, content_type="application/json"))
        if not errand.render or "/guide/" not in errand.target.url:
            return came
        uid = errand.target.url.rpartition("/")[2]
        call = self.look(Errand(target=Target(url=f"{PORTAL}api/base?id={uid}"), kind=PageKind.API))
        return replace(came, body=guide(int(uid[4:])).encode(), calls=(call,))


def test_a_guide_whose_answer_says_next_to_nothing_is_seen_as_a_browser_shows_it() -> None:
    errands = walk(Answered((7, 15)), Walk(job()))

    rendered = [e.target.url.rpartition("/")[2] for e in errands if e.kind is PageKind.GUIDE and e.render]
    assert rendered == [_id(1), _id(7), _id(15)]


def test_answers_that_all_say_little_are_no_reason_to_render() -> None:
    errands = walk(Answered(tuple(COUNTED)), Walk(job()))

    assert sum(e.render for e in errands if e.kind is PageKind.GUIDE) == 1


def test_a_guide_without_materials_in_its_answer_is_seen_as_a_browser_shows_it() -> None:
    errands = walk(Answered((), without=(9,)), Walk(job()))

    rendered = [e.target.url.rpartition("/")[2] for e in errands if e.kind is PageKind.GUIDE and e.render]
    assert rendered == [_id(1), _id(9)]


def test_not_every_guide_of_a_portal_without_materials_is_rendered() -> None:
    errands = walk(Answered((), without=tuple(COUNTED)), Walk(job()))

    assert sum(e.render for e in errands if e.kind is PageKind.GUIDE) < len(COUNTED) / 2
