"""XPaths of the elements of a page (元素路径): the children of an element are counted once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 200


class Paths:
    """The paths that lxml's `getpath` gives, which looks through all elements beside one each time it is asked."""

    def __init__(self) -> None:
        self._known: dict[_Element, str] = {}

    def of(self, element: _Element, depth: int = 0) -> str:
        """The XPath of an element; `depth` counts how far inside the element that was asked for first it lies."""
        known = self._known.get(element)
        if known is not None:
            return known
        parent = element.getparent()
        if parent is None or depth > _DEEPEST:
            path = self._known[element] = element.getroottree().getpath(element)
            return path
        self._open(parent, self.of(parent, depth + 1))
        return self._known[element]

    def _open(self, parent: _Element, path: str) -> None:
        """Give each child of an element its path."""
        numbers: dict[str, int] = {}
        counted: list[tuple[_Element, str, int]] = []
        for child in parent:
            tag = child.tag
            number = numbers[tag] = numbers.get(tag, 0) + 1
            counted.append((child, tag, number))
        for child, tag, number in counted:
            self._known[child] = f"{path}/{tag}[{number}]" if numbers[tag] > 1 else f"{path}/{tag}"


def element_at(root: _Element, locator: str) -> _Element | None:
    """The element at a locator of its page; None where that is the pointer of an answer or a place in a file."""
    try:
        found = root.xpath(locator) if locator.startswith("/") else []
    except etree.XPathError:
        return None
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None  # noqa: SLF001 - lxml names the type of an element so
