"""What a cell says of a material behind or below its name (材料名称旁注): 申请书（填报须知：…；受理标准：…）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.guide import prose
from crawler.extract.guide.draft import reading
from crawler.extract.guide.told import told_in_brackets
from crawler.extract.html.boxes import lines_of

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_LABELLED = re.compile(r"[\u4e00-\u9fff/]{1,10}\s*[:：]\s*\S")


def name_and_asides(cell: Box, page: Page, labels: LabelDictionary) -> tuple[str, dict[str, Reading]]:
    """The name of a material in its cell, and by part what the cell says behind it under labels of their own."""
    first, *below = _lines(cell, page) or [""]
    line = f"{first}（{'；'.join(below)}）" if below and all(map(_LABELLED.match, below)) else " ".join((first, *below))
    told = told_in_brackets(line, "materials", labels) if _LABELLED.search(line) else None
    if told is None:
        return prose.unnumbered(" ".join((first, *below))), {}
    locator = page.locator(cell.element)
    said = {part: reading(part, value, evidence=page.evidence, locator=locator) for part, value in told.parts.items()}
    return prose.unnumbered(told.line), said


def _lines(cell: Box, page: Page) -> list[str]:
    """The lines of a cell, without the files that it offers beside the name."""
    links = [b for b in cell.boxes if b.tag in {"a", "button"} or _only_leads(b)]
    offered = [b for b in links if page.attachments_in(b.element) or prose.is_online_offer(b.words)]
    kept = [kid for kid in cell.kids if kid not in offered] if offered else cell.kids
    return lines_of(kept) or lines_of(cell.kids)


def _only_leads(box: Box) -> bool:
    """Whether a box holds nothing but links."""
    return box.linked > 0 and box.linked >= len("".join(box.words.split()))
