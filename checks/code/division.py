"""Division in the code (区划代码): the credit code inside the code belongs to a division that exists, here.

Basis: GB/T 2260; GB 32100-2015 (characters 3 to 8 of the credit code are the division).
Applicability: items with an implementation or handling code, or a credit code as 实施主体代码.
Expectation: the division exists and lies in the region's province, for a city's item (level 3) on a city's portal in
that city. 440100 passes on a portal of 广东; 990000 fails everywhere, 330100 fails on a portal of 广东.
Assumptions: 100000 are central bodies, which act everywhere; 660000 is 新疆生产建设兵团. Credit codes outlive
mergers, so a prefecture that is not in force any more is no defect, nor is a county that may have changed its city. A
body or place that the guide names in the other city makes the item that city's. An item that is handled across
provinces, or whose own basic code names the other province, is another province's item. A portal whose own region the
table does not know settles nothing about that region.
Known limits: counties are not looked up: the table here ends at prefectures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable, passed
from crawler.domain.values import credit_code, divisions, item_code
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceItem
    from crawler.domain.values.item_code import ItemCode

_ACROSS = ("跨省", "全国")


def _division(item: ServiceItem) -> tuple[Reading, str | None, ItemCode | None]:
    about, code = item_code.published(item)
    if code is not None:
        return about, code.division, code
    body = item.read("body_code")
    return body, plain(body.text)[2:8] if credit_code.is_valid(body.text) else None, None


def _evaluate(item: ServiceItem) -> Answer:
    about, division, code = _division(item)
    if division is None:
        return inapplicable("没有写带区划的编码")
    if item.guide.region and not divisions.exists(item.guide.region) and item.guide.region[:2] == division[:2]:
        return passed()
    there = divisions.exists(division)
    if there is False:
        problem = Text("在国家标准GB/T 2260里不存在", "does not exist in GB/T 2260")
    elif _is_foreign(item, division, code.basic_code[:2] if code else ""):
        problem = Text("不属于本地区所在的省", "is not in the province of this region")
    elif item_code.strays(about.text, item.guide):
        problem = Text("是本省另一个市, 不是本市", "is another city of the province")
    else:
        return passed() if there else cant_tell(f"区划代码{division}不在现行的地市名单里, 可能已经撤并")
    return failed(
        Defect(
            about=about,
            message=Text(
                f"编码里的区划代码{division}{problem.zh}", f"The division {division} in the code {problem.en}"
            ),
            suggestion=Text("请核对实施主体的统一社会信用代码和编码", "Check the body's credit code and the code"),
        )
    )


def _is_foreign(item: ServiceItem, division: str, own: str) -> bool:
    region = item.guide.region or ""
    if not divisions.exists(region) or divisions.same_province(division, region) or own == division[:2]:
        return False
    return not any(word in item.read("scope").text for word in _ACROSS)


CHECK = Check(
    id="code.division",
    version=2,
    title=Text("区划代码有效", "The division in the code is right"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_ITEM,
    needs=("implementation_code",),
    evaluate=_evaluate,
)
