"""Values that are drawn (图标): a cell without words whose icon says in its title, or does not say, what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.draft import reading, unread

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.extract.html.boxes import Box
    from crawler.page.html import Page

_SAYING = ("title", "aria-label", "alt")
_ICONS = frozenset({"i", "img", "svg", "use", "icon"})
_LONGEST = 20
_ICON = "drawn as an icon"


def drawn(element: str, cell: Box, page: Page, label: str | None) -> Reading | None:
    """What the icon in a cell without words says; a gap where it is an icon and says nothing, None without one."""
    icon = False
    for one in cell.element.iterdescendants():
        for name in _SAYING:
            words = " ".join((one.get(name) or "").split())
            if 0 < len(words) <= _LONGEST:
                locator = page.locator(cell.element)
                return reading(element, words, evidence=page.evidence, locator=locator, label=label, quote=words)
        icon = icon or one.tag in _ICONS
    return (
        unread(element, _ICON, evidence=page.evidence, locator=page.locator(cell.element), label=label)
        if icon
        else None
    )
