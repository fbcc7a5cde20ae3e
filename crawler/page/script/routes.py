"""Routes of a single-page portal (`$router.push`) as what else opens an address: rewritten, never run.

`this.$router.push({ path: "/apply", query: { no: id } })` becomes `window.open("route:/apply?no=" + …)`, and so does
what `$router.resolve` makes for `window.open`. One without a path leads nowhere: a table tells where it is.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.page.script.expressions import closing, split_arguments

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
_MOST = 8


def with_routes(code: str) -> str:
    """A piece of script in which calls of the router lead to addresses."""
    for _ in range(_MOST):
        taken = _TAKEN.search(code)
        call = _ROUTER.search(code, taken.end() if taken is not None else 0)
        if call is None:
            return code
        end = closing(code, call.end(), ")")
        given = split_arguments(code, call.end())
        address = written_route(given[0]) if given else None
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


def written_route(given: str) -> str | None:
    """The expression of the address of a route: of a text, or of an object with its path; None for any other."""
    given = given.strip()
    if _PATH.match(given):
        return f"'{ROUTE}' + {given}"
    if not given.startswith("{") or closing(given, 1, "}") != len(given):
        return None
    parts = _pairs(given)
    path = parts.get("path")
    query = parts.get("query", "{}").strip()
    if path is None or not _PATH.match(path) or not query.startswith("{") or "..." in query:
        return None
    asked = [f"'{{}}{key}=' + encodeURIComponent({value})" for key, value in _pairs(query).items()]
    signs = ("&" if number or "?" in path else "?" for number in range(len(asked)))
    return " + ".join([f"'{ROUTE}'", path, *(one.format(sign) for one, sign in zip(asked, signs, strict=True))])


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
