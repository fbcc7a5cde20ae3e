"""Situations that a guide lets its reader choose from (办理情形): each may ask for other materials and forms.

`<label data-qx="1"><input type="radio" name="qx"> 委托办理</label>` hands a value to the page's script, which asks for
the materials of that situation with it. What nobody calls a situation (申请人类别：○个人 ○企业) is one where it stands
with the materials, is chosen by a control of forms, and a call that it makes brings materials.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from crawler.page.json_tree import flat
from crawler.page.learned.part_calls import filled_slots
from crawler.page.lists.column_words import is_area
from crawler.page.script.expressions import calls_in
from crawler.page.slots import put, slots
from crawler.page.vocabulary import CHOOSE_FIRST, VOLATILE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.html import Page
    from crawler.page.learned.calls import Exchange
    from crawler.page.slots import Slot

_SAYS = re.compile(r"(?:情[形况]|办理类型|办理方式)[^，。；]{0,6}$")
_SAID = re.compile(r"情[形况]|办理类型|办理方式")
_HANDED = re.compile(r"""type=["']?radio|<option|\sdata-|\sonclick""", re.IGNORECASE)
_LONGEST_WORDS = 24
_LONGEST_CHOICE = 60
_CONTROLS = ("label", "li", "a", "span", "button", "dd", "option", "div")
_ON = re.compile(
    r"(?:^|[\s_-])(?:on|act|active|cur|current|sel|selected|checked|chosen|this|now)(?:$|[\s_-])", re.IGNORECASE
)
VALUE = re.compile(r"[\w.-]{1,64}")
"""What a situation may hand over."""
_UP = 3
_CONTROL = re.compile(r"""type=["']?radio|<option""", re.IGNORECASE)
_MATERIALS = re.compile(r"(?:申请|申报|办理|所需|提交|需提供的?)?材料(?:名称|清单|目录|列表|信息)?[:：]?")
_BRINGS_MATERIALS = re.compile(r"材料|material|(?:sq|sb)?cl(?:mc|xx|list|lb)", re.IGNORECASE)
_NEAR = 60
"""Elements between a choice and the heading of the materials."""
_NO_CASE = re.compile(r"满意|评价|\d+\s*条|每页|^[\W\d]*$")
_FORM_FIELDS = frozenset({"text", "search", "tel", "password", "file", ""})
MOST_CASES = 6
"""Situations of one guide that are asked for."""
_PLAIN = re.compile(r"\d{1,3}|[A-Za-z]{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One situation: its words, whether the page shows it already, and what it hands over, by name."""

    words: str
    chosen: bool
    values: tuple[tuple[str, str], ...]
    named: bool = True
    """Whether the page calls its choice one of situations."""


def cases(page: Page) -> tuple[Case, ...]:
    """The situations that a guide lets one choose from, at least two; empty where there is no such choice."""
    return _called_so(page) or _with_materials(page)


def _with_materials(page: Page) -> tuple[Case, ...]:
    """The choice by a control of forms that stands with the materials, whatever it is called."""
    if not (_CONTROL.search(page.text) and "材料" in page.text):
        return ()
    order = [element for element in page.content.iter() if isinstance(element.tag, str)]
    titles = [at for at, e in enumerate(order) if _MATERIALS.fullmatch("".join((e.text or "").split()))]
    for at, element in enumerate(order if titles else ()):
        radio = element.tag == "input" and (element.get("type") or "").lower() == "radio"
        if (radio or element.tag == "select") and min(abs(at - title) for title in titles) <= _NEAR:
            around = _group(element) if radio else element
            found = _choices(page, around) if around is not None and not _is_filled_in(element) else []
            words = [case.words for case in found]
            if len(found) > 1 and not any(map(_NO_CASE.search, words)) and not any(map(is_area, words)):
                return tuple(replace(case, named=False) for case in found)
    return ()


def _group(radio: _Element) -> _Element | None:
    """The element around all buttons of one choice."""
    name = radio.get("name")
    for around in islice(radio.iterancestors(), _UP + 1):
        if sum(1 for e in around.iter("input") if e.get("type") == "radio" and e.get("name") == name) > 1:
            return around
    return None


def _is_filled_in(control: _Element) -> bool:
    """Whether a control is one of a form that is filled in and sent: a search, a rating, a question."""
    form = next(control.iterancestors("form"), None)
    if form is None:
        return False
    typed = any((e.get("type") or "").lower() in _FORM_FIELDS for e in form.iter("input"))
    return typed or next(form.iter("textarea"), None) is not None


def _called_so(page: Page) -> tuple[Case, ...]:
    """The choice that stands beside words for situations."""
    if not (_SAID.search(page.text) and _HANDED.search(page.text)):
        return ()
    for element in page.content.iter():
        if not isinstance(element.tag, str) or element.tag in {"option", "script", "style"}:
            continue
        said = "".join((element.text or "").split())
        if not said or len(said) > _LONGEST_WORDS or not _SAYS.search(said.rstrip("：:")):
            continue
        around: _Element | None = element
        for _ in range(_UP):
            if around is None or around.tag == "body":
                break
            found = _choices(page, around)
            if len(found) > 1:
                return tuple(found)
            around = around.getparent()
    return ()


def _choices(page: Page, around: _Element) -> list[Case]:
    """The choices in an element: those of one kind that hand something over, each another value under one name."""
    rows: dict[tuple[object, ...], list[Case]] = {}
    for element in around.iter(*_CONTROLS):
        words = page.words(element)
        if not words or len(words) > _LONGEST_CHOICE:
            continue
        values = tuple(_values(element))
        if values:
            case = Case(words=words, chosen=_is_chosen(element), values=values)
            rows.setdefault((element.tag, element.getparent()), []).append(case)
    for row in rows.values():
        told = [dict(case.values) for case in row]
        names = [name for name in told[0] if len({one.get(name) for one in told}) == len(row)]
        if len(row) > 1 and names and sum(case.chosen for case in row) <= 1:
            return [_kept(case, names) for case in row]
    return []


def _kept(case: Case, names: Sequence[str]) -> Case:
    return Case(words=case.words, chosen=case.chosen, values=tuple((n, v) for n, v in case.values if n in names))


def _values(element: _Element) -> Iterator[tuple[str, str]]:
    inner = [element, *(e for e in element.iter("input") if (e.get("type") or "").lower() == "radio")]
    for one in inner:
        for name, value in ((str(n), str(v).strip()) for n, v in one.items()):
            if (name.startswith("data-") or name == "value") and VALUE.fullmatch(value):
                yield name.removeprefix("data-"), value
            elif name in {"onclick", "onchange"}:
                for call in calls_in(value)[:1]:
                    said = ((f"{call.name}@{at}", a) for at, a in enumerate(call.arguments) if a)
                    yield from ((key, a) for key, a in said if VALUE.fullmatch(a))


def _is_chosen(element: _Element) -> bool:
    if element.get("selected") is not None or _ON.search(element.get("class") or ""):
        return True
    return any(e.get("checked") is not None for e in element.iter("input"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCall:
    """How to ask for the materials of another situation: what of the guide and of the situation fills a request."""

    target: Target
    filled: tuple[tuple[Slot, str], ...]
    slot: Slot
    name: str
    """Under which the situation hands over what fills the slot."""

    def holds(self, target: Target, told: Iterable[Case]) -> bool:
        """Whether a request asks for one of these situations."""
        place = self.slot.where, self.slot.path
        said = {value for case in told for name, value in case.values if name == self.name}
        return any((slot.where, slot.path) == place and slot.value in said for slot in slots(target))

    def of(self, values: Mapping[str, str], case: Case) -> Target | None:
        """The request for a situation of a guide, or None where either lacks what fills it."""
        target = self.target
        for slot, key in self.filled:
            if key not in values:
                return None
            target = put(target, slot, values[key])
        told = dict(case.values).get(self.name)
        return put(target, self.slot, told) if told is not None else None


def learn_case_call(calls: Sequence[Exchange], choice: Iterable[Case], values: Mapping[str, str]) -> CaseCall | None:
    """The call of a rendered guide that holds what tells the guide, and what one of its situations hands over.

    A number of few digits tells a situation only where the parameter has the name under which it is handed over, or
    where the page made the same call without it, or with another.
    """
    choice = tuple(choice)
    told = [(name, value) for case in choice if not case.chosen for name, value in case.values]
    for call in calls:
        if call.page is None or not call.page.visible_text().strip() or not _may_be_of(call, choice):
            continue
        filled = filled_slots(call.target, values)
        own = {(slot.where, slot.path) for slot, _ in filled or ()}
        for slot in slots(call.target) if filled else ():
            if slot.where in {"path", "route_path"} or (slot.where, slot.path) in own:
                continue
            for name, value in told:
                same = flat(name) == flat(slot.name)
                if value == slot.value and (same or not _PLAIN.fullmatch(value) or _is_other(call, slot, calls)):
                    return CaseCall(target=call.target, filled=filled, slot=slot, name=name)
    return None


def chooses(calls: Sequence[Exchange], choice: Iterable[Case]) -> bool:
    """Whether a page made one call with the values of two of its situations, whatever else that call holds."""
    choice = tuple(choice)
    told = {value for case in choice for _, value in case.values}
    made = [call for call in calls if _may_be_of(call, choice)]
    return any(slot.value in told and _is_other(call, slot, made, told) for call in made for slot in slots(call.target))


def _may_be_of(call: Exchange, choice: Sequence[Case]) -> bool:
    """Whether a call may bring what a choice is of: materials, where nobody says that it is one of situations."""
    named = all(case.named for case in choice)
    return named or (call.page is not None and _BRINGS_MATERIALS.search(call.page.text) is not None)


def further(page: Page) -> tuple[Case, ...]:
    """The situations that a page does not show yet; one that bids its reader choose first shows none.

    Neither does one whose table of materials is empty: a script fills it, for the one that is chosen as well.
    """
    found = cases(page)
    if found and _lists_nothing(page):
        return found[:MOST_CASES]
    shown = any(case.chosen for case in found) or CHOOSE_FIRST.search(page.text) is not None
    return tuple(case for case in found[0 if shown else 1 :] if not case.chosen)[:MOST_CASES]


def _lists_nothing(page: Page) -> bool:
    """Whether the tables of materials of a page have titles and no row."""
    tables = [one for one in page.content.iter("table") if any(map(_names_materials, one.iter("th")))]
    return bool(tables) and not any(page.words(cell) for one in tables for cell in one.iter("td"))


def _names_materials(title: _Element) -> bool:
    return _MATERIALS.fullmatch("".join("".join(map(str, title.itertext())).split())) is not None


def _is_other(call: Exchange, slot: Slot, calls: Sequence[Exchange], among: Container[str] | None = None) -> bool:
    """Whether a page made the same call as well with another value, or none, in a slot; or with one of several."""
    rest = _without(call.target, slot)
    others = [one.target for one in calls if one.target.key != call.target.key and _without(one.target, slot) == rest]
    if among is None:
        return bool(others)
    place = slot.where, slot.path
    return any((s.where, s.path) == place and s.value in among for one in others for s in slots(one))


def _without(target: Target, slot: Slot) -> tuple[object, ...]:
    """A request but for one slot, and for what a script makes anew for each (`t=1796039688000`)."""
    asked = (s for s in slots(target) if s.where != "query" or not VOLATILE.match(s.name))
    kept = ((s.where, s.path, s.value) for s in asked if (s.where, s.path) != (slot.where, slot.path))
    return target.method, target.url.partition("?")[0], tuple(kept)
