"""Routes of a single-page portal (`$router.push`) as what else opens an address: rewritten, never run.

`this.$router.push({ path: "/apply", query: { no: id } })` becomes `window.open("route:/apply?no=" + …)`, and so does
what `$router.resolve` makes for `window.open`. The path of a route that has a name stands in the script's own table.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.script.expressions import closing, split_arguments

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUTE = "route:"
"""What stands before a route instead of the place that the portal's script puts there."""
_NAME = r"[A-Za-z_$][\w$]*"
_ROUTER = re.compile(rf"(?<![\w$.])(?:{_NAME}\.)*\$?router\.(?P<how>push|replace|resolve)\s*\(")
_TAKEN = re.compile(
    rf"(?:\{{\s*href\s*(?::\s*(?P<own>{_NAME})\s*)?\}}|(?<![\w$.])(?P<whole>{_NAME}))\s*=\s*(?={_ROUTER.pattern})"
)
_HREF = re.compile(r"\s*\.href(?![\w$])")
_KEY = re.compile(rf"\s*(?:(?P<name>{_NAME})|(?P<sign>['\"])(?P<text>[\w$-]+)(?P=sign))\s*(?P<colon>:)?")
_PATH = re.compile(r"\s*['\"`]/(?!/)")
_HISTORY = re.compile(
    r"(?<![\w$])mode\s*:\s*['\"]history['\"]|createWebHistory\s*\(\s*(?:['\"](?P<base>/[^'\"]*)['\"]\s*)?\)"
)
_BASE = re.compile(r"(?<![\w$])base\s*:\s*['\"](?P<base>/[^'\"]*)['\"]")
_PARAMETER = re.compile(r"(?P<slash>/?):(?P<name>\w+)(?P<free>\?)?")
_TABLE = (
    re.compile(r"(?<![\w$])path\s*:\s*(['\"])(?P<path>/[^'\"]*)\1\s*,\s*name\s*:\s*(['\"])(?P<name>[\w$/-]+)\3"),
    re.compile(r"(?<![\w$])name\s*:\s*(['\"])(?P<name>[\w$/-]+)\1\s*,\s*path\s*:\s*(['\"])(?P<path>/[^'\"]*)\3"),
)
_MOST = 8


def routes_named(script: str) -> dict[str, str]:
    """The paths of the routes of a script by name; none under a name that stands for several."""
    found: dict[str, set[str]] = {}
    for match in (one for table in _TABLE for one in table.finditer(script)):
        found.setdefault(match["name"], set()).add(match["path"])
    return {name: paths.pop() for name, paths in found.items() if len(paths) == 1}


def with_routes(code: str, named: Mapping[str, str] = MappingProxyType({})) -> str:
    """A piece of script in which calls of the router lead to addresses; `named` are the paths of its routes."""
    for _ in range(_MOST):
        taken = _TAKEN.search(code)
        call = _ROUTER.search(code, taken.end() if taken is not None else 0)
        if call is None:
            return code
        end = closing(code, call.end(), ")")
        given = split_arguments(code, call.end())
        address = written_route(given[0], named) if given else None
        if address is None:
            address = "undefined"
        if call["how"] != "resolve":
            code = f"{code[: call.start()]}window.open({address}){code[end:]}"
        elif taken is None:
            href = _HREF.match(code, end)
            code = f"{code[: call.start()]}{address}{code[href.end() if href is not None else end :]}"
        else:
            name = taken["whole"] or taken["own"] or "href"
            href = _HREF.match(code, end) if taken["whole"] else None
            rest = code[href.end() if href is not None else end :]
            if taken["whole"] and href is None:
                rest = re.sub(rf"(?<![\w$.]){re.escape(name)}\.href(?![\w$])", name, rest)
            code = f"{code[: taken.start()]}{name} = {address}{rest}"
    return code


def written_route(given: str, named: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """The expression of the address of a route: of a text, or of an object with path or name; None for any other."""
    given = given.strip()
    if _PATH.match(given):
        return f"'{ROUTE}' + {given}"
    if not given.startswith("{") or closing(given, 1, "}") != len(given):
        return None
    parts = _pairs(given)
    path = parts.get("path") or _path_of(parts, named)
    query = parts.get("query", "{}").strip()
    if path is None or not _PATH.match(path) or not query.startswith("{") or "..." in query:
        return None
    asked = [f"'{{}}{key}=' + encodeURIComponent({value})" for key, value in _pairs(query).items()]
    signs = ("&" if number or "?" in path else "?" for number in range(len(asked)))
    return " + ".join([f"'{ROUTE}'", path, *(one.format(sign) for one, sign in zip(asked, signs, strict=True))])


def _path_of(parts: Mapping[str, str], named: Mapping[str, str]) -> str | None:
    """The expression of the path of a route with a name, with its parameters put in."""
    name = parts.get("name", "")
    path = named.get(name[1:-1]) if name[:1] in {"'", '"'} and name[-1:] == name[:1] else None
    given = _pairs(parts.get("params", "{}"))
    asked = [*_PARAMETER.finditer(path)] if path is not None and "(" not in path and "*" not in path else None
    if path is None or asked is None or any(one["name"] not in given and not one["free"] for one in asked):
        return None

    def put(one: re.Match[str]) -> str:
        value = given.get(one["name"])
        return "" if value is None else f"{one['slash']}' + encodeURIComponent({value}) + '"

    return f"'{_PARAMETER.sub(put, path)}'"


def _pairs(written: str) -> dict[str, str]:
    """What an object literal has under its keys, as it is written."""
    found: dict[str, str] = {}
    for piece in split_arguments(f"{written[1:].rpartition('}')[0]})", 0):
        key = _KEY.match(piece)
        if key is not None:
            name = key["name"] or key["text"]
            found[name] = piece[key.end() :].strip() if key["colon"] else name
    return found


def routes_begin(shown: str, script: str) -> str | None:
    """What stands before the routes of an app, one page of which is at `shown`; None where nothing tells.

    A router without a `#` says so in its script.
    """
    before, sign, route = shown.partition("#")
    mark = re.match(r"!?(?=/)", route)
    if sign and mark is not None:
        return f"{before}#{mark.group(0)}"
    told = _HISTORY.search(script)
    if told is None:
        return None
    near = _BASE.search(script, max(0, told.start() - 200), told.end() + 200)
    base = told["base"] or (near["base"] if near is not None else "/")
    parts = urlsplit(shown)
    return f"{parts.scheme}://{parts.netloc}{base.rstrip('/')}"
