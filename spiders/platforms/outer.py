"""Outer scripts of pages, where nothing else says what a link or a download calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.evidence import FetchState, PageKind
from crawler.page.decode import decode
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.lists.more_rows import goes_on_by_script
from crawler.page.parse import is_script, parse
from crawler.page.script.outer_scripts import guessed_files, offers_by_script, telling, unread_calls
from crawler.page.tree import is_document
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.evidence import Target
    from spiders.platforms.walking import Look

_MOST_SCRIPTS = 6


@dataclass(slots=True)
class _Waiting:
    """A page of an item, or a part of it, until its scripts have come."""

    errand: Errand
    look: Look
    scripts: tuple[str, ...]
    base: str | None


class OuterScripts:
    """Asks for the scripts of a page whose files only a call names; the page is read again with them."""

    def __init__(self, own: Callable[[Target], bool]) -> None:
        self._own = own
        self._waiting: dict[str, list[_Waiting]] = {}
        self._tells: dict[str, bool] = {}
        """Script by script, whether it told something to the first page that needed one."""
        self._texts: dict[str, str] = {}
        """The scripts that told something."""
        self._asked: set[tuple[str, str]] = set()
        self._came: set[tuple[str, str]] = set()
        """Item and script: each item's evidence holds the scripts that its pages are read with."""
        self._around: dict[str, tuple[Target, ...]] = {}
        """The scripts of each guide's page, which its parts are read with as well."""
        self._same: dict[tuple[Target, ...], tuple[Target, ...]] = {}
        self._shell: tuple[Target, ...] = ()
        """The scripts of the last guide that was rendered: the markup of answers is put into such a page."""
        self._explaining: set[str] = set()

    def wanted(
        self, errand: Errand, page: Page | JsonPage, look: Look
    ) -> tuple[list[Errand], list[tuple[Errand, Page | JsonPage]]]:
        """The scripts to ask for that may define the download calls of a guide; what can be read with them now."""
        item, outer = errand.item, page.outer_scripts() if isinstance(page, Page) else ()
        if item is None:
            return [], []
        if errand.kind is PageKind.GUIDE and outer:
            outer = self._same.setdefault(outer, outer)
            self._around.setdefault(item, outer)
            self._shell = outer if errand.render else self._shell
        if not unread(page):
            return [], []
        piece = isinstance(page, JsonPage) or not is_document(page.text)
        around = outer or self._around.get(item, ()) or (self._shell if piece else ())
        around = tuple(t for t in around if self._own(t) and self._tells.get(t.key, True))
        scripts = around[:_MOST_SCRIPTS]
        if scripts:
            base = page.base if isinstance(page, JsonPage) else None
            self._waiting.setdefault(item, []).append(_Waiting(errand, look, tuple(t.key for t in scripts), base))
        fresh = [t for t in scripts if (item, t.key) not in self._asked]
        self._asked.update((item, t.key) for t in fresh)
        asked = [Errand(target=t, kind=PageKind.FRAGMENT, parent=look.evidence.id, item=item) for t in fresh]
        return asked, self._ready(item)

    def explaining(self, errand: Errand, page: Page | JsonPage, look: Look) -> list[Errand]:
        """The scripts that draw guides out of answers, once a portal: they may say what codes (代码) in these mean."""
        if not errand.render or errand.kind is not PageKind.GUIDE or not isinstance(page, Page) or not look.calls:
            return []
        own = {t.key: t for t in page.outer_scripts() if self._own(t)}
        fresh = [t for key, t in own.items() if key not in self._explaining | {asked for _, asked in self._asked}]
        fresh = fresh[: _MOST_SCRIPTS - len(self._explaining)]
        self._explaining.update(t.key for t in fresh)
        return [Errand(target=t, kind=PageKind.FRAGMENT, parent=look.evidence.id) for t in fresh]

    def waits(self, errand: Errand) -> bool:
        """Whether a page is to be read again before its files are asked for."""
        return any(one.errand == errand for one in self._waiting.get(errand.item or "", ()))

    def came(self, errand: Errand, look: Look) -> list[tuple[Errand, Page | JsonPage]] | None:
        """The pages that waited for this script, read again once their last one is there; None for anything else."""
        item, key = errand.item or "", errand.target.key
        if (item, key) not in self._asked:
            return None
        self._came.add((item, key))
        if key not in self._tells:
            text = text_of(look)
            waiting = next((w for w in self._waiting.get(item, ()) if key in w.scripts), None)
            self._tells[key] = bool(text) and waiting is not None and _tells(waiting.look, text)
            if self._tells[key]:
                self._texts[key] = text
        return self._ready(item)

    def _ready(self, item: str) -> list[tuple[Errand, Page | JsonPage]]:
        ready: list[tuple[Errand, Page | JsonPage]] = []
        for waiting in list(self._waiting.get(item, ())):
            if all((item, key) in self._came for key in waiting.scripts):
                self._waiting[item].remove(waiting)
                texts = [self._texts[key] for key in waiting.scripts if key in self._texts]
                page = _read(waiting.look, texts, waiting.base)
                ready += [(waiting.errand, page)] if page is not None else []
        if not self._waiting.get(item):
            self._waiting.pop(item, None)
        return ready


class SharedScripts:
    """Scripts that the portal's lists and menus share: asked once, each page is read with those that tell it something.

    Pages wait for the scripts that they are the first to need.
    """

    def __init__(self, own: Callable[[Target], bool]) -> None:
        self._own = own
        self._texts: dict[str, str] = {}
        self._open: set[str] = set()
        self._waiting: list[tuple[Errand, Look]] = []

    def read(self, page: Page, look: Look) -> Page:
        """The page as its outer scripts explain it, as far as they are there."""
        scripts = telling(page, self._texts)
        again = _read(look, scripts) if scripts else None
        return again if isinstance(again, Page) else page

    def wanted(self, errand: Errand, page: Page, look: Look) -> list[Errand] | None:
        """The scripts that a page has to wait for; None where it can be read now."""
        scripts = [t for t in page.outer_scripts() if self._own(t)][:_MOST_SCRIPTS]
        missing = [t for t in scripts if t.key not in self._texts]
        if not missing or not (unread_calls(page) or offers_by_script(page) or goes_on_by_script(page)):
            return None
        self._waiting.append((errand, look))
        fresh = [t for t in missing if t.key not in self._open]
        self._open.update(t.key for t in fresh)
        return [Errand(target=t, kind=PageKind.FRAGMENT, parent=look.evidence.id) for t in fresh]

    def awaits(self, errand: Errand) -> bool:
        """Whether this is a script that pages wait for, whatever comes of it."""
        return errand.item is None and errand.target.key in self._open

    def came(self, errand: Errand, look: Look) -> list[tuple[Errand, Look]]:
        """The pages to be read now, once the last script is there."""
        if not self.awaits(errand):
            return []
        self._open.discard(errand.target.key)
        self._texts[errand.target.key] = text_of(look)
        if self._open:
            return []
        ready, self._waiting = self._waiting, []
        return ready


def unread(page: Page | JsonPage) -> list[str]:
    """Files of a page that only a click reaches, or whose address was guessed from what a click hands over."""
    shown = page.marked if isinstance(page, JsonPage) else page
    if shown is None:
        return []
    scripted = [a.target.url for a in shown.attachments() if a.target and a.target.url.startswith(SCRIPT_SCHEME)]
    return [*scripted, *guessed_files(shown)]


def text_of(look: Look) -> str:
    """The text of a script that came; nothing where it did not, or where it is none."""
    evidence = look.evidence
    if evidence.state is not FetchState.FETCHED or not is_script(evidence.url, evidence.content_type):
        return ""
    return decode(look.body, evidence.content_type).text


def _tells(look: Look, script: str) -> bool:
    without, with_it = _read(look, []), _read(look, [script])
    return without is not None and with_it is not None and len(unread(with_it)) < len(unread(without))


def _read(look: Look, scripts: list[str], base: str | None = None) -> Page | JsonPage | None:
    evidence = look.evidence
    return parse(look.body, evidence.content_type, evidence.url, evidence.id, scripts=scripts, base=base)
