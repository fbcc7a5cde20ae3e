"""One page inspected as a list: it cannot show that a portal has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.catalogue import labels_text
from crawler.domain.check import Outcome
from crawler.extract.labels.dictionary import read_labels
from crawler.inspection import Kind, inspect_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_without_rows_decides_nothing_about_the_portal(tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text("<html><body><p>汛期值班安排已经印发。</p></body></html>", encoding="utf-8")
    found = inspect_file(page, base_url=None, kind=Kind.LIST, labels=read_labels(labels_text()))
    outcomes = {v.check: v.outcome for v in found.verdicts}
    assert outcomes["item_list.publication"] is Outcome.CANT_TELL
    assert Outcome.FAILED not in outcomes.values()
