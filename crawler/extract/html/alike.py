"""Entries drawn alike (同类条目): one kind of box, but for a class that says of one of them how far it is.

A step that is done, the one that is going on, the first and the last of a list carry a class more than the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.extract.html.boxes import Box

_DIGITS = re.compile(r"\d+")
_ENTRIES = frozenset({"li", "dl", "tr", "article"})
"""Boxes that are entries by their tag alone, whatever their class."""


def same_class(one: Box, other: Box) -> bool:
    """Whether two boxes have the same tag and class but for numbers: <li class="n1"> and <li class="n2">."""
    return one.tag == other.tag and _class_of(one) == _class_of(other)


def alike(one: Box, other: Box) -> bool:
    """Whether two boxes side by side are entries of one list, though one of them has a class more.

    Then what they begin with has to be of one kind: a title and the text below it share a class too.
    """
    if same_class(one, other):
        return True
    if one.tag != other.tag or not (one.tag in _ENTRIES or _class_of(one) & _class_of(other)):
        return False
    heads = [next((b.kind for b in box.boxes if b.words), None) for box in (one, other)]
    return heads[0] is not None and heads[0] == heads[1]


def _class_of(box: Box) -> frozenset[str]:
    return frozenset(_DIGITS.sub("", box.kind[1]).split())
