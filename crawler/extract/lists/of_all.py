"""What a guide says once for all materials of its list (通用说明): a labelled line or a sentence that stands in no row.

A label says it where it speaks of materials (要求提供材料的依据) or stands in their section, outside of every row. A
sentence says it of all by its own words: 以上材料均为原件1份. Where it is not plain of what a statement is made (依据
alone in the section, 除身份证外均为复印件), the element is a gap of ours.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.domain.values.material_words import OF_ALL
from crawler.extract.guide import text
from crawler.extract.guide.draft import BY_SCRIPT, gap, is_absent, is_template, reading, unread
from crawler.extract.guide.said_of_all import OF_MATERIALS, said_of_all
from crawler.extract.html.page_titles import UNMAPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crawler.extract.guide.draft import Draft
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_BARE_BASIS = re.compile(r"\W*(?:法[律定])?依据\W*")
"""A title that does not say of what: of the item, or of the materials whose section it stands in."""
_OTHER_LISTS = frozenset(
    {
        *("special_step", "intermediary", "quantity_limit", "annual_check", "remedy", "visits_reason"),
        *("procedure", "faq", "legal_basis", "fee_status", "fee_standard", "fee_basis"),
    }
)
"""Sections in which a label that speaks of materials (材料依据) is said of what stands there."""
_CITES = re.compile(r"[《〔]|第.{1,6}条|(?:法|条例|办法|规定|规程|细则)")
_NAMED_BASIS = re.compile(r"(?P<name>.{2,40}?)的?(?:(?:提[供交]|材料|法[律定]|要求)*依据)\s*[:：]\s*(?P<value>\S.*)")
_LONGEST_LINE = 200
_NUMBERING = "0123456789.、．（）() "

_PAIR = 2
_WEAK = 3
"""Weaker than what any label states."""


class OfAll:
    """What stands beside the list of materials of one page and speaks of all of them, or of one by its name."""

    def __init__(
        self, places: Sequence[Place], boxes: Sequence[Box], in_list: Callable[[Box], bool], page: Page, draft: Draft
    ) -> None:
        self.places, self.boxes, self.in_list = places, boxes, in_list
        self.page, self.draft = page, draft
        self.held: Mapping[int, list[Place]] = {}
        names = {"".join(one.name.text.split()) for one in draft.materials} - {""}
        longest = 2 * max(map(len, names), default=0)  # blanks between all characters
        told = ((box, "".join(box.words.split())) for box in boxes if len(box.words) < longest)
        first: dict[str, int] = {}
        for box, words in told:
            if words in names:
                first.setdefault(words, box.start)  # attachments and questions name them again
        self.named = [(start, words) for words, start in first.items()]
        self.names = names

    def put(
        self, spoken: Iterable[tuple[Box, Sequence[str]]], held: Mapping[int, list[Place]], labels: LabelDictionary
    ) -> None:
        """Keep what labels and sentences outside of rows state for all materials; `held` are places by their boxes."""
        self.held = held
        labelled = [p for p in self.places if p.found and p.match.element in OF_ALL and not self.in_list(p.box)]
        times = Counter(p.match.element for p in labelled)
        for place in labelled:
            if times[place.match.element] == 1 and not self._is_of_one(place):
                self._labelled(place, labels)
        for element in OF_ALL & self.draft.seen.keys():
            if any(one.read(element).stated for one in self.draft.materials):
                del self.draft.seen[element]  # the title of what rows state
        if self.draft.materials:
            for place in self.places:
                if place.match.element == "legal_basis" and place.found and _BARE_BASIS.fullmatch(place.label):
                    self._doubt_title(place)
            self._named_alone()
            self._spoken(spoken)

    def _section(self, box: Box) -> str | None:
        """The element in whose section a box stands, the nearest of them."""
        for around in (box, *box.up()):
            for place in self.held.get(id(around), ()):
                if place.box is not box and place.match.element not in {UNMAPPED, *OF_ALL}:
                    return place.match.element
        return None

    def _is_of_one(self, place: Place) -> bool:
        """Whether a labelled value is that of one row: read as such, or in the box of its name alone."""
        own = (one.readings.get(place.match.element) for one in self.draft.materials)
        read = {_bare(r.text) for r in own if r is not None and r.stated}
        return _bare("".join(place.lines)) in read or self._in_entry(place.box)

    def _in_entry(self, box: Box) -> bool:
        """Whether a box stands in the entry of one material of several, or between two of them."""
        if len(self.names) < _PAIR:
            return False
        for around in (box, *box.up()):
            inside = [(start, words) for start, words in self.named if around.start <= start < around.end]
            if inside:
                alone = len({words for _, words in inside}) == 1
                return alone or inside[0][0] < box.start < inside[-1][0]
        return False

    def _labelled(self, place: Place, labels: LabelDictionary) -> None:
        element, section = place.match.element, self._section(place.box)
        if _BARE_BASIS.fullmatch(place.label):
            self._doubt_title(place)
            return
        if section != "materials" and (section in _OTHER_LISTS or not OF_MATERIALS.search(place.label)):
            return
        if value := " ".join(text.lines(list(self._before_rows(place.kids)), labels)):
            evidence, locator = self.page.evidence, self.page.locator(place.at.element)
            if is_template(value):
                said = unread(element, BY_SCRIPT, evidence=evidence, locator=locator, label=place.label)
            else:
                said = reading(element, value, evidence=evidence, locator=locator, label=place.label)
            self.draft.add(said, weakness=place.weakness)

    def _before_rows(self, kids: Sequence[Box | str]) -> Iterator[Box | str]:
        """What of a value stands before the list itself: a heading above the rows has them below it, too."""
        for kid in kids:
            if not isinstance(kid, str) and (
                kid.tag == "table" or any(kid.start <= start < kid.end for start, _ in self.named)
            ):
                return
            yield kid

    def _doubt_title(self, place: Place) -> None:
        words = next((line for line in place.lines if _CITES.search(line)), None)
        if words and self._section(place.box) == "materials" and not self._in_entry(place.box):
            self._doubt("material_basis", f"{place.label}：{words}", place.box)

    def _doubt(self, element: str, words: str, box: Box) -> None:
        self.draft.add(gap(element, words, self.page.evidence, self.page.locator(box.element)), weakness=_WEAK)

    def _named_alone(self) -> None:
        """Put a basis that names its material (营业执照的依据：…) into the row of that."""
        for box in self.boxes:
            if len(box.words) > _LONGEST_LINE or "依据" not in box.words or box.linked or self.in_list(box):
                continue
            for line in box.text.split("\n"):
                told = _NAMED_BASIS.fullmatch(" ".join(line.split()).lstrip(_NUMBERING))
                if told is None or (name := "".join(told["name"].split())) not in self.names:
                    continue
                locator = self.page.locator(box.element)
                basis = reading("material_basis", told["value"], evidence=self.page.evidence, locator=locator)
                for number, one in enumerate(self.draft.materials):
                    if "".join(one.name.text.split()) == name and is_absent(one.read("material_basis")):
                        self.draft.materials[number] = replace(one, readings={**one.readings, basis.element: basis})

    def _spoken(self, spoken: Iterable[tuple[Box, Sequence[str]]]) -> None:
        """Keep what sentences outside of lists say of all materials."""
        known: set[str] = set()
        for box, texts in spoken:
            speaking = [each for each in texts if said_of_all(each)]
            if not speaking or box.linked or (self.in_list(box) and not _fills_its_row(box)):
                continue
            for each in speaking:
                for element, words, sure in said_of_all(each):
                    section = self._section(box)
                    if element in known or (element != "material_basis" and section not in {None, "materials"}):
                        continue
                    if not sure and "".join(each.split()).lstrip(_NUMBERING) in self.names:
                        continue  # 以上材料电子版 is one of them
                    if not sure:
                        self._doubt(element, words, box)
                        continue
                    known.add(element)
                    evidence, locator = self.page.evidence, self.page.locator(box.element)
                    said = reading(element, words, evidence=evidence, locator=locator, quote=" ".join(each.split()))
                    self.draft.add(said, weakness=_WEAK)


def _fills_its_row(box: Box) -> bool:
    """Whether nothing else stands in the row of a table with a box: it is a note below the rows."""
    row = next((around for around in (box, *box.up()) if around.tag == "tr"), None)
    return row is not None and sum(bool(cell.words) for cell in row.boxes) == 1


def _bare(words: str) -> str:
    return "".join(words.split()).rstrip("。；;")
