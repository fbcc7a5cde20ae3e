"""What a page's own scripts say about addresses: read, never run.

Old portals write a link as `fn('id')` and keep the address in an inline function
(`location.href = ctx + '/DownLoadServlet?fileId=' + id`). Such a function is a string template in disguise: its
assignments are followed in order with the call's arguments put in. What does not come down to a text is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_START = r"(?<![\w$])"  # a name is tried at its beginning only: scripts hold words of 100,000 letters
_NAME = r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*"
_FUNCTIONS = (
    re.compile(rf"\bfunction\s+({_NAME})\s*\(([^()]*)\)\s*\{{"),
    re.compile(rf"{_START}({_NAME})\s*[=:]\s*(?:async\s+)?function\b[^(]{{0,40}}\(([^()]*)\)\s*\{{"),
    re.compile(rf"{_START}({_NAME})\s*=\s*(?:async\s*)?\(([^()]*)\)\s*=>\s*\{{"),
    re.compile(r"\b([A-Za-z_$][\w$]*)\s*\(([^()]*)\)\s*\{"),  # object shorthand, `methods: { open(id) { … } }`
)
_KEYWORDS = frozenset(
    {"if", "for", "while", "switch", "catch", "function", "return", "else", "typeof", "new", "with", "alert", "void"}
)
_BODY_LIMIT = 6000
_SCRIPT_LIMIT = 400_000
_SHARED_LENGTH = 100_000
_DEPTH = 3
_CALLS_FOLLOWED = 40
_GLOBAL = re.compile(rf"(?:\b(?:var|let|const)\s+|[,;{{\n]\s*)({_NAME})\s*=\s*(?=['\"`])")
_CALL = re.compile(rf"{_START}({_NAME})\s*\(")
_ASSIGN = re.compile(rf"{_START}(?:(?:var|let|const)\s+)?({_NAME})\s*(\+?=)(?![=>])\s*")
_SINK_NAMES = re.compile(r"(?:^|\.)(?:location|location\.href|href|action|src)$")
_OPENERS = re.compile(r"^(?:window\.|top\.|parent\.|self\.)*(?:open|navigate|location\.(?:assign|replace))$")
_FETCHERS = re.compile(r"^(?:\$|jQuery)\.(?:get|post|getJSON)$|\.load$")
_LEADS = re.compile(r"location|open\s*\(|navigate|href|submit|action|\.src\b|\$\.|jQuery|\.load\b")
_QUOTING = frozenset({"encodeURIComponent", "encodeURI", "escape", "window.encodeURIComponent"})
_PLAIN = frozenset({"String", "parseInt", "Number", "$.trim", "decodeURIComponent", "unescape"})
_SETTERS = (
    re.compile(r"getElementById\(\s*['\"]([\w.-]+)['\"]\s*\)\s*\.value\s*=\s*"),
    re.compile(r"\.(?:elements\s*\[\s*)?['\"]?([\w-]+)['\"]?\]?\.value\s*=\s*"),
    re.compile(r"(?:\$|jQuery)\(\s*['\"](?:#|\w*\[name=\\?['\"]?)([\w.-]+)\\?['\"]?\]?['\"]\s*\)\.val\(\s*"),
)
_BY_ATTRIBUTE = re.compile(
    rf"(?:(?P<base>{_NAME})\s*\+\s*)?['\"](?P<prefix>[^'\"\s]*[/=])['\"]\s*\+\s*(?:encodeURIComponent\()?[\w.$()]{{0,40}}?"
    r"(?:getAttribute\(\s*['\"](data-[\w-]+)['\"]|dataset\.(\w+)|(?:data|attr)\(\s*['\"]([\w-]+)['\"])"
)
_CONTEXT_NAME = re.compile(r"ctx|path|base|root|host|domain|server|web|url|prefix|context", re.IGNORECASE)
_TOKEN = re.compile(
    rf"\s*(?:(?P<text>'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`)"
    rf"|(?P<number>\d+(?:\.\d+)?)|(?P<name>{_NAME})|(?P<sign>[+\-(),]))",
    re.DOTALL,
)
_HOLE = re.compile(r"\$\{\s*([^{}]*)\}")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\n": ""}


@dataclass(frozen=True, slots=True)
class Call:
    """One call in a handler: function name and the arguments that are plain values, None for what is none."""

    name: str
    arguments: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a handler leads: an address, a form that is sent with some fields set, or a call with its own fields."""

    url: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    submits: bool = False
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class _Function:
    parameters: tuple[str, ...]
    start: int


def literal(token: str) -> str:
    """Value of a script string literal with its quotes."""

    def _plain(match: re.Match[str]) -> str:
        sign = match.group(1)
        if len(sign) > 1:
            return chr(int(sign[1:], 16))
        return _ESCAPED.get(sign, sign)

    inner = token[1:-1]
    return _ESCAPE.sub(_plain, inner) if "\\" in inner else inner


@lru_cache(maxsize=4096)
def calls_in(code: str) -> tuple[Call, ...]:
    """Every call in a piece of script, outermost first, with plain arguments read."""
    found: list[Call] = []
    for match in _CALL.finditer(code[:_BODY_LIMIT]):
        if match.group(1) in _KEYWORDS:
            continue
        arguments = tuple(evaluate(piece, {}) for piece in _split_arguments(code, match.end()))
        found.append(Call(match.group(1), arguments))
    return tuple(found)


@lru_cache(maxsize=4096)
def texts_in(code: str) -> tuple[str, ...]:
    """Every string literal in a piece of script."""
    return tuple(literal(m.group("text")) for m in _TOKEN.finditer(code[:_BODY_LIMIT]) if m.group("text"))


def evaluate(expression: str, known: Mapping[str, str]) -> str | None:
    """Text that a `'a' + b + …` expression comes down to, or None. It ends at `;`, `,`, `)` or a line's end."""
    value, _ = _sum(expression, 0, known)
    return value


def _sum(code: str, at: int, known: Mapping[str, str]) -> tuple[str | None, int]:
    parts: list[str] = []
    sound = True
    while True:
        value, at = _term(code, at, known, leading=not parts)
        if value is None:
            sound = False
        parts.append(value or "")
        following = _TOKEN.match(code, at)
        if following is None or following.group("sign") != "+":
            break
        at = following.end()
    return ("".join(parts) if sound else None), at


def _term(code: str, at: int, known: Mapping[str, str], *, leading: bool) -> tuple[str | None, int]:
    token = _TOKEN.match(code, at)
    if token is None:
        return None, at
    if text := token.group("text"):
        return _filled(literal(text), known) if text.startswith("`") else literal(text), token.end()
    if number := token.group("number"):
        return number, token.end()
    if token.group("sign") == "(":
        value, at = _sum(code, token.end(), known)
        closing = _TOKEN.match(code, at)
        return value, closing.end() if closing and closing.group("sign") == ")" else at
    name = token.group("name")
    if name is None:
        return None, at
    opening = re.match(r"\s*\(", code[token.end() : token.end() + 4])
    if opening:
        return _called(code, name, token.end() + opening.end(), known)
    if name in known:
        return known[name], token.end()
    follows = re.match(r"\s*\+\s*['\"`]/", code[token.end() : token.end() + 12])
    if leading and follows and _CONTEXT_NAME.search(name):
        return "", token.end()  # a context path that an outer script sets; the root is the best guess
    return None, token.end()


def _called(code: str, name: str, start: int, known: Mapping[str, str]) -> tuple[str | None, int]:
    arguments = _split_arguments(code, start)
    end = _closing(code, start, ")")
    inner = evaluate(arguments[0], known) if arguments else None
    if name in _QUOTING and inner is not None:
        return quote(inner, safe="%"), end
    if name in _PLAIN:
        return inner, end
    if name.startswith("Math.") or name.endswith(("getTime", "now")):
        return "0", end
    receiver, _, method = name.rpartition(".")
    if method in {"toString", "trim"} and receiver in known:
        return known[receiver], end
    return None, end


def _filled(template: str, known: Mapping[str, str]) -> str | None:
    values = [evaluate(hole, known) for hole in _HOLE.findall(template)]
    if template.startswith("${") and values and values[0] is None and _HOLE.sub("", template, count=1).startswith("/"):
        values[0] = ""
    if None in values:
        return None
    filling = iter(values)
    return _HOLE.sub(lambda _: next(filling) or "", template)


def _closing(code: str, start: int, sign: str) -> int:
    """Position behind the bracket that closes what was opened before `start`."""
    opening = {")": "(", "}": "{"}[sign]
    depth, at, end = 1, start, min(len(code), start + _BODY_LIMIT)
    while at < end:
        char = code[at]
        if char in "'\"`":
            match = _TOKEN.match(code, at)
            if match and match.group("text"):
                at = match.end()
                continue
        elif char == "/" and code.startswith("//", at) and (at == 0 or code[at - 1] in " \t\n;{}"):
            at = code.find("\n", at)
            if at < 0:
                return end
        elif char == opening:
            depth += 1
        elif char == sign:
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return end


def _split_arguments(code: str, start: int) -> list[str]:
    inner = code[start : max(start, _closing(code, start, ")") - 1)]
    pieces, depth, begin, at = [], 0, 0, 0
    while at < len(inner):
        char = inner[at]
        if char in "'\"`":
            match = _TOKEN.match(inner, at)
            if match and match.group("text"):
                at = match.end()
                continue
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and depth == 0:
            pieces.append(inner[begin:at])
            begin = at + 1
        at += 1
    if inner.strip():
        pieces.append(inner[begin:])
    return pieces


def scripts_of(sources: Sequence[str]) -> Scripts:
    """The scripts of a page; pages of a portal share most of theirs, and what was read of them."""
    text = "\n".join(sources)[:_SCRIPT_LIMIT]
    return _shared(text) if len(text) <= _SHARED_LENGTH else Scripts(text)


@lru_cache(maxsize=64)
def _shared(text: str) -> Scripts:
    return Scripts(text)


class Scripts:
    """The inline scripts of a page, read once and only when a handler asks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._followed = 0
        self._quoted: dict[str, bool] = {}
        self.places: dict[object, Any] = {}
        """Where the plain links of pages with these scripts lead; see `known_places`."""

    def quotes(self, words: str) -> bool:
        """Whether words stand in quotation marks, as a selector does."""
        known = self._quoted.get(words)
        if known is None:
            known = self._quoted[words] = f"'{words}'" in self.text or f'"{words}"' in self.text
        return known

    @cached_property
    def _functions(self) -> dict[str, _Function]:
        found: dict[str, _Function] = {}
        for pattern in _FUNCTIONS:
            for match in pattern.finditer(self.text):
                name = match.group(1)
                if name in _KEYWORDS or name in found:
                    continue
                parameters = tuple(p.split("=")[0].strip() for p in match.group(2).split(",") if p.strip())
                found[name] = _Function(parameters, match.end())
        return found

    @cached_property
    def values(self) -> dict[str, str]:
        """Variables that inline scripts set to a text, such as a context path."""
        found: dict[str, str] = {}
        for match in _GLOBAL.finditer(self.text):
            value = evaluate(self.text[match.end() : match.end() + 400], found)
            if value is not None:
                found.setdefault(match.group(1), value)
        return found

    @cached_property
    def by_attribute(self) -> dict[str, str]:
        """What scripts put before the value of a `data-` attribute to make an address of it, by attribute."""
        found: dict[str, str] = {}
        for match in _BY_ATTRIBUTE.finditer(self.text):
            name = next(n for n in match.groups()[2:] if n)
            attribute = "data-" + re.sub(r"[A-Z]", lambda m: f"-{m.group(0).lower()}", name.removeprefix("data-"))
            base = self.values.get(match["base"]) if match["base"] else ""
            if base is not None:
                found.setdefault(attribute, base + match["prefix"])
        return found

    def function(self, name: str) -> _Function | None:
        """An inline function by its name, also when it is a member of an object."""
        functions = self._functions
        return (
            functions.get(name) or functions.get(name.removeprefix("window.")) or functions.get(name.rpartition(".")[2])
        )

    def follow(self, code: str, given: Mapping[str, str] | None = None) -> Outcome | None:
        """Where a handler (`onclick`, `javascript:`) leads, or None when that cannot be read off it.

        `given` are names that hold a text when it runs.
        """
        if not _LEADS.search(code) and not any(self.function(call.name) for call in calls_in(code)):
            return None
        self._followed = 0
        return next(self._outcomes(code, {**self.values, **(given or {})}, 0, wanted=()), None)

    def _outcomes(self, code: str, known: dict[str, str], depth: int, wanted: tuple[str, ...]) -> Iterator[Outcome]:
        events = sorted(
            [(m.start(), m) for m in _ASSIGN.finditer(code)] + [(m.start(), m) for m in _CALL.finditer(code)],
            key=lambda pair: pair[0],
        )
        addresses: list[str] = []
        nested: list[Outcome] = []
        for _, match in events:
            name = match.group(1)
            if match.re is _ASSIGN:
                value = evaluate(code[match.end() : match.end() + 1000], known)
                if value is None:
                    continue
                if match.group(2) == "+=":
                    value = known.get(name, "") + value
                if _SINK_NAMES.search(name):
                    if "'" not in value:  # markup that a script builds: `href="/a-' + id + '"` is no address yet
                        addresses.append(value)
                else:
                    known[name] = value
            elif name not in _KEYWORDS:
                nested.extend(self._call(code, match, known, depth, addresses))
        fields = dict(self._fields(code, known))
        best = next((a for a in addresses if any(w and w in a for w in wanted)), addresses[0] if addresses else None)
        if ".submit(" in code:
            yield Outcome(url=best, fields=fields, submits=True)
        elif best:
            yield Outcome(url=best)
        yield from nested

    def _call(
        self, code: str, match: re.Match[str], known: dict[str, str], depth: int, addresses: list[str]
    ) -> Iterator[Outcome]:
        name = match.group(1)
        arguments = [evaluate(piece, known) for piece in _split_arguments(code, match.end())]
        if _FETCHERS.search(name):
            yield from self._fetched(name, _split_arguments(code, match.end()), known)
            return
        if _OPENERS.search(name):
            if arguments and arguments[0]:
                addresses.append(arguments[0])
            return
        function = self.function(name) if depth < _DEPTH and self._followed < _CALLS_FOLLOWED else None
        if function is not None:
            self._followed += 1
            body = self.text[function.start : _closing(self.text, function.start, "}") - 1]
            inner = dict(self.values)
            inner.update({p: a for p, a in zip(function.parameters, arguments, strict=False) if a is not None})
            wanted = tuple(a for a in arguments if a)
            yield from self._outcomes(body, inner, depth + 1, wanted)

    @staticmethod
    def _fetched(name: str, pieces: list[str], known: Mapping[str, str]) -> Iterator[Outcome]:
        """`$.post(url, {page: n})`; nothing where one of its fields cannot be read."""
        url = evaluate(pieces[0], known) if pieces else None
        if not url:
            return
        given = pieces[1].strip() if len(pieces) > 1 else ""
        fields: dict[str, str] = {}
        if given.startswith("{"):
            for pair in _split_arguments(given[1:].rpartition("}")[0] + ")", 0):
                key, _, expression = pair.partition(":")
                value = evaluate(expression, known)
                if value is None:
                    return
                fields[key.strip().strip("'\"")] = value
        elif given and not given.startswith("function") and "=>" not in given:
            return
        posts = name.endswith("post") or (name.endswith("load") and bool(fields))
        yield Outcome(url=url, fields=fields, method="POST" if posts else "GET")

    @staticmethod
    def _fields(code: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for pattern in _SETTERS:
            for match in pattern.finditer(code):
                value = evaluate(code[match.end() : match.end() + 300], known)
                if value is not None:
                    yield match.group(1), value
