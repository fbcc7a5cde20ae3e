"""What an element hands to the script that listens to it (data-*): identifiers by which a file or an item is asked for.

`<a href="javascript:;" data-guid="4f2a…">` has no address and no call: what it leads to, the script asks for with the
value. A script that was seen to ask for one of them asks for the others in the same way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.evidence import Target
from crawler.page.json_tree import leaves
from crawler.page.links import SCRIPT_SCHEME, loads
from crawler.page.script.expressions import calls_in
from crawler.page.vocabulary import FORM_WORDS, says_guide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_IDENTIFIER = re.compile(r"(?=[^\d]*\d)[\w-]{4,64}", re.ASCII)
_FILE_PATH = re.compile(
    r"(?=[^\d]*\d)[\w./-]{4,160}\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd)", re.ASCII | re.IGNORECASE
)
"""Where a file lies in a store whose place only the script knows: `4f/2a90….docx`."""
_MOST = 4
_SHORT = re.compile(r"[\w-]{1,64}", re.ASCII)
_OF_A_ROW = re.compile(r"(?:[A-Za-z_-]*\d){4}[\w-]*", re.ASCII)
"""What a row is known by has several digits; the names of tabs (`tab-1`) have one."""
_OF_A_FILE = re.compile(r"'[^']*\d[^']*\d[^']*'")
"""A file is known by more digits than the tab (`tab-1`) that shows some."""
_OF_HTML = re.compile(
    r"id|class|style|name|href|src|title|alt|target|rel|type|role|lang|dir|width|height|v?align|border|(?:col|row)span|"
    r"tabindex|accesskey|download|(?:bg)?color|size|cell(?:padding|spacing)|for|value|media|shape|coords|"
    r"(?:on|aria-|v-|ng-|:|@).*"
)
"""Attributes that say how an element looks, or are no secret of a script."""
_WORDS = re.compile(r"[\u4e00-\u9fff]|\w\.\w{2,5}$")
"""In what names a file to its reader."""
_FILE = re.compile(rf"{SCRIPT_SCHEME}file\((.{{4,}})\)")
_OF_FILES = "file"
_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|rtf|zip|rar|ofd)$", re.IGNORECASE)


def call_of(element: _Element, *, own: bool = False) -> str | None:
    """The identifiers in an element's data attributes, written as a call, `by_guid('4f2a…')`; None without any.

    Of an element that a handler is given (`onclick="down(this)"`) the site's `own` attributes may hold them too.
    """
    names: list[str] = []
    values: list[str] = []
    for name, value in ((str(n), str(v).strip()) for n, v in element.items()):
        if not value or not (name.startswith("data-") or (own and _is_own(name))):
            continue
        said = [value]
        if value[0] in "[{":
            said = [str(v) for _, v in leaves(loads(value)) if isinstance(v, str | int) and not isinstance(v, bool)]
        found = [one for one in said if _IDENTIFIER.fullmatch(one)]
        names += [name.removeprefix("data-")] if found else []
        values += found
    values = list(dict.fromkeys(values))[:_MOST]
    if not values:
        return None
    name = re.sub(r"\W", "_", "_".join(names))
    arguments = ",".join(f"'{value}'" for value in values)
    return f"by_{name}({arguments})"


def offered_call(element: _Element) -> str | None:
    """What an element without an address hands over whose words offer a guide (办事指南) or a form (空白表格)."""
    words = " ".join("".join(str(text) for text in element.itertext()).split()) if len(element) <= 1 else ""
    if not words:
        return None
    if says_guide(words):
        return _guide_call(element)
    call = call_of(element) if FORM_WORDS.fullmatch(words) else None
    return call if call is not None and _OF_A_FILE.search(call) else None


def _guide_call(element: _Element) -> str | None:
    """All that it hands over, short values as well: a guide may be asked for by several."""
    told = {str(n).removeprefix("data-"): str(v).strip() for n, v in element.items() if str(n).startswith("data-")}
    told = {name: value for name, value in told.items() if _SHORT.fullmatch(value)}
    if not any(_OF_A_ROW.fullmatch(value) for value in told.values()):
        return None
    name = re.sub(r"\W", "_", "_".join(told))
    return f"by_{name}({','.join(repr(value) for value in told.values())})"


def _is_own(name: str) -> bool:
    return _OF_HTML.fullmatch(name) is None


def given_over(element: _Element, call: str | None) -> str | None:
    """The call behind an element, with the identifiers that it hands over: its own, or those of its attributes."""
    if call is None:
        return call_of(element) or told_beside(element)
    if "this" not in call or kind_and_values(Target(url=SCRIPT_SCHEME + call)) is not None:
        return call
    return call_of(element, own=True) or call


def told_beside(element: _Element) -> str | None:
    """What else may tell a script of which file an element speaks: `rel`, or the one hidden field beside it."""
    rel = (element.get("rel") or "").strip()
    if _OF_A_ROW.fullmatch(rel):
        return f"by_rel('{rel}')"
    around = element.getparent() if element.tag in {"a", "button", "span"} else None
    if around is not None and around.tag == "form" and (around.get("method") or "get").lower() != "get":
        return None  # a click would submit it
    fields = [e for e in around if e.tag == "input" and e.get("type") == "hidden"] if around is not None else []
    value = (fields[0].get("value") or "").strip() if len(fields) == 1 else ""
    return f"by_field('{value}')" if _OF_A_ROW.fullmatch(value) else None


def holds(text: str, values: Iterable[str]) -> bool:
    """Whether a request holds one of these identifiers, whole."""
    return any(re.search(rf"(?<![0-9A-Za-z]){re.escape(one)}(?![0-9A-Za-z])", text) for one in values)


def kind_and_values(target: Target | None) -> tuple[str, tuple[str, ...]] | None:
    """What kind of place it is that only a script opens, and the identifiers that it hands over."""
    if target is None or not target.url.startswith(SCRIPT_SCHEME):
        return None
    named = _FILE.fullmatch(target.url)
    if named is not None and not named[1].startswith(("'", '"')):
        return _OF_FILES, (named[1],)
    for call in calls_in(target.url.removeprefix(SCRIPT_SCHEME)):
        values = tuple(dict.fromkeys(a for a in call.arguments if a is not None and _IDENTIFIER.fullmatch(a)))
        if values:
            return call.name, values
        paths = tuple(dict.fromkeys(a for a in call.arguments if a is not None and _FILE_PATH.fullmatch(a)))
        paths = tuple(one for one in paths if "/" in one) or paths  # The name of a file may stand beside its path.
        if len(paths) == 1:
            return call.name, paths
    return None


def words_told(target: Target | None) -> tuple[str, ...]:
    """What a call is handed besides identifiers, by its place among all arguments: the name of a file beside its id.

    An argument that says nothing of the file (a flag, `this`) is an empty text.
    """
    told = kind_and_values(target)
    if target is None or told is None:
        return ()
    code = target.url.removeprefix(SCRIPT_SCHEME)
    call = next((one for one in calls_in(code) if one.name == told[0]), None)
    arguments = call.arguments if call is not None else ()
    return tuple(a if a is not None and a not in told[1] and _WORDS.search(a) else "" for a in arguments)


def stored_file(attribute: str, row: object) -> tuple[str, str] | None:
    """A file that an attribute's JSON names by its place in a store: the call that hands it over, and its name."""
    if not isinstance(row, dict):
        return None
    said = [str(value).strip() for value in row.values() if isinstance(value, str)]
    paths = [one for one in said if _FILE_PATH.fullmatch(one)]
    places = [one for one in paths if "/" in one] or paths
    if len(places) != 1:
        return None
    named = next((one for one in said if one != places[0] and _FILE_NAME.search(one)), "")
    return f"{SCRIPT_SCHEME}by_{re.sub(r'[^a-zA-Z0-9]', '_', attribute)}('{places[0]}')", named
