"""Documents that are written by the program are those that the program writes now."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import typer.main

from crawler import explaining
from crawler.cli.app import app
from crawler.cli.options import globals_first
from crawler.config import Settings
from crawler.domain.evidence import Failure
from crawler.verdicts.judge import all_checks

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.mark.parametrize(("document", "english"), [("checks.md", False), ("checks.en.md", True)])
def test_the_document_of_checks_is_current(document: str, english: bool) -> None:
    assert (DOCS / document).read_text(encoding="utf-8") == explaining.markdown(english=english), "run `make docs`"


def test_every_check_is_explained_with_basis_limits_and_examples() -> None:
    for check in all_checks():
        found = explaining.explain(check)
        assert "Basis:" in found.text
        assert "Known limits:" in found.text
        assert {example.kind for example in found.examples} | found.none_of.keys() == explaining.KINDS.keys(), check


RUNBOOK = (DOCS / "runbook.md").read_text(encoding="utf-8")


def _commands(text: str) -> list[list[str]]:
    """The words of each `portal-audit` command in a document."""
    found = re.findall(r"(?:^|`)(?:\.venv/bin/)?portal-audit ([^`\n]*)", text, re.MULTILINE)
    return [shlex.split(one, comments=True) for one in found]


@pytest.mark.parametrize("document", ["docs/runbook.md", "docs/scoring_engine.md", "README.md"])
def test_every_command_that_a_document_names_is_there_with_its_options(document: str) -> None:
    commands = _commands((DOCS.parent / document).read_text(encoding="utf-8"))
    assert len(commands) > 5
    program = typer.main.get_command(app)
    for words in commands:
        command: Any = program
        front = globals_first(words)
        while front and front[0].startswith("-"):
            front.pop(0)
        while hasattr(command, "commands"):
            assert front, words
            assert front[0] in command.commands, words
            command = command.commands[front.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts}
        asked = [word.partition("=")[0] for word in front if word.startswith("--")]
        assert set(asked) <= known | {"--help"}, words


def test_every_setting_and_metric_that_the_runbook_names_is_there() -> None:
    settings = {f"PORTAL_AUDIT_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"PORTAL_AUDIT_[A-Z_]+", RUNBOOK)) <= settings
    metrics = (DOCS.parent / "crawler" / "metrics.py").read_text(encoding="utf-8")
    named = set(re.findall(r"portal_audit_[a-z_]+", RUNBOOK))
    assert named
    assert all(f'"{name}"' in metrics for name in named), named


def test_every_failure_and_log_line_that_the_runbook_names_is_there() -> None:
    known = {failure.value for failure in Failure}
    table = RUNBOOK.partition("| failure | do |")[2].partition("\n\n")[0]
    named = {
        word
        for row in re.findall(r"^\| ([a-z0-9_, ]+?)(?: on many guides)? \|", table, re.MULTILINE)
        for word in row.split(", ")
    }
    assert {word for word in named if " " not in word} <= known
    assert len(named) > 5
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("crawler", "spiders")
        for path in (DOCS.parent / folder).rglob("*.py")
    )
    lines = [
        words for words in re.findall(r"`([a-z][a-z ]{8,}[a-z])`", RUNBOOK) if not words.startswith(("kill", "portal"))
    ]
    assert lines
    for words in lines:
        assert words in source or any(words.startswith(name) for name in ("evidence", "release")), words


def test_the_changelog_tells_of_each_check_once_with_its_present_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    told = text.split("### Which checks answer differently", 1)[1].split("\n### ", 1)[0]
    found = re.findall(r"^- `([a-z_]+\.[a-z_]+)`(?: (\d+))?(, `| and `)?", told, re.MULTILINE)
    heads = [(check, version) for check, version, others in found if not others]

    assert len(heads) > 50
    assert [check for check, number in Counter(check for check, _ in heads).items() if number > 1] == []
    assert {check: version or "1" for check, version in heads} == {
        check: str(all_checks()[check].version) for check, _ in heads
    }
    assert [line for line in text.splitlines() if len(line) > 120] == []


@pytest.mark.parametrize("document", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda path: path.name)
def test_files_that_a_document_names_are_there(document: Path) -> None:
    text = document.read_text("utf-8")
    named = re.findall(r"`((?:crawler|spiders|checks|tests|benchmarks|alembic|docs|tools)/[\w/.\-]+)`", text)
    named += [one for one in re.findall(r"`(\w+\.py)`", text) if not (ROOT / one).exists()]
    linked = [link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if not link.startswith("http")]

    assert [one for one in named if not (ROOT / one).exists()] == []
    assert [link for link in linked if not (document.parent / link).exists()] == []
