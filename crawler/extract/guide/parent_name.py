"""The name of an item where only that of a catalogue entry or a main item (目录名称, 主项名称) stands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.extract.guide.draft import unread

if TYPE_CHECKING:
    from collections.abc import Collection, MutableMapping

    from crawler.domain.elements import Reading

_OF_ANOTHER = re.compile(r"parent|father|super|upper|^p_|上级|父|所属|^(?:fu|sj|ss)", re.IGNORECASE)
"""Labels that say that another item is named, above this one."""
_OF_MAIN = re.compile(r"主项|大项|^main|^(?:zx|dx)", re.IGNORECASE)
"""Labels of an item that has parts: what it is called names this one only where the part is left empty."""
_OF_PART = re.compile(r"sub|child|子项|^(?:zi|zx)", re.IGNORECASE)
"""Labels of the part (子项) of a main item: left empty where the item has no parts."""
_ONLY_PARENT = "only the name of the item above stands there: it may be the name of this one"


def put(readings: MutableMapping[str, Reading], answers: Collection[str]) -> None:
    """Take the name of the catalogue entry where the item has none of its own; what is named above it decides nothing.

    A label of the page that is left empty stays so; a key of an answer (of this evidence) is none that a reader sees.
    """
    own, above = readings.get("name"), readings.get("parent_item")
    if above is None or not above.stated or (own is not None and (own.stated or own.unread)):
        return
    label = above.label or ""
    left_empty = own is not None and own.label is not None and _OF_PART.search(own.label) is None
    a_part = _OF_MAIN.search(label) is not None and (own is None or own.label is None)
    if _OF_ANOTHER.search(label) is None and not left_empty and not a_part:
        readings["name"] = replace(above, element="name")
        del readings["parent_item"]
    elif not left_empty or (own is not None and own.evidence in answers):
        readings["name"] = unread(
            "name", _ONLY_PARENT, evidence=above.evidence or "", locator=above.locator or "/", label=above.label
        )
