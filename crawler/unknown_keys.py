"""What answers of a portal say only under keys that nobody knows (未识别字段): a rendered guide shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.values.fee_rows import is_charged
from crawler.extract.guide import read_guide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.extract.labels import LabelDictionary
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

_OF_A_FEE = frozenset({"online_payment", "fee_reduction", "fee_reduction_basis"})
"""What a page may print in words of its own beside every fee, and beside nothing else."""


def not_told(guides: Iterable[tuple[Page | JsonPage, Sequence[JsonPage]]], labels: LabelDictionary) -> frozenset[str]:
    """Elements that a rendered guide states, and the answers behind it do not: of no guide their absence is known.

    Nor is that of what stands beside a fee, where none of the guides that were rendered charges one.
    """
    found: set[str] = set()
    charged: list[bool] = []
    for shown, answers in guides:
        told = read_guide(answers, labels)
        guide = read_guide([shown], labels)
        found.update(element for element, one in guide.readings.items() if one.stated and not told.read(element).stated)
        charged.append(is_charged(guide))
    return frozenset(found) if any(charged) or not charged else frozenset(found) | _OF_A_FEE
