"""Where the row of an answer says that its guide is, under a key that nobody knows: by the address itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.page.json_tree import plain
from crawler.page.links import json_address
from crawler.page.vocabulary import GUIDE_ADDRESS, NOT_GUIDE_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping

_IDENTIFIER = re.compile(r"(?=[^\d]*\d)[\w-]{4,64}", re.ASCII)


def told_guide(row: Mapping[str, Any]) -> str | None:
    """The one address in a row, where it is made like a guide's and holds an identifier of the row itself."""
    told = [value.strip() for value in row.values() if isinstance(value, str) and json_address(value)]
    if len(told) != 1 or not GUIDE_ADDRESS.search(told[0]) or NOT_GUIDE_ADDRESS.search(told[0]):
        return None
    own = (text for text in map(plain, row.values()) if _IDENTIFIER.fullmatch(text))
    return told[0] if any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", told[0]) for one in own) else None
