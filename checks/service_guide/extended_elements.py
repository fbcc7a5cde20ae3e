"""Other expected elements (扩展要素): a guide also says who, for whom, how long, how often and with what result.

Basis: GB/T 39046-2020 table 4; local rules on guides.
Applicability: every guide.
Expectation: at most one of the 12 elements is missing: 实施主体, 事项类型, 办件类型, 服务对象, 行使层级,
法定办结时限, 承诺办结时限, 监督投诉方式, 办理结果, 是否收费, 网上办理深度, 到办事现场次数.
Assumptions: a placeholder is no content; 无 as a statutory limit is an answer. Public services need no time limits. Fee
rows and a standard with an amount say that there are fees.
Known limits: many portals show a short form of their items; a guide that leaves two of these out fails by the standard,
though people may not miss them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, passed
from crawler.domain.values import item_type
from crawler.domain.values.fee_rows import status
from crawler.domain.values.item_type import ItemType
from crawler.domain.values.placeholder import is_placeholder

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_ZH = {
    "implementing_body": "实施主体",
    "item_type": "事项类型",
    "case_type": "办件类型",
    "service_target": "服务对象",
    "level": "行使层级",
    "statutory_time_limit": "法定办结时限",
    "promised_time_limit": "承诺办结时限",
    "complaint_phone": "监督投诉方式",
    "result_name": "办理结果",
    "fee_status": "是否收费",
    "online_depth": "网上办理深度",
    "visits": "到办事现场次数",
}
_LIMITS = frozenset({"statutory_time_limit", "promised_time_limit"})
_TOO_MANY = 2


def _expected(guide: ServiceGuide) -> dict[str, Reading]:
    public = item_type.parse(guide.read("item_type").text) is ItemType.PUBLIC_SERVICE
    told = frozenset({"fee_status"}) if guide.fees or status(guide) is not None else frozenset()
    spared = told | (_LIMITS if public else frozenset())
    return {element: guide.read(element) for element in _ZH if element not in spared}


def _evaluate(guide: ServiceGuide) -> Answer:
    readings = _expected(guide)
    missing = {
        e: r for e, r in readings.items() if not r.unread and (not r.stated or is_placeholder(r.text, r.element))
    }
    unread = sum(r.unread for r in readings.values())
    if len(missing) < _TOO_MANY:
        return passed() if len(missing) + unread < _TOO_MANY else cant_tell("有的要素未能读取, 不能确定缺几个")
    names = "、".join(_ZH[e] for e in missing)
    return failed(
        Defect(
            about=next((r for r in missing.values() if r.label), next(iter(missing.values()))),
            message=Text(
                f"缺了{len(missing)}个要素: {names}", f"{len(missing)} elements are missing: {', '.join(missing)}"
            ),
            suggestion=Text("请补齐所列要素", "Add the elements named"),
        )
    )


CHECK = Check(
    id="service_guide.extended_elements",
    version=2,
    title=Text("扩展要素齐全", "The other expected elements are there"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=(),
    evaluate=_evaluate,
)
