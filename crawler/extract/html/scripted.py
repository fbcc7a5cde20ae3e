"""Places that a script fills (脚本填写): what it writes where that is sure, else a gap of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.guide.draft import BY_SCRIPT, reading, unread
from crawler.extract.html.around import filled_by_script
from crawler.page.script.written_texts import written_in_place, written_into

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.extract.html.place import Place
    from crawler.page.html import Page

_LISTS = frozenset({"materials", "procedure", "legal_basis", "faq", "conditions"})


def written_by_script(page: Page, element: str, place: Place, locator: str) -> Reading | None:
    """What scripts say of an empty place; None where none of them has to do with it."""
    boxes = [place.at, *place.boxes]
    around = {box.element for box in boxes if box is not place.box}
    if place.at is place.box and not place.boxes:
        around |= set(place.box.element.iterchildren("script"))  # <p>办理地点：<script>document.write(…)</script></p>
    is_written, text = written_in_place(page, around, place.box.element, place.label)
    if not is_written and not filled_by_script(page, place):
        return None
    names = {box.own_id for holder in boxes for box in holder.walk() if box.own_id and not box.words}
    texts = {text} if text else set[str]()
    texts |= {said for name in names if (said := written_into(page, name)) is not None}
    if len(texts) == 1 and element not in _LISTS:
        return reading(element, texts.pop(), evidence=page.evidence, locator=locator, label=place.label)
    return unread(element, BY_SCRIPT, evidence=page.evidence, locator=locator, label=place.label)
