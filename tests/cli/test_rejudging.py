"""Judging again and comparing: what a changed rule changes, and nothing else; and how `diff` tells it."""

from __future__ import annotations

import json
import shutil
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from crawler import rounds
from crawler.archive.lock import working_on
from crawler.domain.check import failed, inapplicable
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REGION = "990305"
NOWHERE = "990399"


def _counts(rows: list[dict[str, Any]], check: str, *, others: bool) -> list[str]:
    kept = [{k: v for k, v in row.items() if k != "run"} for row in rows if (row["check"] != check) is others]
    return sorted(json.dumps(row, sort_keys=True) for row in kept)


def test_unchanged_rules_give_the_same_and_say_so(observed: Any, tmp_path: Path, results: Any) -> None:
    """The run's id aside: verdicts, findings, observations."""
    desk = observed.desk.copy(tmp_path / "copy")

    assert desk("recheck", "--round", "R1", "--json").document["changes"] == []
    assert "与原来完全一致" in desk("recheck", "--round", "R1").out

    bundle = desk.export("R1")
    assert results(bundle) == results(observed.bundle)
    for table in ("observations", "verdicts", "findings"):
        now, then = (
            [{k: v for k, v in row.items() if k != "run"} for row in one[table]] for one in (bundle, observed.bundle)
        )
        assert now == then


def test_a_region_that_another_command_works_on_is_not_judged_again(observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "copy")

    with working_on(desk.data, [REGION]):
        said = desk("recheck", "--round", "R1")

    assert said.code == 2
    assert f"另一个进程正在处理地区 {REGION}" in said.one_line()
    assert desk.export("R1")["verdicts"] == observed.bundle["verdicts"]


def test_one_changed_rule_changes_its_own_answers_alone(
    observed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    found = [row for row in observed.bundle["findings"] if row["subject_type"] == "service_guide"]
    check = found[0]["check"]
    old = all_checks()[check]
    newer = replace(old, version=old.version + 1, evaluate=lambda _: inapplicable("新规则"))
    monkeypatch.setattr(rounds, "all_checks", lambda: {**all_checks(), check: newer})
    (first,) = {row["run"] for row in observed.bundle["verdicts"] if row["region"] == REGION}

    answer = desk("recheck", "--round", "R1", "--region", REGION, "--reason", "new rule", "--json")

    changes = answer.document["changes"]
    assert [(one["region"], one["check"], one["versions"]) for one in changes] == [
        (REGION, check, [old.version, old.version + 1])
    ]
    gone = sum(1 for row in observed.bundle["findings"] if row["check"] == check and row["region"] == REGION)
    assert changes[0]["findings"] == {"appeared": 0, "gone": gone, "reworded": 0}
    assert sum(one["number"] for one in changes[0]["verdicts"]) > 0
    assert {one["after"] for one in changes[0]["verdicts"]} == {"inapplicable"}
    bundle = desk.export("R1")
    for table in ("verdicts", "findings"):
        assert _counts(bundle[table], check, others=True) == _counts(observed.bundle[table], check, others=True)
        assert _counts(bundle[table], check, others=False) != _counts(observed.bundle[table], check, others=False)

    told = desk("diff", first, answer.document["run"], "--region", REGION, "--json").document
    (region,) = told["regions"]
    assert region["rules"] == [{"check": check, "versions": [old.version, old.version + 1]}]
    assert {(one["change"], one["cause"]) for one in region["counts"]} == {("mended", "rules"), ("unchanged", None)}
    assert {one["finding"]["check"] for one in region["changes"]} == {check}
    words = desk("diff", first, answer.document["run"], "--region", REGION).out
    assert words.startswith(f"{REGION} 梅岭县")
    assert f"{check}: {old.version} → {old.version + 1}" in words
    assert "规则变化" in words


def test_a_rule_that_finds_more_is_told_as_a_rule(
    observed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken, by the rules: nobody at the office did anything."""
    desk = observed.desk.copy(tmp_path / "copy")
    passing = {
        row["check"]
        for row in observed.bundle["verdicts"]
        if row["outcome"] == "passed" and row["subject_type"] == "service_guide" and row["measure"] is None
    }
    check = min(passing - {row["check"] for row in observed.bundle["findings"]})
    old = all_checks()[check]

    def stricter(guide: Any) -> Any:
        answer = old.evaluate(guide)
        reading = guide.read("name")
        if answer.outcome.value != "passed" or not reading.stated:
            return answer
        from crawler.domain.check import Defect, Text  # noqa: PLC0415

        return failed(Defect(about=reading, message=Text("更严", "stricter"), suggestion=Text("改", "mend")))

    newer = replace(old, version=old.version + 1, evaluate=stricter)
    monkeypatch.setattr(rounds, "all_checks", lambda: {**all_checks(), check: newer})
    (first,) = {row["run"] for row in observed.bundle["verdicts"] if row["region"] == REGION}

    answer = desk("recheck", "--round", "R1", "--region", REGION, "--check", check)

    assert answer.code == 0, answer.err
    assert f"{old.version} → {old.version + 1}" in answer.out
    second = desk("status", "--round", "R1", "--json").document[0]["regions"][0]["run"]
    told = desk("diff", first, second, "--region", REGION, "--json").document["regions"][0]
    broken = [one for one in told["changes"] if one["change"] == "broken"]
    assert broken
    assert {(one["cause"], one["finding"]["check"]) for one in broken} == {("rules", check)}


def test_neither_round_nor_run(observed: Any) -> None:
    assert "没有轮次" in observed.desk("diff", "R1", "R1-999").one_line()


def _cut_short(folder: Path) -> None:
    (path,) = folder.glob("*.warc.gz")
    path.write_bytes(path.read_bytes()[:-2000])


def _a_byte_of_a_payload(folder: Path) -> None:
    """In the largest answer: what was asked with is kept as well, and judging reads none of it."""
    (path,) = folder.glob("*.warc.gz")
    raw = bytearray(path.read_bytes())
    start, end = max(_answers(bytes(raw)), key=lambda member: member[1] - member[0])
    raw[(start + end) // 2] ^= 0xFF
    path.write_bytes(raw)


def _answers(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where each record of an answer begins and ends in an archive: a member of gzip each."""
    start = 0
    while start < len(raw):
        member = zlib.decompressobj(wbits=31)
        record = member.decompress(raw[start:])
        end = len(raw) - len(member.unused_data)
        if b"WARC-Type: response" in record.partition(b"\r\n\r\n")[0]:
            yield start, end
        start = end


def _a_journal_of_fewer_lines(folder: Path) -> None:
    """Its pages are whole: what is missing would be said to be missing on the portal."""
    path = folder / "journal.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-4]))


def _no_journal(folder: Path) -> None:
    (folder / "journal.jsonl").unlink()


def _a_line_that_is_none(folder: Path) -> None:
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"kind"', b'"kin', 1))


def _nothing_left(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "damage",
    [
        _cut_short,
        _a_byte_of_a_payload,
        _a_journal_of_fewer_lines,
        _no_journal,
        _a_line_that_is_none,
        _nothing_left,
    ],
)
def test_a_damaged_region_is_left_as_it_was_and_named_and_the_others_are_judged(
    observed: Any, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    (folder,) = desk.data.glob(f"evidence/*/{REGION}")
    damage(folder)
    before = desk("status", "--round", "R1", "--json").document

    line = desk("recheck", "--round", "R1", "--region", REGION).one_line()

    assert REGION in line
    assert str(folder) in line
    assert desk("status", "--round", "R1", "--json").document == before

    answer = desk("recheck", "--round", "R1", "--json")

    assert answer.code == 3, answer.err
    assert [one["code"] for one in answer.document["regions"]] == [NOWHERE]
    assert list(answer.document["damaged"]) == [REGION]
    (told,) = (line for line in answer.err.splitlines() if line.startswith("portal-audit: "))
    assert told == f"portal-audit: {answer.document['damaged'][REGION]}；没有重新判定这个地区"
    runs = {one["region"]: one["run"] for one in desk("status", "--round", "R1", "--json").document[0]["regions"]}
    assert runs[NOWHERE] == answer.document["run"]
    assert runs[REGION] == before[0]["regions"][0]["run"]
    for table in ("verdicts", "findings", "observations"):
        now, then = (
            [row for row in one[table] if row["region"] == REGION] for one in (desk.export("R1"), observed.bundle)
        )
        assert now == then


def test_looks_noted_behind_the_seal_are_no_damage(observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "copy")
    (journal,) = desk.data.glob(f"evidence/*/{REGION}/journal.jsonl")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines, lines[-1]]))

    assert desk("recheck", "--round", "R1", "--region", REGION).code == 0
