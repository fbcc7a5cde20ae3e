"""Values that a page's template writes for every guide (模板里写定的内容): `<th>实施主体性质</th><td>法定机关</td>`.

Answers say nothing of them: what a rendered guide shows there is what the page shows of all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.domain.elements import Reading

_BETWEEN = r"[^\u4e00-\u9fff?|&$]{0,160}?"
"""Signs of markup, or of a function that makes some, between a label and its value: neither words nor a choice."""
_ENDS = r"\s*(?=[<\"'`\\])"
_DECIDES = re.compile(r"v-(?:if|else|show|for|html|text|bind)|\bng-|:?\bclass=\"\{|\{\{|\$\{|_[sl]\(|\?|&&|\|\|")
"""What makes a row appear for some items only, or puts something of the item there."""
_ROW = re.compile(r"</t[hdr]>|</li>|</d[td]>|</p>|</div>|\]\)")
_BEFORE = 120
_LONGEST = 2_000_000
_LONGEST_VALUE = 40


def written_values(stated: Mapping[str, Reading], scripts: Iterable[str]) -> dict[str, Reading]:
    """Of what a rendered guide states, by element, that which its template writes beside the label whatever the item.

    Each place where a script has the label has to go on with this very value.
    """
    texts = [script[:_LONGEST] for script in scripts]
    return {element: one for element, one in stated.items() if _is_written(one, texts)}


def _is_written(one: Reading, scripts: Iterable[str]) -> bool:
    label, value = (one.label or "").strip(" ：:"), one.text.strip()
    if not label or not value or label == value or len(value) > _LONGEST_VALUE:
        return False
    alone = re.compile(rf"(?<![\u4e00-\u9fff]){re.escape(label)}(?![\u4e00-\u9fff])")
    same = re.compile(rf"[：:]?(?P<between>{_BETWEEN}){re.escape(value)}{_ENDS}")
    places = [(script, found) for script in scripts for found in alone.finditer(script)]
    return bool(places) and all(_goes_on(script, found, same) for script, found in places)


def _goes_on(script: str, label: re.Match[str], same: re.Pattern[str]) -> bool:
    """Whether the value follows a label, and nothing in the row decides about either."""
    value = same.match(script, label.end())
    before = _ROW.split(script[max(0, label.start() - _BEFORE) : label.start()])[-1]
    return value is not None and not _DECIDES.search(value["between"]) and not _DECIDES.search(before)
