"""The words between a walker, which decides what to ask next, and the spider, which asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.domain.evidence import Evidence, PageKind, Target
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

CLICK = "CLICK"
"""Method of a target that is reached by rendering its address and clicking the element whose text is its body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One address to ask.

    `item` is the key of the listed item it belongs to; `look` 2 asks again what failed or was
    adverse at look 1; `render` asks for a browser. `skip` is the reason why the walker itself does not want the address
    asked (a bound of its own): it is recorded as planned and skipped, so that "walked to the end" can be told from the
    evidence.
    """

    target: Target
    kind: PageKind
    parent: str | None = None
    item: str | None = None
    render: bool = False
    look: int = 1
    skip: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an errand brought back: its evidence, the payload, and for a rendered page the calls that it made itself."""

    evidence: Evidence
    body: bytes
    calls: tuple[Look, ...] = field(default=())
    parsed: Page | JsonPage | None = field(default=None, compare=False, repr=False)
    """The payload as the gate parsed it already."""

    def page(self) -> Page | JsonPage | None:
        """The payload as a page; None where nothing came, or a file."""
        if self.parsed is not None or not self.body:
            return self.parsed
        return parse(self.body, self.evidence.content_type, self.evidence.url, self.evidence.id)


class Walker(Protocol):
    """A state machine over looks.

    Same looks in the same order: same errands, so that a cut-off run is replayed from
    its archive and goes on where it stopped.
    """

    def start(self) -> Iterable[Errand]:
        """The first errands."""
        ...

    def receive(self, errand: Errand, look: Look) -> Iterable[Errand]:
        """The errands that follow from one look, failed looks included."""
        ...

    def idle(self) -> Iterable[Errand]:
        """Errands that wait for everything else to be answered (second looks); empty when the walk is over."""
        ...

    def found(self) -> int:
        """How many service items were found so far."""
        ...

    def sample(self) -> int | None:
        """How many of them were drawn as a sample; None in a census."""
        ...
