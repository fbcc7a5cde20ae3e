"""Code lists that a script writes as literals (脚本里的数据字典): `var DICT = {ITEM_TYPE: {"01": "行政许可"}}`.

Read, never run. What a list is called is the name or key before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.page.script.literals import value_at

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = r"[\"']?[0-9A-Za-z]{1,4}[\"']?"
_WORD = r"[\"'](?:[^\"'\n]{0,30}[\u4e00-\u9fff]|[^\"'\n\\]{0,30}\\u[4-9][0-9a-fA-F]{3})"
_PAIR = r"[\"']?\w{1,12}[\"']?\s*:\s*(?:[\"'][^\"'\n]{1,30}[\"']|\d{1,4})"
_ROW = rf"\{{\s*{_PAIR}\s*,\s*{_PAIR}"
_LIST = re.compile(rf"\{{\s*{_CODE}\s*:\s*{_WORD}|\[\s*{_ROW}")
"""How a list of codes begins: {"01": "行政许可"; [{value: "1", label: "即办件"."""
_NAME = re.compile(r"([A-Za-z_$][\w$]{1,39})[\"']?\]?\s*[:=]\s*$")
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
