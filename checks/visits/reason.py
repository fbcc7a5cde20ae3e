"""Reason for a visit (必须现场办理原因): whoever must come is told why.

Basis: GB/T 39046-2020 table 4 (必须现场办理原因说明); practice of a city office's checker of guides.
Applicability: guides that state the number of visits.
Expectation: with one visit or more the reason is given; with none it need not be. “1次, 须现场核验原件” and “0次, 无”
pass; “1次” with an empty reason, and “0次, 须现场核验” fail.
Assumptions: 无 is no reason; with 0 visits only a reason that says one must come, or begins with what is done in person
(当面签字), contradicts.
Known limits: whether the reason is a good one is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values import visits
from crawler.domain.values.placeholder import is_placeholder, says_nothing

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_MUST_COME = re.compile(
    r"(?<![无不])(?:必须|须|需要?|应当?|要)(?!求)[^，。；,;不无]{0,12}(?:现场|到场|当面|面签|窗口|本人到)"
)
_COME = re.compile(r"(?:当面|面对面|面签|面审|面谈|当场签|现场签|本人到场)(?!费)")
"""What can be done in no other way than by coming."""
_NEED_NOT = re.compile(r"无需|无须|不需|不用|不必|免|零跑|全程网办|网上(?:即可)?办理|邮寄|快递|如|可")


def _evaluate(guide: ServiceGuide) -> Answer:
    count = visits.parse(guide.read("visits").text)
    if count is None:
        return inapplicable("没有写明到现场次数")
    about = guide.read("visits_reason")
    given = about.stated and not says_nothing(about.text) and not is_placeholder(about.text, "visits_reason")
    if count == 0:
        comes = given and (_MUST_COME.search(about.text) or _COME.match(about.text))
        contradicts = comes and not _NEED_NOT.search(about.text)
        message = Text(
            f"到办事现场次数是0, 却又写了须到现场的原因“{about.text}”",
            f"There are 0 visits, yet a reason why one must come: “{about.text}”",
        )
        suggestion = Text("请核对次数; 不用到现场的, 原因写“无”", "Check the number; without a visit write 无")
        return failed(Defect(about=about, message=message, suggestion=suggestion)) if contradicts else passed()
    if given:
        return passed()
    return failed(
        Defect(
            about=about,
            message=Text(
                f"到办事现场次数是“{guide.read('visits').text}”, 没有写必须到现场的原因",
                f"“{guide.read('visits').text}” visits are asked for, without saying why",
            ),
            suggestion=Text("请写明哪个环节、为什么必须到现场", "Say which step needs a visit, and why"),
        )
    )


CHECK = Check(
    id="visits.reason",
    version=2,
    title=Text("须到现场有原因", "A visit has its reason"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("visits",),
    evaluate=_evaluate,
)
