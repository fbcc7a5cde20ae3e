"""Files of guides (附件) that only a click tells the address of: a few guides are rendered, their calls serve all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.handed_over import kind_and_values
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.domain.evidence import Target
    from crawler.page.file_routes import FileRoutes
    from crawler.page.finds import AttachmentLink

    PageOf = Callable[[str], Target | None]
    """The address of the page that shows an item's guide to a reader."""

_SCOUTS = 3
"""Guides with files of a kind that are rendered in vain before those of the others are given up as not reached."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that waits until it is known how it is asked for."""

    errand: Errand
    evidence: str
    file: AttachmentLink


@dataclass(slots=True)
class _Kind:
    """Files that a page hands over to its script in one way."""

    held: list[Held] = field(default_factory=list)
    scout: str | None = None
    """The item whose guide is being rendered."""
    vain: int = 0
    tried: set[str] = field(default_factory=set)


class ClickedFiles:
    """Holds such files back, and has guides rendered until it is known how files of each kind are asked for."""

    def __init__(self, routes: FileRoutes, page_of: PageOf, *, may_render: bool) -> None:
        self._routes = routes
        self._page_of = page_of
        self._may_render = may_render
        self._kinds: dict[str, _Kind] = {}
        self._rendered: set[str] = set()

    def hold(self, errand: Errand, evidence: str, file: AttachmentLink) -> bool:
        """Whether a file has to wait for a guide to be rendered; False where it can be asked for, or never will."""
        told = kind_and_values(file.target)
        if told is None or self._routes.knows(file) or not self._may_render or errand.item is None or errand.look > 1:
            return False
        kind = self._kinds.setdefault(told[0], _Kind())
        if kind.vain >= _SCOUTS:
            return False
        kind.held.append(Held(errand, evidence, file))
        return True

    def waiting(self, item: str | None) -> list[AttachmentLink]:
        """The files of an item that wait: a rendered page does not show those that stand in a frame of it."""
        return [one.file for kind in self._kinds.values() for one in kind.held if one.errand.item == item]

    def scouts(self) -> Iterator[Errand]:
        """Guides to render now."""
        for kind in self._kinds.values():
            while kind.scout is None and kind.held and kind.vain < _SCOUTS:
                one = next((h for h in kind.held if h.errand.item not in kind.tried), None)
                if one is None or one.errand.item is None:
                    break
                kind.tried.add(one.errand.item)
                page = self._page_of(one.errand.item)
                if page is None or one.errand.item in self._rendered:
                    kind.vain += 1
                    continue
                kind.scout = one.errand.item
                yield Errand(
                    target=page, kind=PageKind.GUIDE, parent=one.errand.parent, item=one.errand.item, render=True
                )

    def shown(self, item: str) -> None:
        """A guide was rendered, or could not be; what it taught is known by now."""
        self._rendered.add(item)
        for kind in self._kinds.values():
            if kind.scout == item:
                kind.scout = None
                kind.vain += 1

    def ready(self, *, at_last: bool = False) -> Iterator[Held]:
        """Files that need not wait any longer; at last all of them."""
        for kind in self._kinds.values():
            if kind.held and (at_last or kind.vain >= _SCOUTS or self._routes.knows(kind.held[0].file)):
                held, kind.held = kind.held, []
                yield from held
