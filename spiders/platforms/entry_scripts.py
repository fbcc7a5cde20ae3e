"""Outer scripts that tell where the entrances of guides (在线办理) lead: asked once a portal, read with each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.guides.app_entry import app_entries
from crawler.page.guides.entry_scripts import followed, scripted_entries
from crawler.page.guides.online_entry import told_entries
from crawler.page.html import Page
from spiders.platforms.outer import text_of
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crawler.domain.evidence import Target
    from crawler.page.guides.app_entry import AppEntry
    from crawler.page.json_page import JsonPage
    from spiders.platforms.online_entrances import OnlineEntrances
    from spiders.platforms.walking import Look

_MOST_SCRIPTS = 6
"""Scripts of one page that are asked for."""
_MOST = 12
"""Scripts of one portal: a page may have one of its own, which tells nothing of others."""
_MOST_HELD = 60
"""Answers that wait for a script."""


class EntryScripts:
    """Holds guides whose entrance only a script opens until the scripts beside their pages are there."""

    def __init__(self, own: Callable[[Target], bool], entrances: OnlineEntrances) -> None:
        self._own = own
        self._entrances = entrances
        self._texts: dict[str, str] = {}
        self._asked: set[str] = set()
        self._waiting: list[tuple[Errand, Page, frozenset[str]]] = []
        self._apps: list[AppEntry] = []
        self._held: list[tuple[Errand, JsonPage]] = []
        """Answers that came before the script that draws guides of them."""

    def wanted(
        self, errand: Errand, page: Page | JsonPage, look: Look, open_: Iterable[Errand] = ()
    ) -> Iterator[Errand]:
        """The scripts to ask for, or what the page's entrances lead to where all of them are known.

        Those that are asked for anyhow (`open_`) are waited for.
        """
        self._asked.update(one.target.key for one in open_)
        if errand.item is None or not isinstance(page, Page) or not scripted_entries(page):
            return
        outer = [t for t in page.outer_scripts() if self._own(t)][:_MOST_SCRIPTS]
        for target in outer:
            if target.key not in self._texts and target.key not in self._asked and len(self._asked) < _MOST:
                self._asked.add(target.key)
                yield Errand(target=target, kind=PageKind.FRAGMENT, parent=look.evidence.id)
        lacking = frozenset(t.key for t in outer if t.key in self._asked and t.key not in self._texts)
        self._waiting.append((errand, page, lacking))
        yield from self._ready()

    def came(self, errand: Errand, look: Look) -> Iterator[Errand]:
        """A script of the portal came, whoever asked for it."""
        if errand.kind is PageKind.FRAGMENT:
            text = "" if errand.target.key in self._texts else text_of(look)
            self._texts[errand.target.key] = text or self._texts.get(errand.target.key, "")
            self._apps += app_entries(text)
            yield from self._ready()
            held, self._held = (self._held, []) if self._apps else ([], self._held)
            for waiting in held:
                yield from self.answered(*waiting)

    def answered(self, errand: Errand, answer: JsonPage) -> Iterator[Errand]:
        """The entrance that the portal's script opens for the guide that came as an answer, which names none itself."""
        if errand.item is None or answer.items() or told_entries(answer):
            return
        if not self._apps:
            self._held += [(errand, answer)] if len(self._held) < _MOST_HELD else []
            return
        target = next((found for app in self._apps if (found := app.of([answer])) is not None), None)
        if target is not None:
            yield from self._entrances.told(errand, answer, [target])

    def _ready(self) -> Iterator[Errand]:
        waiting, self._waiting = self._waiting, []
        for errand, page, lacking in waiting:
            if not all(key in self._texts for key in lacking):
                self._waiting.append((errand, page, lacking))
                continue
            outer = [text for one in page.outer_scripts() if (text := self._texts.get(one.key))]
            found = (followed(page, element, outer) for element in scripted_entries(page))
            yield from self._entrances.told(errand, page, [one.target for one in found if one is not None])
