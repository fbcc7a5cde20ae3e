"""One page and what belongs to it: how `inspect URL` walks. Its frames and the files it offers, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import Failure, FetchState, PageKind, Target
from crawler.domain.portal import Render
from crawler.page.guides.online_entry import online_entries
from crawler.page.html import Page
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.gather.job import CrawlJob
    from spiders.platforms.walking import Look

INSPECTED = "inspected"
"""Key of the one item that everything fetched belongs to."""


class Walk:
    """Fetches the profile's address as a guide, rendered where it is a shell, then its frames and files."""

    def __init__(self, job: CrawlJob) -> None:
        self._render = job.profile.hints.render
        self._target = Target(url=job.profile.portal or "")

    def start(self) -> Iterable[Errand]:
        """Ask for the page itself."""
        yield self._page(render=self._render is Render.BROWSER)

    def receive(self, errand: Errand, look: Look) -> Iterable[Errand]:
        """Ask for frames and files of the page; a failed look leads nowhere, but that a shell is rendered."""
        if errand.kind is not PageKind.GUIDE:
            return
        if look.evidence.failure is Failure.EMPTY_SHELL and not errand.render and self._render is not Render.HTTP:
            yield self._page(render=True)
        if look.evidence.state is not FetchState.FETCHED:
            return
        page = look.page()
        if page is None:
            return
        if isinstance(page, Page):
            for frame in page.frames():
                yield Errand(target=frame.target, kind=PageKind.FRAGMENT, parent=look.evidence.id, item=INSPECTED)
        for file in page.attachments():
            if file.target is not None and file.target.url.startswith(("http://", "https://")):
                yield Errand(target=file.target, kind=PageKind.FORM, parent=look.evidence.id, item=INSPECTED)
        for target in online_entries(page) if isinstance(page, Page) else ():
            yield Errand(target=target, kind=PageKind.ONLINE_ENTRY, parent=look.evidence.id, item=INSPECTED)

    def idle(self) -> Iterable[Errand]:
        """Nothing waits."""
        return ()

    def found(self) -> int:
        """One page is one item."""
        return 1

    def sample(self) -> None:
        """There is nothing to draw from."""

    def _page(self, *, render: bool) -> Errand:
        return Errand(target=self._target, kind=PageKind.GUIDE, item=INSPECTED, render=render)
