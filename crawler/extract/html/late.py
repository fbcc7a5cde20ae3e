"""Labels that stand alone in their kind (零散标签): a cell or term that asks 在哪里办, told by itself and by its value.

They are asked last, and only for elements that nothing else on the page states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.draft import reading
from crawler.extract.guide.loosely import meaning
from crawler.extract.guide.meant import asked
from crawler.extract.html import fee_titles, limit_units, phone_links
from crawler.extract.html.boxes import INLINE
from crawler.extract.html.far import CONTACT, FAR, WINDOW_PARTS
from crawler.extract.labels.composed import is_ordinal
from crawler.extract.labels.questions import LONGEST, asked_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.records import Unmapped
    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_LAST = 60
_WEAK = 3
_SHORT = frozenset(
    {
        "place", "hours", "consultation_phone", "complaint_phone", "fee_status", "visits", "visits_reason", "delivery",
        "implementing_body", "promised_time_limit", "statutory_time_limit", "handling_form", "result_name", "remedy",
        "service_target", "online_payment", "case_type", "level", "result_type",
    }
)  # fmt: skip
"""Elements whose value is a line or two and shows what it is."""
_LISTS = frozenset({"faq", "procedure", "materials", "legal_basis"})
"""Elements whose entries have labels of their own."""
_LONGEST, _LONGEST_CONTACT = 200, 80
_PAIR = 2
_CELLS = frozenset({"dt", "th", "td"})


def put(  # noqa: PLR0917 - what a reader has read so far, in its order
    unknown: Iterable[Unmapped],
    boxes: Sequence[Box],
    places: Sequence[Place],
    page: Page,
    labels: LabelDictionary,
    draft: Draft,
) -> None:
    """Put what unknown labels mean into the draft, where nothing else states it."""
    unknown = list(unknown)
    limit_units.put(unknown, draft, labels)
    phone_links.put(boxes, page, labels, draft)
    fee_titles.put(boxes, page, draft)
    others = [b for p in places if p.match.element in _LISTS for b in p.boxes]
    by_others = tuple(page.locator(b.element) for b in others)
    told = [
        (one.label, one.value, one.locator, False)
        for one in unknown
        if len(one.value) <= _LONGEST and not (by_others and one.locator.startswith(by_others))
    ]
    for box in boxes:
        if box.match is None and 2 < len(box.words) <= LONGEST and asked_for(box.words) in _SHORT:
            beside = _value_of(box)
            if beside is not None and not is_ordinal(beside.words) and not box.within(others):
                told.append((box.words, beside.words, page.locator(beside.element), True))
            elif beside is None and (words := _words_behind(box)) and not box.within(others):
                told.append((box.words, words, page.locator(box.element), True))
    for label, value, locator, only_asks in told:
        match = asked(label, value) if only_asks else meaning(label, value, labels)
        if match is None or (match.element in CONTACT and len(value) > _LONGEST_CONTACT):
            continue
        if match.element not in _SHORT or not _is_open(match.element, draft):
            continue
        found = reading(
            match.element, value, evidence=page.evidence, locator=locator, label=label, confidence=match.confidence
        )
        draft.add(found, rank=_LAST, weakness=_WEAK)


def _is_open(element: str, draft: Draft) -> bool:
    """Whether nothing states an element, or but what stands outside of the guide."""
    if element in WINDOW_PARTS and any(getattr(window, WINDOW_PARTS[element]).stated for window in draft.windows):
        return False
    return all(c.weakness >= FAR and element in CONTACT for c in draft.candidates.get(element, ()))


def _words_behind(box: Box) -> str:
    """The text behind a question that is set off in its line: `<b>什么时间可以去办？</b>周一至周五`."""
    if box.parent is None or box.tag not in INLINE or not box.words.endswith(("?", "？")):
        return ""
    behind = next(iter(box.parent.kids[box.index + 1 :]), "")
    return " ".join(behind.split()) if isinstance(behind, str) and len(behind) <= _LONGEST else ""


def _value_of(box: Box) -> Box | None:
    """The value of a label that stands first in a box with one other."""
    told = [k for k in box.parent.boxes if k.words] if box.parent is not None else []
    if box.tag in _CELLS:
        at = next((n for n, k in enumerate(told) if k is box), 0)
        told = told[at : at + _PAIR] if box.tag != "td" or not (len(told) % 2 or at % 2) else []
    if len(told) != _PAIR or told[0] is not box or told[1].linked:
        return None
    if told[1].kind == box.kind and box.tag != "td":
        return None
    return told[1] if len(told[1].words) <= _LONGEST else None
