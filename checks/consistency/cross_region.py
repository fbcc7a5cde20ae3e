"""Same item in other regions (同一事项跨地区要素一致): one basic code inside a province, one set of core elements.

Basis: 国发〔2022〕5号 (受理条件、服务对象、办理流程、申请材料、法定办结时限、办理结果 to be uniform for one item).
Applicability: items whose basic code another region of the same province publishes in the same round under the same
name; several items under one code are told apart by their names.
Expectation: the same statutory limit, conditions, materials and result as most others, where the province counts twice;
of two that differ the city fails, and of two cities both. 20 working days against 15, five materials against nine.
Assumptions: the promised limit may differ. Words beside each other are compared by meaning where code can do it:
“20个工作日” and “二十个工作日” are one limit, texts of conditions differ when less than half of their word pairs agree.
Known limits: a limit in days of no kind (20日) is not compared with one in working days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, inapplicable
from crawler.domain.kin import Relation
from crawler.domain.values.kinship import kin_answer

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary

_ELEMENTS = ("statutory_time_limit", "conditions", "materials", "result_name")


def _evaluate(portal: PortalSummary) -> Answer:
    nobody = inapplicable("本轮没有同省的其他地区可以比较")
    return kin_answer(portal, Relation.OTHER_REGION, _ELEMENTS, nobody)


CHECK = Check(
    id="consistency.cross_region",
    version=1,
    title=Text("同一事项跨地区要素一致", "The same item says the same in other regions"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=("kin",),
    evaluate=_evaluate,
)
