"""Keys of which no word is known (看不懂的键): a short value under one may be what an element's empty key leaves out.

`zkvwq: 1` says nothing to anybody, and may be the number of visits, a limit, yes or no to any question. It leaves such
an element open where that has a key of its own that stands empty. What the record itself counts, numbers, times or
asks (`orderNum`, `isDeleted`, `sfyx`) is none of that, nor is the identifier or the address of something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.domain.values.placeholder import STRICT_ELEMENTS, may_be_placeholder, says_nothing
from crawler.extract.answers.unknown_codes import may_be_code, of_record
from crawler.extract.gaps.trace_words import SHOWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crawler.extract.labels.dictionary import LabelDictionary

_ASKS = re.compile(r"^(?:is|if|has|can|need|allow|support|shi_?fou|sf)(?![a-z]*(?:lx|xz)$)(?=.{2})", re.IGNORECASE)
"""How keys begin that ask whether; a number under one is yes or no."""
_OF_STATES = re.compile(
    r"del(?:et)?|valid|enabl|disab|publi[sc]|hot|(?<![a-z])top|show|hid|visib|recommend|favou?r|collect|star|praise|login|sync|push"
    r"|check|audit|review|lock|leaf|root|new|read|sensitiv|archiv|draft|test|default|select|expand|deploy|cache|temp|flag"
    r"|used?$|using|open$|display|common|main|parent|child|history|current|latest|last|old|copy|import|export|evaluat|comment|mark$|^v_?no$"
    r"|combo|bundl|packag|union|shield|chang|merg|sign",
    re.IGNORECASE,
)
"""Words of what a record asks about itself: `isDeleted`, `ifShow`."""
_SPOKEN_STATES = re.compile(
    r"^(?:sf|is)?(?:yx|sc|qy|fb|gk|xs|ky|jy|tj|rm|zd|cx|sj|xj|tb|gq|sh|gd|mr|zx|cy|dj|jh|ty|xz|sd|bj|ts|gx|yd|bd|zy|gxsj)$|(?:yx|sc|qy|fb|tb|gx|sh|gd)(?:bz|bs)$"
)
"""The same by first letters: 有效, 删除, 启用, 发布, 公开, 显示, 审核, 归档, 默认."""
_YES_OR_NO = re.compile(
    r"是|否|不?(?:支持|允许|需要?|可以?|能够?|提供|涉及|收费|开通)|[有无]|部分.{2,4}|[yn]|yes|no|true|false|[01]",
    re.IGNORECASE,
)
_FLAGS = frozenset(
    {
        "fee_status",
        "online",
        "courier",
        "reservation",
        "online_payment",
        "fee_reduction",
        "intermediary",
        "annual_check",
    }
)
_LIMITS = frozenset({"promised_time_limit", "statutory_time_limit"})
_PHONES = frozenset({"consultation_phone", "complaint_phone"})
_THEMES = frozenset({"theme", "natural_person_theme", "legal_person_theme"})
_FEWEST_LETTERS = 4
_MOST_DAYS, _BRIEF, _SHORT, _WORD = 365, 40, 200, 8
_VISITS = re.compile(r"[0-3]")
_AT_ONCE = re.compile(r"^(?:即[办时]|当[场日天]|立[等即]|尽快|马上|随到随办|\d+\s*个?(?:工作日|日|天|小时|月))")
_REMEDIES = re.compile(r"行政(?:复议|诉讼)|人民法院")
_NUMBERED = re.compile(r"(?:^|[。；;\s])\s*(?:[1-9]|[一二三四五六])\s*[.、．)）]\s*(?=\D)")
_DEEDS = re.compile(r"受理|申请|审[查核批]|决定|办结|送达|提交|领取")
_LAW = re.compile(
    r"^(?:[\d一二三四五六七八九十]{1,2}[.、．]|[（(][\d一二三四五六七八九十]{1,2}[)）])?(?:依据|根据|依照)?[:：\s]*《[^《》]{2,60}》"
    r"|(?:法|条例|规定|办法|细则)$"
)
"""A law that begins a text: in a sentence on something else (按《…》办理的，免于勘验) it is but named."""
_FEES = re.compile(r"\d\s*元|元/|收[取费]|免[费收]|按.{0,20}执行")
_RULES = re.compile(r"《[^《》]{2,60}》")
_MONTH = re.compile(r"20\d\d\s*[-年./]\s*\d{1,2}(?:\D|$)")
_FILE = re.compile(r"[^/]\.(?:docx?|pdf|wps|ofd|jpe?g|png|gif|bmp)$", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_HALF_A_PHONE = re.compile(r"\d{3,4}\s*[-—－]\s*\d{3,}|(?:拨打|咨询|投诉).{2,}|12345")
_UNIT, _OF_A_UNIT = re.compile(r"工作日|自然日|[天日月年]"), re.compile(r"dw(?:mc)?$|unit", re.IGNORECASE)
"""What days of a limit are counted in, under a key of units (单位): 工作日 is no time at which an office is open."""
_HOURS = re.compile(r"\d\s*[:：点时]|^工作(?:日|时间)$|全年无休|24小时|全天")
_DELIVERED = re.compile(r"下载|打印|代发|转账|发放|告知|短信|寄|自取|领[取走]|送达")
_RESULTS = re.compile(
    r"(?:证|书|件|表|函|单|照|卡|牌|款|金|账|批文|批复|决定|发放|凭证|回执|报告|意见|通知|公告|登记|备案|标志|办结)[》”)）]?$"
)
_TOLD = re.compile(r"符合|具[有备]|应当|必须|须|已|未|年满|无|不得|[，。；]")
_RULE = re.compile(r"《[^《》]+》|另有规定|延长|不[含计]|之日起")
_REASONS = re.compile(r"[提交收领核取验签采看听面试]")


def is_opaque(labels: LabelDictionary, key: str) -> bool:
    """Whether nobody knows any word of a key, and it does not speak of the record either."""
    if of_record(key) or _OF_STATES.search(key) or _SPOKEN_STATES.search(key.lower()):
        return False
    if _is_word_of_list(key, labels):
        return False
    return not labels.heard(key) and not labels.words.fragments(_ASKS.sub("", key))


def _is_word_of_list(key: str, labels: LabelDictionary) -> bool:
    """Whether the letters of a key are those of a word of a code list (xzxk, 行政许可): it asks whether that is so."""
    sounds, letters = labels.words.sounds, key.lower()
    words = (word for codes in code_lists.CODES.values() for word in codes.values())
    return len(letters) >= _FEWEST_LETTERS and any(
        "".join(sounds.get(sign, " ")[0] for sign in word) == letters for word in words
    )


def may_be(element: str, key: str, words: str) -> bool:
    """Whether a short value under an opaque key may be the element, by the kind of value."""
    if may_be_placeholder(words):
        return says_nothing(words) and element not in STRICT_ELEMENTS
    if element in _FLAGS and _YES_OR_NO.fullmatch(words):
        return True
    if _ASKS.match(key) or (_UNIT.fullmatch(words) and _OF_A_UNIT.search(key)):
        return False
    if words in code_lists.CODES.get(element, {}) or may_be_code(element, words):
        return True
    told = _KINDS.get(element)
    return told is not None and told(words)


def _brief(pattern: re.Pattern[str], most: int = _BRIEF) -> Callable[[str], bool]:
    return lambda words: len(words) <= most and _CHINESE.search(words) is not None and pattern.search(words) is not None


def _days(words: str) -> bool:
    if words.isdecimal():
        return 0 < int(words) <= _MOST_DAYS
    return len(words) <= _SHORT and _AT_ONCE.search(words) is not None


def _are_steps(words: str) -> bool:
    return len(_NUMBERED.findall(words)) > 1 and len(_DEEDS.findall(words)) > 1


def _word(words: str) -> bool:
    return 2 <= len(words) <= _WORD and _CHINESE.fullmatch(words) is not None


def _shown(element: str) -> Callable[[str], bool]:
    shows = SHOWS[element]
    return lambda words: len(words) <= _SHORT and _CHINESE.search(words) is not None and shows(words)


_KINDS: Mapping[str, Callable[[str], bool]] = {
    "visits": lambda words: _VISITS.fullmatch(words) is not None,
    **dict.fromkeys(_LIMITS, _days),
    **dict.fromkeys(_PHONES, lambda words: len(words) <= _BRIEF and _HALF_A_PHONE.search(words) is not None),
    **dict.fromkeys(_THEMES, _word),
    "hours": _brief(_HOURS),
    "legal_basis": _brief(_LAW, _SHORT),
    "place": _shown("place"),
    "procedure": _are_steps,
    "remedy": _brief(_REMEDIES, _SHORT),
    "fee_standard": _brief(_FEES, _SHORT),
    **dict.fromkeys(("fee_basis", "material_basis", "fee_reduction_basis"), _brief(_RULES, _SHORT)),
    **dict.fromkeys(("result_sample", "flow_chart"), lambda words: _FILE.search(words) is not None),
    "update_date": lambda words: len(words) <= _BRIEF and _MONTH.search(words) is not None,
    "delivery": _brief(_DELIVERED),
    "result_name": _brief(_RESULTS),
    "conditions": _brief(_TOLD, _SHORT),
    "visits_reason": _brief(_REASONS),
    **dict.fromkeys(("statutory_time_limit_note", "promised_time_limit_note"), _brief(_RULE, _SHORT)),
}
