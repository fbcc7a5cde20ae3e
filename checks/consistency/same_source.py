"""Same source for every channel (同源发布一致): one item says the same on every channel that publishes it.

Basis: 国办函〔2017〕115号 (一); indicator 同源发布; 北京, 上海, 山东 条例 (线上线下标准一致).
Applicability: items that another host publishes under the same implementation or handling code: a sub-site or a
department's site in the same archive, or the portal of another region of the round.
Expectation: the same name, promised limit, materials, fee status and consultation phone. 5 working days on the
provincial platform against 10 on the city's site fails.
Assumptions: codes pair the items, never names; where a province's portal is one of two channels, it is the measure.
Phone numbers agree when one number is the same, area code aside.
Known limits: channels that nobody walked (app, 小程序) are not compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Severity, Subject, Text, inapplicable
from crawler.domain.kin import Relation
from crawler.domain.values.kinship import kin_answer

if TYPE_CHECKING:
    from crawler.domain.records import PortalSummary

_ELEMENTS = ("name", "promised_time_limit", "materials", "fee_status", "consultation_phone")


def _evaluate(portal: PortalSummary) -> Answer:
    nobody = inapplicable("没有别的渠道公布同一编码的事项")
    return kin_answer(portal, Relation.OTHER_CHANNEL, _ELEMENTS, nobody)


CHECK = Check(
    id="consistency.same_source",
    version=1,
    title=Text("同源发布一致", "The same content on every channel"),
    severity=Severity.MAJOR,
    subject=Subject.PORTAL,
    needs=("kin",),
    evaluate=_evaluate,
)
