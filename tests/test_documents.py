"""Documents that are written by the program are those that the program writes now."""

from __future__ import annotations

from pathlib import Path

from crawler import explaining
from crawler.judge import all_checks

DOCS = Path(__file__).parents[1] / "docs"


def test_the_document_of_checks_is_current() -> None:
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == explaining.markdown(), "run `make docs`"


def test_every_check_is_explained_with_basis_limits_and_examples() -> None:
    for check in all_checks():
        found = explaining.explain(check)
        assert "Basis:" in found.text
        assert "Known limits:" in found.text
        assert {example.kind for example in found.examples} | found.none_of.keys() == explaining.KINDS.keys(), check
