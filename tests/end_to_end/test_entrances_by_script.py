"""Entrances that only a script opens, as a guide has them: what was opened for them, and what stays unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.service_guide.online_entry import CHECK
from crawler.assembly.guide_additions import Entrances, with_entrance
from crawler.domain.check import Outcome
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.domain.records import ServiceGuide
from crawler.page.html import Page
from crawler.page.json_page import JsonPage

HOST = "https://zw.example"
OWN = Target(url=f"{HOST}/own.js")
SCRIPT = "function goApply(no) { window.open('/apply?item=' + no); }"
MAYBE = "function goApply(no) { if (!user) return; window.open('/apply?item=' + no); }"


def page(number: int) -> Page:
    call = f"goApply('A-470{number}')"
    text = f'<html><script src="/own.js"></script><a href="javascript:;" onclick="{call}">在线办理</a></html>'
    return Page(text=text, url=f"{HOST}/guide/{number}", evidence=f"e{number}")


def guide(number: int, *, state: State = State.STATED) -> ServiceGuide:
    shown = page(number)
    link = next(shown.tree.iter("a"))
    said = f"javascript:goApply('A-470{number}')" if state is State.STATED else None
    reading = Reading(
        element="online_entry", state=state, value=said, evidence=shown.evidence, locator=shown.locator(link)
    )
    return ServiceGuide(evidence=(shown.evidence,), url=shown.url, readings={"online_entry": reading})


def look(number: int, failure: Failure | None = None, *, at: int = 1, path: str = "/apply?item=A-470") -> Evidence:
    return Evidence(
        id=f"entry-{number}-{at}",
        region="990001",
        kind=PageKind.ONLINE_ENTRY,
        target=Target(url=f"{HOST}{path}{number}"),
        state=failure.state if failure else FetchState.FETCHED,
        item=f"i{number}",
        failure=failure,
        attempts=1,
        look=at,
        status=404 if failure is Failure.HTTP_4XX else 200,
    )


def settled(
    number: int, looks: list[Evidence], *others: Evidence, script: str = SCRIPT, state: State = State.STATED
) -> tuple[Outcome, str]:
    found = with_entrance(
        guide(number, state=state), looks, Entrances([*looks, *others]), [page(number)], {OWN.key: script}.get
    )
    answer = CHECK.evaluate(found)
    return answer.outcome, found.read("online_entry").text


@pytest.mark.parametrize("failure", [None, Failure.LOGIN_REQUIRED])
@pytest.mark.parametrize("state", [State.STATED, State.UNREAD])
def test_it_opens_where_the_script_leads(failure: Failure | None, state: State) -> None:
    assert settled(1, [look(1, failure)], state=state) == (Outcome.PASSED, f"{HOST}/apply?item=A-4701")


def test_what_is_no_entrance_of_the_guide_is_none_for_its_script() -> None:
    assert settled(1, [look(1)], state=State.NOT_STATED)[1] == ""


def test_it_is_dead_where_the_same_script_leads_to_open_ones_for_others() -> None:
    gone = [look(1, Failure.HTTP_4XX), look(1, Failure.HTTP_4XX, at=2)]
    assert settled(1, gone, look(2))[0] is Outcome.FAILED
    assert settled(1, gone, look(2, Failure.LOGIN_REQUIRED))[0] is Outcome.FAILED


def test_it_stays_unknown_where_none_opened_or_the_script_may_lead_elsewhere() -> None:
    gone = [look(1, Failure.HTTP_4XX), look(1, Failure.HTTP_4XX, at=2)]
    others = [look(n, Failure.HTTP_4XX) for n in (2, 3)]
    assert settled(1, gone, *others)[0] is Outcome.CANT_TELL
    assert settled(1, gone, look(2), script=MAYBE)[0] is Outcome.CANT_TELL
    assert settled(1, [], look(2), script="")[0] is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("parent", "failure", "outcome"),
    [
        ("a1", None, Outcome.PASSED),
        ("a1", Failure.LOGIN_REQUIRED, Outcome.PASSED),
        ("a1", Failure.HTTP_4XX, Outcome.CANT_TELL),
        ("e1", None, Outcome.CANT_TELL),
    ],
    ids=["opened", "login", "gone", "from-a-menu-of-the-page"],
)
def test_what_an_answer_of_the_guide_names_serves_where_it_opened(
    parent: str, failure: Failure | None, outcome: Outcome
) -> None:
    answer = JsonPage(data={"onlineUrl": "/uc/apply/1"}, text="{}", url=f"{HOST}/api", evidence="a1")
    told = replace(look(1, failure, path="/uc/apply/"), parent=parent)
    found = with_entrance(guide(1), [told], Entrances([told]), [page(1), answer])
    assert CHECK.evaluate(found).outcome is outcome
