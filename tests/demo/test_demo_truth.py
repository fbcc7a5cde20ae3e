from __future__ import annotations

from collections import defaultdict

import pytest

from crawler.demo import edits
from crawler.demo.facts import regions
from crawler.demo.truth import Kind, Seeded, not_shown, truth
from crawler.domain.check import Subject
from crawler.domain.elements import KEY_ELEMENTS
from crawler.verdicts.judge import all_checks

JUDGING = [check.id for check in all_checks().values() if not check.measure]
OF_GUIDES = {c.id for c in all_checks().values() if c.subject in {Subject.SERVICE_GUIDE, Subject.SERVICE_ITEM}}


def _portals_of(check: str, kind: Kind) -> set[str]:
    return {row.portal for row in truth() if row.check == check and row.kind is kind}


@pytest.mark.parametrize("check", sorted(OF_GUIDES.intersection(JUDGING) - set(not_shown())))
@pytest.mark.parametrize("kind", list(Kind))
def test_every_check_of_guides_has_two_of_each_kind_on_two_portals(check: str, kind: Kind) -> None:
    assert len([row for row in truth() if row.check == check and row.kind is kind]) >= 2
    assert len(_portals_of(check, kind)) >= 2


@pytest.mark.parametrize("check", sorted(set(JUDGING) - OF_GUIDES - set(not_shown())))
@pytest.mark.parametrize("kind", list(Kind))
def test_every_check_of_lists_and_portals_has_one_of_each_kind(check: str, kind: Kind) -> None:
    assert _portals_of(check, kind)


def test_checks_that_no_sample_portal_can_show_are_named_and_have_no_rows() -> None:
    assert set(not_shown()) <= set(JUDGING)
    assert not {row.check for row in truth()} & set(not_shown())


def test_truth_names_only_checks_that_are_built() -> None:
    assert {row.check for row in truth()} <= set(JUDGING)


def test_no_row_stands_twice_and_nothing_is_both_kinds() -> None:
    rows = [(row.check, row.portal, row.key, row.element) for row in truth()]
    assert len(rows) == len(set(rows))
    kinds: dict[tuple[str, str, str | None], set[Kind]] = defaultdict(set)
    for row in truth():
        kinds[row.check, row.portal, row.key].add(row.kind)
    assert all(len(found) == 1 for found in kinds.values())


def test_rows_about_items_carry_their_published_code_and_name() -> None:
    rows = [row for row in truth() if row.key is not None]
    assert all(row.item and row.name and row.why for row in rows)
    found = next(row for row in rows if (row.portal, row.key, row.check) == _cut("code.implementation_code"))
    assert found.item is not None
    assert len(found.item) == 30


def _cut(check: str) -> tuple[str, str, str]:
    return ("990001", "annual_vehicle", check)


def test_rows_without_an_item_are_about_lists_and_portals() -> None:
    assert not {row.check for row in truth() if row.key is None} & OF_GUIDES


def test_most_guides_of_the_three_portals_are_right() -> None:
    for region in regions()[:3]:
        wrong = {row.key for row in _defects(region.code) if row.check in OF_GUIDES}
        assert len(wrong) < len(region.items) / 2


def test_every_edited_item_is_in_the_truth() -> None:
    known = {(row.portal, row.key) for row in truth()}
    for region in regions():
        for item, what, _ in edits.edits_of(region.code):
            assert (region.code, item) in known, what


def test_implied_defects_are_written_down_too() -> None:
    missing = {
        "name": "name",
        "legal_basis": "legal_basis",
        "conditions": "conditions",
        "materials": "materials",
        "place": "place",
        "hours": "hours",
        "phone": "consultation_phone",
        "procedure": "procedure",
    }
    assert set(missing.values()) == set(KEY_ELEMENTS)
    lacking: dict[tuple[str, str | None], int] = defaultdict(int)
    for row in _defects():
        if row.check.removeprefix("service_guide.") in missing:
            lacking[row.portal, row.key] += 1
    too_many = {(row.portal, row.key) for row in _defects() if row.check == "service_guide.key_element_count"}
    assert {guide for guide, count in lacking.items() if count >= 4} == too_many


def _defects(portal: str | None = None) -> list[Seeded]:
    return [row for row in truth() if row.kind is Kind.DEFECT and portal in {None, row.portal}]
