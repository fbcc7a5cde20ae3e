"""Other indicator systems on the command line: listed, chosen for a round, and kept by it."""

from __future__ import annotations

from typing import Any

import pytest

from crawler import catalogue


@pytest.mark.parametrize("system", catalogue.indicator_systems())
def test_every_system_is_listed_with_its_checks(desk: Any, system: str) -> None:
    rows = desk("indicators", "--system", system, "--json").document
    checks = desk("checks", "--system", system, "--json").document
    tree = catalogue.indicator_system(system)

    assert [row["code"] for row in rows] == [one.code for one in tree.indicators]
    assert all(row["indicator"] in {one.code for one in tree.tertiary()} for row in checks)
    unseen = {row["code"]: row["unobservable"] for row in rows if row["unobservable"]}
    assert unseen == {one.code: one.unobservable for one in tree.indicators if one.unobservable}


def test_an_unknown_system_and_a_check_that_it_does_not_use_are_one_line(desk: Any) -> None:
    known = desk("run", "--round", "R1", "--region", "110000", "--system", "site_review").one_line()
    foreign = desk(
        *("run", "--round", "R1", "--region", "110000", "--system", "site_review_2019", "--check", "fee.status")
    ).one_line()

    assert "没有指标体系 site_review：可写 census_2015" in known
    assert "指标体系 site_review_2019 不含这些检查点" in foreign


def test_a_round_is_observed_rechecked_and_exported_by_the_system_it_was_begun_with(served: Any) -> None:
    assert served.run("V1", "--system", "site_review_2019").code == 0
    first = served.export("V1")
    assert served("recheck", "--round", "V1").code == 0
    again = served.export("V1", "again")

    assert {row["system"] for row in first["observations"]} == {"site_review_2019"}
    values = {row["indicator"]: (row["status"], row["value"]) for row in first["observations"]}
    assert values["VETO.5.2"] == ("not_observable", None)
    assert values["VETO.6.1"][0] == "observed"
    assert {row["indicator"]: (row["status"], row["value"]) for row in again["observations"]} == values
    assert {row["check"] for row in first["verdicts"]} <= {
        check for one in catalogue.indicator_system("site_review_2019").tertiary() for check in one.checks
    }
    assert "用的指标体系是 site_review_2019，不是 project" in served.run("V1").one_line()
