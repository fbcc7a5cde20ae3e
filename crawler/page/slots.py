"""The places of a request in which a value stands: query, form body, JSON body, path, hash route, telling headers."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, unquote_plus, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.evidence import Target

_MARK = "\0"
_PACKED = "\1"
_ENCODED = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")


@dataclass(frozen=True, slots=True)
class Slot:
    """One value of a request.

    `where` is query, route, path, route_path, body, json or header; `path` leads to it: a parameter name, the number of
    a path segment (with what stands before and behind the value in it), or the keys of a JSON body. A parameter that
    holds JSON, plain or in base64, goes on behind its name.
    """

    where: str
    path: tuple[str | int, ...]
    value: str

    @property
    def name(self) -> str:
        """The last name on the way, or an empty text for a path segment."""
        return next((str(p) for p in reversed(self.path) if isinstance(p, str)), "")


def slots(target: Target) -> tuple[Slot, ...]:
    """Every slot of a request."""
    parts = urlsplit(target.url)
    route, _, route_query = parts.fragment.partition("?")
    found: list[Slot] = [*_pairs("query", parts.query), *_segments("path", parts.path)]
    if route.startswith(("/", "!")):
        found += [*_segments("route_path", route), *_pairs("route", route_query)]
    if target.body:
        data = _loads(target.body)
        found += list(_json("json", (), data)) if data is not None else list(_pairs("body", target.body))
    found += [Slot("header", (name,), value) for name, value in target.headers]
    return tuple(found)


def _pairs(where: str, query: str) -> Iterator[Slot]:
    for piece in query.split("&") if query else []:
        name, _, raw = piece.partition("=")
        value = unquote_plus(raw)
        data = _loads(value)
        packed = _unpacked(value) if data is None else None
        if packed is not None:
            yield from _json(where, (unquote_plus(name), _PACKED), packed)
        elif data is None:
            yield Slot(where, (unquote_plus(name),), value)
        else:
            yield from _json(where, (unquote_plus(name),), data)


def _segments(where: str, path: str) -> Iterator[Slot]:
    for number, segment in enumerate(path.split("/")):
        stem = re.sub(r"\.\w{1,5}$", "", segment)
        if stem:
            yield Slot(where, (number,), unquote(stem))


def _json(where: str, path: tuple[str | int, ...], data: Any) -> Iterator[Slot]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _json(where, (*path, str(key)), value)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _json(where, (*path, number), value)
    elif isinstance(data, str) and (inner := _loads(data)) is not None:
        yield from _json(where, (*path, _MARK), inner)
    elif isinstance(data, str) and (inner := _unpacked(data)) is not None:
        yield from _json(where, (*path, _PACKED), inner)
    elif data is not None and not isinstance(data, bool):
        yield Slot(where, path, str(data))


def _loads(text: str) -> Any:
    if text.lstrip()[:1] not in {"{", "["} or not text.strip():
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict | list) else None


def _unpacked(text: str) -> Any:
    """The JSON that a text holds in base64."""
    if len(text) % 4 or not _ENCODED.fullmatch(text):
        return None
    try:
        return _loads(base64.b64decode(text, validate=True).decode())
    except ValueError:
        return None


def _pack(text: str, path: tuple[str | int, ...], value: str) -> str:
    return base64.b64encode(_put_json(base64.b64decode(text).decode(), path, value).encode()).decode()


def said_by(target: Target) -> str:
    """All that a request says: its address, its body, and each value in it by itself."""
    return "\n".join((target.url, target.body or "", *(slot.value for slot in slots(target))))


def put(target: Target, slot: Slot, value: str) -> Target:
    """The same request with another value in a slot; every other sign stays as it is."""
    if slot.where in {"body", "json"}:
        body = target.body or ""
        if slot.where == "json":
            return replace(target, body=_put_json(body, slot.path, value))
        return replace(target, body=_put_pair(body, slot.path, value))
    if slot.where == "header":
        told = tuple((name, value if name == slot.path[0] else old) for name, old in target.headers)
        return replace(target, headers=told)
    parts = urlsplit(target.url)
    route, mark, route_query = parts.fragment.partition("?")
    if slot.where == "query":
        parts = parts._replace(query=_put_pair(parts.query, slot.path, value))
    elif slot.where == "path":
        before, after = (str(p) for p in slot.path[1:]) if len(slot.path) == 3 else ("", "")
        parts = parts._replace(path=_put_segment(parts.path, slot.path[0], f"{before}{value}{after}"))
    elif slot.where == "route":
        parts = parts._replace(fragment=f"{route}{mark}{_put_pair(route_query, slot.path, value)}")
    else:
        parts = parts._replace(fragment=f"{_put_segment(route, slot.path[0], value)}{mark}{route_query}")
    return replace(target, url=urlunsplit(parts))


def alone(target: Target, slot: Slot, value: str) -> tuple[Target, Slot]:
    """The request for one `value` of a list of them (`["a","b"]`, `a,b`): all others left out, and where it stands."""
    if slot.value != value:
        return put(target, slot, value), replace(slot, value=value)
    number = slot.path[-1] if slot.path else None
    if slot.where != "json" or not isinstance(number, int) or {_MARK, _PACKED} & {*slot.path}:
        return target, slot
    data = json.loads(target.body or "null")
    node: Any = data
    for key in slot.path[:-1]:
        node = node[key]
    if any(isinstance(one, dict | list) for one in node):
        return target, slot
    node[:] = [node[number]]
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return replace(target, body=body), replace(slot, path=(*slot.path[:-1], 0))


def _put_pair(query: str, path: tuple[str | int, ...], value: str) -> str:
    pieces = []
    for piece in query.split("&"):
        name, _, raw = piece.partition("=")
        if unquote_plus(name) != path[0]:
            pieces.append(piece)
            continue
        old = unquote_plus(raw)
        if path[1:2] == (_PACKED,):
            text = _pack(old, path[2:], value)
        else:
            text = value if len(path) == 1 else _put_json(old, path[1:], value)
        pieces.append(f"{name}={quote(text, safe='')}")
    return "&".join(pieces)


def _put_segment(path: str, number: str | int, value: str) -> str:
    segments = path.split("/")
    at = int(number)
    ending = re.search(r"\.\w{1,5}$", segments[at])
    segments[at] = quote(value, safe="") + (ending.group(0) if ending else "")
    return "/".join(segments)


def _put_json(text: str, path: tuple[str | int, ...], value: str) -> str:
    data = json.loads(text)
    node = data
    for number, key in enumerate(path):
        rest = path[number + 1 :]
        if rest and rest[0] == _PACKED:
            node[key] = _pack(node[key], rest[1:], value)
            break
        if rest and rest[0] == _MARK:
            node[key] = _put_json(node[key], rest[1:], value)
            break
        if not rest:
            node[key] = _like(node[key], value)
            break
        node = node[key]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _like(old: object, value: str) -> object:
    """A number stays a number."""
    if isinstance(old, int) and re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    return value
