"""Flow charts that a page makes of a value in its answer: rendered guides teach where those of others are."""

from __future__ import annotations

import json

import pytest

from crawler.domain.evidence import Target
from crawler.page.json_page import JsonPage
from crawler.page.learned.shown_routes import ShownRoutes

HOST = "http://zw.example"
LONG = "flow_6f1d2ac0-77b1-4c1e-9d0e-{:012d}"


def answer(**basic: object) -> JsonPage:
    data = {"data": {"basic": {"taskName": "养犬登记", **basic}}}
    return JsonPage(data=data, text=json.dumps(data), url=f"{HOST}/api/guide", evidence="e")


def shown(value: str) -> list[Target]:
    return [Target(url=f"{HOST}/attach/view?id={value}&w=800")]


def test_one_long_number_teaches_the_way_to_all() -> None:
    routes = ShownRoutes()
    routes.learn(shown(LONG.format(1)), [answer(flowFile=LONG.format(1), other="9f31")])
    assert list(routes.of(answer(flowFile=LONG.format(2)))) == shown(LONG.format(2))
    assert not list(routes.of(answer(flowFile="")))
    assert not list(routes.of(answer(otherFile=LONG.format(3))))


def test_a_short_value_takes_two_guides() -> None:
    routes = ShownRoutes()
    routes.learn(shown("4711"), [answer(no="4711")])
    assert not list(routes.of(answer(no="4713")))
    routes.learn(shown("4712"), [answer(no="4712")])
    assert list(routes.of(answer(no="4713"))) == shown("4713")


@pytest.mark.parametrize(
    "answers",
    [
        [answer(flowFile=LONG.format(9))],
        [answer(flowFile=[LONG.format(1)])],
        [answer(flowFile=LONG.format(1)), answer(flowFile=LONG.format(8))],
        [],
    ],
    ids=["another-value", "one-of-a-list", "two-answers", "no-answer"],
)
def test_what_does_not_stand_in_the_address_teaches_nothing(answers: list[JsonPage]) -> None:
    routes = ShownRoutes()
    routes.learn(shown(LONG.format(1)), answers)
    assert not list(routes.of(answer(flowFile=LONG.format(2))))


def test_where_two_values_may_be_meant_neither_is_asked_for() -> None:
    routes = ShownRoutes()
    routes.learn(shown(LONG.format(1)), [answer(flowFile=LONG.format(1), copyFile=LONG.format(1))])
    assert list(routes.of(answer(flowFile=LONG.format(2), copyFile=LONG.format(2)))) == shown(LONG.format(2))
    assert not list(routes.of(answer(flowFile=LONG.format(2), copyFile=LONG.format(3))))
