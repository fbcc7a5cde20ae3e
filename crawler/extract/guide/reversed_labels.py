"""Labels that ask the other way round (反问的标签): 是 under 是否免费 is no fee, and under 是否可不提供 no need.

免费邮寄 says nothing of the item's fee. A field name like `isFree` is used for both 是否免费 and 是否收费: yes and no
tell nothing there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State, made

if TYPE_CHECKING:
    from crawler.domain.elements import Reading

_ASKS = re.compile(
    r"免费|免收|免[交缴付](?:费|钱)|(?<![收交缴付要花用])不(?:用|需要?)?(?:收|交|缴|付|要|花)取?(?:任何)?(?:费用?|钱)"
)
"""Words that ask whether nothing is charged; 收不收费 and 要不要钱 ask whether something is."""
_OF_ELSE = re.compile(
    r"退[费款还]|免费(?:的|为[^办]{0,4})?(?:提供|享受|获取)?(?:邮|寄|快递|物流|送|打印|复印|代|帮|刻|停车|培训|体检|咨询|拍|照|上门|下载|WiFi)",
    re.IGNORECASE,
)
"""Something beside the item that costs nothing, or what becomes of a fee that was paid."""
_KEY = re.compile(
    r"(?:.*_)?(?:is|if|whether)?_?free(?:_?(?:flag|charge|of_?charge|of_?fee|fee))?(?:_?(?:name|text|desc|code))?|sfmf|shi_?fou_?mian_?fei",
    re.IGNORECASE,
)
_EITHER = re.compile(r"([\u4e00-\u9fff])不(?=\1)")
"""A question by a word and its denial asks what the word alone asks: 是不是必须, 要不要交, 可不可以不带."""
_NEED_NOT = re.compile(
    r"非必|不(?:是)?必[要须需交]?|可(?:以)?不|能不(?=[交带提])|无[需须]|不需|免(?:于|予)?提|免交|可选|选[填交]|optional|un_?necessary"
    r"|not_?(?:required|necessary|need|must)",
    re.IGNORECASE,
)
"""Words that ask whether a material may be left out."""
_YES = frozenset({"是", "是的", "对", "√", "能", "可以", "支持", "true", "yes", "y"})
_NO = frozenset({"否", "不是", "不", "×", "不能", "不可以", "不支持", "false", "no", "n"})
_NUMBERS = frozenset({"0", "1"})
_OF_TWO = "systems use this field name for different things"
_NUMBER = "which number stands for yes is not said"


def as_asked(reading: Reading) -> Reading | None:
    """What a fee status says under a label that asks the other way round; None where it is none of the item's."""
    label = "".join((reading.label or "").split())
    if _OF_ELSE.search(label):
        return None
    said = reading.text.strip().rstrip("。.").lower() if reading.stated else ""
    if _KEY.fullmatch(label):
        return _gap(reading, _OF_TWO) if said in _YES | _NO | _NUMBERS else reading
    if not _ASKS.search(label):
        return reading
    if said in _NUMBERS:
        return _gap(reading, _NUMBER)
    told = "免费" if said in _YES else "收费" if said in _NO else None
    return reading if told is None else replace(reading, value=told)


def as_needed(reading: Reading) -> Reading:
    """The necessity of a material under a label that asks whether it may be left out (是否非必要: 是)."""
    label = _EITHER.sub("", "".join((reading.label or "").split()))
    if not reading.stated or not _NEED_NOT.search(label):
        return reading
    if (reading.quote or "").strip() in _NUMBERS:
        return _gap(reading, _NUMBER)
    said = reading.text.strip().rstrip("。.").lower()
    told = "非必要" if said in _YES else "必要" if said in _NO else None
    return reading if told is None else replace(reading, value=told)


def _gap(reading: Reading, reason: str) -> Reading:
    return made(
        reading.element,
        State.UNREAD,
        None,
        reading.label,
        reading.label,
        reading.evidence,
        reading.locator,
        reason=reason,
    )
