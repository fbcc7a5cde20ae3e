"""The long trials: a short form with every `make test`, the full form with `make soak`."""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Length:
    """How long the trials are."""

    kills: int
    rendered_pages: int
    rounds: int
    kills_a_round: int

    @property
    def is_full(self) -> bool:
        return self.kills > 10


@pytest.fixture(scope="session")
def length() -> Length:
    """The full form where `make soak` asks for it."""
    return Length(100, 5000, 20, 5) if os.environ.get("PORTAL_AUDIT_SOAK") == "full" else Length(10, 300, 1, 2)
