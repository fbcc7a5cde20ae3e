"""Logs: JSON lines below the data folder from every process, short lines on stderr, personal numbers masked."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from crawler import logs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that this process logs into, until the test is over."""
    before = {name: os.environ.get(name) for name in (logs.FOLDER, logs.STDERR)}
    yield tmp_path / "logs"
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    logs.configure_child()


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open("rb")]


def test_an_event_is_a_json_line_in_the_file_and_a_short_line_on_stderr(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(folder=folder)

    structlog.get_logger("crawler.rounds").info("run begun", run="R-1", regions=2)
    structlog.get_logger("crawler.gather").warning("host asks for less", host="a:80", status=429)
    logging.getLogger("somebody.else").warning("disk is %s", "slow")

    first, second, third = _lines(folder)
    assert (first["event"], first["level"], first["run"], first["regions"]) == ("run begun", "info", "R-1", 2)
    assert first["timestamp"].endswith("Z")
    assert (second["level"], second["host"]) == ("warning", "a:80")
    assert (third["event"], third["logger"]) == ("disk is slow", "somebody.else")
    shown = capsys.readouterr().err.splitlines()
    assert [line.partition(" ")[2] for line in shown] == [
        "warning: host asks for less  host=a:80 status=429",
        "warning: disk is slow",
    ]


def test_json_and_verbose_hold_for_stderr(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(folder=folder, as_json=True, verbose=True)

    structlog.get_logger("crawler").info("run begun", run="R-1")

    assert json.loads(capsys.readouterr().err)["event"] == "run begun"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("身份证号 11010519491231002X 的申请人", "身份证号 110***********002X 的申请人"),
        ("电话13912345678", "电话139****5678"),
        ("postgresql://audit:s3cret@db/audit", "postgresql://audit:***@db/audit"),
        ("11110000MB0000005X2000115000001", "11110000MB0000005X2000115000001"),
        ("http://127.0.0.1:41234/guide/1", "http://127.0.0.1:41234/guide/1"),
    ],
)
def test_personal_numbers_and_passwords_are_masked(
    folder: Path, capsys: pytest.CaptureFixture[str], said: str, kept: str
) -> None:
    logs.configure(folder=folder)

    def failing() -> None:
        raise ValueError(said)

    try:
        failing()
    except ValueError:
        structlog.get_logger("crawler").exception("look failed", url=said, inside={"values": [said]})

    (line,) = _lines(folder)
    assert line["url"] == kept
    assert line["inside"] == {"values": [kept]}
    assert kept in line["exception"]
    if said != kept:
        assert said not in json.dumps(line, ensure_ascii=False)
        assert said not in capsys.readouterr().err


def test_processes_do_not_tear_each_others_lines(folder: Path) -> None:
    logs.configure(folder=folder)
    program = (
        "from crawler import logs; import structlog; logs.configure_child()\n"
        "for n in range(200): structlog.get_logger('child').info('said', number=n, filler='字' * 500)"
    )
    children = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]

    assert [child.wait(60) for child in children] == [0, 0, 0]

    lines = _lines(folder)
    assert len(lines) == 600
    assert {line["number"] for line in lines} == set(range(200))


def test_a_folder_that_cannot_be_written_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.parent.joinpath("logs").write_text("a file is in the way", encoding="utf-8")
    logs.configure(folder=folder)

    structlog.get_logger("crawler").info("one")
    structlog.get_logger("crawler").info("two")

    assert capsys.readouterr().err.count("cannot be written") == 1
