"""Places (区划) by which a list is chosen: districts of a city, towns of a county, beside the portal's own level."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.page.lists.column_words import is_area, is_own_level
from crawler.page.slots import slots

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_SLOT = re.compile(r"area|region|xzq|division|district|city|county|adcode|(?:dq|qh)(?:dm|bm|id)?$", re.IGNORECASE)
_CODE = re.compile(r"[1-9]\d{5}(?:\d{3}|\d{6})?")
_NAMES = ("a", "li", "span", "div", "button", "dd", "td", "label", "option", "em", "b")


def places_without_address(page: Page) -> frozenset[str]:
    """Names of places that stand together on a page and lead nowhere by an address, the most of one group."""
    linked = {"".join(link.text.split()) for link in page.links() if link.target.url.startswith("http")}
    groups: dict[_Element, set[str]] = defaultdict(set)
    for element in page.body.iter(*_NAMES):
        words = "".join((element.text or "").split())
        around = element.getparent()
        if len(element) or around is None or words in linked or not (is_area(words) or is_own_level(words)):
            continue
        if len(around) == 1 and (above := around.getparent()) is not None:
            around = above
        groups[around].add(words)
    together = [names for names in groups.values() if len(names) > 1 and any(map(is_area, names))]
    most = max(map(len, together), default=0)
    return frozenset(next((names for names in together if len(names) == most), ()))


def places_asked(targets: Iterable[Target]) -> int:
    """Of how many places requests ask for the list: by a parameter called so, or by codes of places (行政区划代码)."""
    values: dict[tuple[str, tuple[str | int, ...]], set[str]] = defaultdict(set)
    for target in targets:
        for slot in slots(target):
            if _SLOT.search(slot.name) or _CODE.fullmatch(slot.value):
                values[slot.where, slot.path].add(slot.value)
    return max(map(len, values.values()), default=0)
