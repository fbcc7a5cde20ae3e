"""Code lists that a script writes as literals (脚本里的数据字典): `var DICT = {ITEM_TYPE: {"01": "行政许可"}}`.

Read, never run. What a list is called is the name or key before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.page.script.literals import value_at

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_CODE = r"[\"']?[0-9A-Za-z]{1,4}[\"']?"
_WORD = r"[\"'](?:[^\"'\n]{0,30}[\u4e00-\u9fff]|[^\"'\n\\]{0,30}\\u[4-9][0-9a-fA-F]{3})"
_PAIR = r"[\"']?\w{1,12}[\"']?\s*:\s*(?:[\"'][^\"'\n]{1,30}[\"']|\d{1,4})"
_ROW = rf"\{{\s*{_PAIR}\s*,\s*{_PAIR}"
_LIST = re.compile(rf"\{{\s*{_CODE}\s*:\s*{_WORD}|\[\s*{_ROW}")
"""How a list of codes begins: {"01": "行政许可"; [{value: "1", label: "即办件"."""
_NAME = re.compile(r"([A-Za-z_$][\w$]{1,39})[\"']?\]?\s*[:=]\s*$")
_FIELD = r"(?:[A-Za-z_$][\w$]*\??\.){1,4}(?P<key>[A-Za-z_]\w{2,39})(?![\w$.(])"
_OF_CALL = re.compile(r"[\w$]\(\s*[\w$.]*[\"']?$")
_THEN_FIELD = re.compile(rf"[\"']?\s*,\s*{_FIELD}\s*[,)]")
_FIELD_FIRST = re.compile(rf"[\w$]\(\s*{_FIELD}\s*,\s*[\w$.]*[\"']?$")
_THEN_END = re.compile(r"[\"']?\s*[,)]")
_INDEXED = re.compile(rf"\s*(?:\?\.)?\[\s*(?:String\(\s*|[\"']{{2}}\s*\+\s*)?{_FIELD}")
_AROUND = 120
"""Letters around the name of a list in which a script looks a code up."""
_NEAR = 60
_MOST = 200
_LONGEST = 4_000_000


def code_literals(code: str) -> Mapping[str, Any]:
    """The lists of codes in a script by their names; none under a name that stands for several."""
    found: dict[str, Any] = {}
    twice: set[str] = set()
    for number, start in enumerate(_LIST.finditer(code[:_LONGEST])):
        if number >= _MOST:
            break
        named = _NAME.search(code, max(0, start.start() - _NEAR), start.start())
        value = value_at(code, start.start()) if named is not None else None
        if named is None or value is None:
            continue
        name = named.group(1)
        if name in found and found[name] != value[0]:
            twice.add(name)
        found[name] = value[0]
    return {name: value for name, value in found.items() if name not in twice}


def looked_up(code: str, lists: Collection[str]) -> Mapping[str, str]:
    """The keys whose codes a script looks up in its lists, each with the name of the one list that it does so in.

    tr("DEPTH", x.handleDepth), tr(x.handleDepth, DICT.DEPTH) and DICT.DEPTH[x.handleDepth] are such looks.
    """
    found: dict[str, set[str]] = {}
    named = re.compile(rf"(?<![\w$])(?:{'|'.join(map(re.escape, lists))})(?![\w$])") if lists else None
    for hit in named.finditer(code[:_LONGEST]) if named is not None else ():
        before, behind = code[max(0, hit.start() - _AROUND) : hit.start()], code[hit.end() : hit.end() + _AROUND]
        told = _INDEXED.match(behind)
        if told is None and _OF_CALL.search(before):
            told = _THEN_FIELD.match(behind)
        if told is None and _THEN_END.match(behind):
            told = _FIELD_FIRST.search(before)
        if told is not None:
            found.setdefault(told["key"], set()).add(hit.group())
    return {key: names.pop() for key, names in found.items() if len(names) == 1}
