"""Labels known by the company they keep (同类标签): a short word or a question is one where its like are labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.extract.guide.choice import TYPED, plausible
from crawler.extract.guide.loosely import meaning
from crawler.extract.guide.meant import by_value
from crawler.extract.html import group_titles
from crawler.extract.html.boxes import HEADINGS, box_after, labels_itself, outermost
from crawler.extract.html.label_columns import name_labels
from crawler.extract.html.numbered import name_headings
from crawler.extract.labels.dictionary import LabelMatch
from crawler.extract.labels.questions import LONGEST, RANK_OF_QUESTIONS, asked_for, asked_of_material, is_asked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.html.tables import Table
    from crawler.extract.labels.dictionary import LabelDictionary

_SEVERAL, _HALVES = 3, 2
_CHAPTER = re.compile(r"([一二三四五六七八九十]{1,3})\s?[、.．]\s?([\u4e00-\u9fff]{2,4})[:：]?")
_IN_TURN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
_MOST_BADGES = 12
_FEWEST_CHAPTERS, _LONGEST_CHAPTER = 4, 10
_LONGEST = 12
_LONGEST_TERM = 18
_NOTE = re.compile(r"(?:最[长晚]|该|此|上述|这[一个])?(?:的)?(?:期限|时限|时间)?的?(?:说明|备注|依据)")
_NOTE_TO = {
    "statutory_time_limit": "statutory_time_limit_note",
    "promised_time_limit": "promised_time_limit_note",
}
Shape = tuple[tuple[str, str], tuple[str, str]]


def shape_of(box: Box) -> Shape | None:
    """Tag and class of a box and of the one around it: labels drawn alike have one shape."""
    return (box.kind, box.parent.kind) if box.parent is not None else None


def label_shapes(hits: Sequence[Box], fewest: int = _SEVERAL) -> set[Shape]:
    """The shapes in which several different known labels are drawn, each inside a box of its own with its value."""
    return {shape for shape, count in _drawn(hits).items() if count >= fewest}


def _drawn(hits: Sequence[Box]) -> dict[Shape, int]:
    """How many different labels are drawn in each shape."""
    elements: dict[Shape, set[str]] = defaultdict(set)
    for hit in hits:
        shape = shape_of(hit)
        # A row of words without values is a menu or a row of titles.
        if shape is not None and hit.match is not None and has_company(hit):
            elements[shape].add(hit.match.element)
    return {shape: len(known) for shape, known in elements.items()}


def has_company(box: Box) -> bool:
    """Whether something beside a box may be its value: other words, a picture, an empty box."""
    parent = box.parent
    if parent is None or len(parent.words) <= len(box.words):
        return False
    for beside in parent.boxes:
        if beside.words:
            return beside is box
    return False


def labels_of(
    boxes: Sequence[Box], outside: Sequence[Box], tables: Sequence[Table], labels: LabelDictionary
) -> list[Box]:
    """The boxes of a page that are labels outside its lists, by themselves or by their company."""
    name_headings(boxes, labels)
    name_labels(tables, labels)
    hits = [box for box in outside if box.match is not None and labels_itself(box) and not _is_badge(box)]
    drawn = _drawn(hits)
    if values := values_among(hits, drawn):
        for value in values:
            value.match = None
        hits = [box for box in hits if box.match is not None]
        drawn = _drawn(hits)
    short = short_labels(outside, hits, drawn, labels)
    found = sorted((*hits, *short), key=lambda box: box.start) if short else hits
    return group_titles.go_on(found)


def _is_badge(hit: Box) -> bool:
    """Whether words stand among badges of other elements, each a word of its list: 行政许可, 承诺件, 网上可办."""
    if hit.parent is None or len(hit.parent.boxes) > _MOST_BADGES:
        return False
    row = [box for box in hit.parent.boxes if box.words]
    others = [box for box in row if box is not hit]
    if len(others) < _HALVES or hit.match is None or any(b.kind != hit.kind or b.match is not None for b in others):
        return False
    told = [set(code_lists.elements_with(box.words)) for box in others]
    return all(told) and not set.intersection(*told) and not any(hit.match.element in each for each in told)


def values_among(hits: Sequence[Box], drawn: Mapping[Shape, int]) -> list[Box]:
    """The hits that are values of the labels before them (行政救济: 行政复议): drawn as the values of others are."""
    shapes = {shape for shape, count in drawn.items() if count >= _SEVERAL}
    found: list[Box] = []
    for hit in hits if shapes else ():
        told = (box for box in hit.parent.boxes if box.words) if hit.parent is not None else iter(())
        label = next(told, None)
        if label is None or next(told, None) is not hit:
            continue
        if label.kind == hit.kind:
            found += [hit] if _is_value_of_rows(hit.parent) else []
        elif label.match is not None and shape_of(label) in shapes and shape_of(hit) not in shapes:
            found.append(hit)
    return found


def _is_value_of_rows(row: Box | None) -> bool:
    """Whether rows of two halves stand around this one, a label and no label in each: what is second is the value."""
    around = row.parent.boxes if row is not None and row.parent is not None else []
    halves = [[b for b in other.boxes if b.words] for other in around if row is not None and other.kind == row.kind]
    if any(len(each) != _HALVES for each in halves):
        return False
    return sum(first.match is not None and second.match is None for first, second in halves) >= _HALVES


def short_labels(
    boxes: Sequence[Box], hits: Sequence[Box], drawn: Mapping[Shape, int], labels: LabelDictionary
) -> list[Box]:
    """The boxes whose short word or question is a label here; each then has its match.

    Beside two labels a short word is a third one where its value is of the kind that its element takes.
    """
    found = _among_headings(boxes, hits, labels) + _slips(boxes, hits, drawn, labels) + _terms(boxes, labels)
    found += _chapters(boxes, labels)
    of_few = {shape: count for shape, count in drawn.items() if count >= _SEVERAL - 1}
    if not of_few:
        return found
    kinds = {kind for kind, _ in of_few}
    shapes = {shape for shape, count in of_few.items() if count >= _SEVERAL}
    sure = _labelling(boxes, shapes)
    told_by: list[tuple[Box, LabelMatch]] = []
    for box in boxes:
        if box.match is not None or box.kind not in kinds or not 0 < len(box.words) <= LONGEST:
            continue
        shape = shape_of(box)
        if shape not in of_few:
            continue
        alike = of_few[shape] >= _SEVERAL
        match = labels.short_label(box.words) if len(box.words) <= _LONGEST else None
        if match is not None and (_is_second_half(box) or _answers_above(box, match.element)):
            continue
        if match is not None and not alike and not _is_of_its_kind(match.element, box):
            continue
        if match is None and alike and has_company(box):
            match = _question(box, hits) or (_by_company(box, labels) if shape in sure else None)
            if match is None and (told := _by_value(box, hits)) is not None and not _among_rows(box, hits):
                told_by.append((box, told))
        if match is not None and not _among_rows(box, hits):
            box.match = match
            found.append(box)
    known = {box.match.element for box in (*hits, *found) if box.match is not None}
    for box, match in told_by:
        if match.element not in known:  # what two labels may be is said by neither
            box.match = match
            found.append(box)
            known.add(match.element)
    return found


def _is_second_half(box: Box) -> bool:
    """Whether a short word is what stands behind the label of its row, drawn like that: 是否收费 and 收费."""
    whole = outermost(box)
    halves = [b for b in whole.parent.boxes if b.words] if whole.parent is not None else []
    if len(halves) != _HALVES or halves[1] is not whole or halves[0].match is None:
        return False
    return halves[0].words != box.words or whole is box  # 收费 over 收费 is a title over a label


def _answers_above(box: Box, element: str) -> bool:
    """Whether a short word between two labels is the value of the first, which it names again: 是否收费, 收费."""
    whole = outermost(box)
    rows = whole.parent.boxes if whole.parent is not None else []
    at = next((n for n, row in enumerate(rows) if row is whole), 0)
    above, below = rows[at - 1 : at], rows[at + 1 : at + 2]
    if not above or any(row.match is None for row in (*above, *below)) or above[0].words == box.words:
        return False
    named = above[0].match.element if above[0].match is not None else ""
    return named == element and element in TYPED and plausible(element, box.words)


def _terms(boxes: Sequence[Box], labels: LabelDictionary) -> list[Box]:
    """The terms of a list of definitions whose meaning their head word and value tell, where known ones stand beside.

    What is said of the limit right before is a note to it: 法定时限 … 期限的说明 ….
    """
    known = Counter(box.kind for box in boxes if box.tag == "dt" and box.match is not None)
    of_list = {id(box.parent) for box in boxes if box.tag == "dt" and box.match is not None}
    found: list[Box] = []
    before: LabelMatch | None = None
    of_materials: dict[int, bool] = {}
    for box in boxes:
        if box.tag != "dt" or box.parent is None:
            continue
        value = box_after(box)
        alone = box.match is None and 0 < len(box.words) <= _LONGEST_TERM and value is not None and value.tag == "dd"
        amid = known[box.kind] >= _SEVERAL and (id(box.parent) in of_list or not is_asked(box.words))
        if id(box.parent) not in of_materials:
            of_materials[id(box.parent)] = _is_of_a_material(box.parent, labels)
        if alone and value is not None and amid and not of_materials[id(box.parent)]:
            note = _NOTE_TO.get(before.element if before is not None else "") if _NOTE.fullmatch(box.words) else None
            match = LabelMatch(note, 1.0, RANK_OF_QUESTIONS) if note else meaning(box.words, value.words, labels)
            if match is not None and not _holds_terms(value):
                box.match = match
                found.append(box)
        before = box.match
    return found


def _is_of_a_material(terms: Box, labels: LabelDictionary) -> bool:
    """Whether several terms of a list are those of a material: the others then say more of it."""
    own = [b.words for b in terms.boxes if b.tag == "dt"]
    told = sum(labels.column("materials", words) is not None or asked_of_material(words) is not None for words in own)
    return told >= _SEVERAL - 1


def _holds_terms(value: Box) -> bool:
    return any(inner.tag == "dt" for inner in value.walk())


def _by_value(box: Box, hits: Sequence[Box]) -> LabelMatch | None:
    """What a label drawn as known ones are means by its value alone, a word of one closed list: 件的性质 承诺件."""
    told = box.parent.words.removeprefix(box.words).strip() if box.parent is not None else ""
    taken = {h.match.element for h in hits if h.match is not None}
    return by_value(told, taken) if asked_for(box.words) is None else None


def _slips(
    boxes: Sequence[Box], hits: Sequence[Box], beside: Mapping[Shape, int], labels: LabelDictionary
) -> list[Box]:
    """The misspelt labels drawn as known ones are: beside a value of their own kind, or as titles of several blocks."""
    titles = _titles(hits)
    kinds = {kind for kind, _ in (*beside, *titles)}
    found = []
    for box in boxes if kinds else ():
        if box.match is not None or box.kind not in kinds or not 0 < len(box.words) <= _LONGEST:
            continue
        shape = shape_of(box)
        if shape not in beside and shape not in titles:
            continue
        match = labels.answers(_slip)(box.words)
        if match is None or shape is None:
            continue
        alone = not has_company(box)
        if (alone and titles.get(shape, 0) >= _SEVERAL - 1) or (not alone and _is_of_its_kind(match.element, box)):
            box.match = match
            found.append(box)
    return found


def _titles(hits: Sequence[Box]) -> dict[Shape, int]:
    """How many different labels are drawn in each shape with nothing beside them: titles of the blocks below them."""
    elements: dict[Shape, set[str]] = defaultdict(set)
    for hit in hits:
        shape = shape_of(hit)
        alone = hit.tag in HEADINGS or (hit.parent is not None and hit.parent.words == hit.words)
        if shape is not None and hit.match is not None and alone:
            elements[shape].add(hit.match.element)
    return {shape: len(known) for shape, known in elements.items()}


def _slip(labels: LabelDictionary, words: str) -> LabelMatch | None:
    return labels.slip(words)


def _among_headings(boxes: Sequence[Box], hits: Sequence[Box], labels: LabelDictionary) -> list[Box]:
    """The headings of one short word beside several that are known: 咨询 and 救济 between 许可条件 and 设定依据."""
    known: dict[tuple[int, tuple[str, str]], set[str]] = defaultdict(set)
    for hit in hits:
        if hit.tag in HEADINGS and hit.match is not None and hit.parent is not None:
            known[id(hit.parent), hit.kind].add(hit.match.element)
    several = {place for place, elements in known.items() if len(elements) >= _SEVERAL}
    found = []
    for box in boxes if several else ():
        if box.match is None and box.tag in HEADINGS and (id(box.parent), box.kind) in several:
            match = labels.short_label(box.words) if len(box.words) <= _LONGEST else None
            match = match or _question(box, hits)
            if match is not None and all(match.element not in elements for elements in known.values()):
                box.match = match
                found.append(box)
    return found


def _chapters(boxes: Sequence[Box], labels: LabelDictionary) -> list[Box]:
    """The short words that are chapters of an article, numbered in their turn: 一、条件 二、材料 三、流程 四、时限."""
    chapters: dict[tuple[int, tuple[str, str]], list[tuple[Box, LabelMatch | None]]] = defaultdict(list)
    for box in boxes:
        if 0 < len(box.words) <= _LONGEST_CHAPTER and (told := _CHAPTER.fullmatch(box.words)) is not None:
            series = chapters[id(box.parent), box.kind]
            if len(series) < len(_IN_TURN) and told[1] == _IN_TURN[len(series)]:
                series.append((box, box.match or labels.short_label(told[2])))
    found: list[Box] = []
    for series in chapters.values():
        told_by = {match.element for _, match in series if match is not None}
        if len(told_by) < _FEWEST_CHAPTERS or len(told_by) * 4 < len(series) * 3:
            continue
        for box, match in series:
            if box.match is None and match is not None:
                box.match = match
                found.append(box)
    return found


def _labelling(boxes: Sequence[Box], shapes: Collection[Shape]) -> set[Shape]:
    """The shapes of which most boxes are known labels: what else is drawn so is a label, too."""
    drawn: dict[Shape, list[bool]] = defaultdict(list)
    for box in boxes if shapes else ():
        shape = shape_of(box)
        if shape is not None and shape in shapes and box.words:
            drawn[shape].append(box.match is not None)
    return {shape for shape, known in drawn.items() if sum(known) * 4 >= len(known) * 3}


def _by_company(box: Box, labels: LabelDictionary) -> LabelMatch | None:
    """What a label means that is known by its company only: misspelt, by its head word, by its value."""
    if asked_for(box.words) is not None:
        return None  # a question was looked at: others ask it
    value = box.parent.words.removeprefix(box.words).strip() if box.parent is not None else ""
    return meaning(box.words, value, labels) if len(box.words) <= _LONGEST else None


def _is_of_its_kind(element: str, box: Box) -> bool:
    """Whether the words beside a label are a value that its element takes, where it takes no other."""
    around = box.parent.words if box.parent is not None else ""
    return element in TYPED and has_company(box) and plausible(element, around.removeprefix(box.words).strip())


def _question(box: Box, hits: Sequence[Box]) -> LabelMatch | None:
    """What a question asks for, if it is not one of those that others ask (常见问题)."""
    element = asked_for(box.words)
    if element is None:
        return None
    before = max((h for h in hits if h.start < box.start), key=lambda h: h.start, default=None)
    if before is not None and before.match is not None and before.match.element == "faq":
        return None
    return LabelMatch(element, 1.0, RANK_OF_QUESTIONS)


def _among_rows(box: Box, hits: Sequence[Box]) -> bool:
    """Whether labels of a material stand around a word: it is then one of that material too."""
    block = box.parent.parent if box.parent is not None else None
    return block is not None and any(
        h.match is not None and h.match.element.startswith("material_") and h.within([block]) for h in hits
    )
