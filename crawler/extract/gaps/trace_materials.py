"""Traces of what a material states (材料要素的痕迹): words beside its name that were read as nothing of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from crawler.extract.gaps.pieces import ORNAMENTS, SHORTEST, TITLE, known_as, parts
from crawler.extract.gaps.trace_words import FORMS, OF_MATERIAL, OFFERS, SHOWS_OF_MATERIAL
from crawler.extract.guide.badges import told_by_values
from crawler.extract.guide.draft import UNKNOWN_KEY, gap, is_absent, unread
from crawler.extract.guide.said_of_all import speaks_of_all
from crawler.extract.html.boxes import number_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material
    from crawler.extract.gaps.pieces import Piece
    from crawler.extract.gaps.said import Said
    from crawler.extract.html.page import PageReader
    from crawler.extract.html.tables import Cell, Table
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_OF_MATERIAL = ("material_", "blank_form", "sample_form", "review_standard")
ASKED = (*sorted(OF_MATERIAL), *sorted(FORMS))
_LONGEST_SPAN = 80
_UNKNOWN_TITLE = "it may stand under a label that is not known"
_NUMBER_BEFORE = 4
"""Characters of a number that may stand before a name in the same text."""


def doubt_rows(
    materials: list[Material], pieces: Sequence[Piece], said: Said, labels: LabelDictionary, reader: PageReader
) -> None:
    """Put gaps into the materials of a page where words beside them may say what was not found.

    A column under a title that nobody knows, of which one row shows what it may say, may say it in every row.
    """
    names = {
        words[0]: number
        for number, one in enumerate(materials)
        if one.name.evidence == reader.page.evidence and (words := parts(one.name.text))
    }
    if not names:
        return
    heads, is_of_another = _is_numbered, labels.answers(_is_of_another)
    suspected: dict[tuple[str, int, int], _Column] = {}
    starts = where_named(pieces, names)
    others = sorted(p.box.start for p in reader.places if not p.match.element.startswith(_OF_MATERIAL))
    for at, (start, number) in enumerate(starts):
        after = starts[at + 1][0] if at + 1 < len(starts) else len(pieces)
        behind = bisect_right(others, pieces[start].at)
        ends = others[behind] if behind < len(others) else reader.root.end
        span = [p for p in pieces[start : min(after, start + _LONGEST_SPAN)] if p.at < ends]
        span = [p for p in span if not speaks_of_all(p.words)]
        other = next((n for n, p in enumerate(span) if n and (heads if p.linked else is_of_another)(p.words)), None)
        span = span[:other]
        again = at + 1 < len(starts) and starts[at + 1][1] < number  # files at the foot, named like the first one
        if after == len(pieces) or again or ends < pieces[after].at or other is not None:
            own, end = _ends_of_last(pieces, starts, at, reader)
            told = (told_by_values("materials", [p.words]) if p.at < own else None for p in span)
            span = [p for p, t in zip(span, told, strict=True) if t or (p.at < end and not said.has(p.words))]
        materials[number], shown = _doubted(materials[number], span, labels)
        for element, piece in shown.items():
            if (column := _column(reader, piece.at, labels)) is not None:
                suspected[element, id(column.table), column.number] = column
    for (element, *_), column in suspected.items():
        for start, number in starts:
            if (place := _cell(reader, pieces[start].at)) is not None and place[0] is column.table:
                materials[number] = _suspected(materials[number], element, column.title, _UNKNOWN_TITLE)


class _Column(NamedTuple):
    """A column of a table under a title that nobody knows."""

    table: Table
    number: int
    title: str


def _cell(reader: PageReader, at: int) -> tuple[Table, Cell] | None:
    """The innermost cell around a piece, and its table."""
    box = reader.root.order[at]
    return next((place for one in (box, *box.up()) if (place := reader.cells.get(id(one))) is not None), None)


def _column(reader: PageReader, at: int, labels: LabelDictionary) -> _Column | None:
    """The column in which a piece stands; None where it has no title, or one that says what it is."""
    place = _cell(reader, at)
    above = [n for n in place[0].headers if n < place[1].row] if place is not None else []
    title = place[0].text_at(max(above), place[1].column) if place is not None and above else None
    if place is None or title is None or not title.box.words:
        return None
    words = title.box.words
    known = labels.column("materials", words) is not None or labels.answers(known_as)(words) is not None
    return None if known else _Column(place[0], place[1].column, words)


def doubt_objects(
    materials: list[Material], values: Sequence[tuple[str, Piece]], labels: LabelDictionary, answer: JsonPage
) -> None:
    """The same for materials that an answer holds, each an object of its own; the rows of a text's table have none.

    A key of which one row shows what it may say may say the same of every row that has it.
    """
    evidence = answer.evidence
    at = Counter(one.name.locator for one in materials)
    own = {
        number: around
        for number, one in enumerate(materials)
        if one.name.evidence == evidence
        and (at[one.name.locator] == 1 or not any(r.stated for r in one.readings.values()))
        and (around := (one.name.locator or "").rpartition("/")[0])
    }
    spans = _values_in(frozenset(own.values()), values)
    suspected: dict[tuple[str, str], str] = {}
    for number, around in own.items():
        pieces = [piece for _, piece in spans[around]]
        materials[number], shown = _doubted(materials[number], pieces, labels)
        for element, piece in shown.items():
            pointer = next(pointer for pointer, one in spans[around] if one is piece)
            suspected.setdefault((around.rpartition("/")[0], element), pointer.removeprefix(f"{around}/"))
    for (rows, element), key in suspected.items():
        for number, around in own.items():
            if around.rpartition("/")[0] == rows and answer.values_below(f"{around}/{key}"):
                materials[number] = _suspected(materials[number], element, key)


def _suspected(one: Material, element: str, key: str, reason: str = UNKNOWN_KEY) -> Material:
    """A material with a gap for what it does not state and a key or column that nobody knows may say."""
    if (
        element in FORMS
        or not is_absent(one.read(element))
        or any(r.label == key and not r.unread for r in one.readings.values())
    ):
        return one
    doubt = unread(element, reason, evidence=one.name.evidence or "", locator=one.name.locator or "/", label=key)
    return replace(one, readings={**one.readings, element: doubt})


def _values_in(objects: frozenset[str], values: Sequence[tuple[str, Piece]]) -> dict[str, list[tuple[str, Piece]]]:
    """What stands in each of these objects, by its pointer; one look at the values: they may be many."""
    found: dict[str, list[tuple[str, Piece]]] = defaultdict(list)
    holders: dict[str, list[str]] = {}
    for pointer, piece in values if objects else ():
        at = pointer.rpartition("/")[0]
        if at not in holders:
            parts = at.split("/")
            above = ("/".join(parts[:end]) for end in range(2, len(parts) + 1))
            holders[at] = [one for one in above if one in objects]
        for holder in holders[at]:
            found[holder].append((pointer, piece))
    return found


def where_named(pieces: Sequence[Piece], names: Mapping[str, int]) -> list[tuple[int, int]]:
    """The pieces that name a material, each with the number of that."""
    begun = _by_first_character(names)
    first = frozenset(begun)
    return [
        (n, number)
        for n, p in enumerate(pieces)
        if (number := names.get(text := p.words)) is not None
        or (not first.isdisjoint(text[: _NUMBER_BEFORE + 1]) and (number := _named(text, names, begun)) is not None)
    ]


def _by_first_character(names: Mapping[str, int]) -> dict[str, list[tuple[int, str]]]:
    """The names by the character that they begin with, each with its place among all: a piece is none of most."""
    begun: dict[str, list[tuple[int, str]]] = {}
    for place, name in enumerate(names):
        begun.setdefault(name[0], []).append((place, name))
    return begun


def _named(words: str, names: Mapping[str, int], begun: Mapping[str, list[tuple[int, str]]]) -> int | None:
    """The material whose name a piece begins with behind its number; of several the first."""
    held = [
        (place, name)
        for at, character in enumerate(words[: _NUMBER_BEFORE + 1])
        for place, name in begun.get(character, ())
        if words.startswith(name, at)
    ]
    return names[min(held)[1]] if held else None


def _is_numbered(words: str) -> bool:
    """Whether a piece is a heading: 三、办理程序."""
    return number_style(words) == "hanzi"


def _is_of_another(labels: LabelDictionary, words: str) -> bool:
    """Whether a piece is a label that no material has, or a heading."""
    if _is_numbered(words):
        return True
    element = known_as(labels, words)
    told = element is not None and element != TITLE and not element.startswith(_OF_MATERIAL)
    return told and labels.column("materials", words) is None


def _ends_of_last(
    pieces: Sequence[Piece], starts: Sequence[tuple[int, int]], at: int, reader: PageReader
) -> tuple[int, int]:
    """Where the entry of the last material ends, and where the box does that holds it and the one before it."""
    last = reader.root.order[pieces[starts[at][0]].at]
    if not at:
        row = next((b for b in (last, *last.up()) if b.tag == "tr"), last)
        return row.end, reader.root.end
    first = reader.root.order[pieces[starts[at - 1][0]].at]
    own = last
    for around in (last, *last.up()):
        if around.start <= first.start:
            return own.end, around.end
        own = around
    return own.end, reader.root.end


def _doubted(one: Material, span: Sequence[Piece], labels: LabelDictionary) -> tuple[Material, dict[str, Piece]]:
    """The material with gaps, and the piece that shows each."""
    read, is_read = one.readings, not one.name.unread
    plainly = {words for r in (one.name, *read.values()) for words in (r.value, r.label)}
    span = [p for p in span if p.words not in plainly]  # most pieces are a value or a label as they stand
    if not span:
        return one, {}
    absent = [e for e in ASKED if (is_absent(read[e]) if e in read else is_read)]
    if not absent:
        return one, {}
    words_of_its_own = _own_words(one)  # of most pieces nothing is left then
    known_by = labels.answers(known_as)
    span = [
        p
        for p in span
        if p.words not in words_of_its_own and (not known_by(p.words) or _is_also_a_value(p.words, labels))
    ]
    if not span:
        return one, {}
    own = sorted(words_of_its_own, key=len, reverse=True)
    left = [(w, p) for p in span if (w := _without(p.words, own))]
    gaps: dict[str, Reading] = {}
    shown: dict[str, Piece] = {}
    for element in absent if left else ():
        if element in FORMS:
            found = next(((w, p) for w, p in left if p.linked and OFFERS.search(w)), None)
        else:
            shows = SHOWS_OF_MATERIAL[element]
            found = next(((w, p) for w, p in left if not p.linked and shows(w)), None)
        if found is not None:
            gaps[element] = gap(element, found[0], one.name.evidence or "", one.name.locator or "/")
            shown[element] = found[1]
    return (replace(one, readings={**one.readings, **gaps}) if gaps else one), shown


def _is_also_a_value(words: str, labels: LabelDictionary) -> bool:
    """Whether words are the title of a column and say something all the same: 原件."""
    return told_by_values("materials", [words]) is not None and labels.exact(words) is None


def _own_words(one: Material) -> set[str]:
    readings = (one.name, *one.readings.values())
    said: set[str] = set()
    for r in readings:
        if r.value:
            said.update(parts(r.value))
        if r.label:
            said.update(parts(r.label))
    for form in (*one.blank_forms, *one.sample_forms):
        said.update(parts(f"{form.name}\n{form.reading.text}"))
        if form.target is not None:
            said.add(form.target.url.rpartition("/")[2])
    return said


def _without(words: str, own: Sequence[str]) -> str:
    """What is left of a piece when the words of a material are taken out of it; an address of its form is no rest."""
    for part in own:
        if part and part in words:
            if "/" in words:
                return ""
            words = words.replace(part, "")
    return words if len(words.strip(ORNAMENTS)) >= SHORTEST else ""
