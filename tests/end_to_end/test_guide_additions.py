"""What other evidence adds to a guide: its online entrance as it was opened, and what only its list row says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.assembly.guide_additions import Entrances, entrance_target, with_entrance, with_fees_unread, with_row
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.domain.records import ListedItem, ServiceGuide
from crawler.page.guides.online_entry import online_entries
from crawler.page.html import Page
from crawler.page.lists.item_links import items
from tests.extract.one_guide import LABELS

HERE = "https://zw.example/guide/1"


def _guide(address: str | None) -> ServiceGuide:
    readings = {} if address is None else {"online_entry": _stated("online_entry", address)}
    return ServiceGuide(evidence=("e1",), url=HERE, readings=readings)


def _stated(element: str, value: str) -> Reading:
    return Reading(element=element, state=State.STATED, value=value, quote=value, evidence="e1", locator="/a")


def _look(url: str, look: int, *, status: int | None, failure: Failure | None = None) -> Evidence:
    return Evidence(
        id=f"entry-{look}",
        region="990001",
        kind=PageKind.ONLINE_ENTRY,
        target=Target(url=url),
        state=failure.state if failure else FetchState.FETCHED,
        item="k",
        failure=failure,
        attempts=1,
        look=look,
        status=status,
    )


def test_entrance_is_what_was_asked_for() -> None:
    gone = [_look("https://zw.example/apply?id=1", n, status=404, failure=Failure.HTTP_4XX) for n in (1, 2)]
    other = _look("https://zw.example/apply?id=2", 1, status=200)

    entrance = with_entrance(_guide("/apply?id=1"), [*gone, other]).entrance

    assert entrance is not None
    assert (entrance.opened, entrance.status, entrance.looks, entrance.evidence) == (False, 404, 2, "entry-2")


def test_a_look_that_brought_a_page_wins() -> None:
    url = "https://zw.example/apply"
    looks = [_look(url, 1, status=503, failure=Failure.HTTP_5XX), _look(url, 2, status=200)]

    entrance = with_entrance(_guide(url), looks).entrance

    assert entrance is not None
    assert (entrance.opened, entrance.looks) == (True, 1)


@pytest.mark.parametrize("address", [None, "javascript:apply('1')", "请登录 https://zw.example/ 办理", "是"])
def test_no_address_no_entrance(address: str | None) -> None:
    assert entrance_target(_guide(address)) is None
    assert with_entrance(_guide(address), [_look("https://zw.example/", 1, status=200)]).entrance is None


def test_row_serves_where_the_guide_is_silent() -> None:
    said = {"update_date": _stated("update_date", "2026-05-06"), "online_entry": _stated("online_entry", "/row")}
    row = ListedItem(key="k", name=_stated("name", "食品经营许可"), target=None, readings=said)

    guide = with_row(_guide("/own"), row)

    assert guide.read("update_date").value == "2026-05-06"
    assert guide.read("online_entry").value == "/own"
    drawn = Reading(element="online_entry", state=State.UNREAD, reason="a script draws it")
    unseen = with_row(_guide(None), replace(row, readings={"online_entry": drawn}))
    assert unseen.read("online_entry").state is State.UNREAD
    lost = replace(_guide(None), unread="timeout")
    assert with_row(lost, row) is lost


def test_entrances_of_a_page_are_links_that_are_called_so() -> None:
    page = Page(
        text="""<a href="/apply?id=1">在线 办理</a><a href="/apply?id=1">立即申请</a><a href="/help">网上办理须知</a>
        <a href="javascript:apply(3)">我要办理</a><a href="#">在线申报</a><a href="/form.doc">申请表</a>""",
        url=HERE,
        evidence="e1",
    )

    assert [t.url for t in online_entries(page)] == ["https://zw.example/apply?id=1"]


def test_rows_of_a_list_keep_their_entrance() -> None:
    rows = "".join(
        f'<li><span>养犬登记办理{n}</span><a href="/guide?id={n}00">办事指南</a>'
        f'<a href="/apply?id={n}">在线办理</a></li>'
        for n in range(1, 5)
    )
    page = Page(text=f"<ul>{rows}</ul>", url="https://zw.example/list", evidence="e1")

    found = items(page)

    assert [{label: value for label, value, _ in item.cells}.get("在线办理") for item in found] == [
        f"https://zw.example/apply?id={n}" for n in range(1, 5)
    ]


TABS = "<ul><li data-code='cl'>申请材料</li><li data-code='fy'>收费标准</li></ul><div id='box'></div>"


def test_nothing_is_said_to_be_lacking_of_fees_whose_section_was_not_read() -> None:
    page = Page(text=TABS, url=HERE, evidence="e0")
    unread = Reading(
        element="fee_standard", state=State.UNREAD, label="收费标准", evidence="e0", locator="/li", reason=""
    )
    guide = ServiceGuide(evidence=("e0",), url=HERE, readings={"fee_standard": unread})
    assert with_fees_unread(guide, page, (), LABELS).read("fee_status").state is State.UNREAD
    assert with_fees_unread(guide, page, (), LABELS).read("faq").state is State.NOT_STATED
    told = replace(guide, readings={**guide.readings, "fee_status": _stated("fee_status", "不收费")})
    assert with_fees_unread(told, page, (), LABELS).read("fee_status").text == "不收费"
    assert with_fees_unread(told, page, (), LABELS).read("fee_standard").state is State.UNREAD
    bare = replace(guide, readings={"fee_status": _stated("fee_status", "不收费")})
    assert with_fees_unread(bare, page, (), LABELS) is bare


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [("不收费", "fy", State.NOT_STATED), ("收费", "fy", State.UNREAD), ("不收费", "cl", State.UNREAD)],
    ids=["its-part-says-none", "its-part-says-some", "another-part"],
)
def test_the_title_of_a_tab_whose_part_says_that_there_is_no_fee_lacks_nothing(
    status: str, code: str, state: State
) -> None:
    page = Page(text=TABS, url=HERE, evidence="e0")
    part = replace(_look(f"https://zw.example/tab?id=1&code={code}", 1, status=200), id="e1")
    title = Reading(
        element="fee_standard", state=State.UNREAD, label="收费标准", evidence="e0", locator="/li", reason=""
    )
    guide = ServiceGuide(
        evidence=("e0",),
        url=HERE,
        readings={"fee_standard": title, "fee_status": _stated("fee_status", status)},
    )
    assert with_fees_unread(guide, page, [part], LABELS).read("fee_standard").state is state


@pytest.mark.parametrize(
    ("heading", "state"), [("收费标准", State.NOT_STATED), ("申请材料", State.UNREAD)], ids=["its-own", "another"]
)
def test_the_title_of_a_tab_lacks_nothing_where_its_section_on_the_page_says_that_there_is_no_fee(
    heading: str, state: State
) -> None:
    page = Page(text=f"{TABS}<section><h3>{heading}</h3><p>不收费</p></section>", url=HERE, evidence="e0")
    title = Reading(
        element="fee_standard", state=State.UNREAD, label="收费标准", evidence="e0", locator="/li", reason=""
    )
    status = replace(_stated("fee_status", "不收费"), evidence="e0", locator="/html/body/section/p")
    guide = ServiceGuide(evidence=("e0",), url=HERE, readings={"fee_standard": title, "fee_status": status})
    assert with_fees_unread(guide, page, (), LABELS).read("fee_standard").state is state


SECTIONS = '"sltj": {"tj": "年满18周岁"}, "materialList": [{"materialName": "养犬登记申请表"}]'


@pytest.mark.parametrize(
    ("fees", "status", "state"),
    [
        (f'"feeInfo": null, {SECTIONS}', "不收费", State.NOT_STATED),
        (f'"feeList": [], {SECTIONS}', "不收费", State.NOT_STATED),
        (f'"feeInfo": null, {SECTIONS}', "收费", State.UNREAD),
        (f'"feeInfo": {{"list": [{{"name": "工本费"}}]}}, "feeList": [], {SECTIONS}', "不收费", State.UNREAD),
        ('"feeInfo": null, "sltj": null, "materialList": [], "user": {"id": 1}', "不收费", State.UNREAD),
        (SECTIONS, "不收费", State.UNREAD),
    ],
    ids=["empty", "empty list", "charged", "filled", "nothing is there yet", "no place for fees"],
)
def test_the_title_of_a_tab_lacks_nothing_where_the_data_of_the_page_have_no_fee(
    fees: str, status: str, state: State
) -> None:
    text = f"<div role='tab'>收费标准</div><script>window.__STATE__ = {{\"guide\": {{{fees}}}}};</script>"
    page = Page(text=f"<body>{text}</body>", url=HERE, evidence="e0")
    title = Reading(
        element="fee_standard", state=State.UNREAD, label="收费标准", evidence="e0", locator="/div", reason=""
    )
    readings = {"fee_standard": title, "fee_status": _stated("fee_status", status)}
    guide = with_fees_unread(ServiceGuide(evidence=("e0",), url=HERE, readings=readings), page, (), LABELS)
    assert guide.read("fee_standard").state is state


def test_a_few_entrances_that_opened_stand_for_those_that_differ_in_the_item_alone() -> None:
    def opened(number: int, failure: Failure | None = None) -> Evidence:
        return _look(f"https://zw.example/apply?id=A00{number}001", number, status=200, failure=failure)

    there = _guide("/apply?id=A009001")
    three = [opened(1), opened(2, Failure.LOGIN_REQUIRED), opened(3)]
    found = with_entrance(there, [], Entrances(three)).entrance
    assert found is not None
    assert (found.opened, found.target.url) == (True, "https://zw.example/apply?id=A009001")
    for others in (three[:2], [*three, opened(4, Failure.HTTP_4XX)], []):
        assert with_entrance(there, [], Entrances(others)).entrance is None
    assert with_entrance(_guide("/submit?id=A009001"), [], Entrances(three)).entrance is None
    own = _look("https://zw.example/apply?id=A009001", 1, status=404, failure=Failure.HTTP_4XX)
    gone = with_entrance(there, [own], Entrances(three)).entrance
    assert gone is not None
    assert not gone.opened


def test_one_login_stands_for_all_that_differ_in_where_they_go_on_to() -> None:
    def login(there: str) -> str:
        return f"https://sso.example/login?app=zwfw&redirect={there}"

    asked = _look(login("https%3A%2F%2Fzw.example%2Fapply%2Fqu"), 1, status=200, failure=Failure.LOGIN_REQUIRED)
    guide = _guide(login("https%3A%2F%2Fzw.example%2Fapply%2Fshui"))
    found = with_entrance(guide, [], Entrances([asked])).entrance
    assert found is not None
    assert found.failure is Failure.LOGIN_REQUIRED
    assert found.evidence == asked.id
    gone = _look(asked.target.url, 1, status=404, failure=Failure.HTTP_4XX)
    assert with_entrance(guide, [], Entrances([gone])).entrance is None
    assert with_entrance(_guide(login("apply")), [], Entrances([asked])).entrance is None
