"""Rows of an item list (事项清单) held side by side: one item twice, or two items of one name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import divisions
from crawler.domain.values.item_code import ItemCode, published
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.records import ListedItem

_PLACE = re.compile(r"省|市(?!场)|县|区|州|盟|旗|镇|乡|街道|兵团")
_AREA = re.compile(r"(?<!\d)[1-6]\d{5}(?:\d{6})?(?!\d)")


def is_same(one: ListedItem, other: ListedItem) -> bool | None:
    """Whether two rows of one name are one item twice; None where the rows do not tell."""
    mine, theirs = published(one)[1], published(other)[1]
    if mine and theirs:
        if mine.credit_code != theirs.credit_code or _is_one(mine, theirs):
            return False
    elif not _lead_apart(one, other):
        return False
    for element in ("item_type", "level", "implementing_body"):
        said, too = plain(one.read(element).text), plain(other.read(element).text)
        if said and too and said != too:
            return False
    body = one.read("implementing_body").text and other.read("implementing_body").text
    return True if (mine and theirs) or (body and _PLACE.search(body)) else None


def _is_one(mine: ItemCode, theirs: ItemCode) -> bool:
    """Handling items of one implementation code, or a main item (…000) beside its sub-item."""
    first, second = mine.basic_code, theirs.basic_code
    is_main = first[:9] == second[:9] and any(code[9:] in {"000", "00Y"} for code in (first, second))
    return mine.implementation_code == theirs.implementation_code or is_main


def _lead_apart(one: ListedItem, other: ListedItem) -> bool:
    """Whether two rows lead to different guides of one division."""
    if one.target is None or other.target is None or one.target.key == other.target.key:
        return False
    return _areas(one) == _areas(other)


def _areas(row: ListedItem) -> set[str]:
    numbers = _AREA.findall(row.target.url) if row.target is not None else []
    return {number for number in numbers if divisions.exists(number[:6])}
