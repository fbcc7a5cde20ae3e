"""What a form is offered as by the words right before its link: 空白表格：[下载] 示例样表：[下载] in one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.extract.guide.records import slot_of
from crawler.page.paths import element_at

if TYPE_CHECKING:
    from crawler.page.finds import AttachmentLink
    from crawler.page.html import Page

_LABEL = re.compile(r"([^\s:：;；,，。|/]{2,12})\s*[:：]\s*$")


def slot_before(page: Page, link: AttachmentLink, given: FormSlot) -> FormSlot:
    """The slot that a link stands in: the `given` one, else that of its own words, else of the label before it."""
    if given is not FormSlot.UNSAID or slot_of(f"{link.text} {link.file_name or ''}") is not FormSlot.UNSAID:
        return given
    element = element_at(page.tree, link.locator)
    if element is None:
        return given
    before, around = element.getprevious(), element.getparent()
    text = before.tail if before is not None else around.text if around is not None else None
    label = _LABEL.search(text or "")
    return slot_of(label.group(1)) if label is not None else given
