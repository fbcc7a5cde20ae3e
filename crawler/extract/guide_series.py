"""Series (逐条列出): the entries of a section, each a box of its own with a title and labelled values.

Cards, definition lists, items of a list, rows of a grid: whatever the markup, an entry is the largest box that holds
one of the labels that come again and again, and what stands before its first label is its title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.extract import guide_prose, guide_records, guide_text
from crawler.extract.guide_badges import apart, badge_of
from crawler.extract.guide_boxes import Box, is_blank, labels_itself, lines_of
from crawler.extract.guide_draft import reading
from crawler.extract.guide_flow import headed
from crawler.extract.guide_lists import forms_in, forms_under
from crawler.extract.labels import is_short, normalise
from crawler.extract.question_words import asked_of_material

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment
    from crawler.extract.guide_draft import Draft
    from crawler.extract.labels import LabelDictionary
    from crawler.page.html import Page

    Parts = dict[str, Reading]

_PAIR = re.compile(r"^\s*([^:：]{1,14}?)\s*[:：]\s*(.*)$", re.DOTALL)
_SAID = re.compile(r"[:：]\s*\S")
"""A label that has its value behind it in the same text is a pair, no question."""
_COLON = r"[：:](?!(?<=\d[：:])\d\d)"
"""Behind a label; the one in 上午9:00 stands behind an hour."""
_BETWEEN = re.compile(
    rf"[；;｜|]\s*|\s(?=[^\s，,、；;：:]{{2,12}}{_COLON})|[，,、。](?=[^，,、。；;：:]{{2,8}}{_COLON})"
)
_COUNTER = re.compile(r"^[第(（【\[]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）】\]]?[步项条个份、.．]?$|^[·•●○◆■-]$")
_TITLES = {
    "materials": "material_name",
    "steps": "name",
    "legal_basis": "law",
    "windows": "name",
    "fees": "fee_name",
    "faq": "question",
}
_RESTS = {"steps": "description", "legal_basis": "content", "faq": "answer"}
"""The part that a text without a label is, behind the title."""
_ELEMENTS = {"materials": "materials", "steps": "procedure", "faq": "faq"}
"""Lists whose entries may stand under headings, by element of their section."""
_FEWEST = {"materials": 1, "faq": 1, "legal_basis": 1, "fees": 1, "windows": 1}
_SLOTS = {"blank_form": FormSlot.BLANK, "sample_form": FormSlot.SAMPLE}
_CELLS = frozenset({"td", "th"})
"""What stands behind a cell is no value of a label that shares the cell with other things."""
_LINKS = frozenset({"a", "button"})
"""Their words lead on and label nothing."""
_LONGEST_TITLE = 120


@dataclass(slots=True)
class _Pair:
    """A label of the list, its part, and where its value stands."""

    part: str
    label: str
    box: Box
    kids: list[Box | str] = field(default_factory=list)

    @property
    def boxes(self) -> list[Box]:
        return [kid for kid in self.kids if isinstance(kid, Box)]


@dataclass(slots=True)
class Entry:
    """One entry: the boxes that make it up and its pairs in reading order."""

    boxes: list[Box]
    pairs: list[_Pair]


def read_series(group: str, section: Sequence[Box], page: Page, labels: LabelDictionary, draft: Draft) -> list[Reading]:
    """Put the entries of a section into the draft; gives the readings that name them, none where it has no series."""
    pairs = [pair for box in section for pair in _pairs(box, group, labels)]
    named: list[Reading] = []
    for entry in _under_headings(group, section, pairs) or _entries(section, pairs, _FEWEST.get(group, 2)):
        host = _keep(group, entry, page, labels, draft)
        if host is not None and host.stated:
            named.append(host)
    return named


def _under_headings(group: str, section: Sequence[Box], pairs: Sequence[_Pair]) -> list[Entry]:
    """The entries that headings of their own begin."""
    runs = headed(section, _ELEMENTS[group]) if group in _ELEMENTS else []
    return [Entry(run, [p for p in pairs if p.box.within(run)]) for run in runs]


def _entries(section: Sequence[Box], pairs: Sequence[_Pair], fewest: int) -> list[Entry]:
    """The entries around the part that comes most often; none where too few parts say that this is a series."""
    by_part = {pair.part for pair in pairs}
    by_label: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        by_label[pair.part, normalise(pair.label)].append(pair)
    if not by_label:
        return []
    anchors = max(by_label.values(), key=len)
    if len(anchors) < (fewest if len(by_part) > 1 else 2):
        return []
    spans = [_largest(anchor.box, anchors, section) for anchor in anchors]
    if all(_title_lines(box, [p for p in pairs if p.box.within([box])]) for box in spans):
        spans = _with_their_like(spans, section)
    entries: list[Entry] = []
    end = section[0].start
    for box in spans:
        own = [p for p in pairs if box.start <= p.box.start < box.end]
        boxes = [box]
        if own and not _title_lines(box, own):
            boxes = [*_since(box, end, section, pairs), box]
        end = box.end
        entries.append(Entry(boxes, own))
    _take_what_follows(entries, pairs, section)
    titled = all(len(entry.pairs) > 1 or _is_titled(entry) for entry in entries)
    return entries if len(by_part) > 1 or titled else []


def _take_what_follows(entries: Sequence[Entry], pairs: Sequence[_Pair], section: Sequence[Box]) -> None:
    """Give an entry the boxes between it and the next one, where labels of the list stand in them.

    What stands behind the last entry alone, and behind none of the others, says something of all of them.
    """
    taken = False
    for entry, after in zip(entries, [*entries[1:], None], strict=True):
        last = entry.boxes[-1]
        end = after.boxes[0].start if after is not None else section[-1].end
        beside = last.parent.boxes if last.parent is not None else []
        between = [b for b in beside if last.end <= b.start and b.end <= end and b.within(section)]
        own = [p for p in pairs if p.box.within(between)]
        if own and (taken or after is not None or len(entries) == 1):
            taken = True
            entry.boxes += between
            entry.pairs += own


def _is_titled(entry: Entry) -> bool:
    return any(_title_lines(box, entry.pairs) for box in entry.boxes)


def _with_their_like(spans: list[Box], section: Sequence[Box]) -> list[Box]:
    """The boxes of entries, with those of the same kind beside them that lack the part."""
    first = spans[0]
    if first.parent is None or len(spans) < 2 or any((b.parent, b.kind) != (first.parent, first.kind) for b in spans):
        return spans
    alike = (b for b in first.parent.boxes if b.kind == first.kind and b.words and b.within(section))
    return [b for b in alike if not b.boxes or any(part.tag != "th" for part in b.boxes)]


def _largest(box: Box, anchors: Sequence[_Pair], section: Sequence[Box]) -> Box:
    """The largest box around an anchor that holds no other anchor and lies inside the section."""
    others = [a.box.start for a in anchors if a.box is not box]
    largest = box
    for around in box.up():
        if not around.within(section) or any(around.start <= other < around.end for other in others):
            break
        largest = around
    return largest


def _since(box: Box, start: int, section: Sequence[Box], pairs: Sequence[_Pair]) -> list[Box]:
    """The boxes beside an entry's box that stand before it and belong to no earlier entry: its title."""
    siblings = box.parent.boxes if box.parent is not None else list(section)
    before = [b for b in siblings if start <= b.start and b.end <= box.start and b.words]
    return [b for b in before[-1:] if not any(p.box.within([b]) for p in pairs)]


def _pairs(root: Box, group: str, labels: LabelDictionary) -> Iterator[_Pair]:
    """The labels of a list inside a box, in reading order, each with the place of its value."""
    found: dict[int, str] = {}
    for box in root.walk():
        part = _label(box, group, labels)
        own = part is not None and _is_own(box) and not _opens_with_label(box, group, labels)
        if part is not None and own and not _is_value(box, part, found):
            found[id(box)] = part
    for box in root.walk():
        part = found.get(id(box))
        if part is not None:
            value = _value(box, root, found, group, labels)
            badge = badge_of(group, box.words) == part
            if not badge or not (all(is_blank(kid) for kid in value) or _is_badge(value, group, part)):
                yield _Pair(part, box.words, box, value)
            continue  # 必要 with nothing behind it says just that, and labels nothing
        if (":" in box.text or "：" in box.text) and not any(":" in b.text or "：" in b.text for b in box.boxes):
            yield from _in_text(box, group, labels, found)


def _is_badge(kids: Sequence[Box | str], group: str, part: str) -> bool:
    """Whether what follows a badge begins with one of another part: 原件 and 1份 side by side."""
    first = next((kid for kid in kids if not is_blank(kid)), None)
    return isinstance(first, Box) and badge_of(group, first.words) not in {None, part}


def _is_own(box: Box) -> bool:
    return labels_itself(box) and not any(b.words == box.words for b in box.boxes)


def _is_value(box: Box, part: str, found: dict[int, str]) -> bool:
    """Whether words that could be a label (必要) stand as the value of the label before them (是否必要)."""
    around = next((b for b in box.up() if b.words != box.words), None)
    own = box if around is None else next((b for b in (box, *box.up()) if b.parent is around), box)
    beside = reversed(own.parent.kids[: own.index]) if own.parent is not None else iter(())
    before = next((b for b in beside if isinstance(b, Box) and b.words), None)
    if before is None or id(before) not in found:
        return False
    return before.kind != box.kind or found[id(before)] == part


def _label(box: Box, group: str, labels: LabelDictionary) -> str | None:
    words = box.words
    if not words or not is_short(words) or box.tag in _LINKS or any(b.tag in _LINKS for b in box.boxes):
        return None
    return _part(group, words, labels)


def _part(group: str, words: str, labels: LabelDictionary) -> str | None:
    """The part that a label or a question stands for."""
    known = labels.column(group, words)
    if known is not None or group != "materials" or _SAID.search(words):
        return known
    return asked_of_material(words)


def _opens_with_label(box: Box, group: str, labels: LabelDictionary) -> bool:
    """Whether a box of its own inside this one is the label, and the words behind it are its value."""
    first = next((kid for kid in box.kids if not is_blank(kid)), None)
    return isinstance(first, Box) and first.words != box.words and _label(first, group, labels) is not None


def _value(label: Box, root: Box, peers: dict[int, str], group: str, labels: LabelDictionary) -> list[Box | str]:
    """What follows a label until the next label, beside it or beside the box around it."""
    box = label
    while box is not root and box.parent is not None and not (box.tag in _CELLS and box.words != label.words):
        taken: list[Box | str] = []
        stopped = False
        for kid in box.parent.kids[box.index + 1 :]:
            if isinstance(kid, Box) and (any(id(b) in peers for b in kid.walk()) or _is_pair(kid, group, labels)):
                stopped = True
                break
            if taken and isinstance(kid, Box) and kid.match is not None and kid.kind == box.kind:
                stopped = all(is_blank(each) for each in taken) and any(isinstance(each, Box) for each in taken)
                if stopped:  # an empty place, then a label of the guide drawn alike
                    break
            taken.append(kid)
        if stopped or any((kid.strip() if isinstance(kid, str) else kid.words or kid.shows) for kid in taken):
            return taken
        box = box.parent
    return []


def _is_pair(box: Box, group: str, labels: LabelDictionary) -> bool:
    """Whether a box opens with a label of the list and its value in one text."""
    pair = _PAIR.match(box.text)
    return pair is not None and labels.column(group, pair.group(1)) is not None


def _in_text(box: Box, group: str, labels: LabelDictionary, taken: dict[int, str]) -> Iterator[_Pair]:
    """Pairs in the lines of one box: 份数：1份；来源渠道：申请人自备."""
    if any(id(b) in taken for b in (box, *box.boxes)):
        return
    for line in lines_of([box]):
        known = [
            (match, part)
            for piece in _pieces(line, group, labels)
            if (match := _PAIR.match(piece)) is not None and (part := _part(group, match.group(1), labels)) is not None
        ]
        for match, part in known:
            said = _within_brackets(match.group(2))
            yield _Pair(part, match.group(1).strip(), box, [said.rstrip("。") if len(known) > 1 else said])


def _within_brackets(said: str) -> str:
    """A value without what follows it in a bracket that was opened before its label: （来源：申请人自备，签字）."""
    depth = 0
    for at, sign in enumerate(said):
        depth += (sign in "（(") - (sign in "）)")
        if depth < 0:
            return re.split(r"[，,]", said[:at])[0] if not said[at + 1 :].strip(" 。；;") else said
    return said


def _pieces(line: str, group: str, labels: LabelDictionary) -> Iterator[str]:
    """A line cut before every label of the list; what has none goes on with the piece before it."""
    cuts = [m for m in _BETWEEN.finditer(line) if _opens_with_pair(line[m.end() :], group, labels)]
    ends = [*(m.start() for m in cuts), len(line)]
    yield from (line[start:end] for start, end in zip([0, *(m.end() for m in cuts)], ends, strict=True))


def _opens_with_pair(text: str, group: str, labels: LabelDictionary) -> bool:
    pair = _PAIR.match(text)
    return pair is not None and _part(group, pair.group(1), labels) is not None


def _title_lines(box: Box, pairs: Sequence[_Pair]) -> list[str]:
    """The lines of a box before its first label, without the number that stands in a box of its own."""
    said = _lines_before(box, pairs)
    counter = next((b.words for b in box.walk() if b.words and not b.boxes), "")
    if said and _COUNTER.match(counter) and said[0].startswith(counter):
        said[0] = said[0].removeprefix(counter).lstrip()
    return [line for line in said if line]


def _lines_before(box: Box, pairs: Sequence[_Pair]) -> list[str]:
    if not pairs:
        return lines_of([box])
    first = min((p.box for p in pairs), key=lambda b: b.start)
    if box is first:
        line = next(iter(lines_of([box])), "")
        head = _PAIR.match(_BETWEEN.split(line)[0])
        return [] if head is not None else [line]
    before = list(guide_text.before([box], [first]))
    return lines_of([kid for kid in before if isinstance(kid, str) or kid.tag not in _LINKS]) or lines_of(before)


def said_in(box: Box, group: str, page: Page, labels: LabelDictionary) -> tuple[Parts, list[FormAttachment]]:
    """What the labels of a list inside a box say, with the forms offered there."""
    return _said(group, list(_pairs(box, group, labels)), page, labels)


def _said(
    group: str, pairs: Sequence[_Pair], page: Page, labels: LabelDictionary
) -> tuple[Parts, list[FormAttachment]]:
    parts: Parts = {}
    forms: list[FormAttachment] = []
    for pair in pairs:
        holder = pair.boxes[0] if len(pair.boxes) == 1 else pair.box
        value = " ".join(guide_text.lines(pair.kids, labels))
        found = reading(
            pair.part,
            guide_text.with_unit(pair.part, value, pair.label) or None,
            evidence=page.evidence,
            locator=page.locator(holder.element),
            label=pair.label,
        )
        if pair.part not in parts or (found.stated and not parts[pair.part].stated):
            parts[pair.part] = found
        if group == "materials":
            slot = _SLOTS.get(pair.part, FormSlot.UNSAID)
            forms += forms_under(pair.boxes, page, slot, pair.label)
    return parts, forms


def _keep(group: str, entry: Entry, page: Page, labels: LabelDictionary, draft: Draft) -> Reading | None:
    parts, forms = _said(group, entry.pairs, page, labels)
    _name(group, entry, parts, page, labels)
    if group == "materials":
        known = {form.reading.locator for form in forms}
        loose = (form for box in entry.boxes for form in forms_in(box, page, FormSlot.UNSAID, None))
        forms += (form for form in loose if form.reading.locator not in known)
    return guide_records.keep(draft, group, parts, forms)


def _name(group: str, entry: Entry, parts: dict[str, Reading], page: Page, labels: LabelDictionary) -> None:
    """The title of an entry, and what stands beside it without a label."""
    own = _TITLES[group]
    if own in parts and parts[own].stated:
        return
    lines: list[tuple[str, Box]] = []
    for box in entry.boxes:
        said = _title_lines(box, entry.pairs) if any(p.box.within([box]) for p in entry.pairs) else lines_of([box])
        lines += ((line, box) for line in said)
    told = [
        (text, box)
        for whole, box in lines
        for line in apart(group, whole, box)
        if (badge_of(group, line) or not _COUNTER.match(line))
        and not labels.is_mark("buttons", line)
        and not labels.is_mark("row_columns", line)
        and (text := guide_prose.unnumbered(line) or line)
    ]
    rest = _RESTS.get(group, "")
    told_before = rest in parts
    for text, box in told:
        part = badge_of(group, text) or (own if own not in parts else rest)
        if not part or not normalise(text) or (part == own and len(text) > _LONGEST_TITLE):
            continue
        if part == rest and part in parts and not told_before:
            parts[part] = replace(parts[part], value=f"{parts[part].text} {text}")
        elif part not in parts:
            locator = page.locator(_holder(box, text).element)
            parts[part] = reading(part, text, evidence=page.evidence, locator=locator, label=None)


def _holder(box: Box, text: str) -> Box:
    """The smallest box that shows a text."""
    inner = [b for b in box.walk() if text in b.words]
    return inner[-1] if inner else box
