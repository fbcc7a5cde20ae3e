"""What answers of a portal say only under keys that nobody knows (未识别字段): a rendered guide shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide import read_guide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.extract.labels import LabelDictionary
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage


def not_told(guides: Iterable[tuple[Page | JsonPage, Sequence[JsonPage]]], labels: LabelDictionary) -> frozenset[str]:
    """Elements that a rendered guide states, and the answers behind it do not: of no guide their absence is known."""
    found: set[str] = set()
    for shown, answers in guides:
        told = read_guide(answers, labels)
        readings = read_guide([shown], labels).readings
        found.update(element for element, one in readings.items() if one.stated and not told.read(element).stated)
    return frozenset(found)
