"""A fee told in one sentence (收费说明): its name, standard, basis and way of payment taken from the words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.domain.values import fee_status
from crawler.domain.values.money import parse_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.elements import Reading

_CLAUSE = re.compile(r"[^，。；;,]+")
_NAME = re.compile(
    r"(?:收取|缴纳|交纳|征收)([\u4e00-\u9fff]{2,12}?(?:费|税|金))(?![\u4e00-\u9fff]*[费税])"
    r"|(?<![^\W_])([\u4e00-\u9fff]{2,14}?(?<![收缴付交免经计])费)(?=\s*(?:[:：]|为|是|每|按|依据?[\u4e00-\u9fff《]|\d))"
)
_BASIS = re.compile(
    r"(?:依据|根据|按照?)?(《[^《》]{2,40}》(?:[（(][^（）()]{2,30}[）)])?(?:第[一二三四五六七八九十百千\d]+条)?)"
    r"|(?:依据|根据|按照?|见|[（(])([\u4e00-\u9fff]{1,12}[〔\[【(（]\d{4}[〕\]】)）]第?\d{1,5}号)"
)
_PAYMENT = re.compile(
    r"网上(?:支付|缴费|缴纳|交费)|线上(?:支付|缴费|缴纳)|扫码|在线(?:支付|缴费)|电子(?:支付|缴款)|非税"
)
_THERE = re.compile(r"窗口|现场|大厅|柜台|前台")
_SAYS_ITSELF = re.compile(r"(?:暂不|不|尚未|未|已)?(?:支持|开通|提供|可以?)")
_FEE_SAID = re.compile(r"不收取(?:任何)?费用|不收费|不收取|免费|免收|收取(?=.{0,12}费)|收费(?=[，,。；;：:\s])")
_PART_FIRST = re.compile(
    r"\s*(?:[(（]?[\d一二三四五六]{1,2}[)）、.．]+\s*)?收费(?:环节|项目|依据|标准|主体|方式|名称)\s*[:：]"
)
_NO_FEE_HERE = re.compile(r"(?:本|该|此|办理)")
"""Begins a sentence about the item: 本许可不收费. A bare 0 or 否 below 收费标准 is left to the checks."""
_TOLD = 0.8
"""Confidence in a part of a sentence."""


def _paid_from_afar(clause: str) -> bool:
    """Whether a clause speaks of paying without going there: 扫码 at the window is no such way."""
    return _PAYMENT.search(clause) is not None and not ("扫码" in clause and _THERE.search(clause))


def told_in(status: Reading) -> dict[str, Reading]:
    """The elements of a fee that the words of 是否收费 or 收费说明 tell; empty where they name no amount."""
    text = status.text
    if (
        not status.stated
        or fee_status.parse(text) is fee_status.FeeStatus.FREE
        or not any(amount.value for amount in parse_amounts(text))
    ):
        return {}
    clauses = [found.group().strip() for found in _CLAUSE.finditer(text)]
    name, basis = _NAME.search(text), _BASIS.search(text)
    said = {
        "fee_standard": next((clause for clause in clauses if parse_amounts(clause)), None),
        "fee_name": name.group(1) or name.group(2) if name else None,
        "fee_basis": basis.group(1) or basis.group(2) if basis else None,
        "online_payment": next((clause for clause in clauses if _paid_from_afar(clause)), None),
    }
    return {
        element: replace(status, element=element, value=words, quote=words, confidence=_TOLD)
        for element, words in said.items()
        if words
    }


def say_whether(readings: dict[str, Reading]) -> None:
    """收费标准：不收费 says as well whether a fee is charged, where nothing else does.

    A key of an answer that stands empty (isFee) is no label that stands empty on a page.

    Below a title of both (收费标准及依据) it says that alone, and neither a standard nor a basis.
    """
    own = readings.get("fee_status")
    if own is not None and own.stated and _PART_FIRST.match(own.text):
        own = None  # the words of a section (审批收费) whose own labels tell of the fee
        del readings["fee_status"]
    both = [readings[element] for element in ("fee_standard", "fee_basis") if element in readings]
    if own is None or not (own.stated or (own.label is not None and not own.label.isascii() and not own.unread)):
        for said in both:
            told = _whether(said.text) if said.stated else None
            if told is not None:
                own = replace(said, element="fee_status", value=told, quote=told)
                readings["fee_status"] = own
                break
    if own is not None and _is_free(own) and say_none_is_charged(both):
        for said in both:
            readings[said.element] = replace(said, state=State.NOT_STATED, value=None, quote=None)


def _whether(text: str) -> str | None:
    """The words at the start of a standard that say whether a fee is charged: 不收费, 本许可不收费."""
    found = _FEE_SAID.match(text)
    first = text.split(maxsplit=1)[0] if found is None and text.strip() else ""
    if found is not None:
        return found.group()
    return first if _NO_FEE_HERE.match(first) and fee_status.parse(first) is fee_status.FeeStatus.FREE else None


def say_none_is_charged(parts: Sequence[Reading]) -> bool:
    """Whether standard and basis of a fee are one text under one title (收费标准及依据), that none is due."""
    is_one = len(parts) > 1 and len({(said.locator, said.value, said.label) for said in parts}) == 1
    return is_one and _is_free(parts[0])


def _is_free(said: Reading) -> bool:
    return said.stated and fee_status.parse(said.text) is fee_status.FeeStatus.FREE


def said_by_label(seen: Reading) -> Reading:
    """A label that was seen without a value: it needs none where it says itself what it names (支持网上缴费)."""
    if seen.element != "online_payment" or seen.label is None or _SAYS_ITSELF.match(seen.label) is None:
        return seen
    return replace(seen, state=State.STATED, value=seen.label, reason=None)
