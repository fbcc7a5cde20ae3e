"""Comparing what was read of a gold entry with what its page says, element by element."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from crawler.accuracy.gold import ANY_VALUE, Gold
from crawler.domain.elements import Reading, State
from crawler.domain.values.guide_elements import element_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.accuracy.gold import Row
    from crawler.domain.records import FormAttachment, ServiceGuide

_OF_ROWS = ("material_name", "procedure_step", "legal_basis_entry", "blank_form", "sample_form")
"""Elements that only rows of a list have; those of a material may be said of all of them, beside the list."""
_LIST_ELEMENTS = {"materials": "materials", "procedure": "steps", "legal_basis": "legal_bases", "faq": "faqs"}
_WINDOW_PARTS = {"place": "place", "hours": "hours", "consultation_phone": "phone"}
_GAP = "[...]"
_PARTS: dict[str, tuple[str, ...]] = {
    "materials": (
        *("material_name", "material_type", "material_source", "material_necessity", "material_copies"),
        *("material_form", "material_filling_notes", "material_basis", "material_issuer", "material_original"),
    ),
    "fees": ("fee_name", "fee_standard", "fee_basis", "fee_reduction", "fee_reduction_basis", "online_payment"),
    "steps": ("name", "description", "limit"),
    "windows": ("place", "hours", "phone"),
    "faqs": ("question", "answer"),
    "legal_bases": ("law", "number", "clause", "content"),
}
_NAMES = {"steps": "step", "windows": "window", "faqs": "faq", "legal_bases": "law"}
_WORDS = {"steps": "procedure", "faqs": "faq", "legal_bases": "legal_basis"}
_FORMS = ("blank_form", "sample_form")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One element of one page or row. `trivial`: not stated, and nobody read anything else."""

    element: str
    expected: State
    got: State
    right: bool
    wanted: str
    found: str

    @property
    def trivial(self) -> bool:
        """Whether there was nothing to read and nothing was read."""
        return self.expected is State.NOT_STATED and self.got is State.NOT_STATED


def folded(text: str) -> str:
    """A value as values are compared: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_value(wanted: Iterable[str], found: str) -> bool:
    """Whether a value is one of those that are right; `[...]` stands for what lies between beginning and end."""
    text = folded(found)
    for one in wanted:
        begin, gap, end = one.partition(_GAP)
        if one == ANY_VALUE or (not gap and folded(one) == text):
            return True
        if gap and text.startswith(folded(begin)) and text.endswith(folded(end)):
            return True
    return False


def compare_readings(gold: Gold, guide: ServiceGuide, elements: Sequence[str]) -> Iterator[Compared]:
    """Every element of the guide, then every row of its lists, then the forms outside of materials."""
    for element in elements:
        of_row = element.startswith("material_") and not (element in gold.elements or element in guide.readings)
        if not element.startswith(_OF_ROWS) and not of_row:
            yield _guide_element(gold, guide, element)
    for name in _PARTS:
        yield from _list_rows(gold, guide, name)
    yield _forms("form_of_guide", gold.forms, guide.forms)


def compare_nothing(guide: ServiceGuide | None, elements: Sequence[str]) -> Iterator[Compared]:
    """A page that is no guide: everything that was stated of it is wrong."""
    if guide is None or guide.unread is not None:
        return
    for element in elements:
        reading = guide.read(element)
        if reading.stated:
            yield _compared(element, State.NOT_STATED, (), reading)


def _guide_element(gold: Gold, guide: ServiceGuide, element: str) -> Compared:
    wanted = gold.elements.get(element)
    reading = guide.read(element)
    if wanted is None:
        wanted = _by_rows(gold, element)
        if wanted and not reading.stated:
            rows = getattr(guide, _LIST_ELEMENTS[element]) if element in _LIST_ELEMENTS else ()
            if rows:
                reading = Reading(element=element, state=State.STATED, value="(rows)", evidence="", locator="/")
            else:
                reading = element_reading(guide, element)
    if element in gold.unread:
        return _compared(element, State.UNREAD, (), reading)
    expected = State.STATED if any(wanted or ()) else State.NOT_STATED
    return _compared(element, expected, wanted or (), reading)


def _by_rows(gold: Gold, element: str) -> tuple[str, ...]:
    """What the rows of a list make of an element that is not written out."""
    if element in _LIST_ELEMENTS:
        return (ANY_VALUE,) if gold.rows.get(_LIST_ELEMENTS[element]) else ()
    if element in _WINDOW_PARTS:
        rows, part = gold.rows.get("windows", ()), _WINDOW_PARTS[element]
    elif element in _PARTS["fees"]:
        rows, part = gold.rows.get("fees", ()), element
    else:
        return ()
    said = [value for row in rows for value in row.get(part, ()) if value]
    return (*said, "；".join(dict.fromkeys(said))) if len(said) > 1 else tuple(said)  # any of them, or all


def _compared(element: str, expected: State, wanted: tuple[str, ...], got: Reading) -> Compared:
    right = got.state is expected and (expected is not State.STATED or is_value(wanted, got.text))
    found = f"{got.text!r}" if got.stated else got.state.value + (f" ({got.reason})" if got.reason else "")
    said = " | ".join(repr(one) for one in wanted) if expected is State.STATED else expected.value
    return Compared(element=element, expected=expected, got=got.state, right=right, wanted=said, found=found)


# --- lists ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Got:
    """A row of a list as it was read."""

    parts: Mapping[str, Reading]
    forms: Mapping[str, tuple[FormAttachment, ...]]


def _rows_of(guide: ServiceGuide, name: str) -> list[_Got]:
    parts = _PARTS[name]
    if name == "materials":
        return [
            _Got(
                {p: m.name if p == "material_name" else m.read(p) for p in parts},
                {"blank_form": m.blank_forms, "sample_form": m.sample_forms},
            )
            for m in guide.materials
        ]
    if name == "fees":
        return [_Got({p: f.read(p) for p in parts}, {}) for f in guide.fees]
    return [_Got({p: getattr(row, p) for p in parts}, {}) for row in getattr(guide, name)]


def _list_rows(gold: Gold, guide: ServiceGuide, name: str) -> Iterator[Compared]:
    wanted = gold.rows.get(name, ())
    if not wanted and gold.elements.get(_WORDS.get(name, "")):
        return  # written out as text: whether it is also taken apart into rows is not asked
    got = _rows_of(guide, name)
    if not wanted and len(got) == 1 and _repeats(gold, got[0], name):
        return  # the one window or fee of a guide, written out as elements: whether it is kept as a row is not asked
    if name == "windows" and len(wanted) == 1 and not got and _says_all_of(wanted[0], guide):
        return  # nor is it asked the other way round
    for one, other in _aligned(wanted, got, _PARTS[name]):
        for part in _PARTS[name]:
            element = f"{_NAMES[name]}_{part}" if name in _NAMES else part
            values = one.get(part, ()) if one is not None else ()
            absent = Reading(element=part, state=State.NOT_STATED, reason="no such row")
            reading = other.parts[part] if other is not None else absent
            if not values and name == "fees" and len(wanted) == 1 and reading.stated:
                values = gold.elements.get(part, ())  # said once, of the one fee: whether its row has it is not asked
            unread = element in gold.unread and one is not None and not any(values)
            absence = State.UNREAD if unread else State.NOT_STATED
            yield _compared(element, State.STATED if any(values) else absence, values, reading)
        if name == "materials":
            for slot in _FORMS:
                values = one.get(slot, ()) if one is not None else ()
                yield _forms(slot, values, other.forms[slot] if other is not None else ())


def _says_all_of(window: Row, guide: ServiceGuide) -> bool:
    """Whether the elements of the guide say what its one window does."""
    parts = ((element, window.get(part, ())) for element, part in _WINDOW_PARTS.items())
    return all(is_value(values, guide.read(element).text) for element, values in parts if any(values))


def _repeats(gold: Gold, row: _Got, name: str) -> bool:
    """Whether a row says what the elements of the guide say, and nothing else."""
    elements = {part: element for element, part in _WINDOW_PARTS.items()} if name == "windows" else {}
    said = {elements.get(part, part): found.text for part, found in row.parts.items() if found.stated}
    return name in {"windows", "fees"} and all(is_value(gold.elements.get(e, ()), text) for e, text in said.items())


def _aligned(
    wanted: Sequence[Row], got: Sequence[_Got], parts: Sequence[str]
) -> Iterator[tuple[Row | None, _Got | None]]:
    """Rows side by side: those of equal first part, the others between them in order."""

    def first_wanted(row: Row) -> str:
        return next((folded(row[p][0]) for p in parts if row.get(p)), "")

    def first_got(row: _Got) -> str:
        return next((folded(row.parts[p].text) for p in parts if row.parts[p].stated), "")

    left, right = [first_wanted(r) for r in wanted], [first_got(r) for r in got]
    for _, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for at in range(max(b - a, d - c)):
            yield (
                wanted[a + at] if a + at < b else None,
                got[c + at] if c + at < d else None,
            )


def _forms(element: str, wanted: Sequence[str], got: Sequence[FormAttachment]) -> Compared:
    """The forms of one place, by number and by name or words of their links."""
    left = list(got)
    for name in filter(None, wanted):
        same = (a for a in left if is_value((name,), a.name) or is_value((name,), a.reading.text))
        found = next(same, None)
        if found is not None:
            left.remove(found)
    named = [w for w in wanted if w]
    right = len(named) == len(got) and not left
    return Compared(
        element=element,
        expected=State.STATED if named else State.NOT_STATED,
        got=State.STATED if got else State.NOT_STATED,
        right=right,
        wanted=" | ".join(map(repr, named)) or State.NOT_STATED.value,
        found=" | ".join(f"{a.name!r} ({a.reading.text!r})" for a in got) or State.NOT_STATED.value,
    )
