"""Boxes of a page that are named like the fields of an answer: `<div class="acceptCondition" hidden>`.

Some portals write the values of a guide into boxes without a label, mostly hidden, from which a script takes them. What
such a box says is no absence of the element that its name, or its words, stand for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import placeholder
from crawler.extract.answers import values
from crawler.extract.guide.draft import unread
from crawler.extract.labels.dictionary import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from crawler.domain.elements import Reading
    from crawler.extract.gaps.said import Said
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_NAMED_SO = "it may stand in a box without a label"
_FEWEST = 4
_SHORTEST_NAME = 6
_BESIDE = "\0"
"""Stands between the classes and the id of a box: no page holds it."""
_TAGS = ("div", "span", "p", "td", "li", "section", "textarea")
_SPOKEN = re.compile(r"[\u4e00-\u9fff]")
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def gaps(page: Page, labels: LabelDictionary, said: Said) -> Iterator[Reading]:
    """A gap for each element that a box with words of its own is named after, and for what hidden words may be.

    A box to be seen whose words are all those of steps or materials (`said`) hides none: one called flow-chart.
    """
    known: dict[object, tuple[str | None, bool]] = {}
    """By the attributes of a box: most have those of many others."""
    for box in page.content.iter(*_TAGS):
        attributes = tuple(box.items())
        if not attributes:
            continue
        if attributes not in known:
            known[attributes] = _called(box, labels)
        named, hidden = known[attributes]
        if named is None and not (hidden and all(inner.tag == "br" for inner in box)):
            continue
        words = page.words(box).strip()
        if len(words) < _FEWEST or placeholder.says_nothing(words):
            continue
        if labels.element_of(words) is not None or labels.is_title(words):
            continue
        told = ("".join(str(text).split()) for text in box.itertext())
        if not hidden and all(said.has(text) for text in told if len(_SPOKEN.findall(text)) > 1):
            continue
        meant = {named, *(e for text in box.itertext() for e in values.gaps(text.strip()))} - {None}
        for element in sorted(e for e in meant if e is not None):
            yield unread(element, _NAMED_SO, evidence=page.evidence, locator=page.locator(box))


def _called(box: _Element, labels: LabelDictionary) -> tuple[str | None, bool]:
    """The element that a box is named after, and whether it is hidden: its attributes alone tell."""
    called = f"{box.get('class') or ''}{_BESIDE}{box.get('id') or ''}"
    hidden = box.get("hidden") is not None or bool(_UNSEEN.search(box.get("style") or ""))
    return labels.answers(_element_named)(called), hidden


def _element_named(labels: LabelDictionary, called: str) -> str | None:
    """The element whose field name is one of the classes or the id of a box; both of them are given in one text."""
    classes, _, own_id = called.partition(_BESIDE)
    names = (*classes.split(), own_id)
    return next((e for n in names if len(n) >= _SHORTEST_NAME and (e := labels.fields.get(field_name(n)))), None)
