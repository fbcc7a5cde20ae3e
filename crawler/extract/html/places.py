"""Where the value of a label stands: beside it, below it, in its tab, or behind a colon."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from crawler.domain.values import code_lists
from crawler.extract.guide.material_groups import is_kind
from crawler.extract.html.above import answer_in_turn, is_block_of_pairs, value_above
from crawler.extract.html.around import is_empty_section
from crawler.extract.html.boxes import (
    HEADINGS,
    INLINE,
    Box,
    first_heading,
    is_blank,
    is_one_of_rows,
    is_wrap,
    keeps_a_place,
    number_style,
    outranks,
)
from crawler.extract.html.brackets import ENDS, MARK
from crawler.extract.html.company import Shape, label_shapes, shape_of
from crawler.extract.html.drawn_titles import DrawnTitles, is_left_alone
from crawler.extract.html.folds import panels_of
from crawler.extract.html.further_pairs import MULTI_LINE, is_drawn_as_pair, line_around
from crawler.extract.html.leading import are_bars, ends_values, is_way_out
from crawler.extract.html.name_pictures import shown_behind
from crawler.extract.html.numbered import counts_anew, follows, goes_on, is_next_pair, without_chapter
from crawler.extract.html.place import Place
from crawler.extract.html.strips import is_unit, unit_behind, values_above
from crawler.extract.labels.questions import asked_for, before_colon
from crawler.extract.lists.paragraphs import begins_anew, is_next_led, tells_of_an_entry
from crawler.extract.lists.tables import GROUP_OF_ELEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary

_RANKED = frozenset(f"h{rank}" for rank in range(1, 7))
RUN = re.compile(r"^\s*([^:：]{2,24}?)\s*[:：]\s*(.*)$", re.DOTALL)
_SENTENCE = re.compile(r"[。；;，,]")
_TITLE_LENGTH, _SEVERAL, _HALVES = 20, 3, 2
_WORDS_OF_LISTS = frozenset({"其他", "其它"})
"""Words of code lists that head sections too."""
_LED_TO = frozenset({"online_entry", "online", "blank_form", "sample_form", "result_sample", "flow_chart"})
"""Elements that links alone may state."""


class Neighbours:
    """Asks for the places of labels that stand in no table cell."""

    def __init__(self, labels: LabelDictionary, hits: Sequence[Box], strange: Sequence[Box], *, asks: bool) -> None:
        self._labels, self.asks = labels, asks
        self._hits, self._in_order, self._panels = {id(h) for h in hits}, hits, panels_of(hits)
        self._ends = self._hits.union(map(id, strange))  # a question that nobody knows ends the answer before it
        self.strips = values_above(hits)
        self._label_shapes: dict[bool, set[Shape]] = {}
        self._label_kinds: dict[tuple[int, tuple[str, str]], bool] = {}
        self._titles = DrawnTitles(self._hits)
        self.values: set[int] = set()
        """Boxes that turned out to be values, though their words are a label elsewhere."""

    def place(self, hit: Box) -> Place:
        """The place of a label that is a box of its own."""
        assert hit.match is not None
        place, parent = Place(hit.match, hit.words, hit), hit.parent
        if parent is None or is_empty_section(hit) or is_left_alone(hit):
            place.found = False
            return place
        if (told := self.strips.get(id(hit))) is not None:
            place.kids, place.holder, place.found = told.kids, told.holder, not told.counts
            return place
        if hit.tag == "dt":
            self._definition(place)
            return place
        kids = without_chapter(parent.kids[hit.index + 1 :], hit)
        if hit.tag in HEADINGS or hit.tag not in INLINE:
            place.is_block = True
        answer = answer_in_turn(hit) if hit.tag not in HEADINGS else None
        place.kids = value = list(self._until_peer(kids, hit) if answer is None else (answer,))
        boxes = [k for k in value if isinstance(k, Box) and not is_blank(k)]
        place.holder = (
            boxes[0] if len(boxes) == 1 and not any(isinstance(k, str) and k.strip() for k in value) else parent
        )
        if all(is_blank(k) for k in value) or self._are_bars(hit, value):
            above = value_above(hit, self._hits) if hit.match.element not in MULTI_LINE else []
            if above:
                place.kids, place.holder = list(above), above[0]
            elif (shown := shown_behind(hit)) and _has_colon(hit):
                place.kids, place.holder = [*shown], hit
            elif is_way_out(hit):
                place.kids, place.holder, place.found = [], hit, False
            else:
                self._without_value(place, hit, kids)
                if shown and not place.kids:
                    place.kids, place.holder, place.found = [*shown], hit, True
        elif hit.tag in INLINE and hit.match.element in MULTI_LINE:
            line = line_around(parent)
            place.kids += self._going_on(line, hit) if line.tag in {"p", "div", "li"} else []
        return place

    @staticmethod
    def _are_bars(hit: Box, value: Sequence[Box | str]) -> bool:
        """Whether all that follows a label is the bar at the foot of the page."""
        return hit.match is not None and hit.match.element not in _LED_TO and are_bars(value)

    def _are_beside(self, hit: Box) -> bool:
        """Whether the labels drawn as this one, with a colon or without as it is, have their values beside them."""
        colon = _has_colon(hit)
        if colon not in self._label_shapes:
            self._label_shapes[colon] = label_shapes([h for h in self._in_order if _has_colon(h) is colon])
        return shape_of(hit) in self._label_shapes[colon]

    def _definition(self, place: Place) -> None:
        parent = place.box.parent
        assert parent is not None
        for kid in parent.kids[place.box.index + 1 :]:
            if isinstance(kid, Box):
                if kid.tag == "dt":
                    break
                place.kids.append(kid)
        place.holder = next((k for k in place.kids if isinstance(k, Box)), None)

    def _until_peer(self, kids: Sequence[Box | str], hit: Box) -> Iterator[Box | str]:
        """The kids after a label that are its value."""
        beside = list(islice((k for k in kids if not is_blank(k)), 2))  # so many tell: there may be thousands
        following = beside[0] if beside else None
        peer = isinstance(following, Box) and following.kind == hit.kind and RUN.match(following.words)
        if peer and keeps_a_place(hit):
            return  # <li>中介机构：<span></span></li><li>委托书：<span></span></li>: each has a place of its own
        likes = (self._is_value_like_a_label, self._is_second_of_rows, self._says_the_same)
        if len(beside) == 1 and any(is_value(beside[0], hit) for is_value in likes):
            self.values.add(id(beside[0]))
            yield beside[0]
            return
        if len(beside) == 1 and is_block_of_pairs(beside[0], hit, self._hits):
            yield beside[0]
            return
        alike = isinstance(following, Box) and following.kind == hit.kind
        last: Box | str | None = None
        for kid in kids:
            if self._is_peer(kid, hit, same_kind_is_value=alike) and not is_unit(kid):
                return
            if last and isinstance(kid, Box) and (ends_values(kid) or is_next_led(kid, hit, last)):
                return
            last = last if is_blank(kid) else kid
            yield kid
            if alike and isinstance(kid, Box) and kid.kind == hit.kind and self._alternates(hit):
                yield from unit_behind(kid)
                return

    def _alternates(self, hit: Box) -> bool:
        """Whether label and value take turns in boxes of one kind, so that the next box alone is the value."""
        assert hit.parent is not None
        if hit.tag in {"li", "span", "em", "b"}:
            return True
        boxes = [b for b in hit.parent.boxes if b.kind == hit.kind and not b.outside]
        places = [n for n, b in enumerate(boxes) if id(b) in self._hits]
        turns = len(places) >= 3 and len({n % 2 for n in places}) == 1 and len(boxes) % 2 == 0
        turns = turns and not any(goes_on(before, box) for before, box in pairwise(boxes))
        return turns and all(len(b.words) <= _TITLE_LENGTH for b in boxes[places[0] % 2 :: 2])

    def _is_value_like_a_label(self, kid: Box | str, hit: Box) -> bool:
        """Whether the only thing beside a label with a colon is its value, though that is a label elsewhere."""
        return (
            isinstance(kid, Box)
            and id(kid) in self._hits
            and hit.tag in INLINE
            and kid.tag in INLINE
            and hit.words.endswith((":", "："))
            and not kid.words.endswith((":", "："))
        )

    def _says_the_same(self, kid: Box | str, hit: Box) -> bool:
        """Whether the only thing beside a label is a label of the same element in another dress: its value."""
        return (
            isinstance(kid, Box)
            and kid.match is not None
            and hit.match is not None
            and kid.match.element == hit.match.element
            and kid.kind != hit.kind
            and hit.tag not in HEADINGS
            and not kid.words.endswith((":", "："))
        )

    def _is_second_of_rows(self, kid: Box | str, hit: Box) -> bool:
        """Whether a label and what reads like one are the two halves of a row among others drawn the same way."""
        if not isinstance(kid, Box) or hit.parent is None:
            return False
        if kid.words in _WORDS_OF_LISTS and kid.tag in INLINE and hit.tag in INLINE:
            return True  # 自然人主题分类 and 其他, a span each
        return (id(kid) in self._hits or self._labels.is_mark("headings", kid.words)) and is_one_of_rows(hit.parent)

    def _is_peer(self, kid: Box | str, hit: Box, *, same_kind_is_value: bool) -> bool:
        """Whether a kid starts the next label on the same level."""
        if isinstance(kid, str):
            return self._starts_run(kid, hit.match.element if hit.match else None)
        words = kid.words
        if id(kid) in self._ends:
            return True
        if 0 < len(words) <= _TITLE_LENGTH and not kid.outside and self._labels.is_mark("headings", words):
            # 审批结果类型 | 其他: between labels of one kind what is drawn otherwise is a value.
            drawn_as_value = kid.kind != hit.kind and kid.tag not in HEADINGS
            if hit.match is not None and words in _WORDS_OF_LISTS and code_lists.has(hit.match.element, words):
                return False  # 其他 below 结果类型 is one of the words of its list
            return not (drawn_as_value and (words in _WORDS_OF_LISTS or self._is_label_kind(hit)))
        if not words or (hit.match is not None and hit.match.element == "materials" and is_kind(words)):
            return False
        above = kid.tag in HEADINGS and hit.tag in HEADINGS and outranks(kid.tag, hit.tag)
        alike = kid.kind == hit.kind and (own := first_heading(hit)) is not None and own == first_heading(kid)
        if above or alike or is_next_pair(words, hit.words):
            return True
        style = number_style(hit.words)
        if len(words) <= _TITLE_LENGTH and not _SENTENCE.search(words) and follows(words, hit.words):
            return not counts_anew(kid, hit)
        if kid.tag in _RANKED and hit.tag in _RANKED and kid.tag > hit.tag:
            return False  # a heading of lower rank is part of the block
        if kid.kind == hit.kind and not same_kind_is_value and hit.kind[1] and self._is_label_kind(hit):
            return True
        if kid.kind == hit.kind and not same_kind_is_value:
            short = len(words) <= _TITLE_LENGTH and not _SENTENCE.search(words.rstrip("：:"))
            return short and (hit.tag not in {"p", "li", "td"} or self._titles.are_alike(hit, kid))
        if hit.tag in HEADINGS or (self._titles.heads(hit, kid) and (style is None or number_style(words) != style)):
            return False
        own = hit.match.element if hit.match else None
        if not self._begins_with_label(kid, own) or tells_of_an_entry(kid, hit, self._labels):
            return False
        return kid.kind == hit.kind or hit.tag not in HEADINGS

    def _is_label_kind(self, hit: Box) -> bool:
        """Whether boxes of this tag and class are labels here: several known ones stand side by side."""
        assert hit.parent is not None
        key = (id(hit.parent), hit.kind)
        if key not in self._label_kinds:
            known = sum(id(b) in self._hits and b.kind == hit.kind for b in hit.parent.boxes)
            self._label_kinds[key] = known >= _SEVERAL
        return self._label_kinds[key]

    def _begins_with_label(self, box: Box, own: str | None = None) -> bool:
        """Whether the first thing in a box is a label of the same page, or in its text one of another element."""
        if box.tag == "table":
            return False
        while True:
            if id(box) in self._ends:
                return True
            first = next((k for k in box.kids if not is_blank(k)), None)
            if first is None or (isinstance(first, Box) and first.tag == "table"):
                return False
            if isinstance(first, str):
                return self._starts_run(first, own)
            box = first

    def _going_on(self, box: Box, hit: Box | None = None) -> list[Box | str]:
        """The paragraphs after this one that carry on its value: of the same kind, with no label at their start."""
        found: list[Box | str] = []
        if box.parent is None:
            return found
        for kid in box.parent.kids[box.index + 1 :]:
            if isinstance(kid, str):
                if kid.strip():
                    break
                continue
            if kid.tag not in {"ol", "ul", "table", "br"} and kid.kind != box.kind:
                break
            if self._begins_with_label(kid) or self._labels.is_mark("headings", kid.words) or begins_anew(kid, box):
                break
            if is_next_led(kid, box, found[-1] if found else None):
                break
            if hit is not None and is_drawn_as_pair(kid, box, hit, self._hits, self._labels):
                break
            found.append(kid)
        return found

    def run_on(self, box: Box, index: int, has_value: bool, element: str) -> list[Box | str]:
        """What follows a label in running text: to the end of its line, or of its text where that may be long."""
        long = element in MULTI_LINE
        found: list[Box | str] = []
        for at, kid in enumerate(box.kids[index + 1 :], index + 1):
            if isinstance(kid, str):
                if self._starts_run(kid) or (found and ENDS.match(kid)):
                    return found
                breaks = kid == "\n" and (long or not is_wrap(box, at))
            elif id(kid) in self._hits or self._begins_with_label(kid) or (found and ENDS.match(kid.words)):
                return found
            else:
                breaks = kid.tag not in INLINE
                has_content = not is_blank(kid)
                if breaks and has_content and has_value and not long:
                    return found
                breaks = breaks and not has_content
            if breaks and has_value and not long:
                return found
            has_value = has_value or not is_blank(kid)
            found.append(kid if breaks or kid != "\n" else " ")
        if long and box.tag in {"p", "div", "li"}:
            found += self._going_on(box)
        return found

    def _starts_run(self, text: str, own: str | None = None) -> bool:
        """Whether a text begins with a label in running text, of another element than the one asked for."""
        run = RUN.match(text)
        if run is not None and text.lstrip().startswith(MARK):
            group = GROUP_OF_ELEMENT.get(own or "")
            return group is None or self._labels.column(group, run.group(1)) is None
        known = before_colon(run.group(1), self._labels) if run is not None else None
        asked = asked_for(run.group(1)) if known is None and run is not None and self.asks else None
        return (known.element if known is not None else asked) not in {None, own}

    def _without_value(self, place: Place, hit: Box, kids: Sequence[Box | str]) -> None:
        """Nothing beside the label: an empty place, or no place that could be told."""
        parent = hit.parent
        assert parent is not None
        beside = [k for k in kids if isinstance(k, Box) and k.tag not in {"br", "i", "em"}]
        place.kids = []
        if (panel := self._panels.get(id(hit))) is not None:
            place.kids, place.holder, place.weakness, place.is_block = [panel], panel, 1, True
            return
        if (half := self._half_of_row(parent)) == 1 and parent.words == hit.words:
            place.holder, place.found = hit, False  # a word that is a label elsewhere, behind the label of its row
            return
        if not beside and half is None and self._are_beside(hit):
            place.holder = hit  # others drawn like it have their values beside them
            return
        own = beside[0] if beside and id(beside[0]) not in self._hits and is_blank(beside[0]) else None
        if own is not None and not self._titles.wears(hit, own):
            place.holder = own
            return
        # A title whose box holds nothing else of weight: the block after that box is its value.
        box = parent
        while box.parent is not None and len(box.words) <= _TITLE_LENGTH + 10 and box.tag not in {"td", "th", "body"}:
            after = box.parent.kids[box.index + 1 :]
            if self._is_followed_by_its_like(box, after):
                break
            value = list(self._until_peer(after, box) if (answer := answer_in_turn(box)) is None else (answer,))
            if any(not is_blank(k) for k in value) and not self._are_bars(hit, value):
                place.kids, place.holder, place.weakness, place.is_block = value, box.parent, 1, True
                return
            if any(isinstance(k, Box) and not is_blank(k) for k in after):
                break
            box = box.parent
        place.found = (
            _has_colon(hit)
            or self._others_have_values(hit)
            or self._labels_among_text(hit)
            or self._heads_an_empty_block(hit)
        )
        place.holder = hit

    def _half_of_row(self, box: Box) -> int | None:
        """Which half of a row a box is that holds a label alone: 0 before words, 1 behind a label with as little."""
        halves = box.parent.boxes if box.parent is not None else []
        if len(halves) != _HALVES or is_blank(halves[1]) or halves[0].tag != halves[1].tag or box not in halves:
            return None
        if halves[1] is box:
            return 1 if any(id(b) in self._hits and b.words == halves[0].words for b in halves[0].walk()) else None
        alone = any(id(b) in self._hits and b.words == halves[1].words for b in halves[1].walk())
        return 0 if alone or not self._begins_with_label(halves[1]) else None

    def _is_followed_by_its_like(self, box: Box, after: Sequence[Box | str]) -> bool:
        """Whether the box after one of several parts has as many, with a label among them: it is no value."""
        following = next((k for k in after if isinstance(k, Box) and not is_blank(k)), None)
        if following is None or following.kind != box.kind:
            return False
        parts = [b for b in following.boxes if b.words]
        several = len(parts) > 1 and len(parts) == sum(bool(b.words) for b in box.boxes)
        return several and any(id(b) in self._hits for b in parts)

    def _heads_an_empty_block(self, hit: Box) -> bool:
        """Whether a heading is followed at once by the next one, while others of its kind have blocks below them."""
        if hit.parent is None or hit.tag not in HEADINGS:
            return False
        kids = [k for k in hit.parent.kids if not is_blank(k)]
        alike = [n for n, k in enumerate(kids) if isinstance(k, Box) and k.kind == hit.kind]
        full = [n for n, after in zip(alike, [*alike[1:], len(kids)], strict=True) if after > n + 1]
        return len(full) >= 2

    def _labels_among_text(self, hit: Box) -> bool:
        """Whether labels of the same kind stand before this one in the same text, each with words behind it."""
        if hit.parent is None or hit.tag not in INLINE:
            return False
        before = [k for k in hit.parent.boxes if k is not hit and id(k) in self._hits and k.kind == hit.kind]
        behind = [after for k in before for after in hit.parent.kids[k.index + 1 : k.index + 2]]
        return any(isinstance(after, str) and bool(after.strip()) for after in behind)

    def _others_have_values(self, hit: Box) -> bool:
        """Whether boxes of the same kind beside this label's box carry a label and its value, so that it is empty."""
        if hit.parent is None:
            return False
        alike = [k for k in hit.parent.boxes if k is not hit and k.kind == hit.kind and k.words]
        with_values = [k for k in alike if id(k) not in self._hits and self._begins_with_label(k)]
        return len(with_values) >= 2 and len(with_values) * 2 >= len(alike)


def _has_colon(hit: Box) -> bool:
    return hit.text.rstrip().endswith((":", "："))
