"""Forms that a script makes, fills and sends (脚本生成的表单): read for the request that they come down to.

Such a form is none of the page's own: what the page's forms hold does not go with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from crawler.page.script.expressions import closing, evaluate, split_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAKES = re.compile(r"""createElement\(\s*['"]form['"]\s*\)|(?:\$|jQuery)\(\s*['"`]<form\b""", re.IGNORECASE)
_METHOD = re.compile(
    r"""(?:\.method\s*=\s*|(?:setAttribute|attr)\(\s*['"]method['"]\s*,\s*|<form\b[^>]{0,200}?\bmethod=\\?['"]?(?=\w))"""
    r"""['"]?(get|post)\b""",
    re.IGNORECASE,
)
_ACTION = re.compile(r"""(?:\.action\s*=(?!=)\s*|(?:setAttribute|attr)\(\s*['"]action['"]\s*,\s*)""")
_SET = re.compile(
    r"""(?<![\w$])([\w$]+)(?:\.(name|value)\s*=(?!=)\s*|\.(?:setAttribute|attr)\(\s*['"](name|value)['"]\s*,\s*)"""
)
_HELPER = re.compile(
    r"(?<![\w$.])(?:function\s+([\w$]+)\s*|(?:var|let|const)\s+([\w$]+)\s*=\s*function\s*)\(([^()]*)\)\s*\{"
)
_MARKUP = re.compile(r"""(?:innerHTML\s*\+?=(?!=)\s*|\.append\(\s*|insertAdjacentHTML\([^,]{1,20},\s*)(?=['"`])""")
_FIELD = re.compile(r"""createElement\(\s*['"](?:input|textarea)['"]|<(?:input|textarea)\b""", re.IGNORECASE)
_LONGEST = 1000


def makes_form(code: str) -> bool:
    """Whether a piece of script makes a form of its own."""
    return _MAKES.search(code) is not None


def made_form(code: str, known: Mapping[str, str]) -> tuple[str | None, str, dict[str, str]] | None:
    """(address, method, fields) of the form that a piece of script makes; None where one of them cannot be read."""
    action = _ACTION.search(code)
    url = evaluate(code[action.end() : action.end() + _LONGEST], known) if action is not None else None
    method = _METHOD.search(code)
    fields: dict[str, str] = {}
    for name, value in _filled(code, known):
        if name is None or value is None:
            return None
        fields[name] = value
    if not fields and _FIELD.search(code):
        return None
    how = method.group(1).upper() if method is not None else "GET"
    if url is not None and how == "GET":  # Sending it takes the place of what its address asks.
        url = url.partition("#")[0].partition("?")[0]
    return url, how, fields


def _filled(code: str, known: Mapping[str, str]) -> Iterator[tuple[str | None, str | None]]:
    """Name and value of each field, None for what is not to be read, in the order of the script."""
    plain = code
    for helper in list(_HELPER.finditer(code)):
        end = closing(code, helper.end(), "}")
        body = code[helper.end() : end]
        parameters = [p.strip() for p in helper.group(3).split(",")]
        given = {kind: parameter for parameter, kind in _parts(body).items() if parameter in parameters}
        if set(given) != {"name", "value"}:
            continue
        plain = plain.replace(code[helper.start() : end], ";")
        places = {kind: parameters.index(parameter) for kind, parameter in given.items()}
        name = helper.group(1) or helper.group(2)
        for call in re.finditer(rf"(?<![\w$.]){re.escape(name)}\s*\(", code):
            if helper.start() <= call.start() < end:
                continue
            said = [evaluate(one, known) for one in split_arguments(code, call.end())]
            at = [said[places[kind]] if places[kind] < len(said) else None for kind in ("name", "value")]
            yield at[0], at[1]
    names: dict[str, str | None] = {}
    for one in _SET.finditer(plain):
        value = evaluate(plain[one.end() : one.end() + _LONGEST], known)
        if (one.group(2) or one.group(3)) == "name":
            names[one.group(1)] = value
        elif one.group(1) in names:
            yield names.pop(one.group(1)), value
    for markup in _MARKUP.finditer(plain):
        written = evaluate(plain[markup.end() : markup.end() + _LONGEST], known)
        if written is None:
            yield None, None
            continue
        for field in _inputs(written):
            yield field.get("name"), field.get("value") or ""


def _parts(body: str) -> dict[str, str]:
    """Parameter -> `name` or `value`, of a function that makes one field."""
    found: dict[str, str] = {}
    for one in _SET.finditer(body):
        parameter = re.match(r"\s*([\w$]+)\s*[;)}\n]", body[one.end() :])
        if parameter is not None:
            found[parameter.group(1)] = one.group(2) or one.group(3)
    return found


def _inputs(markup: str) -> list[etree._Element]:
    try:
        return [e for e in lxml_html.fragment_fromstring(markup, create_parent="div").iter("input") if e.get("name")]
    except (etree.ParserError, ValueError):
        return []
