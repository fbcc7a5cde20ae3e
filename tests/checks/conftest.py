"""The examples beside the checks, and a builder of records for tests of checks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import checks
from crawler.verdicts.judge import all_checks, judge
from tests.checks.portal_records import Builder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.check import Verdict
    from crawler.verdicts.judge import Record

EXAMPLES = Path(checks.__file__).parent
KINDS = ("passed", "failed", "near_miss", "inapplicable", "cant_tell")


@dataclass(frozen=True)
class Example:
    """One example of a check: a record and what the check must say about it."""

    check: str
    kind: str
    says: str
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return f"{self.check}-{self.kind}-{self.says}"

    def record(self) -> Record:
        build = Builder(labels=self.data.get("labels", {}))
        if "portal" in self.data:
            return build.portal(self.data["portal"])
        if "list" in self.data:
            return build.item_list(self.data["list"])
        if "item" in self.data or "row" in self.data:
            return build.item(self.data.get("item", {}), self.data.get("row"))
        return build.guide(self.data["guide"])


def read_examples() -> tuple[list[Example], dict[str, dict[str, str]]]:
    """Every example, and for each check the kinds it declares to have none of, with the reason."""
    examples: list[Example] = []
    exceptions: dict[str, dict[str, str]] = {}
    for path in sorted(EXAMPLES.glob("*/*.toml")):
        check = f"{path.parent.name}.{path.stem}"
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        exceptions[check] = table.get("none_of", {})
        for kind in KINDS:
            examples += [Example(check, kind, row["says"], row) for row in table.get(kind, [])]
    return examples, exceptions


@dataclass(frozen=True, slots=True)
class Judged:
    """An example and what its check says about it."""

    example: Example
    verdict: Verdict


@pytest.fixture(scope="session")
def judged() -> dict[str, list[Judged]]:
    """Every example by its check, each judged once: a test of all of them names each that is wrong."""
    examples, _ = read_examples()
    found: dict[str, list[Judged]] = {check: [] for check in all_checks()}
    for example in examples:
        try:
            found[example.check].append(Judged(example, judge(all_checks()[example.check], example.record())))
        except Exception as wrong:
            wrong.add_note(example.id)
            raise
    return found


@pytest.fixture
def kinds_by_check() -> dict[str, set[str]]:
    """For each check with an example file the kinds it shows or declares impossible."""
    examples, exceptions = read_examples()
    found = {check: set(declared) for check, declared in exceptions.items()}
    for example in examples:
        found[example.check].add(example.kind)
    return found


@pytest.fixture
def build() -> Builder:
    return Builder()
