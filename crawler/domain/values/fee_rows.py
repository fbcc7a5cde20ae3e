"""Fees of a guide (收费项目), whether they stand in a table of their own or as single fields."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.records import Fee
from crawler.domain.values.fee_status import FeeStatus, is_no_fee, parse
from crawler.domain.values.money import parse_amounts
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

FIELDS = ("fee_name", "fee_standard", "fee_basis", "fee_reduction", "fee_reduction_basis", "online_payment")
_FEE_FIELDS = ("fee_standard", "fee_name", "fee_basis")
_WHY_FREE = ("停征", "免征", "免收", "不收", "不得收", "不再收", "停止收", "停止征", "暂停", "取消", "免费")
_FIRST_WORD = re.compile(r"([是否])[,。;:(、]")
_FREE_WORDS = re.compile(r"不收费|不收取|免收|免费|免征|免缴|(?:不用|不需要?|无需|无须)[缴交付]费")
_CASE_FREE = re.compile(r"[^,;:。]{2,16}?:?(?:不收费|不收取费用|不收取|免收费用|免收|免费|免征|停征)(?:工本费|费用)?")
"""A standard that names the one case of the row and says that it is free: 首次申领：免收."""
_CASES = re.compile(r"[;；。\n，,]")
_ENDED = re.compile(r"停征|停止|暂停|取消|不再|原(?:收费|标准|为|按)|调整为|降为|降至")
"""What tells of a fee as it was."""
_STOPPED = re.compile(r"停征|停止征收|停止收费|取消(?:该项|此项|本项)?收费|不再收[取费]")
_OF_SOME = re.compile(r"部分|对|小微|小型|除|其他")
_DEPENDS = re.compile(r"部分|视|或|/|如|超出|除外|以外|另行|\d元")


def fee_rows(guide: ServiceGuide) -> tuple[Fee, ...]:
    """The fee rows; what a row leaves open is taken from the guide's own field, and a guide without rows is one row."""
    whole = {field: guide.read(field) for field in FIELDS}
    if not guide.fees:
        return (Fee(name=whole["fee_name"], readings=whole),)
    # What the guide says by its rows alone is no word about the others: their names, or the same of each.
    names = {row.name.text for row in guide.fees if row.name.stated}
    of_rows = {field: names | {row.read(field).text for row in guide.fees} for field in FIELDS}
    whole = {field: r for field, r in whole.items() if not of_rows[field].issuperset(r.text.split("；"))}
    return tuple(
        replace(
            row,
            name=_either(row.name, whole.get("fee_name")),
            readings={**row.readings, **{f: _either(row.read(f), whole.get(f)) for f in FIELDS if f != "fee_name"}},
        )
        for row in guide.fees
    )


def _either(own: Reading, whole: Reading | None) -> Reading:
    return whole if whole is not None and whole.stated and not own.stated else own


def has_content(reading: Reading) -> bool:
    """Whether a field of a fee says something."""
    return reading.stated and not says_nothing(reading.text)


def charging(row: Fee) -> Reading | None:
    """The reading by which a row shows that a fee is charged; None where it shows none, or says why there is none."""
    standard = row.read("fee_standard")
    amounts = parse_amounts(standard.text)
    free = is_no_fee(standard.text) or (_case_is_free(standard.text) and not amounts)
    if has_content(standard) and (free or (amounts and not any(a.value for a in amounts))):
        return None
    for field in _FEE_FIELDS:
        reading = row.read(field)
        if has_content(reading) and not is_no_fee(reading.text) and not any(w in reading.text for w in _WHY_FREE):
            return reading
    return None


def _case_is_free(text: str) -> bool:
    bare = plain(text).rstrip("。.!")
    return _CASE_FREE.fullmatch(bare) is not None and not _DEPENDS.search(bare)


def status(guide: ServiceGuide) -> FeeStatus | None:
    """Whether the guide charges: by its own word, else by the amount it names."""
    reading = guide.read("fee_status")
    said = (parse(reading.text) or _in_other_words(reading.text)) if reading.stated else None
    if said is not None or reading.unread:
        return said
    if reading.stated and parse_amounts(reading.text):
        return FeeStatus.FREE if is_no_fee(reading.text) else FeeStatus.CHARGED
    if reading.stated:
        return None
    rows = fee_rows(guide)
    if any(parse_amounts(row.read("fee_standard").text) and (charging(row) or _in_cases(row)) for row in rows):
        return FeeStatus.CHARGED
    free = [row for row in rows if _is_free(row.read("fee_standard").text)]
    return FeeStatus.FREE if free and len(free) == len(rows) else None


def _is_free(standard: str) -> bool:
    stopped = _STOPPED.search(standard) is not None and not _OF_SOME.search(standard)
    return stopped or parse(standard) is FeeStatus.FREE


def _in_cases(row: Fee) -> bool:
    """Whether a standard is free in one case and names what is paid in another: 首次申领免费；到期换领20元."""
    text = row.read("fee_standard").text
    cases = (case for case in _CASES.split(text) if not any(word in case for word in _WHY_FREE))
    return not _ENDED.search(text) and any(amount.value for case in cases for amount in parse_amounts(case))


def _in_other_words(text: str) -> FeeStatus | None:
    bare = plain(text)
    if found := _FIRST_WORD.match(bare):
        return FeeStatus.CHARGED if found[1] == "是" else FeeStatus.FREE
    return FeeStatus.FREE if _FREE_WORDS.search(bare) and not _DEPENDS.search(bare) else None


def is_charged(guide: ServiceGuide) -> bool:
    """Whether a fee is charged."""
    return status(guide) is FeeStatus.CHARGED
