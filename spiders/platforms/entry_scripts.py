"""Outer scripts that tell where the entrances of guides (在线办理) lead: asked once a portal, read with each page.

Of guides that come as answers alone, a rendered one tells it as well: by where its own entrance leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.guides.app_entry import app_entries, shell_of
from crawler.page.guides.entry_scripts import followed, scripted_entries
from crawler.page.guides.online_entry import online_entries, told_entries
from crawler.page.html import Page
from crawler.page.learned.shown_routes import ShownRoutes
from spiders.platforms.outer import text_of
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crawler.domain.evidence import Target
    from crawler.page.guides.app_entry import AppEntry, Shell
    from crawler.page.json_page import JsonPage
    from spiders.platforms.online_entrances import OnlineEntrances
    from spiders.platforms.walking import Look

_MOST_SCRIPTS = 6
"""Scripts of one page that are asked for."""
_MOST = 12
"""Scripts of one portal: a page may have one of its own, which tells nothing of others."""
_MOST_SHOWN = 8
"""Rendered guides that are learned from: a portal may render each."""
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
        self._shell: Shell | None = None
        self._apps: list[AppEntry] = []
        self._routes = ShownRoutes()
        self._shown = 0
        self._held: list[tuple[Errand, JsonPage]] = []
        """Answers that came before what tells where the entrances of their guides lead."""

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

    def shown(self, page: Page, answers: Iterable[Page | JsonPage | None]) -> Iterator[Errand]:
        """A browser showed a guide, put together from these answers: what it tells of the entrances of others."""
        if self._shown < _MOST_SHOWN:
            self._shown += 1
            self._routes.learn(online_entries(page), [one for one in answers if one is not None])
        if self._shell is None:
            self._shell = shell_of(page)
            self._apps = [one for text in self._texts.values() for one in app_entries(text, self._shell)]
        yield from self._told()

    def came(self, errand: Errand, look: Look) -> Iterator[Errand]:
        """A script of the portal came, whoever asked for it."""
        if errand.kind is PageKind.FRAGMENT:
            text = "" if errand.target.key in self._texts else text_of(look)
            self._texts[errand.target.key] = text or self._texts.get(errand.target.key, "")
            self._apps += app_entries(text, self._shell)
            yield from self._ready()
            yield from self._told()

    def answered(self, errand: Errand, answer: JsonPage) -> Iterator[Errand]:
        """The entrance of the guide that came as an answer, which names none itself."""
        if errand.item is None or answer.items() or told_entries(answer):
            return
        made = (found for app in self._apps if (found := app.of([answer])) is not None)
        target = next(self._routes.of(answer), None) or next(made, None)
        if target is not None:
            yield from self._entrances.told(errand, answer, [target])
        elif not self._apps and len(self._held) < _MOST_HELD:
            self._held.append((errand, answer))

    def _told(self) -> Iterator[Errand]:
        """The entrances of guides that came before what tells where they lead."""
        held, self._held = self._held, []
        for waiting in held:
            yield from self.answered(*waiting)

    def _ready(self) -> Iterator[Errand]:
        waiting, self._waiting = self._waiting, []
        for errand, page, lacking in waiting:
            if not all(key in self._texts for key in lacking):
                self._waiting.append((errand, page, lacking))
                continue
            outer = [text for one in page.outer_scripts() if (text := self._texts.get(one.key))]
            found = (followed(page, element, outer) for element in scripted_entries(page))
            yield from self._entrances.told(errand, page, [one.target for one in found if one is not None])
