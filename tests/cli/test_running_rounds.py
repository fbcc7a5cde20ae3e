"""Running a round over a small portal on loopback: what is asked, what is stored, and how the command ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from crawler import gathering, own_network
from crawler.cli import running
from crawler.export.bundle import schema
from crawler.gather.crawl import crawl as gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REGION = "990305"
NOWHERE = "990399"
_SCHEMAS = {
    "observations": "observation", "findings": "finding", "verdicts": "verdict", "items": "item",
    "coverage": "coverage",
}  # fmt: skip


def test_a_region_without_an_address_is_told_and_the_others_are_observed(observed: Any) -> None:
    assert observed.answer.code == 3
    regions = {one["code"]: one for one in observed.answer.document["regions"]}
    assert regions[REGION]["outcome"] == "complete"
    assert regions[REGION]["items"] == len([i for i in observed.bundle["items"] if i["region"] == REGION]) > 0
    assert regions[NOWHERE]["outcome"] == "not_gathered"
    assert "address" in regions[NOWHERE]["reason"]
    unseen = {row["status"] for row in observed.bundle["observations"] if row["region"] == NOWHERE}
    assert unseen == {"not_observable"}
    assert not [row for row in observed.bundle["findings"] if row["region"] == NOWHERE]


def test_every_planned_address_is_accounted_for(observed: Any) -> None:
    region = next(one for one in observed.answer.document["regions"] if one["code"] == REGION)
    states = Counter(row["state"] for row in observed.bundle["coverage"])

    assert region["planned"] == region["fetched"] + region["failed"] + region["skipped"]
    assert {name: states[name] for name in ("fetched", "failed", "skipped")} == {
        name: region[name] for name in ("fetched", "failed", "skipped")
    }


def test_who_and_why_are_kept(observed: Any, tmp_path: Path) -> None:
    answer = observed.desk("export", "--round", "R1", "--out", str(tmp_path / "bundle"), "--json")

    assert answer.code == 0
    manifest = json.loads((tmp_path / "bundle" / "manifest.json").read_text(encoding="utf-8"))
    assert [(run["by"], run["reason"]) for run in manifest["runs"]] == [("tester", "first look")]


def test_an_export_is_the_same_twice_and_fits_its_schemas(observed: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert observed.desk("export", "--round", "R1", "--out", str(tmp_path / name)).code == 0

    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "manifest.json" in files
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    for table, kind in _SCHEMAS.items():
        validator = jsonschema.Draft202012Validator(schema(kind))
        assert observed.bundle[table], table
        for row in observed.bundle[table]:
            validator.validate(row)


def test_a_report_is_written(observed: Any, tmp_path: Path) -> None:
    answer = observed.desk("report", "--round", "R1", "--out", str(tmp_path / "report"), "--json")

    assert answer.code == 0
    assert {f"{REGION}.html", f"{NOWHERE}.html", "index.html"} <= {p.name for p in (tmp_path / "report").iterdir()}
    assert all(os.path.exists(path) for path in answer.document)  # noqa: PTH110


def test_status_tells_what_is_there_and_why_not(observed: Any) -> None:
    (document,) = observed.desk("status", "--json").document
    regions = {one["region"]: one for one in document["regions"]}

    assert (regions[REGION]["outcome"], regions[NOWHERE]["outcome"]) == ("complete", "not_gathered")
    assert "R1" in observed.desk("status").out


@pytest.mark.parametrize("command", ["export", "report"])
def test_an_out_folder_that_cannot_be_written(observed: Any, tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        assert str(out) in observed.desk(command, "--round", "R1", "--out", str(out)).one_line()


def test_a_recheck_asks_nothing_and_says_the_same(observed: Any, portal: Any, tmp_path: Path, results: Any) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    before = len(portal.log)

    answer = desk("recheck", "--round", "R1", "--by", "auditor", "--json")

    assert len(portal.log) == before
    assert answer.code == 3  # what was not gathered whole is not whole now
    assert {one["outcome"] for one in answer.document["regions"]} == {"complete", "not_gathered"}
    assert results(desk.export("R1")) == results(observed.bundle)


def test_a_limited_recheck_runs_every_check_of_the_indicators(observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    check = _check_with_sisters(observed)
    whole = next(row for row in observed.bundle["observations"] if check in row["checks"] and row["region"] == REGION)

    assert desk("recheck", "--round", "R1", "--region", REGION, "--check", check).code == 0

    rows = [row for row in desk.export("R1")["observations"] if row["region"] == REGION]
    fresh = [row for row in rows if row["run"] != whole["run"]]
    assert [(row["indicator"], row["checks"]) for row in fresh] == [(whole["indicator"], whole["checks"])]
    assert len(whole["checks"]) > 1


def _check_with_sisters(observed: Any) -> str:
    """A check of an indicator that others feed too."""
    found: str = next(min(row["checks"]) for row in observed.bundle["observations"] if len(row["checks"]) > 1)
    return found


def test_a_plan_asks_nothing(observed: Any, portal: Any) -> None:
    before = len(portal.log)

    answer = observed.desk.run("R1", "--plan", "--json")

    assert answer.code == 0
    (plan,) = answer.document
    assert plan["requests"] == sum(1 for row in observed.bundle["coverage"] if row["region"] == REGION)
    assert len(portal.log) == before


def test_a_single_item_is_asked_again_on_its_own(observed: Any, portal: Any, tmp_path: Path, results: Any) -> None:
    """Its pages alone are requested, and the observations still count every item."""
    desk = observed.desk.copy(tmp_path / "copy")
    item = next(row for row in observed.bundle["items"] if row["forms"] or row["materials"])
    before = len(portal.log)

    answer = desk.run("R1", "--item", item["item_code"], "--reason", "the office says it is mended", "--json")

    asked = [one.path for one in portal.log[before:]]
    assert answer.code == 0, answer.err
    assert item["url"].removesuffix("/").endswith(asked[0])
    own = {form["url"] for form in item["forms"]} | {item["url"]}
    asked = [path for path in asked if not path.endswith(".png")]  # the specimen that the guide shows
    assert 0 < len(asked) <= len(own)
    assert all(any(url.endswith(path) for url in own) for path in asked)
    bundle = desk.export("R1")
    assert results(bundle) == results(observed.bundle)
    counted = ("indicator", "status", "numerator", "denominator", "undecided", "population", "sample_size", "design")
    then, now = (
        [[row[name] for name in counted] for row in one["observations"] if row["region"] == REGION]
        for one in (observed.bundle, bundle)
    )
    assert now == then


def test_an_item_that_a_new_list_does_not_show_is_told(served: Any) -> None:
    answer = served.run("R", "--item", "no-such-item", "--json")

    assert answer.code == 3
    assert "items that were asked for" in answer.document["regions"][0]["reason"]


def test_an_item_that_no_list_holds_is_told(observed: Any, portal: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    before = len(portal.log)

    assert "no-such-item" in desk.run("R1", "--item", "no-such-item").one_line()
    assert len(portal.log) == before


def test_evidence_in_another_folder_is_told(observed: Any, tmp_path: Path) -> None:
    """The database is there, the archive is not."""
    desk = observed.desk.copy(tmp_path / "copy")
    db = f"sqlite:///{desk.data / 'portal-audit.db'}"
    item = observed.bundle["items"][0]["item_code"]
    elsewhere = ("--db", db, "--data", str(tmp_path / "elsewhere"))

    assert "--data" in desk("recheck", "--round", "R1", *elsewhere).one_line()
    assert "--data" in desk.run("R1", "--item", item, *elsewhere).one_line()


def test_an_item_of_a_round_without_observations(observed: Any, portal: Any, tmp_path: Path) -> None:
    """The list and that item: every other one counts as undecided. Another round knows which row has that code."""
    desk = observed.desk.copy(tmp_path / "copy")
    code = observed.bundle["items"][0]["item_code"]
    before = len(portal.log)

    answer = desk.run("R2", "--item", code, "--json")

    assert answer.code == 0
    assert len(portal.log) - before < len(observed.asked)
    bundle = desk.export("R2")
    assert [row["item_code"] for row in bundle["items"] if row["guide"] != "not_asked"] == [code]
    guides = [row for row in bundle["observations"] if row["indicator"].startswith("GUIDE.") and row["denominator"]]
    assert guides
    odd = [r for r in guides if r["status"] != "partial" or r["undecided"] < r["population"] - 1]
    assert [(r["indicator"], r["status"], r["undecided"], r["denominator"]) for r in odd] == []


def test_a_sample_is_the_same_for_the_same_seed(served: Any, observed: Any, tmp_path: Path) -> None:
    drawn = []
    for number in (1, 2):
        desk = replace(served, data=tmp_path / f"data{number}")
        assert desk.run("R", "--sample", "3", "--seed", "7", "--check", "fee").code == 0
        if number == 2:  # judged again, it is a sample still
            assert desk("recheck", "--round", "R", "--check", "fee").code == 0
        bundle = desk.export("R")
        drawn.append([row["item_code"] for row in bundle["items"]])
        rows = [row for row in bundle["observations"] if row["design"] == "stratified"]
        assert {(row["sample_size"], row["seed"]) for row in rows} == {(3, 7)}
        assert {row["population"] for row in rows} == {
            sum(1 for one in observed.bundle["items"] if one["region"] == REGION)
        }

    assert len(drawn[0]) == 3
    assert drawn[0] == drawn[1]


def test_a_budget_is_kept_and_told(served: Any, portal: Any) -> None:
    before = len(portal.log)

    answer = served.run("R", "--budget", "5", "--json")

    assert answer.code == 3
    asked = [one.path for one in portal.log[before:] if one.path != "/robots.txt"]
    assert len(asked) <= 5
    (region,) = answer.document["regions"]
    assert region["outcome"] == "incomplete"
    assert region["skipped"] > 0


def test_a_single_item_does_not_make_a_region_whole(served: Any, portal: Any) -> None:
    assert served.run("R", "--budget", "25").code == 3
    opened = [row for row in served.export("R")["items"] if row["guide"] == "opened"]
    assert opened
    before = len(portal.log)

    answer = served.run("R", "--item", opened[0]["item_code"], "--json")

    assert answer.code == 3
    assert "limit" in answer.document["regions"][0]["reason"]
    own, *others = [one.path for one in portal.log[before:] if "/guide/" in one.path]
    assert opened[0]["url"].endswith(own)
    # Findings that rest on one look for want of a budget are looked at again: no other guide is.
    accused = [row["url"] for row in served.export("R")["findings"] if row["item_code"]]
    assert all(any(url.endswith(path) for url in accused) for path in others)


def test_a_private_address_is_refused_and_nothing_is_said_against_the_portal(served: Any, portal: Any) -> None:
    before = len(portal.log)

    answer = served("run", "--round", "R", "--portals", str(served.profiles), "--region", REGION, "--json")

    assert "--allow-private" in answer.one_line()
    assert len(portal.log) == before
    assert "还没有轮次" in served("status").out


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_goes_on_where_it_was(
    served: Any, observed: Any, results: Any, until: Any, ended: Any, *, portal: Any, number: signal.Signals
) -> None:
    """It ends with the same items, verdicts and findings as one that nobody disturbed."""
    before = len(portal.log)
    process = served.started("R1", "--rate", "12", "--json")
    until(lambda: len(portal.log) - before >= 12 or process.poll() is not None)
    assert process.poll() is None, process.communicate()
    if number == signal.SIGINT:
        assert REGION in served.run("R1").one_line()
        assert "另一个进程" in served.run("R2", "--sample", "1").one_line()

    stopped = ended(process, number)

    if number == signal.SIGKILL:
        assert stopped.code == -signal.SIGKILL
    else:
        assert stopped.code == 4, stopped.err
        assert stopped.document["state"] == "interrupted"
    answer = served.run("R1", "--json")
    assert answer.code == 0, answer.err
    assert answer.document["resumed"]
    assert results(served.export("R1")) == results(observed.bundle)
    asked = Counter(one.path for one in portal.log[before:])
    again = asked - Counter(observed.asked)
    # What was on its way when the process died is asked once more.
    assert sum(again.values()) <= 4, again


def test_ctrl_c_while_a_crawl_process_is_being_loaded(served: Any, until: Any, ended: Any) -> None:
    """Nothing is asked yet; the people who pressed it are told so, and nothing about the inside of the program."""
    # Python drops an interruption that comes while it runs the callback of a dead object; people press the keys again.
    for attempt in range(3):
        process = served.started(f"R{attempt}")
        pattern = f"evidence/R{attempt}-*/*/profile.json"
        until(lambda: list(served.data.glob(pattern)) or process.poll() is not None)  # noqa: B023 - called at once
        stopped = ended(process, signal.SIGINT)
        if "Exception ignored in" not in stopped.err:
            break

    assert stopped.code == 4, stopped.err
    assert "Traceback" not in stopped.err
    assert "由操作人停止" in stopped.out or "已中断" in stopped.err


def test_ctrl_c_pressed_twice_while_the_program_is_loaded() -> None:
    """The second press must not kill it on its way out: whoever waits for its exit code is told that it goes on."""
    command = [sys.executable, "-X", "importtime", "-m", "crawler", "checks"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        next(line for line in process.stderr if "typer" in line)
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert process.wait(timeout=60) == 4, said


def test_our_own_fault_judges_nothing_and_is_tried_again(
    served: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every portal fails at once at its front page, as it does when the own network is down."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    folder = tmp_path / "profiles"
    folder.mkdir()
    for code in ("990401", "990402"):
        (folder / f"{code}.toml").write_text(
            f'code = "{code}"\nname = "{code}"\nlevel = "other"\nportal = "http://127.0.0.1:{port}/"\n'
            "[limits]\nrate = 50\n",
            encoding="utf-8",
        )
    made = running.crawl_options
    monkeypatch.setattr(running, "crawl_options", lambda *a, **k: replace(made(*a, **k), pauses=(), outage_pauses=()))
    monkeypatch.setattr(own_network, "is_loopback", lambda url: False)
    words = ("run", "--round", "R", "--portals", str(folder), "--allow-private", "--json")

    first = served(*words)

    assert first.code == 5
    assert first.document["state"] == "our_fault"
    assert served("export", "--round", "R", "--out", str(tmp_path / "out")).code == 0
    assert (tmp_path / "out" / "observations.jsonl").read_text(encoding="utf-8") == ""
    monkeypatch.setattr(own_network, "is_loopback", lambda url: True)
    second = served(*words)
    assert (second.code, second.document["resumed"]) == (3, True)
    assert {one["outcome"] for one in second.document["regions"]} == {"not_gathered"}


@pytest.mark.postgres
def test_the_core_path_on_postgresql(
    served: Any, observed: Any, portal: Any, postgres_url: str, results: Callable[..., Any]
) -> None:
    desk = replace(served, db=postgres_url)
    assert desk.run("R1").code == 0
    gathered = desk.export("R1")
    before = len(portal.log)
    assert desk("recheck", "--round", "R1").code == 0
    assert len(portal.log) == before

    assert results(gathered) == results(observed.bundle)
    assert results(desk.export("R1")) == results(observed.bundle)
    assert desk("db", "check", "--json").document == {"problems": []}


def test_a_database_that_goes_away_is_told(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the portal was asked somebody took the tables away: one line; the evidence is safe."""

    def crawl(*jobs: Any, **options: Any) -> Any:
        ended = gather(*jobs, **options)
        with sqlite3.connect(served.data / "portal-audit.db") as connection:
            connection.execute("ALTER TABLE fetches RENAME TO taken_away")
        return ended

    monkeypatch.setattr(gathering, "crawl", crawl)

    answer = served.run("R", "--budget", "3", "--single-look")
    told = [line for line in answer.err.splitlines() if line.startswith("portal-audit: ")]
    assert (answer.code, answer.out, len(told)) == (2, "", 1), answer.err  # lines of progress may stand before it
    assert "fetches" in told[0]
    assert list(served.data.glob("evidence/*/*/journal.jsonl"))
