"""The benchmarks of rounds: rows that are measured are not measured again, and what is printed is a table."""

from __future__ import annotations

import json
import urllib.request
from typing import TYPE_CHECKING

import pytest

from benchmarks import growth, side_by_side
from benchmarks.growth import ROWS, Row
from benchmarks.light_portals import Asked, light_portals
from benchmarks.measuring import Measured

if TYPE_CHECKING:
    from pathlib import Path


def _row(regions: int, guides: int, keep: Path | None = None) -> Row:
    del keep
    return Row(
        day="2026-11-28", regions=regions, guides=guides, seconds=10, cpu=12, requests=regions * guides, received=1,
        kept=1, database=1, peak=1, growth=0.01,
    )  # fmt: skip


def test_a_table_is_made_in_several_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(growth, "one", _row)
    growth.main(["1x200", "--out", str(tmp_path)])
    monkeypatch.setattr(
        growth, "one", lambda regions, guides, keep: _row(regions, guides + 10_000_000 * (guides == 200))
    )

    growth.main(["1x200", "4x300", "--out", str(tmp_path)])

    kept = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["regions"], one["guides"]) for one in kept] == [(1, 200), (4, 300)]
    assert capsys.readouterr().out.rstrip().endswith(_row(4, 300).line())


def test_each_axis_alone_is_in_the_whole_table() -> None:
    assert {regions for regions, guides in ROWS if guides == 2000} == {1, 2, 4, 8, 16, 32, 64}
    of_one = sorted(guides for regions, guides in ROWS if regions == 1)
    assert (of_one[0], of_one[-1]) == (200, 20_000)


@pytest.mark.parametrize(("slowest", "code"), [(109.0, 0), (111.0, 1)])
def test_side_by_side_says_whether_it_holds(monkeypatch: pytest.MonkeyPatch, slowest: float, code: int) -> None:
    def run(regions: int, guides: int, rate: float) -> tuple[tuple[Asked, ...], Measured]:
        del rate
        ends = [100.0] * (regions - 1) + [slowest if regions > 1 else 100.0]
        asked = tuple(Asked(str(n), guides, 1, 0.0, end, end) for n, end in enumerate(ends))
        return asked, Measured(seconds=1, cpu=1, peak=1, growth=0, code=0, tenths=())

    monkeypatch.setattr(side_by_side, "run", run)

    assert side_by_side.main(["--short"]) == code


def test_the_portals_count_what_they_were_asked() -> None:
    with light_portals(2, 25) as portals:
        code, port = next(iter(portals.ports.items()))
        for path in ("/", "/items?page=2", "/guide/24.html"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                assert answer.status == 200
        asked = {one.code: one for one in portals.asked()}
    assert asked[code].requests == 3
    assert asked[code].sent > 3000
    assert asked[code].walked <= asked[code].last
    assert sum(one.requests for one in asked.values()) == 3
