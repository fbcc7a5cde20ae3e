"""Forms that hang on a page of their own, in a frame, or behind a second call: put where the guide links to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.elements import State
from crawler.domain.evidence import FetchState
from crawler.domain.records import FormSlot
from crawler.extract.guide.records import ONLY_DOES, form
from crawler.extract.lists.offered_forms import NO_FORMS
from crawler.page.files.named_files import file_called, is_click
from crawler.page.json_page import JsonPage
from crawler.page.paths import element_at
from crawler.page.script.expressions import calls_in
from crawler.page.script.handed_over import holds, kind_and_values
from crawler.page.slots import said_by, slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.evidence import Evidence, Target
    from crawler.domain.records import FormAttachment, ServiceGuide
    from crawler.page.finds import AttachmentLink
    from crawler.page.html import Page


_NONE = re.compile(r"(?:暂无|没有|无)(?:相关|可下载的?|可供下载的?)?(?:附件|表格|空表|样表|文件|下载)")
_LONGEST = 1500
_LONGEST_ROW = 120
_FEWEST_FOLDERS = 2
_TELLING_END = re.compile(r"(?=(?:\D*\d){4}).{8,}", re.DOTALL)
"""The end of a path by which one file is known."""
_GUESSED = 0.5
"""Confidence in the address of a file that stands in an answer by an identifier only."""
SEVERAL = "several files are asked for with the identifier of this link"
_PLAIN = re.compile(r"[\w-]{1,12}", re.ASCII)
_IDENTIFIER = re.compile(r"(?=[^\d]*\d)[\w-]{4,64}", re.ASCII)


def says_none(page: Page) -> bool:
    """Whether a page for files, which has none, says so: 暂无附件."""
    return not page.attachments() and not page.says_more_than(_LONGEST) and bool(_NONE.search(page.visible_text()))


def offered(guide: ServiceGuide) -> frozenset[str]:
    """The addresses of the files that a guide was read with."""
    return frozenset(a.target.key for a in _all(guide) if a.target is not None)


def files_of(page: Page | JsonPage, guide: ServiceGuide, pages: Sequence[Page | JsonPage] = ()) -> list[AttachmentLink]:
    """The files that a page offers to be filled in, without those that a label of the guide says to be something else.

    The sample of a result and the flow chart are no forms, on whatever part of the guide they hang, and whichever of
    its `pages` told so: a part may have come twice.
    """
    said = [guide.read(element) for element in sorted(NO_FORMS)]
    taken = [r for r in said if r.stated and r.locator]

    def apart(one: Page | JsonPage) -> list[AttachmentLink]:
        own = [r for r in taken if r.evidence == one.evidence]
        return [link for link in one.attachments() if any(_is_value(link, r) for r in own)] if own else []

    here = {link.locator for link in apart(page)}
    no_forms = {link.target.key for one in pages for link in apart(one) if link.target is not None}
    links = (link for link in page.attachments() if link.locator not in here)
    return [link for link in links if link.target is None or link.target.key not in no_forms]


def _is_value(link: AttachmentLink, told: Reading) -> bool:
    """Whether a link stands in the place of a reading, and its words are what was read there."""
    inside = link.locator == told.locator or link.locator.startswith(f"{told.locator}/")
    return inside and link.text.strip() == told.text


def with_form_pages(
    guide: ServiceGuide,
    form_pages: Mapping[str, Page | JsonPage],
    looks: Iterable[Evidence],
    pages: Sequence[Page | JsonPage] = (),
) -> ServiceGuide:
    """The guide with the forms of its form pages in place of the links to those pages; none where they say none.

    An answer that names one file stands for the very link that asked for it, by address or by the identifier that
    the request of its look holds. Where several requests hold it (`id=p1&kind=1`, `id=p1&kind=2`), the one is meant
    that says what the link on one of the guide's `pages` hands over besides.
    """
    if not form_pages:
        return guide
    asked = {one.target.key: one.target for one in looks}
    single = {key: page.attachments()[0].target for key, page in form_pages.items() if _names_one(page)}
    told = [(a, of[1]) for a in _all(guide) if (of := kind_and_values(a.target)) is not None]
    handed = _Handed({_place(a): (values, _handed_beside(a, pages)) for a, values in told})

    def kept(those: Iterable[FormAttachment]) -> tuple[FormAttachment, ...]:
        moved = (_moved(a, single, asked, handed) for a in those)
        return tuple(a for a in moved if a.target is None or a.target.key not in form_pages)

    links = [
        (page, named_in_row(page, link))
        for key, page in form_pages.items()
        if key not in single
        for link in files_of(page, guide, pages)
    ]
    found = (form(link, evidence=page.evidence, given=FormSlot.UNSAID, label=None) for page, link in links)
    forms = {a.target.key if a.target else a.reading.locator: a for a in found if a is not None}
    materials = (
        replace(m, blank_forms=kept(m.blank_forms), sample_forms=kept(m.sample_forms)) for m in guide.materials
    )
    return replace(guide, materials=tuple(materials), forms=kept([*guide.forms, *forms.values()]))


@dataclass(frozen=True, slots=True)
class _Handed:
    """What the links of a guide hand over to its script, by place: identifiers, and plain values beside them."""

    links: Mapping[tuple[str | None, str | None], tuple[tuple[str, ...], frozenset[str]]]

    def fits(self, one: FormAttachment, said: set[str]) -> bool:
        """Whether a request with this link's identifier says nothing that another link with it hands over instead."""
        values, own = self.links.get(_place(one), ((), frozenset[str]()))
        others = (beside for of, beside in self.links.values() if of == values)
        return bool(said & (own - frozenset(values))) or not said & (frozenset[str]().union(*others) - own)


def _place(one: FormAttachment) -> tuple[str | None, str | None]:
    return one.reading.evidence, one.reading.locator


def _moved(
    one: FormAttachment, single: Mapping[str, Target | None], asked: Mapping[str, Target], handed: _Handed
) -> FormAttachment:
    """A link with where its file is: what the call says that was asked for the link or with its identifiers."""
    told = kind_and_values(one.target)
    if one.target is None or told is None:
        return one if one.target is None else replace(one, target=single.get(one.target.key, one.target))
    held = {key: sum(holds(said_by(asked[key]), (value,)) for value in told[1]) for key in single}
    holding = [key for key, count in held.items() if count and count == max(held.values())]
    said = {key: {(s.where, s.path, s.value) for s in slots(asked[key])} for key in holding}
    shared = set.intersection(*said.values()) if len(said) > 1 else set()
    fitting = [key for key in holding if handed.fits(one, {value for *_, value in said[key] - shared})]
    if holding and len({at.key if (at := single[key]) is not None else "" for key in fitting}) != 1:
        # Nothing tells the blank form from the sample: neither may be taken for the other.
        return replace(one, target=None, reading=replace(one.reading, state=State.UNREAD, reason=SEVERAL))
    return replace(one, target=single[fitting[0]]) if fitting else one


def _handed_beside(one: FormAttachment, pages: Sequence[Page | JsonPage]) -> frozenset[str]:
    """The plain values that the element of a link hands over (`data-kind="2"`, `show('p1', 2)`)."""
    page = next((page for page in pages if page.evidence == one.reading.evidence), None)
    if page is None or isinstance(page, JsonPage) or not one.reading.locator:
        return frozenset()
    element = element_at(page.tree, one.reading.locator)
    attributes = element.items() if element is not None else ()
    handed = [(str(name), str(value).strip()) for name, value in attributes]
    found = {value for name, value in handed if name.startswith("data-")}
    calls = [call for name, value in handed if name == "onclick" for call in calls_in(value)]
    every = (*found, *(argument or "" for call in calls for argument in call.arguments))
    return frozenset(value for value in every if _PLAIN.fullmatch(value))


def with_named_files(guide: ServiceGuide, pages: Sequence[Page | JsonPage]) -> ServiceGuide:
    """The guide with each button that is named after a file standing for that file, which an answer alone tells of."""
    offered = [(one.name, one.target) for one in guide.forms]
    told = (one for page in pages if isinstance(page, JsonPage) for one in page.attachments())
    offered += [(one.file_name or one.text, one.target) for one in told]
    taken: set[str] = set()

    def named(one: FormAttachment) -> FormAttachment:
        target = file_called(one.name, offered) if is_click(one.target) else None
        if target is None:
            return one
        taken.add(target.key)
        return replace(one, target=target)

    materials = tuple(
        replace(m, blank_forms=tuple(map(named, m.blank_forms)), sample_forms=tuple(map(named, m.sample_forms)))
        for m in guide.materials
    )
    if not taken:
        return guide
    forms = (one for one in guide.forms if one.target is None or one.target.key not in taken)
    return replace(guide, materials=materials, forms=tuple(forms))


def named_by(target: Target, looks: Iterable[Evidence]) -> list[Evidence]:
    """The looks at a file that an answer names by an identifier only: those whose address holds it."""
    told = kind_and_values(target)
    return [one for one in looks if holds(said_by(one.target), told[1])] if told is not None else []


def identified_by(attachment: FormAttachment, looks: Iterable[Evidence]) -> list[Evidence]:
    """The looks at a file of which an answer tells an identifier and no address: those that brought a file with it."""
    told = attachment.reading.quote if attachment.target is None and attachment.reading.unread else None
    if told is None or not _IDENTIFIER.fullmatch(told):
        return []
    return [one for one in looks if one.state is FetchState.FETCHED and holds(said_by(one.target), (told,))]


def tries_at(attachment: FormAttachment, looks: Sequence[Evidence]) -> list[Evidence]:
    """The looks at a file that stands in the guide by anything else than its address."""
    if attachment.target is None:
        return identified_by(attachment, looks)
    return named_by(attachment.target, looks) or completed_by(attachment, looks)


def stated_by(attachment: FormAttachment) -> FormAttachment:
    """A form whose file came by its identifier: what stood in its place is read."""
    said = attachment.reading
    if attachment.target is not None or not said.unread:
        return attachment
    return replace(
        attachment, reading=replace(said, state=State.STATED, value=said.quote, reason=None, confidence=_GUESSED)
    )


def completed_by(attachment: FormAttachment, looks: Iterable[Evidence]) -> list[Evidence]:
    """The looks at a file of which only a path is known: at what the portal's script makes of it.

    The script may put something before the path, and leave out its first folders (a directory of the server).
    """
    path = urlsplit(attachment.target.url).path if attachment.target is not None else ""
    if attachment.reading.confidence >= 1 or path.count("/") < _FEWEST_FOLDERS:
        return []
    looks = [one for one in looks if attachment.target is not None and one.target.key != attachment.target.key]
    whole = [one for one in looks if urlsplit(one.target.url).path.endswith(path)]
    if whole:  # One servlet brings all files: its path tells none of them.
        return whole if len({one.target.key for one in whole}) == 1 else []
    ends = {one.id: max(_common_end(path, said) for said in _paths(one.target)) for one in looks}
    longest = max(ends.values(), key=len, default="")
    return [one for one in looks if ends[one.id] == longest] if _TELLING_END.fullmatch(longest) else []


def _paths(target: Target) -> Iterator[str]:
    """The path of an address, and those that stand in it as values."""
    yield urlsplit(target.url).path
    yield from (slot.value for slot in slots(target) if "/" in slot.value)


def _common_end(one: str, other: str) -> str:
    """The folders and the file that two paths end with alike."""
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    return "/".join(reversed([a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]))


def named_in_row(page: Page | JsonPage, link: AttachmentLink) -> AttachmentLink:
    """A link that says only what it does (查看, 下载), with the words of its row: they name the file and its kind."""
    if isinstance(page, JsonPage) or not ONLY_DOES.match(link.text.strip()):
        return link
    element = element_at(page.tree, link.locator)
    row = next(element.iterancestors("tr", "li", "p", "dd"), None) if element is not None else None
    words = page.words(row) if row is not None else ""
    return replace(link, text=words) if words and len(words) <= _LONGEST_ROW else link


def _names_one(page: Page | JsonPage) -> bool:
    """Whether a page stands for one file: an answer that names it, a window with nothing but the link to it."""
    files = page.attachments()
    return len(files) == 1 and (isinstance(page, JsonPage) or ONLY_DOES.match(files[0].text.strip()) is not None)


def _all(guide: ServiceGuide) -> Iterator[FormAttachment]:
    yield from guide.forms
    for material in guide.materials:
        yield from material.blank_forms
        yield from material.sample_forms
