"""Pictures in a JSON answer (图片): the file that calls itself the flow chart, and what a picture alone says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.extract.guide.draft import reading, unread
from crawler.page.files.json_files import marked_up
from crawler.page.json_tree import step
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.extract.guide.draft import Draft
    from crawler.page.json_page import JsonPage

_IMAGE_ONLY = "image only"
_CHART = re.compile(r"流程图(?:片|示)?(?:[(（].{1,8}[)）])?(?:\.\w{2,4})?$")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|webp|svg)(?:$|[?#])", re.IGNORECASE)
_ORNAMENT = re.compile(r"icon|logo|avatar|cover|banner|background|bg$|tb$", re.IGNORECASE)
_PICTURES = frozenset({"flow_chart", "result_sample", "blank_form", "sample_form", "online_entry"})
"""Elements that may be a picture themselves."""
_LAST_BELIEVED = 4


def is_picture(value: Any) -> bool:
    """Whether a value is the address of a picture."""
    return isinstance(value, str) and _PICTURE.search(value) is not None and json_address(value) is not None


def put_gap(page: JsonPage, draft: Draft, element: str | None, node: Mapping[str, Any], pointer: str) -> None:
    """Say of an element whose object shows a picture that the picture may tell what no text of the object does."""
    shown = next((key for key, value in node.items() if is_picture(value) and not _ORNAMENT.search(key)), None)
    if shown is not None and element is not None and element not in _PICTURES:
        at = f"{pointer}/{step(shown)}"
        gap = unread(element, _IMAGE_ONLY, evidence=page.evidence, locator=at, label=shown)
        draft.add(gap, weakness=_LAST_BELIEVED)


def put_chart(page: JsonPage, draft: Draft) -> None:
    """Put the file that calls itself the flow chart into the draft, where no key of its own leads to one.

    A material may be a flow chart, too: what stands in a row of the materials is none of the guide.
    """
    if any(c.reading.stated or c.reading.unread for c in draft.candidates.get("flow_chart", ())):
        return
    charts = {text for text in page.texts if _CHART.search(text.strip())}
    marked = {text for text in page.texts if "<" in text and "流程图" in text}
    if not charts and not marked:
        return
    tables = {at for at, value in page.values() if isinstance(value, str) and "<table" in value}
    names = [one.name.locator or "" for one in draft.materials]
    rows = [at if at in tables else at.rpartition("/")[0] + "/" for at in names]
    addresses = {at.rpartition("/")[0]: at for at, value in page.values() if json_address(value)}
    for pointer, value in page.values():
        if isinstance(value, str) and value in marked and not any(pointer.startswith(row) for row in rows):
            shown = (link.text.strip() for link in marked_up(page, pointer, value))
            if (name := next(filter(_CHART.search, shown), None)) is not None:
                found = reading("flow_chart", name, evidence=page.evidence, locator=pointer, quote=name)
                draft.add(found, weakness=_LAST_BELIEVED)
                return
        called = isinstance(value, str) and value in charts
        around = pointer.rpartition("/")[0]
        beside = addresses.get(around, pointer)
        if called and beside != pointer and not any(pointer.startswith(row) for row in rows):
            found = reading("flow_chart", value.strip(), evidence=page.evidence, locator=around, quote=value.strip())
            draft.add(found, weakness=_LAST_BELIEVED)
            return
