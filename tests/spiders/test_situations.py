"""Situations that an answer tells its page, asked for as a rendered guide asked for one (platforms/situations.py)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.page.guides.told_cases import told_cases
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from spiders.platforms.situations import Situations
from spiders.platforms.walking import Errand, Look

HOST = "http://zwfw.example.gov.cn"
CASES = [{"id": "01", "name": "本人办理"}, {"id": "02", "name": "委托他人办理"}]


def page_of(item: str) -> Target:
    return Target(url=f"{HOST}/matter/{item}")


def answer(url: str, data: object) -> JsonPage:
    return JsonPage(data=data, text="", url=url, evidence=url)


def look(errand: Errand, *calls: tuple[str, object]) -> Look:
    """What an errand brought, and the calls of the page with their answers."""

    def evidence(target: Target, via: Via) -> Evidence:
        return Evidence(
            id=target.key,
            region="990001",
            kind=errand.kind,
            target=target,
            state=FetchState.FETCHED,
            status=200,
            content_type="application/json",
            item=errand.item,
            via=via,
        )

    made = tuple(
        Look(
            evidence=evidence(Target(url=HOST + path), Via.BROWSER), body=json.dumps(data, ensure_ascii=False).encode()
        )
        for path, data in calls
    )
    return Look(evidence=evidence(errand.target, Via.HTTP), body=b"", calls=made)


def guide(item: str, *, render: bool = False) -> Errand:
    target = page_of(item) if render else Target(url=f"{HOST}/api/guide/{item}")
    return Errand(target=target, kind=PageKind.GUIDE, parent="e0", item=item, render=render)


def told(situations: Situations, item: str, cases: object = CASES) -> list[Errand]:
    errand = guide(item)
    data = {"ok": True, "data": {"name": "取水许可", "situations": cases}}
    return [*situations.of(errand, answer(errand.target.url, data), look(errand))]


def materials(item: str, case: str) -> tuple[str, object]:
    return f"/api/materials?num={item}&sit={case}", {"list": [{"name": "取水许可申请书"}, {"name": "身份证明"}]}


def base(item: str) -> tuple[str, object]:
    return f"/api/guide/{item}", {"data": {"name": "取水许可", "situations": CASES}}


def asked(errands: list[Errand]) -> list[str]:
    return [one.target.url.removeprefix(HOST) for one in errands]


def test_a_guide_with_situations_shows_how_those_of_all_are_asked_for() -> None:
    situations = Situations(page_of, may_render=True)
    assert told(situations, "100200", []) == []  # no choice: nothing to ask for
    [scout] = told(situations, "100201")
    assert (scout.target.url, scout.render, scout.item) == (f"{HOST}/matter/100201", True, "100201")
    assert told(situations, "100202") == []  # waits

    came = look(scout, base("100201"), materials("100201", "01"), materials("100201", "02"))
    found = [*situations.shown(scout, came)]
    assert asked(found) == [materials(n, case)[0] for n in ("100201", "100202") for case in ("01", "02")]
    assert {one.kind for one in found} == {PageKind.FRAGMENT}
    assert asked(told(situations, "100203")) == [materials("100203", case)[0] for case in ("01", "02")]


def test_situations_that_nobody_can_ask_for_are_a_gap_where_the_page_asked_for_two() -> None:
    situations = Situations(page_of, may_render=True)
    [scout] = told(situations, "100201")
    strange = (("/api/m?t=a9f", {"list": ["甲"]}), ("/api/m?t=a9f&case=02", {"list": ["乙"]}))
    assert [*situations.shown(scout, look(scout, base("100201"), *strange))] == []

    [other] = told(situations, "100202")
    two = (("/api/m?k=7d2&case=01", {"list": ["甲"]}), ("/api/m?k=7d2&case=02", {"list": ["乙"]}))
    [gap] = situations.shown(other, look(other, base("100202"), *two))
    assert gap.skip is not None
    assert gap.item == "100202"


def test_a_page_that_shows_all_situations_without_asking_has_no_gap() -> None:
    situations = Situations(page_of, may_render=True)
    [scout] = told(situations, "100201")
    assert [*situations.shown(scout, look(scout, base("100201")))] == []


@pytest.mark.parametrize(
    "data",
    [
        {"situations": []},
        {"situations": CASES[:1]},
        {"flow": CASES},
        {"situations": [{"id": "01", "name": "本人", "materials": [{"name": "申请书"}]}, {"id": "02", "name": "委托"}]},
        {"situations": CASES, "materials": [{"name": "委托书", "sitId": "02"}, {"name": "申请书", "sitId": "01"}]},
        {"data": [{"sitId": "01", "sitName": n, "matName": f"{n}书"} for n in ("委托", "申请")]},
    ],
    ids=["none", "one", "no-situations", "with-their-materials", "referred-to", "materials that refer"],
)
def test_what_is_no_choice_to_ask_for(data: object) -> None:
    assert told_cases(answer(f"{HOST}/api", data)) == ()


@pytest.mark.parametrize("key", ["scene", "case", "taskSituation"])
def test_situations_are_known_by_their_own_keys_under_any_other(key: str) -> None:
    rows = [{f"{key}Id": "1", f"{key}Name": "本人办理"}, {f"{key}Id": "2", f"{key}Name": "委托他人办理"}]
    found = told_cases(answer(f"{HOST}/api", {"code": 200, "data": rows}))
    assert [case.words for case in found] == ["本人办理", "委托他人办理"]


def test_the_choice_in_an_answer() -> None:
    found = told_cases(
        answer(f"{HOST}/api", {"data": {"qxList": [{"qxId": 1, "qxmc": "首次申请"}, {"qxId": 2, "qxmc": "变更"}]}})
    )
    assert [(case.words, case.values) for case in found] == [
        ("首次申请", (("qxId", "1"), ("qxmc", "首次申请"))),
        ("变更", (("qxId", "2"), ("qxmc", "变更"))),
    ]


CHOICE = (
    "<p>办理情形：<label><input type='radio' name='s' value='k1' checked>本人</label>"
    "<label><input type='radio' name='s' value='k2'>委托</label></p><table><tr><th>材料名称</th></tr></table>"
)
"""A part of a guide, which does not say whose it is; its address does."""


def test_a_part_is_asked_for_by_what_it_knows_itself_by() -> None:
    """The whole guide knows its item under a name of its own (`itemCode`), which the part does not hold."""
    situations = Situations(page_of, may_render=True)

    def came(item: str) -> list[Errand]:
        whole = guide(item)
        html = f"<html><body><h1>取水许可</h1><input type='hidden' name='itemCode' value='{item}'></body></html>"
        first = Page(text=html, url=whole.target.url, evidence="g")
        part = replace(whole, target=Target(url=f"{HOST}/tab?code={item}&t=sqcl"), kind=PageKind.FRAGMENT)
        tab = Page(text=CHOICE, url=part.target.url, evidence="f")
        return [*situations.of(whole, first, look(whole)), *situations.of(part, tab, look(part))]

    [scout] = came("100201")
    shown = f"<html><body><input type='hidden' name='itemCode' value='100201'>{CHOICE}</body></html>"
    calls = look(scout, materials("100201", "k1"), materials("100201", "k2")).calls
    part = replace(calls[0].evidence, target=Target(url=f"{HOST}/tab?code=100201&t=sqcl"), content_type="text/html")
    main = replace(look(scout).evidence, content_type="text/html", via=Via.BROWSER)
    seen = Look(evidence=main, body=shown.encode(), calls=(Look(evidence=part, body=CHOICE.encode()), *calls))

    assert asked([*situations.shown(scout, seen)]) == [materials("100201", case)[0] for case in ("k1", "k2")]
    assert asked(came("100202")) == [materials("100202", case)[0] for case in ("k1", "k2")]
