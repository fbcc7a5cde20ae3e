"""The gold set is large and varied enough to say anything: layouts, guides, defects and near misses."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest

from crawler.accuracy.likeness import fingerprint, likeness
from crawler.domain.check import Subject
from crawler.verdicts.judge import all_checks
from tests.gold.gold_set import ENTRIES, GOLD, GUIDES

LAYOUTS = 12
GUIDES_A_LAYOUT = 5
GUIDES_WRITTEN_AFTER = 4
"""Fewer do where a layout was written after the reader was finished: it is there for its first score."""
DEFECTS = NEAR_MISSES = 5
OVER_LAYOUTS = 3
ALIKE = 0.25
"""Share of texts under the same tag paths that two layouts may have in common; unrelated ones have less than 0.1."""
ONE_EDITOR = {
    ("headed_text", "pasted_article_sections"),
    ("cms_word_paste", "headed_text"),
    ("cms_word_paste", "pasted_article_sections"),
    *((name, "plain_article_numbered") for name in ("cms_word_paste", "headed_text", "pasted_article_sections")),
}
"""Articles pasted from a text editor: paragraphs and spans, whatever they say and however it is arranged."""
TABLE_IN_A_CELL = {
    *((name, "vendor_bgcolor_six") for name in ("bracket_lines", "frames_gb2312", "span_rows")),
    ("jsp_bracket_titles", "nested_tables_spread"),
    ("word_grid_groups", "word_saved"),
    ("font_nested_gb2312", "gb_cms_nested"),
    ("gb_cms_nested", "vendor_bgcolor_six"),
    ("br_line_article", "gd_th_dataattach"),
    ("province_fold_popup", "vant_h5_popups"),
    ("gb_cms_nested", "old_nested_tables"),
    ("frames_four_columns", "tabs_as_fragment_pages"),
    ("frames_four_columns", "print_header_over_value"),
    *(("print_header_over_value", name) for name in ("span_rows", "tabs_as_fragment_pages", "vendor_bgcolor_six")),
    ("situation_panes", "two_column_table"),
}
"""All that they share is a table inside a cell, or paragraphs in cells; what the cells hold is arranged otherwise."""
ASKED = sorted(
    name
    for name, check in all_checks().items()
    if not check.measure and check.subject in {Subject.SERVICE_GUIDE, Subject.SERVICE_ITEM}
)


def test_there_are_enough_layouts_with_enough_guides() -> None:
    guides = Counter(e.layout.name for e in GUIDES)
    fewest = {name: GUIDES_WRITTEN_AFTER if _written_after(name) else GUIDES_A_LAYOUT for name in guides}
    assert [name for name, number in guides.items() if number < fewest[name]] == []
    assert len([name for name in guides if not _written_after(name)]) >= LAYOUTS


def test_a_third_more_layouts_were_written_after_the_reader_was_finished() -> None:
    after = {e.layout.name for e in GUIDES if e.layout.after}
    before = {e.layout.name for e in GUIDES} - after
    assert len(after) * 3 >= len(before)


def _written_after(name: str) -> bool:
    return next(e.layout.after for e in GUIDES if e.layout.name == name)


def test_no_two_layouts_are_alike() -> None:
    pages = defaultdict(list)
    for entry in GUIDES:
        pages[entry.layout.name].append(entry)
    prints = {name: fingerprint(entries) for name, entries in pages.items()}
    alike = {(one, other): likeness(prints[one], prints[other]) for one, other in combinations(sorted(prints), 2)}
    assert {pair for pair, share in alike.items() if share > ALIKE} == ONE_EDITOR | TABLE_IN_A_CELL


def test_every_layout_is_described() -> None:
    assert [e.layout.name for e in ENTRIES if len(e.layout.describes) < 40] == []


@pytest.mark.parametrize("check", ASKED)
def test_every_check_has_defects_and_near_misses_over_several_layouts(check: str) -> None:
    defects = [e.layout.name for e in ENTRIES for d in e.defects if d.check == check]
    near = [e.layout.name for e in ENTRIES for name, _ in e.near_misses if name == check]
    assert len(defects) >= DEFECTS
    assert len(set(defects)) >= OVER_LAYOUTS
    assert len(near) >= NEAR_MISSES
    assert len(set(near)) >= OVER_LAYOUTS


def test_no_near_miss_is_a_defect_of_the_same_guide() -> None:
    both = [
        (e.name, name)
        for e in ENTRIES
        for name, _ in e.near_misses
        if name in {d.check for d in e.defects if d.of is None and not d.elements[0].startswith("material_")}
    ]
    assert both == []


def test_every_page_of_a_layout_is_used() -> None:
    used = {p.file for e in ENTRIES for p in (*e.pages, *(f.page for f in e.files)) if p.file is not None}
    there = {p for e in ENTRIES for p in e.layout.folder.iterdir() if p.suffix in {".html", ".json", ".htm"}}
    assert sorted(str(p.relative_to(GOLD)) for p in there - used) == []
