"""Form of phone numbers (电话格式): every number given is a possible phone number.

Basis: 杭州市办事指南模板 (区号-号码); GB/T 39046-2020 table 4.
Applicability: guides that state a consultation or complaint phone.
Expectation: at least one number, and none that cannot be one. “0571-88888888”, “12345” and “窗口：87654321转8001”
pass; “0571-123”, “请咨询窗口” and “无” fail.
Assumptions: words around a number are no fault; a field for the way of complaining may hold an address instead.
Known limits: whether the number rings is not tried; area codes are asked by contact.area_code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, failed, inapplicable
from crawler.domain.values.phone import find_phones, malformed

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_OTHER_CHANNEL = re.compile(
    r"https?://|www\.|\w@\w|信箱|邮箱|微信|网站|网址|(?:路|街|道)\S{0,8}号|(?:窗口|网络|网上|信件|邮件)(?:咨询|投诉|举报)"
)
_CODES = re.compile(r"[1-9](?:[,，、;；][1-9])*")


def _is_asked(reading: Reading) -> bool:
    if not reading.stated or _CODES.fullmatch(reading.text):
        return False
    named_phone = "电话" in (reading.label or "")
    return named_phone or bool(find_phones(reading.text)) or _OTHER_CHANNEL.search(reading.text) is None


def _defect(reading: Reading) -> Defect | None:
    wrong = malformed(reading.text)
    if wrong:
        message = Text(f"“{wrong[0]}”不是有效的电话号码", f"“{wrong[0]}” cannot be a phone number")
    elif not find_phones(reading.text):
        message = Text(f"“{reading.text}”里没有电话号码", f"There is no phone number in “{reading.text}”")
    else:
        return None
    return Defect(
        about=reading,
        message=message,
        suggestion=Text("请写明区号和号码, 如“0571-88888888”", "Write area code and number, such as 0571-88888888"),
    )


def _evaluate(guide: ServiceGuide) -> Answer:
    readings = [guide.read("consultation_phone"), guide.read("complaint_phone"), *(w.phone for w in guide.windows)]
    asked = {r.text: r for r in reversed(readings) if _is_asked(r)}
    if not asked:
        return inapplicable("没有写明电话")
    return failed(*(defect for reading in reversed(asked.values()) if (defect := _defect(reading))))


CHECK = Check(
    id="contact.phone_form",
    version=2,
    title=Text("电话格式", "Form of phone numbers"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("consultation_phone", "complaint_phone"),
    evaluate=_evaluate,
)
