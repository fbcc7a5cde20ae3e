"""Files of guides that only a click tells the address of: which guides are rendered, and what that serves for."""

from __future__ import annotations

import json

from crawler.domain.evidence import PageKind, Target
from crawler.page.finds import AttachmentLink
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange
from crawler.page.learned.file_places import FilePlaces
from crawler.page.learned.file_routes import FileRoutes
from spiders.platforms.clicked_files import ClickedFiles
from spiders.platforms.walking import Errand

HOST = "http://zwfw.example.gov.cn"


def part(number: int) -> tuple[Errand, Page, AttachmentLink]:
    url = f"{HOST}/inner/4711{number}"
    errand = Errand(target=Target(url=url), kind=PageKind.FRAGMENT, parent=None, item=f"i{number}")
    target = Target(url=f"javascript:down('9f31aa07c{number}')")
    page = Page(text="<p>指南</p>", url=url, evidence=f"e{number}")
    return errand, page, AttachmentLink(text="下载", target=target, locator="/")


def rendered(number: int) -> Errand:
    return Errand(target=Target(url=f"{HOST}/guide/i{number}"), kind=PageKind.GUIDE, item=f"i{number}", render=True)


def listed(number: int) -> Exchange:
    url = f"{HOST}/api/files?of=4711{number}"
    data = {"data": [{"docId": f"9f31aa07c{number}", "docTitle": "申请表", "docUrl": f"/doc/2026/{number}.pdf"}]}
    return Exchange(target=Target(url=url), page=JsonPage(data=data, text=json.dumps(data), url=url, evidence="a"))


def test_a_guide_that_was_not_rendered_before_is_taken_for_its_files() -> None:
    routes = FileRoutes()
    files = ClickedFiles(routes, lambda item: Target(url=f"{HOST}/guide/{item}"), may_render=True)
    for number in range(4):
        files.shown(rendered(number), [])
    assert all(files.hold(*part(number)) for number in range(6))
    [scout] = files.scouts()
    assert (scout.item, scout.render) == ("i4", True)
    assert [file.target for file in files.waiting("i4")] == [Target(url="javascript:down('9f31aa07c4')")]
    routes.learn([Target(url=f"{HOST}/file?id=9f31aa07c4")], files.waiting("i4"))
    files.shown(rendered(4), [])
    assert [held.errand.item for held in files.ready()] == [f"i{number}" for number in range(6)]


def test_a_call_that_lists_the_files_of_a_guide_is_made_for_the_others() -> None:
    files = ClickedFiles(FileRoutes(), lambda item: Target(url=f"{HOST}/guide/{item}"), may_render=True)
    assert all(files.hold(*part(number)) for number in range(3))
    [scout] = files.scouts()
    assert scout.item == "i0"
    files.shown(rendered(0), [listed(0)])
    asked = [(one.item, one.kind, one.target.url) for one in files.scouts()]
    assert asked == [(f"i{n}", PageKind.FRAGMENT, f"{HOST}/api/files?of=4711{n}") for n in range(3)]
    assert not list(files.ready(at_last=True))


def test_a_call_that_names_other_files_is_none_of_theirs() -> None:
    files = ClickedFiles(FileRoutes(), lambda item: Target(url=f"{HOST}/guide/{item}"), may_render=True)
    assert all(files.hold(*part(number)) for number in range(2))
    assert [one.item for one in files.scouts()] == ["i0"]
    files.shown(rendered(0), [listed(7)])
    assert [(one.item, one.render) for one in files.scouts()] == [("i1", True)]


def test_an_answer_that_says_where_its_files_are_is_no_place_of_what_a_click_hands_over() -> None:
    answer = listed(0).page
    assert isinstance(answer, JsonPage)
    places = FilePlaces()
    places.learn([part(0)[2]], [answer])
    assert not places.known


def test_a_part_of_a_guide_is_rendered_by_itself_where_the_guide_teaches_nothing_of_its_files() -> None:
    routes = FileRoutes()
    files = ClickedFiles(routes, lambda item: Target(url=f"{HOST}/guide/{item}"), may_render=True)
    for number in range(3):
        errand, _, file = part(number)
        script = "<html><body><p>申报材料</p><script>function down(guid){ask(guid)}</script></body></html>"
        assert files.hold(errand, Page(text=script, url=errand.target.url, evidence=f"e{number}"), file)
    [guide] = files.scouts()
    assert (guide.kind, guide.item) == (PageKind.GUIDE, "i0")
    files.shown(guide, [])
    [shown] = files.scouts()
    assert (shown.kind, shown.target.url, shown.render) == (PageKind.FRAGMENT, f"{HOST}/inner/47110", True)
    routes.learn([Target(url=f"{HOST}/file?id=9f31aa07c0")], files.waiting("i0"))
    files.shown(shown, [])
    assert len([*files.ready()]) == 3
