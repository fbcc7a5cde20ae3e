"""Answers of form engines (表单引擎、低代码平台): the fields of a form here, what was entered there, by their names.

`{"fields": [{"label": "办理地点", "model": "input_17"}], "values": {"input_17": "城北路8号"}}` says the place.
Which key of a field holds its name is told by the record: its keys are those names. Fields come as a list or a map, in
groups, with their titles in an object of their own, or as a map of names and titles; the rows of a table have fields of
their own below the one of the table. A form and its record may come in two answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.extract.answers import defined_columns
from crawler.extract.answers.choices import told_by_choices
from crawler.extract.answers.defined_columns import ANY_ROW, may_be_title, says_title
from crawler.extract.answers.shape import Row, place
from crawler.extract.labels.dictionary import field_name
from crawler.page.json_tree import HELD, WRITTEN, Flat, step, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_LONGEST_NAME = 64
_NAME = re.compile(r"[\w.$-]+", re.ASCII)
_OF_ROWS = ("material_", "fee_", "blank_form", "sample_form")
_FEWEST, _FEWEST_IN_ROWS = 5, 2
"""So many different elements of a guide are named by the titles of a form, and parts of a row by those of a table."""
_DEEPEST = 24
_KEY = ""
"""In place of the key of a field that holds its name: the name is the key that the field stands under."""


class _Field(NamedTuple):
    """A field of a form: its title, what may be its name by the key that holds it, the field itself and its pointer."""

    title: str
    names: Mapping[str, str]
    node: Any
    at: str
    map_at: str | None = None
    """The pointer of the map of names and titles, or of the rows of them, that the field stands in."""


class _Record(NamedTuple):
    """What was entered, by the names of fields: in which answer and where it stands."""

    answer: int
    at: str
    values: Mapping[str, Any]


def joined(answers: Sequence[JsonPage], labels: LabelDictionary) -> tuple[list[JsonPage], dict[str, Mapping[str, str]]]:
    """Answers with the titles of the keys in their records and without the forms that say them; and what choices mean.

    The second is by title, as keys are compared: the words of each code that the field of this title offers.
    """
    pages, choices = defined_columns.with_titles(answers, labels)
    fields = [list(_fields(answer.data, "", _KEY)) for answer in pages]
    everywhere = [field for own in fields for field in own]
    if len(_elements((field.title for field in everywhere), labels)) < _FEWEST:
        return [defined_columns.without_rest(page, labels) for page in pages], choices
    titles: dict[int, dict[str, Mapping[str, str]]] = defaultdict(dict)
    taken: set[str] = set()
    used: set[str] = set()
    names = frozenset(name for field in everywhere for name in field.names.values())
    for record in _records(pages, names):
        own = _of_record(everywhere, record.values)
        told = {field.title for name, field in own.items() if record.values[name] not in (None, "", [], {})}
        fewest = _FEWEST if not taken else _FEWEST_IN_ROWS
        if taken.isdisjoint(own) and len(_elements(told, labels)) >= fewest:
            taken |= own.keys()
            used |= {field.at for field in own.values()}
            _name(record.values, record.at, own, titles[record.answer], choices)
    mapped = [field for field in everywhere if field.map_at is not None]
    for table in _tables(pages, frozenset(key for field in mapped for key in field.names.values())) if taken else ():
        own = _of_record(mapped, table.values)
        columns = [field.title for field in own.values()]
        if taken.isdisjoint(own) and _are_columns(columns, labels):
            used |= {field.at for field in own.values()}
            titles[table.answer][table.at] = {step(name): field.title for name, field in own.items()}
    for number, found in titles.items():
        pages[number] = pages[number].told_as(pages[number].data, {**pages[number].titles, **found})
    if titles:
        for number, (page, own_fields) in enumerate(zip(pages, fields, strict=True)):
            maps = {field.map_at for field in own_fields if field.at in used} - {None}
            # Of a map of titles no other one says anything either: those of rows, and of what this item has not.
            silent = [f.at for f in own_fields if f.at in used or f.map_at in maps]
            forms = _forms(silent, titles.get(number, {}))
            pages[number] = page.told_as(without(page.data, forms), page.titles) if forms else page
    return [defined_columns.without_rest(page, labels) for page in pages], choices


def titled(node: Any, titles: Mapping[str, Mapping[str, str]]) -> Any:
    """An answer with the titles of fields in place of their names; the places in it stay those it had."""
    return _titled(node, titles, ("",)) if titles else node


def _titled(node: Any, titles: Mapping[str, Mapping[str, str]], ats: Sequence[str], depth: int = 0) -> Any:
    """The same of what stands at a pointer, written in several ways: a row by its number, and by * as any row."""
    ats = [at for at in ats if any(own == at or own.startswith(f"{at}/") for own in titles)]
    if not ats or depth > _DEEPEST or not isinstance(node, HELD):
        return node
    own = next((titles[at] for at in ats if at in titles), {})
    if isinstance(node, list):
        numbered = [(one, [f"{at}/{way}" for at in ats for way in (n, ANY_ROW)]) for n, one in enumerate(node)]
        rows = [_titled(one, titles, ways, depth + 1) for one, ways in numbered]
        return [_by_titles(row, own) for row in rows] if own else rows
    keys = {key: place(node, key) for key in node}
    names: dict[str, str] = {}
    for key, where in keys.items():
        title = own.get(where, key)
        names[key] = title if title not in names.values() and (title == key or title not in node) else key
    below = {key: [f"{at}/{keys[key]}" for at in ats] for key in node}
    inner = {key: _titled(value, titles, below[key], depth + 1) for key, value in node.items()}
    return Row({names[key]: value for key, value in inner.items()}, {names[key]: keys[key] for key in inner})


def _by_titles(row: Any, titles: Mapping[str, str]) -> Any:
    """A row of a name and its value with the title for the name."""
    if not isinstance(row, dict):
        return row
    named = {key: titles.get(value, value) if isinstance(value, str) else value for key, value in row.items()}
    return Row(named, {key: place(row, key) for key in row})


def _fields(node: Any, at: str, key: str, depth: int = 0) -> Iterator[_Field]:
    """All objects that may be fields of a form, outermost first; their own fields come after them."""
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        if _are_rows_of_titles(node):
            for number, row in enumerate(node):
                yield from _mapped(row, f"{at}/{number}", at)
            return
        for number, one in enumerate(node):
            if isinstance(one, HELD):
                yield from _fields(one, f"{at}/{number}", _KEY, depth + 1)
        return
    title = _title(node)
    if title is not None and (names := _names(node, key)):
        yield _Field(title, names, node, at)
    held = [(k, v) for k, v in node.items() if isinstance(v, HELD)] if not isinstance(node, Flat) else ()
    if title is None and not held and len(node) >= _FEWEST and _are_titles(node):
        yield from _mapped(node, at, at)
    for own, value in held:
        yield from _fields(value, f"{at}/{step(own)}", own, depth + 1)


def _title(node: Mapping[str, Any]) -> str | None:
    """The title of a field; it may stand in an object of the field's own (`__config__`) in place of the field."""
    for key, value in node.items():
        if isinstance(value, str) and says_title(key) and may_be_title(value):
            return value.strip()
    if isinstance(node, Flat):
        return None
    inner = (value for value in node.values() if isinstance(value, dict))
    told = [title for one in inner if isinstance(one, dict) and (title := _title_of_own(one)) is not None]
    return told[0] if len(told) == 1 else None


def _title_of_own(node: Mapping[str, Any]) -> str | None:
    told = (value for key, value in node.items() if isinstance(value, str) and says_title(key) and may_be_title(value))
    return next((value.strip() for value in told), None)


def _names(node: Mapping[str, Any], key: str) -> dict[str, str]:
    """What may be the name of a field, by the key that holds it: short texts and numbers of it, and its own key."""
    found = {_KEY: key} if key else {}
    for own, value in node.items():
        if isinstance(value, WRITTEN) and not isinstance(value, bool) and _NAME.fullmatch(str(value)):
            found[own] = str(value)
    return {own: name for own, name in found.items() if len(name) <= _LONGEST_NAME}


def _mapped(node: Mapping[str, Any], at: str, map_at: str) -> Iterator[_Field]:
    """The fields of a map of names and titles: `{"input_17": "办理地点", …}`."""
    for key, value in node.items():
        yield _Field(value.strip(), {_KEY: key}, {}, f"{at}/{step(key)}", map_at)


def _are_titles(node: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str) and may_be_title(value) for value in node.values())


def _are_rows_of_titles(rows: Sequence[Any]) -> bool:
    """Whether a map of names and titles is laid out in rows: `[{"a": "事项名称", "b": "事项类型"}, {"c": "办理地点"}]`.

    Each name stands once: rows of a list have the same keys all over.
    """
    if len(rows) < _FEWEST_IN_ROWS or not all(isinstance(row, Flat) and row and _are_titles(row) for row in rows):
        return False
    names = [name for row in rows for name in row]
    return len(names) >= _FEWEST and len({*names}) == len(names)


def _records(answers: Sequence[JsonPage], names: frozenset[str]) -> list[_Record]:
    """The objects whose keys are names of fields, most of them first; not the many rows of a table."""
    found: list[tuple[int, _Record]] = []
    for number, answer in enumerate(answers):
        stack: list[tuple[str, Any]] = [("", answer.data)]
        while stack:
            at, node = stack.pop()
            if isinstance(node, dict):
                if (hits := len(names & node.keys())) >= _FEWEST_IN_ROWS and not _is_map_of_titles(node):
                    found.append((hits, _Record(number, at, node)))
                if not isinstance(node, Flat):
                    stack += [(f"{at}/{step(key)}", value) for key, value in node.items() if isinstance(value, HELD)]
                continue
            if (entered := _entered(node, names)) is not None:
                found.append((len(entered), _Record(number, at, entered)))
            rows = [(at_row, row) for at_row, row in enumerate(node) if isinstance(row, HELD)]
            stack += [(f"{at}/{at_row}", row) for at_row, row in rows[:1]] if len(rows) == 1 else []
    return [record for _, record in sorted(found, key=lambda one: -one[0])]


def _tables(answers: Sequence[JsonPage], names: frozenset[str]) -> Iterator[_Record]:
    """The lists of rows whose keys are all names in maps of titles, each with what stands under them anywhere."""
    for number, answer in enumerate(answers if names else ()):
        stack: list[tuple[str, Any]] = [("", answer.data)]
        while stack:
            at, node = stack.pop()
            if isinstance(node, list) and node and all(isinstance(row, dict) for row in node):
                whole = {key: row[key] for row in node for key in row}
                if names.issuperset(whole) and not all(map(_is_map_of_titles, node)):
                    yield _Record(number, f"{at}/{ANY_ROW}", whole)
            held = enumerate(node) if isinstance(node, list) else ((step(k), v) for k, v in node.items())
            stack += [(f"{at}/{key}", value) for key, value in held if isinstance(value, HELD)]


def _are_columns(titles: Sequence[str], labels: LabelDictionary) -> bool:
    """Whether most titles are those of columns of one list."""
    known = (sum(labels.column(group, title) is not None for title in titles) for group in labels.columns)
    return max(known, default=0) * 2 > len(titles) >= _FEWEST_IN_ROWS


def _is_map_of_titles(node: Mapping[str, Any]) -> bool:
    """Whether an object holds fields, or their titles, under these names, and nothing that was entered."""
    told = [value for value in node.values() if value not in (None, "")]
    return all((isinstance(value, dict) and _title(value) is not None) for value in told) or (
        isinstance(node, Flat) and len(node) >= _FEWEST and _are_titles(node)
    )


def _entered(rows: Sequence[Any], names: frozenset[str]) -> dict[str, Any] | None:
    """What was entered where it comes as rows of a field's name and a value; None for any other list."""
    if len(rows) < _FEWEST or not all(isinstance(row, dict) and _title(row) is None for row in rows):
        return None
    for key in rows[0]:
        own = [row.get(key) for row in rows]
        if all(isinstance(name, str) for name in own) and len({*own}) == len(own) and len(names & {*own}) >= _FEWEST:
            said = (next((value for other, value in row.items() if other != key), None) for row in rows)
            return dict(zip(own, said, strict=True))
    return None


def _of_record(fields: Iterable[_Field], values: Mapping[str, Any]) -> dict[str, _Field]:
    """The fields of a record by their names; none for a name that fields of several titles have.

    What stands below the field of a table is of its rows, and no field of the record.
    """
    by_source: dict[str, dict[str, list[_Field]]] = defaultdict(lambda: defaultdict(list))
    for field in fields:
        for source, name in field.names.items():
            if name in values:
                by_source[source][name].append(field)
    if not by_source:
        return {}
    best = max(by_source.values(), key=len)
    tables = tuple(f"{field.at}/" for name, own in best.items() if isinstance(values[name], HELD) for field in own[:1])
    found: dict[str, _Field] = {}
    for name, own in best.items():
        outer = [field for field in own if not field.at.startswith(tables)] if tables else own
        if outer and len({field.title for field in outer}) == 1:
            found[name] = outer[0]
    return found


def _name(
    values: Mapping[str, Any],
    at: str,
    own: Mapping[str, _Field],
    titles: dict[str, Mapping[str, str]],
    choices: dict[str, Mapping[str, str]],
) -> None:
    """Keep the titles of a record's keys, what its choices mean, and the same of the rows of its tables."""
    titles[at] = {step(name): field.title for name, field in own.items()}
    for name, field in own.items():
        value = values[name]
        rows = [row for row in (value if isinstance(value, list) else [value]) if isinstance(row, dict)]
        if not rows:
            if words := told_by_choices(field.node, value):
                choices.setdefault(field_name(field.title), words)
            continue
        whole = {key: next((r[key] for r in rows if r.get(key) not in (None, "")), "") for row in rows for key in row}
        inner = _of_record((one for one in _fields(field.node, "", _KEY) if one.at), whole)
        if len(inner) >= _FEWEST_IN_ROWS:
            below = f"{at}/{step(name)}/{ANY_ROW}" if isinstance(value, list) else f"{at}/{step(name)}"
            _name(whole, below, inner, titles, choices)


def _elements(titles: Iterable[str], labels: LabelDictionary) -> set[str]:
    """The elements of a guide that titles name; those of rows are no guide's alone."""
    found = {match.element for title in titles if (match := labels.exact(title)) is not None}
    return {element for element in found if not element.startswith(_OF_ROWS)}


def _forms(fields: Sequence[str], records: Mapping[str, Any]) -> frozenset[str]:
    """The pointers of forms: what holds all the fields and no record, else what stands in it."""
    if not fields:
        return frozenset()
    paths = [at.split("/") for at in fields]
    shared = 0
    while all(len(path) > shared + 1 and path[shared] == paths[0][shared] for path in paths):
        shared += 1
    found: set[str] = set()
    for path in paths:
        for length in range(max(shared, 2), len(path) + 1):
            at = "/".join(path[:length])
            if not any(f"{record}/".startswith(f"{at}/") for record in records):
                found.add(at)
                break
    return frozenset(found)
