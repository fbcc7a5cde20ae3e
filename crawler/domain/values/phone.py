"""Phone numbers (电话号码) of mainland China, alone or inside words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.domain.values.folded import folded
from crawler.domain.values.remembered import remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One number. `text` is how it is written, `number` its digits without area code and extension."""

    text: str
    number: str
    area: str | None = None
    extension: str | None = None


_DASH = r"[-—–‐―~_]"
_SEPARATORS = re.compile(r"[；;、,，/或和及\n\r|]|\s{2,}")
_EXTENSION = rf"(?P<ext>(?:\s*(?:转|分机|ext\.?|{_DASH})\s*\d{{1,6}}(?!\d))*)"
_AREA = rf"(?:\(?(?P<area>0(?:10|2\d)|0\d{{2,3}})\)?(?:{_DASH}|\s)*)"
_LAND = r"[2-9]\d{3}\s?\d{4}|[2-9]\d{2}\s?\d{4}|12[13]\d{2}"
_LANDLINE = rf"(?:{_AREA}(?P<far>\d{{4}}\s?\d{{4}}|\d{{3}}\s?\d{{4}}|12[13]\d{{2}})|(?P<near>{_LAND})){_EXTENSION}"
_SPECIAL = (
    r"(?P<special>11[049]|12[02]|95\d{3}(?:\d{1,3})?|96\d{3,6}|[48]00-?\d{3}-?\d{4}|[48]00\d-?\d{3}-?\d{3}"
    r"|[48]00-\d{4}-\d{3}|0?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})"
)
_PHONE = re.compile(
    rf"(?<!\d)(?<!\d[.:])(?:\+?(?:00)?86{_DASH}?\s?)?(?:{_SPECIAL}|{_LANDLINE})(?![\d:]|\.\d)", re.IGNORECASE
)
_ABROAD = re.compile(rf"(?<!\d)(?:\+|00)86{_DASH}?\s?(?P<area>[1-9]\d{{1,2}}){_DASH}?\s?(?P<land>[2-9]\d{{6,7}})(?!\d)")
_DIGITS = re.compile(r"\d{3}")
"""What every number of telephone has in it."""
_CANDIDATE = re.compile(rf"[\d()+]+(?:(?:{_DASH}|\s|转)*[\d()]+)*")
_ELSEWHERE = re.compile(
    r"https?://\S+|www\.\S+|[\w.-]+@[\w.-]+|(?<![A-Za-z])(?!tel|fax|phone)[A-Za-z]+[-_]?[a-z][\w-]*\d\w*|(?:QQ|[工证警]号|邮编|邮政编码)(?:群|号码?)?\s*:?\s*\d+",
    re.IGNORECASE,
)
"""Addresses, names of accounts and numbers of other kinds, which are no phone."""
_FOLLOW_ON = re.compile(r"\d{1,6}")
_OTHER_NUMBER = re.compile(
    r"\d\s*(?:号|室|楼|层|栋|幢|房|年|月|日|时|点|分|元|个|次|路|%|:)|:\d|\d\.\d|(?:第|星期|周)\d"
)


@remembered
def find_phones(text: str) -> tuple[Phone, ...]:
    """Every possible phone number in a text, in order; words around it do not matter."""
    found: list[Phone] = []
    bare = folded(text)
    if _DIGITS.search(bare) is None:
        return ()  # most texts
    taken: list[tuple[int, int]] = []
    for match in _ABROAD.finditer(bare):
        taken.append(match.span())
        found.append(Phone(text=match.group(), number=match.group("land"), area="0" + match.group("area")))
    for match in _PHONE.finditer(bare):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        special = match.group("special")
        number = re.sub(r"\D", "", special or match.group("far") or match.group("near"))
        extension = re.sub(r"\D", "", match.group("ext") or "") or None if special is None else None
        found.append(Phone(text=match.group().strip(), number=number, area=match.group("area"), extension=extension))
    return tuple(found)


@remembered
def malformed(text: str) -> tuple[str, ...]:
    """Numbers given as phone numbers that cannot be one.

    Such a part of the text is nothing but digits and dashes once the words around it are off, and fits no form. An
    extension after a number (…8001/8002) is none.
    """
    wrong: list[str] = []
    seen_good = False
    for part in _SEPARATORS.split(_ELSEWHERE.sub(" ", folded(text))):
        if _PHONE.search(part) or _ABROAD.search(part):
            seen_good = True
            continue
        if _OTHER_NUMBER.search(part):
            continue
        for candidate in _CANDIDATE.findall(part):
            core = candidate.strip("() ")
            digits = re.sub(r"\D", "", core)
            if len(digits) >= 3 and not (seen_good and _FOLLOW_ON.fullmatch(core)):
                wrong.append(core)
    return tuple(wrong)
