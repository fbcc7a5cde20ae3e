"""Answers behind a guide of which nothing was understood (未读懂的应答): what they say may be what the guide lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.extract.answers.bare import AROUND
from crawler.page.json_page import JsonPage
from crawler.page.slots import slots

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.evidence import Target
    from crawler.domain.records import FormAttachment, ServiceGuide
    from crawler.page.html import Page

NOT_UNDERSTOOD = "an answer of the guide was not understood"

_TELLING = re.compile(r"[一-鿿].{11,}", re.DOTALL)
"""A sentence; the entries of a code list are shorter."""
_LONG = 20
_FEWEST = 2
_TAG = re.compile(r"<[^<>]{1,200}>")
_MESSAGE = re.compile(r"/(?:\w*msg|\w*message|\w*title|\w*name)$", re.IGNORECASE)
"""What an answer says of itself, and mere names: of people, departments, other items."""
_IDENTIFIER = re.compile(r"(?=.*\d)[\w-]{5,64}", re.ASCII)


def asks_for_one(target: Target) -> bool:
    """Whether a request carries what may tell its guide from others: it is none for what serves the whole portal."""
    return any(
        _IDENTIFIER.fullmatch(one.value) if one.where == "path" else re.search(r"\d", one.value)
        for one in slots(target)
    )


def not_understood(guide: ServiceGuide, pages: Sequence[Page | JsonPage], own: Collection[str]) -> str | None:
    """Why something may stand in the guide that was not read: one of its answers says something, and nothing was read.

    `own` is the evidence of those pages that were asked for because of this guide alone. What a page of the guide shows
    besides was read there, or is missed there.
    """
    built = [page for page in pages if not isinstance(page, JsonPage)]
    pages = [page for page in pages if page.evidence in own]
    silent = [page for page in pages if isinstance(page, JsonPage)]
    if len(silent) < _FEWEST or guide.unread:
        return None
    used = set(_evidence(guide))
    silent = [page for page in silent if page.evidence not in used and not AROUND.search(urlsplit(page.url).path)]
    shown = _bare("".join(page.visible_text() for page in built)) if silent else ""
    for page in silent:
        others = {text for other in pages if other is not page and isinstance(other, JsonPage) for text in other.texts}
        said = [
            value
            for at, value in page.values()
            if isinstance(value, str) and _TELLING.search(value) and value not in others and not _MESSAGE.search(at)
            if _bare(_TAG.sub("", value)) not in shown
        ]
        if (len(said) >= _FEWEST or any(len(one) >= _LONG for one in said)) and not page.items():
            return NOT_UNDERSTOOD
    return None


def _bare(text: str) -> str:
    return "".join(text.split())


def _evidence(guide: ServiceGuide) -> Iterator[str | None]:
    """The evidence of everything that was read of a guide."""
    yield from (one.evidence for one in guide.readings.values() if one.stated or one.unread)
    yield from (one.evidence for one in guide.unmapped)
    yield from (one.evidence for one in _rows(guide))


def _rows(guide: ServiceGuide) -> Iterator[Reading]:
    for material in guide.materials:
        yield from (material.name, *material.readings.values())
    for fee in guide.fees:
        yield from (fee.name, *fee.readings.values())
    for step in guide.steps:
        yield from (step.name, step.description)
    for basis in guide.legal_bases:
        yield from (basis.law, basis.content)
    for window in guide.windows:
        yield from (window.place, window.phone)
    for faq in guide.faqs:
        yield from (faq.question, faq.answer)
    yield from _files(guide.attachments)


def _files(forms: Iterable[FormAttachment]) -> Iterator[Reading]:
    yield from (one.reading for one in forms)
