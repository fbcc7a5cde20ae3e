"""Texts of an answer that say several things, each behind its label: `<p>办理地点：…</p><p>办理时间：…</p>`.

Systems keep the sections of a guide as pieces of markup, with several elements in one of them (办理地点和时间).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crawler.extract.answers.words import plain_text
from crawler.extract.labels.dictionary import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.extract.labels.dictionary import LabelDictionary

_ENDS = re.compile(r"<\s*/?\s*(?:br|p|div|li|dd|dt|dl|ul|ol|tr|h[1-6])\b[^<>]*>|\n", re.IGNORECASE)
_LEADING = re.compile(r"<[^<>]*\b(?:href|src)\s*=", re.IGNORECASE)
_LABEL = re.compile(r"(?:(?P<first>^)|[\s；;。，,|、])\s*(?P<label>[^\s:：；;。，,|、]{2,14})\s*[:：]")
_OF_ROWS = frozenset({"materials", "procedure", "legal_basis", "faq"})
"""Sections whose labels are those of rows."""
_CONTACTS = frozenset({"place", "hours", "consultation_phone"})
"""Sections in which 地址 and 电话 mean where the item is handled."""
_APART = {
    "complaint_phone": frozenset({"complaint_phone", "consultation_phone"}),
    "remedy": frozenset({"remedy", "complaint_phone"}),
}
"""Sections of another office, whose address is not the one of the item."""
_PROSE = frozenset({"remedy", "conditions"})
"""Sections whose one label may be part of what they say: 行政复议：…；行政诉讼：…"""
_OF_A_FEE = frozenset({"fee_name", "fee_standard"})
_OF_FEES = _OF_A_FEE | {"fee_basis", "fee_reduction", "fee_reduction_basis", "online_payment"}
_FEWEST = 2


class Part(NamedTuple):
    """What stands behind one label: the element of this, None for a label that is not known."""

    label: str
    element: str | None
    value: str


def parts(element: str | None, text: str, labels: LabelDictionary) -> tuple[Part, ...]:
    """What a text below the label of an element, or of none, says label by label; empty where it is one thing.

    Its first line begins with a label, each label and each element comes once. Lines without a label go on with what
    was said before them. One label alone is that of the element (是否收费：不收费 in 收费信息).
    """
    if element in _OF_ROWS or ("：" not in text and ":" not in text) or "<table" in text.lower():
        return ()
    found: list[Part] = []
    for raw in _ENDS.split(text):
        line = " ".join(plain_text(raw).split())
        told = list(_told(line, element, labels)) if line else []
        if line and not told and not found:
            return ()
        if len(told) == 1 and _LEADING.search(raw):
            told = [told[0]._replace(value=raw)]
        for part in told or ([Part("", None, line)] if line else []):
            _put(found, part)
    names = [normalise(part.label) for part in found]
    known = [part.element for part in found if part.element is not None]
    if len({*names}) < len(names) or len({*known}) < len(known) or len(known) * 2 < len(found):
        return ()
    allowed = _APART.get(element or "")
    if allowed is not None and not allowed.issuperset(known):
        return ()
    alone = known == [element] and len(found) == 1 and element not in _PROSE
    return tuple(found) if alone or len(known) >= _FEWEST else ()


def fee_of(told: Iterable[Part]) -> dict[str, Part]:
    """What parts of a text tell of one fee, by element; nothing where they leave out its name or its standard."""
    found = {part.element: part for part in told if part.element is not None and part.element in _OF_FEES}
    return found if found.keys() >= _OF_A_FEE else {}


def _put(found: list[Part], part: Part) -> None:
    """Add a part; one without a label, or with another label of the same element, goes on with the one before it."""
    before = found[-1] if found else None
    goes_on = not part.label or (before is not None and before.element == part.element is not None)
    if before is None or not goes_on or normalise(before.label) == normalise(part.label):
        found.append(part)
    else:
        line = f"{part.label}：{part.value}" if part.label else part.value
        found[-1] = before._replace(value=f"{before.value}\n{line}".strip())


def _told(line: str, section: str | None, labels: LabelDictionary) -> Iterator[Part]:
    """The parts of a line that begins with a label; a label that is not known stands at its beginning only."""
    cuts: list[tuple[int, int, str, str | None]] = []
    for match in _LABEL.finditer(line):
        known = labels.exact(match["label"])
        if known is None and section in _CONTACTS:
            known = labels.short_label(match["label"])
        if known is not None and cuts and cuts[-1][3] == known.element:
            continue  # 行政复议 and 行政诉讼 in what stands behind 救济途径
        if known is not None or match["first"] is not None:
            cuts.append((match.start(), match.end(), match["label"], known.element if known is not None else None))
    if not cuts or cuts[0][0] > 0:
        return
    ends = [start for start, *_ in cuts[1:]] + [len(line)]
    for (_, start, label, element), end in zip(cuts, ends, strict=True):
        yield Part(label, element, line[start:end].strip().rstrip("；;，,|、").strip())
