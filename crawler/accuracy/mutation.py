"""Planting one defect in a right page (变异测试) and asking whether exactly that finding comes out."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from crawler.accuracy.gold import Kind
from crawler.accuracy.planting import ONE_OF_SEVERAL, PLANTINGS
from crawler.accuracy.readings import folded
from crawler.accuracy.replay import replay
from crawler.domain.check import Outcome
from crawler.page.decode import decode
from crawler.page.tree import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from crawler.accuracy.gold import Gold, GoldPage
    from crawler.accuracy.planting import Planting
    from crawler.accuracy.replay import Replayed
    from crawler.domain.elements import Reading
    from crawler.extract.labels.dictionary import LabelDictionary


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One planted defect and the checks that spoke: `found` says whether the right one did, `beside` which others."""

    entry: str
    planting: Planting
    found: bool
    beside: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Exactly that finding, and what it implies."""
        return self.found and not self.beside


def plant_all(
    golds: Iterable[Gold],
    labels: LabelDictionary,
    plantings: Sequence[Planting] = PLANTINGS,
    *,
    most: int | None = None,
) -> Iterator[Planted]:
    """Every defect in every guide that has none of its kind, as far as the page's own markup lets it be planted.

    `most` guides get each defect, where it is given: one layout needs no more to show how it is read.
    Where the reader did not find a value there is nothing to edit: that is for the scores to say, not for this.
    """
    times: Counter[Planting] = Counter()
    for gold in golds:
        if gold.kind is not Kind.GUIDE:
            continue
        before = replay(gold, labels, files=False)
        wrong = _failed(before)
        for planting in plantings:
            enough = most is not None and times[planting] >= most
            if not (enough or planting.check in wrong or any(d.check == planting.check for d in gold.defects)):
                edited = _edited(gold, before, planting)
                if edited is not None:
                    times[planting] += 1
                    new = _failed(replay(gold, labels, bodies=edited, files=False)) - wrong
                    beside = new - {planting.check, *planting.implies, *(d.check for d in gold.defects)}
                    yield Planted(
                        entry=gold.name,
                        planting=planting,
                        found=planting.check in new,
                        beside=tuple(sorted(beside)),
                    )


def _failed(replayed: Replayed) -> frozenset[str]:
    return frozenset(v.check for v in replayed.verdicts if v.outcome is Outcome.FAILED)


def _edited(gold: Gold, before: Replayed, planting: Planting) -> dict[int, bytes] | None:
    """The bytes of the one page that the defect is planted in, by its number; None where it cannot be planted."""
    if before.item is None or before.item.guide.unread is not None:
        return None
    reading = planting.where(before.item.guide)
    if reading is None or reading.locator is None or reading.evidence not in before.pages:
        return None
    if reading.element in ONE_OF_SEVERAL and gold.rows.get("windows"):
        return None
    number = before.pages.index(reading.evidence)
    page = gold.pages[number]
    words = f"{reading.text}{planting.words}" if planting.added else planting.words
    if page.file is None or folded(words) == folded(reading.text):
        return None
    edit = edit_json if "json" in (page.content_type or "") else edit_html
    body = edit(page.file.read_bytes(), page, reading, words)
    return None if body is None else {number: body}


def edit_json(body: bytes, page: GoldPage, reading: Reading, words: str) -> bytes | None:
    """The answer with other words at the place of a reading."""
    data = json.loads(decode(body, page.content_type).text)
    *path, last = [key.replace("~1", "/").replace("~0", "~") for key in (reading.locator or "").split("/")[1:]]
    node: object = data
    for key in path:
        node = node[int(key)] if isinstance(node, list) else node.get(key) if isinstance(node, dict) else None
    if not isinstance(node, dict) or not isinstance(node.get(last), str):
        return None  # a code, a list, or JSON inside a text
    node[last] = words
    return json.dumps(data, ensure_ascii=False).encode()


def edit_html(body: bytes, page: GoldPage, reading: Reading, words: str) -> bytes | None:
    """The page with other words at the place of a reading; what stands beside them in the same element is kept."""
    decoded = decode(body, page.content_type)
    root = tree_of(decoded.text)
    try:
        found = root.getroottree().xpath(reading.locator or "")
    except etree.XPathError:
        return None  # a place in a script
    if not isinstance(found, list) or len(found) != 1 or not etree.iselement(found[0]):
        return None
    if not _put(found[0], reading.text, words, label=(reading.label or "").strip()):
        return None
    text = etree.tostring(root, encoding="unicode", method="html")
    return text.encode(decoded.encoding, "xmlcharrefreplace")


def _put(element: _Element, value: str, words: str, *, label: str) -> bool:
    whole = "".join(str(part) for part in element.itertext())
    if folded(whole) == folded(value):
        for child in list(element):
            element.remove(child)
        element.text = words
        return True
    for inner in element.iter():
        for side in ("text", "tail"):
            text = getattr(inner, side) or ""
            after = text.find(label) + len(label) if label and label in text else 0  # 是否收费：收费
            at = text.find(value, after)
            if at >= 0 and not (inner is element and side == "tail"):
                setattr(inner, side, text[:at] + words + text[at + len(value) :])
                return True
    return False
