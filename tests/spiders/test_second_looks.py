"""How pages are asked that findings rest on: in a browser where scripts may say what the page as it came does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.domain.evidence import AT_A_FINDING, Evidence, Failure, FetchState, PageKind, Target, Via
from spiders.platforms.walking import Errand, Look
from spiders.second_looks import SecondLooks, parts_by_calls

SCRIPT = "<script src='/app.js'></script>"


def page(body: str) -> bytes:
    return f"<html><head><title>办事指南</title></head><body>{body}</body></html>".encode()


def guide(number: int, *, kind: PageKind = PageKind.GUIDE, method: str = "GET") -> Evidence:
    return Evidence(
        id=f"e{number}", region="990001", kind=kind, target=Target(url=f"http://a.gov.cn/{number}", method=method),
        state=FetchState.FETCHED, item=f"i{number}", status=200, content_type="text/html; charset=utf-8",
    )  # fmt: skip


def asked(
    looks: list[Evidence], came: str, shown: str | None = None, *, may_render: bool = True
) -> list[tuple[str, bool]]:
    """What is asked, and whether in a browser; `shown` is what that shows, None where it opens nothing."""
    walker = SecondLooks(looks, lambda _: page(came), may_render=may_render)
    waiting, every = list(walker.start()), list[Errand]()
    while waiting:
        errand = waiting.pop(0)
        every.append(errand)
        first = next(one for one in looks if one.target == errand.target)
        evidence = replace(first, via=Via.BROWSER if errand.render else Via.HTTP, look=AT_A_FINDING)
        if errand.render and shown is None:
            evidence = replace(evidence, state=FetchState.FAILED, failure=Failure.TIMEOUT)
        body = page(shown or "") if errand.render else page(came)
        waiting += walker.receive(errand, Look(evidence=evidence, body=body))
    return [(one.target.url.rpartition("/")[2], one.render) for one in every]


FIVE = [guide(number) for number in range(1, 6)]


def test_a_browser_that_shows_no_more_is_asked_for_the_first_alone() -> None:
    same = f"<p>是否收费</p><p>不收费</p>{SCRIPT}"
    assert asked(FIVE, same, same) == [("1", True), ("2", True), ("3", True), ("4", False), ("5", False)]


def test_a_browser_that_shows_more_is_asked_for_all() -> None:
    came, shown = f"<p>是否收费</p><p></p>{SCRIPT}", f"<p>是否收费</p><p>不收费</p>{SCRIPT}"
    assert asked(FIVE, came, shown) == [(str(n), True) for n in range(1, 6)]


def test_what_no_browser_opens_is_asked_as_before() -> None:
    assert asked(FIVE[:2], f"<p>是否收费</p>{SCRIPT}") == [("1", True), ("2", True), ("1", False), ("2", False)]


@pytest.mark.parametrize(
    "added",
    [
        "<p>今天是2026年11月28日 星期六</p>",
        "<a href='/x'>您好，请登录</a>",
        "<p>浏览 1203 次</p>",
        "<style>.p1{}</style>",
    ],
)
def test_clocks_counters_and_menus_are_nothing_that_an_item_says(added: str) -> None:
    came = f"<p>是否收费</p><p></p>{SCRIPT}"
    assert asked(FIVE[:4], came, came + added)[-1] == ("4", False)


def test_the_same_words_once_more_are_more() -> None:
    came, shown = f"<p>不收费</p><p></p>{SCRIPT}", f"<p>不收费</p><p>不收费</p>{SCRIPT}"
    assert asked(FIVE[:4], came, shown)[-1] == ("4", True)


@pytest.mark.parametrize(
    ("look", "came", "may_render"),
    [
        (guide(1), "<p>是否收费</p>", True),
        (guide(1, kind=PageKind.LIST), SCRIPT, True),
        (guide(1, method="POST"), SCRIPT, True),
        (guide(1), SCRIPT, False),
    ],
    ids=["no script", "no guide", "posted", "no browser wanted"],
)
def test_other_pages_are_asked_as_before(look: Evidence, came: str, *, may_render: bool) -> None:
    assert asked([look], came, came, may_render=may_render) == [("1", False)]


@pytest.mark.parametrize(
    ("call", "said", "rendered"),
    [
        ("http://a.gov.cn/part?no=47110001&t=2", "<p>申请人年满十八周岁</p>", True),
        ("http://a.gov.cn/part?no=47110001&t=2", "<p>是否收费</p>", False),
        ("http://a.gov.cn/count?no=47110001", "<p>1203</p>", False),
        ("http://a.gov.cn/news?top=5", "<p>大厅搬迁的公告</p>", False),
    ],
    ids=["a part of it", "what the page holds", "a counter", "of no guide"],
)
def test_what_a_click_on_a_guide_brings_is_more_as_well(call: str, said: str, *, rendered: bool) -> None:
    came = page(f"<p>是否收费</p><script>var no = '47110001';</script>{SCRIPT}")
    walker = SecondLooks(FIVE[:4], lambda _: came)
    part = replace(
        FIVE[0], id="part", kind=PageKind.API, target=Target(url=call), content_type="text/html; charset=utf-8"
    )
    after = list[Errand]()
    for errand in list(walker.start()):
        look = Look(
            evidence=replace(guide(int(errand.target.url[-1])), via=Via.BROWSER, look=AT_A_FINDING),
            body=came,
            calls=(Look(evidence=part, body=f"<html><body>{said}</body></html>".encode()),),
        )
        after += walker.receive(errand, look)
    assert [(one.target.url[-1], one.render) for one in after] == [("4", rendered)]


def told_by(words: str) -> bytes:
    return words.encode() if words.startswith("{") else page(words)


FEE = "<p>申请人年满十八周岁</p>"


@pytest.mark.parametrize(
    ("brought", "kind", "after"),
    [
        (FEE, "text/html", [("4", False), ("part-4", False)]),
        ('{"tj": "申请人年满十八周岁", "no": 7}', "application/json", [("4", False), ("part-4", False)]),
        ('{"tj": "申请人应当年满十八周岁"}', "application/json", [("4", True)]),
        ("<p>是否收费</p>", "text/html", [("4", True)]),
        (FEE, "application/javascript", [("4", True)]),
    ],
    ids=["all of it", "as data", "other data", "something else", "by a script"],
)
def test_what_calls_had_brought_is_no_more_and_is_asked_again(
    brought: str, kind: str, after: list[tuple[str, bool]]
) -> None:
    came, shown = page(f"<p>是否收费</p><div id='t2'></div>{SCRIPT}"), page(f"<p>是否收费</p>{FEE}{SCRIPT}")
    parts = [
        replace(
            one, id=f"part{one.id}", kind=PageKind.FRAGMENT, parent=one.id, content_type=kind,
            target=Target(url=f"http://a.gov.cn/part-{one.id[1:]}"),
        )
        for one in FIVE
    ]  # fmt: skip
    told = parts_by_calls([*FIVE, *parts])
    walker = SecondLooks(FIVE[:4], lambda one: came if one in FIVE else told_by(brought), parts=told)
    asked_after = list[Errand]()
    for errand in list(walker.start()):
        evidence = replace(FIVE[int(errand.target.url[-1]) - 1], via=Via.BROWSER, look=AT_A_FINDING)
        asked_after += walker.receive(errand, Look(evidence=evidence, body=shown))

    assert [(one.target.url.rpartition("/")[2], one.render) for one in asked_after] == after
    assert {one.look for one in asked_after} == {AT_A_FINDING}
