"""A disk that takes no more is our fault: one reason, exit code 5, nothing judged, and the same command goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Any

REGION = "990305"

if TYPE_CHECKING:
    import pytest

_LARGEST = 100_000
"""Bytes that a file may have: fewer than the pages of the region, more than what is noted of a run that has begun."""


def test_a_disk_that_is_full_is_no_failure_of_the_portal(
    observed: Any, served: Any, results: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert served("db", "upgrade").code == 0
    words = ["run", "--round", "R1", "--portals", str(served.profiles), "--region", REGION, "--allow-private"]

    full = subprocess.run(
        [sys.executable, "-m", "crawler", "--data", str(served.data), "--lang", "en", *words],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST)),
        capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "400"},
    )  # fmt: skip

    assert full.returncode == 5, full.stderr
    assert "evidence cannot be written to" in full.stdout
    assert "see to the disk" in full.stdout
    assert "not gathered" in full.stdout
    assert "Traceback" not in full.stderr
    assert "error of the program" not in full.stdout + full.stderr
    assert served.run("R1").code == 0
    assert results(served.export("R1")) == results(observed.bundle)
