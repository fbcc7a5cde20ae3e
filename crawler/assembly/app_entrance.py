"""The entrance (在线办理) of a guide of a single-page portal: its script opens it with what the answer says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.assembly.guide_additions import NOT_TOLD, look_at, opens
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import PageKind
from crawler.domain.values.channels import online_claim
from crawler.extract.item_list import DRAWN
from crawler.page.json_page import JsonPage
from crawler.page.links import SCRIPT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.assembly.guide_additions import Entrances
    from crawler.domain.evidence import Evidence, Target
    from crawler.domain.records import ServiceGuide
    from crawler.page.guides.app_entry import AppEntry
    from crawler.page.html import Page

_LEARNED = 0.9
"""How sure a reading is that no page of the guide itself showed."""


def with_app_entrance(
    guide: ServiceGuide,
    pages: Sequence[Page | JsonPage],
    looks: Sequence[Evidence],
    entrances: Entrances,
    apps: Sequence[AppEntry],
) -> ServiceGuide:
    """The guide with the entrance that the portal's script opens for it, where that opened.

    Its page shows the button, or those of other guides do and this one says that the item is handled online, or its row
    says so. One that did not open tells nothing: the button may be drawn for other items only, and by another script.
    """
    said = guide.read("online_entry")
    shown = said.stated and said.text.startswith(SCRIPT_SCHEME)
    claimed = said.reason == DRAWN or (said.reason == NOT_TOLD and online_claim(guide) is not None)
    untold = said.unread and claimed
    if guide.unread or guide.entrance is not None or not apps or not (shown or untold):
        return guide
    for answer in (page for page in pages if isinstance(page, JsonPage)):
        for target in (found for app in apps if (found := app.of([answer])) is not None):
            came = _came(target, looks) or entrances.like(target)
            if came is not None and opens(came):
                reading = Reading(
                    element="online_entry",
                    state=State.STATED,
                    value=target.url,
                    label=said.label,
                    evidence=said.evidence if shown else answer.evidence,
                    locator=said.locator if shown else "/",
                    quote=said.quote,
                    confidence=_LEARNED,
                )
                return replace(
                    guide, readings={**guide.readings, "online_entry": reading}, entrance=look_at(came, target)
                )
    return guide


def _came(target: Target, looks: Sequence[Evidence]) -> Evidence | None:
    mine = (e for e in looks if e.kind is PageKind.ONLINE_ENTRY and e.target.key == target.key)
    return next((e for e in mine if opens(e)), None)
