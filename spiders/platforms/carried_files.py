"""Files of guides (附件) in the data that a page carries for its script: how they are named, a rendered guide shows.

Where the guides of a portal came as plain pages before any was rendered, they wait for what that one teaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.page.html import Page
from crawler.page.learned.file_places import FilePlaces
from crawler.page.states import files_in

if TYPE_CHECKING:
    from crawler.page.json_page import JsonPage
    from spiders.platforms.walking import Errand

    Held = tuple[Errand, Page | JsonPage]

_MOST = 300
"""Pages that are held at once: what waits takes memory."""


class CarriedFiles(FilePlaces):
    """The places of files, and the guides that wait for them to be known."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Held] = []

    def hold(self, errand: Errand, page: Page | JsonPage) -> None:
        """A guide as its address gives it: kept where it carries data of which nobody knows whether it names files."""
        if self.known or errand.render or errand.look > 1 or errand.item is None or len(self._held) >= _MOST:
            return
        if isinstance(page, Page) and any(not named for _, named in files_in(page)):
            self._held.append((errand, page))

    def ready(self) -> list[Held]:
        """The guides that need not wait any longer."""
        held, self._held = (self._held, []) if self.known else ([], self._held)
        return held
