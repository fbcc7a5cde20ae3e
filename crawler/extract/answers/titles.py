"""Answers that are built of titles and contents under keys of their own: `{"bt": "受理条件", "nr": …}` all the way."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crawler.extract.answers import single_rows
from crawler.extract.answers.pair_rows import CONTENT, TITLE, may_hold, pairs_in
from crawler.extract.answers.shape import Row, is_head, place
from crawler.extract.answers.technical import spoken
from crawler.extract.guide.titles_alone import is_title
from crawler.page.json_tree import HELD, Flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crawler.extract.labels.dictionary import LabelDictionary

_NAME = "事项名称"
_FEWEST = 5
"""So many different elements are named by the values of one key."""
_FEWEST_SECTIONS, _MANY = 2, 6
_PREFIX = re.compile(r"(?!(?:is|if|has|can|sf)_)[A-Za-z][A-Za-z0-9]{0,3}_(?=[A-Za-z]{2})", re.IGNORECASE)
"""Letters of a table before all its columns."""
_LETTER = re.compile(r"[^\W\d_]")
"""What each label has in it; identifiers and codes of rows have none."""
_SAYS_CONTENT = re.compile(r"(?:value|val|content|text|^v|内容|值)$", re.IGNORECASE)
_LONGEST, _LONGEST_TITLE = 16, 24
_DEEPEST = 24


def with_plain_keys(data: Any, labels: LabelDictionary) -> Any:
    """The answer with 标题 and 内容 for its own keys of titles and contents; the places in it stay those it had."""
    nodes = list(_nodes(data))
    objects = [node for node in nodes if isinstance(node, dict)]
    if (laid_out := single_rows.laid_out(data, objects, labels)) is not data:
        data, nodes = laid_out, list(_nodes(laid_out))
        objects = [node for node in nodes if isinstance(node, dict)]
    if any(_beginning(tuple(node)) for node in objects):
        data = _bare(data, labels)
        objects = [node for node in _nodes(data) if isinstance(node, dict)]
    if any(isinstance(node, list) and may_hold(node) for node in nodes):
        data = _with_pairs(data, labels)
        objects = [node for node in _nodes(data) if isinstance(node, dict) and not _is_pair(node)]
    found = _keys(objects, labels)
    return data if found is None else _named(data, *found, labels)


def are_titles(node: Mapping[str, Any], labels: LabelDictionary) -> bool:
    """Whether an object says what its keys are called (`{"bldd": "办理地点", …}`): a label is never a value.

    All of it are short words, and most of them are labels of a guide or titles of its lists.
    """
    said = [value for value in node.values() if value not in (None, "")]
    if len(said) < _FEWEST or not all(isinstance(value, str) and len(value) <= _LONGEST_TITLE for value in said):
        return False
    return sum(is_title(value, labels) for value in said) * 2 > len(said)


def _is_pair(node: Any) -> bool:
    """Whether an object is a label and its value out of a row: its keys are ours."""
    return isinstance(node, Row) and bool(node.number)


@lru_cache(maxsize=4096)
def _beginning(keys: tuple[str, ...]) -> str:
    """The letters that the keys of an object begin with, in lower case; empty where they are no table's.

    All of them do so, or many and more than half: title and info_id beside gk_bltj, gk_bllc and further ones.
    """
    if len(keys) < _FEWEST_SECTIONS:
        return ""
    begun = Counter(first.group().lower() for key in keys if (first := _PREFIX.match(key)) is not None)
    begin, count = begun.most_common(1)[0] if begun else ("", 0)
    return begin if count == len(keys) or (count >= _MANY and count * 2 > len(keys)) else ""


def _bare(node: Any, labels: LabelDictionary, depth: int = 0) -> Any:
    """The answer without the letters that all keys of an object begin with: f_item_name and f_item_type."""
    if depth > _DEEPEST or not isinstance(node, HELD):
        return node
    if isinstance(node, list):
        rows = [_bare(one, labels, depth + 1) if isinstance(one, HELD) else one for one in node]
        return rows if any(new is not old for new, old in zip(rows, node, strict=True)) else node
    values = _with_inner(node, {k: _bare(v, labels, depth + 1) for k, v in node.items() if isinstance(v, HELD)})
    begin = _beginning(tuple(node))
    if begin:
        names = {key: key[len(begin) :] if key.lower().startswith(begin) else key for key in node}
        if len({*names.values()}) == len(names) and _known(names.values(), labels) > _known(node, labels):
            return Row({names[key]: v for key, v in values.items()}, {names[key]: place(node, key) for key in values})
    return values


def _with_inner(node: Mapping[str, Any], inner: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object with what it holds replaced by these; the object itself where they are what it holds."""
    return {**node, **inner} if any(node[key] is not value for key, value in inner.items()) else node


def _known(keys: Iterable[str], labels: LabelDictionary) -> int:
    """How many keys are those of elements, lists or parts of lists."""
    groups = list(labels.columns)
    return sum(
        labels.element_of_field(key) is not None
        or labels.group_of_field(key) is not None
        or any(labels.part(group, key) is not None for group in groups)
        for key in keys
    )


def _with_pairs(node: Any, labels: LabelDictionary, *, table: bool = False, depth: int = 0) -> Any:
    """The answer with an object for each `["承诺办结时限", "5个工作日"]` in a list of labels and values."""
    if depth > _DEEPEST:
        return node
    if isinstance(node, dict):
        held = {key: value for key, value in node.items() if isinstance(value, HELD)}
        headed = any(is_head(key) and isinstance(value, list) for key, value in held.items())
        inner = {key: _with_pairs(value, labels, table=headed, depth=depth + 1) for key, value in held.items()}
        values = _with_inner(node, inner)
        return Row(values, node.places) if isinstance(node, Row) and values is not node else values
    if not isinstance(node, list):
        return node
    if not table and (pairs := pairs_in(node, labels)):
        return pairs
    rows = [_with_pairs(one, labels, depth=depth + 1) if isinstance(one, HELD) else one for one in node]
    return rows if any(new is not old for new, old in zip(rows, node, strict=True)) else node


def _nodes(data: Any) -> Iterator[Any]:
    """The objects and lists of an answer."""
    stack = [data]
    while stack:
        node = stack.pop()
        if isinstance(node, HELD):
            yield node
            if not isinstance(node, Flat):
                stack += [v for v in (node.values() if isinstance(node, dict) else node) if isinstance(v, HELD)]


def _keys(objects: Iterable[Mapping[str, Any]], labels: LabelDictionary) -> tuple[str, str] | None:
    """The key whose values name the most elements, and the one beside it that holds most of what is said."""
    short: dict[str, dict[str, None]] = {}
    places: list[tuple[str, str, Mapping[str, Any]]] = []
    for node in objects:
        for key, value in node.items() if len(node) > 1 else ():
            if isinstance(value, str) and 1 < len(value) <= _LONGEST and _LETTER.search(value):
                short.setdefault(key, {})[value] = None
                places.append((key, value, node))
    named: dict[str, set[str]] = {}
    beside: dict[str, list[Mapping[str, Any]]] = {}
    for key, value, node in places:
        # A key with fewer values cannot name so many.
        if len(short[key]) >= _FEWEST and (match := labels.exact(value)) is not None:
            named.setdefault(key, set()).add(match.element)
            beside.setdefault(key, []).append(node)
    title = max(named, key=lambda key: len(named[key]), default="")
    if len(named.get(title, ())) < _FEWEST:
        return None
    nodes = beside[title]
    times = Counter(key for node in nodes for key in node if key != title)
    shared = [key for key, number in times.items() if number * 4 >= len(nodes) * 3 and _says_words(key, nodes)]
    shared = spoken(nodes, shared, _SAYS_CONTENT)
    said = {key: sum(len(str(node.get(key) or "")) for node in nodes) for key in shared}
    called = [key for key in shared if _SAYS_CONTENT.search(key) and said[key]]
    content = max(called or shared, key=lambda key: said[key], default=None)  # files beside a value are longer texts
    return None if content is None else (title, content)


def _says_words(key: str, nodes: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a key holds words anywhere: what counts sections or names the columns of a table says nothing itself."""
    held = (node.get(key) for node in nodes)
    return any(not str(value).isascii() for value in held if value is not None)


def _named(node: Any, title: str, content: str, labels: LabelDictionary, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        return node
    if isinstance(node, list):
        return [_named(one, title, content, labels, depth + 1) for one in node]
    if not isinstance(node, dict) or _is_pair(node):
        return node
    values = {key: _named(value, title, content, labels, depth + 1) for key, value in node.items()}
    if not isinstance(node.get(title), str):
        return values
    if content in node:
        own = {title: TITLE, content: CONTENT}
    elif labels.exact(node[title]) is None and _heads(node, title, labels):
        own = {title: _NAME}
    else:
        return values
    return Row(
        {own.get(key, key): value for key, value in values.items()},
        {own.get(key, key): place(node, key) for key in values},
    )


def _heads(node: Mapping[str, Any], title: str, labels: LabelDictionary) -> bool:
    """Whether an object has no content of its own but the sections of a guide: its title is the guide's name."""
    for rows in node.values():
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
            known = sum(isinstance(row.get(title), str) and labels.exact(row[title]) is not None for row in rows)
            if known >= _FEWEST_SECTIONS and known * 2 >= len(rows):
                return True
    return False
