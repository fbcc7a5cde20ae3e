"""The address of a guide's online entrance (在线办理) that only the scripts of its page tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crawler.domain.elements import Reading, State
from crawler.page.guides.entry_scripts import followed, scripted_entries
from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crawler.domain.evidence import Target
    from crawler.domain.records import ServiceGuide
    from crawler.page.json_page import JsonPage


class Made(NamedTuple):
    """An entrance whose address a script makes; `sure` where that hangs on nothing that could not be decided."""

    reading: Reading
    target: Target
    sure: bool


def made_entrance(
    guide: ServiceGuide, pages: Iterable[Page | JsonPage], script: Callable[[str], str | None]
) -> Made | None:
    """Where scripts take whoever clicks the entrance: those of its page, and each `script` that lies beside it, by key.

    None where the guide itself names the address, or none is offered, or where it leads is not to be read.
    """
    said = guide.read("online_entry")
    if guide.unread or not (said.stated or said.unread):
        return None
    for page in pages:
        if not isinstance(page, Page) or (said.stated and page.evidence != said.evidence):
            continue
        offered = scripted_entries(page)
        outer = [text for one in page.outer_scripts() if (text := script(one.key))] if offered else []
        for element in offered:
            at = page.locator(element)
            found = followed(page, element, outer) if not said.stated or at == said.locator else None
            if found is not None:
                words = page.label(element)
                reading = Reading(
                    element="online_entry",
                    state=State.STATED,
                    value=found.target.url,
                    label=words,
                    evidence=page.evidence,
                    locator=at,
                    quote=words,
                )
                return Made(reading, found.target, found.sure)
    return None
