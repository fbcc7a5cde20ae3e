"""Files that were fetched for a guide whose place in it nobody knows by its keys: put to the material that names them.

What a click on one guide asked for is asked for in all, wherever their answers name it: `{"bh": "9f31", "mc": "表"}`.
The object of a material that holds such an identifier, and none of another material does, is where the file belongs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from crawler.assembly.form_pages import tries_at
from crawler.assembly.row_forms import buttons_of, with_found
from crawler.domain.evidence import FetchState, PageKind
from crawler.domain.records import FormSlot
from crawler.extract.guide.records import form, slot_of
from crawler.extract.lists.offered_forms import NO_FORMS
from crawler.page.files.attachments import file_name_in
from crawler.page.files.carried_file import carried_file
from crawler.page.files.json_files import is_of_result
from crawler.page.files.viewers import viewed
from crawler.page.finds import AttachmentLink
from crawler.page.json_page import JsonPage
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.slots import said_by, slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crawler.domain.evidence import Evidence, Target
    from crawler.domain.records import FormAttachment, ServiceGuide
    from crawler.page.html import Page

    Read = Callable[[Evidence], Page | JsonPage | None]

_TELLING = re.compile(r"(?=.*\d)[\w-]{5,64}", re.ASCII)
_PATH = re.compile(r"(?=.*\d)[\w./-]{4,}\.\w{2,4}", re.ASCII)
_BETWEEN = re.compile(r"\s*[,;|]\s*")
_NAMED = re.compile(r"(?:name|title|mc|wjm|名称?|标题)$", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|jpe?g|png|ofd)$", re.IGNORECASE)
_SAMPLE_KEY = re.compile(r"sample|example|yang_?(?:ben|biao|li)|(?:^|_)s[lf]?_?yb|样[表本例]|示例", re.IGNORECASE)
_GUESSED = 0.5
_OF_THE_GUIDE = frozenset({PageKind.GUIDE, PageKind.FRAGMENT})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an answer names a file: the material, the leaf, and the object around it."""

    material: int
    page: JsonPage
    pointer: str
    row: str
    """Pointer of the object of the material."""


def with_found_files(
    guide: ServiceGuide, pages: Sequence[Page | JsonPage], looks: Sequence[Evidence], read: Read
) -> ServiceGuide:
    """The guide with those files; they take the place of buttons of which nobody knew where they lead."""
    answers = [page for page in pages if isinstance(page, JsonPage)]
    asked = [one for one in looks if one.kind is PageKind.FORM and not one.target.url.startswith(SCRIPT_SCHEME)]
    fresh = _unknown(guide, asked) if answers and guide.materials else []
    if not fresh:
        return guide
    rows = [(page, _rows_of(page, guide)) for page in answers]
    own = {slot.value for one in looks if one.kind in _OF_THE_GUIDE for slot in slots(one.target)}
    by_id = {one.id: one for one in looks}
    found: dict[int, dict[str, FormAttachment]] = {}
    for look in (one for one in fresh if _is_file(one, read)):
        place, named = _place_of(look.target, rows, own), None
        above = by_id.get(look.parent or "")
        lists = [page for page in (*answers, read(above) if above in asked else None) if isinstance(page, JsonPage)]
        for page in lists if place is None else ():  # A call for one material named it.
            asked_for = by_id.get(page.evidence)
            pointer = next(_naming(page, look.target, own), None)
            if place is None and pointer is not None and asked_for is not None:
                place, named = _place_of(asked_for.target, rows, own), (page, pointer)
        if place is not None and not _is_taken(place, guide):
            found.setdefault(place.material, {}).setdefault(look.target.key, _made(look, place, named, guide))
    materials = [*guide.materials]
    for at, files in found.items():
        if len(buttons_of(materials[at])) <= len(files):
            materials[at] = with_found(materials[at], [*files.values()])
    return replace(guide, materials=tuple(materials))


def _unknown(guide: ServiceGuide, asked: Sequence[Evidence]) -> list[Evidence]:
    """The looks at files that stand nowhere in the guide as it was read."""
    offered = [*guide.attachments, *([guide.chart] if guide.chart is not None else [])]
    known = {viewed(a.target).key for a in offered if a.target is not None}
    known |= {a.target.key for a in offered if a.target is not None}
    known |= {one.target.key for a in offered for one in tries_at(a, asked)}
    return [one for one in asked if one.target.key not in known]


def _is_file(look: Evidence, read: Read) -> bool:
    """Whether a look brought a file, or failed; lists of files and pages are none."""
    if look.state is FetchState.FAILED:
        return True
    page = read(look) if look.state is FetchState.FETCHED else None
    carried = isinstance(page, JsonPage) and carried_file(page.data) is not None
    return look.state is FetchState.FETCHED and (page is None or carried)


def _rows_of(page: JsonPage, guide: ServiceGuide) -> Mapping[str, int]:
    """The objects of an answer that are a material each, by pointer: those that hold its name, or where it was read."""
    named: dict[str, int | None] = {}
    for number, one in enumerate(guide.materials):
        text = "".join(one.name.text.split())
        named[text] = number if text and text not in named else None
    found: dict[str, int] = {}
    for pointer, value in page.values():
        at = named.get("".join(value.split())) if isinstance(value, str) else None
        if at is not None:
            found.setdefault(pointer.rpartition("/")[0], at)
    for number, one in enumerate(guide.materials):
        if one.name.evidence == page.evidence and one.name.locator:
            found[one.name.locator.rpartition("/")[0]] = number
    return found


def _place_of(target: Target, rows: Sequence[tuple[JsonPage, Mapping[str, int]]], own: set[str]) -> _Place | None:
    """The material whose object names what a request asks for; None where several do."""
    found: dict[int, _Place] = {}
    for page, objects in rows if any(objects for _, objects in rows) else ():
        for pointer in _naming(page, target, own):
            row = pointer.rpartition("/")[0]
            while row and row not in objects:
                row = row.rpartition("/")[0]
            if row in objects:
                found.setdefault(objects[row], _Place(objects[row], page, pointer, row))
    return next(iter(found.values())) if len(found) == 1 else None


def _naming(page: JsonPage, target: Target, own: set[str]) -> Iterator[str]:
    """Where an answer holds an identifier, or a path, that a request carries."""
    values = {slot.value for slot in slots(target)} - own
    said = unquote(said_by(target))
    for pointer, value in page.values():
        text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if _TELLING.fullmatch(text):
            if text in values:
                yield pointer
        elif _PATH.fullmatch(text):
            if text.lstrip("./") in said:
                yield pointer
        elif text and any(one in values and _TELLING.fullmatch(one) for one in _BETWEEN.split(text)[:20]):
            yield pointer


def _is_taken(place: _Place, guide: ServiceGuide) -> bool:
    """Whether a file is the specimen of a result, or the flow chart: no form."""
    said = [guide.read(element) for element in NO_FORMS]
    there = (r.locator for r in said if r.stated and r.locator and r.evidence == place.page.evidence)
    return is_of_result(place.pointer) or any(f"{place.pointer}/".startswith(f"{at}/") for at in there)


def _made(look: Evidence, place: _Place, listed: tuple[JsonPage, str] | None, guide: ServiceGuide) -> FormAttachment:
    """The form that a file is: what it is called, and whether it is blank or a sample, the object around it says."""
    page, pointer = listed or (place.page, place.pointer)
    around = pointer.rpartition("/")[0]
    beside = [(at.rpartition("/")[2], str(v).strip()) for at, v in page.values_below(around) if isinstance(v, str)]
    title = guide.materials[place.material].name.text
    names = [v for key, v in beside if _NAMED.search(key) and v and (page is not place.page or around != place.row)]
    names = [v for _, v in beside if _DOCUMENT.search(v) and "/" not in v] or names
    called = names[0] if names else file_name_in(look.target) or title
    link = AttachmentLink(text=called, target=look.target, locator=pointer, file_name=called)
    keys = [key for key in pointer.removeprefix(place.row).split("/") if not key.isdigit()]
    given = FormSlot.SAMPLE if any(map(_SAMPLE_KEY.search, keys)) else FormSlot.UNSAID
    if given is FormSlot.UNSAID:
        said = {slot_of(v) for _, v in beside if v != title} - {FormSlot.UNSAID}
        given = said.pop() if len(said) == 1 else slot_of(called)
    made = form(link, evidence=page.evidence, given=given, label=None)
    assert made is not None
    sure = 1.0 if look.state is FetchState.FETCHED else _GUESSED
    return replace(made, reading=replace(made.reading, confidence=sure))
