"""Why something was not read or not asked is told in Chinese too, wherever in the program it is said."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import checks
from crawler.report.reasons import reason_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROOT = Path(checks.__file__).parent.parent
_HAN = re.compile(r"[\u3400-\u9fff]")
_NAMED = {"reason", "unread", "gaps", "lost", "skip"}
_AT = {
    ("unread", 1), ("with_unread", 2), ("without_rows", 1), ("with_doubts", 1), ("failed", 2), ("_gap", 1),
    ("_gap", 2), ("_elements", 4), ("_known", 3), ("NotNowError", 0), ("OwnFaultError", 0), ("_cut_off", 1),
}  # fmt: skip
"""Where a reason is handed on: by its name, and by its place in a call."""
_OTHERS = {"accuracy", "calendar"}
"""What these say is for those who make the gold set, or has its own words (`reasons_of_rounds`)."""


@cache
def _trees() -> tuple[ast.Module, ...]:
    folders = ("checks", "crawler", "spiders")
    paths = (path for one in folders for path in sorted((_ROOT / one).rglob("*.py")))
    return tuple(ast.parse(path.read_text("utf-8")) for path in paths if path.parent.name not in _OTHERS)


def _literal(node: ast.AST) -> str:
    """A text with something put in where it names something; empty for what is no text."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return re.sub(r"\{.*?(%?)\}", r"7\1", text)


@cache
def _constants() -> Mapping[str, frozenset[str]]:
    """The texts of every name of a module: a reason is often written down apart from where it is given."""
    found: dict[str, set[str]] = defaultdict(set)
    for tree in _trees():
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _literal(node.value):
                found[node.targets[0].id].add(_literal(node.value))
    return {name: frozenset(texts) for name, texts in found.items()}


def _given() -> Iterator[str]:
    for tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rsplit(".", 1)[-1]
            given = [word.value for word in node.keywords if word.arg in _NAMED]
            for one in (*given, *(a for place, a in enumerate(node.args) if (called, place) in _AT)):
                yield from _texts(one)


def _texts(node: ast.AST) -> Iterator[str]:
    if text := _literal(node):
        yield text
    elif isinstance(node, ast.Name):
        yield from _constants().get(node.id, ())
    else:
        for part in ast.iter_child_nodes(node):
            yield from _texts(part)


def test_no_gap_is_told_in_english() -> None:
    said = {text for text in _given() if text.count(" ") > 1 and not _HAN.search(text)}
    assert len(said) > 60

    left = {text: reason_in(text, "zh") for text in said if re.search(r"[a-z]{2,} [a-z]{2,}", reason_in(text, "zh"))}
    assert left == {}
