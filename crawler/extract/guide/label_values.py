"""Values that are labels themselves (标签错作内容): 办理地点 in the place of the hours is the next label, or a head.

What stands there was not understood. Words of what one does or chooses (网上预约, 邮寄送达) are values as well, and the
steps of a procedure are called as sections are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.extract.guide.draft import unread

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary

IS_LABEL = "what stands there is the label of something else"
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,10}")
DEEDS = frozenset({"online_entry", "reservation", "courier", "delivery", "handling_form", "online", "online_depth"})
"""Elements whose labels are words of what one does."""
_NAMED_ALIKE = frozenset({"procedure", "special_step", "flow_chart", "result_sample", "faq"})
"""Elements that hold names of steps, or words of a link."""


def put_aside(draft: Draft, labels: LabelDictionary) -> Draft:
    """The draft of a page with readings that are nothing but the label of another element unread."""
    for element, found in draft.candidates.items():
        for at, one in enumerate(found):
            told = one.reading
            other = _labelled(told, labels) if told.stated else None
            if other is not None:
                place = told.locator or "/"
                gap = unread(element, IS_LABEL, evidence=draft.evidence, locator=place, label=told.label)
                found[at] = replace(one, reading=gap)
                # What it names may stand behind it.
                beside = unread(other, IS_LABEL, evidence=draft.evidence, locator=place, label=told.value)
                draft.seen.setdefault(other, beside)
    return draft


def _labelled(reading: Reading, labels: LabelDictionary) -> str | None:
    """The other element whose label is all that a reading says; None where it says something."""
    words = reading.text.strip().rstrip("：:")
    if reading.element in _NAMED_ALIKE or not _WORDS.fullmatch(words) or code_lists.has(reading.element, words):
        return None
    match = labels.element_of(words)
    if (
        match is None
        or match.confidence < 1
        or match.element in DEEDS
        or reading.element in {match.element, *match.also}
    ):
        return None
    return match.element
