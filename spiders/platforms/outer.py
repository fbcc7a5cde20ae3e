"""Outer scripts of pages, where nothing else says what a link or a download calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.evidence import FetchState, PageKind
from crawler.page.decode import decode
from crawler.page.html import Page
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.outer_scripts import telling, unread_calls
from crawler.page.parse import is_script, parse
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.domain.evidence import Target
    from spiders.platforms.walking import Look

_MOST_SCRIPTS = 6


@dataclass(slots=True)
class _Waiting:
    """A guide page until its scripts have come."""

    errand: Errand
    look: Look
    open: set[str]
    texts: list[str] = field(default_factory=list)


class OuterScripts:
    """Asks for the scripts of a page whose files only a call names; the page is read again with them."""

    def __init__(self, own: Callable[[Target], bool]) -> None:
        self._own = own
        self._waiting: dict[str, _Waiting] = {}
        self._tells: dict[str, bool] = {}
        """Script by script, whether it told something to the first page that needed one."""

    def wanted(self, errand: Errand, page: Page, look: Look) -> Iterator[Errand]:
        """The scripts that may define the download calls of a guide page."""
        if errand.item is None or errand.item in self._waiting or not unread(page):
            return
        scripts = [t for t in page.outer_scripts() if self._own(t) and self._tells.get(t.key, True)][:_MOST_SCRIPTS]
        if scripts:
            self._waiting[errand.item] = _Waiting(errand, look, {t.key for t in scripts})
        for target in scripts:
            yield Errand(target=target, kind=PageKind.FRAGMENT, parent=look.evidence.id, item=errand.item)

    def came(self, errand: Errand, look: Look) -> tuple[Errand, Page] | None:
        """The page that waited for this script, read again once its last one is there."""
        waiting = self._waiting.get(errand.item or "")
        if waiting is None or errand.target.key not in waiting.open:
            return None
        waiting.open.discard(errand.target.key)
        text = _text(look)
        tells = self._tells.setdefault(errand.target.key, bool(text) and _tells(waiting.look, text))
        if tells and text:
            waiting.texts.append(text)
        if waiting.open:
            return None
        del self._waiting[errand.item or ""]
        page = _read(waiting.look, waiting.texts)
        return (waiting.errand, page) if page is not None else None


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
        return (_read(look, scripts) if scripts else None) or page

    def wanted(self, errand: Errand, page: Page, look: Look) -> list[Errand] | None:
        """The scripts that a page has to wait for; None where it can be read now."""
        scripts = [t for t in page.outer_scripts() if self._own(t)][:_MOST_SCRIPTS]
        missing = [t for t in scripts if t.key not in self._texts]
        if not missing or not unread_calls(page):
            return None
        self._waiting.append((errand, look))
        fresh = [t for t in missing if t.key not in self._open]
        self._open.update(t.key for t in fresh)
        return [Errand(target=t, kind=PageKind.FRAGMENT, parent=look.evidence.id) for t in fresh]

    def came(self, errand: Errand, look: Look) -> list[tuple[Errand, Look]]:
        """The pages to be read now, once the last script is there."""
        if errand.item is not None or errand.target.key not in self._open:
            return []
        self._open.discard(errand.target.key)
        self._texts[errand.target.key] = _text(look)
        if self._open:
            return []
        ready, self._waiting = self._waiting, []
        return ready


def unread(page: Page) -> list[str]:
    """Files of a page that only a click reaches."""
    return [a.target.url for a in page.attachments() if a.target and a.target.url.startswith(SCRIPT_SCHEME)]


def _text(look: Look) -> str:
    evidence = look.evidence
    if evidence.state is not FetchState.FETCHED or not is_script(evidence.url, evidence.content_type):
        return ""
    return decode(look.body, evidence.content_type).text


def _tells(look: Look, script: str) -> bool:
    without, with_it = _read(look, []), _read(look, [script])
    return without is not None and with_it is not None and len(unread(with_it)) < len(unread(without))


def _read(look: Look, scripts: list[str]) -> Page | None:
    evidence = look.evidence
    page = parse(look.body, evidence.content_type, evidence.url, evidence.id, scripts=scripts)
    return page if isinstance(page, Page) else None
