"""The next quarter on a portal that has not changed: the same verdicts for a tenth of the bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

REGION = "990305"
SCRIPT = Path(__file__).parents[2] / "docs" / "verify_evidence.py"


def _sent(log: Sequence[Any]) -> int:
    return sum(one.sent for one in log)


def test_an_unchanged_region_costs_a_tenth_and_says_the_same(
    observed: Any, portal: Any, tmp_path: Path, results: Any
) -> None:
    # Where the evidence of the last quarter is lost, everything is fetched in full: what must come out all the same.
    without = observed.desk.copy(tmp_path / "without")
    shutil.rmtree(without.data / "evidence")
    before = len(portal.log)
    assert without.run("R2", "--seed", "5").code == 0
    whole = portal.log[before:]
    assert {one.status for one in whole} <= {200, 404}
    expected = without.export("R2")

    desk = observed.desk.copy(tmp_path / "copy")
    before = len(portal.log)

    answer = desk.run("R2", "--seed", "5", "--json")

    assert answer.code == 0, answer.err
    now = portal.log[before:]
    assert _sent(now) <= 0.1 * _sent(whole)
    # What is unchanged needs no second look: the earlier round has seen the same page.
    asked, once = Counter(one.path for one in now), Counter(one.path for one in whole)
    # A second look through a browser asks for what a page is dressed in, too.
    assert asked.keys() == {path for path in once if not path.endswith(".css")}
    assert asked <= once
    assert sum(one.status == 304 for one in now) > 0.9 * len(now)
    bundle = desk.export("R2")
    assert results(bundle) == results(expected)
    # Every finding leads to a record that holds the payload, wherever that was first kept.
    assert {one["evidence"]["warc"].split("/")[1] for one in bundle["findings"] if one["region"] == REGION} == {
        one["evidence"]["warc"].split("/")[1] for one in observed.bundle["findings"] if one["region"] == REGION
    }
    fetched = [one for one in bundle["coverage"] if one["region"] == REGION and one["state"] == "fetched"]
    assert all(one["status"] == 200 and one["bytes"] for one in fetched)

    # Judged again from both archives it is the same still, and both stand as they were sealed.
    assert desk("recheck", "--round", "R2", "--region", REGION).code == 0
    assert results(desk.export("R2", "again")) == results(expected)
    (status,) = desk("status", "--round", "R2", "--json").document
    told = next(one for one in status["regions"] if one["region"] == REGION)
    (host,) = told["traffic"]
    assert (host["requests"], host["bytes"], host["refusals"]) == (len(now), _sent(now), 0)
    assert host["unchanged"] == sum(one.status == 304 for one in now)
    folder = desk.data / "evidence" / answer.document["run"] / REGION
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(folder), "--head", told["evidence_head"]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "nothing was changed\n"


def test_evidence_is_packed_backed_up_and_let_go_by_commands(observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "copy")

    packed = desk("evidence", "pack", "--round", "R1", "--out", str(tmp_path / "r1.wacz"), "--json")

    assert packed.code == 0, packed.err
    assert (tmp_path / "r1.wacz").exists()
    assert packed.document["regions"] == [REGION]
    copied = desk("evidence", "backup", "--to", f"file://{tmp_path / 'backup'}", "--json")
    assert copied.document["files"] > 5
    shutil.rmtree(desk.data / "evidence")
    assert "--data" in desk("evidence", "pack", "--round", "R1", "--out", str(tmp_path / "x.wacz")).one_line()
    assert desk("evidence", "restore", "--from", f"file://{tmp_path / 'backup'}").code == 0
    assert desk("recheck", "--round", "R1", "--region", REGION).code == 0
    # Everything is current: nothing may go.
    pruned = desk("evidence", "prune", "--keep-rounds", "1", "--dry-run", "--json")
    assert pruned.document == {"dry_run": True, "going": []}
    assert "最近" in desk("evidence", "prune", "--keep-rounds", "1", "--give-up", "R1").one_line()
    assert "没有轮次" in desk("evidence", "pack", "--round", "R9", "--out", str(tmp_path / "x.wacz")).one_line()
