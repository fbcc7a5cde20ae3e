"""One defect planted in a right page gives exactly that finding, in every layout."""

from __future__ import annotations

import tomllib

import pytest

from crawler.accuracy.gold import GoldPage
from crawler.accuracy.mutation import edit_html, edit_json, plant_all
from crawler.accuracy.planting import PLANTINGS, checks_planted
from crawler.domain.elements import Reading, State
from crawler.verdicts.judge import all_checks
from tests.gold.gold_set import GOLD, GUIDES, LABELS

LAYOUTS = sorted({e.layout.name for e in GUIDES})
PLANTED_AT_LEAST = 2
"""Layouts."""
_LISTED: dict[str, list[str]] = tomllib.loads((GOLD / "not_reached.toml").read_text("utf-8"))
NOT_PLANTED = _LISTED["not_planted"]
NOT_REACHED = _LISTED["planted"]
"""Plantings that are not found as they should be yet: entry and what is planted."""
GUIDES_EACH = 2
"""Of a layout, for each defect."""


@pytest.fixture(scope="module")
def planted_checks() -> dict[str, set[str]]:
    """Layouts in which each planting could be made."""
    return {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_planted_defect_is_found_and_nothing_else(layout: str, planted_checks: dict[str, set[str]]) -> None:
    planted = list(plant_all([e for e in GUIDES if e.layout.name == layout], LABELS, most=GUIDES_EACH))
    for one in planted:
        planted_checks.setdefault(one.planting.check, set()).add(layout)

    assert bool(planted) is (layout not in NOT_PLANTED)
    wrong = {f"{p.entry}: {p.planting.name}": f"found {p.found}, beside {p.beside}" for p in planted if not p.right}
    known = {name for name in NOT_REACHED if name.startswith(f"{layout}/")}
    assert wrong.keys() == known, "\n".join(["", *(f"{name}: {why}" for name, why in sorted(wrong.items()))])


def test_every_planting_can_be_made_in_several_layouts(planted_checks: dict[str, set[str]]) -> None:
    assert {c for c in checks_planted() if len(planted_checks.get(c, ())) < PLANTED_AT_LEAST} == set()


def test_what_is_planted_is_a_check() -> None:
    built = set(all_checks())
    assert {c for p in PLANTINGS for c in (p.check, *p.implies)} <= built


def reading(value: str, locator: str, label: str | None = None) -> Reading:
    return Reading(element="place", state=State.STATED, value=value, label=label, evidence="e", locator=locator)


def test_an_edit_keeps_the_label_that_shares_the_element() -> None:
    body = "<html><body><p>地点：人民路1号 电话：1234</p></body></html>".encode()
    page = GoldPage(url="https://a.example/", content_type="text/html; charset=utf-8")
    edited = edit_html(body, page, reading("人民路1号", "/html/body/p"), "待定")

    assert edited is not None
    assert "地点：待定 电话：1234" in edited.decode()


def test_an_edit_leaves_a_label_alone_that_holds_the_value() -> None:
    body = "<html><body><p>办件：即办 是否收费：收费</p></body></html>".encode()
    page = GoldPage(url="https://a.example/", content_type="text/html; charset=utf-8")
    edited = edit_html(body, page, reading("收费", "/html/body/p", "是否收费"), "不收费")

    assert edited is not None
    assert "是否收费：不收费" in edited.decode()


def test_an_edit_of_a_place_that_is_not_there_is_none() -> None:
    page = GoldPage(url="https://a.example/", content_type="text/html")
    assert edit_html(b"<p>a</p>", page, reading("b", "/html/body/p"), "c") is None
    assert edit_html(b"<p>a</p>", page, reading("a", "/html/body/div"), "c") is None


def test_an_answer_is_edited_at_its_pointer() -> None:
    page = GoldPage(url="https://a.example/", content_type="application/json")
    body = '{"data": [{"a/b": "人民路1号"}], "code": 0}'.encode()

    assert edit_json(body, page, reading("人民路1号", "/data/0/a~1b"), "") == b'{"data": [{"a/b": ""}], "code": 0}'
    assert edit_json(body, page, reading("0", "/code"), "") is None
