"""Columns that an answer defines beside its rows (列定义): `{"columns": [{"label": "份数", "prop": "a5"}], "rows": …}`.

What a definition calls its title and its name, and what both lists are called, is told by the rows: their keys are the
names. A record beside the definitions of its own keys is such a row. Definitions are no labels with values.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values.remembered import remembered
from crawler.extract.answers.choices import told_by_choices
from crawler.extract.guide.titles_alone import is_title
from crawler.extract.labels.dictionary import field_name
from crawler.page.json_tree import HELD, Flat, step, without

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAME = re.compile(r"[A-Za-z_$][\w.$-]{0,63}", re.ASCII)
_SAYS_TITLE = re.compile(r"(?:title|label|caption|text|name|header|comment|标题|名称|标签)$", re.IGNORECASE)
_SUB = re.compile(r"child(?:ren)?|(?:sub_?)?col(?:umn)?s?|items|fields", re.IGNORECASE)
"""Where a heading over several columns holds these."""
_DRAWN = re.compile(
    r"(?:min_?|max_?)?width|align|fixed|(?:col_?)?span|sort(?:able)?|order|type|flex|index", re.IGNORECASE
)
"""Keys of how a column is drawn."""
_NAMES = re.compile(r"prop(?:erty)?$|field|data_?index$|key$|name$|model$|attr$", re.IGNORECASE)
"""Keys of the names of columns; letters under `value` or `code` may be what a system says of a title."""
_LONGEST_TITLE = 24
_FEWEST = 2
_DEEPEST, _FAR = 24, 2
"""Steps that definitions and their rows may stand below what holds both."""
ANY_ROW = "*"
_MAP = ""
"""In place of the key that holds a name: the definitions are a map of names and titles."""


class _Definitions(NamedTuple):
    """Where definitions stand, the titles by their names for each key that may hold these, and the columns by names.

    `alone` are those that say nothing but titles, names and how columns are drawn: there is no value among them.
    """

    at: str
    titles: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, Any]
    alone: bool = False


class _Rows(NamedTuple):
    """Rows or a record that may have defined columns: their pointer, with * for the rows of a list, and they."""

    at: str
    listed: bool
    rows: Sequence[Mapping[str, Any]]


def with_titles(
    answers: Iterable[JsonPage], labels: LabelDictionary
) -> tuple[list[JsonPage], dict[str, Mapping[str, str]]]:
    """Answers with the titles of defined columns and without the definitions; and what the choices of columns mean."""
    choices: dict[str, Mapping[str, str]] = {}
    return [_with_titles(answer, labels, choices) for answer in answers], choices


def _with_titles(page: JsonPage, labels: LabelDictionary, choices: dict[str, Mapping[str, str]]) -> JsonPage:
    defined = [own for own in _definitions(page.data, "") if _are_of_a_guide(own, labels)]
    titles: dict[str, Mapping[str, str]] = dict(page.titles)
    used: set[str] = set()
    for rows in _rows(page.data, "", {one.at for one in defined}) if defined else ():
        fitting = [(near, one) for one in defined if (near := _nearness(rows.at, one.at)) is not None]
        found = [(near, len(own), one, own) for near, one in fitting for own in _fits(rows.rows, one)]
        if found:
            *_, one, own = max(found, key=lambda each: each[:2])
            used.add(one.at)
            _name(rows, one, own, titles, choices)
    return page.told_as(without(page.data, used), titles) if used else page


def without_rest(page: JsonPage, labels: LabelDictionary) -> JsonPage:
    """An answer without definitions whose rows are nowhere: the names in them are no values of their titles."""
    rest = {one.at for one in _definitions(page.data, "") if one.alone and _are_of_a_guide(one, labels)}
    return page.told_as(without(page.data, rest), page.titles) if rest else page


def _name(
    rows: _Rows,
    defined: _Definitions,
    own: Mapping[str, str],
    titles: dict[str, Mapping[str, str]],
    choices: dict[str, Mapping[str, str]],
) -> None:
    """Keep the titles of the keys of rows, what their choices mean, and the same of tables in them."""
    at = f"{rows.at}/{ANY_ROW}" if rows.listed else rows.at
    titles[at] = {step(name): title for name, title in own.items()}
    for name, title in own.items():
        values = [row[name] for row in rows.rows if row.get(name) not in (None, "")]
        values = [one for value in values for one in (value if isinstance(value, list) else [value])]
        inner = [one for one in values if isinstance(one, dict)]
        if not inner:
            if words := told_by_choices(defined.columns.get(name), values):
                choices.setdefault(field_name(title), words)
            continue
        below = _Rows(f"{at}/{step(name)}", any(isinstance(row.get(name), list) for row in rows.rows), inner)
        held = list(_definitions(defined.columns.get(name), ""))
        fitting = [(one, names) for one in held if one.at for names in _fits(inner, one)]
        if fitting:
            _name(below, *max(fitting, key=lambda each: len(each[1])), titles, choices)


def _nearness(rows: str, defined: str) -> int | None:
    """How near definitions stand to rows; None where they stand too far for these."""
    one, other = rows.split("/"), defined.split("/")
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if rows == defined or max(len(one), len(other)) - shared > _FAR:
        return None
    return 2 * shared + (one[-1] == other[-1])  # columns.materials and data.materials


def _fits(rows: Sequence[Mapping[str, Any]], defined: _Definitions) -> Iterator[Mapping[str, str]]:
    """The titles of the keys of rows, where most names are keys of these."""
    keys = {key for row in rows for key in row}
    for names in defined.titles.values():
        own = {name: title for name, title in names.items() if name in keys}
        if len(own) >= _FEWEST and len(own) * 2 >= len(names) and len(set(own.values())) == len(own):
            yield own


def _are_of_a_guide(defined: _Definitions, labels: LabelDictionary) -> bool:
    """Whether a title is that of an element or of a column of a guide's lists; in a map most of them are."""
    told = [[is_title(title, labels) for title in names.values()] for names in defined.titles.values()]
    return any(sum(known) * 2 > len(known) if _MAP in defined.titles else any(known) for known in told)


def _definitions(node: Any, at: str, depth: int = 0) -> Iterator[_Definitions]:
    """All lists and maps of an answer that may define columns."""
    if depth > _DEEPEST or not isinstance(node, HELD):
        return
    if isinstance(node, Flat):
        said = {key: value for key, value in node.items() if value not in (None, "")}
        if len(said) >= _FEWEST and all(map(may_be_title, said.values())) and all(map(_NAME.fullmatch, said)):
            yield _Definitions(at, {_MAP: said}, {})
        return
    own = _listed(node, at) if isinstance(node, list) else None
    if own is not None:
        yield own
        return
    inner = enumerate(node) if isinstance(node, list) else ((step(key), value) for key, value in node.items())
    rows = isinstance(node, list) and len(node) > 1  # a map among others in a list is a row, of titles or of words
    for key, value in inner:
        if not (rows and isinstance(value, Flat)):
            yield from _definitions(value, f"{at}/{key}", depth + 1)


def _listed(node: Sequence[Any], at: str) -> _Definitions | None:
    """The definitions of a list; None where its objects have no titles, or no names."""
    columns = list(_columns(node))
    if len(columns) < _FEWEST or len(columns) < len(node):
        return None
    titles: dict[str, dict[str, str]] = {}
    by_name: dict[str, Any] = {}
    for column in columns:
        title = _title(column)
        for key, value in column.items() if title is not None else ():
            if isinstance(value, str) and _NAME.fullmatch(value):
                titles.setdefault(key, {})[value] = title or ""
                by_name[value] = column
    own = {key: names for key, names in titles.items() if len(names) >= _FEWEST and len(names) * 2 >= len(columns)}
    alone = any(len(names) == len(columns) and _NAMES.search(key) for key, names in own.items())
    alone = alone and all(_says_nothing(column, own) for column in columns)
    return _Definitions(at, own, by_name, alone) if own else None


def _says_nothing(column: Mapping[str, Any], names: Collection[str]) -> bool:
    """Whether a column says nothing but its title, its name and how it is drawn."""
    title = _title(column)
    rest = {key: value for key, value in column.items() if key not in names and value not in (title, None, "")}
    return all(isinstance(value, (bool, *HELD)) or _DRAWN.fullmatch(key) for key, value in rest.items())


def _columns(node: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """The columns of a list, those below a common heading among them; a heading above columns and rows is a table's."""
    for one in node:
        if not isinstance(one, dict):
            continue
        held = {key: value for key, value in one.items() if isinstance(value, HELD) and value}
        below = next(iter(held.values())) if len(held) == 1 and _SUB.fullmatch(next(iter(held))) else ()
        yield from [column for column in _columns(below) if _title(column) is not None] or (one,)


def _title(column: Mapping[str, Any]) -> str | None:
    told = (value for key, value in column.items() if says_title(key) and may_be_title(value))
    return next((value.strip() for value in told), None)


@remembered
def says_title(key: str) -> bool:
    """Whether a key of a column or a field is one for its title."""
    return _SAYS_TITLE.search(key) is not None


def may_be_title(value: Any) -> bool:
    """Whether a value is short and Chinese, as titles are."""
    return isinstance(value, str) and 1 < len(value) <= _LONGEST_TITLE and _CHINESE.search(value) is not None


def _rows(node: Any, at: str, but: set[str], depth: int = 0) -> Iterator[_Rows]:
    """All lists of rows and all records of an answer but for definitions."""
    if depth > _DEEPEST or at in but or not isinstance(node, HELD):
        return
    if isinstance(node, list):
        if node and all(isinstance(row, dict) for row in node):
            yield _Rows(at, True, node)
        for number, one in enumerate(node):
            yield from _below(one, f"{at}/{number}", but, depth)
        return
    yield _Rows(at, False, [node])
    yield from _below(node, at, but, depth)


def _below(node: Any, at: str, but: set[str], depth: int) -> Iterator[_Rows]:
    """The same of what stands in a row or a record: it is none once more."""
    if isinstance(node, dict) and not isinstance(node, Flat):
        for key, value in node.items():
            yield from _rows(value, f"{at}/{step(key)}", but, depth + 1)
    elif isinstance(node, list):
        yield from _rows(node, at, but, depth + 1)
