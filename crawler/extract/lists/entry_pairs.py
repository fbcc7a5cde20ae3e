"""Pairs in the entries of a list (条目里的标签): label and value of one part, beside, below, or in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from crawler.domain.records import FormSlot
from crawler.domain.values import code_lists
from crawler.extract.gaps.pieces import known_as
from crawler.extract.guide import text as guide_text
from crawler.extract.guide.badges import badge_of, told_by, told_in
from crawler.extract.guide.draft import gap, reading
from crawler.extract.guide.material_parts import both_notes
from crawler.extract.html.boxes import HEADINGS, Box, has_own_place, is_blank, labels_itself, lines_of, outermost
from crawler.extract.html.brackets import MARK
from crawler.extract.html.far import WINDOW_PARTS
from crawler.extract.labels.dictionary import LONGEST_IN_TWO, is_short
from crawler.extract.lists.column_values import asked_part
from crawler.extract.lists.counts import KINDS, kind_of, together
from crawler.extract.lists.head_badges import is_badge, may_be_alone
from crawler.extract.lists.offered_forms import forms_under
from crawler.extract.lists.pair_rows import below_titles, is_behind_colon, value_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import FormAttachment
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

    Parts = dict[str, Reading]

PAIR = re.compile(r"^\s*([^:：]{1,14}?)\s*[:：]\s*(.*)$", re.DOTALL)
_SAID = re.compile(r"[:：]\s*\S")
"""A label that has its value behind it in the same text is a pair, no question."""
_COLON = r"[：:](?!(?<=\d[：:])\d\d)"
"""Behind a label; the one in 上午9:00 stands behind an hour."""
BETWEEN = re.compile(
    rf"[；;｜|]\s*|\s(?=[^\s，,、；;：:]{{2,12}}{_COLON})|[，,、。](?=[^，,、。；;：:]{{2,8}}{_COLON})"
)
_SLOTS = {"blank_form": FormSlot.BLANK, "sample_form": FormSlot.SAMPLE}
_COLONS = (":", "：")
_NO_PLACES = frozenset({"br", "i"})
_CELLS = frozenset({"td", "th"})
"""What stands behind a cell is no value of a label that shares the cell with other things."""
LINKS = frozenset({"a", "button"})
"""Their words lead on and label nothing."""


@dataclass(slots=True)
class Pair:
    """A label of the list, its part, and where its value stands."""

    part: str
    label: str
    box: Box
    kids: list[Box | str] = field(default_factory=list)

    @property
    def boxes(self) -> list[Box]:
        """The boxes of the value."""
        return [kid for kid in self.kids if isinstance(kid, Box)]


def pairs_in(root: Box, group: str, labels: LabelDictionary) -> Iterator[Pair]:
    """The labels of a list inside a box, in reading order, each with the place of its value."""
    return pairs_of([root], group, labels)


def pairs_of(section: Sequence[Box], group: str, labels: LabelDictionary) -> Iterator[Pair]:
    """The same of the boxes of a section, of which one may be a label and the next its value."""
    found: dict[int, str] = {}
    inside = [box for root in section for box in root.walk()]
    roots = {id(root) for root in section}
    below = below_titles(inside, lambda words: _names_part(words, group, labels))
    values = {id(b) for cell in below.values() for b in (cell, *cell.boxes) if b.words == cell.words}
    part_of = labels.answers(_short_part(group))
    for box in inside:
        if id(box) in values:
            continue
        words = box.words
        if not words or len(words) > LONGEST_IN_TWO or part_of(words) is None:
            continue  # no label, whatever the box is: most boxes
        part = _label(box, group, labels)
        own = part is not None and _is_own(box) and not _opens_with_label(box, group, labels)
        if part is None or not own or _is_value(box, part, found):
            continue
        if badge_of(group, box.words) is None or not (is_behind_colon(box) or value_label(box, group)):
            found[id(box)] = part
    is_of_material = group == "materials"
    for box in inside:
        part = found.get(id(box))
        if part is not None:
            cell = (below.get(id(box)) or below.get(id(box.parent))) if below else None
            value = _value(box, roots, found, group, labels) if cell is None else _kids(cell)
            if not is_badge(box.words, value, group, part, labels):
                yield Pair(part, box.words, box, value)
            continue  # 必要 with nothing behind it says just that, and labels nothing
        told = told_by(box.words) if is_of_material and box.words else None
        named = value_label(box, group) if told is not None and _is_own(box) else None
        if told is not None and named is not None and _part(group, named.words, labels) is None:
            yield Pair(told, named.words, box, [box])
            continue
        text = box.text
        if (":" in text or "：" in text) and not any(":" in b.text or "：" in b.text for b in box.boxes):
            yield from _in_text(box, group, labels, found)


def _kids(cell: Box) -> list[Box | str]:
    return [cell]


def _names_part(words: str, group: str, labels: LabelDictionary) -> bool:
    return is_short(words) and labels.column(group, words) is not None and badge_of(group, words) is None


def _is_own(box: Box) -> bool:
    if not labels_itself(box):
        return False
    return not box.boxes or not any(b.words == box.words and labels_itself(b) for b in box.boxes)


def _is_value(box: Box, part: str, found: dict[int, str]) -> bool:
    """Whether words that could be a label (必要) stand as the value of the label before them (是否必要)."""
    own = outermost(box)
    if own.parent is None:
        own = box
    before: Box | None = None
    for beside in reversed(own.parent.kids[: own.index]) if own.parent is not None else ():
        if isinstance(beside, Box) and beside.words:
            before = beside
            break
    labelled = before if before is None or id(before) in found else _same_words(before, found)
    if before is None or labelled is None:
        return False
    label = found[id(labelled)]
    return before.kind != own.kind or label == part or code_lists.has(label, box.words)  # 材料类型 | 证件证书证明


_MARKED = frozenset({"th", "dt"}) | HEADINGS


def _takes_turns(kid: Box, label: Box) -> bool:
    """Whether a box drawn like a label is the next label: a cell marked as one, or one whose class values lack."""
    if kid.tag in _MARKED:
        return True
    after = next((b for b in label.parent.boxes if b.index > label.index), None) if label.parent is not None else None
    return bool(label.kind[1]) and after is not None and bool(after.words) and after.kind != label.kind


def _same_words(box: Box, found: dict[int, str]) -> Box | None:
    """The label inside boxes that say nothing else."""
    return next((b for b in box.walk() if b.words == box.words and id(b) in found), None)


def _label(box: Box, group: str, labels: LabelDictionary) -> str | None:
    words = box.words
    if not words or len(words) > LONGEST_IN_TWO or box.tag in LINKS:
        return None
    part = labels.answers(_short_part(group))(words)
    if part is None or (box.boxes and any(b.tag in LINKS for b in box.boxes)) or _is_link(box):
        return None
    return part


@cache
def _short_part(group: str) -> Callable[[LabelDictionary, str], str | None]:
    """The question to a dictionary, what part a text that is short enough for a label stands for."""

    def part(labels: LabelDictionary, words: str) -> str | None:
        return _part(group, words, labels) if is_short(words) else None

    return part


def _is_link(box: Box) -> bool:
    """Whether the words of a box are all that a link around it says."""
    around = box.parent
    while around is not None and around.words == box.words:
        if around.tag in LINKS:
            return True
        around = around.parent
    return False


def _part(group: str, words: str, labels: LabelDictionary) -> str | None:
    """The part that a label or a question stands for."""
    known = labels.column(group, words)
    if known is not None or _SAID.search(words):
        return known
    return _part_of_window(words, labels) if group == "windows" else asked_part(group, words)


def _part_of_window(words: str, labels: LabelDictionary) -> str | None:
    """What a label says of a window that is none of its columns and one of the guide: 现场办理点."""
    return WINDOW_PARTS.get(labels.answers(known_as)(words) or "")


def _opens_with_label(box: Box, group: str, labels: LabelDictionary) -> bool:
    """Whether a box of its own inside this one is the label, and the words behind it are its value."""
    if not box.boxes:
        return False
    first = next((kid for kid in box.kids if not is_blank(kid)), None)
    return isinstance(first, Box) and first.words != box.words and _label(first, group, labels) is not None


def _value(label: Box, roots: set[int], peers: dict[int, str], group: str, labels: LabelDictionary) -> list[Box | str]:
    """What follows a label until the next label, beside it or beside the box around it."""
    if _stands_empty(label):
        return []
    box = label
    while box.parent is not None and not (box.tag in _CELLS and box.words != label.words):
        taken: list[Box | str] = []
        stopped = False
        outermost = id(box) in roots
        if outermost and len(roots) == 1:
            return []
        for kid in box.parent.kids[box.index + 1 :]:
            if outermost and isinstance(kid, Box) and id(kid) not in roots:
                stopped = True
                break
            if isinstance(kid, Box) and (any(id(b) in peers for b in kid.walk()) or _is_pair(kid, group, labels)):
                stopped = True
                break
            if group == "windows" and isinstance(kid, Box) and _is_next_title(kid, box, taken):
                return []  # 咨询电话 | 监督电话 over their numbers
            if taken and isinstance(kid, Box) and kid.kind == box.kind and _ends_alike(kid, box):
                stopped = True  # 电话：…<br>投诉：…
                break
            if taken and isinstance(kid, Box) and kid.kind == box.kind and _takes_turns(kid, box):
                stopped = True  # a label that nobody knows, drawn like this one, after a value that is not
                break
            if taken and isinstance(kid, Box) and kid.match is not None and kid.kind == box.kind:
                stopped = all(is_blank(each) for each in taken) and any(isinstance(each, Box) for each in taken)
                if stopped:  # an empty place, then a label of the guide drawn alike
                    break
            taken.append(kid)
        if (
            stopped
            or outermost
            or any((kid.strip() if isinstance(kid, str) else kid.words or kid.shows) for kid in taken)
        ):
            return taken
        box = box.parent
    return []


def _stands_empty(label: Box) -> bool:
    """Whether an empty box beside a label is its place, and no sign over a block that is drawn otherwise."""
    if has_own_place(label):
        return True
    box = label
    while box.parent is not None and box.parent.words == label.words:
        behind = [b for b in box.parent.boxes if b.index > box.index and b.tag not in _NO_PLACES]
        if behind:
            row = box.parent
            after = next((b for b in row.parent.boxes if b.index > row.index), None) if row.parent is not None else None
            return all(map(is_blank, behind)) and (after is None or after.kind == row.kind)
        box = box.parent
    return label.words.endswith(_COLONS) and _ends_its_block(box)


def _ends_its_block(row: Box) -> bool:
    """Whether a line that is but a label with a colon is the last of lines that have their values behind theirs."""
    beside = row.parent.boxes if row.parent is not None else [row]
    lines = [b for b in beside if b.kind == row.kind and b.words]
    return bool(lines) and lines[-1] is row and beside[-1] is row and any(_SAID.search(b.words) for b in lines)


def _ends_alike(kid: Box, label: Box) -> bool:
    """Whether a box drawn like a label ends in a colon like it: the next label, whatever it says."""
    return label.words.endswith(_COLONS) and kid.words.endswith(_COLONS)


def _is_next_title(kid: Box, label: Box, taken: Sequence[Box | str]) -> bool:
    """Whether the first thing beside a label is a label drawn like it."""
    return kid.match is not None and kid.kind == label.kind and all(is_blank(each) for each in taken)


def _is_pair(box: Box, group: str, labels: LabelDictionary) -> bool:
    """Whether a box opens with a label of the list, or of the guide around it, and its value in one text."""
    text = box.text
    pair = PAIR.match(text) if ":" in text or "：" in text else None
    if pair is None:
        return False
    return _part(group, pair.group(1), labels) is not None or labels.exact(pair.group(1)) is not None


def _in_text(box: Box, group: str, labels: LabelDictionary, taken: dict[int, str]) -> Iterator[Pair]:
    """Pairs in the lines of one box: 份数：1份；来源渠道：申请人自备."""
    if any(id(b) in taken for b in (box, *box.boxes, *_saying_the_same(box))):
        return
    for line in lines_of([box]):
        known = [
            (match, part)
            for piece in _pieces(line, group, labels)
            if (match := PAIR.match(piece)) is not None and (part := _of_pair(match, group, labels)) is not None
        ]
        for match, part in known:
            said = _within_brackets(match.group(2)).rstrip("；; ")
            yield Pair(part, match.group(1).strip(), box, [said.rstrip("。") if len(known) > 1 else said])


def _saying_the_same(box: Box) -> Iterator[Box]:
    """The boxes around one that say no more: <p><span>来源渠道：</span></p> is one label, not two."""
    return takewhile(lambda around: around.words == box.words, box.up())


def _within_brackets(said: str) -> str:
    """A value without what follows it in a bracket that was opened before its label: （来源：申请人自备，签字）.

    What goes on behind the bracket and a colon is said of something else: 受理（时限：1日）：核对材料.
    """
    depth = 0
    for at, sign in enumerate(said):
        depth += (sign in "（(") - (sign in "）)")
        if depth < 0:
            rest = said[at + 1 :].strip(" 。；;")
            inside = re.split(r"[，,]", said[:at])[0] if not rest else said[:at]
            return inside if not rest or rest.startswith(_COLONS) else said
    return said


def _pieces(line: str, group: str, labels: LabelDictionary) -> Iterator[str]:
    """A line cut before every label of the list; what has none goes on with the piece before it."""
    cuts = [m for m in BETWEEN.finditer(line) if _opens_with_pair(line[m.end() :], group, labels)]
    ends = [*(m.start() for m in cuts), len(line)]
    yield from (line[start:end] for start, end in zip([0, *(m.end() for m in cuts)], ends, strict=True))


def _opens_with_pair(text: str, group: str, labels: LabelDictionary) -> bool:
    pair = PAIR.match(text)
    return pair is not None and _of_pair(pair, group, labels) is not None


def _of_pair(pair: re.Match[str], group: str, labels: LabelDictionary) -> str | None:
    """The part that a pair in a line says: 复印件：1份 counts copies, as 原件：1份 beside it counts originals."""
    counts = group == "materials" and pair[2][:1].isdigit() and kind_of(pair[1]) is not None
    return "material_copies" if counts else _part(group, pair[1], labels)


def said_in(box: Box, group: str, page: Page, labels: LabelDictionary) -> tuple[Parts, list[FormAttachment]]:
    """What the labels of a list inside a box say, with the forms offered there."""
    return said_by(group, list(pairs_in(box, group, labels)), page, labels)


def _is_column(label: str, known: Reading, group: str, labels: LabelDictionary) -> bool:
    """Whether a label is a column of windows and one that was read before is none: 地点 behind 办理点, a name."""
    if group != "windows" or known.label is None or labels.column(group, known.label) is not None:
        return False
    return labels.column(group, label) is not None


def said_by(
    group: str, pairs: Sequence[Pair], page: Page, labels: LabelDictionary
) -> tuple[Parts, list[FormAttachment]]:
    """What pairs of one entry say, by part, with the forms offered there."""
    parts: Parts = {}
    forms: list[FormAttachment] = []
    counted: dict[str, Reading] = {}
    """How many originals, and how many copies, where they stand in two pairs."""
    for pair in pairs:
        if not pair.part:
            continue  # a label that nobody knows
        boxes = pair.boxes
        holder = boxes[0] if len(boxes) == 1 else pair.box
        value = " ".join(guide_text.lines(pair.kids, labels))
        found = reading(
            pair.part,
            guide_text.with_unit(pair.part, value, pair.label) or None,
            evidence=page.evidence,
            locator=page.locator(holder.element),
            label=pair.label.lstrip(MARK) or None,
        )
        if not found.stated and found.label is not None and may_be_alone(pair.label, group, pair.part):
            found = gap(pair.part, pair.label, page.evidence, page.locator(pair.box.element))
        if pair.part == "material_filling_notes" and group == "materials" and (told := told_in(value)):
            for part, said in told.items():
                parts.setdefault(part, replace(found, element=part, value=said, quote=said))
            continue
        if group == "materials" and (kind := kind_of(pair.label)) is not None:
            counted.setdefault(kind, found)
        known = parts.get(pair.part)
        if known is None or (found.stated and (not known.stated or _is_column(pair.label, known, group, labels))):
            parts[pair.part] = found
        elif (both := both_notes(known, found)) is not None:
            parts[pair.part] = both
        if group == "materials" and boxes and page.offers_files:
            slot = _SLOTS.get(pair.part, FormSlot.UNSAID)
            forms += forms_under(boxes, page, slot, pair.label)
    if len(counted) == len(KINDS):
        parts |= together([*counted.items()])
    return parts, forms
