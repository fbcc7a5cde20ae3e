"""Body in the code (编码主体): the credit code inside the code is that of the implementing body.

Basis: GB/T 39046-2020 table 4 no. 12 (实施主体编码); structure of the codes in use.
Applicability: items with an implementation or handling code and the body's code (实施主体代码), not handled for
another body (委托).
Expectation: the first 18 characters equal 实施主体代码, or hold it where it is the 9-digit organisation code.
Assumptions: a body code of another form, of 9 characters without the check digit of an organisation code (GB 11714), or
of 18 with neither check character nor province right, is a number of the portal's own.
Known limits: whether the named body has that credit code is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable, passed
from crawler.domain.values.credit_code import is_organisation_code, is_other_number
from crawler.domain.values.delegation import is_entrusted
from crawler.domain.values.item_code import published
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.records import ServiceItem

_ORGANISATION = re.compile(r"[0-9A-Z]{8}-?[0-9X]")


def _evaluate(item: ServiceItem) -> Answer:
    about, code = published(item)
    body = item.read("body_code")
    if code is None or not body.stated:
        return inapplicable("没有写31位实施编码或实施主体代码")
    if is_entrusted(item):
        return inapplicable("委托办理的事项, 编码里是委托部门的代码")
    own = plain(body.text).upper()
    if _ORGANISATION.fullmatch(own):
        same = own.replace("-", "") == code.credit_code[8:17]
        if not same and not is_organisation_code(own):
            return inapplicable("实施主体代码是内部编号")
    elif re.fullmatch(r"[0-9A-Z]{18}", own):
        same = own == code.credit_code
        if is_other_number(own, code.credit_code):
            return inapplicable("实施主体代码是内部编号")
    else:
        return inapplicable("实施主体代码是内部编号")
    if same:
        return passed()
    return failed(
        Defect(
            about=about,
            message=Text(
                f"编码前18位“{code.credit_code}”和实施主体代码“{body.text}”不一致",
                f"The code begins with “{code.credit_code}”, the body's code is “{body.text}”",
            ),
            suggestion=Text(
                "请核对实施主体代码和实施编码; 委托办理的, 写明委托部门",
                "Check the body's code and the implementation code; if the item is entrusted, name the entrusting body",
            ),
        )
    )


CHECK = Check(
    id="code.body_match",
    version=3,
    title=Text("实施编码主体=实施主体", "The code names the implementing body"),
    severity=Severity.MAJOR,
    subject=Subject.SERVICE_ITEM,
    needs=("implementation_code", "body_code"),
    evaluate=_evaluate,
)
