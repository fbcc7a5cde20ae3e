"""The elements that findings name are known to whoever takes them over: those of guides, and a documented list."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import checks
from crawler.domain.survey import Entry
from crawler.report.reading import element_names
from crawler.report.words import PORTAL_ELEMENTS

if TYPE_CHECKING:
    from tests.checks.conftest import Judged

_ROOT = Path(checks.__file__).parent.parent
_ROW = re.compile(r"^\| `(\w+)` \| \S", re.MULTILINE)


def _listed() -> set[str]:
    text = (_ROOT / "docs/scoring_engine.md").read_text("utf-8")
    return set(_ROW.findall(text.split("## What a finding is about", 1)[1].split("\n## ", 1)[0]))


def test_the_document_lists_what_is_no_element_of_a_guide() -> None:
    assert _listed() == set(map(str, PORTAL_ELEMENTS))
    assert set(Entry) <= _listed()
    assert not [one for one in _listed() if not all(element_names(lang)[one] for lang in ("zh", "en"))]


def test_the_findings_of_every_example_are_about_known_elements_at_a_place(judged: dict[str, list[Judged]]) -> None:
    """Where a finding is about a whole page, its place says `/`."""
    lost = [
        f"{one.example.id}: {defect.element} at {defect.about.locator}"
        for examples in judged.values()
        for one in examples
        for defect in one.verdict.defects
        if defect.element not in element_names("zh") or not defect.about.locator
    ]

    assert not lost, "\n".join(lost)


def test_no_check_writes_an_element_that_is_not_known() -> None:
    """Those that a check names itself: the others come with what was read, under the ids of the catalogue."""
    written = {
        word.value.value
        for folder in ("checks", "crawler/survey", "crawler/comparison", "crawler/domain/values")
        for path in (_ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "element" and isinstance(word.value, ast.Constant)
    }
    assert {"home", "name"} <= written
    assert written <= set(element_names("zh"))
