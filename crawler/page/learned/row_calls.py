"""Calls for what belongs to one row of an answer (逐行请求), learned from a rendered guide and asked for every row.

The files of a material may come by a call of their own, which carries the material's identifier. Where that stood in
a row of one answer, or in what an element of the page hands to its script, those of other materials stand so as well.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.files.json_files import speaks_of_files
from crawler.page.json_page import JsonPage
from crawler.page.json_tree import flat
from crawler.page.learned.calls import is_volatile, put_all
from crawler.page.learned.row_values import TOO_PLAIN
from crawler.page.script.expressions import calls_in
from crawler.page.slots import slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crawler.domain.evidence import Target
    from crawler.page.html import Page
    from crawler.page.learned.calls import Exchange
    from crawler.page.slots import Slot

    _Learned = tuple[Exchange, "RowCall", "Rows", str]
    """A call, what was learned of it, the rows whose one it is of, and the place of that."""

_TELLING = re.compile(r"(?=.*\d)[\w-]{5,64}", re.ASCII)
_NUMBERED = re.compile(r"(?=.*\d)[\w.-]{5,}", re.ASCII)
_STEP = re.compile(r"/\d+(?=/|$)")
_NONE = frozenset({"", "0", "n", "no", "false", "否", "无"})
"""How a row says that it has no files."""
_COUNTS = re.compile(r"^(?:has|have|is|if|sf|exist)|(?:num|count|cnt|total|sl|shu|sum)$", re.IGNORECASE)
"""A key that says whether there are files, or how many."""
_HANDING = frozenset({"tr", "td", "li", "dd", "a", "button", "span"})
_LONGEST = 64
_MOST_ELEMENTS = 80
_MOST_ALIKE = 3
"""Calls for one row that differ in a plain value: one for its blank forms, one for its samples."""
_WORD = re.compile(r"[A-Za-z]{4,16}(?:[_-][A-Za-z]{1,16}){0,3}")
"""A value in words that may say what is asked for: `SAMPLE_DOC`, `blank`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of an answer's lists, or elements of a page: for each its place, and the short values of its own."""

    kind: tuple[str, ...]
    """What requests for such answers have in common."""
    around: Mapping[str, str]
    """What the request and the answer say outside the lists, by place."""
    rows: Mapping[str, Mapping[str, str]]


def rows_of(target: Target, page: Page | JsonPage) -> Rows:
    """The rows of a page or answer as far as calls for what belongs to them may carry their values."""
    around = {f"{slot.where}:{'/'.join(map(str, slot.path))}": slot.value for slot in slots(target)}
    rows: dict[str, dict[str, str]] = {}
    if not isinstance(page, JsonPage):
        return Rows(kind=_kind_of(target), around=around, rows=dict(_handing_over(page)))
    for pointer, value in page.values():
        text = _plain(value)
        at, _, key = pointer.rpartition("/")
        if text is None:
            continue
        if at and _STEP.search(at):
            if _TELLING.fullmatch(text) or speaks_of_files(key):
                rows.setdefault(at, {})[key] = text
        elif _TELLING.fullmatch(text):
            around[pointer] = text
    told = {at: row for at, row in rows.items() if any(map(_TELLING.fullmatch, row.values()))}
    return Rows(kind=_kind_of(target), around=around, rows=told)


def _handing_over(page: Page) -> list[tuple[str, dict[str, str]]]:
    """The elements that hand identifiers to a script (data-*, onclick), each at a place that tells how it does so.

    Those of tables stand first: materials do, and the entries of menus do not.
    """
    found: list[tuple[bool, str, dict[str, str]]] = []
    for number, element in enumerate(page.leading):  # whatever has such an attribute is among these
        if element.tag not in _HANDING:
            continue
        told = {str(n)[5:]: str(v).strip() for n, v in element.items() if n[:5] == "data-"}
        for call in calls_in(handler)[:1] if (handler := element.get("onclick")) else ():
            told |= {f"{call.name}@{at}": value for at, value in enumerate(call.arguments) if value}
        told = {key: value for key, value in told.items() if _TELLING.fullmatch(value)}
        if told and page.content in element.iterancestors():
            apart = element.tag != "tr" and next(element.iterancestors("tr"), None) is None
            found.append((apart, f"/{element.tag}.{'.'.join(sorted(told))}/{number}", told))
    return [(at, told) for _, at, told in sorted(found, key=lambda one: one[0])[:_MOST_ELEMENTS]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCall:
    """How to ask for what belongs to a row: slots of the request, each with what of the row or around it fills it."""

    target: Target
    kind: tuple[str, ...]
    rows: str
    """Where the rows stand, the numbers of lists left out."""
    filled: tuple[tuple[Slot, str], ...]
    flags: tuple[str, ...] = ()
    """The keys by which a row says that there is nothing to be asked for, where all of them do."""

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """What the request says of no row: the kind of files (`useType=1`) that it asks for."""
        own = {(slot.where, slot.path) for slot, _ in self.filled}
        left = (slot for slot in slots(self.target) if (slot.where, slot.path) not in own and not is_volatile(slot))
        return tuple((f"{s.where}:{'/'.join(map(str, s.path))}", s.value) for s in left if _says_kind(s.value))

    def of(self, found: Rows) -> Iterator[Target]:
        """The requests for all rows of another answer of the same kind."""
        if found.kind != self.kind:
            return
        for at, row in found.rows.items():
            none = bool(self.flags) and all(_says_none(row.get(flag)) for flag in self.flags)
            if _STEP.sub("/*", at) != self.rows or none:
                continue
            target = put_all(self.target, self.filled, {**found.around, **row})
            if target is not None:
                yield target


def learn_row_calls(
    calls: Sequence[Exchange], here: Exchange, offers: Callable[[Page | JsonPage], bool]
) -> tuple[RowCall, ...]:
    """The calls of a rendered page that carry the identifier of a row, and of whose answers one has files.

    Where the page asked for several kinds of files of its rows, by a plain value, each kind is a call of its own.
    """
    told = [*(c for c in calls if isinstance(c.page, JsonPage)), here]
    answers = [(one, rows_of(one.target, one.page)) for one in told if one.page is not None]
    own = {slot.value for slot in slots(here.target)}
    found: dict[tuple[object, ...], list[_Learned]] = {}
    for call in calls:
        if call.page is None or len(call.page.items()) > 1:
            continue
        for source, rows in answers:
            made = _learned(call, rows, own) if source.target.key != call.target.key else None
            if made is not None:
                shape = (_kind_of(call.target), rows.kind, made[0].rows)
                found.setdefault(shape, []).append((call, made[0], rows, made[1]))
                break
    offering = (g for g in found.values() if any(c.page is not None and offers(c.page) for c, *_ in g))
    return tuple(_flagged(kind) for group in offering for kind in _kinds_of(group))


def _kinds_of(group: Sequence[_Learned]) -> list[list[_Learned]]:
    """The calls that differ in a plain value or a word; all together where so many do that it counts the rows."""
    kinds: dict[tuple[tuple[str, str], ...], list[_Learned]] = {}
    for one in group:
        kinds.setdefault(one[1].said, []).append(one)
    return [*kinds.values()] if len(kinds) <= _MOST_ALIKE else [[*group]]


def _learned(call: Exchange, rows: Rows, own: set[str]) -> tuple[RowCall, str] | None:
    """What of a row makes the request, and the pointer of that row; None where nothing in it is of one row alone."""
    outside = {*rows.around.values(), *own}
    placed = [slot for slot in slots(call.target) if not is_volatile(slot)]
    for slot in placed:
        if not _TELLING.fullmatch(slot.value) or slot.value in outside:
            continue
        holding = [at for at, row in rows.rows.items() if slot.value in row.values()]
        places = Counter(_STEP.sub("/*", at) for at in holding)
        holding = [at for at in holding if places[_STEP.sub("/*", at)] == 1]
        if not holding:
            continue
        values = {**rows.around, **rows.rows[holding[0]]}
        filled = tuple((one, key) for one in placed if (key := _key_of(one, values)) is not None)
        told = RowCall(target=call.target, kind=rows.kind, rows=_STEP.sub("/*", holding[0]), filled=filled)
        return told, holding[0]
    return None


def _key_of(slot: Slot, values: Mapping[str, str]) -> str | None:
    """What fills a slot: of several keys with its value the one of its name; a plain value goes by its name alone."""
    same = [key for key, value in values.items() if value == slot.value]
    named = [key for key in same if flat(re.split(r"[:/]", key)[-1]) == flat(slot.name)]
    if not same or (TOO_PLAIN.match(slot.value) and not named):
        return None
    return (named or same)[-1]  # what the row itself says stands last


def _flagged(group: Sequence[_Learned]) -> RowCall:
    """The call, with the keys by which rows that were not asked for say that they have no files: `hasFile: 0`."""
    _, call, rows, _ = group[0]
    asked = {at for _, _, source, at in group if source is rows}
    alike = {at: row for at, row in rows.rows.items() if _STEP.sub("/*", at) == call.rows}
    keys = {key for row in alike.values() for key in row if speaks_of_files(key)}
    flags = []
    for key in sorted(keys):
        none = {at for at, row in alike.items() if _says_none(row.get(key))}
        left = alike.keys() - asked
        if none and (none == left or (none <= left and _COUNTS.search(key))):
            flags.append(key)
    return replace(call, flags=tuple(flags))


def _says_kind(value: str) -> bool:
    return TOO_PLAIN.match(value) is not None or _WORD.fullmatch(value) is not None


def _says_none(value: str | None) -> bool:
    return value is not None and value.lower() in _NONE


def _kind_of(target: Target) -> tuple[str, ...]:
    """A request without what tells it from others like it."""
    parts = urlsplit(target.url)
    path = ("*" if _NUMBERED.fullmatch(one) else one for one in parts.path.split("/"))
    names = sorted({f"{slot.where}:{slot.name}" for slot in slots(target) if slot.where not in {"path", "route_path"}})
    return target.method.upper(), parts.netloc.lower(), "/".join(path), *names


def _plain(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).strip() if isinstance(value, str | int) else None
    return text if text is not None and len(text) <= _LONGEST else None
