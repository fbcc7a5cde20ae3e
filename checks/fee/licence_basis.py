"""Legal basis of a licence's fee (许可收费依据): a law or administrative regulation allows it.

Basis: 行政许可法 art. 58; 优化营商环境条例 art. 25.
Applicability: 行政许可 that charges a fee and states its basis.
Expectation: the basis names a law, a 条例 or the State Council. “《中华人民共和国道路交通安全法》” passes;
“市物价局规定” fails.
Assumptions: 办法 is no law; exam and workmanship fees (考试费, 工本费) follow price documents and are left out.
Known limits: a hint only: a price document may itself rest on a law.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values import item_type
from crawler.domain.values.citation import names_law
from crawler.domain.values.fee_rows import fee_rows, has_content, is_charged
from crawler.domain.values.fee_status import is_no_fee

if TYPE_CHECKING:
    from crawler.domain.records import ServiceGuide

_PRICE_DOCUMENT_FEE = re.compile(r"考试|考务|报名|工本|证照费|制证")


def _evaluate(guide: ServiceGuide) -> Answer:
    if item_type.parse(guide.read("item_type").text) is not item_type.ItemType.LICENCE:
        return inapplicable("不是行政许可")
    if not is_charged(guide):
        return inapplicable("未写明收费")
    asked = [
        (row, row.read("fee_basis"))
        for row in fee_rows(guide)
        if has_content(row.read("fee_basis"))
        and not is_no_fee(row.read("fee_basis").text)
        and not _PRICE_DOCUMENT_FEE.search(row.name.text + row.read("fee_standard").text)
    ]
    if not asked:
        return inapplicable("没有写收费依据, 或是考试费、工本费")
    return failed(
        *(
            Defect(
                about=basis,
                message=Text(
                    f"行政许可收费的依据“{basis.text}”里没有法律、行政法规",
                    f"The basis of a licence's fee, “{basis.text}”, names no law or administrative regulation",
                ),
                suggestion=Text("请核对并写明法律、行政法规依据", "Check, and name the law or regulation"),
                subject=Subject.FEE,
                subject_name=row.name.value,
            )
            for row, basis in asked
            if not names_law(basis.text)
        )
    )


CHECK = Check(
    id="fee.licence_basis",
    version=2,
    title=Text("许可收费须有法律行政法规依据", "A licence's fee rests on a law"),
    severity=Severity.INFO,
    subject=Subject.SERVICE_GUIDE,
    needs=("item_type",),
    evaluate=_evaluate,
)
