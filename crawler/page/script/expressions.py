"""Texts and conditions that expressions of a script come down to, with what is known put in: read, never run."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler.page.script.text_methods import applied, piece_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

START = r"(?<![\w$])"  # a name is tried at its beginning only: scripts hold words of 100,000 letters
NAME = r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*"
CALL = re.compile(rf"{START}({NAME})\s*\(")
KEYWORDS = frozenset(
    {"if", "for", "while", "switch", "catch", "function", "return", "else", "typeof", "new", "with", "alert", "void"}
)
BODY_LIMIT = 6000
_QUOTING = frozenset({"encodeURIComponent", "encodeURI", "escape", "window.encodeURIComponent"})
_PLAIN = frozenset({"String", "parseInt", "Number", "$.trim", "decodeURIComponent", "unescape"})
_OPENING = frozenset({"atob", "window.atob"})
_WRAPPERS = frozenset({"$", "jQuery"})
_ATTRIBUTE = re.compile(r"\s*\.(?P<how>attr|data)\(\s*(?P<sign>['\"])(?P<name>[\w-]+)(?P=sign)\s*\)")
_METHOD = re.compile(r"\s*\.\s*(\w+)\s*\(")
_PIECE = re.compile(r"\s*(?:\[\s*(?P<at>\d{1,3})\s*\]|\.\s*(?P<end>pop|shift)\(\s*\))")
_RECKONED = re.compile(r"\s*(?:[*%]|-(?![-=])|/(?![/*]))")
"""What goes on by reckoning (`n * 31 % 997`) comes down to no text."""
_COUNTS = re.compile(rf"\s*{NAME}(?<=ndexOf)\s*\(")
_JOINT = re.compile(r"\s*(===?|!==?|<=?|>=?|&&|\|\|)\s*!*")
_SIGN = re.compile(r"===?|!==?|<=?|>=?")
_ASKED = re.compile(r"\s*\?(?![.?])")
_OTHERWISE = re.compile(r"\s*:")
_NOTHING = frozenset({"null", "undefined"})
_TRUTHS = frozenset({"true", "false"})
_INTEGER = re.compile(r"-?\d{1,18}$")
_CONTEXT_NAME = re.compile(r"ctx|path|base|root|host|domain|server|web|url|prefix|context", re.IGNORECASE)
_TOKEN = re.compile(
    rf"\s*(?:(?P<text>'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`)"
    rf"|(?P<number>\d+(?:\.\d+)?)|(?P<name>{NAME})|(?P<sign>[+\-(),]))",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/")
"""A pattern of a script, `/^\\s*[\\[{]/`: its brackets open and close nothing."""
_BEFORE_PATTERN = frozenset("(,=:[!&|?{};")
_HOLE = re.compile(r"\$\{\s*([^{}]*)\}")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\n": ""}


@dataclass(frozen=True, slots=True)
class Call:
    """One call in a handler: function name and the arguments that are plain values, None for what is none."""

    name: str
    arguments: tuple[str | None, ...]


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
    for match in CALL.finditer(code[:BODY_LIMIT]):
        if match.group(1) in KEYWORDS:
            continue
        arguments = tuple(evaluate(piece, {}) for piece in split_arguments(code, match.end()))
        found.append(Call(match.group(1), arguments))
    return tuple(found)


@lru_cache(maxsize=4096)
def texts_in(code: str) -> tuple[str, ...]:
    """Every string literal in a piece of script."""
    return tuple(literal(m.group("text")) for m in _TOKEN.finditer(code[:BODY_LIMIT]) if m.group("text"))


def evaluate(expression: str, known: Mapping[str, str]) -> str | None:
    """Text that a `'a' + b + …` expression comes down to, or None. It ends at `;`, `,`, `)` or a line's end.

    `type == '1' ? a : b` is one of the two where the condition can be decided, or where they are the same.
    """
    return _chosen(expression, 0, known)[0]


def _chosen(code: str, start: int, known: Mapping[str, str]) -> tuple[str | None, int]:
    first, at = _sum(code, start, known)
    values, compares = [first], False
    while joint := _JOINT.match(code, at):
        compares = compares or joint.group(1) != "||"
        value, at = _sum(code, joint.end(), known)
        values.append(value)
    asked = _ASKED.match(code, at)
    if asked is None:
        return (None if compares else next((v for v in values if v), first)), at
    yes, at = _chosen(code, asked.end(), known)
    otherwise = _OTHERWISE.match(code, at)
    if otherwise is None:
        return None, at
    no, end = _chosen(code, otherwise.end(), known)
    held = holds(code[start : asked.start()], known)
    if held is None:
        return (yes if yes == no else None), end
    return (yes if held else no), end


def holds(condition: str, known: Mapping[str, str]) -> bool | None:
    """Whether a condition is met, or None where that depends on something that is not known."""
    text = condition.strip()
    alternatives = _pieces(text, "||")
    if len(alternatives) > 1:
        found = [holds(one, known) for one in alternatives]
        return True if True in found else (None if None in found else False)
    together = _pieces(text, "&&")
    if len(together) > 1:
        found = [holds(one, known) for one in together]
        return False if False in found else (None if None in found else True)
    if text.startswith("!") and not text.startswith("!="):
        inner = holds(text[1:], known)
        return None if inner is None else not inner
    if text.startswith("(") and closing(text, 1, ")") == len(text):
        return holds(text[1:-1], known)
    compared = next(((text[:at], sign, text[at + len(sign) :]) for at, sign in _signs(text)), None)
    if compared is None:
        value = _whole(text, known)
        # Whether a "0" was written as a number or as a text, which is true, is not told any more.
        return None if value is None or value == "0" else bool(value)
    left, sign, right = compared
    return _compared(_whole(left, known), sign, right.strip(), known)


def _compared(left: str | None, sign: str, right: str, known: Mapping[str, str]) -> bool | None:
    if sign[0] in "=!":
        if left is None or (right not in {*_NOTHING, *_TRUTHS} and _whole(right, known) is None):
            return None
        same = False if right in _NOTHING else left == (right if right in _TRUTHS else _whole(right, known))
        return same if sign[0] == "=" else not same
    other = _whole(right, known)
    if left is None or other is None or not (_INTEGER.match(left) and _INTEGER.match(other)):
        return None
    one, two = int(left), int(other)
    return {"<": one < two, ">": one > two, "<=": one <= two, ">=": one >= two}[sign]


def _whole(text: str, known: Mapping[str, str]) -> str | None:
    """The value of an expression that ends where its text does."""
    value, end = _sum(text, 0, known)
    return value if not text[end:].strip() else None


def _signs(text: str) -> Iterator[tuple[int, str]]:
    for at in _outside(text):
        match = _SIGN.match(text, at)
        if match:
            yield at, match.group(0)


def _pieces(text: str, sign: str) -> list[str]:
    pieces, begin = [], 0
    for at in _outside(text):
        if text.startswith(sign, at) and at >= begin:
            pieces.append(text[begin:at])
            begin = at + len(sign)
    return [*pieces, text[begin:]]


def _outside(text: str) -> Iterator[int]:
    """Every place of a text outside of quotation marks and brackets."""
    depth = at = 0
    while at < len(text):
        char = text[at]
        quoted = _TOKEN.match(text, at) if char in "'\"`" else None
        if quoted is not None and quoted.group("text"):
            at = quoted.end()
            continue
        depth += (char in "([{") - (char in ")]}")
        if depth == 0:
            yield at
        at += 1


def _sum(code: str, at: int, known: Mapping[str, str]) -> tuple[str | None, int]:
    parts: list[str] = []
    sound, counts = True, False
    while True:
        counts = counts or _COUNTS.match(code, at) is not None
        value, at = _term(code, at, known, leading=not parts)
        if value is None:
            sound = False
        parts.append(value or "")
        following = _TOKEN.match(code, at)
        if following is None or following.group("sign") != "+":
            break
        at = following.end()
    sound = sound and not (counts and len(parts) > 1)  # Numbers are added up, not put in a row.
    sound = sound and _RECKONED.match(code, at) is None
    return ("".join(parts) if sound else None), at


def _term(code: str, at: int, known: Mapping[str, str], *, leading: bool) -> tuple[str | None, int]:
    token = _TOKEN.match(code, at)
    if token is None:
        return None, at
    if text := token.group("text"):
        value = _filled(literal(text), known) if text.startswith("`") else literal(text)
        return _chained(code, value, token.end(), known)
    if number := token.group("number"):
        return number, token.end()
    if token.group("sign") == "-" and (below := _TOKEN.match(code, token.end())) and below.group("number"):
        return f"-{below.group('number')}", below.end()
    if token.group("sign") == "(":
        return _chained(code, _chosen(code, token.end(), known)[0], closing(code, token.end(), ")"), known)
    name = token.group("name")
    if name is None:
        return None, at
    opening = re.match(r"\s*\(", code[token.end() : token.end() + 4])
    if opening:
        value, at = _called(code, name, token.end() + opening.end(), known)
        return _chained(code, value, at, known)
    if name in known:
        return known[name], token.end()
    follows = re.match(r"\s*\+\s*['\"`]/", code[token.end() : token.end() + 12])
    if leading and follows and _CONTEXT_NAME.search(name):
        return "", token.end()  # a context path that an outer script sets; the root is the best guess
    return None, token.end()


def _called(code: str, name: str, start: int, known: Mapping[str, str]) -> tuple[str | None, int]:
    arguments = split_arguments(code, start)
    end = closing(code, start, ")")
    inner = evaluate(arguments[0], known) if arguments else None
    if name in _QUOTING and inner is not None:
        return quote(inner, safe="%"), end
    if name in _PLAIN:
        return inner, end
    if name in _OPENING and inner is not None:
        return _decoded(inner), end
    if name.startswith("Math.") or name.endswith(("getTime", "now")):
        return "0", end
    if name in _WRAPPERS and arguments:
        return _of_element(code, end, arguments[0].strip(), known)
    receiver, _, method = name.rpartition(".")
    if method == "getAttribute" and inner is not None:
        return known.get(attribute_of(receiver, inner)), end
    if receiver in known:
        return _by_method(code, known[receiver], method, start, known)
    return None, end


def _chained(code: str, value: str | None, at: int, known: Mapping[str, str]) -> tuple[str | None, int]:
    """What the methods that follow a value make of it, one after the other."""
    while method := _METHOD.match(code, at):
        value, at = _by_method(code, value, method[1], method.end(), known)
    return value, at


def _by_method(
    code: str, text: str | None, method: str, start: int, known: Mapping[str, str]
) -> tuple[str | None, int]:
    pieces, end = split_arguments(code, start), closing(code, start, ")")
    if method == "split" and (piece := _PIECE.match(code, end)):
        sign = evaluate(pieces[0], known) if pieces else None
        return (None if text is None else piece_of(text, sign, piece["at"] or piece["end"])), piece.end()
    values = [_added(one, known) for one in pieces]
    return (None if text is None else applied(text, method, pieces, values)), end


def _added(expression: str, known: Mapping[str, str]) -> str | None:
    """What an argument comes down to; the place of a sign and a number after it (`url.indexOf('/up') + 3`) in sum."""
    terms = _pieces(expression, "+")
    if len(terms) == 1 or not any(_COUNTS.match(one) for one in terms):
        return evaluate(expression, known)
    values = [evaluate(one, known) for one in terms]
    numbers = [int(one) for one in values if one is not None and _INTEGER.match(one)]
    return str(sum(numbers)) if len(numbers) == len(terms) else None


def _decoded(text: str) -> str | None:
    """What a text in base64 says; None for any other."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except ValueError:
        return None


def attribute_of(element: str, name: str) -> str:
    """The name under which an attribute of an element is known, the element as a script calls it."""
    return f"{element}@{name.lower()}"


def attributes_of(element: str, attributes: Iterable[tuple[object, object]]) -> dict[str, str]:
    """What a handler finds in the attributes of an element, by the names under which they are known."""
    return {attribute_of(element, str(name)): str(value).strip() for name, value in attributes}


def _of_element(code: str, at: int, element: str, known: Mapping[str, str]) -> tuple[str | None, int]:
    """`$(this).attr('fileid')`, `$(this).data('id')`: an attribute of an element that is known."""
    asked = _ATTRIBUTE.match(code, at)
    if asked is None:
        return None, at
    name = asked["name"] if asked["how"] == "attr" else f"data-{asked['name']}"
    return known.get(attribute_of(element, name)), asked.end()


def _filled(template: str, known: Mapping[str, str]) -> str | None:
    values = [evaluate(hole, known) for hole in _HOLE.findall(template)]
    if template.startswith("${") and values and values[0] is None and _HOLE.sub("", template, count=1).startswith("/"):
        values[0] = ""
    if None in values:
        return None
    filling = iter(values)
    return _HOLE.sub(lambda _: next(filling) or "", template)


def closing(code: str, start: int, sign: str) -> int:
    """Position behind the bracket that closes what was opened before `start`."""
    opening = {")": "(", "}": "{", "]": "["}[sign]
    depth, at, end = 1, start, min(len(code), start + BODY_LIMIT)
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
        elif char == "/" and (pattern := _PATTERN.match(code, at)) and _before(code, at) in _BEFORE_PATTERN:
            at = pattern.end()
            continue
        elif char == opening:
            depth += 1
        elif char == sign:
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return end


def _before(code: str, at: int) -> str:
    """The last sign before a place that is no white space."""
    return code[max(0, at - 20) : at].rstrip()[-1:]


def split_arguments(code: str, start: int) -> list[str]:
    """The arguments of a call whose bracket was opened before `start`."""
    inner = code[start : max(start, closing(code, start, ")") - 1)]
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
