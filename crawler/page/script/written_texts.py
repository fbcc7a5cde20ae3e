"""Texts that the page's own scripts write into a place (脚本写入的文字): `$("#lx").text(LX["1"])`, document.write("…").

Read, never run, and told only where the scripts leave no choice: one write of that place, which runs in any case, whose
words come down to a text of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.script.code_literals import code_literals
from crawler.page.script.expressions import closing, evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

    from crawler.page.html import Page

_INTO = (
    re.compile(r"(?<![\w$.])(?:\$|jQuery)\(\s*['\"]#(?P<id>[\w-]+)['\"]\s*\)\s*\.(?:text|html)\(\s*(?!\))"),
    re.compile(
        r"(?<![\w$.])document\.(?:getElementById\(\s*['\"]|querySelector\(\s*['\"]#)(?P<id>[\w-]+)['\"]\s*\)"
        r"\s*\.(?:innerHTML|innerText|textContent)\s*=(?!=)\s*"
    ),
)
_WRITE = re.compile(r"\s*document\.write(?:ln)?\(\s*")
_LOOKED_UP = re.compile(r"\s*(?P<name>[A-Za-z_$][\w$]*)\s*\[")
_VALUE_OF = re.compile(
    r"\s*(?:(?:\$|jQuery)\(\s*['\"]#(?P<one>[\w-]+)['\"]\s*\)\s*\.val\(\s*\)"
    r"|document\.getElementById\(\s*['\"](?P<other>[\w-]+)['\"]\s*\)\s*\.value)\s*"
)
_WHEN_READY = re.compile(
    r"(?:(?:\$|jQuery)\(\s*(?:document\s*\)\s*\.\s*ready\s*\(\s*)?|window\.onload\s*=\s*|[(!]\s*)"
    r"(?:function\s*\w*\s*\(\s*\w*\s*\)|\(\s*\w*\s*\)\s*=>)\s*$"
)
"""What stands before the bracket of a function that runs by itself."""
_QUOTED = re.compile(r"(['\"`])(?:\\.|(?!\1)[^\\])*\1|//[^\n]*|/\*.*?\*/", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_ASSIGNED = re.compile(
    r"(?<![\w$.])([A-Za-z_$][\w$]*)\s*[-+*/|&]?=(?![=>])|(?<![\w$.])([A-Za-z_$][\w$]*)\s*(?:\+\+|--)"
)
_ENDS = re.compile(r"\s*(?:[;)}\n]|$)")
_LONGEST, _LONGEST_SCRIPT = 200, 400_000


def written_into(page: Page, name: str) -> str | None:
    """The text that scripts write into the element of an id; None where they leave it open, or write none."""
    code = page.scripts.text
    if not 0 < len(code) <= _LONGEST_SCRIPT:
        return None
    if len(re.findall(rf"['\"]#?{re.escape(name)}['\"\s]", code)) != 1:
        return None  # what is asked for twice may be written otherwise
    found = next((m for pattern in _INTO for m in pattern.finditer(code) if m["id"] == name), None)
    if found is None or not _always_runs(code, found.start()):
        return None
    return _text_at(page, code, found.end(), code)


def written_in_place(page: Page, places: AbstractSet[_Element], label: _Element, words: str) -> tuple[bool, str | None]:
    """Whether a script in one of these elements, or right behind a label, writes there; its text where it is sure.

    `words` are the label's: what a script writes behind other words with a colon (点击数：) is theirs.
    """
    sources = [
        source
        for element, source in page.script_places
        if "document.write" in source
        and (element.getprevious() is label or not places.isdisjoint([element, *element.iterancestors()]))
        and not _is_behind_others(element, words)
    ]
    if len(sources) != 1:
        return bool(sources), None
    start = _WRITE.match(sources[0])
    if start is None or _ENDS.sub("", sources[0][closing(sources[0], start.end(), ")") :]).strip():
        return True, None
    return True, _text_at(page, sources[0], start.end(), page.scripts.text)


def _is_behind_others(script: _Element, words: str) -> bool:
    """Whether words with a colon that are none of a label's stand right before a script."""
    before, parent = script.getprevious(), script.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else None) or ""
    led = text.rstrip()
    return led.endswith(("：", ":")) and not led.rstrip("：: ").endswith(words.rstrip("：: "))


def _text_at(page: Page, code: str, at: int, whole: str) -> str | None:
    """The text that an expression comes down to; None where that is not sure, or no text of the page."""
    known = _known(page, whole)
    looked_up = _LOOKED_UP.match(code, at)
    if looked_up is not None:
        end = closing(code, looked_up.end(), "]")
        words = code_literals(whole).get(looked_up["name"])
        key = _key(page, code[looked_up.end() : end - 1], known)
        value = words.get(key) if isinstance(words, dict) and key is not None else None
        said = value if isinstance(value, str) and _ENDS.match(code, end) else None
    else:
        said = evaluate(code[at : at + _LONGEST * 2], known)
    said = said.strip() if said is not None else ""
    return said if 0 < len(said) <= _LONGEST and "<" not in said and said in whole else None


def _key(page: Page, expression: str, known: Mapping[str, str]) -> str | None:
    """What a dictionary is looked up by: a text, a variable of one value, or the value of a hidden field."""
    asked = _VALUE_OF.fullmatch(expression)
    if asked is None:
        return evaluate(expression, known)
    name = asked["one"] or asked["other"]
    fields = [e for e in page.tree.iter("input") if e.get("id") == name and (e.get("type") or "").lower() == "hidden"]
    return (fields[0].get("value") or "").strip() or None if len(fields) == 1 else None


def _known(page: Page, code: str) -> dict[str, str]:
    """The variables that are given one text and never another."""
    given = [a or b for a, b in _ASSIGNED.findall(_QUOTED.sub("''", code))]
    return {name: value for name, value in page.scripts.values.items() if given.count(name) == 1}


def _always_runs(code: str, at: int) -> bool:
    """Whether a statement is part of no condition, loop or function that somebody has to call."""
    before = _QUOTED.sub(lambda found: "'" + " " * (len(found.group()) - 2) + "'", code[:at])
    opened: list[int] = []
    for brace in _BRACE.finditer(before):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
    if not all(_WHEN_READY.search(before[:start]) for start in opened):
        return False
    bare = before.rstrip()
    if not bare or bare[-1] in ";{}":
        return True
    return "\n" in before[len(bare) :] and bare[-1] in "'\"]"
