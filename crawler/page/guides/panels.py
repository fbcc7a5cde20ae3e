"""Which places of a page its tabs open (栏目与面板): by a name that both have, or by their order.

`<li tag="cl">` opens `<div id="cl">`, `<a onclick="turn('2')">` opens `<div id="con_2">`, and of a row of tabs without
any name the third opens the third of as many boxes. However a script calls it: what names a place leads there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.page.script.expressions import calls_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element

_FEWEST = 2
_FEWEST_IN_ORDER = 3
_OF_ANY_ELEMENT = frozenset(
    {
        *(
            "class",
            "style",
            "title",
            "id",
            "role",
            "tabindex",
            "target",
            "src",
            "alt",
            "width",
            "height",
            "align",
            "valign",
        ),
        *(
            "lang",
            "dir",
            "hidden",
            "disabled",
            "type",
            "colspan",
            "rowspan",
            "scope",
            "headers",
            "nowrap",
            "bgcolor",
            "border",
            "color",
            "face",
            "size",
        ),
    }
)
"""Attributes that say nothing of what an element opens."""
_WHOLE = ("", "")
"""Around a name that is the whole of what names a place."""


def handed_over(element: _Element) -> frozenset[str]:
    """What an element or one in it may tell a script: own attributes, arguments of its handler, the name of a panel."""
    found: set[str] = set()
    every = (one for inner in element.iter() if isinstance(inner.tag, str) for one in inner.items())
    for name, value in ((str(n).lower(), str(v).strip()) for n, v in every):
        if name.startswith("on") or value.lower().startswith("javascript:"):
            found.update(a for call in calls_in(value) for a in call.arguments if a)
        elif name == "href":
            found.update({value[1:]} if value.startswith("#") else ())
        elif name not in _OF_ANY_ELEMENT and not name.startswith("aria-") and value:
            found.add(value.removeprefix("#"))
        elif name == "aria-controls":
            found.add(value)
    return frozenset(found - {""})


def opened_by_name(tabs: Mapping[_Element, Collection[str]], places: Sequence[_Element]) -> dict[_Element, _Element]:
    """The place that each tab names, of `places`: as a whole, or within the same letters for all (`con_2`).

    `tabs` are elements with what they hand over.
    """
    by_id = {str(e.get("id")): e for e in places if e.get("id")}
    frames: dict[tuple[str, str], dict[_Element, _Element]] = {}
    for tab, values in tabs.items():
        for value in values:
            for name, place in by_id.items():
                before, found, behind = name.partition(value)
                if found and not _parts_a_number(before, value) and not _parts_a_number(value, behind):
                    frames.setdefault((before, behind), {}).setdefault(tab, place)
    opened = {frame: len(set(one.values())) for frame, one in frames.items()}
    best = max(opened, key=lambda frame: (opened[frame], frame == _WHOLE), default=_WHOLE)
    return frames[best] if opened.get(best, 0) >= _FEWEST else {}


def _parts_a_number(one: str, other: str) -> bool:
    return one[-1:].isdigit() and other[:1].isdigit()


def opened_in_order(rows: Iterable[Sequence[_Element]], empty: Collection[_Element]) -> dict[_Element, _Element]:
    """The empty boxes that tabs open which have no name for them: as many boxes in a row, one of them with words.

    `rows` are those of tabs, `empty` the places without words.
    """
    bare = set(empty)
    for row in rows:
        if len(row) < _FEWEST_IN_ORDER:
            continue
        for boxes in boxes_behind(row[0]):
            if len(boxes) == len(row) and len(boxes) - 1 == sum(1 for box in boxes if box in bare):
                return {tab: box for tab, box in zip(row, boxes, strict=True) if box in bare}
    return {}


def boxes_behind(tab: _Element) -> Iterator[list[_Element]]:
    """Rows of boxes of one kind behind a row of tabs, of the most common tag and class, with no words between them."""
    row = tab.getparent()
    around = row
    for _ in range(_FEWEST_IN_ORDER):
        if around is None:
            return
        behind = [e for e in around.itersiblings() if isinstance(e.tag, str)]
        for group in (behind, *([c for c in e if isinstance(c.tag, str)] for e in behind)):
            kinds = Counter((e.tag, _first_class(e)) for e in group)
            if kinds and (kind := kinds.most_common(1)[0][0])[0] in {"div", "section", "ul", "li"}:
                own = [e for e in group if (e.tag, _first_class(e)) == kind]
                at = group.index(own[0])
                if group[at : at + len(own)] == own and not any((e.tail or "").strip() for e in own):
                    yield own
        around = around.getparent()


def _first_class(element: _Element) -> str:
    return (element.get("class") or "").split(" ")[0]
