"""Detail of the place (地点具体): an address down to street, number, floor, room or counter.

Basis: 德州市办事指南模板 (XX区XX街XX号XX座XX层XX室).
Applicability: guides that state a place.
Expectation: at least 8 characters with a street, number, floor, room, hall or counter. “人民路18号2楼5号窗口” passes;
“政务服务中心” and “本单位” fail.
Assumptions: 无线下办理窗口, 全程网办无需到场, an app, a terminal and an address on the web are places too; where a
counter gives its address, the name of the hall beside it needs none.
Known limits: whether the address exists is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import is_placeholder

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_PRECISE = re.compile(
    r"路|街|号|楼|层|室|厅|窗口|大道|巷|弄|胡同|大厦|[栋幢座房]|柜台|村委|居委|\d[F#]"
    r"|[A-Z]\d|\d-\d"
)
_NO_COUNTER = re.compile(
    r"(?:无|没有|不设)(?:线下|实体|现场)?(?:办理)?窗口|无线下|(?:无需|无须|不用|不需要?|不必)[到跑]|全程网办|(?:网|线|掌)上(?:办|申|受)"
    r"|在线办理|不见面|https?://|www\.|^(?:网|线|掌)[上办]$|政务服务网|网上大厅|APP|小程序|公众号|客户端|自助(?:终端|服务)?(?:机|办理|$)",
    re.IGNORECASE,
)


def _is_precise(text: str) -> bool:
    bare = plain(text)
    return _NO_COUNTER.search(bare) is not None or (len(bare) >= 8 and _PRECISE.search(bare) is not None)


def _asked(guide: ServiceGuide) -> list[Reading]:
    of_windows = [window.place for window in guide.windows]
    # The name of the hall (市政务服务中心) needs no address where its counter has one.
    in_full = any(r.stated and _is_precise(r.text) for r in of_windows)
    readings = (*(() if in_full else (guide.read("place"),)), *of_windows)
    stated = {r.text: r for r in reversed(readings) if r.stated and not is_placeholder(r.text, "place")}
    return list(reversed(stated.values()))


def _evaluate(guide: ServiceGuide) -> Answer:
    asked = _asked(guide)
    if not asked:
        return inapplicable("没有写明办理地点")
    return failed(
        *(
            Defect(
                about=reading,
                message=Text(
                    f"办理地点“{reading.text}”不具体, 找不到地方",
                    f"“{reading.text}” does not say where to go",
                ),
                suggestion=Text("请写到街道门牌、楼层、房间或窗口", "Give street, number, floor and room or counter"),
            )
            for reading in asked
            if not _is_precise(reading.text)
        )
    )


CHECK = Check(
    id="contact.place_detail",
    version=2,
    title=Text("地点具体", "The place is precise"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("place",),
    evaluate=_evaluate,
)
