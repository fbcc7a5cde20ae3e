"""The entrance of a guide of a single-page portal: which answers have one, and what opening it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.service_guide.online_entry import CHECK
from crawler.assembly.app_entrance import with_app_entrance
from crawler.assembly.guide_additions import NOT_TOLD, Entrances
from crawler.domain.check import Outcome
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.domain.records import ServiceGuide
from crawler.extract.item_list import DRAWN
from crawler.page.guides.app_entry import app_entries
from crawler.page.json_page import JsonPage

HOST = "http://zw.example"
APPS = app_entries(
    'var Guide = { template: `<button @click="go">在线办理</button>`,'
    " methods: { go() { window.open('/apply?no=' + this.detail.taskCode) } } }"
)


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


def outcome(of: ServiceGuide, looks: list[Evidence], *others: Evidence) -> Outcome | State:
    data = {"taskCode": "A-47111"}
    answer = JsonPage(data=data, text="{}", url=f"{HOST}/api?taskCode=A-47111", evidence="a")
    found = with_app_entrance(of, [answer], looks, Entrances([*looks, *others]), APPS)
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
