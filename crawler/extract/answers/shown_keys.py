"""What keys of a portal's answers stand for, where a page shows it (字段含义): the label that their value has there.

A guide that a browser built from answers says under which label (要素名称) each value of them belongs. `doAddr` is the
place once the page shows its value under 办理地点; the guides that come as answers alone are read by the same keys.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crawler.domain.elements import State
from crawler.domain.values.folded import folded
from crawler.extract.answers.codes import with_codes
from crawler.extract.answers.shape import measure, numbered
from crawler.extract.answers.units import unit_beside
from crawler.extract.labels.dictionary import field_name
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material, ServiceGuide
    from crawler.extract.answers.codes import Codes
    from crawler.extract.answers.written_titles import Written
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_LIMITS = frozenset({"statutory_time_limit", "promised_time_limit"})
_FILES = frozenset({"blank_form", "sample_form", "result_sample", "flow_chart", "online_entry"})
"""What leads to something: the words of a link are no value of an answer, but for the address of a picture."""
_NUMBERED = "result_sample"
"""What a page leads to by the number of a file in the answer, whatever it calls it."""
_GUID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{4}年\d{1,2}月\d{1,2}日")
_MOMENT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T?\d\d:\d\d.*")
_AT_ONCE = frozenset({"即办", "即时办结", "当场办结", "即时", "当场", "即办件"})
_NAMING = {"materials": "material_name", "fees": "fee_name", "steps": "name", "legal_basis": "law", "faq": "question"}
_TELLING = 12
"""Bytes of a value that no other field has by chance, as none has a day of some year; a shorter one has to change from
guide to guide or row to row."""
_SHORTEST_KEY = 3
_CODED = re.compile(r"[0-9A-Za-z]{1,4}(?:[,，;；|、][0-9A-Za-z]{1,4})*", re.ASCII)
_JOINED = re.compile(r"([^：:（(]+)[：:（(]([^：:（()）]+)[)）]?")
_TWO = 2


@dataclass(frozen=True, slots=True)
class ShownKeys:
    """Keys, as field names are compared, with the element or part of a list that they stand for."""

    fields: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By list, the titles of columns that have no key."""

    def with_written(self, written: Mapping[str, Written]) -> ShownKeys:
        """The same with what scripts write over columns without a key; what pages show comes before that."""
        both = {group: {**own.parts, **self.parts.get(group, {})} for group, own in written.items()}
        parts: Mapping[str, Mapping[str, str]] = {**self.parts, **both}
        return replace(self, parts=parts, titles={group: own.titles for group, own in written.items()})

    def put_into(self, labels: LabelDictionary) -> LabelDictionary:
        """The dictionary of the portal: what its own pages show comes before what systems use a key for elsewhere."""
        if not self.fields and not self.parts:
            return labels
        columns = dict(labels.columns)
        for group, parts in self.parts.items():
            own = columns[group]
            naming = frozenset(key for key, part in parts.items() if part == _NAMING[group])
            titles = self.titles.get(group, {})
            columns[group] = replace(own, parts={**own.parts, **parts}, shown=naming, titles=titles)
        several = {key: meant for key, meant in labels.several.items() if key not in self.fields}
        return replace(labels, fields={**labels.fields, **self.fields}, several=several, columns=columns)


@dataclass(slots=True)
class _Votes:
    """For each element or part, the keys that held what was shown of it, each with all that they held."""

    fitting: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    wrong: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    coded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, found: Mapping[str, str], wrong: Iterable[str], coded: Iterable[str]) -> None:
        """What one guide, or one row, shows."""
        self.wrong[name].update(wrong)
        self.coded[name].update(coded)
        own = self.fitting.setdefault(name, {})
        for key, value in found.items():
            own.setdefault(key, set()).add(value)

    def settled(self, several: Mapping[str, Sequence[str]] = MappingProxyType({})) -> dict[str, str]:
        """Key to element: where one key alone holds what is shown of one element alone, whatever guide is looked at.

        Of a key that systems use for `several` elements, this one among them, a short word tells which it is here.
        """
        left = {
            name: {key: said for key, said in keys.items() if key not in self.wrong[name]}
            for name, keys in self.fitting.items()
        }
        of_key: dict[str, set[str]] = defaultdict(set)
        for name, keys in left.items():
            for key in keys:
                of_key[key].add(name)
        found = {}
        for name, keys in left.items():
            alone = {k: said for k, said in keys.items() if len(of_key[k]) == 1}
            sure = {k for k, said in alone.items() if name in several.get(k, ()) or self._is_sure(name, k, said)}
            if len(sure) == 1 and len(keys) == 1:
                found[sure.pop()] = name
        return found

    def _is_sure(self, name: str, key: str, said: set[str]) -> bool:
        telling = any(len(one.encode()) >= _TELLING or _DAY.fullmatch(one) for one in said)
        return len(said) > 1 or key in self.coded[name] or telling


def learn_keys(
    guides: Iterable[tuple[ServiceGuide, Sequence[JsonPage]]], labels: LabelDictionary, lists: Sequence[JsonPage]
) -> ShownKeys:
    """Compare what rendered guides show with the answers behind each; `lists` are the portal's code lists."""
    votes = _Votes()
    of_group: dict[str, _Votes] = defaultdict(_Votes)
    for shown, answers in guides:
        plain, codes = with_codes([*answers, *lists], labels)
        own = plain[: len(answers)]
        _compare(votes, shown, _alone(own), codes)
        for group, rows in _rows_shown(shown).items():
            for objects in (*_lists(own), *_arrays(own)) if rows else ():
                _compare_rows(of_group[group], group, rows, objects, codes)
    settled = votes.settled(labels.several)
    fields = {k: e for k, e in settled.items() if labels.fields.get(k) in {None, e} and _may_tell(k, labels)}
    parts = {}
    for group, held in of_group.items():
        known = labels.columns[group].parts
        found = {k: p for k, p in held.settled().items() if known.get(k) in {None, p}}
        if _NAMING[group] in found.values() and len(found) >= _TWO:
            parts[group] = found
    return ShownKeys(fields, parts)


def _may_tell(key: str, labels: LabelDictionary) -> bool:
    """A key like `type`, which stands for anything, tells nothing in the next object."""
    return len(key) >= _SHORTEST_KEY and labels.generic_element_of_field(key) is None


def _alone(answers: Sequence[JsonPage]) -> dict[str, tuple[Any, Mapping[str, Any]]]:
    """The values outside of lists by key, each with the object around it; none that stands in several places."""
    found: dict[str, tuple[Any, Mapping[str, Any]]] = {}
    twice = {field_name(key) for rows in _lists(answers) for row in rows for key in row}
    for node in _objects(answers):
        for key, given in node.items():
            name, limit = field_name(key), measure(given)
            value = limit.number + limit.unit if limit is not None else given
            if isinstance(value, dict) or (name in found and found[name][0] != value):
                twice.add(name)
            elif not isinstance(value, list) or all(isinstance(one, str | int) for one in value):
                found[name] = value, node
    return {key: value for key, value in found.items() if key not in twice}


def _objects(answers: Sequence[JsonPage]) -> Iterator[Mapping[str, Any]]:
    stack = [answer.data for answer in answers]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack += (value for value in node.values() if measure(value) is None)


def _lists(answers: Sequence[JsonPage]) -> Iterator[list[Mapping[str, Any]]]:
    """The lists of objects in answers."""
    stack = [answer.data for answer in answers]
    while stack:
        node = stack.pop()
        if isinstance(node, list) and node and all(isinstance(row, dict) for row in node):
            yield node
        stack += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()


def _arrays(answers: Sequence[JsonPage]) -> Iterator[Sequence[Mapping[str, Any]]]:
    """The tables without titles in answers, whose rows are arrays."""
    for node in _objects(answers):
        for key, value in node.items():
            if rows := numbered(key, value):
                yield rows


def _compare(
    votes: _Votes, shown: ServiceGuide, told: Mapping[str, tuple[Any, Mapping[str, Any]]], codes: Codes
) -> None:
    for element, one in shown.readings.items():
        wanted = _plain(one.text) if one.stated and (element not in _FILES or json_address(one.text)) else ""
        if element == _NUMBERED and one.stated and one.text.startswith(("http://", "https://")):
            numbers = {k: str(v) for k, (v, _) in told.items() if isinstance(v, str) and _GUID.fullmatch(v.strip())}
            found = {key: number for key, number in numbers.items() if number.strip() in one.text}
            votes.add(element, found, numbers.keys() - found.keys(), ())
            continue
        if not wanted:
            continue
        said = {key: _said(element, key, *value, codes) for key, value in told.items()}
        found = {key: wanted for key, texts in said.items() if wanted in texts}
        coded = {k for k in found if _is_coded(told[k][0]) and _plain(codes.under(k, told[k][0]) or "") == wanted}
        at_once = element in _LIMITS and wanted in _AT_ONCE  # A page may write that where an answer has no limit.
        empty = {key for key, texts in said.items() if not texts} if at_once else set()
        votes.add(element, found, told.keys() - found.keys() - empty, coded)


def _compare_rows(
    votes: _Votes, group: str, rows: Sequence[Mapping[str, Reading]], objects: Sequence[Mapping[str, Any]], codes: Codes
) -> None:
    """The rows of a list in the order of the page: a list that has them all by name is the one behind it."""
    if len(rows) != len(objects):
        return
    names = [_plain(row[_NAMING[group]].text) for row in rows]
    keys = dict.fromkeys(field_name(key) for one in objects for key in one)
    held = [{field_name(key): value for key, value in one.items()} for one in objects]
    if not any(all(_plain(one.get(key)) == name for one, name in zip(held, names, strict=True)) for key in keys):
        return
    for row, one in zip(rows, held, strict=True):
        for part, read in row.items():
            if read.unread or part in _FILES:
                continue
            wanted = _plain(read.text) if read.stated else ""
            said = {key: _said(part, key, one.get(key), one, codes) for key in keys}
            found = {key: wanted for key, texts in said.items() if wanted and wanted in texts}
            if wanted and not found:
                found = {key: wanted for key in keys if _is_code_for(part, key, one.get(key), wanted, codes)}
            coded = {k for k in found if _is_coded(one.get(k)) and _plain(codes.under(k, one[k]) or "") == wanted}
            empty = {key for key, texts in said.items() if not wanted and not texts}
            votes.add(part, found, keys.keys() - found.keys() - empty, coded)


def _rows_shown(guide: ServiceGuide) -> dict[str, list[Mapping[str, Reading]]]:
    """The rows of each list of a guide, part by part."""
    return {
        "materials": [_of_material(one) for one in guide.materials],
        "fees": [{"fee_name": one.name, **one.readings} for one in guide.fees],
        "steps": [{"name": one.name, "description": one.description, "limit": one.limit} for one in guide.steps],
        "legal_basis": [
            {"law": one.law, "number": one.number, "clause": one.clause, "content": one.content}
            for one in guide.legal_bases
        ],
        "faq": [{"question": one.question, "answer": one.answer} for one in guide.faqs],
    }


def _of_material(one: Material) -> dict[str, Reading]:
    """The parts of a material; 政府部门核发：公安机关 is its source and who issues it."""
    parts = {"material_name": one.name, **one.readings}
    source = parts.get("material_source")
    joined = _JOINED.fullmatch(source.text) if source is not None and source.stated else None
    if source is not None and "material_issuer" not in parts:
        first, second = joined.groups() if joined is not None else (source.value, None)
        told = State.STATED if second else State.NOT_STATED
        parts["material_source"] = replace(source, value=first)
        parts["material_issuer"] = replace(source, element="material_issuer", state=told, value=second)
    return parts


def _said(element: str, key: str, value: Any, node: Mapping[str, Any], codes: Codes) -> set[str]:
    """What a value may look like on a page: itself, the word of its code, the number with the unit beside it."""
    text = _plain(value)
    if not text:
        return set()
    said = {text}
    if _is_coded(value) and (word := codes.under(key, value)) is not None:
        said.add(_plain(word))
    if element in _LIMITS and text.isdigit() and text != "0" and (unit := unit_beside(key, node, codes)):
        said = {_plain(text + unit)}
    elif element in _LIMITS and text == "0":
        said = {"即办"}
    elif element == "visits" and isinstance(value, int):
        said = {text, f"{text}次"}
    elif element == "update_date" and (moment := _MOMENT.fullmatch(text)):
        said = {text, moment["day"]}
    return said


def _is_code_for(part: str, key: str, value: Any, wanted: str, codes: Codes) -> bool:
    """Whether a code means what a page shows of a part, by a list of the words that only this part has."""
    return _is_coded(value) and _plain(codes.words(part, key, _plain(value)) or "") == wanted


def _is_coded(value: Any) -> bool:
    return _CODED.fullmatch(_plain(value)) is not None


def _plain(value: Any) -> str:
    """A value as it is compared with what a page shows."""
    if isinstance(value, list):
        value = "、".join(str(one) for one in value)
    text = "" if value is None or isinstance(value, bool | dict) else str(value)
    text = "".join(folded(text).split()).strip("。;")
    return "" if text.lower() in {"null", "none", "undefined"} else text
