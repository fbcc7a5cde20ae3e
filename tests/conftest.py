"""What every test may ask for, and the rule that CI leaves nothing out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

ReportT = TypeVar("ReportT", pytest.TestReport, pytest.CollectReport)

IN_CI = os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def needed() -> Callable[[str, bool], None]:
    """Skip a test, with one clear reason, where something of the machine is missing: `needed("Chromium", found)`."""

    def need(what: str, present: bool) -> None:
        if not present:
            pytest.skip(f"missing on this machine: {what}")

    return need


def _loud(report: ReportT) -> ReportT:
    """Under CI a skip is a failure: what CI does not run, nobody runs."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped under CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _loud((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _loud((yield))
