"""Lists of fees (收费项目) in data that say nothing of whether anything is charged (是否收费)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.draft import unread

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft

_NO_STATUS = "the data list fees and no word on whether they are charged: the page may say it"
_OF_A_FEE = ("fee_name", "fee_standard", "fee_basis")


def holds_fees(draft: Draft, at: str) -> bool:
    """Whether parts of a fee were read below a pointer: a name, a basis or a standard, whichever stand there."""
    told = (c.reading for element in _OF_A_FEE for c in draft.candidates.get(element, ()))
    return any(one.stated and (one.locator or "").startswith(f"{at}/") for one in told)


def no_status(evidence: str, at: str) -> Reading:
    """What such a list leaves open; under no label, since of the fees in it all is known."""
    return unread("fee_status", _NO_STATUS, evidence=evidence, locator=at)
