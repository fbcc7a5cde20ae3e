"""Files of guides (附件): how those that a page or an answer offers are asked for, at once or once that is known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.evidence import FetchState, PageKind
from crawler.page.files.carried_file import carried_file
from crawler.page.files.json_files import is_of_result, told_address
from crawler.page.files.named_files import file_called
from crawler.page.files.viewers import shown_file, viewed
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.learned.file_routes import FileRoutes
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.sent_forms import UNSENT
from crawler.page.states import files_in
from spiders.platforms.carried_files import CarriedFiles
from spiders.platforms.clicked_files import ClickedFiles
from spiders.platforms.file_samples import FileSamples
from spiders.platforms.row_files import RowFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crawler.domain.evidence import Evidence, Target
    from crawler.page.finds import AttachmentLink
    from crawler.page.learned.calls import Exchange
    from spiders.platforms.walking import Errand, Look

    Part = Callable[[Target, PageKind, Errand, str, str | None], Iterator[Errand]]
    """A part of a guide, asked once: its address and kind, the errand it belongs to, the evidence, why it is left."""

_DEEPEST_FORM = 3
"""Pages on the way to a file: a list of files, a window for each, the link in it."""
_UNFOLLOWED = "a form opens by a script that could not be followed"
_OF_THE_PAGE = re.compile(r"指南|打印|二维码|收藏|分享|全部|(?:结果|证照|证书)(?:文书)?的?样[本例张照]")
"""What a page offers of itself by a script, and the specimen of a result: it is no form that was missed."""


class GuideFiles:
    """Asks for the files of guides."""

    def __init__(self, page_of: Callable[[str], Target | None], part: Part, *, may_render: bool) -> None:
        self._part = part
        self._routes = FileRoutes()
        self._places = CarriedFiles()
        self._clicked = ClickedFiles(self._routes, page_of, may_render=may_render)
        self._samples = FileSamples(page_of, may_render=may_render)
        self._rows = RowFiles()
        self._depth: dict[str, int] = {}
        """Of a file that a page of files names: how many such pages lie before it."""
        self._named: dict[str, list[AttachmentLink]] = {}
        """Files that the answers to a rendered guide name: what its scripts make of them, its page tells later."""

    def came(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """The files of a guide or of a part of it, once a guide was rendered that has what this one has."""
        yield from self._rows.met(errand, page)
        if isinstance(page, JsonPage) and self._samples.hold(errand, page):
            yield from self._samples.scout()
        else:
            yield from self.of(errand, page)

    def of(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """The files of a page or answer."""
        self._places.hold(errand, page)
        named = [*self._places.of(page)] if isinstance(page, JsonPage) else []
        for state, carried in files_in(page) if isinstance(page, Page) else ():
            named += [*carried, *self._places.of(state)]
        for attachment in (*page.attachments(), *named):
            if not self._clicked.hold(errand, page, attachment):
                yield from self._one(errand, page.evidence, attachment)
        yield from self._clicked.scouts()

    def read_again(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """The files of a page that was read again with its scripts: of a rendered one they tell how others are made."""
        if errand.render and (named := self._named.get(errand.item or "")):
            self._routes.learn(_shown(page.attachments()), named)
            yield from self._once_told()
        yield from self.of(errand, page)

    def where_expected(self, errand: Errand, page: Page | JsonPage) -> Iterator[Errand]:
        """A page where a file was expected: the forms hang on a page of their own."""
        if self._depth.get(errand.target.key, 0) < _DEEPEST_FORM:
            yield from self.of(errand, page)
            told = shown_file(page) if isinstance(page, Page) else None
            if isinstance(page, JsonPage) and not page.attachments():
                told = told_address(page)
            if told is not None:
                yield from self._one(errand, page.evidence, told)

    def shown(
        self, errand: Errand, look: Look, page: Page | JsonPage | None, made: Sequence[Exchange], *, failed: bool
    ) -> Iterator[Errand]:
        """What a guide and the calls that it made teach about the files of all."""
        answers = [e.page for e in made if isinstance(e.page, JsonPage)] if not failed else []
        carried = list(files_in(page)) if errand.render and isinstance(page, Page) else []
        files = [*map(_behind_viewer, page.attachments() if page is not None else ())]
        told = [a for one in made if one.page is not None for a in one.page.attachments()]
        told += [a for _, named in carried for a in named]
        waiting = self._clicked.waiting(errand.item) if errand.render else []
        told += waiting
        led = [viewed(one.target) for one in (call.evidence for call in look.calls) if _is_led_to(one)]
        self._routes.learn_call(made, [*told, *files])
        self._routes.learn(_shown(files), [*(a for one in answers for a in one.attachments()), *waiting])
        shown = {one.key for one in _shown(files)}
        self._routes.learn(led, [*told, *(a for a in files if a.target is not None and a.target.key not in shown)])
        if errand.render:
            self._named[errand.item or ""] = told
            self._places.learn(files, [*answers, *(state for state, _ in carried)], self._fetched(made, led, told))
            self._clicked.shown(errand, made)
            yield from self._rows.shown(errand, page, made, self._offers)
        for answer in answers:
            if not answer.items():
                yield from self.of(errand, answer)
        if errand.render:
            for one in (*self._samples.shown(errand.item or "", answers), *self._places.ready()):
                yield from self.of(*one)
            yield from self._samples.scout()
            yield from self._once_told()

    def at_last(self) -> Iterator[Errand]:
        """Files that no rendered guide told the way to."""
        for one in self._samples.rest():
            yield from self.of(*one)
        yield from self._once_told(at_last=True)

    def _offers(self, page: Page | JsonPage) -> bool:
        """Whether an answer names files, at places that everybody knows or that were learned."""
        return bool(page.attachments()) or (isinstance(page, JsonPage) and any(True for _ in self._places.of(page)))

    def _fetched(self, made: Sequence[Exchange], led: Sequence[Target], told: Iterable[AttachmentLink]) -> list[Target]:
        """What clicks on a rendered guide asked for that is none of the files that its answers are known to name.

        Where a call told the address that a click led to, that call: an address with a signature serves once.
        """
        known = {one.key for a in told if (one := self._routes.target(a)) is not None}
        there = {one.key for one in led}
        asked: list[Target] = []
        for call in made:
            told_there = told_address(call.page) if isinstance(call.page, JsonPage) else None
            if told_there is not None and told_there.target is not None and told_there.target.key in there:
                there.discard(told_there.target.key)
                asked.append(call.target)
            elif call.page is None or (isinstance(call.page, JsonPage) and carried_file(call.page.data) is not None):
                asked.append(call.target)
        return [one for one in (*(t for t in led if t.key in there), *asked) if one.key not in known]

    def _once_told(self, *, at_last: bool = False) -> Iterator[Errand]:
        """Files that waited for a click to tell how they are asked for."""
        for one in self._clicked.ready(at_last=at_last):
            yield from self._one(one.errand, one.evidence, one.file)
        yield from self._clicked.scouts()

    def _one(self, errand: Errand, evidence: str, attachment: AttachmentLink) -> Iterator[Errand]:
        target = self._routes.target(_behind_viewer(attachment))
        if target is not None and target.url.startswith(("http://", "https://")):
            if errand.kind is PageKind.FORM and target.key != errand.target.key:
                self._depth.setdefault(target.key, self._depth.get(errand.target.key, 0) + 1)
            yield from self._part(target, PageKind.FORM, errand, evidence, None)
        elif target is not None and _is_missed(target, attachment) and not self._is_named(errand, attachment):
            yield from self._part(target, PageKind.FORM, errand, evidence, _UNFOLLOWED)

    def _is_named(self, errand: Errand, attachment: AttachmentLink) -> bool:
        """Whether a button is named after a file that an answer to its guide names: it is asked for by that."""
        named = ((one.file_name or one.text, one.target) for one in self._named.get(errand.item or "", ()))
        return file_called(attachment.file_name, named) is not None


def _is_led_to(one: Evidence) -> bool:
    """Whether a click leads to what was not asked for, and by an address: what a form would have sent is none."""
    return one.state is FetchState.SKIPPED and one.reason != UNSENT


def _behind_viewer(attachment: AttachmentLink) -> AttachmentLink:
    """A link to a page that only shows a file leads to that file."""
    target = viewed(attachment.target) if attachment.target is not None else None
    return attachment if target is attachment.target else replace(attachment, target=target)


def _shown(files: Iterable[AttachmentLink]) -> list[Target]:
    """Where files are by what a page shows; an address that was guessed teaches nothing."""
    return [a.target for a in files if a.target is not None and not a.guessed]


def _is_missed(target: Target, attachment: AttachmentLink) -> bool:
    """Whether a form was offered by a script that nobody could read."""
    if not target.url.startswith(SCRIPT_SCHEME) or _OF_THE_PAGE.search(attachment.text):
        return False
    return not is_of_result(attachment.locator)
