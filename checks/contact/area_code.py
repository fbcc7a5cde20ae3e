"""Area code (区号与地区一致): the area codes of the numbers belong to the region of the guide.

Basis: practice of a city office's checker of guides (0577 for 温州); the numbering plan of the regions.
Applicability: numbers that are written with an area code.
Expectation: the code is one of the region's. 0577-88888888 of an office of 温州市 passes, 0571-88888888 fails.
Assumptions: the region is that of the portal's city, of the office's credit code or item code, of its name and of the
places; of several any will do, but a code of another province than the portal's, or of a city's item that names
another city, is not believed. Provincial offices
may have any code of the province (most have the capital's), national ones 010. Where two cities were joined, both codes
are right.
Known limits: free calls, 12345 and mobile phones have no region; a guide that does not say where it belongs: cant_tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values import area_codes, item_code
from crawler.domain.values.phone import find_phones

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_CODED = ("implementation_code", "handling_code", "body_code")
_CREDIT = re.compile(r"\s*[0-9A-Z][0-9A-Z](?P<region>\d{6})[0-9A-Z]{10}")
_PROVINCIAL = re.compile(r"省(?!\w{1,4}[市州县区])|自治区(?!\w{1,4}[市州县区盟])")
_NATIONAL = re.compile(r"^(?:国家|中华人民共和国|全国|中国)|国家级|国务院")


@lru_cache(maxsize=2048)
def _areas(text: str) -> tuple[str, ...]:
    if "0" not in text and "+" not in text:
        return ()
    return tuple(dict.fromkeys(phone.area for phone in find_phones(text) if phone.area))


def _asked(guide: ServiceGuide) -> list[tuple[Reading, tuple[str, ...]]]:
    phones = (guide.read("consultation_phone"), guide.read("complaint_phone"), *(w.phone for w in guide.windows))
    found = {r.text: (r, areas) for r in phones if r.stated and (areas := _areas(r.text))}
    return list(found.values())


def _regions(guide: ServiceGuide) -> Iterator[str]:
    own = guide.region if guide.region and area_codes.of_region(guide.region) else None
    for element in _CODED:
        credit = _CREDIT.match(guide.read(element).text)
        # A code of another province or city is wrong itself, which code.division says.
        if credit and (own is None or credit["region"][:2] == own[:2]) and not item_code.strays(credit.string, guide):
            yield credit["region"]
    if own is not None and not own.endswith("0000"):
        yield own
    places = (guide.read("place"), *(window.place for window in guide.windows))
    for reading in (guide.read("implementing_body"), *places):
        yield from area_codes.regions_named(reading.text) if reading.stated else ()


def _accepted(guide: ServiceGuide, regions: list[str]) -> frozenset[str]:
    codes = frozenset[str]().union(*(area_codes.of_region(region) for region in regions))
    said = f"{guide.read('implementing_body').text} {guide.read('level').text}"
    if _PROVINCIAL.search(said):
        codes = codes.union(*(area_codes.of_region(region[:2]) for region in regions))
    return codes | {"010"} if codes and _NATIONAL.search(said) else codes


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = _asked(guide)
    if not asked:
        return inapplicable("没有带区号的电话")
    regions = list(dict.fromkeys(_regions(guide))) or [guide.region or ""]
    accepted = _accepted(guide, regions)
    if not accepted:
        return cant_tell("不知道办事指南属于哪个地区")
    right = "、".join(sorted(accepted)) if len(accepted) <= 3 else "本省各市的区号"
    defects = []
    for reading, areas in asked:
        wrong = next((area for area in areas if area not in accepted and "省" not in reading.text), None)
        if wrong is not None:
            zh = f"电话“{reading.text}”的区号{wrong}不是本地区的区号（{right}）"
            message = Text(zh, f"“{reading.text}”: {wrong} is not an area code of this region")
            mend = Text("请核对区号和号码", "Check area code and number")
            defects.append(Defect(about=reading, message=message, suggestion=mend))
    return failed(*defects)


CHECK = Check(
    id="contact.area_code",
    version=3,
    title=Text("区号与地区一致", "Area codes belong to the region"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("consultation_phone", "complaint_phone"),
    evaluate=_evaluate,
)
