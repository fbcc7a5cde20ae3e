"""Regions that the catalogue knows have their English name where English is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler import catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Desk


def test_a_region_is_called_as_its_reader_calls_it() -> None:
    assert catalogue.region_called("110000", "北京市", "en") == "Beijing"
    assert catalogue.region_called("110000", "北京市", "zh") == "北京市"
    assert catalogue.region_called("110000", "首都", "en") == "首都"  # a profile of one's own calls it so
    assert catalogue.region_called("990001", "云溪省", "en") == "云溪省"


def test_the_plan_names_regions_in_the_language_asked_for(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('code = "110000"\nname = "北京市"\nlevel = "provincial"\n', encoding="utf-8")
    plan = ("run", "--round", "2026Q4", "--portals", str(tmp_path), "--plan")

    assert "Beijing" in desk("--lang", "en", *plan).out
    assert "北京市" in desk(*plan).out
