"""The flow chart (流程图) of a guide as something that opens: where it is, and what opening it led to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Target
from crawler.domain.records import FormAttachment, FormSlot, ServiceGuide
from crawler.page.guides.flow_charts import flow_charts
from crawler.page.html import Page
from crawler.page.states import states_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.page.json_page import JsonPage

_ADDRESS = re.compile(
    r"(?:https?:/)?/[^\s<>\"]+|[A-Za-z0-9_./-]+\.(?:png|jpe?g|gif|bmp|webp|svg|pdf|docx?)(?:\?\S*)?", re.IGNORECASE
)
_COMPLETED = 0.5
"""Confidence in the address of a file that stands in an answer as a path only, or in what a script is handed."""


def with_chart(guide: ServiceGuide, pages: Sequence[Page | JsonPage]) -> ServiceGuide:
    """The guide with the address of its flow chart, where its place holds a picture or link with an address."""
    reading = guide.read("flow_chart")
    if guide.unread or not (reading.stated or reading.label):
        return guide
    said = "".join(reading.text.split())
    for page in pages:
        if page.evidence != reading.evidence:
            continue
        answers = states_in(page) if isinstance(page, Page) else (page,)
        target = next((found for answer in answers if (found := _in_answer(answer, reading)) is not None), None)
        if target is not None:
            return replace(guide, chart=_chart(replace(reading, confidence=_COMPLETED), target))
        for chart in flow_charts(page) if isinstance(page, Page) else ():
            if f"{chart.locator}/".startswith(f"{reading.locator}/") or chart.words == said:
                own = replace(reading, state=State.STATED, value=reading.value or chart.words)
                own = replace(own, confidence=_COMPLETED) if chart.guessed else own
                return replace(guide, chart=_chart(own, chart.target))
    if not _ADDRESS.fullmatch(said):
        return guide
    whole = said.startswith(("http://", "https://", "//")) or any(isinstance(page, Page) for page in pages)
    own = reading if whole else replace(reading, confidence=_COMPLETED)
    return replace(guide, chart=_chart(own, Target(url=urljoin(guide.url, said))))


def _in_answer(answer: JsonPage, reading: Reading) -> Target | None:
    """The address that an answer, or the data that a page carries for its script, has at the place of a chart."""
    files = answer.attachments_at(reading.locator) if reading.locator else ()
    return next((file.target for file in files if file.target is not None), None)


def _chart(reading: Reading, target: Target) -> FormAttachment:
    name = target.url.rpartition("/")[2].partition("?")[0] or reading.text
    return FormAttachment(slot=FormSlot.UNSAID, name=name, reading=reading, target=target)
