"""The entrance of a guide of a single-page portal: which answers have one, and what opening it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.service_guide.online_entry import CHECK
from crawler.assembly.app_entrance import Openings, with_app_entrance
from crawler.assembly.guide_additions import NOT_TOLD, Entrances
from crawler.domain.check import Outcome
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.domain.records import ServiceGuide
from crawler.extract.item_list import DRAWN
from crawler.page.html import Page
from crawler.page.json_page import JsonPage

HOST = "http://zw.example"
SCRIPT = """var Guide = { template: `<button @click="go">在线办理</button>`,
  methods: { go() { window.open('/apply?no=' + this.detail.taskCode) } } }"""
APP = Openings([SCRIPT])


def look(number: int, failure: Failure | None = None) -> Evidence:
    return Evidence(
        id=f"entry-{number}",
        region="990001",
        kind=PageKind.ONLINE_ENTRY,
        target=Target(url=f"{HOST}/apply?no=A-4711{number}"),
        state=failure.state if failure else FetchState.FETCHED,
        item=f"i{number}",
        failure=failure,
        attempts=2,
    )


def guide(entry: Reading, *, online: str = "是") -> ServiceGuide:
    said = Reading(element="online", state=State.STATED, value=online, label="是否网办", evidence="a", locator="/b")
    return ServiceGuide(evidence=("a",), url=f"{HOST}/api", readings={"online_entry": entry, "online": said})


UNTOLD = Reading(element="online_entry", state=State.UNREAD, reason=NOT_TOLD, evidence="a", locator="/")
BUTTON = Reading(element="online_entry", state=State.STATED, value="javascript:click(/p/button)", evidence="e")


def outcome(
    of: ServiceGuide, looks: list[Evidence], *others: Evidence, app: Openings = APP, **more: str
) -> Outcome | State:
    data = {"taskCode": "A-47111", **more}
    answer = JsonPage(data=data, text="{}", url=f"{HOST}/api?taskCode=A-47111", evidence="a")
    found = with_app_entrance(of, [answer], looks, Entrances([*looks, *others]), app)
    read = found.read("online_entry")
    return State.UNREAD if read.unread else CHECK.evaluate(found).outcome


@pytest.mark.parametrize("entry", [UNTOLD, BUTTON, replace(UNTOLD, reason=DRAWN)])
@pytest.mark.parametrize("failure", [None, Failure.LOGIN_REQUIRED])
def test_what_opened_is_its_entrance(entry: Reading, failure: Failure | None) -> None:
    assert outcome(guide(entry), [look(1, failure)]) is Outcome.PASSED
    assert outcome(guide(entry), [], *(look(n, failure) for n in (2, 3, 4))) is Outcome.PASSED


def test_what_did_not_open_tells_nothing() -> None:
    assert outcome(guide(UNTOLD), [look(1, Failure.HTTP_4XX)], look(2), look(3)) is State.UNREAD
    assert outcome(guide(BUTTON), [look(1, Failure.HTTP_4XX)], look(2), look(3)) is Outcome.CANT_TELL
    assert outcome(guide(UNTOLD), [], look(2), look(3)) is State.UNREAD


def test_a_guide_that_is_not_handled_online_has_none() -> None:
    assert outcome(guide(UNTOLD, online="否"), [look(1)]) is State.UNREAD
    other = Reading(element="online_entry", state=State.UNREAD, reason="a part was lost", evidence="a", locator="/")
    assert outcome(guide(other), [look(1)]) is State.UNREAD


def rendered(button: str) -> tuple[Page, list[JsonPage]]:
    text = f"<html><body><h1>养犬登记</h1>{button}</body></html>"
    answer = JsonPage(data={"code": "4711000000000009"}, text="{}", url=f"{HOST}/api", evidence="a9")
    return Page(text=text, url=f"{HOST}/#/guide/9", evidence="e9"), [answer]


def test_what_one_rendered_guide_shows_of_its_entrance_tells_where_those_of_others_are() -> None:
    def opening(button: str) -> list[str]:
        data = {"code": "4711000000000001"}
        own = JsonPage(data=data, text="{}", url=f"{HOST}/api", evidence="a1")
        return [one.url for one in Openings(guides=[rendered(button)]).of(own)]

    assert opening('<a href="/apply?no=4711000000000009">在线办理</a>') == [f"{HOST}/apply?no=4711000000000001"]
    assert not opening('<a href="/ask?no=4711000000000009">在线咨询</a>')
    assert not opening('<a href="/apply">在线办理</a>')


def test_a_button_in_the_page_of_the_app_and_its_route_in_the_script_are_one_entrance() -> None:
    script = SCRIPT.replace("在线办理", "收藏").replace("window.open('/apply", "this.$router.push('/apply")
    button = '<script type="text/x-template"><button @click="go">在线办理</button></script>'
    routed = Target(url=f"{HOST}/#/apply?no=A-47111")
    app = Openings([script], [rendered(button)])
    assert outcome(guide(UNTOLD), [replace(look(1, Failure.LOGIN_REQUIRED), target=routed)], app=app) is Outcome.PASSED
    assert outcome(guide(UNTOLD), [replace(look(1, Failure.SOFT_404), target=routed)], app=app) is State.UNREAD
    assert outcome(guide(UNTOLD), [look(1)], app=Openings([script], [rendered("")])) is State.UNREAD


def test_a_button_that_the_answer_does_not_let_the_page_show_is_none() -> None:
    shown = SCRIPT.replace("<button", """<button v-if="b.online === '1'" """)
    assert outcome(guide(UNTOLD, online="否"), [], app=Openings([shown]), online="0") is Outcome.INAPPLICABLE
    assert outcome(guide(UNTOLD, online="否"), [], app=Openings([shown]), online="1") is State.UNREAD
    assert outcome(guide(UNTOLD, online="否"), [], app=Openings([shown])) is State.UNREAD
    assert outcome(guide(UNTOLD), [], app=Openings([shown]), online="0") is State.UNREAD
    assert outcome(guide(UNTOLD, online="否"), [], app=Openings([shown, SCRIPT]), online="0") is State.UNREAD
