"""The flow chart (流程图) of a guide as something that opens: where it is, and what opening it led to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.elements import State
from crawler.domain.records import FormAttachment, FormSlot, ServiceGuide
from crawler.page.flow_charts import flow_charts
from crawler.page.html import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.page.json_page import JsonPage


def with_chart(guide: ServiceGuide, pages: Iterable[Page | JsonPage]) -> ServiceGuide:
    """The guide with the address of its flow chart, where its place holds a picture or link with an address."""
    reading = guide.read("flow_chart")
    if guide.unread or not (reading.stated or reading.label):
        return guide
    said = "".join(reading.text.split())
    for page in pages:
        if not isinstance(page, Page) or page.evidence != reading.evidence:
            continue
        for chart in flow_charts(page):
            if f"{chart.locator}/".startswith(f"{reading.locator}/") or chart.words == said:
                attachment = FormAttachment(
                    slot=FormSlot.UNSAID,
                    name=chart.target.url.rpartition("/")[2].partition("?")[0] or reading.text,
                    reading=replace(reading, state=State.STATED, value=reading.value or chart.words),
                    target=chart.target,
                )
                return replace(guide, chart=attachment)
    return guide
