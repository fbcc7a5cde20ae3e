"""Fee status (是否收费): charged, free, or not said clearly."""

from __future__ import annotations

import re
from enum import StrEnum

from crawler.domain.values.numerals import plain, words_of
from crawler.domain.values.remembered import remembered


class FeeStatus(StrEnum):
    """The two answers the standard allows."""

    CHARGED = "charged"
    FREE = "free"


_FREE_WORDS = words_of(
    "不收费 否 免费 免收 0 不收取 不收取费用 不收取任何费用 不需要收费 无需缴费 无收费 零收费",
    "× 不收 无费用 无任何费用 不产生费用 不产生任何费用 无收费项目 免收费用 停征 已停征 暂停征收 暂免 暂免征收",
    "false n 不涉及收费 免费办理 不另收费 不再收费 财政承担 财政负担 政府买单",
    "不要钱 不收钱 不花钱 不用花钱 不用交钱 不需要花钱 不需要交钱 一律不收 不用 不需要 不要 不用的 无需 无须",
)
_CHARGED_WORDS = words_of(
    "收费 是 1 √ 收取 需要收费 需收费 有收费 要收费 true y 涉及收费",
    "按标准收费 按规定收费 依法收费 按次收费 按件收费 减半收取 减半收费",
)
_ASKED = re.compile(r"^是否(?:收费|收取费用|缴费)[:?]?(?=[是否收不免])")
_FREE = re.compile(
    r"^(?:本|该|此)?(?:事项|服务|项目|许可|业务)?(?:办理)?"
    r"(?:不收费|不收取(?:任何)?费用|免费|免收|不[要收花](?:一分)?钱)(?:[,。;(（].*)?$"
)
_NOTHING = re.compile(
    r"^(?:全程|一律)?(?:分[文毫]|一分(?:钱|文)?|[半一]毛钱?)(?:都|也)?不(?:收取?|要|取|花)(?:钱|费用?)?$"
)
_DEED = r"(?:收取|收|缴纳|交纳|缴|交|支付|付|花|要)"
_SAID_FREE = re.compile(
    r"(?:(?:本|该|此)?(?:事项|服务|项目|许可|业务|登记|备案|申请人?|办理|办证|参保|换证|补办|审批)*)"
    rf"(?:一分钱(?:都|也)?不{_DEED}|(?:不(?:用|需要?|必)?|无[需须]|免){_DEED}(?:任何|一分|一毛)?(?:费用?|钱))(?:[,。;(（].*)?"
)
_SAID_CHARGED = re.compile(rf"(?:要|需要?|须|应当?|得){_DEED}(?:费用?|钱)?")
"""Everyday words for both: 一分钱都不收, 不用花钱, 要交."""
_CHARGED = re.compile(r"^(?:本|该|此)?(?:事项|服务|项目|许可|业务)?(?:收费)(?:[,。;(（].*)?$")


@remembered
def parse(text: str) -> FeeStatus | None:
    """Whether a fee is charged; None for 无, an empty value and every answer that is neither."""
    bare = _ASKED.sub("", plain(text).lower().rstrip("。.!"))
    if bare in _FREE_WORDS:
        return FeeStatus.FREE
    if bare in _CHARGED_WORDS:
        return FeeStatus.CHARGED
    if _FREE.match(bare) or _NOTHING.match(bare) or _SAID_FREE.fullmatch(bare):
        return FeeStatus.FREE
    return FeeStatus.CHARGED if _CHARGED.match(bare) or _SAID_CHARGED.fullmatch(bare) else None


_NO_FEE = re.compile(
    r"(?:暂?无|没有|不收费|不涉及|暂?免收|暂免|免费|否|0(?:\.0+)?元?|[/\-—]+)(?:[^0-9]{0,6}(?:收费|费用|标准|依据))?|不收取(?:任何)?费用|无收费.*"
)


@remembered
def is_no_fee(text: str) -> bool:
    """Whether a fee row only says that there is no fee (无, 不收费, 不涉及, 免收, 0元)."""
    bare = plain(text).lower().rstrip("。.!")
    return not bare or _NO_FEE.fullmatch(bare) is not None or parse(text) is FeeStatus.FREE
