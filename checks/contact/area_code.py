"""Area code (区号与地区一致): the area codes of the numbers belong to the region of the guide.

Basis: practice of a city office's checker of guides (0577 for 温州); the numbering plan of the regions.
Applicability: numbers that are written with an area code.
Expectation: the code is one of the region's. 0577-88888888 of an office of 温州市 passes, 0571-88888888 fails.
Assumptions: the region is that of the portal's city, of the office's credit code or item code, of its name and of the
places; of several any will do, but a code of another province than the portal's, or of a city's item that names
another city, is not believed. Provincial offices
whose places name the capital and no other city have its code, others any code of the province; national ones 010. Where
two cities were joined, both codes are right.
Known limits: free calls, 12345 and mobile phones have no region; a guide that does not say where it belongs: cant_tell.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values.home_areas import accepted_areas
from crawler.domain.values.phone import find_phones

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide


@lru_cache(maxsize=2048)
def _areas(text: str) -> tuple[str, ...]:
    if "0" not in text and "+" not in text:
        return ()
    return tuple(dict.fromkeys(phone.area for phone in find_phones(text) if phone.area))


def _asked(guide: ServiceGuide) -> list[tuple[Reading, tuple[str, ...]]]:
    phones = (guide.read("consultation_phone"), guide.read("complaint_phone"), *(w.phone for w in guide.windows))
    found = {r.text: (r, areas) for r in phones if r.stated and (areas := _areas(r.text))}
    return list(found.values())


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = _asked(guide)
    if not asked:
        return inapplicable("没有带区号的电话")
    accepted = accepted_areas(guide)
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
    version=4,
    title=Text("区号与地区一致", "Area codes belong to the region"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("consultation_phone", "complaint_phone"),
    evaluate=_evaluate,
)
