"""Rows that fold and unfold in place (展开、收起): a sign before the name, and below it a box for what lies beneath.

Most hold the items beneath a main item (主项); some hold what is said of the item itself. Which of the two, a click or
what stands in the box tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.lists.item_around import HIDDEN, head_of_items
from crawler.page.lists.item_cells import clean_name, is_name
from crawler.page.vocabulary import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from crawler.page.links import Place

_SIGN = re.compile(r"[+＋\-－\u2212▶►▸▷▾▼▽⊞⊟]|\[[+-]\]")
_BOXES = ("div", "ul", "ol", "dl", "table", "p", "section")
_LONGEST = 120


def folded_name(element: _Element) -> str | None:
    """The name of a row that an element folds and unfolds; None for any other element."""
    pieces = [" ".join(str(text).split()) for text in element.itertext() if str(text).strip()]
    if len(pieces) < 2 or sum(map(len, pieces)) > _LONGEST or not _SIGN.fullmatch(pieces[0]):
        return None
    name = clean_name(pieces[1])
    return name if is_name(name) and not ORGANISATION.match(name) and box_below(element) is not None else None


def box_below(element: _Element) -> _Element | None:
    """The box that a click on an element shows and hides: empty, hidden, or a list, right below it."""
    around: _Element | None = element
    while around is not None and around.tag not in {"body", "html", "ul", "ol", "table", "tbody"}:
        below = next(around.itersiblings("*"), None)
        if below is not None:
            return below if below.tag in _BOXES and _is_for_more(below) else None
        around = around.getparent()
    return None


def _is_for_more(box: _Element) -> bool:
    empty = not len(box) and not (box.text or "").strip()
    lists = box.tag in {"ul", "ol", "dl"} or next(box.iterchildren("ul", "ol", "dl", "table"), None) is not None
    return empty or lists or HIDDEN.search(box.get("style") or "") is not None


def without_main_rows(places: Sequence[Place]) -> list[Place]:
    """Places without those of main items that a script opens: counted, or with other places in the box below them."""
    kept = [place for place in places if not _opens_counted(place)]
    inside = {around for place in kept for around in place.element.iterancestors()}
    return [place for place in kept if not _is_unfolded(place, inside)]


def _opens_counted(place: Place) -> bool:
    """Whether a script shows the items beneath a main item (主项) when it is clicked: it is none itself."""
    return place.target is None and place.call is not None and head_of_items(place.element) is not None


def _is_unfolded(place: Place, inside: set[_Element]) -> bool:
    if place.target is not None or place.call is None or folded_name(place.element) is None:
        return False
    return box_below(place.element) in inside
