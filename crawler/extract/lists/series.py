"""Series (逐条列出): the entries of a section, each a box of its own with a title and labelled values.

Cards, definition lists, items of a list, rows of a grid: whatever the markup, an entry is the largest box that holds
one of the labels that come again and again, and what stands before its first label is its title.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import takewhile
from operator import attrgetter
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.domain.values import fee_status
from crawler.extract.gaps.pieces import known_as
from crawler.extract.guide import prose, records
from crawler.extract.guide import text as guide_text
from crawler.extract.guide.badges import apart, badge_of, bare_badges, told_by_place
from crawler.extract.guide.draft import reading
from crawler.extract.guide.material_lines import offers_one_by_one
from crawler.extract.guide.told import told_in_brackets
from crawler.extract.html.boxes import Box, lines_of
from crawler.extract.html.words_before import before
from crawler.extract.labels.dictionary import normalise
from crawler.extract.lists.entry_pairs import BETWEEN, LINKS, PAIR, Pair, pairs_of, said_by
from crawler.extract.lists.entry_spans import largest_around, pairs_inside, start_of, with_their_like
from crawler.extract.lists.flow import are_deeds, headed
from crawler.extract.lists.offered_forms import forms_in
from crawler.extract.lists.offers import put_online_form, without_offers
from crawler.extract.lists.strange_pairs import strange_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.guide.draft import Draft
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

    Parts = dict[str, Reading]

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
_BY_WHOM = re.compile(
    r"([^\d，,；;。：:·•|｜]{2,24}?)\s*[·•|｜]\s*(\d+(?:\.\d+)?\s*个?(?:工作日|自然日|天|日|小时|分钟|月)(?:以?内)?|即[时办]|当[场日天]|不计入)"
)
"""Who does what a step is, and how long it takes: 综合窗口 · 1个工作日."""
_COLONS = (":", "：")
_FORMS = frozenset({"blank_form", "sample_form"})
"""Parts whose links are often called as the material is."""
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_OPEN = re.compile(r"[（(【\[][^）)】\]]*$")
_LONGEST_TITLE = 120
_SHORTEST_CLAUSE = 10
_FEWEST_ROWS = 2
_begins, _ends = attrgetter("start"), attrgetter("end")


@dataclass(slots=True)
class Entry:
    """One entry: the boxes that make it up, its pairs in reading order, and what its place between bars tells."""

    boxes: list[Box]
    pairs: list[Pair]
    barred: Mapping[str, str] = field(default_factory=dict)


def read_series(
    group: str, section: Sequence[Box], page: Page, labels: LabelDictionary, draft: Draft, *, apart: Sequence[Box] = ()
) -> list[Reading]:
    """Put the entries of a section into the draft; gives the readings that name them, none where it has no series.

    What stands `apart` in the section is of none of its entries.
    """
    section = [box for box in section if not box.within(apart)] if apart else section
    known = list(pairs_of(section, group, labels))
    pairs = [p for p in (*known, *strange_pairs(group, section, known, labels)) if not p.box.within(apart)]
    pairs.sort(key=start_of)
    if group == "materials" and {pair.part for pair in pairs} <= _FORMS and offers_one_by_one(lines_of(section)):
        return []
    named: list[Reading] = []
    entries = _under_headings(group, section, pairs) or _entries(section, pairs, group)
    if group == "legal_basis":
        _take_texts_behind(entries, section)
    elif group == "steps" and are_deeds([[t for b in e.boxes for t in _title_lines(b, e.pairs)] for e in entries]):
        return []
    barred = told_by_place(group, (line for entry in entries for line in lines_of(entry.boxes)))
    for entry in _parted(entries, group):
        entry.barred = barred
        host = _keep(group, entry, page, labels, draft)
        if host is not None and host.stated:
            named.append(host)
    return named


def _parted(entries: Sequence[Entry], group: str) -> list[Entry]:
    """The entries, one that holds the label of a title again and again cut where it stands (问：… 答：… 问：…)."""
    parted: list[Entry] = []
    cut: set[int] = set()
    for entry in entries:
        starts = [n for n, p in enumerate(entry.pairs) if p.part == _TITLES.get(group)]
        if len(starts) < 2:
            parted.append(entry)
        elif entry.boxes[-1].start not in cut:
            cut.add(entry.boxes[-1].start)
            ends = [*starts[1:], len(entry.pairs)]
            parted += [Entry(entry.boxes, entry.pairs[a:b]) for a, b in zip([0, *starts[1:]], ends, strict=True)]
    return parted


def _under_headings(group: str, section: Sequence[Box], pairs: Sequence[Pair]) -> list[Entry]:
    """The entries that headings of their own begin."""
    runs = headed(section, _ELEMENTS[group]) if group in _ELEMENTS else []
    return [Entry(run, [p for box in run for p in pairs_inside(pairs, box)]) for run in runs]


def _entries(section: Sequence[Box], pairs: Sequence[Pair], group: str) -> list[Entry]:
    """The entries around the part that comes most often; none where too few parts say that this is a series."""
    told = [pair for pair in pairs if pair.part]
    by_part = {pair.part for pair in told}
    by_label: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in told:
        by_label[pair.part, normalise(pair.label)].append(pair)
    if not by_label:
        return []
    anchors = max(by_label.values(), key=len)
    if len(anchors) < (_FEWEST.get(group, 2) if len(by_part) > 1 else 2):
        return []
    spans = [largest_around(anchor.box, anchors, section) for anchor in anchors]
    if all(_title_lines(box, pairs_inside(pairs, box)) for box in spans):
        anchored = {id(box) for box in spans}
        like = with_their_like(spans, section, pairs, group)
        spans = [box for box in like if id(box) in anchored or not _goes_on(box, pairs)]
    entries: list[Entry] = []
    end = section[0].start
    for box in spans:
        own = list(pairs_inside(pairs, box))
        boxes = [box]
        if own and not _title_lines(box, own):
            boxes = [*_since(box, end, section, pairs), box]
        end = box.end
        entries.append(Entry(boxes, own))
    _take_what_follows(entries, pairs, section)
    if len(entries) == 1 and len(by_part) == len(told):
        entries[0].pairs = list(pairs)  # the one entry of a section, in several rows of a table
    if len(entries) == 1 and (card := _card(entries[0])) is not None:
        entries = [Entry([card], list(pairs_inside(pairs, card)))]
    titled = all(len(entry.pairs) > 1 or _is_titled(entry) for entry in entries)
    return entries if len(by_part) > 1 or titled else []


def _card(entry: Entry) -> Box | None:
    """The box of the one entry of a section, where rows drawn as those in it follow it: they say something of all."""
    if not entry.pairs:
        return None
    first = min(entry.pairs, key=start_of).box
    for row in (first, *first.up()):
        card = row.parent
        if card is None or card.parent is None:
            return None
        behind = [box for box in card.parent.boxes if box.start >= card.end and box.words]
        alike = [box for box in card.boxes if box.kind == row.kind and box.words]
        if len(alike) >= _FEWEST_ROWS and behind and all(box.kind == row.kind != card.kind for box in behind):
            return card
    return None


def _goes_on(box: Box, pairs: Sequence[Pair]) -> bool:
    """Whether a box between entries that have titles begins with a label: 依据1 | 名称 | …, and 条款号 | … below it."""
    own = pairs_inside(pairs, box)
    return bool(own) and not _title_lines(box, own)


def _take_what_follows(entries: Sequence[Entry], pairs: Sequence[Pair], section: Sequence[Box]) -> None:
    """Give an entry the boxes between it and the next one, where labels of the list stand in them.

    What stands behind the last entry alone, and behind none of the others, says something of all of them.
    """
    taken = False
    for entry, after in zip(entries, [*entries[1:], None], strict=True):
        last = entry.boxes[-1]
        end = after.boxes[0].start if after is not None else section[-1].end
        beside = last.parent.boxes if last.parent is not None else []
        behind, until = bisect_left(beside, last.end, key=_begins), bisect_right(beside, end, key=_ends)
        between = [b for b in beside[behind:until] if b.within(section)]
        own = [p for b in between for p in pairs_inside(pairs, b)]
        if own and (taken or after is not None or len(entries) == 1):
            taken = True
            entry.boxes += between
            entry.pairs += own


def _take_texts_behind(entries: Sequence[Entry], section: Sequence[Box]) -> None:
    """Give each law the text without a label between it and the next one: its clause, below a table of the rest."""
    if any(pair.part == "content" for entry in entries for pair in entry.pairs):
        return
    own = [_around(entry) for entry in entries]
    texts: list[Box] = []
    for box, after in zip(own, [*own[1:], None][: len(own)], strict=True):
        end = after.start if after is not None else section[-1].end
        beside = (b for b in (box.parent.boxes if box.parent else ()) if box.end <= b.start and b.end <= end)
        between = [b for b in beside if b.words and b.within(section)]
        if len(between) != 1 or between[0].match is not None or len(between[0].words) < _SHORTEST_CLAUSE:
            return
        texts += between
    for entry, box, text in zip(entries, own, texts, strict=True):
        entry.boxes = [box, text]
        entry.pairs = [*entry.pairs, Pair("content", "", text, [text])]


def _around(entry: Entry) -> Box:
    """The largest box that holds the pairs of an entry and nothing beside them."""
    inside = [box for pair in entry.pairs for box in (pair.box, *pair.boxes)] or entry.boxes
    box = inside[0]
    while box.parent is not None and not (all(one.within([box]) for one in inside) and box.parent.words != box.words):
        box = box.parent
    return box


def _is_titled(entry: Entry) -> bool:
    return any(_title_lines(box, entry.pairs) for box in entry.boxes)


def _since(box: Box, start: int, section: Sequence[Box], pairs: Sequence[Pair]) -> list[Box]:
    """The boxes beside an entry's box that stand before it and belong to no earlier entry: its title."""
    siblings = box.parent.boxes if box.parent is not None else list(section)
    earlier = reversed(siblings[: bisect_left(siblings, box.start, key=_begins)])
    before = next((b for b in earlier if b.words and b.end <= box.start), None)
    return [before] if before is not None and start <= before.start and not pairs_inside(pairs, before) else []


def _title_lines(box: Box, pairs: Sequence[Pair]) -> list[str]:
    """The lines of a box before its first label, without the number that stands in a box of its own."""
    said = _lines_before(box, pairs)
    counter = next((b.words for b in box.walk() if b.words and not b.boxes), "")
    if said and _COUNTER.match(counter) and said[0].startswith(counter) and badge_of("materials", counter) is None:
        said[0] = said[0].removeprefix(counter).lstrip()
    return [line for line in said if line]


def _behind(last: Pair, box: Box) -> list[str]:
    """The lines of an entry behind its last pair, where that is a text of its own: 时限：5天 over what is done."""
    if last.boxes or last.box is box:
        return []
    around = last.box
    lines: list[str] = []
    while around is not box and around.parent is not None:
        lines += lines_of(around.parent.kids[around.index + 1 :])
        around = around.parent
    return lines


def _lines_before(box: Box, pairs: Sequence[Pair]) -> list[str]:
    if not pairs:
        return lines_of([box])
    first = min((p.box for p in pairs), key=lambda b: b.start)
    labelled = any(p.box is first and p.label == first.words for p in pairs)
    own = [] if labelled else [*takewhile(_opens_with_no_pair, lines_of([first]))]  # over its first label
    own = [_before_pairs(line, pairs) for line in own]
    if box is first or box.words == first.words:  # a paragraph whose one box (span) holds all that it says
        return own
    kids = list(before([box], [first]))
    said = lines_of([kid for kid in kids if isinstance(kid, str) or kid.tag not in LINKS])
    if all(_COUNTER.match(line) or bare_badges("materials", line) for line in said):  # the name is a link
        said = lines_of(kids)
    return [*said, *(line for line in own if said and not _holds_pair(line))]


def _before_pairs(line: str, pairs: Sequence[Pair]) -> str:
    """A line without the pairs behind its first words, one of them an entry's: 受理　办理人：窗口　时限：1个工作日."""
    pieces = [piece for piece in BETWEEN.split(line) if piece]
    found = [PAIR.match(piece) for piece in pieces]
    labels = {pair.label for pair in pairs}
    if not any(one is not None and one[1].strip() in labels for one in found[1:]):
        return line
    first = next(n for n, one in enumerate(found) if n and one is not None)
    left = line[: line.index(pieces[first], len(pieces[0]))].rstrip(" ；;｜|，,、。　")
    return line if _OPEN.search(left) else left


def _opens_with_no_pair(line: str) -> bool:
    """Whether a line begins with something else than a label and its value; a bracket may hold some behind a title."""
    head = PAIR.match(BETWEEN.split(line)[0])
    return head is None or any(sign in head[1] for sign in "（(")


def _holds_pair(line: str) -> bool:
    return any(PAIR.match(piece) is not None for piece in BETWEEN.split(line))


def _keep(group: str, entry: Entry, page: Page, labels: LabelDictionary, draft: Draft) -> Reading | None:
    if group == "materials" and not entry.pairs and prose.offers_all(" ".join(lines_of(entry.boxes))):
        for form in (form for box in entry.boxes for form in forms_in(box, page, FormSlot.UNSAID, None)):
            guide_text.put_form(draft, form, FormSlot.UNSAID)
        return None
    parts, forms = said_by(group, entry.pairs, page, labels)
    _name(group, entry, parts, page, labels)
    if group == "materials":
        known = {form.reading.locator for form in forms}
        loose = (form for box in entry.boxes for form in forms_in(box, page, FormSlot.UNSAID, None))
        forms += (form for form in loose if form.reading.locator not in known)
        put_online_form(entry.boxes, parts, page)
    return records.keep(draft, group, parts, forms)


def _name(group: str, entry: Entry, parts: dict[str, Reading], page: Page, labels: LabelDictionary) -> None:
    """The title of an entry, and what stands beside it without a label."""
    own = _TITLES[group]
    if own in parts and parts[own].stated:
        return
    lines: list[tuple[str, Box]] = []
    for box in entry.boxes:
        inside = [p for p in entry.pairs if p.box.within([box])]
        said = _title_lines(box, inside) if inside else lines_of([box])
        if group == "materials":
            said = [without_offers(line, box) for line in said]
        lines += ((guide_text.without_button(line, box, labels), box) for line in said)
        if inside and _RESTS.get(group) not in {None, *parts}:
            lines += ((line, box) for line in _behind(inside[-1], box))
    lines = [(line, box) for whole, box in lines for line in _unbracketed(group, whole, box, parts, page, labels)]
    told = [
        (text, box)
        for whole, box in lines
        for line in apart(group, whole, box)
        if (badge_of(group, line) or not _COUNTER.match(line))
        and not guide_text.unfolds(line, labels)
        and not labels.is_mark("row_columns", line)
        and (text := prose.unnumbered(line) or line)
    ]
    rest = _RESTS.get(group, "")
    told_before = rest in parts
    for text, box in told:
        if group == "fees" and fee_status.parse(text) is not None:
            continue  # 收费 over what is charged names no fee
        if group == "windows" and (text.endswith(_COLONS) or labels.answers(known_as)(text) is not None):
            continue  # a label that is no part of a window's row names none
        if group == "steps" and own in parts and (timed := _BY_WHOM.fullmatch(text)) is not None:
            locator = page.locator(_holder(box, text).element)
            for name, value in (("who", timed[1]), ("limit", timed[2])):
                parts.setdefault(name, reading(name, value, evidence=page.evidence, locator=locator, quote=text))
            continue
        if any(said.stated and said.text == text for part, said in parts.items() if part not in _FORMS):
            continue  # the value of a label, in a box that has none
        if group == "windows" and _WORDS.search(text) is None:
            continue  # a number names no window
        part = badge_of(group, text) or entry.barred.get(text) or (own if own not in parts else rest)
        if not part or not normalise(text) or (part == own and len(text) > _LONGEST_TITLE):
            continue
        if part == rest and part in parts and not told_before:
            parts[part] = replace(parts[part], value=f"{parts[part].text} {text}")
        elif part == rest and group == "steps" and (known := parts.get(part)) is not None and text not in known.text:
            parts[part] = replace(known, value=f"{text} {known.text}")  # what is done, over its standard
        elif part not in parts:
            locator = page.locator(_holder(box, text).element)
            parts[part] = reading(part, text, evidence=page.evidence, locator=locator, label=None)


def _unbracketed(  # noqa: PLR0917 - what a reader of lines is given
    group: str, line: str, box: Box, parts: dict[str, Reading], page: Page, labels: LabelDictionary
) -> list[str]:
    """A line without the brackets that say of its entry what it is, label by label; that is put to the parts."""
    told = told_in_brackets(line, group, labels) if group in labels.columns else None
    if told is None:
        return [line]
    for part, value in told.parts.items():
        locator = page.locator(_holder(box, value).element)
        parts[part] = reading(part, value, evidence=page.evidence, locator=locator, label=None)
    if group == "materials":
        return [one.title for one in prose.materials([told.line])]
    named = prose.step(told.line)
    return [words for words in (named.title, named.text) if words]


def _holder(box: Box, text: str) -> Box:
    """The smallest box that shows a text."""
    inner = [b for b in box.walk() if text in b.words]
    return inner[-1] if inner else box
