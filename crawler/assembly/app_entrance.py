"""The entrance (在线办理) of a guide that came as answers: made of these by a script, or as rendered guides show it.

What a portal's script opens, and where the entrances of its rendered guides lead, is known once for all its guides.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from crawler.assembly.guide_additions import NOT_TOLD, look_at, opens
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import PageKind
from crawler.domain.values.channels import online_claim
from crawler.extract.item_list import DRAWN
from crawler.page.guides.app_entry import app_entries, shell_of
from crawler.page.guides.online_entry import online_entries
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.shown_routes import ShownRoutes
from crawler.page.links import SCRIPT_SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.assembly.guide_additions import Entrances
    from crawler.domain.evidence import Evidence, Target
    from crawler.domain.records import ServiceGuide
    from crawler.page.guides.app_entry import AppEntry

_MOST_SCRIPTS = 24
"""Scripts of a portal that may draw all its guides; a page may have one of its own."""
_LEARNED = 0.9
"""How sure a reading is that no page of the guide itself showed."""


class Openings:
    """Where the entrances of a portal's guides lead: by its scripts, and by rendered guides with their answers."""

    def __init__(
        self, texts: Iterable[str] = (), guides: Iterable[tuple[Page | JsonPage, Sequence[Page | JsonPage]]] = ()
    ) -> None:
        self._routes = ShownRoutes()
        shown = [(page, answers) for page, answers in guides if isinstance(page, Page)]
        for page, answers in shown:
            self._routes.learn(online_entries(page), answers)
        shell = shell_of(shown[0][0]) if shown else None
        self._apps: list[AppEntry] = [one for text in islice(texts, _MOST_SCRIPTS) for one in app_entries(text, shell)]

    def of(self, answer: JsonPage) -> Iterator[Target]:
        """The entrance of the guide that came as an answer."""
        yield from self._routes.of(answer)
        yield from (found for app in self._apps if (found := app.of([answer])) is not None)

    def hide(self, answers: Sequence[JsonPage]) -> bool:
        """Whether the page does not show the entrance of the guide that came as these answers."""
        return bool(self._apps) and all(app.hides(answers) for app in self._apps)


def with_app_entrance(
    guide: ServiceGuide,
    pages: Sequence[Page | JsonPage],
    looks: Sequence[Evidence],
    entrances: Entrances,
    openings: Openings,
) -> ServiceGuide:
    """The guide with the entrance that is made for it of its answers, where that opened.

    Its page shows the button, or those of other guides do and this one says that the item is handled online, or its row
    says so. One that did not open tells nothing: the button may be drawn for other items only, and by another script.
    There is none where the script shows the button on a condition that the answer does not meet.
    """
    said = guide.read("online_entry")
    answers = [page for page in pages if isinstance(page, JsonPage)]
    if said.reason == NOT_TOLD and not guide.unread and online_claim(guide) is None and openings.hide(answers):
        none = replace(said, state=State.NOT_STATED, reason=None)
        return replace(guide, readings={**guide.readings, "online_entry": none})
    shown = said.stated and said.text.startswith(SCRIPT_SCHEME)
    claimed = said.reason == DRAWN or (said.reason == NOT_TOLD and online_claim(guide) is not None)
    untold = said.unread and claimed
    if guide.unread or guide.entrance is not None or not (shown or untold):
        return guide
    for answer in answers:
        for target in openings.of(answer):
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
