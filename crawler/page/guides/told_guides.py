"""Where the row of an answer says that its guide is: under a known key, or by the address itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.domain.evidence import Target
from crawler.page.json_tree import flat, plain
from crawler.page.links import absolute, json_address
from crawler.page.vocabulary import GUIDE_ADDRESS, NOT_GUIDE_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping

_IDENTIFIER = re.compile(r"(?=[^\d]*\d)[\w-]{4,64}", re.ASCII)
GUIDE_URL = re.compile(
    r"^(?:(?:task|item|guide|detail|bszn|sx|matter|service|zn|banshi)?(?:url|href|link|path)|bszn|guide(?:url)?|detail"
    r"|(?:办事)?(?:指南|详情)(?:链接|地址|网址)?)$"
)
"""Keys under which rows say where their guides are."""


def told_guide(row: Mapping[str, Any]) -> str | None:
    """The one address in a row, where it is made like a guide's and holds an identifier of the row itself."""
    told = [value.strip() for value in row.values() if isinstance(value, str) and json_address(value)]
    if len(told) != 1 or not GUIDE_ADDRESS.search(told[0]) or NOT_GUIDE_ADDRESS.search(told[0]):
        return None
    own = (text for text in map(plain, row.values()) if _IDENTIFIER.fullmatch(text))
    return told[0] if any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", told[0]) for one in own) else None


def guide_target(row: Mapping[str, Any], base: str) -> Target | None:
    """Where a row of data says that its guide is."""
    for key, value in row.items():
        if isinstance(value, str) and GUIDE_URL.match(flat(key)) and json_address(value):
            address = absolute(value, base)
            if address:
                return Target(url=address)
    own = absolute(told, base) if (told := told_guide(row)) is not None else None
    return Target(url=own) if own is not None else None
