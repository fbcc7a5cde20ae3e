"""Scripts that tell where entrances lead: asked once a portal, and the entrances of each guide opened."""

from __future__ import annotations

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.page.html import Page
from spiders.platforms.entry_scripts import EntryScripts
from spiders.platforms.online_entrances import OnlineEntrances
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


def test_pages_without_such_an_entrance_ask_for_nothing() -> None:
    entries = scripts()
    assert not wanted(entries, 1, "<a href='/apply/1'>在线办理</a>")
    assert not wanted(entries, 2, "<a href='javascript:;' onclick=\"goAsk('{}')\">在线咨询</a>")
    assert not wanted(entries, 3, script="http://elsewhere.example/own.js")


def test_pages_with_scripts_of_their_own_ask_for_a_few() -> None:
    entries = scripts()
    asked = [one for n in range(40) for one in wanted(entries, n, script=f"/own/{n}.js")]
    assert len(asked) == 12
