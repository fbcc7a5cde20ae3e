"""Functions of a script's own by which it listens to clicks, and by which it finds what was clicked (自制的事件函数).

Portals without a library write them once and use them for everything: `on('.row', function (e) { … })` sets a listener,
`up(e.target, 'row')` climbs to the element that a click is meant for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.page.script.expressions import START, closing, split_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SIMPLE_NAME = r"[A-Za-z_$][\w$]*"
_NAMED = (
    re.compile(rf"\bfunction\s+(?P<name>{_SIMPLE_NAME})\s*\((?P<parameters>[^()]*)\)\s*\{{"),
    re.compile(
        rf"{START}(?P<name>{_SIMPLE_NAME})\s*[=:]\s*(?:function\b[^(]{{0,40}})?\((?P<parameters>[^()]*)\)\s*(?:=>\s*)?\{{"
    ),
)
_LONGEST = 900
"""Letters of such a function; longer ones do more than listen."""
_MOST = 12
_LISTENS = re.compile(r"addEventListener\s*\(|attachEvent\s*\(|\.onclick\s*=")
_CLICKS = re.compile(r"['\"](?:click|tap|touchend)['\"]|\.onclick\s*=")
_SAYS_CLICK = re.compile(r"\s*['\"](?:click|tap|touchend)['\"]\s*")
_CLIMBS = re.compile(r"parent(?:Node|Element)|\.closest\(")
_TEXT = re.compile(r"\s*(['\"])([^'\"\\\n]+)\1\s*")


@dataclass(frozen=True, slots=True)
class Setter:
    """A function that sets a listener: which of its arguments is what."""

    name: str
    handler: int
    event: int | None
    selected: tuple[int, str] | None
    """The argument that says what is listened to, with the sign that makes a selector of it."""
    element: int | None
    """The argument that is listened to itself."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One use of such a function: the selector, and where in the script its handler begins; `on` is what it is set on.

    `selector` is None where the element that is listened to is given as `on`.
    """

    selector: str | None
    on: str
    start: int


def heard_by(text: str) -> Iterator[Heard]:
    """Listeners that a script sets by functions of its own."""
    for setter in _setters(text):
        for match in re.finditer(rf"(?<![\w$.])(?<!function ){re.escape(setter.name)}\s*\(\s*", text):
            pieces = split_arguments(text, match.end())
            if max(setter.handler, setter.event or 0, setter.element or 0) >= len(pieces):
                continue  # called with less than it takes: what it listens to is not said
            if setter.event is not None and not _SAYS_CLICK.fullmatch(pieces[setter.event]):
                continue
            begin = match.end() + sum(len(piece) + 1 for piece in pieces[: setter.handler])
            if setter.selected is not None:
                at, sign = setter.selected
                said = _TEXT.fullmatch(pieces[at]) if at < len(pieces) else None
                if said is not None:
                    yield Heard(sign + said[2], "", begin)
            else:
                on = pieces[setter.element] if setter.element is not None else "document"
                yield Heard(None, on.strip(), begin)


@lru_cache(maxsize=64)
def _setters(text: str) -> tuple[Setter, ...]:
    found: dict[str, Setter] = {}
    for name, parameters, body in _functions(text, _LISTENS):
        setter = _setter(name, parameters, body)
        if setter is not None:
            found.setdefault(name, setter)
    return tuple(found.values())[:_MOST]


def _setter(name: str, parameters: list[str], body: str) -> Setter | None:
    called = [_is_used(body, one, r"(?:\.call|\.apply)?\s*\(", before=r"(?<![\w$.])") for one in parameters]
    given = [_is_used(body, one, r"\s*[,);}]", before=r"(?:,\s*|=\s*)") for one in parameters]
    handler = next((n for n, used in enumerate(called) if used), None)
    if handler is None:
        handler = next((n for n in reversed(range(len(parameters))) if given[n]), None)
    if handler is None:
        return None
    event = next(
        (n for n, one in enumerate(parameters) if _is_used(body, one, r"\s*,", before=r"(?:Listener|Event)\(\s*")), None
    )
    if event is None and not _CLICKS.search(body):
        return None
    selected = next(
        ((n, sign) for n, one in enumerate(parameters) if n != handler and (sign := _selects(body, one)) is not None),
        None,
    )
    element = next(
        (n for n, one in enumerate(parameters) if _is_used(body, one, r"\.(?:addEventListener|attachEvent|onclick)")),
        None,
    )
    return Setter(name, handler, event, selected, element)


def _is_used(body: str, name: str, after: str, *, before: str = START) -> bool:
    return re.search(rf"{before}{re.escape(name)}{after}", body) is not None


def _selects(body: str, name: str) -> str | None:
    """The sign before what a parameter names: none for a selector, `.` for a class, `#` for an id; None for no such."""
    own = re.escape(name)
    if re.search(rf"(?:closest|[mM]atches(?:Selector)?|querySelector(?:All)?|\$)\s*\(\s*{own}\s*\)", body):
        return ""
    if re.search(rf"(?:getElementsByClassName|contains|hasClass)\s*\(\s*{own}\s*\)|className\s*===?\s*{own}\b", body):
        return "."
    if re.search(rf"getElementById\s*\(\s*{own}\s*\)", body):
        return "#"
    return f"[{own}]" if re.search(rf"(?:has|get)Attribute\s*\(\s*{own}\s*\)", body) else None


@lru_cache(maxsize=64)
def climbers(text: str) -> Mapping[str, str]:
    """Functions of a script that climb from an element to one of a kind around it, each with the sign of that kind.

    `f(e.target, 'row')` may ask for a class, a selector (no sign) or an attribute (`[]`).
    """
    found: dict[str, str] = {}
    for name, parameters, body in _functions(text, _CLIMBS):
        sign = _selects(body, parameters[1]) if len(parameters) > 1 else None
        if sign is not None:
            found.setdefault(name, "[]" if sign.startswith("[") else sign)
    return dict([*found.items()][:_MOST])


def _functions(text: str, kind: re.Pattern[str]) -> Iterator[tuple[str, list[str], str]]:
    """The short named functions of a script that do something of a kind: name, parameters, body."""
    if not kind.search(text):
        return
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            end = closing(text, match.end(), "}")
            body = text[match.end() : end]
            if len(body) <= _LONGEST and kind.search(body):
                parameters = [one.split("=")[0].strip() for one in match["parameters"].split(",") if one.strip()]
                if parameters:
                    yield match["name"], parameters, body
