"""Titles where values are looked for (标题不是值): the header row of a list that a script is to fill, names of columns.

What a label is called elsewhere says nothing beside another one; a guide that was read so has no word of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.extract.guide.draft import BY_SCRIPT, is_template
from crawler.extract.guide.label_values import DEEDS, IS_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_TITLE = re.compile(r"[^。；;，,]{2,24}")
_OF_FEES = ("fee_", "online_payment")
_SHORTEST, _SEVERAL = 4, 2


def is_title(words: str, labels: LabelDictionary, element: str = "", group: str | None = None) -> bool:
    """Whether words are a label of another element than this one, or the title of a column of a list."""
    if _TITLE.fullmatch(words) is None or code_lists.elements_with(words):
        return False
    match = labels.exact(words)
    groups = (group,) if group is not None else ("materials", "fees", "steps", "faq") if not element else ()
    named = match is not None and match.element not in {element, *DEEDS}
    return named or any(labels.column(one, words) for one in groups)


def are_titles_alone(lines: Sequence[str], labels: LabelDictionary, element: str, group: str | None) -> bool:
    """Whether the lines beside a label are titles and nothing else; one alone is where it is one of the same list."""
    group = "fees" if element.startswith(_OF_FEES) else group
    if len(lines) >= _SEVERAL:
        return all(is_title(line, labels, element, group) for line in lines)
    alone = lines[0] if lines and group is not None and len(lines[0]) >= _SHORTEST else ""
    return is_title(alone, labels, element, group) and labels.column(group or "", alone) not in {None, element}


def no_value(value: str, lines: Sequence[str], labels: LabelDictionary, element: str, group: str | None) -> str | None:
    """Why what stands beside a label on a page is no value; None where it is one. A title alone is looked at later."""
    if is_template(value):
        return BY_SCRIPT
    return IS_LABEL if len(lines) >= _SEVERAL and are_titles_alone(lines, labels, element, group) else None
