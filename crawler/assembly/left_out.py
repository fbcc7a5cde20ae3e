"""Answers that rendered guides are made of and others were not asked for (漏取的应答): nobody knows what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from crawler.assembly.gaps import is_shown
from crawler.assembly.list_for_guide import is_of_a_list
from crawler.assembly.unknown_keys import is_answer
from crawler.domain.evidence import Evidence, PageKind, Target, Via
from crawler.extract.guide.reading import read_guide
from crawler.page.json_page import JsonPage
from crawler.page.parse import is_script
from crawler.page.slots import slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crawler.domain.records import ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

    PageOf = Callable[[Evidence], Page | JsonPage | None]

Kind: TypeAlias = tuple[object, ...]

LEFT_OUT = "an answer that rendered guides are made of was not asked for"

_WORD = re.compile(r"[A-Za-z][A-Za-z_.-]{3,40}")
"""What a request does, and no identifier: `method=queryMaterial`."""
_TELLING = re.compile(r"(?=.*\d)[\w-]{5,64}")
_FLAG = re.compile(r"[A-Za-z]{0,3}|true|false|null", re.IGNORECASE)

_LISTS = {
    "materials": ("materials",),
    "fees": ("fee_status", "fee_standard", "fee_basis"),
    "steps": ("procedure",),
    "legal_bases": ("legal_basis",),
    "windows": ("place", "hours", "consultation_phone"),
    "faqs": ("faq",),
}
"""The lists of a guide, each with the elements that are found in it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The kinds of answers that rendered guides are made of, each with the elements that it alone states."""

    told: dict[Kind, frozenset[str]]

    def of(self, asked: Iterable[Target]) -> frozenset[str]:
        """Elements that may stand in answers for which a guide, of which all that was `asked` is given, was not."""
        if not self.told:
            return frozenset()
        kinds = {kind_of(target) for target in asked}
        return frozenset(element for kind, alone in self.told.items() if kind not in kinds for element in alone)


def left_out(guides: Iterable[Sequence[Evidence]], page_of: PageOf, labels: LabelDictionary, most: int = 4) -> LeftOut:
    """What the first rendered ones of these guides show, each given by the looks that it came in.

    Of what was rendered for a guide some is none, a list of items or a search for one: that teaches nothing.
    """
    told: dict[Kind, frozenset[str]] = {}
    for shown, answers in _rendered(guides, page_of):
        read = read_guide([page for _, page in answers], labels)
        if (page := page_of(shown)) is None or (
            not is_shown(read) and is_of_a_list(page, (answer for _, answer in answers))
        ):
            continue
        whole = _stated(read)
        for kind in {kind_of(look.target) for look, _ in answers}:
            mine = [(look, page) for look, page in answers if kind_of(look.target) == kind]
            rest = [page for look, page in answers if kind_of(look.target) != kind]
            if rest and any(_asks_for_one(look.target, shown, rest) for look, _ in mine):
                alone = whole - _stated(read_guide(rest, labels))
                told[kind] = told.get(kind, frozenset()) | alone
        most -= 1
        if not most:
            break
    return LeftOut({kind: alone for kind, alone in told.items() if alone})


def kind_of(target: Target) -> Kind:
    """What requests for the same part of different guides share."""
    parts = urlsplit(target.url)
    path = tuple("" if re.search(r"\d", segment) else segment for segment in parts.path.split("/"))
    found = (s for s in slots(target) if s.where in {"query", "body", "json"})
    named = sorted({(s.path, s.value if _WORD.fullmatch(s.value) else "") for s in found}, key=repr)
    return target.method.upper(), parts.netloc.lower(), path, *named


def _rendered(
    guides: Iterable[Sequence[Evidence]], page_of: PageOf
) -> Iterator[tuple[Evidence, list[tuple[Evidence, Page | JsonPage]]]]:
    for came in guides:
        shown = next((e for e in came if e.kind is PageKind.GUIDE and e.via is Via.BROWSER), None)
        if shown is None:
            continue
        calls = [e for e in came if e.id != shown.id and not is_script(e.target.url, e.content_type)]
        read = [(e, page) for e in calls if (page := page_of(e)) is not None and is_answer(page)]
        if len(read) > 1:
            yield shown, read


def _asks_for_one(target: Target, shown: Evidence, others: Iterable[Page | JsonPage]) -> bool:
    """Whether a request carries what tells its guide from others: of the guide's address, or of another answer."""
    values = {s.value for s in slots(target)}
    known = {s.value for s in slots(shown.target) if s.where != "path" or _TELLING.fullmatch(s.value)}
    if any(value in known and not _FLAG.fullmatch(value) for value in values):
        return True
    own = {value for value in values if _TELLING.fullmatch(value)}
    data = (page for page in others if isinstance(page, JsonPage))
    return bool(own) and any(str(value) in own for page in data for _, value in page.values())


def _stated(guide: ServiceGuide) -> frozenset[str]:
    lists = (elements for name, elements in _LISTS.items() if getattr(guide, name))
    return frozenset(e for e, one in guide.readings.items() if one.stated).union(*lists)
