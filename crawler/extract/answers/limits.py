"""Limits of an answer (时限): a number with the unit beside it, or a text; 0 of an 即办件 is 即办."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.domain.values import case_type
from crawler.extract.answers.units import unit_beside
from crawler.extract.guide import text as guide_text
from crawler.extract.guide.draft import reading, unread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.elements import Reading
    from crawler.extract.answers.codes import Codes
    from crawler.extract.answers.keys import JsonKeys
    from crawler.page.json_page import JsonPage

_NO_UNIT = "the unit of the limit is not in the answer"
_NUMBER = re.compile(r"\d+(\.\d+)?")


class Spot(NamedTuple):
    """Where a value stands: its key, its pointer and the object around it."""

    key: str
    at: str
    node: Mapping[str, Any]


def limit(element: str, words: str, quote: str, spot: Spot, *, page: JsonPage, keys: JsonKeys, codes: Codes) -> Reading:
    """What a text says as a limit; a number has its unit in the title above it, or beside it."""
    key, at, node = spot
    said: str | None = words
    if _NUMBER.fullmatch(words):
        if float(words) == 0 and element == "promised_time_limit" and _is_immediate(node, keys):
            said = "即办"
        elif (titled := guide_text.with_unit(element, words, key)) != words:
            said = titled
        elif (unit := unit_beside(key, node, codes)) is None:
            return unread(element, _NO_UNIT, evidence=page.evidence, locator=at, label=key)
        else:
            said = f"{words}{unit}"
    return reading(element, said or None, evidence=page.evidence, locator=at, label=key, quote=quote.strip() or None)


def _is_immediate(node: Mapping[str, Any], keys: JsonKeys) -> bool:
    found = keys.value_of(node, "case_type")
    return found is not None and case_type.parse(found) is case_type.CaseType.IMMEDIATE
