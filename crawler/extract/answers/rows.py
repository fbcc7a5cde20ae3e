"""Rows of a guide's lists in an answer (清单行): what a key of a list says is found out once for all its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crawler.domain.elements import State
from crawler.domain.records import FormSlot
from crawler.domain.values import time_limit
from crawler.extract.answers import material_rows, orders, said_above, shape, unknown_columns
from crawler.extract.answers.choice import is_address, is_plain, says_more, tells_a_file
from crawler.extract.answers.codes import OWN_CODES, is_strange, is_word_of
from crawler.extract.answers.files import SLOTS, counts_files
from crawler.extract.answers.units import unit_beside
from crawler.extract.answers.words import said_in_words, worded, words_of
from crawler.extract.guide import records
from crawler.extract.guide import text as guide_text
from crawler.extract.guide.draft import UNKNOWN_KEY, is_template, reading, unread
from crawler.extract.guide.material_parts import both_notes
from crawler.extract.labels.dictionary import field_name
from crawler.extract.lists.tables import ELEMENT_OF_GROUP
from crawler.page.files.json_files import has_none
from crawler.page.json_tree import HELD, Flat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment
    from crawler.extract.answers.codes import Codes
    from crawler.extract.answers.files import JsonFiles
    from crawler.extract.answers.keys import JsonKeys
    from crawler.extract.guide.draft import Draft
    from crawler.page.json_page import JsonPage

NOT_PLAIN = "the value under this label is no plain text"
_COUNTS_ROWS = "the numbers under this field name count the rows: they may be their order"
_UNKNOWN_FILES = "files stand under a field name that is not known"
_STANDARD = re.compile(r"stand|criteri|bz$|标准", re.IGNORECASE)
_OF_REVIEW = re.compile(r"std|standard|criteri|(?:sc|sh|sl|sp)bz$|标准", re.IGNORECASE)
_TELLS_STANDARD = re.compile(r"[\u4e00-\u9fff]{4}")
_CODE_OF_FORM = re.compile(r"0?[1-3]")
_NUMBER = re.compile(r"\d+")
_NUMBERED = frozenset({"material_form", "material_necessity"})
"""Parts of a material that systems number otherwise, some from 0 on."""


@dataclass(slots=True)
class _Column:
    """A key of a list: the part it stands for, and what it is about whatever stands under it.

    `said` is what texts under it say, each with its quote; None for codes of a system's own.
    """

    part: str | None
    counts_files: bool
    asks_for_forms: bool
    counts_rows: bool
    own_codes: bool
    """Whether one of its numbers is none of the list in general use: the system has a list of its own."""
    said: dict[str, tuple[str | None, str | None] | None] = field(default_factory=dict)


def _describes(key: str, part: str | None) -> bool:
    """Whether a key is for what is done in a step; by what standard (审查标准) is said beside it, not in its stead."""
    return part == "description" and _STANDARD.search(key) is None


class JsonRows:
    """Reads the lists of one answer into a draft."""

    def __init__(self, page: JsonPage, draft: Draft, keys: JsonKeys, files: JsonFiles, codes: Codes) -> None:
        self._page = page
        self._draft = draft
        self._keys = keys
        self._files = files
        self._codes = codes

    def read(
        self,
        group: str,
        key: str,
        objects: Sequence[tuple[str, Mapping[str, Any]]],
        at: str,
        above: Mapping[str, Any] = MappingProxyType({}),
    ) -> bool:
        """Read the objects of a list, which `above` may hold; False where none of them names a row of this group."""
        named: list[Reading] = []
        first = len(self._draft.materials)
        objects = [(at, self._keys.row(group, each)) for at, each in objects]
        told = self._keys.all_parts(group, [each for _, each in objects])
        if group == "materials":
            told |= {key: self._codes.told_by(key, material_rows.LISTED) for key, part in told.items() if part is None}
            told |= dict.fromkeys(material_rows.kept_nowhere(told, [each for _, each in objects]))
        if group == "steps" and any(_describes(key, part) for key, part in told.items()):
            told = {key: part if part != "description" or _describes(key, part) else None for key, part in told.items()}
        rows = [each for _, each in objects]
        columns = {key: self._column(group, key, part, rows) for key, part in told.items()}
        if group == "steps":
            self._standard([key for key, part in told.items() if part is None], objects)
        kinds = material_rows.kinds(rows, told)
        doubts = unknown_columns.may_be(group, told, rows, self._keys.labels.words)
        for pointer, each in objects:
            host = self._row(group, each, pointer, columns, kinds, doubts)
            if host is not None and host.stated:
                named.append(host)
        if group == "materials" and isinstance(above.get(key), list):
            said_above.put(self._draft, first, above, at.rpartition("/")[0], self._keys.labels)
        if named:
            value_text = "；".join(dict.fromkeys(r.text for r in named))
            whole = self._reading(ELEMENT_OF_GROUP[group], value_text, named[0].quote or "", at, key)
            self._draft.add(whole, weakness=1)
        return bool(named)

    def _standard(self, keys: Sequence[str], objects: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        """Keep by what standards steps are taken (审查标准) as those of the guide, once each, where nothing else is."""
        for key in keys:
            if not _OF_REVIEW.search(key):
                continue
            written = [(at, each) for at, each in objects if isinstance(each.get(key), str)]
            said = [(f"{at}/{shape.place(each, key)}", each[key].strip()) for at, each in written]
            told = [(at, words) for at, words in said if _TELLS_STANDARD.search(words) and not is_template(words)]
            if told and all(time_limit.parse(words) is None for _, words in told):
                value = "；".join(dict.fromkeys(words for _, words in told))
                at, first = told[0]
                self._draft.add(self._reading("review_standard", value, first, at, key), weakness=2)

    def _column(self, group: str, key: str, told: str | None, rows: Sequence[Mapping[str, Any]]) -> _Column:
        part = told or self._files.form_part(group, key, rows)
        counts = group == "materials" and counts_files(key, True)
        forms = self._files.form_part("materials", key) is not None
        own = part in _NUMBERED and any(self._is_own_code(part, key, row) for row in rows)
        return _Column(part, counts, forms, orders.may_be_order(part, key, rows), own)

    def _is_own_code(self, part: str, key: str, row: Mapping[str, Any]) -> bool:
        """Whether a number of a row means nothing by any list that is known."""
        words = words_of(str(row.get(key)))
        return _NUMBER.fullmatch(words) is not None and self._said(part, key, words, row) is None

    def _row(  # noqa: PLR0917 - what is found out once for all rows
        self,
        group: str,
        node: Mapping[str, Any],
        pointer: str,
        columns: Mapping[str, _Column],
        kinds: Mapping[str, str],
        doubts: Mapping[str, str],
    ) -> Reading | None:
        parts: dict[str, Reading] = {}
        forms: list[FormAttachment] = []
        unnamed: list[FormAttachment] = []
        empty: dict[str, Reading] = {}
        coded, nameless, of_materials = said_in_words(node), False, group == "materials"
        strange_say_nothing = isinstance(node, Flat) and not of_materials
        offers_files = of_materials and bool(self._page.attachments())
        for key, given in node.items():
            if key in coded:
                continue
            column = columns[key]
            part = column.part
            if part is None and strange_say_nothing:
                continue
            if column.asks_for_forms and has_none(node, key):
                given = ""  # noqa: PLW2901 - a number beside it says that there are none
            if part == "blank_form" and (_CODE_OF_FORM.fullmatch(str(given)) or is_word_of("material_form", given)):
                part = "material_form"  # paper or electronic
            at = f"{pointer}/{shape.place(node, key)}"
            is_file = isinstance(given, dict) and (part is None or part in SLOTS) and self._page.attachments_at(at)
            value, at = (given, at) if is_file else worded(given, at)
            if column.counts_files and counts_files(key, given):
                nameless = True
            if of_materials and part in {None, "material_name"} and isinstance(value, str):
                nameless |= tells_a_file(key, value) or (part is None and is_address(value))
            if part is None:
                files = value if isinstance(value, HELD) and key != "children" else None
                if of_materials and (files or (offers_files and self._page.attachments_at(at))):
                    unnamed += (linked := self._files.linked(at, FormSlot.UNSAID, key, files))
                    nameless |= not linked
            elif part in SLOTS:
                called = self._files.called(key, node, group)
                offered = [] if called is None else list(self._files.offered(at, value, part, key))
                forms += (replace(form, name=called or form.name) for form in offered)
                nameless |= bool(value) and isinstance(value, HELD) and not offered
                empty |= {part: self._reading(part, "", "", at, key)} if value in ([], {}) else {}
            else:
                found = self._part(part, value, key, at, node, column if part is column.part else None)
                kept = parts.get(part)
                if kept is None or (found.stated and not kept.stated) or says_more(found, kept):
                    parts[part] = found
                elif (both := both_notes(kept, found)) is not None:
                    parts[part] = both
        forms += [*unnamed, *(self._files.online_forms(node, pointer) if of_materials else ())]
        if unnamed or nameless:
            blank = not nameless and all(form.slot is FormSlot.BLANK for form in unnamed)
            self._doubt_forms(parts, empty.get("sample_form") if blank else None, pointer)
        if of_materials:
            material_rows.complete(parts, node, pointer, kinds, self._reading)
        self._doubt_parts(parts, doubts, node, pointer)
        for part in [one for one in ("traffic", "complaint_phone") if group == "windows" and one in parts]:
            self._draft.add(parts[part], weakness=2)
        return records.keep(self._draft, group, parts, forms)

    def _doubt_parts(
        self, parts: dict[str, Reading], doubts: Mapping[str, str], node: Mapping[str, Any], pointer: str
    ) -> None:
        """What a key that nobody knows may say of a row is open, where the row says something there."""
        for part, key in doubts.items() if parts else ():
            kept = parts.get(part)
            if node.get(key) not in {None, ""} and (kept is None or kept.state is State.NOT_STATED):
                at = f"{pointer}/{shape.place(node, key)}"
                parts[part] = unread(part, UNKNOWN_KEY, evidence=self._page.evidence, locator=at, label=key)

    def _doubt_forms(self, parts: dict[str, Reading], no_sample: Reading | None, pointer: str) -> None:
        """Files under an unknown name may be what seems to be missing.

        Not where each says that it is a blank form, and the list for samples (`no_sample`) is empty.
        """
        for part in SLOTS:
            gap = unread(part, _UNKNOWN_FILES, evidence=self._page.evidence, locator=pointer)
            parts.setdefault(part, no_sample if no_sample is not None and part == "sample_form" else gap)

    def _part(  # noqa: PLR0917 - asked of every value of every row
        self, part: str, value: Any, key: str, at: str, node: Mapping[str, Any], column: _Column | None
    ) -> Reading:
        evidence = self._page.evidence
        if column is not None and column.counts_rows:
            return unread(part, _COUNTS_ROWS, evidence=evidence, locator=at, label=key)
        if column is not None and isinstance(value, str) and (known := column.said.get(value)) is not None:
            return reading(part, known[0], evidence=evidence, locator=at, label=key, quote=known[1])
        if part == "limit" and (measure := shape.measure(value)) is not None:
            return self._reading(part, measure.number + measure.unit, measure.number, f"{at}/{measure.key}", key)
        if isinstance(value, list) and value and is_plain(value):
            value = "、".join(str(one) for one in value if one is not None)
        if isinstance(value, HELD):
            if any(each not in (None, "") for _, each in self._page.values_below(at)):
                return unread(part, NOT_PLAIN, evidence=evidence, locator=at, label=key)
            return self._reading(part, "", "", at, key)
        raw = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        if column is not None and column.own_codes and _NUMBER.fullmatch(raw):
            return unread(part, OWN_CODES, evidence=evidence, locator=at, label=key)
        if isinstance(value, bool) and part != "material_original":
            return self._reading(part, "是" if value else "否", raw, at, key)
        if column is None or part == "limit":
            told = self._said(part, key, raw, node)
        elif raw in column.said:
            told = column.said[raw]
        else:
            told = column.said[raw] = self._said(part, key, raw, node)
        if told is None:
            return unread(part, OWN_CODES, evidence=evidence, locator=at, label=key)
        return reading(part, told[0], evidence=evidence, locator=at, label=key, quote=told[1])

    def _said(self, part: str, key: str, raw: str, node: Mapping[str, Any]) -> tuple[str | None, str | None] | None:
        """What a text says as a part, and its quote; of a limit its unit may stand beside it, of no other part."""
        words = words_of(raw)
        said = material_rows.asked(self._codes.words(part, key, words), material_rows.flagged(part, key, words))
        own = part == "material_necessity" and words.isdigit() and field_name(key).startswith("must")
        own |= said is None and (material_rows.is_bare_code(part, key, words) or is_strange(part, words))
        if own:
            return None
        if part == "limit" and _NUMBER.fullmatch(words):
            titled = guide_text.with_unit(part, words, key)
            said = titled if titled != words else words + (unit_beside(key, node, self._codes) or "")
        return said or words or None, raw.strip() or None

    def _reading(self, element: str, value: str, quote: str, at: str, key: str) -> Reading:
        return reading(element, value or None, evidence=self._page.evidence, locator=at, label=key, quote=quote or None)
