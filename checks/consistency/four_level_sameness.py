"""Four levels, four samenesses (四级四同): one basic code has one name, one type and one basis at every level.

Basis: 广东省优化营商环境条例 art. 29 (名称、类型、依据、编码统一); 云浮市 art. 17.
Applicability: items whose basic code another region of the same province publishes in the same round, where the code
stands for one item on both sides or their names agree.
Expectation: the same name, notes of level and place aside, the same type, and at least one law in common.
“食品经营许可核发（市级权限）” and “食品经营许可核发” are one name; 行政许可 against 行政确认 fails.
Assumptions: the odd one out is held to account, and a province counts twice. Each level may add its own rules to the
common law. A name that is part of the other may be that of a sub-item and is not held against anybody.
Known limits: national codes (00…) are not compared between provinces, none of which is the other's measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, inapplicable
from crawler.domain.kin import Relation
from crawler.domain.values.kinship import kin_answer

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary


def _evaluate(portal: PortalSummary) -> Answer:
    nobody = inapplicable("本轮没有同省的其他层级可以比较")
    return kin_answer(portal, Relation.OTHER_REGION, ("name", "item_type", "legal_basis"), nobody)


CHECK = Check(
    id="consistency.four_level_sameness",
    version=1,
    title=Text("四级四同", "Same name, type and basis at every level"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=("kin",),
    evaluate=_evaluate,
)
