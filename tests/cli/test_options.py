from __future__ import annotations

import pytest

from crawler.cli.options import globals_first


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["run", "--round", "2026Q4", "--json"], ["--json", "run", "--round", "2026Q4"]),
        (["status", "--db", "sqlite:///a.db", "-v"], ["--db", "sqlite:///a.db", "-v", "status"]),
        (["--lang", "en", "checks"], ["--lang", "en", "checks"]),
        (["checks", "--lang=en"], ["--lang=en", "checks"]),
        (["inspect", "--", "--json"], ["inspect", "--", "--json"]),
        (["status", "--db"], ["status", "--db"]),
        ([], []),
    ],
)
def test_global_options_may_stand_anywhere(given: list[str], expected: list[str]) -> None:
    assert globals_first(given) == expected
