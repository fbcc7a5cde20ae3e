"""Ways to hand in an application (申请渠道): online, by courier, or some way other than a counter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.values import online_depth
from crawler.domain.values.numerals import plain

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_NO = re.compile(r"否|不|无|未|暂|0")
_YES = re.compile(r"是(?!否)|支持|可|能|有|1")
_ONLINE = re.compile(r"网上|网办|线上|在线|互联网|电脑端|移动端|掌上|手机|APP|小程序|公众号|一网通办", re.IGNORECASE)
_DEEP = re.compile(r"互联网(?:收件|预审|受理|办理)|(?<!非)在线(?:办理|申请|受理)|网上(?:受理|办理|申报)")
_APPLY_ONLINE = re.compile(r"(?:网上|在线|线上|手机|平台)\S{0,6}?(?:申请|申报|办理|受理|提交|填报|预约办理)")
_MAY = re.compile(r"^(?:答[:：]?)?(?:可以|能够|可|能|是的|支持)(?!否)")
_COURIER = re.compile(r"快递|邮寄|邮政|寄递|物流|信函")
_COUNTER = re.compile(
    r"窗口|现场|线下|大厅|柜台|办理|申请|受理|提交|实体|前往|本人|亲自|只能|必须|[、,，;；/()（）\s和及或仅到去来须需由的]"
)


def yes_or_no(text: str) -> bool | None:
    """What a yes-or-no field says; None where it says neither."""
    bare = plain(text)
    if not bare:
        return None
    return False if _NO.match(bare) else True if _YES.match(bare) else None


def is_online(guide: ServiceGuide) -> bool | None:
    """Whether the guide says that one can apply online; None where it says nothing of it."""
    said = yes_or_no(guide.read("online").text)
    form = plain(guide.read("handling_form").text)
    depth = guide.read("online_depth")
    deep = online_depth.says_fully_online(depth) or _DEEP.search(plain(depth.text))
    if said or deep or (_ONLINE.search(form) and not re.search(r"(?:不支持|不可|非|无)网上", form)):
        return True
    return False if said is False or form else None


def online_claim(guide: ServiceGuide) -> Reading | None:
    """The reading that says that the item itself is handled online: 是否网办, or a depth of full handling."""
    said, depth = guide.read("online"), guide.read("online_depth")
    if yes_or_no(said.text) is False:
        return None
    if online_depth.says_fully_online(depth):
        return depth
    return said if yes_or_no(said.text) else None


def takes_courier(guide: ServiceGuide) -> bool | None:
    """Whether the guide says that papers may come by courier or post; None where it says nothing of it."""
    if _COURIER.search(plain(guide.read("handling_form").text)):
        return True
    said = plain(guide.read("courier").text)
    return True if _COURIER.search(said) and not _NO.match(said) else yes_or_no(said)


def other_way(guide: ServiceGuide) -> bool:
    """Whether the way to apply is something else than a counter: by phone, at home, through an agent."""
    return bool(_COUNTER.sub("", guide.read("handling_form").text))


def answered_online(guide: ServiceGuide) -> Reading | None:
    """The answer to a frequent question that says one can apply online, whatever the fields of the guide say."""
    for faq in guide.faqs:
        asked, said = plain(faq.question.text), plain(faq.answer.text)
        if _APPLY_ONLINE.search(asked) and _MAY.match(said):
            return faq.answer
    return None
