"""Nodes of a tree (目录树) in an answer: departments, themes, main items (主项) and items that open one from the other.

Whatever widget draws the tree, each of its rows says whether anything lies beneath it: `isParent`, `leaf`,
`hasChildren`, `state: closed`, `children: true`. A script asks for what lies beneath with the row's own identifier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crawler.page.json_tree import flat, plain, step
from crawler.page.lists.column_words import is_column, is_kind
from crawler.page.vocabulary import NOT_ITEM_WORDS, SERVICE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.json_page import JsonPage

_BRANCH = re.compile(r"^(?:isparent|ispar|(?:is|has)(?:child(?:ren|s)?|sub|branch|folder)(?:node|flag)?|expandable)$")
_LEAF = re.compile(r"^(?:is)?(?:leaf|lastnode)(?:node|flag)?$")
_TOLD = re.compile(r"isPar|child|leaf|sub|branch|folder|expandable|lastNode|parent|state", re.IGNORECASE)
_NAMES = ("name", "text", "title", "label", "mc", "nodename", "nodetext", "fullname")
_IDS = re.compile(r"^(?:node|tree|row|data)?(?:id|key|code|value|guid|dm|bm|nodeid)$")
_KIND = re.compile(r"^(?:node|tree|data)?(?:level|lv|depth|layer|type|kind|lx|cj|jb|lb|category|flag)$")
_GUIDE = re.compile(r"^(?:has|is|have)_?(?:guide|zn|bszn|detail|zhinan)$")
_PARENT = re.compile(r"^(?:p|f|parent|sup|super|up|father)(?:node|row|item|task|matter|sx)?(?:id|code|key|guid|dm|bm)$")
_YES = frozenset({"1", "y", "yes", "true", "是", "有"})
_NO = frozenset({"0", "n", "no", "false", "否", "无"})
_VALUE = re.compile(r"[\w.-]{1,64}", re.ASCII)
_CASE = re.compile(r"^情形")
"""Cases (情形) of an item stand beneath it, and are no items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """One row of a tree: `opens` tells whether something lies beneath it that the answer does not bring."""

    name: str
    locator: str
    opens: bool
    ids: tuple[tuple[str, str], ...]
    """What it may be asked for by, under the keys of identifiers."""
    kind: str
    """Its level and its kind: what lies beneath departments may be asked for otherwise than what is beneath items."""


def tree_nodes(page: JsonPage) -> Iterator[TreeNode]:
    """The nodes of an answer whose rows are those of a tree of departments, themes and items."""
    stack: list[tuple[str, Any]] = [("", page.data)] if _TOLD.search(page.text) else []
    while stack:
        pointer, node = stack.pop()
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        if isinstance(node, list):
            yield from _nodes(pointer, node)
        stack.extend((f"{pointer}/{step(str(k))}", v) for k, v in reversed([*inner]) if isinstance(v, dict | list))


def _nodes(pointer: str, rows: list[Any]) -> Iterator[TreeNode]:
    told = [
        (at, row, says) for at, row in enumerate(rows) if isinstance(row, dict) and (says := opens(row)) is not None
    ]
    if len(told) * 2 <= len(rows) or not _is_of_services([node_name(row) for _, row, _ in told]):
        return
    around = parents(row for _, row, _ in told)
    for at, row, says in told:
        said = [(key, plain(value)) for key, value in row.items()]
        yield TreeNode(
            name=node_name(row),
            locator=f"{pointer}/{at}",
            opens=says and not is_above(row, around) and not has_guide(row),
            ids=tuple((key, value) for key, value in said if _IDS.match(flat(key)) and _VALUE.fullmatch(value)),
            kind=" ".join(f"{key}={value}" for key, value in said if _KIND.match(flat(key)) and value),
        )


def _is_of_services(names: list[str]) -> bool:
    """Whether the rows of a tree are what services are sorted by, or services themselves: no areas, no menu."""
    good = sum(1 for name in names if is_column(name) or is_kind(name) or SERVICE_WORDS.search(name))
    return good * 2 >= len(names) > 0


def opens(row: dict[str, Any]) -> bool | None:
    """Whether a row of a tree opens onto others that are not there; None for a row that says nothing of the kind."""
    if any(isinstance(value, list) and value and isinstance(value[0], dict) for value in row.values()):
        return None  # What lies beneath it is there.
    for key, value in row.items():
        name, truth = flat(key), _truth(value)
        if truth is not None and (_BRANCH.match(name) or (isinstance(value, bool) and name in {"parent", "children"})):
            return truth
        if truth is not None and _LEAF.match(name):
            return not truth
        if name == "state" and value in {"open", "closed"}:
            return bool(value == "closed")
    return None


def has_guide(row: dict[str, Any]) -> bool:
    """Whether a node says that it has a guide of its own: what lies beneath it are its cases (情形)."""
    return any(_GUIDE.match(flat(key)) and _truth(value) is True for key, value in row.items())


def parents(rows: Iterable[dict[str, Any]]) -> frozenset[str]:
    """What the rows of a list name as the one above them, where the whole tree comes as one list of rows."""
    return frozenset(plain(v) for row in rows for k, v in row.items() if _PARENT.match(flat(k)) and plain(v))


def is_above(row: dict[str, Any], around: frozenset[str]) -> bool:
    """Whether other rows of the list name this one as the one above them."""
    return bool(around) and any(_IDS.match(flat(key)) and plain(value) in around for key, value in row.items())


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    said = plain(value).lower()
    return True if said in _YES else False if said in _NO else None


def node_name(row: dict[str, Any]) -> str:
    """What a node is called."""
    by_flat = {flat(key): plain(value) for key, value in row.items() if isinstance(value, str)}
    named = [by_flat[name] for name in _NAMES if by_flat.get(name)]
    return (
        named or [value for key, value in by_flat.items() if key.endswith(("name", "mc", "title")) and value] or [""]
    )[0]


def is_service_node(row: dict[str, Any], name: str) -> bool:
    """Whether a row is a node of a tree and named as a service: a main item or an item, no case of one."""
    if opens(row) is None or _CASE.match(name) or NOT_ITEM_WORDS.search(name) or is_column(name) or is_kind(name):
        return False
    return SERVICE_WORDS.search(name) is not None
