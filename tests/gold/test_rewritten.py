"""A guide says the same in other markup: no rewriting of a right page makes a finding that the page does not give."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from crawler.accuracy.replay import replay
from crawler.accuracy.scores import Scores
from crawler.verdicts.judge import all_checks
from tests.gold.gold_set import GUIDES, LABELS
from tests.gold.rewriting import REWRITINGS, rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.accuracy.gold import Gold

HTML = (".html", ".htm")
NO_FINDING = "no finding"
MOST_UNREAD = 0.02
"""Share of element states that a rewriting may cost over all pages that it changes."""
COSTLY = {"plain_cells_for_header_cells": 0.03, "boxes_for_tables": 0.06}
"""Rewritings that change few layouts, of which one is hardly read any more: invented titles, cards of situations."""
ARGUED: dict[tuple[str, str], str] = {}
"""Findings on rewritten pages that are right all the same, by rewriting and layout, with the reason."""


def _one_of_each_layout() -> Iterator[Gold]:
    seen: set[str] = set()
    for gold in GUIDES:
        pages = any(page.file is not None and page.file.suffix in HTML for page in gold.pages)
        if pages and gold.layout.name not in seen:
            seen.add(gold.layout.name)
            yield gold


ONE_OF_EACH = list(_one_of_each_layout())


def score(gold: Gold, bodies: dict[int, bytes] | None = None) -> Scores:
    scores = Scores()
    scores.add(replay(gold, LABELS, bodies=bodies, files=False), LABELS.elements)
    return scores


@cache
def plain(at: int) -> Scores:
    """What is read and found on the page as it is."""
    return score(ONE_OF_EACH[at])


@pytest.mark.parametrize("name", REWRITINGS)
def test_a_rewritten_page_is_accused_of_nothing_and_read_as_well(name: str) -> None:
    checks = set(all_checks())
    before, after = Scores(), Scores()
    false: list[str] = []
    for at, gold in enumerate(ONE_OF_EACH):
        bodies = {
            number: body
            for number, page in enumerate(gold.pages)
            if page.file is not None
            and page.file.suffix in HTML
            and (body := rewritten(page.file.read_bytes(), page.content_type, REWRITINGS[name])) is not None
        }
        if not bodies:
            continue
        changed = score(gold, bodies)
        known = {(miss.what, miss.got) for miss in plain(at).misses}
        new = [miss for miss in changed.misses if (miss.what, miss.got) not in known]
        found = [f"{m.entry} {m.what}: {m.got}" for m in new if m.what in checks and m.expected == NO_FINDING]
        assert bool(found) or (name, gold.layout.name) not in ARGUED, f"{gold.layout.name}: no longer argued"
        false += [] if (name, gold.layout.name) in ARGUED else found
        for total, one in ((before, plain(at)), (after, changed)):
            for element, each in one.elements.items():
                total.elements[element].shown += each.shown
                total.elements[element].shown_right += each.shown_right
    assert false == []
    assert after.element_states >= before.element_states - COSTLY.get(name, MOST_UNREAD)
