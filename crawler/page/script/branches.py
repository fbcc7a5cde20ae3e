"""Which parts of a script's function run: its conditions, as far as they can be decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.page.script.expressions import closing, evaluate, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BRANCH = re.compile(r"(?<![\w$.])(if|switch)\s*\(")
_IF = re.compile(r"if\s*\(")
_ELSE = re.compile(r"\s*else\b")
_BLANK = re.compile(r"(?:\s|//[^\n]*\n|/\*.*?\*/)*", re.DOTALL)
_ENDS = re.compile(r"(?<![\w$.])return\b")
_CASE = re.compile(r"(?<![\w$.])(?:case\s+([^:\n]{1,80}?)|(default))\s*:")
_BREAK = re.compile(r"(?<![\w$.])break\b|(?<![\w$.])return\b")
_QUOTED = re.compile(r"(['\"`])(?:\\.|(?!\1)[^\\])*\1", re.DOTALL)
_LOOP = re.compile(r"(?<![\w$.])(?:(?:for|while)\s*\(|do\s*\{)|\.(?:forEach|each)\s*\(")
_GOES_ON = "+,(=&|?:{[-"
_DEEPEST = 8


@dataclass(slots=True)
class _Doubt:
    """A condition that could not be decided: what was known before, and what its alternatives say."""

    before: Mapping[str, str]
    one_runs: bool
    """Whether one of the alternatives runs in any case."""
    said: dict[str, str | None] = field(default_factory=dict)


@dataclass(slots=True)
class Step:
    """A piece of script that runs, or may run where there is a doubt."""

    code: str
    doubt: _Doubt | None = None

    def assign(self, known: dict[str, str], name: str, value: str | None) -> None:
        """Take note of an assignment; where it may not have happened, of nothing that is not sure either way."""
        doubt = self.doubt
        if doubt is None:
            if value is not None:
                known[name] = value
            return
        if not doubt.one_runs and name in doubt.before:
            return  # most likely a guard, `if (n < 1) n = 1`
        if doubt.said.setdefault(name, value) == value is not None:
            known[name] = value
        else:
            doubt.said[name] = None
            known.pop(name, None)


def steps(code: str, known: Mapping[str, str]) -> Iterator[Step]:
    """The pieces of a script in order; what cannot run is left out. `known` may change between one and the next."""
    yield from _steps(code, known, None, 0)


def alternatives(code: str) -> Iterator[tuple[str, str, str]]:
    """Each condition of a script, what runs where it is met, and what where it is not (empty where nothing does)."""
    for branch in BRANCH.finditer(code):
        if branch.group(1) != "if":
            continue
        end = closing(code, branch.end(), ")")
        yes = _statement(code, end)
        otherwise = _ELSE.match(code, yes)
        no = code[otherwise.end() : _statement(code, otherwise.end())] if otherwise is not None else ""
        yield code[branch.end() : end - 1], code[end:yes], no


def loops(code: str) -> tuple[tuple[int, int], ...]:
    """Where a script does something again and again: what it makes of a name there is not what it was before."""
    found: list[tuple[int, int]] = []
    for loop in _LOOP.finditer(code):
        end = closing(code, loop.end(), "}" if code[loop.end() - 1] == "{" else ")")
        found.append((loop.end(), _statement(code, end) if loop.group()[0] in "fw" else end))
    return tuple(found)


def _steps(code: str, known: Mapping[str, str], doubt: _Doubt | None, depth: int) -> Iterator[Step]:
    at = 0
    while (branch := BRANCH.search(code, at)) is not None and depth < _DEEPEST:
        if branch.start() > at:
            yield Step(code[at : branch.start()], doubt)
        end = closing(code, branch.end(), ")")
        asked = code[branch.end() : end - 1]
        if branch.group(1) == "switch":
            at = _statement(code, end)
            alternatives, sure = _cases(code[end:at], asked, known)
        else:
            yes = _statement(code, end)
            otherwise = _ELSE.match(code, yes)
            at = _statement(code, otherwise.end()) if otherwise is not None else yes
            met = holds(asked, known)
            both = [code[end:yes], code[otherwise.end() : at] if otherwise is not None else ""]
            alternatives, sure = (both, False) if met is None else ([both[not met]], True)
        within = doubt if sure or doubt is not None else _Doubt(dict(known), all(map(str.strip, alternatives)))
        for one in alternatives:
            yield from _steps(_inside(one), known, within, depth + 1)
        if sure and _ENDS.search("".join(alternatives)) and not BRANCH.search("".join(alternatives)):
            return
    yield Step(code[at:], doubt)


def _cases(body: str, asked: str, known: Mapping[str, str]) -> tuple[list[str], bool]:
    """The part of a `switch` that runs, or all of them."""
    value = evaluate(asked, known)
    inner = _inside(body)
    marks = list(_CASE.finditer(inner))
    ends = [m.start() for m in marks[1:]] + [len(inner)]
    parts = [inner[m.end() : end] for m, end in zip(marks, ends, strict=True)]
    if value is None:
        return [part[: _cut(part)] for part in parts], False
    start = next((n for n, m in enumerate(marks) if m.group(1) and evaluate(m.group(1), known) == value), None)
    if start is None:
        start = next((n for n, m in enumerate(marks) if m.group(2)), len(parts))
    running = "".join(parts[start:])
    return [running[: _cut(running)]], True


def _cut(part: str) -> int:
    found = _BREAK.search(part)
    return found.start() if found is not None else len(part)


def _inside(statement: str) -> str:
    text = statement[_blank(statement, 0) :].rstrip()
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


def _blank(code: str, at: int) -> int:
    match = _BLANK.match(code, at)
    return match.end() if match is not None else at


def _statement(code: str, start: int) -> int:
    """Where the statement ends that begins at `start`: a block, an `if` with its `else`, or up to `;` or line's end."""
    at = _blank(code, start)
    if code.startswith("{", at):
        return closing(code, at + 1, "}")
    nested = _IF.match(code, at)
    if nested is not None:
        end = _statement(code, closing(code, nested.end(), ")"))
        otherwise = _ELSE.match(code, end)
        return _statement(code, otherwise.end()) if otherwise is not None else end
    begin = at
    while at < len(code):
        char = code[at]
        if char in "'\"`":
            quoted = _QUOTED.match(code, at)
            at = quoted.end() if quoted is not None else at + 1
            continue
        if char in "([{":
            at = closing(code, at + 1, {"(": ")", "[": "]", "{": "}"}[char])
            continue
        if char == ";":
            return at + 1
        if char == "}" or (char == "\n" and at > begin and code[begin:at].rstrip()[-1:] not in _GOES_ON):
            return at
        at += 1
    return at
