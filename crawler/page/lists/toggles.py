"""Names on a page that open by a script what lies beneath them: a tree (目录树) or a list of departments and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.page.links import State
from crawler.page.lists.column_words import is_column, is_kind

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page

_SEVERAL = 3
_LONGEST = 30
_AROUND = 2


def opens_by_names(page: Page) -> bool:
    """Whether several departments, themes or types stand on a page that lead nowhere but are known to a script."""
    found = {
        words
        for element in page.body.iter()
        if 2 <= len(words := "".join((element.text or "").split()) or _behind_a_sign(element)) <= _LONGEST
        and (is_column(words) or is_kind(words))
        and _is_heard(page, element)
    }
    return len(found) >= _SEVERAL


def _behind_a_sign(element: _Element) -> str:
    """The words of an element that begins with a sign of its own: `<span><i>+</i>市教育局</span>`."""
    first = element[0] if len(element) else None
    return "" if first is None else "".join((first.tail or "").split())


def _is_heard(page: Page, element: _Element) -> bool:
    """Whether a script listens to an element or to what stands right around it, and no address is known."""
    around = (element, *element.iterancestors())[: _AROUND + 1]
    if any((place := page.place(one)) is not None and place.state is State.LIVE for one in around):
        return False
    return any(
        one.get("onclick") or any(str(name).startswith("data-") and value for name, value in one.items())
        for one in around
    )
