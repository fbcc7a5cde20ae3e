"""Calls that a page's script makes only where a condition is met (按条件调用).

`if (d.hasCase == "1") ask("/cases", …)`: a guide that was rendered made those of one way. Where what another
guide says takes the condition the other way, its page asks for something that nobody has seen yet: the situations
(办理情形) that only some services have, for one.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from crawler.page.json_tree import HELD, plain
from crawler.page.script.branches import alternatives
from crawler.page.script.expressions import NAME, START, calls_in, closing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.page.html import Page
    from crawler.page.script.scripts import Scripts

_OPERAND = (
    r"(?:(?P<field>(?:\$|jQuery)\(\s*['\"]#(?P<id>[\w-]+)['\"]\s*\)\.val\(\)"
    rf"|document\.getElementById\(\s*['\"](?P<own>[\w-]+)['\"]\s*\)\.value)|(?P<name>{NAME}))"
)
_SAID = r"""(?P<said>"[^"]*"|'[^']*'|-?\d+|true|false|null|undefined)"""
_COMPARED = re.compile(rf"{_OPERAND}\s*(?P<sign>[=!]==?)\s*{_SAID}")
_TURNED_ROUND = re.compile(rf"{_SAID}\s*(?P<sign>[=!]==?)\s*{_OPERAND}")
_FILLED = re.compile(rf"(?P<not>!)?\s*{_OPERAND}(?:\s*>\s*0)?")
_GUARD = re.compile(r"^[\w$.]+\s*&&\s*")
_ASKS = re.compile(
    rf"{START}(?P<by>{NAME})\(\s*(?:\{{[^{{}}]{{0,120}}?\burl\s*:\s*)?(?:{NAME}\s*\+\s*)?"
    r"(?P<sign>['\"`])(?:\$\{[\w$.]+\})?(?P<path>[\w./-]{4,120})"
)
_NO_ANSWER = re.compile(r"\.(?:s?html?|css|js|png|gif|jpe?g|svg)$", re.IGNORECASE)
_NOTHING = frozenset({"", "0", "false", "null", "undefined"})
_TRUTHS = ("false", "true")
_VARIABLE = re.compile(
    rf"{START}(?:var\s+|let\s+|const\s+)?[\"']?(?P<name>[A-Za-z_$][\w$]*)[\"']?\s*(?:=(?![=>])|:)\s*"
    r"(?P<said>\"[^\"\n]{0,80}\"|'[^'\n]{0,80}'|-?\d{1,18}|true|false|null)\s*(?=[;,}\n]|$)"
)
_LONGEST = 200_000
_SHORT, _FEW = 24, 4
"""Letters of a value that a condition may ask for, and values that are kept of one key."""
_MOST = 40
"""Conditions of one script."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a script asks of a value before it makes certain calls: it is equal to a text, or (None) there is one."""

    name: str
    said: str | None
    met_by_others: bool
    """Whether any other value meets it: `!=`, `!`."""

    def way(self, values: Iterable[Any]) -> bool | None:
        """Whether it is met; None where nothing is known by its name, or not the same everywhere."""
        ways = {(_is(value, self.said)) is not self.met_by_others for value in values}
        return ways.pop() if len(ways) == 1 else None


@dataclass(frozen=True, slots=True)
class ConditionalCalls:
    """A condition, and for either way whether calls are made there alone that a rendered page did not make."""

    condition: Condition
    unseen: tuple[bool, bool]
    """Where it is not met, where it is."""


def conditional_calls(scripts: Scripts, asked: Iterable[str]) -> tuple[ConditionalCalls, ...]:
    """The conditions of a page's scripts on which calls depend that it did not make; `asked` are those it made.

    What a call looks like is learned from those that were made: the functions that are given parts of their addresses.
    """
    text = scripts.text[:_LONGEST]
    paths = [f"{unquote(urlsplit(url).path)}/" for url in asked]
    asking = {m["by"] for m in _ASKS.finditer(text) if _was_asked(m["path"], paths)}
    found: dict[Condition, ConditionalCalls] = {}
    for said, yes, no in alternatives(text) if asking else ():
        condition = _condition(said)
        if condition is None or condition in found:
            continue
        both = [{*_asked(code, asking, scripts)} for code in (no, yes)]
        alone = [{*both[0]} - both[1], {*both[1]} - both[0]]
        unseen = [any(not _was_asked(path, paths) for path in way) for way in alone]
        if any(unseen):
            found[condition] = ConditionalCalls(condition, (unseen[0], unseen[1]))
        if len(found) == _MOST:
            break
    return tuple(found.values())


def told_in(data: Any) -> dict[str, list[Any]]:
    """What an answer says under each key, wherever it stands: short values, and whether a list or object is filled."""
    found: dict[str, list[Any]] = {}
    waiting = deque([data])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, dict):
            for key, value in node.items():
                said = bool(value) if isinstance(value, HELD) else value
                own = found.setdefault(key, [])
                if said not in own and len(own) < _FEW and len(str(said)) <= _SHORT:
                    own.append(said)
        waiting += (
            one
            for one in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
            if isinstance(one, HELD)
        )
    return found


def told_by(page: Page) -> dict[str, list[Any]]:
    """What a page tells its own scripts: its variables that hold a plain value, and its hidden fields (`#name`)."""
    found: dict[str, list[Any]] = {}
    for match in _VARIABLE.finditer(page.scripts.text[:_LONGEST]):
        found.setdefault(match["name"], []).append(_literal(match["said"]))
    for element in page.root.iter("input"):
        if element.get("id") and (element.get("type") or "").lower() == "hidden":
            found.setdefault(f"#{element.get('id')}", []).append(element.get("value") or "")
    return found


def _condition(code: str) -> Condition | None:
    code = _GUARD.sub("", code.strip())
    compared = _COMPARED.fullmatch(code) or _TURNED_ROUND.fullmatch(code)
    if compared is not None:
        return Condition(_name(compared), _literal(compared["said"]), compared["sign"].startswith("!"))
    filled = _FILLED.fullmatch(code)
    return None if filled is None else Condition(_name(filled), None, filled["not"] is None)


def _name(match: re.Match[str]) -> str:
    """The key or variable that is asked about, or the field of the page (`#name`); a list by its length."""
    if match["field"]:
        return f"#{match['id'] or match['own']}"
    return str(match["name"]).removesuffix(".length").rpartition(".")[2]


def _literal(said: str) -> str:
    return said[1:-1] if said[:1] in {"'", '"'} else said


def _is(value: Any, said: str | None) -> bool:
    """Whether a value is what is asked for; None asks whether there is nothing."""
    if value is None:
        return said in {None, "null", "undefined"}
    told = _TRUTHS[value] if isinstance(value, bool) else plain(value)
    if said is None:
        return told in _NOTHING
    return told == said or (isinstance(value, bool) and said == str(int(value)))


def _asked(code: str, asking: set[str], scripts: Scripts) -> Iterator[str]:
    """Addresses that a piece of script asks for, itself or in a function that it calls."""
    pieces = [code]
    for call in calls_in(code):
        function = scripts.function(call.name) if call.name not in asking else None
        if function is not None:
            pieces.append(scripts.text[function.start : closing(scripts.text, function.start, "}")])
    for piece in pieces:
        yield from (m["path"] for m in _ASKS.finditer(piece) if m["by"] in asking and not _NO_ANSWER.search(m["path"]))


def _was_asked(path: str, asked: Iterable[str]) -> bool:
    core = path.strip("./")
    return len(core) > 3 and any(f"/{core}/" in one for one in asked)
