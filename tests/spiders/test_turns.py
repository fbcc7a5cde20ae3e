"""Guides whose script takes another way than that of the rendered one (platforms/turns.py)."""

from __future__ import annotations

import json

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from spiders.platforms.turns import Turns
from spiders.platforms.walking import Errand, Look

HOST = "http://zwfw.example.gov.cn"
SHELL = """<html><body><div id="main"></div><script>
ask("api/detail", {id: id}, function (d) {
  if (d.hasSituation == "1") { ask("api/situations", {id: id}, choose) } else { ask("api/materials", {id: id}, show) }
});</script></body></html>"""


def page_of(item: str) -> Target:
    return Target(url=f"{HOST}/guide?id={item}")


def look(errand: Errand, *calls: tuple[str, object], text: str = SHELL) -> Look:
    def evidence(target: Target, via: Via, media: str) -> Evidence:
        return Evidence(
            id=target.key,
            region="990001",
            kind=errand.kind,
            target=target,
            state=FetchState.FETCHED,
            status=200,
            content_type=media,
            item=errand.item,
            via=via,
        )

    made = tuple(
        Look(
            evidence=evidence(Target(url=HOST + path), Via.BROWSER, "application/json"),
            body=json.dumps(data, ensure_ascii=False).encode(),
        )
        for path, data in calls
    )
    return Look(evidence=evidence(errand.target, Via.HTTP, "text/html"), body=text.encode(), calls=made)


def guide(item: str, *, render: bool = False) -> Errand:
    return Errand(target=page_of(item), kind=PageKind.GUIDE, parent="e0", item=item, render=render)


def detail(item: str, said: str) -> tuple[str, object]:
    return f"/api/detail?id={item}", {"name": "取水许可", "hasSituation": said}


def plain(turns: Turns, item: str, text: str = SHELL) -> list[Errand]:
    errand = guide(item)
    return [*turns.of(errand, Page(text=text, url=errand.target.url, evidence="e"), look(errand))]


def answered(turns: Turns, item: str, said: str) -> list[Errand]:
    path, data = detail(item, said)
    errand = Errand(target=Target(url=HOST + path), kind=PageKind.FRAGMENT, parent="e0", item=item)
    return [*turns.of(errand, JsonPage(data=data, text="", url=errand.target.url, evidence="e"), look(errand))]


def shown(turns: Turns, item: str, *calls: tuple[str, object], text: str = SHELL) -> list[str]:
    errand = guide(item, render=True)
    found = turns.shown(errand, look(errand, *calls, text=text), known=lambda target: "chosen=" in target.url)
    return [one.target.url.removeprefix(HOST) for one in found]


def materials(item: str) -> tuple[str, object]:
    return f"/api/materials?id={item}", {"list": [{"name": "取水许可申请书"}]}


def situations(item: str) -> tuple[str, object]:
    return f"/api/situations?id={item}", {"list": [{"caseId": "a7", "caseName": "新办"}]}


def test_one_guide_that_goes_the_other_way_shows_what_all_such_ask_for() -> None:
    turns = Turns(page_of, may_render=True)
    for item in ("10001", "10002", "10003", "10004"):
        assert plain(turns, item) == []
    assert shown(turns, "10001", detail("10001", "0"), materials("10001")) == []
    assert answered(turns, "10002", "0") == []

    [scout] = answered(turns, "10003", "1")
    assert (scout.render, scout.target, scout.kind) == (True, page_of("10003"), PageKind.GUIDE)
    assert answered(turns, "10004", "1") == []  # waits

    chosen = "/api/materials?id=10003&chosen=a7", {"list": [{"name": "委托书"}]}
    asked = shown(turns, "10003", detail("10003", "1"), situations("10003"), chosen)
    assert asked == [situations(item)[0] for item in ("10003", "10004")]

    plain(turns, "10005")
    assert [one.target.url.removeprefix(HOST) for one in answered(turns, "10005", "1")] == [situations("10005")[0]]


def test_guides_that_ask_for_nothing_further_are_not_rendered_again_and_again() -> None:
    turns = Turns(page_of, may_render=True)
    items = [str(number) for number in range(10001, 10006)]
    for item in items:
        plain(turns, item)
    shown(turns, "10001", detail("10001", "0"), materials("10001"))
    rendered = []
    for item in items[1:]:
        for one in answered(turns, item, "1"):
            rendered.append(one.item)
            assert shown(turns, item, detail(item, "1")) == []
    assert rendered == items[1:3]


def test_a_variable_of_the_page_takes_the_other_way() -> None:
    def text(said: str) -> str:
        return SHELL.replace("<script>", f'<script>var hasSituation = "{said}";')

    turns = Turns(page_of, may_render=True)
    assert plain(turns, "10001", text("0")) == plain(turns, "10002", text("1")) == []  # none was rendered yet
    found = shown(turns, "10001", ("/api/detail?id=10001", {"name": "取水许可"}), materials("10001"), text=text("0"))
    assert found == ["/guide?id=10002"]


def test_the_condition_of_an_outer_script_is_known_once_that_came() -> None:
    inline = SHELL.split("<script>")[1].split("</script>", maxsplit=1)[0]
    text = '<html><body><div id="main"></div><script src="/js/guide.js"></script></body></html>'
    turns = Turns(page_of, may_render=True)
    for item in ("10001", "10002", "10003"):
        assert plain(turns, item, text) == []
    assert shown(turns, "10001", detail("10001", "0"), materials("10001"), text=text) == []
    assert answered(turns, "10002", "1") == answered(turns, "10003", "0") == []

    script = Errand(target=Target(url=f"{HOST}/js/guide.js"), kind=PageKind.FRAGMENT, parent="e0")
    [scout] = turns.script(script, look(script, text=inline))
    assert (scout.render, scout.target) == (True, page_of("10002"))
    assert [*turns.script(script, look(script, text=inline))] == []  # the same once more


def test_without_a_browser_nothing_is_asked() -> None:
    turns = Turns(page_of, may_render=False)
    plain(turns, "10001")
    shown(turns, "10001", detail("10001", "0"), materials("10001"))
    plain(turns, "10002")
    assert answered(turns, "10002", "1") == []
