"""What a form is offered as by the words before its link, on pages of any origin."""

from __future__ import annotations

import pytest

from crawler.domain.evidence import Target
from crawler.domain.records import FormSlot
from crawler.extract.lists.form_beside import slot_before
from crawler.page.finds import AttachmentLink
from crawler.page.html import Page


@pytest.mark.parametrize(
    ("locator", "slot"),
    [
        ("/html/body/p/a", FormSlot.SAMPLE),
        ("/data/0/files/1", FormSlot.UNSAID),  # a pointer into an answer
        ("/", FormSlot.UNSAID),
        ("word/document.xml#/w:document/w:body[1]/w:p[2]", FormSlot.UNSAID),
        ("page 1, line 5", FormSlot.UNSAID),
    ],
)
def test_a_place_that_is_no_path_in_a_page_says_nothing(locator: str, slot: FormSlot) -> None:
    body = '<html><body><p>样表：<a href="/1.docx">下载</a></p></body></html>'
    page = Page(text=body, url="https://zw.example/1", evidence="e")
    link = AttachmentLink(text="下载", target=Target(url="https://zw.example/1.docx"), locator=locator)

    assert slot_before(page, link, FormSlot.UNSAID) is slot
