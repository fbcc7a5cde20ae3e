"""Code lists that answers bring along (数据字典): under which names they stand, and where they are no part of a guide.

Systems give them as an object (`{"01": "行政许可"}`) or as rows of a code and its word, under the key that the codes
have, beside a name and a title (`{"zdbm": "sxlx", "zdmc": "事项类型", "zdx": [...]}`), or all in one table whose column
names each. They come with the guide or in an answer of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values import code_lists, time_limit
from crawler.extract.labels.dictionary import field_name
from crawler.page.json_tree import HELD, WRITTEN, Flat, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_CODE = re.compile(r"(?:[A-Za-z]{2,16}[_-])?[0-9A-Za-z][0-9A-Za-z_.-]{0,7}", re.ASCII)
"""A code, with the name of its list before it or without: `sxsqclly_1`."""
_JOINED = re.compile(r"[,;|]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAME = re.compile(r"[A-Za-z][\w.:-]{1,39}", re.ASCII)
_LIBRARY = re.compile(r"^[^_\-.:：]{1,8}[_\-.:：](?=[\u4e00-\u9fff]{2})")
"""What stands before the title of a list: the library that it is of (国标_材料必要性)."""
_DIGIT = re.compile(r"\d")
_LONGEST_CODE, _LONGEST_WORD = 4, 30
_FEWEST, _FEWEST_LISTS = 2, 3
_SEVERAL = 2
_FEW_KEYS, _MOST_KEYS = 3, 7
_DEEPEST = 12
_OF_CODES = re.compile(r"(?:code|key|value|val|dmz?|zdz|bm|bh|编码|代码|值)$")
_OF_IDS = re.compile(r"(?:id|no|num)$")
_OF_WORDS = re.compile(r"(?:text|name|label|title|desc|meaning|display|value|mc|dmsm|zdsm|words|cn|zh|名称|文字)$")
_OF_LABEL = re.compile(r"(?:label|text)$")
_OF_VALUE = re.compile(r"val(?:ue)?")
_OF_RECORDS = re.compile(
    r"(?:sort(?:no|num|id)?|order(?:no|num|by)?|px|pxh|xh|xssx|seq|index|rank|rownum|rn|sn|weight|status|state|version|"
    r"level|parent\w*|pid|count|zt|sfyx|enabled?|default|isdefault|valid|deleted|del\w*)$"
)
"""Keys of the record itself, whose small numbers are no codes."""
_OF_ENTRY = re.compile(r"dict(?:item|data)?(?:code|value|key|label|name|text|type|id|sort)")
"""The keys of an entry of a dictionary, which is one though it stands alone."""
_NAMES_LIST = re.compile(
    r"dict(?:ionary)?_?(?:type|id|code|name|key)$|type_?(?:code|name)$|^zd(?:lx|bm|mc)$|^(?:group|category)(?:code|name)?$"
)
"""Keys that say of which list an entry is."""
_OF_DICTIONARIES = re.compile(
    r"dict|enum|option|code_?(?:list|map|table|set|item)|zd(?:b|lb|x|xx|sj)?$|字典|码表|代码集", re.IGNORECASE
)
CONTAINERS = frozenset(
    {"data", "result", "results", "rows", "list", "records", "items", "body", "content", "obj", "value", "custom"}
)
"""Keys that an answer of whatever kind has around what it says."""


class CodeTable(NamedTuple):
    """A list of codes with their words, the field names and titles that it goes by, and its pointer.

    `apart` is the pointer of the dictionary that it is part of, of which nothing is said of an item; None where the
    list may as well be the value of a field.
    """

    names: frozenset[str]
    titles: tuple[str, ...]
    words: Mapping[str, str]
    at: str
    apart: str | None = None


class _Place(NamedTuple):
    """A pointer, and what the keys and texts around it call what stands there."""

    at: str
    called: tuple[str, ...] = ()


def tables_in(data: Any) -> tuple[CodeTable, ...]:
    """The code lists of an answer, outermost first."""
    return tuple(_alone(data, list(_tables(data, _Place(""), 0))))


def _tables(node: Any, place: _Place, depth: int) -> Iterator[CodeTable]:
    if depth > _DEEPEST:
        return
    own = _own_tables(node, place)
    if own:
        yield from own
    elif isinstance(node, Flat):
        return  # most rows
    elif isinstance(node, dict):
        held = [(key, value) for key, value in node.items() if isinstance(value, HELD)]
        told = _names_beside(node, len(held))
        below = [
            (key, list(_tables(value, _Place(f"{place.at}/{step(key)}", (key, *told)), depth + 1)))
            for key, value in held
        ]
        yield from _parted(node, below, place.at)
    elif isinstance(node, list):
        rows = [
            (one, list(_tables(one, _Place(f"{place.at}/{number}"), depth + 1)))
            for number, one in enumerate(node)
            if isinstance(one, HELD)
        ]
        listed = len(rows) >= _FEWEST and len(rows) == len(node) and all(_is_entry(*row) for row in rows)
        for _, tables in rows:
            yield from (_apart(table, place.at) for table in tables) if listed else tables


def _names_beside(node: Mapping[str, Any], held: int) -> tuple[str, ...]:
    """The texts beside the one list that a small object holds: what a dictionary calls it."""
    if held != 1 or len(node) > _MOST_KEYS:
        return ()
    return tuple(value for value in node.values() if isinstance(value, str) and 0 < len(value) <= _LONGEST_WORD)


def _is_entry(row: Any, tables: Sequence[CodeTable]) -> bool:
    """Whether a row is one list of a dictionary: its name, the codes with their words, and nothing else of weight."""
    held = [value for value in row.values() if isinstance(value, HELD)] if isinstance(row, dict) else []
    return len(held) == len(tables) == 1 and bool(tables[0].titles or len(tables[0].names) > 1)


def _parted(node: Mapping[str, Any], below: Sequence[tuple[str, Sequence[CodeTable]]], at: str) -> Iterator[CodeTable]:
    """The lists under the keys of an object; it is a dictionary where it holds nothing but several of them.

    Beside several a list of a single code is one as well.
    """
    lists = [key for key, tables in below if len(tables) == 1 and tables[0].at == f"{at}/{step(key)}"]
    short = {key: _short_table(node[key], _Place(f"{at}/{step(key)}", (key,))) for key, found in below if not found}
    whole = (
        len(lists) >= _FEWEST_LISTS
        and len(lists) > len(short)
        and len(below) == len(node) == len(lists) + len(short)
        and None not in short.values()
    )
    for key, tables in below:
        if whole and (one := short.get(key)) is not None and one.words:
            yield _apart(one, at)
        named = _OF_DICTIONARIES.search(key) is not None
        for table in tables:
            yield _apart(table, at if whole else f"{at}/{step(key)}") if whole or named else table


def _short_table(node: Any, place: _Place) -> CodeTable | None:
    """The list of a single code, or of none, that an object is; None for anything else."""
    coded = isinstance(node, dict) and len(node) < _FEWEST and _are_codes(tuple(node))
    coded = coded and all(map(_is_word, node.values()))
    return _table(node, place, ()) if coded or node in ({}, []) else None


def _apart(table: CodeTable, at: str) -> CodeTable:
    return table._replace(apart=at)


def _alone(data: Any, tables: Sequence[CodeTable]) -> Iterator[CodeTable]:
    """The lists of an answer; the one that is all that the answer says stands apart."""
    for table in tables:
        keys = [part for part in table.at.split("/") if part]
        bare = len(tables) == 1 and all(field_name(key) in CONTAINERS for key in keys)
        yield _apart(table, table.at) if bare and _is_closed(table) and not _holds_more(data, table.at) else table


def _is_closed(table: CodeTable) -> bool:
    """Whether the words are those of one closed list: a list of two materials has numbers and names as well."""
    words = table.words.values()
    listed = set.intersection(*(set(code_lists.elements_with(word)) for word in words))
    return bool(listed) or all(time_limit.unit_of(word) is not None for word in words)


def _holds_more(node: Any, at: str) -> bool:
    """Whether an answer has another object or list than those on the way to a pointer."""
    for key in (part for part in at.split("/") if part):
        if not isinstance(node, dict) or sum(isinstance(v, dict | list) and bool(v) for v in node.values()) > 1:
            return True
        node = next(value for name, value in node.items() if step(name) == key)
    return False


def _own_tables(node: Any, place: _Place) -> list[CodeTable]:
    """The code lists that an object or a list of rows is itself; several where a column names them."""
    if isinstance(node, dict):
        coded = len(node) >= _FEWEST and _are_codes(tuple(node))
        coded = coded and all(_CODE.fullmatch(k) and _is_word(v) for k, v in node.items())
        return [_table(node, place, ())] if coded else []
    alone = isinstance(node, list) and len(node) == 1 and isinstance(node[0], Flat)
    if alone and not all(map(_OF_ENTRY.fullmatch, map(field_name, node[0]))):
        return []
    if not isinstance(node, list) or (len(node) < _FEWEST and not alone):
        return []
    if all(isinstance(row, list) and len(row) == _FEWEST for row in node):
        words = {str(row[0]): row[1] for row in node}
        coded = len(words) == len(node) and all(_CODE.fullmatch(k) and _is_word(v) for k, v in words.items())
        return [_table(words, place, ())] if coded else []
    plain = all(map(_says_all_itself, node))
    return _of_rows(node, place) if plain and not _is_record(node[0]) else []


def _says_all_itself(row: Any) -> bool:
    """Whether a row is an object that holds no others, or but empty ones."""
    if isinstance(row, Flat):
        return True
    return isinstance(row, dict) and not any(v for v in row.values() if isinstance(v, HELD))


def _is_record(row: Mapping[str, Any]) -> bool:
    """Whether a row has several codes, each with its word: a material or a step, and no entry of a code list."""
    keys = [field_name(key) for key in row]
    coded = {_OF_CODES.sub("", key) for key in keys if _OF_CODES.search(key)}
    worded = {_OF_WORDS.sub("", key) for key in keys if _OF_WORDS.search(key)}
    return len((coded & worded) - {""}) >= _SEVERAL


@lru_cache(maxsize=4096)
def _are_codes(keys: tuple[str, ...]) -> bool:
    """Whether keys are codes, and no field names: {"name": "渡船登记", "type": "行政确认"} is an object."""
    return all(len(code) == 1 or (len(code) <= _LONGEST_CODE and _DIGIT.search(code)) for code in keys)


def _of_rows(rows: Sequence[Mapping[str, Any]], place: _Place) -> list[CodeTable]:
    shared = [key for key in rows[0] if all(key in row for row in rows)]
    many = len(shared) > _FEW_KEYS or len(rows[0]) > _FEW_KEYS
    may_say = [key for key in shared if not many or _named(key)]
    words = _ranked([key for key in may_say if all(_is_word(row[key]) for row in rows)], (_OF_WORDS,))
    may_code = [key for key in shared if _may_be_codes(field_name(key), many)] if words else ()
    codes = _ranked([key for key in may_code if _are_all_codes([row[key] for row in rows])], (_OF_CODES, _OF_IDS))
    for word in words:
        told: dict[str, list[CodeTable]] = {}
        for code in codes:
            if code == word:
                continue
            if found := _by_columns(rows, code, word, place, [key for key in shared if key not in {code, word}]):
                told[code] = found
        if told:
            return _of_rivals({code: told[code] for code in _the_code(rows, word, [*told])})
    return []


def _of_rivals(told: Mapping[str, Sequence[CodeTable]]) -> list[CodeTable]:
    """The lists by several columns of which nobody knows which is the code: what each says that no other denies."""
    first, *others = told.values()
    tables = [*first]
    for other in others if all(len(one) == len(first) for one in others) else ():
        tables = [_undenied(one, rival) for one, rival in zip(tables, other, strict=True)]
    return [table for table in tables if table.words]


def _undenied(table: CodeTable, rival: CodeTable) -> CodeTable:
    denied = {code for code in table.words.keys() & rival.words.keys() if table.words[code] != rival.words[code]}
    both = {**rival.words, **table.words}
    return table._replace(words={code: word for code, word in both.items() if code not in denied})


def _may_be_codes(name: str, many: bool) -> bool:
    """Whether a key may be that of codes, by its name alone: it is asked before the values of all rows are."""
    return _OF_RECORDS.search(name) is None and (not many or _OF_CODES.search(name) is not None)


def _named(word: str) -> bool:
    return _OF_WORDS.search(field_name(word)) is not None


def _the_code(rows: Sequence[Mapping[str, Any]], word: str, columns: Sequence[str]) -> list[str]:
    """Of the columns that may be the code of a word, best first, the one that is; several where nothing tells.

    A record has a number of its own beside the code, whatever it is called: it counts the rows, and the code does not.
    What is called the value of a label (`dictLabel`, `dictValue`) is its code.
    """
    ranks = {key: _rank(key, (_OF_CODES, _OF_IDS)) for key in columns}
    rivals = [key for key in columns if ranks[key] == ranks[columns[0]]]
    if (label := _OF_LABEL.search(field_name(word))) is not None:
        stem = field_name(word)[: label.start()]
        values = [key for key in rivals if _OF_VALUE.fullmatch(field_name(key).removeprefix(stem))]
        rivals = values if len(values) == 1 else rivals
    telling = [key for key in rivals if not _counts([row[key] for row in rows])]
    return telling or rivals


def _counts(values: Sequence[Any]) -> bool:
    """Whether values go on by one from row to row, as numbers of records do: 7, 8, 9."""
    numbers = [int(value) for value in values if isinstance(value, int) or str(value).isdigit()]
    return len(numbers) == len(values) and all(other - one == 1 for one, other in pairwise(numbers))


def _ranked(keys: Sequence[str], order: Sequence[re.Pattern[str]]) -> list[str]:
    """Keys, those first that say what they hold."""
    return sorted(keys, key=lambda key: _rank(key, order))


def _rank(key: str, order: Sequence[re.Pattern[str]]) -> int:
    return next((number for number, said in enumerate(order) if said.search(field_name(key))), len(order))


def _by_columns(
    rows: Sequence[Mapping[str, Any]], code: str, word: str, place: _Place, others: Sequence[str]
) -> list[CodeTable]:
    """The list that a column of codes and one of words are; several where another column says whose each row is."""
    texts = [key for key in others if all(isinstance(row[key], str) and row[key].strip() for row in rows)]
    called = [key for key in texts if _NAMES_LIST.search(field_name(key)) and len({row[key] for row in rows}) > 1]
    if _is_list(rows, code, word) and not called:
        constant = tuple(str(rows[0][key]) for key in texts if len({row[key] for row in rows}) == 1)
        return [_table({str(row[code]): row[word].strip() for row in rows}, place, constant)]
    for naming in called or texts:
        groups: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            groups.setdefault(row[naming], []).append(row)
        several = sum(len(own) >= _FEWEST for own in groups.values()) * 2 > len(groups) >= _FEWEST
        if several and all(_is_list(own, code, word) for own in groups.values()):
            return [
                _apart(
                    _table(
                        {str(row[code]): row[word].strip() for row in own},
                        place,
                        tuple(str(own[0][key]) for key in texts if len({row[key] for row in own}) == 1),
                    ),
                    place.at,
                )
                for own in groups.values()
            ]
    return []


def _is_list(rows: Sequence[Mapping[str, Any]], code: str, word: str) -> bool:
    return len({str(row[code]) for row in rows}) == len({row[word] for row in rows}) == len(rows)


def _table(words: Mapping[str, str], place: _Place, more: Sequence[str]) -> CodeTable:
    called = [text.strip() for text in (*place.called, *more)]
    names = frozenset(field_name(text) for text in called if _NAME.fullmatch(text))
    titles = tuple(_LIBRARY.sub("", text) for text in called if _CHINESE.search(text))
    return CodeTable(names, titles, dict(words), place.at)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_WORD and bool(_CHINESE.search(value))


def _are_all_codes(values: Sequence[Any]) -> bool:
    """Whether values are codes, or several of these in one (`paper,upload` beside `paper` and `upload`)."""
    alone = {str(value) for value in values if _is_code(value)}
    joined = [value for value in values if not _is_code(value)]
    return not joined or (
        len(alone) >= _FEWEST
        and all(isinstance(value, str) and alone.issuperset(_JOINED.split(value)) for value in joined)
    )


def _is_code(value: Any) -> bool:
    return isinstance(value, WRITTEN) and not isinstance(value, bool) and _CODE.fullmatch(str(value)) is not None
