"""Shapes of JSON: tables as columns and rows, a heading beside its content, a number with its unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from crawler.domain.values import time_limit
from crawler.extract.answers.pairs import is_telling
from crawler.extract.answers.technical import is_word
from crawler.extract.answers.words import worded
from crawler.extract.labels.dictionary import field_name
from crawler.page.json_tree import HELD, Flat, step
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_HEADS = re.compile(r"^(?:table)?(?:columns?|headers?|heads?|cols|thead|titles?|fields?|表头|列)$")
_BODY = re.compile(r"^(?:table)?(?:rows?|data|list|records?|body|tbody|datasource|items?|values?|行|内容|数据)$")
_SHOWN = re.compile(r"^(?:title|label|name|text|header|caption|columnname|标题|名称)$")
_NAMED = re.compile(r"^(?:key|field|prop|dataindex|dataindex|code|id|name)$")
_HEADING = re.compile(
    r"(?:title|name|label|text|caption|heading|header|tab|section|标题|名称|栏目|模块)$", re.IGNORECASE
)
_CONTENT = re.compile(r"content|html|text|value|body|detail|desc|data|内容|值|说明", re.IGNORECASE)
_FEWEST, _WIDEST = 2, 12
_OF_A_LIMIT = re.compile(r"promis|commit|legal|law|statut|anticipat|(?:cn|fd)(?:bj)?(?:sx|qx)", re.IGNORECASE)
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{2}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CODE_KEY = re.compile(r"(?:code|dm|bm|id|sort|order)$", re.IGNORECASE)
_MOST_OF_MEASURE = 8
"""Keys of a number with its unit, their codes and what is remarked about them."""
_FILES = frozenset({"blank_form", "sample_form"})
_OF_ANYTHING = re.compile(
    r"name|title|type|kind|value|text|content|code|no|number|desc|status|state|note|remark|id|mc|lx|bm|dm|sm|bz"
)
"""Keys that say what they hold only together with the one above them."""
FURNITURE = re.compile(
    r"(?:footer|header|menus?|nav\w*|copyright|site_?(?:info|config)?|user_?(?:info)?|banners?"
    r"|dict\w*|enums?|options?|code_?(?:lists?|maps?|tables?)|字典\w*)$",
    re.IGNORECASE,
)
"""Keys of what stands around a guide on every page, and of code lists."""
_UNIT_KEY = re.compile(r"unit$|^dw$|单位$", re.IGNORECASE)


class Row(dict[str, Any]):
    """An object whose values are named otherwise than their places: `places` are the steps of its pointers.

    `number` is its step in its list, where that holds several such objects in one place.
    """

    def __init__(self, values: Mapping[str, Any], places: Mapping[str, str], number: str = "") -> None:
        super().__init__(values)
        self.places = places
        self.number = number


def place(node: Mapping[str, Any], key: str) -> str:
    """The step of a pointer that leads from an object to the value under a key."""
    return node.places[key] if isinstance(node, Row) else step(key)


def place_in(rows: Sequence[Mapping[str, Any]], number: int, key: str) -> str:
    """The steps of a pointer that lead from a list to the value under a key of one of its rows."""
    row = rows[number]
    own = row.number if isinstance(row, Row) else ""
    return f"{own or number}/{place(row, key)}"


def numbered(key: str, value: Any) -> list[Row]:
    """The rows of a table without titles, each cell under a name made of the table's key, its width and its place.

    What a page shows over its columns is learned under these names; there is no word in them to be understood.
    """
    if not isinstance(value, list) or not value or not all(isinstance(row, list) for row in value):
        return []
    width = len(value[0])
    if not _FEWEST <= width <= _WIDEST or any(len(row) != width or any(map(_holds, row)) for row in value):
        return []
    names = names_of(key, width)
    places = {name: str(number) for number, name in enumerate(names)}
    return [Row(dict(zip(names, row, strict=True)), places) for row in value]


def names_of(key: str, width: int) -> list[str]:
    """The names of the columns of such a table."""
    return [f"{crc32(key.encode())}w{width}c{number}" for number in range(width)]


def _holds(cell: Any) -> bool:
    return isinstance(cell, HELD)


class Measure(NamedTuple):
    """A number with the unit beside it, and the key that holds the number."""

    key: str
    number: str
    unit: str


def measure(value: Any) -> Measure | None:
    """The number and unit of `{"value": 20, "unit": "工作日"}`; None for any other object, as a guide."""
    if not isinstance(value, dict) or len(value) > _MOST_OF_MEASURE:
        return None
    said = [(k, worded(v, "")[0]) for k, v in value.items()]  # {"code": "1", "text": "工作日"} is a unit, too
    words = [(k, v) for k, v in said if isinstance(v, str) and not _NUMBER.fullmatch(v.strip())]
    units = [v for _, v in words if time_limit.unit_of(v) is not None]
    coded = [] if units else [k for k, v in said if _UNIT_KEY.search(k) and str(v) in time_limit.UNIT_TEXT]
    if len(coded) == 1:  # {"sz": 5, "dw": 1}
        units = [time_limit.UNIT_TEXT[str(dict(said)[coded[0]])]]
    numbers = [
        (k, str(v))
        for k, v in value.items()
        if k not in coded and not isinstance(v, bool) and _NUMBER.fullmatch(str(v).strip())
    ]
    if len(numbers) > 1:
        numbers = [(k, v) for k, v in numbers if not _CODE_KEY.search(k)]  # {"value": 5, "unit": "工作日", "code": "1"}
    if len(numbers) != 1 or len(units) != 1:
        return None
    unit = "个工作日" if units[0] == "工作日" else units[0]
    return Measure(numbers[0][0], numbers[0][1].strip(), unit)


def told(given: Any, at: str, *, known: bool) -> tuple[Any, str]:
    """A value in words, and where it stands; a number with its unit is one, where its key is not `known`.

    An object that says more, or whose number has a key that says which limit it is, is read key by key.
    """
    limit = measure(given) if not known else None
    if limit is not None and (_OF_A_LIMIT.search(limit.key) or sum(map(_says_more, given.values())) > 1):
        limit = None
    return worded(given, at) if limit is None else (limit.number + limit.unit, f"{at}/{limit.key}")


def _says_more(value: Any) -> bool:
    return isinstance(value, str) and _SPOKEN.search(value) is not None and time_limit.unit_of(value) is None


def is_head(key: str) -> bool:
    """Whether a key holds the columns of a table."""
    return _HEADS.match(field_name(key)) is not None


def table(value: Any) -> tuple[tuple[str, Row], ...]:
    """The rows of a table given as its columns and its rows, by the words of its header, with their places below it."""
    found = _columns_and_rows(value)
    return () if found is None else found[2]


def beside_table(node: Mapping[str, Any], title: str) -> Row | None:
    """What an object says beside the table that it holds and the title of that; None where that is nothing."""
    found = _columns_and_rows(node)
    taken = {title, *(found[:2] if found is not None else ())}
    rest = {key: value for key, value in node.items() if key not in taken and value not in (None, "", [], {})}
    return Row(rest, {key: place(node, key) for key in rest}) if rest else None


def _columns_and_rows(value: Any) -> tuple[str, str, tuple[tuple[str, Row], ...]] | None:
    """The key of the columns, that of the rows, and the rows by the words of the columns.

    A section may give labels and values in a list of its own beside both (`fields`), which heads nothing.
    """
    if not isinstance(value, dict):
        return None
    heads = [k for k, v in value.items() if _HEADS.match(field_name(k)) and isinstance(v, list) and v]
    bodies = [k for k, v in value.items() if _BODY.match(field_name(k)) and isinstance(v, list)]
    for head in heads:
        body = next((key for key in bodies if key != head), None)
        names = _names(value[head])
        if body is None or names is None:
            continue
        rows = [(f"/{step(body)}/{number}", _cells(row, names)) for number, row in enumerate(value[body])]
        told = tuple((at, row) for at, row in rows if row is not None)
        if told and len(told) == len(rows):
            return head, body, told
    return None


def _names(heads: Sequence[Any]) -> list[tuple[str, str]] | None:
    """(words, key) of each column; the key is empty where the columns have words only."""
    if all(isinstance(head, str) for head in heads):
        return [(head, "") for head in heads]
    names = []
    for head in heads:
        if not isinstance(head, dict):
            return None
        texts = {field_name(k): v for k, v in head.items() if isinstance(v, str)}
        shown = next((v for k, v in texts.items() if _SHOWN.match(k) and is_telling(v)), None)
        key = next((v for k, v in texts.items() if _NAMED.match(k) and v != shown), "")
        names.append((shown or key, key))
    return names


def _cells(row: Any, names: Sequence[tuple[str, str]]) -> Row | None:
    if isinstance(row, list) and len(row) <= len(names):
        shown = [name for name, _ in names]
        return Row(dict(zip(shown, row, strict=False)), {name: str(n) for n, name in enumerate(shown)})
    if isinstance(row, dict) and any(key and key in row for _, key in names):
        there = {key: name for name, key in names if key in row}
        # A cell may show what stands beside it: the address of a form that is filled in online, say.
        there |= {key: key for key in row if key not in there and key not in there.values()}
        return Row({name: row[key] for key, name in there.items()}, {name: step(key) for key, name in there.items()})
    return None


def heading(node: Mapping[str, Any], labels: LabelDictionary) -> str | None:
    """The key of an object's heading, where that is a known label."""
    titles = (k for k, v in node.items() if isinstance(v, str) and _HEADING.search(k) and is_telling(v))
    return next((k for k in titles if labels.exact(node[k]) is not None), None)


def headed(node: Mapping[str, Any], labels: LabelDictionary) -> Row | None:
    """An object that is a heading with its content, `{"title": "受理条件", "html": …}`, as content under that label."""
    title = heading(node, labels)
    if title is None:
        return None
    rest = {k: v for k, v in node.items() if k != title and v not in (None, "", [], {})}
    content = [k for k, v in rest.items() if isinstance(v, list | dict)]
    content = content or [k for k, v in rest.items() if is_telling(v) and _CONTENT.search(k)]
    content = content or [k for k, v in rest.items() if is_telling(v)]
    plain = (k for k, v in rest.items() if isinstance(v, str | int) and not is_word(v))
    content = content or [k for k in plain if _CONTENT.search(k)]  # 否
    if len(content) != 1:
        return None
    return Row({node[title]: rest[content[0]]}, {node[title]: place(node, content[0])})


def labelled(node: Any) -> Row | None:
    """A row whose values all bring their label, `{"clmc": {"label": "材料名称", "value": …}}`, by those labels."""
    if not isinstance(node, dict) or isinstance(node, Flat) or len(node) < _FEWEST:
        return None
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    for key, cell in node.items():
        names = {field_name(k): k for k in cell} if isinstance(cell, dict) else {}
        label, value = names.get("label") or names.get("name"), names.get("value") or names.get("content")
        if label is None or value is None or not is_telling(cell[label]):
            return None
        values[cell[label]] = cell[value]
        places[cell[label]] = f"{step(key)}/{step(value)}"
    return Row(values, places)


def laid_open(node: Mapping[str, Any], part_of: Callable[[str], str | None]) -> Mapping[str, Any]:
    """A row with what the objects in it hold laid beside it: `{"origin": {"channel": …, "issuer": …}}`.

    A value is named by its key and the key above it (`origin_type`), or where that says nothing by the more telling.
    """
    inner = [(key, cell) for key, cell in node.items() if isinstance(cell, dict) and _is_section(key, cell, part_of)]
    if not inner:
        return node
    values = {key: cell for key, cell in node.items() if all(key != one for one, _ in inner)}
    places = {key: place(node, key) for key in values}
    for holder, cell in inner:
        opened = laid_open(cell, part_of)
        for key, value in opened.items():
            joint = f"{holder}_{key}"
            alone = part_of(joint) is None and not _OF_ANYTHING.fullmatch(field_name(key)) and part_of(key) is not None
            name = key if alone and key not in values else joint
            values.setdefault(name, value)
            places.setdefault(name, f"{place(node, holder)}/{place(opened, key)}")
    return Row(values, places)


def _is_section(key: str, cell: dict[str, Any], part_of: Callable[[str], str | None]) -> bool:
    """Whether an object in a row is a part of it with parts of its own: no code with its word, number or file."""
    if not cell or isinstance(worded(cell, "")[0], str) or measure(cell) is not None:
        return False
    if any(isinstance(v, str) and json_address(v) is not None for v in cell.values()):
        return any(isinstance(v, list | dict) for v in cell.values()) or len(_slots(cell, part_of)) > 1
    return part_of(key) not in _FILES or bool(_slots(cell, part_of))


def _slots(cell: Mapping[str, Any], part_of: Callable[[str], str | None]) -> set[str]:
    return {part for key in cell if (part := part_of(key)) in _FILES}


def unfolded(node: Mapping[str, Any], is_column: Callable[[str], bool]) -> Mapping[str, Any]:
    """A row with the labels and values that it holds laid beside it: `{"title": 材料, "content": [{…: 份数, …}]}`."""
    folded = [
        (key, cell)
        for key, cell in node.items()
        if isinstance(cell, list) and cell and all(isinstance(o, dict) and len(o) == 2 for o in cell)
    ]
    if not folded:
        return node
    values, places = dict(node), {key: place(node, key) for key in node}
    for key, cell in folded:
        label, value = next(iter(cell[0])), list(cell[0])[1]
        names = [one.get(label) for one in cell]
        known = sum(isinstance(name, str) and is_column(name) for name in names)
        if known * 2 >= len(cell) and all(
            isinstance(name, str) and value in one for name, one in zip(names, cell, strict=True)
        ):
            del values[key]
            for number, one in enumerate(cell):
                values.setdefault(one[label], one[value])
                places.setdefault(one[label], f"{place(node, key)}/{number}/{place(one, value)}")
    return Row(values, places) if values.keys() != node.keys() else node


def holds_rows(value: Any) -> bool:
    """Whether an object holds a list of objects under one of its keys."""
    inner = value.values() if isinstance(value, dict) else ()
    return any(isinstance(v, list) and v and isinstance(v[0], dict) for v in inner)
