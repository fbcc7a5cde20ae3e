"""Files of guides (附件) that only a click tells the address of: a few guides are rendered, their calls serve all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.domain.evidence import PageKind
from crawler.page.guides.hidden_parts import own_values
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.part_calls import learn_part_calls
from crawler.page.script.handed_over import kind_and_values
from crawler.page.tree import is_document
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.finds import AttachmentLink
    from crawler.page.learned.calls import Exchange
    from crawler.page.learned.file_routes import FileRoutes
    from crawler.page.learned.part_calls import PartCall

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
    values: Mapping[str, str]
    """What the page that offers it knows itself by."""
    by_itself: bool = False
    """Whether that page is a part of a guide at an address of its own, which a browser can open."""

    def shown_on(self, *, part: bool) -> str:
        """What has to be rendered for it: the guide, or the `part` of it that offers the file."""
        return _mark(self.errand) if part and self.by_itself else self.errand.item or ""


@dataclass(slots=True)
class _Kind:
    """Files that a page hands over to its script in one way."""

    held: list[Held] = field(default_factory=list)
    scout: str | None = None
    """The item whose guide is being rendered, or the part of one."""
    vain: int = 0
    tried: set[str] = field(default_factory=set)
    listing: PartCall | None = None
    """What brings the addresses of all files of a guide, by their identifiers: a click only looks one up."""


class ClickedFiles:
    """Holds such files back, and has guides rendered until it is known how files of each kind are asked for."""

    def __init__(self, routes: FileRoutes, page_of: PageOf, *, may_render: bool) -> None:
        self._routes = routes
        self._page_of = page_of
        self._may_render = may_render
        self._kinds: dict[str, _Kind] = {}
        self._rendered: set[str] = set()
        self._last: tuple[str, dict[str, str]] = "", {}

    def hold(self, errand: Errand, page: Page | JsonPage, file: AttachmentLink) -> bool:
        """Whether a file has to wait for a guide to be rendered; False where it can be asked for, or never will."""
        told = kind_and_values(file.told)
        if told is None or self._routes.knows(file) or not self._may_render or errand.item is None or errand.look > 1:
            return False
        kind = self._kinds.setdefault(told[0], _Kind())
        if kind.vain >= _SCOUTS:
            return False
        if self._last[0] != page.evidence:
            self._last = page.evidence, own_values(page, errand.target) if isinstance(page, Page) else {}
        kind.held.append(Held(errand, page.evidence, file, self._last[1], by_itself=_stands_alone(errand, page)))
        return True

    def waiting(self, item: str | None) -> list[AttachmentLink]:
        """The files of an item that wait: a rendered page does not show those that stand in a frame of it."""
        return [one.file for kind in self._kinds.values() for one in kind.held if one.errand.item == item]

    def scouts(self) -> Iterator[Errand]:
        """Guides to render now; where a call brings the addresses of all files of a guide, that call."""
        for kind in self._kinds.values():
            yield from _listed(kind)
            while kind.scout is None and kind.held and kind.vain < _SCOUTS:
                # A part by itself, once a guide taught nothing of the files on it: frames are shown with their guide.
                part = kind.vain > 0 or all(h.errand.item in kind.tried for h in kind.held)
                one = next((h for h in kind.held if h.shown_on(part=part) not in kind.tried), None)
                if one is None or one.errand.item is None:
                    break
                mark = one.shown_on(part=part)
                kind.tried.add(mark)
                part = part and one.by_itself
                page = one.errand.target if part else self._page_of(one.errand.item)
                if mark in self._rendered:
                    continue  # Before anybody knew that it has files: it may have taught nothing of them.
                if page is None:
                    kind.vain += 1
                    continue
                kind.scout = mark
                what = PageKind.FRAGMENT if part else PageKind.GUIDE
                yield Errand(target=page, kind=what, parent=one.errand.parent, item=one.errand.item, render=True)

    def shown(self, errand: Errand, made: Sequence[Exchange]) -> None:
        """A guide was rendered, or could not be; what it taught is known by now, but for where its calls name files."""
        mark = _mark(errand)
        self._rendered.add(mark)
        for kind in self._kinds.values():
            own = [one for one in kind.held if one.errand.item == errand.item]
            if own and kind.listing is None and not self._routes.knows(own[0].file):
                kind.listing = _learned(own, made)
            if kind.scout == mark:
                kind.scout = None
                kind.vain += 1

    def ready(self, *, at_last: bool = False) -> Iterator[Held]:
        """Files that need not wait any longer; at last all of them."""
        for kind in self._kinds.values():
            if kind.held and (at_last or kind.vain >= _SCOUTS or self._routes.knows(kind.held[0].file)):
                held, kind.held = kind.held, []
                yield from held


def _mark(errand: Errand) -> str:
    return errand.target.key if errand.kind is PageKind.FRAGMENT else errand.item or ""


def _stands_alone(errand: Errand, page: Page | JsonPage) -> bool:
    """Whether a part of a guide is a page with scripts of its own, and no piece of markup that another one shows."""
    if errand.kind is not PageKind.FRAGMENT or errand.target.method != "GET" or not isinstance(page, Page):
        return False
    return not page.scriptless and is_document(page.text)


def _learned(own: Sequence[Held], made: Sequence[Exchange]) -> PartCall | None:
    """The call of a rendered guide whose answer names the files that its page hands over, and where they are."""
    wanted = {value for one in own for value in (kind_and_values(one.file.told) or ("", ()))[1]}
    for call in made:
        if isinstance(call.page, JsonPage) and call.page.attachments():
            told = {str(value) for _, value in call.page.values() if isinstance(value, str | int)}
            found = learn_part_calls([call], own[0].values, "") if wanted & told else ()
            if found:
                return found[0]
    return None


def _listed(kind: _Kind) -> Iterator[Errand]:
    held, kind.held = (kind.held, []) if kind.listing is not None else ([], kind.held)
    asked: set[tuple[str | None, str]] = set()
    for one in held:
        target = kind.listing.of(one.values) if kind.listing is not None else None
        if target is None:
            kind.held.append(one)
        elif (one.errand.item, target.key) not in asked:
            asked.add((one.errand.item, target.key))
            yield Errand(target=target, kind=PageKind.FRAGMENT, parent=one.evidence, item=one.errand.item)
