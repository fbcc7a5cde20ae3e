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
    written = [written_in_place(page, box.element) for box in boxes if box is not place.box]
    if not any(is_written for is_written, _ in written) and not filled_by_script(page, place):
        return None
    names = {box.own_id for around in boxes for box in around.walk() if box.own_id and not box.words}
    texts = {text for _, text in written if text}
    texts |= {text for name in names if (text := written_into(page, name)) is not None}
    if len(texts) == 1 and element not in _LISTS:
        return reading(element, texts.pop(), evidence=page.evidence, locator=locator, label=place.label)
    return unread(element, BY_SCRIPT, evidence=page.evidence, locator=locator, label=place.label)
