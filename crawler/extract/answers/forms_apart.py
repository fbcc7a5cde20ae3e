"""Forms (表格及样表) that an answer lists apart from the materials, each with the key or the name of its material.

`{"materials": [{"id": "a41…", …}], "files": [{"materialId": "a41…", "type": "1", "path": …}]}`, in one answer or two.
Which kind a code is, another file of that code says by its name; where none does, the form may be either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.elements import named
from crawler.domain.records import FormSlot
from crawler.extract.answers.files import SLOTS
from crawler.extract.guide import records
from crawler.extract.guide.draft import unread
from crawler.extract.labels.dictionary import field_name
from crawler.page.files.json_files import is_of_result, speaks_of_files
from crawler.page.json_tree import HELD, flat, plain, step
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.domain.records import FormAttachment, Material
    from crawler.extract.answers.codes import Codes
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.finds import AttachmentLink
    from crawler.page.json_page import JsonPage

_ID = re.compile(r"(?:id|guid|key|no|code|bm|bh)$")
_OWN = re.compile(r"(?:row|un|u|pk)?_?(?:id|guid|uuid)|(?:mater|sqcl|cl|stuff|apply)\w*(?:id|guid|key|code|no|bm|bh)")
"""Keys by which a material is known."""
_OF_OTHER = re.compile(r"mater|^(?:sq|sb)?cl|stuff|^p_?(?:un|u|row)?(?:id|guid)$|parent|^(?:rel|ref|biz|owner|main|fk)")
"""Keys by which a file says whose it is."""
_KIND = re.compile(r"type|kind|category|class|slot|usage|lx$|lb$|zl$|类[型别]|种类")
_KNOWN_BY = re.compile(r"[0-9A-Za-z_-]{1,64}", re.ASCII)
_CODE = re.compile(r"[0-9A-Za-z]{1,4}", re.ASCII)
_SURE = 8
"""So long an identifier is equal to another for no other reason than that it is the same."""
_TWO = 2
_TELLS_KIND = re.compile(r"blank|empty|kong|^kb|sample|example|yang|^yb|sl_?yb|demo|specimen|空|样|示例|范")
"""Keys of forms of one kind; a list of forms (formList) may have both."""
_SAYS_SAMPLE = re.compile(r"样[表本例]|示例|范[本例]|示范|填写参考")
_SAYS_BLANK = re.compile(r"空[白表]")
_LONGEST_KIND = 8
_OWN_CODE = "a code says of which kind the file is, and nothing what it means"
_PARTS_OF_FORMS = frozenset({"material_type", "material_form", "blank_form", "sample_form"})


class _Row(NamedTuple):
    """A material, and the object that it was read from."""

    draft: int
    number: int
    page: JsonPage
    at: str
    node: Mapping[str, Any]


class _Offer(NamedTuple):
    """A file of a list of files, the object that says whose it is, and the keys between and above."""

    page: JsonPage
    link: AttachmentLink
    at: str
    node: Mapping[str, Any]
    keys: tuple[str, ...]


def join(
    drafts: Sequence[Draft], answers: Sequence[JsonPage], labels: LabelDictionary, codes: Codes | None = None
) -> None:
    """Give each material the forms that other lists of the answers have for it."""
    if not any(page.attachments() for page in answers):
        return
    rows = [row for number, draft in enumerate(drafts) for row in _rows(number, draft, answers)]
    if not rows:
        return
    listed = _forms_read_as_materials(drafts, rows, labels)
    rows = [row for row in rows if (row.draft, row.number) not in listed]
    by_id, by_name = _known_ids(rows), _known_names(drafts, rows)
    found: dict[tuple[int, int], list[_Offer]] = defaultdict(list)
    for page in answers:
        taken = tuple(f"{row.at}/" for row in rows if row.page is page)
        for link in page.attachments():
            if f"{link.locator}/".startswith(taken) or is_of_result(link.locator):
                continue
            offer, whose = _whose(page, link, by_id, by_name, labels)
            if offer is not None and whose is not None:
                found[whose].append(offer)
    told = _codes_by_names([offer for offers in found.values() for offer in offers])
    for (draft, number), offers in found.items():
        forms = [form for offer in offers if (form := _form(offer, told, labels, codes)) is not None]
        drafts[draft].materials[number] = _with_forms(drafts[draft].materials[number], forms)
        shown = {form.target.key for form in forms if form.target is not None}
        for each in drafts:
            each.forms[:] = [form for form in each.forms if form.target is None or form.target.key not in shown]
    for number, each in enumerate(drafts):
        gone = {row for of, row in listed if of == number and listed[of, row] in found}
        each.materials[:] = [one for place, one in enumerate(each.materials) if place not in gone]


def _rows(number: int, draft: Draft, answers: Sequence[JsonPage]) -> Iterator[_Row]:
    for place, material in enumerate(draft.materials):
        at = (material.name.locator or "").rpartition("/")[0]
        for page in answers:
            node = _at(page.data, at) if page.evidence == material.name.evidence else None
            if isinstance(node, dict) and material.name.quote in node.values():
                yield _Row(number, place, page, at, node)
                break


def _at(data: Any, pointer: str) -> Any:
    node = data
    for part in pointer.split("/")[1:]:
        if isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
        elif isinstance(node, dict):
            node = next((value for key, value in node.items() if step(key) == part), None)
        else:
            return None
    return node


def _forms_read_as_materials(
    drafts: Sequence[Draft], rows: Sequence[_Row], labels: LabelDictionary
) -> dict[tuple[int, int], tuple[int, int]]:
    """Rows of files that name their material and were read as ones, with the material that each is of.

    Each row of such a list is one file and says no more than its kind, and each is of a material that a list before
    it names.
    """
    lists: dict[tuple[int, str], list[_Row]] = defaultdict(list)
    for row in rows:
        lists[id(row.page), row.at.rpartition("/")[0]].append(row)
    first: dict[str, tuple[int, int]] = {}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for own in lists.values():
        materials = [drafts[row.draft].materials[row.number] for row in own]
        known = [first.get(each.name.text) for each in materials]
        files = all(
            len(row.page.attachments_at(row.at)) == 1
            and {part for part, said in each.readings.items() if said.stated} <= _PARTS_OF_FORMS
            and _says_whose_it_is(row, labels)
            for row, each in zip(own, materials, strict=True)
        )
        if files and None not in known:
            found |= {(row.draft, row.number): of for row, of in zip(own, known, strict=True) if of is not None}
            continue
        for row, each in zip(own, materials, strict=True):
            first.setdefault(each.name.text, (row.draft, row.number))
    return found


def _says_whose_it_is(row: _Row, labels: LabelDictionary) -> bool:
    """Whether a row of a file has a name of its own beside that of its material, or says what kind of file it is.

    The key of its list may say so as well (`sampleForms`).
    """
    if speaks_of_files(row.at.split("/")[-2]):
        return True
    texts = {key: value for key, value in row.node.items() if isinstance(value, str) and value.strip()}
    other = [key for key in texts if speaks_of_files(key) and labels.part("materials", key) != "material_name"]
    return any(_KIND.search(field_name(key)) for key in row.node) or len(other) >= _TWO


def _known_ids(rows: Sequence[_Row]) -> dict[str, dict[tuple[int, int], set[str]]]:
    """By identifier, the materials that have it and the keys under which: those under which each has its own."""
    seen: dict[tuple[str, str], list[tuple[str, _Row]]] = defaultdict(list)
    for row in rows:
        for key, given in row.node.items():
            value = plain(given)
            if value and _ID.search(flat(key)) and _KNOWN_BY.fullmatch(value):
                seen[row.at.rpartition("/")[0], key].append((value, row))
    found: dict[str, dict[tuple[int, int], set[str]]] = defaultdict(lambda: defaultdict(set))
    for (_, key), values in seen.items():
        if len({value for value, _ in values}) == len(values):
            for value, row in values:
                found[value][row.draft, row.number].add(flat(key))
    return found


def _known_names(drafts: Sequence[Draft], rows: Sequence[_Row]) -> dict[str, tuple[int, int]]:
    """The materials by their names; of two of one name nobody knows which is meant."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        found[drafts[row.draft].materials[row.number].name.text].append((row.draft, row.number))
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def _whose(
    page: JsonPage,
    link: AttachmentLink,
    by_id: Mapping[str, Mapping[tuple[int, int], set[str]]],
    by_name: Mapping[str, tuple[int, int]],
    labels: LabelDictionary,
) -> tuple[_Offer | None, tuple[int, int] | None]:
    """The material that the object of a file, or one around it, says it is of."""
    at = link.locator
    keys: list[str] = []
    while at:
        node = _at(page.data, at)
        if isinstance(node, dict):
            whose = _named_by_id(node, by_id)
            if len(whose) != 1:
                names = (plain(v) for k, v in node.items() if labels.part("materials", k) == "material_name")
                whose = {by_name[name] for name in names if name in by_name}
            if len(whose) == 1:
                above = [part for part in at.split("/")[-2:] if not part.isdigit()]
                return _Offer(page, link, at, node, (*keys, *above)), whose.pop()
        at, _, last = at.rpartition("/")
        if not last.isdigit():
            keys.append(last)
    return None, None


def _named_by_id(
    node: Mapping[str, Any], by_id: Mapping[str, Mapping[tuple[int, int], set[str]]]
) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for key, given in node.items():
        name = flat(key)
        if isinstance(given, HELD) or not _ID.search(name):
            continue
        value = plain(given)
        says_so = _OF_OTHER.search(name) is not None
        for material, keys in by_id.get(value, {}).items():
            if len(value) >= _SURE or (says_so and (name in keys or any(map(_OWN.fullmatch, keys)))):
                found.add(material)
    return found


def _kind_of(node: Mapping[str, Any]) -> tuple[str, str] | None:
    """The key and the text or code that say what kind of file an object is; None where none does, or several do."""
    kinds = [(key, plain(value)) for key, value in node.items() if _KIND.search(field_name(key))]
    slots = [(key, value) for key, value in kinds if value and records.slot_of(value) is not FormSlot.UNSAID]
    coded = [(key, value) for key, value in kinds if _CODE.fullmatch(value)]
    return slots[0] if len(slots) == 1 else coded[0] if len(coded) == 1 and not slots else None


def _own_words(offer: _Offer) -> FormSlot:
    """What the name of a file says that it is, where it says so in as many words."""
    name = f"{offer.link.text} {offer.link.file_name or ''}"
    sample, blank = _SAYS_SAMPLE.search(name), _SAYS_BLANK.search(name)
    if (sample is None) == (blank is None):
        return FormSlot.UNSAID
    return FormSlot.SAMPLE if sample is not None else FormSlot.BLANK


def _codes_by_names(offers: Sequence[_Offer]) -> dict[tuple[str, str], FormSlot]:
    """What codes of the kind mean, by the key and the code: the names of files say it, of one code no two things.

    Of two codes the other one is the other kind.
    """
    said: dict[str, dict[str, set[FormSlot]]] = defaultdict(lambda: defaultdict(set))
    for offer in offers:
        kind = _kind_of(offer.node)
        if kind is not None and records.slot_of(kind[1]) is FormSlot.UNSAID:
            said[kind[0]][kind[1]].add(_own_words(offer))
    found: dict[tuple[str, str], FormSlot] = {}
    for key, by_code in said.items():
        told = {code: slots - {FormSlot.UNSAID} for code, slots in by_code.items()}
        sure = {code: next(iter(slots)) for code, slots in told.items() if len(slots) == 1}
        if any(len(slots) > 1 for slots in told.values()) or (len(told) > 1 and len(set(sure.values())) < len(sure)):
            continue
        for code in told:
            other = next((slot for one, slot in sure.items() if one != code), None) if len(told) == _TWO else None
            opposite = {FormSlot.SAMPLE: FormSlot.BLANK, FormSlot.BLANK: FormSlot.SAMPLE}
            if (slot := sure.get(code) or (opposite[other] if other is not None else None)) is not None:
                found[key, code] = slot
    return found


def _slot(
    offer: _Offer, told: Mapping[tuple[str, str], FormSlot], labels: LabelDictionary, codes: Codes | None
) -> FormSlot:
    """What a file is offered as: by its kind in words or as a code, by the keys above it, by its name."""
    kind = _kind_of(offer.node)
    if kind is not None:
        words = codes.under(*kind) if codes is not None else None
        for said in (records.slot_of(kind[1]), records.slot_of(words or ""), told.get(kind, FormSlot.UNSAID)):
            if said is not FormSlot.UNSAID:
                return said
    for key in offer.keys:
        part = labels.part("materials", key) or labels.element_of_field(key)
        said = SLOTS.get(part or "", records.slot_of(key)) if _TELLS_KIND.search(flat(key)) else FormSlot.UNSAID
        if said is not FormSlot.UNSAID:
            return said
    beside = (plain(v) for v in offer.node.values() if isinstance(v, str) and not json_address(v))
    slots = {records.slot_of(v) for v in beside if len(v) <= _LONGEST_KIND} - {FormSlot.UNSAID}
    own = _own_words(offer)
    if own is FormSlot.UNSAID and kind is None and len(slots) == 1:
        return slots.pop()
    return own


def _form(
    offer: _Offer, told: Mapping[tuple[str, str], FormSlot], labels: LabelDictionary, codes: Codes | None
) -> FormAttachment | None:
    slot = _slot(offer, told, labels, codes)
    label = offer.keys[-1] if offer.keys else None
    form = records.form(offer.link, evidence=offer.page.evidence, given=slot, label=label)
    return replace(form, slot=slot) if form is not None else None


def _with_forms(own: Material, forms: Sequence[FormAttachment]) -> Material:
    """A material with more forms; where nothing tells what one of them is, it may be what the row lacks."""
    there = {form.target.key for form in (*own.blank_forms, *own.sample_forms) if form.target is not None}
    new = [form for form in forms if form.target is None or form.target.key not in there]
    readings = dict(own.readings)
    for element, slot in SLOTS.items():
        said = readings.get(element)
        offered = next((form for form in new if form.slot is slot), None)
        if offered is not None and (said is None or not said.stated):
            readings[element] = named(offered.reading, element)
        elif said is None and (doubtful := next((f for f in new if f.slot is FormSlot.UNSAID), None)) is not None:
            at = doubtful.reading.locator or "/"
            readings[element] = unread(element, _OWN_CODE, evidence=doubtful.reading.evidence or "", locator=at)
    return replace(
        own,
        readings=readings,
        blank_forms=(*own.blank_forms, *(form for form in new if form.slot is not FormSlot.SAMPLE)),
        sample_forms=(*own.sample_forms, *(form for form in new if form.slot is FormSlot.SAMPLE)),
    )
