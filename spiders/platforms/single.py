"""One page and what belongs to it: how `inspect URL` walks. Frames and forms of the page are fetched, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import FetchState, PageKind
from crawler.page.html import Page
from crawler.page.parse import parse
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.evidence import Target
    from spiders.platforms.walking import Look

INSPECTED = "inspected"
"""Key of the one item that everything fetched belongs to."""


class SingleWalker:
    """Fetches one address as a guide, then its frames and the files it offers."""

    def __init__(self, target: Target, *, kind: PageKind = PageKind.GUIDE, render: bool = False) -> None:
        self._first = Errand(target=target, kind=kind, item=INSPECTED, render=render)

    def start(self) -> Iterable[Errand]:
        """Ask for the page itself."""
        yield self._first

    def receive(self, errand: Errand, look: Look) -> Iterable[Errand]:
        """Ask for frames and files of the page; a failed look leads nowhere."""
        if look.evidence.state is not FetchState.FETCHED or errand.kind is not self._first.kind:
            return
        page = parse(look.body, look.evidence.content_type, look.evidence.url, look.evidence.id)
        if page is None:
            return
        if isinstance(page, Page):
            for frame in page.frames():
                yield Errand(target=frame.target, kind=PageKind.FRAGMENT, parent=look.evidence.id, item=INSPECTED)
        if self._first.kind is PageKind.GUIDE:
            for file in page.attachments():
                if file.target is not None:
                    yield Errand(target=file.target, kind=PageKind.FORM, parent=look.evidence.id, item=INSPECTED)

    def idle(self) -> Iterable[Errand]:
        """Nothing waits."""
        return ()
