"""Reading one HTML page of a guide by its structure: values beside, below, in a tab, behind a colon, in a list."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from crawler.domain.elements import named
from crawler.domain.values.material_words import OF_ALL
from crawler.extract.guide import fee_words, name_badges, text
from crawler.extract.guide.draft import Draft, reading, unread
from crawler.extract.guide.titles_alone import no_value
from crawler.extract.html import around, drawn_heads, far, head, late, nested, page_words, pictures, row_labels, sides
from crawler.extract.html.asked_texts import asked_places
from crawler.extract.html.bare_office import Offices
from crawler.extract.html.boxes import Box, is_blank, with_texts
from crawler.extract.html.cell_values import below_title, heads_values, value_cells
from crawler.extract.html.company import labels_of
from crawler.extract.html.drawn_titles import take_out_of_tables
from crawler.extract.html.frozen_columns import read_rows_of_boxes
from crawler.extract.html.further_pairs import without_further
from crawler.extract.html.item_name import Head
from crawler.extract.html.margin import of_the_guide
from crawler.extract.html.name_pictures import shown_behind
from crawler.extract.html.page_titles import UNMAPPED
from crawler.extract.html.phone_lines import desks_in_rows, with_complaints_whole, without_numbers
from crawler.extract.html.place import Place, inside, overlap
from crawler.extract.html.places import Neighbours
from crawler.extract.html.questions import asks_often, item_titles, name_questions
from crawler.extract.html.runs import beside_text, run_places, without_chosen
from crawler.extract.html.scripted import written_by_script
from crawler.extract.html.section_ends import apart_from_steps, section_ends
from crawler.extract.html.site_words import SiteWords
from crawler.extract.html.split_tables import join_split_tables
from crawler.extract.html.stacked import tables_of
from crawler.extract.html.tables import Cell, Table, grid_of, rows_of, titles_within
from crawler.extract.html.tabs import is_row_of_tabs, tab_places, without_tabs
from crawler.extract.html.tree import tree
from crawler.extract.html.words_before import before, words_before
from crawler.extract.lists import asked, bold_steps, cards, choices_only, desk_lines, entries, heads, of_all, situations
from crawler.extract.lists.barred import rows_in_lines
from crawler.extract.lists.entry_pairs import said_in
from crawler.extract.lists.series import read_series
from crawler.extract.lists.tables import ELEMENT_OF_GROUP, GROUP_OF_ELEMENT, list_table, name_list, read_list
from crawler.extract.lists.within_lists import is_of_an_entry

if TYPE_CHECKING:
    from collections.abc import Collection

    from crawler.domain.elements import Reading
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_NO_PLACE = "label seen, no value found beside it"
_ROW_TAGS = frozenset({"div", "ul", "li", "p", "section", "dl"})
_OFFERED = frozenset({"online_entry", "blank_form", "sample_form", "result_sample"})
_LISTS = frozenset({"materials", "procedure", "legal_basis", "faq"})
_SECTIONS = _LISTS - {"faq"} | {"conditions", "place", "hours", "fee_standard", "fee_basis", "flow_chart"}
"""Elements that no menu of a site leads to: a link of that name opens a part of this guide."""
_WHOLE = _LISTS | {"conditions", "remedy", "rights", "review_standard", "special_step", "delivery", "intermediary"}
"""Elements whose text may hold labels of its own; of others only what stands before an inner label is the value."""


class PageReader:
    """Reads one page into a draft."""

    def __init__(self, page: Page, labels: LabelDictionary) -> None:
        self.page = page
        self.labels = labels
        self.draft = Draft(evidence=page.evidence)
        self.root = tree(page, labels)
        self.root.order.ornaments = pictures.find_ornaments(self.root.order)
        self.offices = Offices(page, without_chosen(of_the_guide(self.root), labels), labels)
        self.boxes = self.offices.rest
        take_out_of_tables(self.boxes)
        cells = drawn_heads.drawings(self.boxes)
        if drawn_heads.mark(cells):
            cells = drawn_heads.drawings(self.boxes)
        self.titles = item_titles(page.title, self.boxes)
        self.unknown = name_questions(self.root, self.boxes, self.titles)
        grids: dict[int, Table] = {}
        self.labels = page_words.learn(self.boxes, labels, grids, cells)
        self.learned, labels = self.labels is not labels, self.labels
        self.cells: dict[int, tuple[Table, Cell]] = {}
        self.tables: list[Table] = []
        self.sides: dict[int, Table] = {}
        self.in_lists = bytearray(self.root.end)
        self.list_sections: list[tuple[Box, str]] = []
        self.places: list[Place] = []
        self.held: dict[int, list[Place]] = {}
        self.read_lists: list[Place] = []
        self.later: list[Place] = []
        self.in_entries, self.over = set[str](), set[int]()
        self.starts: list[int] = []
        for box in self.boxes:
            if box.tag == "table" and not all(map(is_row_of_tabs, rows_of(box))):
                for part in tables_of(grids.get(box.start) or grid_of(box), labels):
                    self._table(part)
            elif box.tag in _ROW_TAGS and len(box.boxes) > 1 and (drawn := read_rows_of_boxes(box, labels)) is not None:
                self._table(drawn)
        said_elsewhere = join_split_tables(self.tables, labels)
        for table in self.tables:
            row_labels.mark(table, self.in_lists)
        self.tables = [table for table in self.tables if not any(table is other for other in said_elsewhere)]
        outside = [box for box in self.boxes if not self.in_lists[box.start]]  # 送达 in a list of steps is a step
        self.hits = labels_of(self.boxes, outside, self.tables, labels)
        self.main = far.main_block(self.root, self.hits)
        self.hits = far.of_this_item(self.hits, self.main)

    def read(self) -> Draft:
        """The draft of the page."""
        places = with_complaints_whole(far.of_this_guide(self._places(), self.main))
        places = self.places = far.of_the_item(far.of_the_office(places))
        self.held = nested.held_by(places)
        self.starts = sorted(p.box.start for p in places)
        self._lists(places)
        self.list_sections += (headed := heads.headed(self.boxes, self.page, self.labels, self.draft))
        self.list_sections += rows_in_lines(self.boxes, self.page, self.labels, self.draft)
        of_fees = [b for p in places if p.match.element in {"fee_status", "fee_standard"} for b in p.boxes]
        for place in places:
            if place.match.element != "name" or not place.box.within([*(box for box, _ in headed), *of_fees]):
                self._place(place, places)
        cards.cards(places, self.page, self.labels, self.draft)
        desk_lines.put(places, self.spoken, self._in_list, self.page, self.labels, self.draft)
        beside = of_all.OfAll([*places, *self.later], self.boxes, self._in_list, self.page, self.draft)
        beside.put(self.spoken, self.held, self.labels)
        far.give_way(self.draft)
        for place in self.later:
            self._place(place, [])
        heads.loose(self.boxes, self._in_list, self.page, self.labels, self.draft)
        asked.asked_and_answered(self.boxes, self.spoken, self._in_list, self.page, self.draft)
        pictures.called_so(self.page, self.draft)
        pictures.shown_beside(self.page, places, self.draft)
        head.put(self.page, self.root, self.boxes, self.hits, self.draft)
        self.offices.put(self.draft)
        name_badges.take_off(self.boxes, self.draft)
        choices_only.put_aside(places, self.boxes, self.draft)
        entries.loose_forms(self.page, self.draft, places)
        pictures.called_specimen(self.page, self.draft)
        unknown = list(around.unknown_labels(self.page, self.boxes, self.hits, self.tables, self.labels))
        unknown += around.unknown_questions(self.page, self.unknown)
        late.put(unknown, self.boxes, places, self.page, self.labels, self.draft)
        self.draft.unmapped += unknown
        for offered in around.offered(self.page, self.hits, self.boxes, self.labels):
            self.draft.add(offered, weakness=offered.element != "online_entry")
        return self.draft

    @cached_property
    def spoken(self) -> list[tuple[Box, list[str]]]:
        """The boxes with texts of their own, each with these, and all links, buttons and pictures."""
        return with_texts(self.boxes)

    def _table(self, table: Table) -> None:
        self.tables.append(table)
        if table.title is not None:
            self.sides[id(table.title)] = table
        for cells in table.rows:
            for cell in cells:
                self.cells[id(cell.box)] = (table, cell)

    def _in_list(self, box: Box) -> bool:
        """Whether a box stands in the header or the rows of a list: its words are columns and values, no labels."""
        return self.in_lists[box.start] == 1

    def _places(self) -> list[Place]:
        found: list[Place] = []
        neighbours = Neighbours(self.labels, self.hits, self.unknown, asks=asks_often(self.hits))
        titles = [h for h in self.hits if id(h) not in self.cells and id(h) not in neighbours.strips]
        tabs = tab_places(titles, self.root, self.labels, self.page)
        taken: set[int] = set()
        for hit in self.hits:
            if id(hit) in self.sides and hit.match is not None:
                beside = [cell.box for cells in self.sides[id(hit)].rows for cell in cells]
                found.append(Place(hit.match, hit.words, hit, kids=list(beside), holder=beside[0], is_block=True))
            elif id(hit) in self.cells:
                if id(hit) in taken:
                    continue
                table, cell = self.cells[id(hit)]
                values = value_cells(table, cell)
                if values is None:
                    continue
                assert hit.match is not None
                if heads_values(table, cell.row):
                    found.append(below_title(table, cell))
                    continue
                if nested.is_among_titles(hit, values, [other.box for other in table.rows[cell.row]]):
                    found.append(Place(hit.match, hit.words, hit, found=False))
                    continue
                if cell.height == 1:
                    taken.update(id(v) for v in values)
                if all(is_blank(value) for value in values):  # The cell itself may show what it is called after.
                    values = shown_behind(hit) or values
                found.append(Place(hit.match, hit.words, hit, kids=list(values), holder=values[0] if values else None))
            elif id(hit) in tabs:
                found += [place] if (place := tabs[id(hit)]) is not None else []
            elif id(hit) not in neighbours.values:
                found.append(neighbours.place(hit))
        named = {b for h in self.hits for b in (h, *h.boxes) if b.words == h.words}
        for box in self.boxes:
            if self.in_lists[box.start] or box in named:
                continue
            if "：" in box.text or ":" in box.text:
                found += (runs := list(run_places(box, self.labels, neighbours)))
                if runs:
                    continue
            if 0 < len(box.boxes) <= 2:
                found.extend(beside_text(box, self.labels))
        return found + asked_places(self.boxes, self.titles, {p.match.element for p in found}, self._in_list)

    def _lists(self, places: list[Place]) -> None:
        """Read every table that holds a list, as the section it stands in says."""
        for table in self.tables:
            if not table.headers:
                of_pairs = sides.read_pairs(table, self.page, self.labels, self.draft)
                self.list_sections += [(table.box, of_pairs)] if of_pairs is not None else []
            for header in sorted(table.headers):
                if header + 1 in table.headers and any(c.height > 1 for c in table.rows[header]):
                    continue  # the titles go on in the next row
                section = sides.section_of(table, places)
                element = section.match.element if section else None
                if element == "complaint_phone":
                    continue  # its windows and numbers are where one complains
                element = "materials" if element in OF_ALL else element  # 材料依据：… over the list
                found = list_table(table, header, self.labels, section.label if section else None, element)
                if found is None:
                    alone = row_labels.single_row(table, header, self.labels)
                    self.later += alone
                    for cell in () if alone else row_labels.not_understood(table, header, self.labels):
                        self._seen(cell.box)  # a gap, no absence
                    continue
                if found.group == "steps" and element == "special_step":
                    continue  # a table of special steps below those of the procedure: their time comes on top
                if is_of_an_entry(found, self.list_sections):
                    continue
                self.later += row_labels.beside_list(found)
                said = partial(said_in, group=found.group, page=self.page, labels=self.labels)
                named = read_list(found, self.page, self.draft, said, self.labels)
                self.list_sections.append((table.box, found.group))
                target = ELEMENT_OF_GROUP[found.group]
                label = found.section if section and GROUP_OF_ELEMENT.get(element or "") == found.group else None
                name_list(target, named, label=label or found.title, table=table, page=self.page, draft=self.draft)

    def _place(self, place: Place, places: list[Place]) -> None:
        element = place.match.element
        if self._is_settled(place, places):
            return
        locator, evidence = self.page.locator(place.at.element), self.page.evidence
        if not place.found:
            self._without_place(place, locator)
            return
        of_a_material = nested.is_of_a_material(place, self.draft.materials)
        if of_a_material or nested.labels_nothing(place, places, self.held, self.labels):
            return
        place.kids = [*desks_in_rows(place, self.tables)] or without_further(place.kids, element)
        if element == "materials":
            place.kids = situations.without(without_tabs(place.kids))
        if self.learned and element == "place" and self._series(place):
            return  # a section of windows under labels that only this page has
        inner = inside(place, places, self.starts)
        cards.fees_told_in(place, inner, self.page, self.labels, self.draft)
        if element == "place" and any(p.match.element == element and p.found for p in inner):
            if not self._series(place):
                entries.drawn(place, inner, self.page, self.labels, self.draft)
            return  # a section of windows: the addresses in it are the places
        same = [p.box for p in inner if p.match.element == element and p.found and p.weakness <= place.weakness]
        first = [p.box for p in inner if p.weakness <= place.weakness] if same and element not in _LISTS else same
        if same and nested.says_headings_only(list(before(place.kids, first))):
            return  # a section that opens with its own label, or holds it among others: 结果领取 over 领取方式：…
        if strange := nested.pairs_before_own(place, inner):
            self.draft.unmapped += around.strange_lines(self.page, place, strange, self.labels)
            return
        titles = [p.box for p in inner] if any(p.match.element != element for p in inner) else []
        titles += titles_within(self.tables, place.boxes)
        ends = section_ends(place, inner) if element in _WHOLE else titles
        kids = list(before(place.kids, ends)) if ends else place.kids
        kids, told = self._with_lines(kids, place, inner)
        if ends and (nested.says_headings_only(kids) or not told):
            if pictures.shows(element, kids, self.page):
                pictures.without_text(place, kids, self.page, self.draft)
            return
        if ends and pictures.leads(place, self.page, self.draft, kids):
            return
        lines = without_numbers(place, told, self.page, self.draft)
        lines = text.untitled(lines, element, self.labels, whole=element in _WHOLE)
        value = nested.of_its_kind(element, " ".join(lines), kids, place.label)
        if nested.names_a_fee(place, inner, value):
            return
        empty = not value and (place.empty or bool(lines))
        if empty and (written := written_by_script(self.page, element, place, locator)) is not None:
            found = written
        elif not value and not empty:
            pictures.without_text(place, kids, self.page, self.draft)
            return
        elif empty or (element in _LISTS and nested.says_no_rows(value, place, self.tables)):
            found = reading(element, None, evidence=evidence, locator=locator, label=place.label)
        elif (why := no_value(value, lines, self.labels, element, GROUP_OF_ELEMENT.get(element))) is not None:
            found = unread(element, why, evidence=evidence, locator=locator, label=place.label)
        else:
            found = reading(
                element,
                text.with_unit(element, value, place.label),
                evidence=evidence,
                locator=locator,
                label=place.label,
                quote=text.quote(value, lines, kids),
                confidence=place.match.confidence,
            )
        for each in (element, *nested.said_with_it(place, inner)):
            self._keep(each, found, place)
        if found.stated:
            self._entries(place, inner, lines, locator)
        if element in {"procedure", "flow_chart"}:
            pictures.flow_chart(place, kids, self.page, self.draft)

    def _with_lines(self, kids: list[Box | str], place: Place, inner: list[Place]) -> tuple[list[Box | str], list[str]]:
        """What a place holds, with its lines; where it has none, the words before its first label."""
        told = text.lines(kids, self.labels)
        before = [] if told else words_before(place, inner)
        return ([*before], text.lines(before, self.labels)) if before else (kids, told)

    def _is_settled(self, place: Place, places: list[Place]) -> bool:
        """Whether a label states no element by what stands beside it: unknown, a button, a part of all materials."""
        element = place.match.element
        if element == UNMAPPED and inside(place, places, self.starts):
            self.over.update(range(place.box.start, place.box.end))  # the title of a group of labels
        elif element == UNMAPPED:
            self.draft.unmapped += around.unknown_place(self.page, place)
        elif not (place.found and element.startswith("material_")):  # what those say is known once rows are read
            offers = element in _OFFERED and nested.is_button(place) and not nested.unfolds(place)
            return offers or pictures.leads(place, self.page, self.draft)
        return True

    def _entries(self, place: Place, inner: list[Place], lines: list[str], locator: str) -> None:
        """Read the entries of a section by the boxes they stand in, else as text."""
        in_list = any(box.within(place.boxes) for box, _ in self.list_sections)
        drawn = not in_list and self._series(place)
        drawn = drawn or (not in_list and entries.drawn(place, inner, self.page, self.labels, self.draft))
        if place.match.element == "procedure" and not drawn and not in_list:
            drawn = bold_steps.put(place.boxes, place.label, self.page, self.draft)
        in_text = not drawn and place.match.element in _LISTS
        if in_text and not any(p.match.element == "material_name" for p in inner):
            self._text_lists(place, lines, locator)
        entries.forms_of_section(place, self.page, self.draft)

    def _without_place(self, place: Place, locator: str) -> None:
        """A label for which no place was found: drawn as a picture, over an empty section, or a gap of ours."""
        element = place.match.element
        if place.box.shows and element in {"procedure", "flow_chart"}:
            pictures.flow_chart(place, [place.box], self.page, self.draft)
        elif around.stays_empty(place.box, self.page):
            empty = reading(element, None, evidence=self.page.evidence, locator=locator, label=place.label)
            self._keep(element, empty, place)
        elif element in _SECTIONS or not nested.leads_away(place.box):
            self._seen(place.box)

    def _series(self, place: Place) -> bool:
        """Read a section whose entries are boxes of their own; False where it has none."""
        group = GROUP_OF_ELEMENT.get(place.match.element)
        if group is None or not place.boxes or self.draft.rows(group):
            return False
        apart = apart_from_steps(place, self.places)
        named = read_series(group, place.boxes, self.page, self.labels, self.draft, apart=apart)
        if named and group == "materials":
            cards.list_of_names(named, self.draft)
        self.in_entries |= {group} if named else set()
        return bool(named)

    def _keep(self, element: str, found: Reading, place: Place) -> None:
        self.draft.add(named(found, element), rank=place.match.rank, weakness=place.weakness)

    def _seen(self, box: Box) -> None:
        """Remember a label that stands on the page and led to no value."""
        if box.match is not None and box.match.confidence == 1.0 and not nested.is_answered_below(box):
            locator = self.page.locator(box.element)
            gap = unread(box.match.element, _NO_PLACE, evidence=self.page.evidence, locator=locator, label=box.words)
            self.draft.seen.setdefault(box.match.element, fee_words.said_by_label(gap))

    def _text_lists(self, place: Place, lines: list[str], locator: str) -> None:
        """Entries of a list that is written as text, where no table in the same place holds them."""
        element = place.match.element
        group = GROUP_OF_ELEMENT.get(element)
        lists = [box for box, g in self.list_sections if g == group]
        if group in self.in_entries or any(box.within(place.boxes) or place.box.within([box]) for box in lists):
            return
        if not any(p.match.element == element and overlap(p, place) for p in self.read_lists):
            self.read_lists.append(place)
            told = {"evidence": self.page.evidence, "locator": locator}
            text.put_list(self.draft, element, lines, label=place.label, labels=self.labels, **told)

    def frames(self) -> list[tuple[str, str]]:
        """Address and locator of each frame in the guide that is to be seen and is no labelled value."""
        return around.frames(self.page, self.boxes, self.places)

    def head(self, offices: Collection[str] = ()) -> Head:
        """What stands over the facts, where a guide says its name that gives it no label; these offices are none."""
        return Head.of(self.page, self.boxes, self._said, self.labels, SiteWords(self.page, offices))

    @cached_property
    def _said(self) -> list[Box]:
        return [hit for hit in self.hits if not hit.linked]  # without the menu of a site: 收费清单, 表格下载
