"""The examples beside the checks, and a builder of records for tests of checks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import checks
from tests.checks.portal_records import Builder

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "example" in metafunc.fixturenames:
        examples, _ = read_examples()
        metafunc.parametrize("example", examples, ids=[e.id for e in examples])


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
