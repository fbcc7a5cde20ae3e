"""Codes of service items (事项编码): implementation, handling and basic codes, and local numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ListedItem, ServiceGuide, ServiceItem
from crawler.domain.values import area_codes, divisions
from crawler.domain.values.remembered import remembered


class CodeKind(StrEnum):
    """What a published code is by its form."""

    IMPLEMENTATION = "implementation"
    """31 characters (实施编码): credit code 18, level 1, basic code 12."""
    HANDLING = "handling"
    """33 characters (业务办理项编码): an implementation code and a two-digit number."""
    BASIC = "basic"
    """12 characters (基本编码)."""
    UUID = "uuid"
    HYPHENATED = "hyphenated"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCode:
    """The parts of an implementation or handling code."""

    credit_code: str
    level: str
    basic_code: str
    number: str | None = None

    @property
    def implementation_code(self) -> str:
        """The 31 characters."""
        return self.credit_code + self.level + self.basic_code

    @property
    def type_digits(self) -> str:
        """Digits 3 and 4 of the basic code: the item type."""
        return self.basic_code[2:4]

    @property
    def division(self) -> str:
        """The six digits of the credit code that name the body's division (GB/T 2260)."""
        return self.credit_code[2:8]


_IMPLEMENTATION = re.compile(r"([0-9A-HJ-NPQRTUWXY]{18})([1-7])([0-9A-Z]{12})")
_HANDLING = re.compile(r"([0-9A-HJ-NPQRTUWXY]{18})([1-7])([0-9A-Z]{12})(\d{2})")
_TELLING = frozenset({CodeKind.UUID, CodeKind.IMPLEMENTATION, CodeKind.HANDLING})
_OF_A_CITY = "3"
_ACROSS = ("跨", "通办", "全省", "全国")
_BASIC = re.compile(r"[0-9]{2}[0-9A-Z]{10}")
_UUID = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=(?:\d*[a-f]){4})[0-9a-f]{32}", re.IGNORECASE
)  # 32 characters with next to no letter are a code with a fault, for 12 of 32 are letters in a number drawn by lot


@remembered
def parse(text: str) -> ItemCode | None:
    """Parts of an implementation or handling code; None for every other code. White space inside is a fault."""
    code = text.strip()
    found = _IMPLEMENTATION.fullmatch(code) or _HANDLING.fullmatch(code)
    if found is None:
        return None
    credit, level, basic, *rest = found.groups()
    return ItemCode(credit_code=credit, level=level, basic_code=basic, number=rest[0] if rest else None)


def published(item: ServiceItem | ListedItem) -> tuple[Reading, ItemCode | None]:
    """The reading that holds the item's implementation code, else its handling code, and the parts of that code."""
    own = item.read("implementation_code")
    code = parse(own.text)
    if code is None:
        handling = item.read("handling_code")
        code = parse(handling.text)
        if code is not None:
            return handling, code
    return own, code


def strays(text: str, guide: ServiceGuide) -> bool:
    """Whether a text is the code of a city's item and names another city of the province than the portal's.

    A city's own bodies keep their division through every merger of counties. Items that are handled across cities, and
    bodies or offices that the guide itself places in the city of the code, are that city's.
    """
    code = parse(text)
    if code is None or code.level != _OF_A_CITY or not divisions.is_another_city(code.division, guide.region or ""):
        return False
    said = " ".join(guide.read(e).text for e in ("implementing_body", "entrusting_body", "place", "scope"))
    said += " ".join(window.place.text for window in guide.windows)
    there = (region[:4] for region in area_codes.regions_named(said))
    return code.division[:4] not in there and not any(word in guide.read("scope").text for word in _ACROSS)


@remembered
def kind(text: str) -> CodeKind:
    """What a code is by its form."""
    code = text.strip()
    parts = parse(code)
    if parts is not None:
        return CodeKind.HANDLING if parts.number else CodeKind.IMPLEMENTATION
    if _UUID.fullmatch(code):
        return CodeKind.UUID
    if _BASIC.fullmatch(code):
        return CodeKind.BASIC
    return CodeKind.HYPHENATED if "-" in code else CodeKind.OTHER


def form(text: str) -> CodeKind | None:
    """The form of a value where it tells what the value is; local numbers are of any form."""
    found = kind(text)
    return found if found in _TELLING else None


@remembered
def is_code(text: str) -> bool:
    """Whether the text can be a code at all: one run of at least six letters and digits, with a digit in it."""
    return re.fullmatch(r"(?=.*\d)[0-9A-Za-z][0-9A-Za-z_.\-]{4,}[0-9A-Za-z]", plain(text)) is not None
