"""Lists of fees (收费项目) in data that say nothing of whether anything is charged (是否收费), and empty ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.extract.guide.draft import unread
from crawler.page.json_tree import HELD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_NO_STATUS = "the data list fees and no word on whether they are charged: the page may say it"
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_FEWEST = 2
_OF_A_FEE = ("fee_name", "fee_standard", "fee_basis")


def holds_fees(draft: Draft, at: str) -> bool:
    """Whether parts of a fee were read below a pointer: a name, a basis or a standard, whichever stand there."""
    told = (c.reading for element in _OF_A_FEE for c in draft.candidates.get(element, ()))
    return any(one.stated and (one.locator or "").startswith(f"{at}/") for one in told)


def no_status(evidence: str, at: str) -> Reading:
    """What such a list leaves open; under no label, since of the fees in it all is known."""
    return unread("fee_status", _NO_STATUS, evidence=evidence, locator=at)


def lists_none(answers: Iterable[JsonPage], labels: LabelDictionary) -> bool:
    """Whether data that bring other parts of a guide have a place for its fees, all of it empty: `"feeInfo": null`.

    Where the other parts beside it are empty too, the data may be still to come.
    """
    empty = False
    for answer in answers:
        stack = [answer.data]
        while stack:
            node = stack.pop()
            if isinstance(node, list):
                stack += [one for one in node if isinstance(one, HELD)]
                continue
            held = {key: value for key, value in node.items() if isinstance(value, HELD)}
            stack += held.values()
            fees = [value for key, value in node.items() if _is_of_fees(key, labels) and not isinstance(value, bool)]
            if any(isinstance(value, HELD) and value for value in fees):
                return False
            empty = empty or (bool(fees) and _has_others(held, labels) and all(value in _EMPTY for value in fees))
    return empty


def _is_of_fees(key: str, labels: LabelDictionary) -> bool:
    element = labels.element_of_field(key)
    return labels.group_of_field(key) == "fees" or element in {"fee_status", "fee_standard", "fee_name"}


def _has_others(held: Mapping[str, Any], labels: LabelDictionary) -> bool:
    """Whether other lists and sections of a guide beside its fees hold something."""
    return sum(bool(value) and not _is_of_fees(key, labels) for key, value in held.items()) >= _FEWEST
