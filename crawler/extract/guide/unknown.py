"""What an unknown label may stand for, by its words and by its value, so that what it says is a gap and no absence."""

from __future__ import annotations

import re

from crawler.domain.values import phone, time_limit
from crawler.extract.labels.questions import is_asked

_WORDS = (
    ("materials", re.compile(r"(?:申请|申报|办理|提交|所需|办事|受理|报送|准备).{0,4}(?:材料|资料|证件)")),
    ("conditions", re.compile(r"(?:申请|申报|办理|受理|审批|许可|准入|申办).{0,4}条件")),
    ("procedure", re.compile(r"(?:办理|办事|申请|审批|受理|申办|业务|服务).{0,2}(?:流程|程序|步骤|过程)")),
    ("legal_basis", re.compile(r"(?:设定|设立|法律|法规|政策|办理|实施|法定|审批|办事).{0,4}依据")),
    ("place", re.compile(r"(?:办理|受理|办公|办事|服务|申请|窗口|大厅).{0,3}(?:地点|地址|位置)")),
    ("hours", re.compile(r"(?:办公|受理|上班|工作|服务|营业|开放|接待|办事).{0,2}(?:时间|时段)")),
    ("consultation_phone", re.compile(r"(?:咨询|联系|服务|窗口|办公|热线).{0,3}(?:电话|号码|方式|热线)|^热线")),
    ("fee_status", re.compile(r"(?:是否|有无|收取).{0,2}(?:收费|费用)|^收费$")),
    ("promised_time_limit", re.compile(r"(?:承诺|办结|办理|办事).{0,4}(?:时限|期限|天数)")),
    ("statutory_time_limit", re.compile(r"法定.{0,4}(?:时限|期限|天数)")),
)
_OTHERS = re.compile(r"收费依据|材料依据|减免|缴费|网址|邮箱|投诉|监督|查询|模板|样本|编号|说明$")
_TELLING = (
    ("legal_basis", re.compile(r"《[^《》]{2,40}(?:法|条例|规定|办法|细则|决定|通知)》.{0,40}第.{1,8}条")),
    ("remedy", re.compile(r"行政复议|行政诉讼")),
    ("procedure", re.compile(r"(?:(?:申请|收件|受理|审查|审核|决定|办结|送达|颁证|领取).{0,60}?){4}", re.DOTALL)),
)
"""What only one element says."""
_QUOTED = re.compile(r"[（(]?(?:[\d一二三]{1,2}[)）]?[、.．]?\s*)?《[^《》]{2,60}》.{0,30}第.{1,8}条[：:，,\s]*\S{6}")
_DAYS = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]|工作日|每天")
_CLOCK = re.compile(r"\d{1,2}\s*[:：时点]")
_PLACE = re.compile(r"(?:路|街|大道|巷)\s*\d+\s*号|政务(?:服务)?(?:中心|大厅)|\d+\s*(?:号窗口|窗口|楼|层|室)")
_ANSWERS = (
    ("visits", re.compile(r"^\D{0,6}\d\s*[次趟]|不用(?:跑|到现场)|零跑")),
    ("fee_status", re.compile(r"收费|免费|费用|[花交]钱|\d\s*元")),
    ("materials", re.compile(r"原件|复印件|申请表|身份证|户口簿|营业执照|证明材料")),
    ("result_name", re.compile(r"^.{0,24}(?:许可证|登记证|证书|执照|批文|批复|决定书|通知书|备案表)。?$")),
    ("delivery", re.compile(r"邮寄|快递|领取|送达")),
)
_SHORT_ANSWER = 20
_LONGEST_LABEL = 16
_LONGEST_PLACE = 80
_LONGEST_PHONE = 40


def element_of_words(label: str) -> str | None:
    """The element that the words of an unknown label name."""
    if len(label) > _LONGEST_LABEL or _OTHERS.search(label):
        return None
    return next((element for element, words in _WORDS if words.search(label)), None)


def elements_of(label: str, value: str) -> tuple[str, ...]:
    """The elements that an unknown label with a value may be; a question may ask for whatever its answer could be."""
    meant = element_of(label, value)
    if meant is not None:
        return (meant,)
    if not value.strip() or not is_asked(label):
        return ()
    if phone.find_phones(value):
        return ("consultation_phone", "complaint_phone")
    if time_limit.parse(value) is not None:
        return ("promised_time_limit", "statutory_time_limit")
    told = tuple(element for element, words in _ANSWERS if words.search(value))
    return told or (("conditions", "procedure") if len(value) > _SHORT_ANSWER else ())


def element_of(label: str, value: str) -> str | None:
    """The element that an unknown label with a value may be; None where nothing tells."""
    if not value.strip():
        return None
    by_words = element_of_words(label)
    if by_words is not None:
        return by_words
    told = next((element for element, words in _TELLING if words.search(value)), None)
    if told is not None:
        return told
    if _DAYS.search(value) and _CLOCK.search(value):
        return "hours"
    if is_place(value):
        return "place"
    if len(value) <= _LONGEST_PHONE and "电话" in label and phone.find_phones(value):
        return "consultation_phone"
    return None


def says_all(element: str, label: str, value: str) -> bool:
    """Whether a value under an unknown label is that of an element beyond doubt, whatever else stands empty.

    A basis that opens with the law it quotes: 《渡口条例》第三条：…. That of a fee or of a material is not the item's.
    """
    return (
        element == "legal_basis"
        and not _OTHERS.search(label)
        and _QUOTED.match(value.strip()) is not None
        and element_of("", value) == element
    )


def is_place(value: str) -> bool:
    """Whether a value is an address, by its street, house, counter or hall."""
    return len(value) <= _LONGEST_PLACE and bool(_PLACE.search(value))
