"""Guides rendered for places that the first one lacked (spiders/platforms/file_samples.py)."""

from __future__ import annotations

from crawler.domain.evidence import PageKind, Target
from crawler.page.json_page import JsonPage
from spiders.platforms.file_samples import FileSamples
from spiders.platforms.walking import Errand

HOST = "http://zwfw.example.gov.cn"


def answer(item: str, *papers: str) -> tuple[Errand, JsonPage]:
    url = f"{HOST}/api/{item}"
    data = {"name": item, "rows": [{"title": "x", "papers": [{"no": one} for one in papers]}]}
    errand = Errand(target=Target(url=url), kind=PageKind.GUIDE, parent="e0", item=item)
    return errand, JsonPage(data=data, text="", url=url, evidence=item)


def samples() -> FileSamples:
    return FileSamples(lambda item: Target(url=f"{HOST}/g/{item}"), may_render=True)


def test_a_guide_with_what_the_rendered_one_lacked_is_rendered_too() -> None:
    held = samples()
    first, with_paper, other = answer("a"), answer("b", "9f31aa07c2b4"), answer("c", "77ab12cd90e1")
    assert not held.hold(*with_paper)  # nothing was rendered: the answers are no part of any page

    assert held.shown("a", [first[1]]) == []
    assert not held.hold(*answer("d"))
    assert held.hold(*with_paper)
    [errand] = held.scout()
    assert (errand.target.url, errand.render, errand.kind) == (f"{HOST}/g/b", True, PageKind.GUIDE)
    assert held.hold(*other)
    assert list(held.scout()) == []

    assert held.shown("b", [with_paper[1]]) == [with_paper, other]
    assert not held.hold(*answer("e", "12ab12cd90e1"))


def test_guides_that_show_nothing_new_are_given_up() -> None:
    held = samples()
    held.shown("a", [answer("a")[1]])
    waiting = [answer(item, "9f31aa07c2b4") for item in "bcdef"]
    assert all(held.hold(*one) for one in waiting)
    released = []
    for _ in range(9):
        for errand in held.scout():
            released += held.shown(errand.item or "", [])
    assert released == waiting
    assert held.rest() == []
