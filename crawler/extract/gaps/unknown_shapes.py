"""The shapes of values by which elements may stand under keys that nobody knows (值的形态).

`PLAIN` shapes tell under any key; `SPOKEN` ones under a key whose words allow it or of which no word is known;
`HINTED` ones only where the words of the key name the element.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from crawler.domain.values import dates, phone, time_limit
from crawler.extract.answers.pictures import is_picture
from crawler.extract.gaps.trace_words import FURNITURE, SHOWS
from crawler.extract.guide import unknown
from crawler.extract.guide.name_words import may_name
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PHONE, _LIMIT, _NAME, _BRIEF, _LONG = 40, 24, 60, 40, 200
_FEWEST_OF_PROSE, _MOST_DAYS = 8, 365
_PLACES = r"(?:仅|限|支持)?(?:窗口|现场|线下|线上|网上|在线|掌上|自助(?:终端|机)?|快递|邮寄|上门|电话)"
_WAY = rf"{_PLACES}(?:办理|申请|受理|申报|申办|办)"
_LAW = r"^(?:[（(]?[\d一二三]{1,2}[)）]?[、.．]?\s*)?(?:中华人民共和国)?《[^《》]{2,60}》"
_PAPER = r"(?:申请[表书]|登记表|身份证|户口簿|执照|证明|复印件|原件|证书|合同|章程)"
_DOCUMENT = r"\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar)(?:$|[?#])"
_LEADS_TO_FILE = re.compile(rf"{_DOCUMENT}|/(?:file|upload|attach|download|annex)", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^/]\.(?:docx?|xlsx?|pdf|wps|ofd|jpe?g|png|gif|bmp)$", re.IGNORECASE)
_FILE_KEY = re.compile(
    r"sample|specimen|yang_?ben|样本|image|img|pic|photo|tupian|file|fj|attach|chart|flow", re.IGNORECASE
)
_AROUND = re.compile(
    r"icon|logo|avatar|cover|banner|share|qr_?code|ewm|map|home|video|audio|evaluat|comment|login|portal|site|domain"
    r"|host|prefix|detail|back|return|callback|menu|crumb|nav",
    re.IGNORECASE,
)
"""Keys of addresses of what stands around a guide."""
_NOT_CHANGED = re.compile(
    r"creat|insert|plan|effect|valid|begin|start|end|expir|abolish|cancel|sync|birth|sign|sx_?rq|jh|qy|zz",
    re.IGNORECASE,
)
"""Keys of days on which something else happened to the record than its last change."""
_ORGAN = (
    r"^[\u4e00-\u9fff]{2,}(?:局|厅|委|管理处|中心|支队|大队|总队|政府|办公室|办事处|所|馆|院|站|会|公司|银行|部)"
    r"(?:（[^（）]+）)?$"
)
_COMES = r"原因|理由|当面|现场|面签|面审|采集|核[对验]|勘[查验]|指纹|人像|本人|签[字名]|到[\u4e00-\u9fff]{2,}"
_SENTENCE = re.compile(r"[，。；]")


def _matches(pattern: str, most: int) -> Callable[[str, str], bool]:
    told = re.compile(pattern)

    def shows(_: str, words: str) -> bool:
        return len(words) <= most and told.search(words) is not None and FURNITURE.search(words) is None

    return shows


def _shown(element: str, most: int) -> Callable[[str, str], bool]:
    looks = SHOWS[element]

    def shows(_: str, words: str) -> bool:
        if len(words) > most or words.isascii():
            return False
        return looks(words) and (len(words) > _LIMIT or time_limit.parse(words) is None)

    return shows


def _phone(_: str, words: str) -> bool:
    return len(words) <= _PHONE and bool(phone.find_phones(words)) and not unknown.is_place(words)


def _limit(_: str, words: str) -> bool:
    is_limit = len(words) <= _LIMIT and not words.isdecimal() and time_limit.parse(words) is not None
    return is_limit and dates.parse(words) is None


def _number(_: str, words: str) -> bool:
    return words.isdecimal() and 0 < int(words) <= _MOST_DAYS


def _hours(_: str, words: str) -> bool:
    return unknown.element_of("", words) == "hours"


def _place(_: str, words: str) -> bool:
    return unknown.is_place(words)


def _entry(key: str, words: str) -> bool:
    address = json_address(words)
    if address is None or _AROUND.search(key) or _FILE_KEY.search(key):
        return False
    return not is_picture(address) and re.search(_DOCUMENT, address, re.IGNORECASE) is None


def _file(key: str, words: str) -> bool:
    address = json_address(words) or (words if _FILE_NAME.search(words) else None)
    if address is None or _AROUND.search(key):
        return False
    return _LEADS_TO_FILE.search(address) is not None or is_picture(address) or _FILE_KEY.search(key) is not None


def _changed(key: str, words: str) -> bool:
    return len(words) <= _PHONE and dates.parse(words) is not None and not _NOT_CHANGED.search(key)


def _prose(_: str, words: str) -> bool:
    told = len(words) >= _FEWEST_OF_PROSE and _SENTENCE.search(words) is not None
    return told and not words.isascii() and FURNITURE.search(words) is None


def _named(_: str, words: str) -> bool:
    return len(words) <= _NAME and may_name(words)


_asks = _matches(r"^(?:是|否|不?支持|有|无|Y|N|[01])$", _PHONE)
_Shapes: TypeAlias = "Mapping[str, Callable[[str, str], bool]]"
PLAIN: _Shapes = {
    "place": _place,
    "hours": _hours,
    "consultation_phone": _phone,
    "complaint_phone": _phone,
    "promised_time_limit": _limit,
    "statutory_time_limit": _limit,
    "handling_form": _matches(rf"^{_WAY}(?:[、，,；;/和或及]{_WAY})*$", _BRIEF),
    "visits": _matches(r"^\D{0,6}[\d零一二两]\s*[次趟]$", _BRIEF),
    "fee_status": _matches(
        r"^(?:是|否|不|免|无|按[^，。]{0,8}|依法)?(?:需要?)?(?:收费|收取费用|免费|缴费|费用)$", _BRIEF
    ),
    "fee_standard": _matches(r"\d\s*元", _BRIEF),
    "delivery": _matches(r"邮[寄递政]|快递|领取|自取|送达|取件", _BRIEF),
    "remedy": _matches(r"(?:申请|提出|提起)(?:行政)?复议|提起(?:行政)?诉讼", _LONG),
    "procedure": _shown("procedure", 5000),
    "legal_basis": _matches(_LAW, 5000),
    "materials": _matches(rf"{_PAPER}.{{0,40}}[；;、，,。]\s*.{{0,40}}{_PAPER}", 5000),
    "update_date": _changed,
    "online_entry": _entry,
    "result_sample": _file,
    "flow_chart": _file,
    "faq": _matches(r"[\u4e00-\u9fff][？?]\s*\S{2}", 5000),
    "quantity_limit": _matches(r"(?:数量|名额|指标)[^，。]{0,6}限|限[制额养]|^每.{1,8}限", _BRIEF),
    "annual_check": _matches(r"年[检审]|年度(?:报告|检查)|每.{0,2}年.{0,6}(?:检|核|审)", _BRIEF),
    "intermediary": _matches(r"中介", _LONG),
    "body_code": _matches(r"^[0-9A-Z]{18}$", 18),
    "handling_code": _matches(r"^1[1-5]\d{6}[0-9A-Z]{10}\d{14,17}$", 35),
    "courier": _matches(r"快递|邮寄|物流|EMS", _BRIEF),
    "reservation": _matches(r"预约", _BRIEF),
    "scope": _matches(r"^全[国省市区州县城][域区市]?$|通办|跨[省市区县]", _BRIEF),
}
SPOKEN: _Shapes = {
    "conditions": _prose,
    "review_standard": _prose,
    "result_name": _shown("result_name", _BRIEF),
    "result_type": _shown("result_type", _LIMIT),
    "implementing_body": _matches(_ORGAN, _BRIEF),
    "name": _named,
    "visits_reason": _matches(_COMES, _LONG),
    "online_depth": _shown("online_depth", _BRIEF),
    "online_payment": _matches(r"支付|缴费|微信|银联|扫码|刷卡|转账", _BRIEF),
    "online": _matches(r"网上|在线|线上", _BRIEF),
    "fee_status": _matches(r"^[是否]$", 1),
    "fee_basis": _shown("fee_basis", _LONG),
    "fee_reduction": _matches(r"减免|免收|优惠", _LONG),
    "rights": _matches(r"有权|义务|享有|权利", 2000),
    "traffic": _matches(r"公交|地铁|乘[车坐]|路口", _LONG),
    "special_step": _matches(r"听证|勘[查验]|踏勘|检验|检测|鉴定|评审|公示|招标|拍卖|考试|考核", _BRIEF),
    **dict.fromkeys(
        ("statutory_time_limit_note", "promised_time_limit_note"), _matches(r"不[含计]|除外|之日起", _LONG)
    ),
}
HINTED: _Shapes = {
    **dict.fromkeys(("fee_status", "online", "courier", "reservation", "online_payment", "fee_reduction"), _asks),
    **dict.fromkeys(("promised_time_limit", "statutory_time_limit"), _number),
    "visits": _matches(r"^[0-3]$", 1),
}
