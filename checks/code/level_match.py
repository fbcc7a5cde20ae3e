"""Level in the code (编码层级): the 19th character of the code is the level that the guide states.

Basis: GB/T 39046-2020 table A.2; codes in use on real addresses of one province.
Applicability: items with an implementation or handling code and a stated 行使层级.
Expectation: both name one level. 3 with 市级, and 4 with 县（区）级, pass; 3 with 县级 fails.
Assumptions: of several stated levels one is enough; 分级管理 fits every code. Cities of provincial rank call
themselves 市级 and their districts 区级, and 区级 may be the level of an autonomous region.
Known limits: 6 and 7 mean different things in the two code systems and are not compared, nor is a level given as such
a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values.item_code import published
from crawler.domain.values.levels import fits

if TYPE_CHECKING:
    from crawler.domain.records import ServiceItem

_ZH = {"1": "国家级", "2": "省级", "3": "市级", "4": "县级", "5": "镇（乡、街道）级", "6": "村（社区）级"}


def _evaluate(item: ServiceItem) -> Answer:
    about, code = published(item)
    level = item.read("level")
    if code is None or not level.stated:
        return inapplicable("没有写31位实施编码或行使层级")
    verdict = fits(level.text, code.level, code.division[:2])
    if verdict is None:
        return inapplicable(f"“{level.text}”不能和编码里的一位层级比较")
    if verdict:
        return passed()
    return failed(
        Defect(
            about=about,
            message=Text(
                f"编码第19位是{code.level}（{_ZH[code.level]}）, 页面写的行使层级是“{level.text}”",
                f"The 19th character of the code is {code.level}, the stated level is “{level.text}”",
            ),
            suggestion=Text(
                "请核对行使层级和实施编码, 使两处一致", "Check the level and the code, so that both say the same"
            ),
        )
    )


CHECK = Check(
    id="code.level_match",
    version=2,
    title=Text("编码层级=行使层级", "The code names the stated level"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_ITEM,
    needs=("implementation_code", "level"),
    evaluate=_evaluate,
)
