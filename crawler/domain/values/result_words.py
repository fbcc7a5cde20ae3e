"""Results of a service (审批结果): certificate, document, or nothing to hold in the hand."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.domain.values.item_type import ItemType
from crawler.domain.values.item_type import parse as item_type_of
from crawler.domain.values.numerals import plain
from crawler.domain.values.placeholder import says_nothing

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide


class ResultKind(StrEnum):
    """What a result is."""

    CERTIFICATE = "证照"
    DOCUMENT = "批文"
    OTHER = "其他"
    NONE = "无"


_ASIDE = re.compile(r"\([^()]*\)|【[^】]*】|(?:原件|复印件|正本|副本|电子版|等)$")
_CERTIFICATE = re.compile(r"(?:(?<![凭公见鉴认论验佐保查举])证|证书|执照|牌照|许可证明|资格证|护照|通行证)$")
"""What ends in 证 and is none: a voucher (凭证) may be a certificate or a document, 公证 and 认证 are what is done."""
_DOCUMENT = re.compile(
    r"(?:批复|批文|批件|复函|的?函|决定书?|通知书?|通知单|告知书|意见书?|文件|公告|答复|回复|回执|批准书|确认书|登记书|核准书|审查书)$"
)
_PAPER = re.compile(
    r"(?:证|照|书|证明|批复|批文|批件|函|文件|通知|通知单|决定|意见|公告|报告|回执|凭证|表|单|牌|卡|簿|本|票据|收据|文书|许可|名单|标志|标识|记录)$"
)
_LICENCE_TYPE = re.compile(r"证照|出证|证件|证书|执照")
_DOCUMENT_TYPE = re.compile(r"批文|出文|文件|批复|文书|公文")
_NO_TYPE = re.compile(r"无(?:结果|证照|需出证)?|不出证|无需.*")
_NO_NAME = re.compile(r"无(?:需|审批结果|办理结果|结果|证照|纸质结果)?|不(?:涉及|适用|产生结果).{0,4}")
_NOTHING = re.compile(r"无(?:需|结果|审批结果|办理结果)?(?:送达)?|不(?:涉及|适用|需要?).{0,6}|4")
"""A name or type (审批结果类型 4) of a result that is none."""
_JOINED = re.compile(r"[、,，;；/|\n]|或者?|和|及")


@lru_cache(maxsize=512)
def kind_of_type(text: str) -> ResultKind | None:
    """The kind that a result type names; None where it names both, or is a word of one place."""
    bare = plain(text)
    licence, document = bool(_LICENCE_TYPE.search(bare)), bool(_DOCUMENT_TYPE.search(bare))
    if licence != document:
        return ResultKind.CERTIFICATE if licence else ResultKind.DOCUMENT
    if _NO_TYPE.fullmatch(bare):
        return ResultKind.NONE
    return ResultKind.OTHER if bare in {"其他", "其它"} else None


def names_in(text: str) -> list[str]:
    """The results that a text names."""
    whole = re.sub(r"[《》“”\"]", "", plain(text))
    parts = (_ASIDE.sub("", _ASIDE.sub("", part)).strip("。.:") for part in _JOINED.split(_ASIDE.sub("", whole)))
    return [part for part in parts if part]


@lru_cache(maxsize=512)
def kind_of_name(text: str) -> ResultKind | None:
    """The kind of a result by the last characters of its name; None where these decide nothing or names differ."""
    kinds = {
        ResultKind.DOCUMENT if _DOCUMENT.search(name) else ResultKind.CERTIFICATE if _CERTIFICATE.search(name) else None
        for name in names_in(text)
    }
    kinds.discard(None)
    return kinds.pop() if len(kinds) == 1 else None


@lru_cache(maxsize=512)
def names_paper(text: str) -> bool:
    """Whether a result name names a paper or card of which there can be a specimen (许可证, 批复; not 办结)."""
    return any(_PAPER.search(name) for name in names_in(text))


def names_nothing(text: str) -> bool:
    """Whether a result name says that there is none."""
    return says_nothing(text) or _NO_NAME.fullmatch(plain(text)) is not None


def nothing_to_hand_over(name: Reading, kind: Reading) -> bool:
    """Whether name and type of a result, as far as stated, say that there is none to be handed over."""
    said = [reading.text for reading in (name, kind) if reading.stated]
    return bool(said) and all(says_nothing(text) or _NOTHING.fullmatch(plain(text)) for text in said)


def rightly_nothing(guide: ServiceGuide, said: Reading) -> bool | None:
    """Whether 无 is the right word for the result, or for its way of delivery; None where what tells is unread.

    It is where the type is 无 too, or where a public service delivers nothing.
    """
    name, kind, delivery = (guide.read(element) for element in ("result_name", "result_type", "delivery"))
    if said.element not in {"result_name", "delivery"} or not says_nothing(said.text):
        return False
    if kind.unread or name.unread:
        return None
    if said.element == "delivery" or kind.stated:
        return nothing_to_hand_over(name, kind)
    of_public_service = item_type_of(guide.read("item_type").text) is ItemType.PUBLIC_SERVICE
    return of_public_service and (not delivery.stated or says_nothing(delivery.text))
