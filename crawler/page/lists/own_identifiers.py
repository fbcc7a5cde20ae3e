"""The identifier of a row of data (事项标识), also under a key of the vendor's own where its form tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values.item_code import CodeKind, kind

if TYPE_CHECKING:
    from collections.abc import Mapping

IDS = re.compile(
    r"^(?:id|guid|uuid|unid|key|slug|rowguid|stid|(?:task|item|matter|sx|ql|event|service|affair|transact|power)(?:u?u?id|guid|unid)|iid|itemsid)$"
)
"""Keys that are known for it."""
_THING = (
    r"(?:dept|department|org|ou|unit|body|area|region|division|site|web|theme|type|kind|channel|column|user|city|dir|"
    r"parent|main|catalog|bumen|bm|jg|dw|ssbm|xzqh|file|attach|form|pic|img)"
)
_OF_ANOTHER = re.compile(rf"(?:\w*{_THING}|[pf])(?:u?u?id|guid|unid|key|code|no|dm|bm|bh)?|id{_THING}")
"""Keys of what is none of the item's own: its department, what it lies beneath, a picture."""


def own_identifier(said: Mapping[str, str]) -> str | None:
    """The only identifier by its form (UUID) among what a row says of itself, by its keys as they are compared."""
    found = [value for key, value in said.items() if kind(value) is CodeKind.UUID and not _OF_ANOTHER.fullmatch(key)]
    return found[0] if len(found) == 1 else None
