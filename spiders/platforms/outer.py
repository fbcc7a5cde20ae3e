"""Outer scripts of guide pages, where nothing else says what a download call asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.evidence import FetchState, PageKind
from crawler.page.decode import decode
from crawler.page.html import Page
from crawler.page.links import SCRIPT_SCHEME
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
        evidence = look.evidence
        text = ""
        if evidence.state is FetchState.FETCHED and is_script(evidence.url, evidence.content_type):
            text = decode(look.body, evidence.content_type).text
        tells = self._tells.setdefault(errand.target.key, bool(text) and _tells(waiting.look, text))
        if tells and text:
            waiting.texts.append(text)
        if waiting.open:
            return None
        del self._waiting[errand.item or ""]
        page = _read(waiting.look, waiting.texts)
        return (waiting.errand, page) if page is not None else None


def unread(page: Page) -> list[str]:
    """Files of a page that only a click reaches."""
    return [a.target.url for a in page.attachments() if a.target and a.target.url.startswith(SCRIPT_SCHEME)]


def _tells(look: Look, script: str) -> bool:
    without, with_it = _read(look, []), _read(look, [script])
    return without is not None and with_it is not None and len(unread(with_it)) < len(unread(without))


def _read(look: Look, scripts: list[str]) -> Page | None:
    evidence = look.evidence
    page = parse(look.body, evidence.content_type, evidence.url, evidence.id, scripts=scripts)
    return page if isinstance(page, Page) else None
