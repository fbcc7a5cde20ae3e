"""A round that was observed, and where it is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler import storage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def url(sqlite_tables: str) -> str:
    return sqlite_tables


@pytest.fixture
def engine(url: str, sample: Any) -> Iterator[Engine]:
    """A round that was observed."""
    opened = storage.open_database(url)
    sample.store(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "engine"
