"""XPaths of the elements of a large page (元素路径): the children of an element are counted once for all of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 200


class Paths:
    """The paths that lxml's `getpath` gives, which looks through all elements beside one each time it is asked."""

    def __init__(self) -> None:
        self._known: dict[_Element, str] = {}

    def of(self, element: _Element) -> str:
        """The XPath of an element."""
        if element not in self._known:
            around = list(element.iterancestors())
            if len(around) > _DEEPEST:
                return element.getroottree().getpath(element)
            for parent in reversed(around):
                self._open(parent)
            if not around:
                self._known[element] = element.getroottree().getpath(element)
        return self._known[element]

    def _open(self, parent: _Element) -> None:
        """Give each child of an element its path."""
        first = next(iter(parent))
        if first in self._known:
            return
        if parent not in self._known:
            self._known[parent] = parent.getroottree().getpath(parent)
        path = self._known[parent]
        children = list(parent)
        times = Counter(child.tag for child in children)
        numbers: Counter[object] = Counter()
        for child in children:
            tag = child.tag
            numbers[tag] += 1
            self._known[child] = f"{path}/{tag}[{numbers[tag]}]" if times[tag] > 1 else f"{path}/{tag}"
