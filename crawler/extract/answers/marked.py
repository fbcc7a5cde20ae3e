"""Guides whose answers hold markup (`{"base": "<table>…"}`): read as the page shows them, where that tells more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.answers.guide import JsonReader
from crawler.extract.html.boxes import labels_itself
from crawler.extract.html.page import PageReader
from crawler.page.guides import json_blocks, json_markup
from crawler.page.json_page import JsonPage
from crawler.page.json_tree import without

if TYPE_CHECKING:
    from crawler.extract.answers.codes import Codes
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary

_PAIR = re.compile(r"\s*([^:：]{2,12}?)\s*[:：]\s*\S")
_LINES = re.compile(r"\n|(?<=[;；。])\s*(?=[一二三四五六七八九十]{1,3}[、.．])")
"""What parts the lines of a text; in one line, the numbers of its sections."""
_IN_ROW = re.compile(r"/\d+/")
_FEWEST_LABELS = 2
_FEWEST_LINES, _SHORTEST_GUIDE = 4, 60
_MORE = 3
"""So many elements and rows more have to come of the markup than of the keys around it."""


def by_keys_or_markup(
    page: JsonPage, labels: LabelDictionary, codes: Codes
) -> tuple[list[Draft], PageReader | None, JsonPage]:
    """The drafts of an answer, the reader of its markup if that was read, and what of the answer stands under keys."""
    keyed = JsonReader(page, labels, codes).read()
    if (drawn := _by_blocks(page, keyed, labels, codes)) is not None:
        return drawn
    texts = _with_labels(page, labels)
    view = json_markup.shown(page, page.scripts, texts) if texts else None
    if view is None and (lined := _in_lines(page, labels)):
        texts, view = frozenset(lined), json_markup.in_lines(page, page.scripts, lined)
    if view is None:
        return [keyed], None, page
    reader = PageReader(view, labels)
    marked = reader.read()
    data = without(page.data, texts)
    rest = JsonPage(data=data, text=page.text, url=page.url, evidence=page.evidence, titles=page.titles)
    beside = JsonReader(rest, labels, codes).read()
    if _told(marked, beside) < _told(keyed) + (_MORE if _told(keyed) else 1):
        reader.root.order.release()
        return [keyed], None, page
    return [marked, beside], reader, rest


def _by_blocks(
    page: JsonPage, keyed: Draft, labels: LabelDictionary, codes: Codes
) -> tuple[list[Draft], PageReader | None, JsonPage] | None:
    """The same of an answer in blocks, read as the page that it draws; None where its keys tell as much."""
    whole = json_blocks.shown(page)
    blocks = whole or json_blocks.sections(page, lambda title: labels.exact(title) is not None)
    if blocks is None:
        return None
    reader = PageReader(blocks.page, labels)
    drawn = reader.read()
    data = without(page.data, blocks.lists)
    rest = JsonPage(data=data, text=page.text, url=page.url, evidence=page.evidence, titles=page.titles)
    beside = JsonReader(rest, labels, codes).read()
    known = _told(keyed)
    # Sections of markup say in it what their keys leave out; blocks may be drawn otherwise than their keys say.
    told, more = (_told(drawn), _MORE) if whole is not None else (_told(drawn, beside), 0)
    if told < (known + more if known else 1):
        reader.root.order.release()
        return None
    return [drawn, beside], reader, rest


def _with_labels(page: JsonPage, labels: LabelDictionary) -> frozenset[str]:
    """The pointers of texts that label what they say themselves; of others the key around them says what they are."""
    if page.marked is None:
        return frozenset()
    reader = PageReader(page.marked, labels)
    found: dict[str, int] = {}
    for box in reader.boxes:
        if box.match is not None and labels_itself(box):
            at = page.marked.locator(box.element)
            found[at] = found.get(at, 0) + 1
    for at, (paired, lines) in _pairs(reader, page.marked, labels).items():
        if paired * 2 >= lines:
            found[at] = found.get(at, 0) + paired
    reader.root.order.release()
    return frozenset(found) if sum(found.values()) >= _FEWEST_LABELS else frozenset()


def _in_lines(page: JsonPage, labels: LabelDictionary) -> dict[str, list[str]]:
    """By their pointers, the lines of texts without markup in which several labels begin lines: a guide in one text."""
    found: dict[str, list[str]] = {}
    for at, value in page.values():
        if not isinstance(value, str) or len(value) < _SHORTEST_GUIDE or _IN_ROW.search(at) or "<" in value:
            continue
        lines = [line for each in _LINES.split(value) if (line := each.strip().rstrip(";；"))]
        pairs = ((line, _PAIR.match(line)) for line in lines)
        matches = (labels.exact(pair.group(1) if pair is not None else line) for line, pair in pairs)
        if len({match.element for match in matches if match is not None}) >= _FEWEST_LINES:
            found[at] = lines
    return found


def _pairs(reader: PageReader, page: json_markup.MarkedPage, labels: LabelDictionary) -> dict[str, tuple[int, int]]:
    """By the pointer of each text in which a line says its label itself (咨询电话：…), how many do, and all its lines.

    What a row of a list says so is of that row.
    """
    found: dict[str, tuple[int, int]] = {}
    for box in reader.boxes:
        for line in box.texts:
            if _IN_ROW.search(at := page.locator(box.element)):
                continue
            paired, lines = found.get(at, (0, 0))
            pair = _PAIR.match(line)
            found[at] = paired + (pair is not None and labels.exact(pair.group(1)) is not None), lines + 1
    return {at: counts for at, counts in found.items() if counts[0]}


def _told(*drafts: Draft) -> int:
    """How much some drafts tell together: elements that are stated, and rows of their lists."""
    stated = {e for draft in drafts for e, found in draft.candidates.items() if any(c.reading.stated for c in found)}
    lists = ((d.materials, d.steps, d.fees, d.legal_bases, d.faqs) for d in drafts)
    return len(stated) + sum(max(map(len, rows)) for rows in zip(*lists, strict=True))
