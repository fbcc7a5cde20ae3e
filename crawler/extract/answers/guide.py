"""Reading a guide from JSON with the field names of the national item library and its relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.domain.records import Unmapped
from crawler.domain.values import dates
from crawler.domain.values.material_words import wants_nothing
from crawler.extract.answers import (
    bare,
    doubtful,
    fees_alone,
    inside,
    labelled_rows,
    limits,
    other_items,
    remedies,
    results,
    several_uses,
    shape,
    told_texts,
    untitled,
    values,
)
from crawler.extract.answers import pairs as guide_pairs
from crawler.extract.answers.choice import is_plain
from crawler.extract.answers.codes import OWN_CODES, is_strange, told_by_words
from crawler.extract.answers.files import JsonFiles
from crawler.extract.answers.fitting import LIMITS, beside_listed
from crawler.extract.answers.form_fields import titled
from crawler.extract.answers.html import put_table
from crawler.extract.answers.keys import JsonKeys, notes_beside
from crawler.extract.answers.labelled_text import fee_of, parts
from crawler.extract.answers.limits import Spot
from crawler.extract.answers.offers import put_entrance
from crawler.extract.answers.pictures import put_chart, put_gap
from crawler.extract.answers.rows import NOT_PLAIN, JsonRows
from crawler.extract.answers.strange import put_gaps
from crawler.extract.answers.titles import are_titles, with_plain_keys
from crawler.extract.answers.words import plain_text, said_in_words, worded
from crawler.extract.guide import records, special_steps, unknown
from crawler.extract.guide import text as guide_text
from crawler.extract.guide.draft import UNKNOWN_KEY, Draft, reading, unread
from crawler.extract.labels.dictionary import field_name
from crawler.extract.lists.tables import ELEMENT_OF_GROUP, GROUP_OF_ELEMENT
from crawler.page.json_tree import HELD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.answers.codes import Codes
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_DEEPEST, _LONGEST, _KNOWN, _TWO = 12, 500, 3, 2
_SEVERAL = "systems use this field name for different things"
_NO_FILE = "no file could be told in what stands under this field name"
_NO_LIST = "in place of the list stands a word: whether no material is needed is not said"
_FILES = frozenset({"flow_chart", "result_sample", "blank_form", "sample_form"})
_LINES = frozenset({"materials", "procedure", "legal_basis", "conditions", "remedy"})
"""Elements of which a list of texts holds an entry each."""
_TITLED = frozenset({"conditions", "remedy"})
"""Those of them that are no lists with parts: a short text before an entry says what that is about."""
_TEXT_GROUPS = frozenset({"materials", "legal_basis", "steps"})


class JsonReader:
    """Reads one JSON answer into a draft."""

    def __init__(self, page: JsonPage, labels: LabelDictionary, codes: Codes) -> None:
        self.page = page
        self.labels = labels
        self.draft = Draft(evidence=page.evidence)
        self._files_of = JsonFiles(page, labels)
        self._keys = JsonKeys(labels)
        self._codes = codes
        self._lists = JsonRows(page, self.draft, self._keys, self._files_of, codes)
        self._loose: list[tuple[str, str, str]] = []
        """Keys, texts and pointers of what stands under unknown keys in objects that are hardly of a guide."""

    def read(self) -> Draft:
        """The draft of the answer."""
        self._visit(titled(with_plain_keys(self.page.data, self.labels), self.page.titles), "", 0, 0)
        self._bare()
        if sum(any(c.reading.stated for c in found) for found in self.draft.candidates.values()) >= _KNOWN:
            for key, value, at in self._loose:
                self._leftover(key, value, at, known=True, alone=True)
        put_entrance(self.page, self.draft)
        put_chart(self.page, self.draft)
        return self.draft

    def _bare(self) -> None:
        """Read the texts of an answer without keys by what it was asked for; else they may be any of a few elements."""
        if (told := bare.told(self.page, self.labels)) is not None and told.element is not None:
            self._scalar(told.element, told.texts, Spot(told.key, told.at, {}), 1)
        elif told is not None:
            self._gaps(bare.MAY_BE, UNKNOWN_KEY, told.key, told.at or "/")

    def _visit(self, node: Any, pointer: str, depth: int, weakness: int) -> None:
        if depth > _DEEPEST:
            return
        if isinstance(node, dict) and not are_titles(node, self.labels):
            self._object(other_items.put_aside(node, self._keys, self.draft, pointer), pointer, depth, weakness)
        elif isinstance(node, list):
            if self._pairs(node, pointer, weakness) or self._lines(node, pointer, weakness):
                return
            objects = [(n, o) for n, o in enumerate(node) if isinstance(o, HELD)]
            chosen = objects[0] if len(objects) == 1 else self._keys.newest(objects)
            if chosen is not None:
                self._visit(chosen[1], f"{pointer}/{chosen[0]}", depth + 1, weakness)
            elif (told := inside.said_by_each(objects, self._keys.elements)) is not None:
                self._scalar(told[0], told[2], Spot(told[1], pointer, {}), weakness)
            elif not other_items.are_others([each for _, each in objects], self._keys):
                for number, each in objects:
                    if other_items.is_own(each, node, self._keys, self.draft, f"{pointer}/{number}"):
                        self._visit(each, f"{pointer}/{number}", depth + 1, weakness + 2)

    def _pairs(self, rows: Sequence[Any], pointer: str, weakness: int, above: str | None = None) -> bool:
        """Read a list of labels and values, or of rows of them; False where it is none."""
        told = labelled_rows.rows_of(rows, self.labels, above)
        if told is not None and self._lists.read(
            told.group, told.group, [(pointer + at, row) for at, row in told.rows], pointer
        ):
            return True
        pairs = guide_pairs.pairs_of(rows, self.labels)
        group = guide_pairs.row_of(pairs, self.labels)
        if group is not None:
            places = {pair.label: shape.place_in(rows, number, pair.key) for number, pair in enumerate(pairs)}
            row = shape.Row({pair.label: pair.value for pair in pairs}, places)
            return self._lists.read(group, group, [(pointer, row)], pointer)
        before: str | None = None
        for number, (label, key, given, unit) in enumerate(pairs):
            value, at = worded(given, f"{pointer}/{shape.place_in(rows, number, key)}")
            match = self._keys.labelled(label, value, several=len(pairs) >= _KNOWN, before=before)
            before = match.element if match is not None else None
            if match is not None and unit and isinstance(value, str | int | float) and str(value):
                self.draft.add(self._reading(match.element, f"{value}{unit}", str(value), at, label), weakness=weakness)
            elif match is not None and match.element in LIMITS and guide_pairs.is_shown_bare(value, pairs, self.labels):
                words = guide_text.with_unit(match.element, str(value), label)
                self.draft.add(self._reading(match.element, words, str(value), at, label), weakness=weakness)
            elif match is not None and is_plain(value):
                for element in (match.element, *match.also):
                    self._scalar(element, value, Spot(label, at, rows[number]), weakness)
            elif match is not None and match.element in _FILES:
                self._files(match.element, label, at, value)
            elif match is not None:
                gap = unread(match.element, NOT_PLAIN, evidence=self.page.evidence, locator=at, label=label)
                self.draft.seen.setdefault(match.element, gap)
            elif not self._labelled(None, value, Spot(label, at, {}), weakness) and guide_pairs.is_telling(value):
                self._unknown(label, value, at)
        return bool(pairs)

    def _lines(self, lines: Sequence[Any], pointer: str, weakness: int) -> bool:
        """Read a list of texts `label：value`, or rows that are a whole answer; False where it is none of them."""
        told = guide_pairs.lines_of(lines, self.labels)
        for number, label, element, value in told:
            self._scalar(element, value, Spot(label, f"{pointer}/{number}", {}), weakness)
        group = bare.group_of(lines, self.page, self._keys) if not pointer else None
        return bool(told) or (group is not None and self._rows(group, "", lines, pointer, {}))

    def _unknown(self, key: str, value: str, at: str) -> None:
        words = " ".join(plain_text(value).split())[:_LONGEST]
        self.draft.unmapped.append(Unmapped(label=key, value=words, evidence=self.page.evidence, locator=at))

    def _object(self, node: Mapping[str, Any], pointer: str, depth: int, weakness: int) -> None:
        if (title := shape.heading(node, self.labels)) is not None and self._table(node[title], node, pointer):
            node = shape.beside_table(node, title) or {}
        node = shape.headed(node, self.labels) or node
        holder = self._keys.holder(self.page.data, pointer)
        elements = self._keys.elements(node, holder)
        coded = said_in_words(node) - notes_beside(elements)
        weaker = beside_listed(elements, self.labels.fields, node)
        put_gap(self.page, self.draft, self.labels.element_of_field(holder) if holder else None, node, pointer)
        for key, given in node.items():
            if key in coded:
                continue
            value, at = shape.told(given, f"{pointer}/{shape.place(node, key)}", known=key in elements)
            if isinstance(value, HELD) and self._whole(elements.get(key), value, Spot(key, at, node), weakness):
                continue
            rows = value if not isinstance(value, list) else [shape.labelled(row) or row for row in value]
            group = self.labels.group_of_field(key) or self._keys.group(key, rows, holder)
            listed = given if isinstance(given, list) else value  # rows of a few keys look like codes with their words
            if group is not None and isinstance(listed, HELD) and self._rows(group, key, listed, at, node):
                continue
            element = None if group is not None and elements.get(key) in _FILES else elements.get(key)
            if element is None and group in _TEXT_GROUPS and len(elements) >= 3 and isinstance(value, str | list):
                element = ELEMENT_OF_GROUP[group]  # the whole list as text
            measure = shape.measure(value) if element in LIMITS else None
            if element is not None and measure is not None:
                words = measure.number + measure.unit
                self.draft.add(self._reading(element, words, measure.number, f"{at}/{measure.key}", key))
            elif element is not None and is_plain(value):
                self._scalar(element, value, Spot(key, at, node), weakness + 2 * (key in weaker))
            elif element in _FILES and isinstance(value, HELD):
                self._files(element, key, at, value)
            elif element is not None and self._inside(element, value, Spot(key, at, node), weakness):
                continue
            elif element is None and (named := self.labels.several_of_field(key)):
                if (own := self._codes.meant(named, key, value, elements.values())) is not None:
                    self._scalar(own, value, Spot(key, at, node), weakness)
                else:
                    self._any_of(named, key, value, at)
                    self._visit(value, at, depth + 1, weakness)  # what an object holds has keys of its own
            elif (meant := values.of_words(key, value, given, self._codes.under(key, value))) is not None:
                self._scalar(meant, value, Spot(key, at, node), weakness + 2)
            elif (told := self._codes.by_list(key, value)) is not None and told not in elements.values():
                self._scalar(told, value, Spot(key, at, node), weakness + 2)
            elif isinstance(value, HELD) and not shape.FURNITURE.match(key):
                self._visit(value, at, depth + 1, weakness)
                self._not_understood(element or ELEMENT_OF_GROUP.get(group or ""), key, at)
            elif isinstance(value, str):
                self._text(value, Spot(key, at, node), known=len(elements), kept=value is given)
        if len(elements) >= _KNOWN:
            put_gaps(self.page, self.draft, node, elements, labels=self.labels, pointer=pointer)

    def _text(self, value: str, spot: Spot, *, known: int, kept: bool) -> None:
        """Read a text under an unknown key of an object in which so many elements are `known`."""
        if wants_nothing(value):
            words = " ".join(value.split())
            self.draft.add(self._reading("materials", words, value.strip(), spot.at, spot.key), weakness=2)
        elif known < _KNOWN or not self._labelled(None, value, spot, 2):
            if known >= _TWO or not kept:
                self._leftover(spot.key, value, spot.at, known=known >= _KNOWN)
            if known < _KNOWN:
                self._loose.append((spot.key, value, spot.at))

    def _whole(self, element: str | None, value: Any, spot: Spot, weakness: int) -> bool:
        """Read what is one list as a whole: of titled texts, of pairs, a table or a map; False where it is none."""
        said = guide_pairs.sentences(value, self.labels) if element in _TITLED else ()
        if element == "remedy" and not said:
            if self._inside(element, value, spot, weakness):
                return True
            said = remedies.texts(value)
        if element is not None and said:
            self._scalar(element, list(said), spot, weakness)
            return True
        if isinstance(value, list):
            above = labelled_rows.group_above(element, spot.node, self.labels)
            if self._pairs(value, spot.at, weakness, above):
                return True
            if untitled.put(spot.key, value, spot.at, lists=self._lists, draft=self.draft, labels=self.labels):
                return True
        special = special_steps.put(self.draft, element, value, spot.at, spot.key)
        return special or self._table(spot.key, value, spot.at) or self._map(element, spot.key, value, spot.at)

    def _inside(self, element: str, value: Any, spot: Spot, weakness: int) -> bool:
        """Read an element whose key holds its text in objects; False where they say other things as well."""
        if element in _LINES and (said := guide_pairs.sentences(value)):
            self._scalar(element, list(said), spot, weakness)
            return True
        told = inside.texts(element, spot.key, value, self.labels, self._keys.elements)
        if len(told) == 1:
            self._scalar(element, told[0].words, spot._replace(at=spot.at + told[0].at), weakness)
        elif told:
            self._scalar(element, [one.words for one in told], spot, weakness)
        return bool(told)

    def _any_of(self, elements: Sequence[str], key: str, value: Any, at: str) -> None:
        """A value under a key that systems use for several elements: none of them is said to be missing."""
        self._gaps(several_uses.possible(elements, value), _SEVERAL, key, at)

    def _gaps(self, elements: Iterable[str], reason: str, key: str, at: str) -> None:
        for name in elements:
            gap = unread(name, reason, evidence=self.page.evidence, locator=at, label=key or None)
            self.draft.seen.setdefault(name, gap)

    def _leftover(self, key: str, value: str, at: str, *, known: bool, alone: bool = False) -> None:
        """A value under an unknown key: what can be one element only is read, what may be several is a gap.

        One that stands `alone`, apart from the elements of the guide, is none of those that a word of a list tells.
        """
        words = " ".join(plain_text(value).split())
        element = values.element(key, words) if not alone else None
        element = element or (told_texts.element(key, value) if known else None)
        if element in {"procedure", "faq"}:
            self._said(element, value, Spot(key, at, {}), 2)
        elif element is not None:
            found = self._reading(element, words, value.strip(), at, key)
            self._gaps([] if self.draft.tell(found) else [element], UNKNOWN_KEY, key, at)
        elif known and unknown.element_of(key, words):
            self._unknown(key, value, at)
            self._gaps(values.gaps_of_fees(words), UNKNOWN_KEY, key, at)
        else:
            self._gaps(values.gaps(words) if known else (), UNKNOWN_KEY, key, at)

    def _map(self, element: str | None, key: str, value: Any, at: str) -> bool:
        """Read a list that is written as a map; False where the value is none."""
        group = self.labels.group_of_field(key) or GROUP_OF_ELEMENT.get(element or "")
        rows = inside.mapped_rows(group, value, self.labels) if group is not None else ()
        return group is not None and self._lists.read(group, key, [(at + below, row) for below, row in rows], at)

    def _not_understood(self, element: str | None, key: str, at: str) -> None:
        """What stands under the key of an element and was read as nothing of it does not leave it out."""
        if element is None or element in self.draft.candidates or element in LIMITS:
            return
        if element == "fee_status" and fees_alone.holds_fees(self.draft, at):
            self.draft.seen.setdefault(element, fees_alone.no_status(self.page.evidence, at))
        elif any(guide_pairs.is_telling(each) for _, each in self.page.values_below(at)):
            self._gaps([element], NOT_PLAIN, key, at)

    def _table(self, key: str, value: Any, at: str) -> bool:
        """Read a table that is given as its columns and rows; False where the value is none."""
        group = GROUP_OF_ELEMENT.get(self.labels.element_of_field(key) or "") if (rows := shape.table(value)) else None
        group = group or (self._keys.group(key, [row for _, row in rows], "") if rows else None)
        return group is not None and self._lists.read(group, key, [(f"{at}{below}", row) for below, row in rows], at)

    def _labelled(self, element: str | None, value: Any, spot: Spot, weakness: int) -> bool:
        """Read a text that says several things, each behind its label; False where it is none."""
        told = parts(element, value, self.labels) if isinstance(value, str) else ()
        for part in told:
            if part.element is not None:
                self._said(part.element, part.value, spot._replace(key=part.label), weakness)
            else:
                self._unknown(part.label, part.value, spot.at)
        fee = {name: self._reading(name, p.value, p.value, spot.at, p.label) for name, p in fee_of(told).items()}
        if fee and not self.draft.fees:
            records.keep(self.draft, "fees", fee, ())
        return bool(told)

    def _scalar(self, element: str, value: Any, spot: Spot, weakness: int) -> None:
        if not self._labelled(element, value, spot, weakness):
            self._said(element, value, spot, weakness)

    def _said(self, element: str, value: Any, spot: Spot, weakness: int) -> None:
        key, at = spot.key, spot.at
        if others := doubtful.elements(element, value):
            self._any_of(others, key, str(value), at)
            return
        if element == "materials" and doubtful.is_word_for_list(key, value, self.labels):
            self._gaps([element], _NO_LIST, key, at)
            return
        if isinstance(value, list):
            text = ("\n" if element in _LINES else "、").join(str(v) for v in value)
        else:
            text = str(int(value)) if isinstance(value, bool) else "" if value is None else str(value)
        quote = str(value[0]) if isinstance(value, list) and value else text.strip()
        lines = [line for line in (" ".join(p.split()) for p in plain_text(text).split("\n")) if line]
        words = " ".join(lines)
        shown = self._files_of.at(at, text) if element in _FILES and "<" in text and text == value else ()
        if shown:
            found = self._reading(element, shown[0].text or key, shown[0].text, at, key)
        elif element in _FILES and words:
            found = self._files_of.reading(element, key, text, at)
        elif element in LIMITS and words:
            found = limits.limit(element, words, quote, spot, page=self.page, keys=self._keys, codes=self._codes)
        else:
            said = self._codes.words(element, key, words)
            element = told_by_words(element, said)
            if said is None and field_name(key).startswith("is") and words in {"0", "1"}:
                said = "是" if words == "1" else "否"
            if said is None and is_strange(element, words):
                self._gaps([element], OWN_CODES, key, at)
                return
            if element == "update_date" and (day := dates.parse(words)) is not None and words.isdigit():
                said = day.isoformat()
            words = "" if words.lower() in {"null", "none", "undefined"} else words
            found = self._reading(element, said or words, quote, at, key)
        in_table = found.stated and put_table(
            element, text, at, url=self.page.url, labels=self.labels, draft=self.draft
        )
        if not in_table or element != "fee_status":  # a table of fees is no word about whether there are any
            self.draft.add(found, rank=0, weakness=weakness)
        if found.stated and not in_table and element in {"procedure", "legal_basis", "materials", "faq"}:
            guide_text.put_list(
                self.draft,
                element,
                lines,
                label=key,
                evidence=self.page.evidence,
                locator=at,
                labels=self.labels,
            )

    def _reading(self, element: str, value: str, quote: str, at: str, key: str) -> Reading:
        return reading(element, value or None, evidence=self.page.evidence, locator=at, label=key, quote=quote or None)

    def _files(self, element: str, key: str, at: str, value: Any) -> None:
        for said in results.beside_specimens(value) if element == "result_sample" else ():
            self.draft.add(self._reading(said.element, said.words, said.words, at + said.at, said.key), weakness=1)
        if found := self._files_of.at(at, value):
            self.draft.add(self._reading(element, found[0].text or key, found[0].text, found[0].locator, key))
        elif named := self._files_of.named(element, key, at, value):
            self.draft.add(named)
        elif not value or (element == "result_sample" and results.leave_specimens_out(value)):
            self.draft.add(self._reading(element, "", "", at, key))
        else:
            self._gaps([element], _NO_FILE, key, at)
        self.draft.forms += self._files_of.offered(at, value, element, key)

    def _rows(self, group: str, key: str, value: Any, at: str, above: Mapping[str, Any]) -> bool:
        """Read the objects of a list; False where they are none of this group."""
        if shape.holds_rows(value):
            return False  # the list lies deeper
        objects = [(f"{at}/{n}", o) for n, o in enumerate(value)] if isinstance(value, list) else [(at, value)]
        if not objects:
            self.draft.add(self._reading(ELEMENT_OF_GROUP[group], "", "", at, key), weakness=3)
            return True
        return all(isinstance(o, dict) for _, o in objects) and self._lists.read(group, key, objects, at, above)
