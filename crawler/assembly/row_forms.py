"""Files that a call for one material alone brought (逐项附件): put into the row of that material."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from crawler.assembly.form_pages import says_none
from crawler.domain.elements import Reading, State, named
from crawler.domain.evidence import FetchState, PageKind
from crawler.domain.records import FormSlot
from crawler.domain.values.guide_forms import says_blank
from crawler.extract.answers.files import slot_beside
from crawler.extract.guide.records import form
from crawler.page.files.named_files import is_click
from crawler.page.json_page import JsonPage
from crawler.page.paths import element_at
from crawler.page.script.handed_over import holds, kind_and_values
from crawler.page.slots import said_by, slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crawler.domain.evidence import Evidence
    from crawler.domain.records import FormAttachment, Material, ServiceGuide
    from crawler.page.html import Page

    Pages = Sequence[Page | JsonPage]
    Read = Callable[[Evidence], Page | JsonPage | None]

NOT_CAME = "the call for the files of this material brought nothing that tells"
_TELLING = re.compile(r"(?=.*\d)[\w-]{5,64}", re.ASCII)
_FOR_SAMPLES = re.compile(r"sample|example|yang_?b(?:en|iao)|shi_?li|(?:^|_)yb(?:$|_)|样[表本例]|示例", re.IGNORECASE)
"""A value of a request that asks for samples: `kind=SAMPLE_DOC` beside `kind=TEMPLATE_DOC`."""
_OF_THE_GUIDE = frozenset({PageKind.GUIDE, PageKind.FRAGMENT})


@dataclass(frozen=True, slots=True)
class RowForms:
    """A guide with the files of its rows."""

    guide: ServiceGuide
    left: Mapping[str, Page | JsonPage]
    """The answers with files that belong to no row, by address."""
    told: bool
    """Whether its rows are asked for their files, and answered: a material that was not asked for has none."""


def with_row_forms(
    guide: ServiceGuide, pages: Pages, form_pages: Mapping[str, Page | JsonPage], looks: Sequence[Evidence], read: Read
) -> RowForms:
    """The guide with the files that calls for single materials brought; where one failed, they are unread."""
    known = {one.target.key for one in guide.attachments if one.target is not None}
    forms = [look for look in looks if look.kind is PageKind.FORM and look.target.key not in known]
    if not forms:
        return RowForms(guide, form_pages, told=False)
    own = {slot.value for look in looks if look.kind in _OF_THE_GUIDE for slot in slots(look.target)}
    rows = [_row_values(one, pages) - own for one in guide.materials]
    linked = {value for one in guide.attachments for value in (kind_and_values(one.target) or ("", ()))[1]}
    own_files = {quote for one in guide.attachments if (quote := _named_by(one)) is not None}
    calls: dict[int, list[Evidence]] = {}
    for look in forms if any(rows) else ():
        at = _row_of(look, rows)
        if at is None or holds(said_by(look.target), linked):
            continue
        if not (holds(said_by(look.target), own_files) and read(look) is None):  # the file, and no list of files
            calls.setdefault(at, []).append(look)
    materials = list(guide.materials)
    taken: set[str] = set()
    told = False
    for at, asked in calls.items():
        brought = {one.target.key: form_pages[one.target.key] for one in asked if one.target.key in form_pages}
        taken.update(brought)
        came = {*brought, *(one.target.key for one in asked if _answers_none(one, read))}
        told = told or bool(came)
        kinds = _kinds_asked(asked)
        found = [form for key, page in brought.items() for form in _forms(page, kinds.get(key, FormSlot.UNSAID))]
        gaps = [one for one in asked if one.target.key not in came]
        blanks = [one for one in gaps if one.target.key not in kinds]
        left_open = {part: own[-1] for part, own in (("sample_form", gaps), ("blank_form", blanks)) if own}
        materials[at] = with_found(materials[at], found, left_open)
    left = {key: page for key, page in form_pages.items() if key not in taken}
    return RowForms(replace(guide, materials=tuple(materials)), left, told=told)


def _named_by(attachment: FormAttachment) -> str | None:
    """The identifier that a row has in the place of a form: what is asked for with it is that form alone."""
    told = attachment.reading.quote if attachment.target is None and attachment.reading.unread else None
    return told if told is not None and _TELLING.fullmatch(told) else None


def _answers_none(look: Evidence, read: Read) -> bool:
    return look.state is FetchState.FETCHED and _says_none(read(look))


def _says_none(page: Page | JsonPage | None) -> bool:
    """Whether an answer says that there are no files: its list is empty, or its words say so."""
    if isinstance(page, JsonPage):
        inside = page.data.values() if isinstance(page.data, dict) else (page.data,)
        return any(one == [] for one in inside)
    return page is not None and says_none(page)


def _row_values(material: Material, pages: Pages) -> frozenset[str]:
    """What tells the row of a material from others: identifiers in its object, or in the attributes of its row."""
    name = material.name
    page = next((one for one in pages if one.evidence == name.evidence), None)
    if page is None or not name.locator:
        return frozenset()
    if isinstance(page, JsonPage):
        row = name.locator.rpartition("/")[0]
        said = [str(v) for at, v in page.values_below(row) if at.rpartition("/")[0] == row]
    else:
        element = element_at(page.tree, name.locator)
        around = next(element.iterancestors("tr", "li", "dd"), None) if element is not None else None
        inside = around.iter() if around is not None else ()
        said = [word for e in inside for _, value in e.items() for word in re.findall(r"[\w-]+", str(value))]
        said += _told_by_name(name.text, pages)
    return frozenset(one for one in said if _TELLING.fullmatch(one))


def _told_by_name(name: str, pages: Pages) -> list[str]:
    """What the one row of the answers with this name says: a page need not write what it asks for files by."""
    answers = {page.url: page for page in pages if isinstance(page, JsonPage)}
    found: dict[tuple[str, str], JsonPage] = {}
    for url, page in answers.items():
        for at, value in page.values():
            row = at.rpartition("/")[0]
            if isinstance(value, str) and "".join(value.split()) == "".join(name.split()) and row[-1:].isdigit():
                found[url, row] = page
    if len(found) != 1:
        return []
    (((_, row), page),) = found.items()
    return [str(v) for at, v in page.values_below(row) if at.rpartition("/")[0] == row]


def _row_of(look: Evidence, rows: Sequence[frozenset[str]]) -> int | None:
    """The one row whose identifier a request carries."""
    asked = {slot.value for slot in slots(look.target)}
    found = [at for at, own in enumerate(rows) if any(value in asked and _alone(value, rows) for value in own)]
    return found[0] if len(found) == 1 else None


def _alone(value: str, rows: Sequence[frozenset[str]]) -> bool:
    return sum(value in own for own in rows) == 1


def _kinds_asked(asked: Sequence[Evidence]) -> dict[str, FormSlot]:
    """The requests for one material that ask for samples, by address, where others beside them do not."""
    samples = {e.target.key for e in asked if any(_FOR_SAMPLES.search(slot.value) for slot in slots(e.target))}
    return dict.fromkeys(samples, FormSlot.SAMPLE) if len(samples) < len({e.target.key for e in asked}) else {}


def _forms(page: Page | JsonPage, asked: FormSlot) -> Iterator[FormAttachment]:
    """The files of an answer that was `asked` for; one that calls itself blank is no sample."""
    for link in page.attachments():
        given = FormSlot.UNSAID if says_blank(f"{link.text} {link.file_name or ''}") else asked
        made = form(link, evidence=page.evidence, given=given, label=None)
        said = slot_beside(page, link, given=FormSlot.UNSAID) if isinstance(page, JsonPage) else FormSlot.UNSAID
        said = FormSlot.UNSAID if given is not FormSlot.UNSAID else said
        if made is not None:
            yield replace(made, slot=said if said is not FormSlot.UNSAID else made.slot)


def with_found(
    material: Material, files: Sequence[FormAttachment], gaps: Mapping[str, Evidence] = MappingProxyType({})
) -> Material:
    """The files in place of the buttons of the row, unless there are more of those: nobody knows which is which.

    What was not found stays open where a call for it failed (`gaps`, by part).
    """
    buttons = buttons_of(material)
    if not files or len(buttons) > len(files):
        return _with_forms(material, files, gaps)
    if len(buttons) == len(files):
        pairs = zip(files, buttons, strict=True)
        files = [f if f.slot is not FormSlot.UNSAID else replace(f, slot=b.slot) for f, b in pairs]
    bare = replace(
        material,
        blank_forms=tuple(a for a in material.blank_forms if a not in buttons),
        sample_forms=tuple(a for a in material.sample_forms if a not in buttons),
    )
    return _with_forms(bare, files, gaps)


def buttons_of(material: Material) -> list[FormAttachment]:
    """The forms of a row that only a click on its page opens."""
    return [a for a in (*material.blank_forms, *material.sample_forms) if is_click(a.target)]


def _with_forms(material: Material, found: Sequence[FormAttachment], gaps: Mapping[str, Evidence]) -> Material:
    """The material with these forms besides its own; what was not found stays open where a call for it failed."""
    blanks = tuple(f for f in found if f.slot is not FormSlot.SAMPLE)
    samples = tuple(f for f in found if f.slot is FormSlot.SAMPLE)
    readings = dict(material.readings)
    for part, offered in (("blank_form", blanks), ("sample_form", samples)):
        bare = not material.read(part).stated
        if offered and bare:
            readings[part] = named(offered[0].reading, part)
        elif (gap := gaps.get(part)) is not None and bare:
            why = gap.reason if gap.state is FetchState.SKIPPED and gap.reason else NOT_CAME
            readings[part] = Reading(element=part, state=State.UNREAD, evidence=gap.id, locator="/", reason=why)
    return replace(
        material,
        readings=readings,
        blank_forms=(*material.blank_forms, *blanks),
        sample_forms=(*material.sample_forms, *samples),
    )
