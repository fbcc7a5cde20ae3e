"""Fields of a page's own form that a script sets before it sends the form: hidden fields of a page, a theme, a filter.

A portal may have a word of its own for looking an element up (`$id("pageNo").value = n`), keep it in a variable, or
write to it as to an attribute. What is written to a place that cannot be read is told as well: the request that would
be sent without it is another one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.script.expressions import evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_LONGEST = 300
_FIRST = r"(?:\s*\[\s*0\s*\]|\s*\.\s*(?:get|item|eq)\(\s*0\s*\)|\.first\(\s*\))?"
_NAMED = r"['\"`](?:#|\w*\[(?:name|id)=\\?['\"]?)?([\w.$-]+)\\?['\"]?\]?['\"`]"
_FUNCTION = r"(?<![\w$.])[\w$]+(?:\.[\w$]+(?:\[[^\]\n]{1,40}\])?)*"
_LOOKUP = rf"(?:{_FUNCTION}\(\s*{_NAMED}\s*\)|\[\s*['\"]([\w.$-]+)['\"]\s*\]){_FIRST}"
_INTO = (
    r"\s*(?:\.\s*value\s*=(?!=)\s*|\.\s*val\(\s*(?=[^\s)])|\.\s*(?:setAttribute|attr|prop)\(\s*['\"]value['\"]\s*,\s*)"
)
_LOOKED_UP = re.compile(_LOOKUP + _INTO)
_MEMBER = re.compile(rf"(?<=[\w$\])])\s*\.([\w$-]+){_FIRST}{_INTO}")
_ALONE = re.compile(rf"(?<![\w$.])([A-Za-z_$][\w$]*){_INTO}")
_KEPT = re.compile(rf"(?<![\w$.])([A-Za-z_$][\w$]*)\s*=(?!=)\s*(?:{_LOOKUP}\s*(?=[;,\n}}]|$))?")
_WRITTEN = re.compile(_INTO)
_SENT = re.compile(r"\.\s*(?:submit|requestSubmit)\(|\.\s*trigger\(\s*['\"]submit['\"]")
_ACTION = re.compile(r"\.\s*(?:setAttribute|attr|prop)\(\s*['\"]action['\"]\s*,\s*")


def only_chooses(form: _Element) -> bool:
    """Whether a form only says what to show: one with a place for a password, a file or a letter is never sent.

    A page that stands in one form as a whole (`__VIEWSTATE`) is sent as it is to turn its lists.
    """
    controls = [*form.iter("input", "textarea")]
    if any((control.get("name") or "") == "__VIEWSTATE" for control in controls):
        return True
    kinds = {"textarea" if one.tag == "textarea" else (one.get("type") or "").lower() for one in controls}
    return kinds.isdisjoint({"textarea", "password", "file"})


def sends(code: str) -> bool:
    """Whether a piece of script sends a form."""
    return _SENT.search(code) is not None


def action_in(code: str, known: Mapping[str, str]) -> str | None:
    """The address that a piece of script gives to the form as an attribute."""
    found = _ACTION.search(code)
    return evaluate(code[found.end() : found.end() + _LONGEST], known) if found is not None else None


def set_fields(code: str, known: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """Name or id of each field that is set, with its value; and whether anything was written that cannot be read."""
    kept: dict[str, str | None] = {}
    for one in _KEPT.finditer(code):
        kept[one.group(1)] = one.group(2) or one.group(3)
    names: dict[int, str | None] = {}
    for pattern in (_LOOKED_UP, _MEMBER):
        for one in pattern.finditer(code):
            names.setdefault(one.end(), next(name for name in one.groups() if name))
    for one in _ALONE.finditer(code):
        # Ids of a page are names in its scripts, and so are the fields inside of `with (document.form)`.
        names.setdefault(one.end(), kept.get(one.group(1), one.group(1)))
    fields: dict[str, str] = {}
    unread = False
    for one in _WRITTEN.finditer(code):
        name = names.get(one.end())
        value = evaluate(code[one.end() : one.end() + _LONGEST], known)
        if name is None or value is None:
            unread = True
        else:
            fields[name] = value
    return fields, unread
