"""What a page offers (查看样本) where the answer behind it has no more than the number of a file, or nothing.

Whether a specimen is there, the answer tells by its number. What the page calls it, a rendered guide shows, and where
it leads: with the number in the address the key of the answer is known as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.extract.answers.files import SECOND_CALL
from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.domain.records import ServiceGuide
    from crawler.page.json_page import JsonPage

_ELEMENTS = frozenset({"result_sample", "flow_chart"})
_OFFER = re.compile(
    r"(?=.{2,10}$)(?:点击)?(?:查看|下载|预览|浏览|打开)?(?:结果|证照|流程)?(?:样[本表例张式照]|示例|大?图片?|附件|文件|详情)?"
    r"(?:查看|下载|预览)?"
)
_END = re.compile(r"\.(?:png|jpe?g|pdf|docx?|bmp|gif)$", re.IGNORECASE)
_RESULT = "{}"
"""What stands for the name of the result in the words that a page has for its specimen."""
_LEARNED = 0.9
"""How sure a reading is that no page of the guide itself showed."""


def learn_offers(guides: Iterable[tuple[ServiceGuide, ServiceGuide]]) -> dict[str, str]:
    """The words of what is offered wherever the answer has a number for it, from rendered guides and their answers.

    A file that is called after the result of its guide (居住证样本.png) goes by what follows that.
    """
    words: dict[str, set[str]] = defaultdict(set)
    for shown, told in guides:
        for element in _ELEMENTS:
            if is_numbered(told, element):
                words[element].add(_without_result(shown.read(element).text, told))
    sure = ((element, next(iter(said))) for element, said in words.items() if len(said) == 1)
    return {element: one for element, one in sure if one and _OFFER.fullmatch(_END.sub("", one).removeprefix(_RESULT))}


def _without_result(words: str, guide: ServiceGuide) -> str:
    result = guide.read("result_name").text
    return words.replace(result, _RESULT, 1) if result and words.startswith(result) else words


def with_offers(guide: ServiceGuide, offers: Mapping[str, str]) -> ServiceGuide:
    """The guide, read from answers alone, with what its page offers where the answer has a number for it."""
    given = {
        element: replace(guide.read(element), state=State.STATED, value=said, reason=None, confidence=_LEARNED)
        for element, words in offers.items()
        if is_numbered(guide, element) and (said := words.replace(_RESULT, guide.read("result_name").text))
    }
    return replace(guide, readings={**guide.readings, **given}) if given and not guide.unread else guide


def with_address(guide: ServiceGuide, page: Page | JsonPage) -> ServiceGuide:
    """A rendered guide whose specimen is where its link leads, in place of the words of that."""
    read = guide.read("result_sample")
    if not read.stated or read.locator == "/" or not isinstance(page, Page):
        return guide
    places = (place for place in page.places if place.target is not None and not place.guessed)
    led = {
        place.target.url
        for place in places
        if place.target is not None and f"{page.locator(place.element)}/".startswith(f"{read.locator}/")
    }
    if len(led) != 1:
        return guide
    return replace(guide, readings={**guide.readings, "result_sample": replace(read, value=next(iter(led)))})


def is_numbered(guide: ServiceGuide, element: str) -> bool:
    """Whether an answer has the number of a file for an element, and neither its address nor its name."""
    read = guide.read(element)
    return read.unread and read.reason == SECOND_CALL
