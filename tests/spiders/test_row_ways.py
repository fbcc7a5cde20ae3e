"""Rows that a script opens at an address which the portal composes in part, and addresses that were made wrongly."""

from __future__ import annotations

from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.page.finds import ItemLink
from spiders.platforms.guides import Guides
from spiders.platforms.walking import Errand, Look

PORTAL = "http://zwfw.yunxi.gov.cn"


def item(name: str, number: int, moment: str) -> ItemLink:
    call = f"show('{number}','1260','{moment}')"
    return ItemLink(key=name, name=name, code=None, target=Target(url=f"javascript:{call}"), locator="/")


ITEMS = (
    item("取水许可核发", 138201, "2020-02-11 15:28:53.0"),
    item("渡船登记", 138214, "2020-02-11 15:28:53.0"),
    item("采砂许可核发", 138227, "2021-12-10 08:24:36.0"),
    item("船员注册", 138240, "2019-06-25 09:32:47.0"),
)


def look(
    errand: Errand,
    body: str = "<p>x</p>",
    *,
    at: str | None = None,
    calls: tuple[Look, ...] = (),
    failure: Failure | None = None,
) -> Look:
    evidence = Evidence(
        id=f"g-{errand.target.key}", region="990001", kind=errand.kind, target=errand.target, item=errand.item,
        state=FetchState.FAILED if failure else FetchState.FETCHED, failure=failure, content_type="text/html",
        via=Via.BROWSER, final_url=at,
    )  # fmt: skip
    return Look(evidence=evidence, body=b"" if failure else body.encode(), calls=calls)


def answer(url: str, body: str) -> Look:
    return look(Errand(target=Target(url=f"{PORTAL}{url}"), kind=PageKind.API), body)


def clicked(guides: Guides, *calls: Look) -> list[Errand]:
    """What follows from a click on the first row, which opened its guide."""
    for one in ITEMS:
        assert list(guides.want(one, one.target, None)) == []
    guides.shown_at(f"{PORTAL}/list", ITEMS)
    [click] = guides.stranded()
    shown = look(click, at=f"{PORTAL}/art/2020/2/11/art_1260_138201.html", calls=calls)
    return list(guides.came(click, shown, shell=False))


def test_what_a_row_asks_before_it_opens_is_asked_for_each_row_and_its_answer_stands_in_the_address() -> None:
    guides = Guides(may_render=True, always_render=False)

    asked = clicked(guides, answer("/day.do?at=2020-02-11%2015:28:53.0&_=1764331200000", "/2020/2/11/"))

    days = ["2020-02-11", "2021-12-10", "2019-06-25"]
    assert [e.kind for e in asked] == [PageKind.FRAGMENT] * 3
    assert all(f"at={day}" in e.target.url for e, day in zip(asked, days, strict=True))
    days = ["/2020/2/11/", "/2021/12/10/", "/2019/6/25/"]
    told = [one for e, day in zip(asked, days, strict=True) for one in guides.composed(e, look(e, day)) or ()]
    told += [one for first in told for one in guides.came(first, look(first), shell=False)]  # one of a kind comes first
    assert [(e.item, e.target.url) for e in told] == [
        ("渡船登记", f"{PORTAL}/art/2020/2/11/art_1260_138214.html"),
        ("采砂许可核发", f"{PORTAL}/art/2021/12/10/art_1260_138227.html"),
        ("船员注册", f"{PORTAL}/art/2019/6/25/art_1260_138240.html"),
    ]


def test_a_row_whose_question_is_not_answered_is_clicked() -> None:
    guides = Guides(may_render=True, always_render=False)
    first, *others = clicked(guides, answer("/day.do?at=2020-02-11%2015:28:53.0", "/2020/2/11/"))

    assert list(guides.composed(first, look(first, failure=Failure.HTTP_5XX)) or ()) == []
    for one in others:
        assert guides.composed(one, look(one, "/x/1/")) is not None
    guides.shown_at(f"{PORTAL}/list", ITEMS)
    [click] = guides.stranded()
    assert click.target.body == "渡船登记"


def test_an_answer_that_stands_nowhere_in_the_address_is_not_asked_for_again() -> None:
    guides = Guides(may_render=True, always_render=False)

    asked = clicked(guides, answer("/seen.do?id=138201", "1288"))

    assert [(e.kind, e.target.url) for e in asked] == [
        (PageKind.GUIDE, f"{PORTAL}/art/2020/2/11/art_1260_138214.html"),
    ]


def test_addresses_that_were_made_of_one_row_and_lead_nowhere_are_given_up_and_the_rows_are_clicked() -> None:
    guides = Guides(may_render=True, always_render=False)
    [asked] = clicked(guides)

    gone = [asked]
    for _ in range(2):
        [asked] = guides.came(asked, look(asked, failure=Failure.HTTP_4XX), shell=False)
        gone.append(asked)
    assert list(guides.came(asked, look(asked, failure=Failure.HTTP_4XX), shell=False)) == []

    assert all(map(guides.given_up, gone))
    [click] = guides.stranded()  # On the page where the first row was clicked.
    assert click.render
    shown = look(click, at=f"{PORTAL}/art/2021/12/10/art_1260_138227.html")
    found = list(guides.came(click, shown, shell=False))
    assert {e.target.method for e in found} == {click.target.method}
    assert len(found) == 2


def test_a_guide_that_is_gone_among_others_that_came_is_no_fault_of_the_way() -> None:
    guides = Guides(may_render=True, always_render=False)
    [first] = clicked(guides)

    others = list(guides.came(first, look(first), shell=False))
    for one in others:
        assert list(guides.came(one, look(one, failure=Failure.HTTP_4XX), shell=False)) == []
        assert not guides.given_up(one)
    assert list(guides.stranded()) == []
