"""Entrances to handling items online: which are opened, and which are told by others like them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.page.finds import ItemLink
from crawler.page.guides.online_entry import told_entries
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from spiders.platforms.online_entrances import SAMPLED, OnlineEntrances
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "http://zwfw.yunxi.gov.cn"


def part(target: Target, kind: PageKind, of: Errand, parent: str, skip: str | None) -> Iterator[Errand]:
    yield Errand(target=target, kind=kind, parent=parent, item=of.item, skip=skip)


def answer(address: str, key: str = "onlineUrl") -> JsonPage:
    data = {"data": {key: address}}
    return JsonPage(data=data, text=json.dumps(data), url=f"{HOST}/api/guide", evidence="e")


def guide(number: int) -> Errand:
    return Errand(target=Target(url=f"{HOST}/guide/{number}"), kind=PageKind.GUIDE, item=f"i{number}")


def came(
    entrances: OnlineEntrances, errand: Errand, *, page: str = "login", failure: Failure | None = None
) -> list[str]:
    state = failure.state if failure else FetchState.FETCHED
    evidence = Evidence(
        id="x", region="990001", kind=errand.kind, target=errand.target, state=state, failure=failure, sha256=page
    )
    return [one.target.url for one in entrances.came(errand, evidence)]


def asked(entrances: OnlineEntrances, address: str, numbers: range) -> list[Errand]:
    return [one for n in numbers for one in entrances.of(guide(n), answer(address.format(f"A00{n}00{n}")))]


@pytest.mark.parametrize("failure", [None, Failure.LOGIN_REQUIRED])
def test_entrances_that_lead_to_one_place_are_opened_a_few_times(failure: Failure | None) -> None:
    entrances = OnlineEntrances(part)
    first = asked(entrances, "/uc/apply?item={}", range(9))
    assert [one.target.url for one in first] == [f"{HOST}/uc/apply?item=A00{n}00{n}" for n in range(SAMPLED)]
    assert [came(entrances, one, failure=failure) for one in first] == [[], [], []]
    assert not asked(entrances, "/uc/apply?item={}", range(9, 12))
    assert len(asked(entrances, "/uc/other?item={}", range(2))) == 2


def test_the_item_may_stand_in_the_address_that_a_login_goes_on_to() -> None:
    entrances = OnlineEntrances(part)
    first = asked(entrances, "/uc/login?back=apply%3Fitem%3D{}", range(9))
    assert len(first) == SAMPLED
    assert len(asked(entrances, "/uc/login?back=other%3Fitem%3D{}", range(2))) == 2


def page_with(address: str, number: int) -> Page:
    return Page(text=f"<a href='{address}'>在线办理</a>", url=f"{HOST}/guide/{number}", evidence="e")


GOES_ON = "http://sso.example/login?app=zwfw&{}={}"
APPLIES = "https%3A%2F%2Fsb.example%2F%23%2Fapply%2F{}"


@pytest.mark.parametrize("name", ["redirect_uri", "back", "u"])
@pytest.mark.parametrize("there", [APPLIES, "/apply/{}", "%252Fapply%252F{}", "//sb.example/apply?item={}"])
@pytest.mark.parametrize("answers", [True, False])
def test_a_login_is_one_entrance_wherever_it_goes_on_to(name: str, there: str, answers: Any) -> None:
    entrances = OnlineEntrances(part)
    addresses = [GOES_ON.format(name, there.format(word)) for word in ("shui-7", "qu-8", "dao-9", "ran-3")]
    pages = [answer(at) if answers else page_with(at, n) for n, at in enumerate(addresses)]
    first = [one for n, page in enumerate(pages[:3]) for one in entrances.of(guide(n), page)]
    assert [one.target.url for one in first] == addresses[:1]
    assert came(entrances, first[0], failure=Failure.LOGIN_REQUIRED) == []
    assert not [*entrances.of(guide(3), pages[3])]


@pytest.mark.parametrize("failure", [None, Failure.HTTP_4XX])
def test_what_goes_on_by_an_address_and_is_no_login_is_opened_for_each(failure: Failure | None) -> None:
    entrances = OnlineEntrances(part)
    addresses = [f"{HOST}/jump?url={APPLIES.format(n)}" for n in ("shui", "qu", "dao")]
    first = [one for n, at in enumerate(addresses[:2]) for one in entrances.of(guide(n), page_with(at, n))]
    assert [one.target.url for one in first] == addresses[:1]
    assert came(entrances, first[0], failure=failure) == addresses[1:2]
    assert [one.target.url for one in entrances.of(guide(2), page_with(addresses[2], 2))] == addresses[2:]


def test_logins_that_differ_in_more_than_where_they_go_on_to_are_several() -> None:
    entrances = OnlineEntrances(part)
    addresses = [f"http://sso.example/login?app={app}&back=/apply/{app}" for app in ("shui", "qu")]
    addresses += [f"http://sso.example/{app}?back=apply" for app in ("shui", "qu")]
    found = [one.target.url for n, at in enumerate(addresses) for one in entrances.of(guide(n), page_with(at, n))]
    assert found == addresses


@pytest.mark.parametrize("failure", [None, Failure.HTTP_4XX, Failure.ROBOTS_DISALLOWED])
def test_each_is_opened_where_they_lead_to_pages_of_their_own_or_do_not_open(failure: Failure | None) -> None:
    entrances = OnlineEntrances(part)
    first = asked(entrances, "/apply?item={}", range(5))
    found = [came(entrances, one, page=one.target.url, failure=failure) for one in first]
    assert found == [[], [], [f"{HOST}/apply?item=A00{n}00{n}" for n in (3, 4)]]
    assert len(asked(entrances, "/apply?item={}", range(6, 9))) == 3


def test_what_takes_a_browser_is_opened_a_few_times_whatever_it_shows() -> None:
    entrances = OnlineEntrances(part)
    first = asked(entrances, "/#/apply?item={}", range(5))
    assert len(first) == SAMPLED
    assert not any(came(entrances, one, failure=Failure.EMPTY_SHELL) for one in first)
    assert not any(came(entrances, one, page=one.target.url) for one in first)


def test_links_of_pages_are_opened_for_each_guide() -> None:
    entrances = OnlineEntrances(part)
    pages = [
        Page(text=f"<a href='/apply/{n}001'>在线办理</a>", url=f"{HOST}/guide/{n}", evidence="e") for n in range(6)
    ]
    found = [one.target.url for n, page in enumerate(pages) for one in entrances.of(guide(n), page)]
    assert found == [f"{HOST}/apply/{n}001" for n in range(6)]


def row(number: int, key: str = "在线办理", address: str = "/uc/apply?item=A{0}00{0}") -> ItemLink:
    cells = ((key, address.format(number), "/ul/li"),)
    return ItemLink(key=f"i{number}", name="养犬登记", code=None, target=None, locator="/ul/li", cells=cells)


def test_the_entrance_of_a_row_serves_where_its_guide_has_none() -> None:
    entrances = OnlineEntrances(part)
    bare = Page(text="<h1>养犬登记</h1><p>受理条件</p>", url=f"{HOST}/guide/1", evidence="e")
    own = Page(text="<script></script><a href='/apply/1'>在线办理</a>", url=f"{HOST}/guide/1", evidence="e")
    made = Page(text="<script></script><a onclick='go(1)'>在线办理</a>", url=f"{HOST}/guide/1", evidence="e")
    found = [one for n in range(1, 9) for one in entrances.of_row(guide(n), bare, row(n))]
    assert [one.target.url for one in found] == [f"{HOST}/uc/apply?item=A{n}00{n}" for n in range(1, SAMPLED + 1)]
    assert not [*entrances.of_row(guide(9), own, row(9)), *entrances.of_row(guide(9), made, row(9))]


@pytest.mark.parametrize(
    ("key", "address", "count"),
    [
        ("onlineUrl", "https://sb.example/apply/{}", 1),
        ("onlineUrl", "apply?id={}", 0),
        ("onlineUrl", "../apply?id={}", 0),
        ("在线办理", "javascript:go({})", 0),
        ("onlineUrl", "1", 0),
        ("consultUrl", "/ask/{}", 0),
    ],
)
def test_addresses_of_rows(key: str, address: str, count: int) -> None:
    entrances = OnlineEntrances(part)
    assert len([*entrances.of_row(guide(1), answer("", "note"), row(1, key, address))]) == count


@pytest.mark.parametrize(
    ("key", "address", "found"),
    [
        ("handleOnlineUrl", "/apply/7", True),
        ("wssb_dz", "http://sb.example/7", True),
        ("在线办理地址", "/apply/7", True),
        ("onlineUrl", "#/apply?id=7", True),
        ("onlineUrl", "登录后办理", False),
        ("applyFormUrl", "/apply/7", False),
        ("applyUrl", "/file/7.docx", False),
        ("publicUrl", "/apply/7", False),
        ("onlineDepth", "/apply/7", False),
    ],
)
def test_keys_of_an_answer_for_the_entrance(key: str, address: str, found: bool) -> None:
    assert bool(told_entries(answer(address, key))) is found
