"""What a script finds on its page (页面上的值), put into the script as texts: its address, its fields, its elements.

An entrance is opened with what the page knows itself by: `$('#taskId').val()`, `getQueryString('id')`. Where the page
holds such a value, the script reads as if it were written out.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from crawler.page.script.expressions import START, closing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.script.scripts import Outcome

_LONGEST = 500
_UNWRITABLE = re.compile(r"['\\\n\r]")
_PLACE = re.compile(
    r"(?<![\w$.])(?:(?:window|document|self|top|parent|win)\.)?location\."
    r"(?P<part>pathname|search|origin|hostname|host|protocol|href)(?![\w$])(?!\s*=(?!=))"
)
_ELEMENT = re.compile(
    r"(?:(?:\$|jQuery)\(\s*|document\.querySelector\(\s*|document\.getElementById\(\s*(?P<by_id>))"
    r"(?P<sign>['\"])(?P<selector>(?:(?!(?P=sign))[^\n]){1,60})(?P=sign)\s*\)(?:\[0\])?\.(?P<what>"
    r"val\(\s*\)|value(?![\w$(])(?!\s*=(?!=))"
    r"|(?:attr|data|getAttribute)\(\s*['\"](?P<attribute>[\w-]+)['\"]\s*\)|dataset\.(?P<key>\w+)(?!\s*=(?!=))"
    r"|text\(\s*\)|(?:innerText|textContent|innerHTML)(?!\s*\+?=(?!=)))"
)
_FIELD = re.compile(r"#(?P<id>[\w-]+)|(?:input)?\[name=['\"]?(?P<name>[\w-]+)['\"]?\]|input#(?P<own>[\w-]+)")
_FUNCTION = re.compile(
    rf"(?:\bfunction\s+(?P<name>[A-Za-z_$][\w$]*)\s*|{START}(?P<member>[A-Za-z_$][\w$.]*)\s*[=:]\s*function\b[^(]{{0,40}})"
    r"\(\s*(?P<parameter>[A-Za-z_$][\w$]*)\s*[,)][^{]{0,60}\{"
)
_READS_QUERY = re.compile(r"location\.(?:search|href)|URLSearchParams")
_LONGEST_FUNCTION = 900
_MOST_READS = 40
_WINDOW = re.compile(r"(?<![\w$.])win\.(?=open\s*\(|location\b)")
"""As the functions around whole scripts call it: `(function (win, $) { … })(window, jQuery)`."""
_QUERY = re.compile(
    r"new\s+URLSearchParams\(\s*(?:window\.|document\.)?location\.search(?:\.(?:slice|substr(?:ing)?)\(1\))?\s*\)"
)
_ASKED = re.compile(r"\.get\(\s*(['\"])(?P<asked>[\w-]+)\1\s*\)")
_KEPT = re.compile(rf"(?P<name>[A-Za-z_$][\w$]*)\s*=\s*{_QUERY.pattern}\s*[;,\n]")


def reads_elements(script: str) -> bool:
    """Whether a script reads what an element of its page holds."""
    return _ELEMENT.search(script) is not None


def followed(page: Page, code: str, given: Mapping[str, str] | None = None) -> Outcome | None:
    """Where a handler leads by the scripts as they stand, else with what the page's elements hold put into them."""
    outcome = page.scripts.follow(code, given)
    filled = page.filled_scripts if outcome is None else None
    return outcome if filled is None else filled.follow(code, given)


def put_in(page: Page, script: str) -> str:
    """A script with what its page holds in place of the expressions that read it."""
    query = dict(parse_qsl(urlsplit(page.url).query)) | dict(parse_qsl(urlsplit(page.url).fragment.partition("?")[2]))

    def asked(match: re.Match[str]) -> str:
        return _written(query.get(match["asked"]), match)

    for kept in {match["name"] for match in _KEPT.finditer(script)}:
        script = re.sub(rf"(?<![\w$.]){re.escape(kept)}{_ASKED.pattern}", asked, script)
    script = re.sub(_QUERY.pattern + _ASKED.pattern, asked, script)
    for name in _query_functions(script):
        called = rf"(?<![\w$.])(?:[A-Za-z_$][\w$]*\.)*{re.escape(name)}\(\s*(['\"])(?P<asked>[\w-]+)\1\s*\)"
        script = re.sub(called, asked, script)
    fields = _fields(page) if _ELEMENT.search(script) else {}
    script = _WINDOW.sub("window.", script)
    script = _ELEMENT.sub(lambda match: _written(_said(page, match, fields), match), script)
    return _PLACE.sub(lambda match: _written(_part(page.url, match["part"]), match), script)


def _written(value: str | None, match: re.Match[str]) -> str:
    """A value as a text of a script; the expression itself where it is not known, or cannot be written."""
    if value is None or len(value) > _LONGEST or _UNWRITABLE.search(value):
        return match.group(0)
    return f"'{value}'"


def _query_functions(script: str) -> set[str]:
    """Functions that give a value of the page's address by its name: `getQueryString('id')`."""
    found = set()
    for read in islice(_READS_QUERY.finditer(script), _MOST_READS):
        begin = max(0, read.start() - _LONGEST_FUNCTION)
        for match in _FUNCTION.finditer(script, begin, read.start()):
            end = closing(script, match.end(), "}")
            body = script[match.end() : end]
            if read.start() < end <= match.end() + _LONGEST_FUNCTION and "return" in body:
                own = re.search(rf"{START}{re.escape(match['parameter'])}(?![\w$])", body)
                found |= {(match["name"] or match["member"]).rpartition(".")[2]} if own is not None else set()
    return found


def _fields(page: Page) -> dict[str, _Element]:
    """The elements with an id, and the fields by their names, first come."""
    found: dict[str, _Element] = {}
    for element in page.elements:
        if isinstance(element.tag, str):
            if own := element.get("id"):
                found.setdefault(f"#{own}", element)
            if element.tag in {"input", "select", "textarea"} and (name := element.get("name")):
                found.setdefault(f"[{name}]", element)
    return found


def _said(page: Page, match: re.Match[str], fields: dict[str, _Element]) -> str | None:
    selector = match["selector"]
    if match["by_id"] is not None:
        selector = f"#{selector}"
    asked = _FIELD.fullmatch(selector)
    if asked is None:
        return None
    name = asked["id"] or asked["own"]
    element = fields.get(f"#{name}" if name else f"[{asked['name']}]")
    if element is None:
        return None
    what = match["what"]
    if what.startswith("val"):
        # What is typed or chosen is known when it was; an empty field may be one that a script fills.
        return element.get("value") or None if element.tag == "input" else None
    if match["attribute"] or match["key"]:
        key = match["key"] and re.sub(r"[A-Z]", lambda m: f"-{m.group(0).lower()}", match["key"])
        attribute = f"data-{key or match['attribute']}" if key or what.startswith("data") else match["attribute"]
        return element.get(attribute)
    return page.words(element) or None


def _part(url: str, part: str) -> str:
    parts = urlsplit(url)
    return {
        "pathname": parts.path or "/",
        "search": f"?{parts.query}" if parts.query else "",
        "origin": f"{parts.scheme}://{parts.netloc}",
        "host": parts.netloc,
        "hostname": parts.hostname or "",
        "protocol": f"{parts.scheme}:",
        "href": url,
    }[part]
