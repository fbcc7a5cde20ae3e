from __future__ import annotations

import re

import pytest

from crawler import catalogue
from crawler.domain.portal import Level
from crawler.errors import UsageError


def test_two_panels_of_thirty_two_regions() -> None:
    sizes = {name: len(panel.members) for name, panel in catalogue.panels().items()}

    assert sizes == {"prov32": 32, "city32": 32, "all64": 64}
    for name, level in (("prov32", Level.PROVINCIAL), ("city32", Level.KEY_CITY)):
        assert {catalogue.region(code).level for code in catalogue.panel(name).members} == {level}


def test_a_city_belongs_to_its_province() -> None:
    for region in catalogue.regions().values():
        if region.level is Level.KEY_CITY:
            assert region.parent == f"{region.code[:2]}0000"
            assert region.parent in catalogue.regions()
        else:
            assert region.parent is None


def test_the_indicator_tree_holds_together() -> None:
    system = catalogue.indicator_system()
    levels = {indicator.code: indicator.level for indicator in system.indicators}
    assert len(levels) == len(system.indicators)
    fed = [check for indicator in system.indicators for check in indicator.checks]

    assert len(system.tertiary()) == 63
    assert len(fed) == len(set(fed)) == 110
    for indicator in system.indicators:
        assert (indicator.parent is None) == (indicator.level == 1)
        assert indicator.parent is None or levels[indicator.parent] == indicator.level - 1
        assert bool(indicator.checks) == (indicator.level == 3)
        assert indicator.parent is None or indicator.code.startswith(f"{indicator.parent}.")


def test_area_codes_are_numbers_with_a_leading_zero() -> None:
    codes = catalogue.area_codes()

    assert codes["330300"] == ("0577",)
    assert "024" in codes["210100"]
    assert all(re.fullmatch(r"0\d{2,3}", code) for accepted in codes.values() for code in accepted)


def test_code_lists_have_no_code_twice_for_one_label() -> None:
    rows = [(row["list"], row["context"], row["code"], row["label"]) for row in catalogue.code_values()]

    assert len(rows) == len(set(rows)) > 100


@pytest.mark.parametrize(
    "ask",
    [
        lambda: catalogue.region("999999"),
        lambda: catalogue.portal_profile("999999"),
        lambda: catalogue.panel("prov33"),
        lambda: catalogue.indicator_system("../project"),
    ],
)
def test_what_is_unknown_is_told_in_one_line(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(UsageError, match=r"^unknown [^\n]+$"):
        ask()
