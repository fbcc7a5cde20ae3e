"""The checks of values over real rows: no crash, and the page in docs says what they say today."""

from __future__ import annotations

import os
import tomllib

import pytest

from benchmarks import real_values
from crawler import catalogue
from crawler.extract.labels.dictionary import read_labels
from crawler.row_inspection import inspect_rows

pytestmark = pytest.mark.samples


@pytest.fixture(scope="module")
def tallied() -> tuple[int, dict[str, real_values.Tally]]:
    if not real_values.SAMPLE.exists():
        reason = "no ../shared/samples beside the checkout"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return real_values.tally()


def test_no_check_crashes_on_a_real_row(tallied: tuple[int, dict[str, real_values.Tally]]) -> None:
    count, found = tallied

    assert count > 1000
    assert {"time_limit.form", "contact.phone_form", "service_guide.conditions", "code.credit_code"} <= set(found)


def test_page_gives_the_shares_of_today(tallied: tuple[int, dict[str, real_values.Tally]]) -> None:
    marks = tomllib.loads(real_values.MARKS.read_text(encoding="utf-8"))

    written = real_values.PAGE.read_text(encoding="utf-8")

    assert written == real_values.page(*tallied, marks), "run: python -m benchmarks.real_values"


def test_what_fails_often_was_read_and_is_right(tallied: tuple[int, dict[str, real_values.Tally]]) -> None:
    count, found = tallied
    marks = tomllib.loads(real_values.MARKS.read_text(encoding="utf-8"))

    often = {check: mine for check, mine in found.items() if len(mine.failed) > real_values.READ_ABOVE * count}
    for check, mine in often.items():
        read = [marks[check][str(line)] for line, _ in real_values.sampled(mine, check)]
        assert len(read) == real_values.QUOTES
        assert sum(mark.startswith("right") for mark in read) >= 18


def test_inspected_as_they_are_no_check_fails_three_rows_in_ten(
    tallied: tuple[int, dict[str, real_values.Tally]],
) -> None:
    count, _ = tallied

    found = inspect_rows(real_values.SAMPLE, labels=read_labels(catalogue.labels_text()), tell=lambda *_: None)

    assert (found.rows, found.no_guides) == (count, 0)
    assert {one.check: one.failed for one in found.checks if one.failed > 0.3 * count} == {}
    asked = {one.check for one in found.checks if one.decided > 0.3 * count}
    assert {"contact.phone_form", "service_guide.name", "service_guide.materials", "visits.count"} <= asked
