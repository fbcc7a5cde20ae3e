"""Scripts that tell where entrances lead: asked once a portal, and the entrances of each guide opened."""

from __future__ import annotations

import json

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from spiders.platforms.entry_scripts import EntryScripts
from spiders.platforms.online_entrances import SAMPLED, OnlineEntrances
from spiders.platforms.walking import Errand, Look
from tests.spiders.test_online_entrances import HOST, guide, part

SCRIPT = b"function goApply(no) { window.open('/apply?no=' + no); }"
LINK = "<a href='javascript:;' onclick=\"goApply('{}')\">在线办理</a>"


def scripts() -> EntryScripts:
    return EntryScripts(lambda target: target.url.startswith(HOST), OnlineEntrances(part))


def wanted(of: EntryScripts, number: int, link: str = LINK, script: str = "/own.js") -> list[Errand]:
    errand = guide(number)
    text = f"<html><body><script src='{script}'></script>{link.format(f'A-{number}')}</body></html>"
    page = Page(text=text, url=errand.target.url, evidence=f"e{number}")
    return [*of.wanted(errand, page, look(errand, b""))]


def look(errand: Errand, body: bytes) -> Look:
    evidence = Evidence(
        id="x", region="990001", kind=errand.kind, target=errand.target, state=FetchState.FETCHED, item=errand.item
    )
    return Look(evidence=evidence, body=body)


def test_a_script_is_asked_for_once_and_tells_of_every_guide() -> None:
    entries = scripts()
    asked = [one for n in range(3) for one in wanted(entries, n)]
    assert [(one.target.url, one.kind, one.item) for one in asked] == [(f"{HOST}/own.js", PageKind.FRAGMENT, None)]
    opened = [*entries.came(asked[0], look(asked[0], SCRIPT)), *wanted(entries, 3)]
    assert [(one.target.url, one.item) for one in opened] == [(f"{HOST}/apply?no=A-{n}", f"i{n}") for n in range(4)]
    assert {one.kind for one in opened} == {PageKind.ONLINE_ENTRY}


def test_a_script_that_somebody_else_asked_for_serves_as_well() -> None:
    entries = scripts()
    own = Errand(target=Target(url=f"{HOST}/own.js"), kind=PageKind.FRAGMENT)
    assert not list(entries.came(own, look(own, SCRIPT)))
    assert [one.target.url for one in wanted(entries, 1)] == [f"{HOST}/apply?no=A-1"]


APP = b"""var Guide = { template: `<button @click="go">\xe5\x9c\xa8\xe7\xba\xbf\xe5\x8a\x9e\xe7\x90\x86</button>`,
  methods: { go() { window.open('/apply?no=' + this.detail.taskCode) } } }"""


def told(number: int, **more: str) -> JsonPage:
    data = {"taskCode": f"A-00{number}", **more}
    return JsonPage(data=data, text=json.dumps(data), url=f"{HOST}/api?taskCode=A-00{number}", evidence=f"e{number}")


def test_answers_wait_for_the_script_that_opens_their_entrance_and_a_few_are_opened() -> None:
    entries = scripts()
    assert not [one for n in range(9) for one in entries.answered(guide(n), told(n))]
    app = Errand(target=Target(url=f"{HOST}/app.js"), kind=PageKind.FRAGMENT)
    opened = [*entries.came(app, look(app, APP)), *entries.answered(guide(9), told(9))]
    assert [one.target.url for one in opened] == [f"{HOST}/apply?no=A-00{n}" for n in range(SAMPLED)]
    assert not list(entries.answered(guide(8), told(8, onlineUrl="/uc/8")))


def test_pages_without_such_an_entrance_ask_for_nothing() -> None:
    entries = scripts()
    assert not wanted(entries, 1, "<a href='/apply/1'>在线办理</a>")
    assert not wanted(entries, 2, "<a href='javascript:;' onclick=\"goAsk('{}')\">在线咨询</a>")
    assert not wanted(entries, 3, script="http://elsewhere.example/own.js")


def test_pages_with_scripts_of_their_own_ask_for_a_few() -> None:
    entries = scripts()
    asked = [one for n in range(40) for one in wanted(entries, n, script=f"/own/{n}.js")]
    assert len(asked) == 12


def test_a_rendered_guide_tells_where_the_entrances_of_others_are() -> None:
    entries = scripts()
    numbers = [f"4711000000000000{n}" for n in range(9)]
    before = [one for n in range(4) for one in entries.answered(guide(n), told(n, no=numbers[n]))]
    text = f"<html><body><a href='/apply?no={numbers[8]}'>在线办理</a></body></html>"
    page = Page(text=text, url=f"{HOST}/#/guide/8", evidence="e8")
    opened = [*entries.shown(page, [told(8, no=numbers[8]), None])]
    assert (before, [one.target.url for one in opened]) == ([], [f"{HOST}/apply?no={n}" for n in numbers[:SAMPLED]])
    assert not list(entries.answered(guide(5), told(5, onlineUrl="/uc/5", no=numbers[5])))


def test_a_button_in_the_page_of_the_app_is_followed_by_its_script() -> None:
    entries = scripts()
    app = Errand(target=Target(url=f"{HOST}/app.js"), kind=PageKind.FRAGMENT)
    script = APP.replace(b"<button", b"<b").replace(b"window.open(", b"this.$router.push(").replace(b"click", b"tap")
    button = '<script type="text/x-template"><button @click="go">在线办理</button></script>'
    page = Page(text=f"<html><body>{button}</body></html>", url=f"{HOST}/#/guide/8", evidence="e8")
    assert not [*entries.answered(guide(1), told(1)), *entries.shown(page, [])]
    assert [one.target.url for one in entries.came(app, look(app, script))] == [f"{HOST}/#/apply?no=A-001"]
