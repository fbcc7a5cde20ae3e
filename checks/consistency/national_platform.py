"""Same as the national platform (与国家平台一致): core fields equal the entry of 国家政务服务平台.

Basis: indicator 同源发布 of the capability assessment.
Applicability: items with an implementation code whose entry on the national platform was gathered.
Expectation: the same name, type, limits, materials and fee status. “不收费” against “收费” fails.
Assumptions: entries are paired by implementation code, never by name.
Known limits: the national platform is not walked with a region; as long as nobody gathered its entries, cannot tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, cant_tell
from crawler.domain.kin import Relation
from crawler.domain.values.kinship import kin_answer

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary

_ELEMENTS = ("name", "item_type", "statutory_time_limit", "promised_time_limit", "materials", "fee_status")


def _evaluate(portal: PortalSummary) -> Answer:
    return kin_answer(portal, Relation.NATIONAL, _ELEMENTS, cant_tell("没有取得国家政务服务平台上的对应事项"))


CHECK = Check(
    id="consistency.national_platform",
    version=1,
    title=Text("与国家平台一致", "Same content as the national platform"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=("kin",),
    evaluate=_evaluate,
)
