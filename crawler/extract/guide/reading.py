"""Reading a service guide (办事指南) from the pages and answers that make it up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from posixpath import commonpath
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from crawler.domain.elements import Reading, State
from crawler.domain.records import ServiceGuide
from crawler.extract.answers import form_fields, forms_apart, item_names
from crawler.extract.answers.codes import with_codes
from crawler.extract.answers.guide import JsonReader
from crawler.extract.answers.marked import by_keys_or_markup
from crawler.extract.gaps.remains import with_gaps
from crawler.extract.gaps.said import Said
from crawler.extract.gaps.unknown_keys import with_unknown_keys
from crawler.extract.guide import (
    asked_about,
    counted_names,
    label_values,
    numbers_told,
    parent_name,
    place_parts,
    records,
    reductions,
    special_steps,
    whom,
)
from crawler.extract.guide import named as guide_named
from crawler.extract.guide import unknown as guide_unknown
from crawler.extract.guide.choice import settle
from crawler.extract.guide.days_of_hours import without_days
from crawler.extract.guide.draft import unread
from crawler.extract.guide.fee_words import say_whether, told_in
from crawler.extract.guide.fullest import fullest, fullest_once, of_fee, of_law, of_question, of_window
from crawler.extract.guide.material_parts import materials_of
from crawler.extract.guide.title_words import without_swallowed
from crawler.extract.guide.told import take_apart
from crawler.extract.html import phone_lines
from crawler.extract.html.page import PageReader
from crawler.extract.labels.dictionary import normalise
from crawler.page.json_page import JsonPage
from crawler.page.states import states_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from crawler.domain.records import Fee, Unmapped
    from crawler.extract.guide.draft import Candidate, Draft
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

NO_GUIDE = "no guide on this page"
_EACH_STEP = "said of each step"
_ALSO_OF_STEPS = frozenset({"result_name", "review_standard"})
_NAME_NOTHING = frozenset({"online_entry", "online", "online_payment", "courier"})
"""Elements of which what reads like a name is one of the item: `entryName`."""
_NO_HEADING = "no heading was found that names the item"
_FRAME = "in a frame that was not read"
_FLOW_CHART = "image only"
_UNKNOWN = "under a label that is not known"
_OFFICES = ("implementing_body", "entrusting_body", "joint_body")
"""Whose names are none of the item."""
_SORTING = frozenset(
    {
        "name", "short_name", "parent_item", "item_type", "case_type", "level", "service_target", "implementing_body",
        "theme", "natural_person_theme", "legal_person_theme", "handling_form", "online_depth", "online", "scope",
        "online_entry", "update_date", "implementation_code", "basic_code", "handling_code", "local_code", "body_code",
        "power_source", "body_nature", "faq", "blank_form", "sample_form", "delivery", "reservation",
    }
)  # fmt: skip
"""Elements that lists, filters and menus name too: they alone make no guide."""
_REPEATED_ELSEWHERE = frozenset({"place", "hours", "consultation_phone", "traffic", "complaint_phone"})
_OF_ROWS = ("material_", "blank_form", "sample_form", "fee_")
"""Elements that a guide states once for each row of a list."""
_CONTACT = _REPEATED_ELSEWHERE | {"update_date"}
"""Elements that any office's page has: without others they are no guide."""
_OF_AN_ITEM = frozenset(
    {
        "item_type", "case_type", "service_target", "level", "handling_form", "online_depth", "implementation_code",
        "basic_code", "handling_code", "local_code",
    }
)  # fmt: skip
_FEWEST_LABELS = 3
_DEEP = 3
"""Steps of a path to an element that lies inside of a page's body, or inside of an answer's lists."""
_FEWEST_IN_TEXT = 4
_MANY, _FEWEST_MANY = 4, 2
"""So many different values that two elements have are those of several items."""
_IN_TEXT = 2
"""Weakness of a label written in running text."""
_NOT_READY_LENGTH = 600
_INDEX = re.compile(r"\[\d+\]")


def read_guide(pages: Sequence[Page | JsonPage], labels: LabelDictionary) -> ServiceGuide:
    """Read one guide from its main page and the fragments, frames and API answers that belong to it.

    An element is not stated only where its label stands empty, or stands nowhere on pages that were read as a guide.
    """
    readers: list[PageReader] = []
    guide = _read(pages, labels, readers)
    for reader in readers:
        reader.root.order.release()
    return guide


def _read(pages: Sequence[Page | JsonPage], labels: LabelDictionary, readers: list[PageReader]) -> ServiceGuide:
    drafts: list[Draft] = []
    states: list[JsonPage] = []
    answers: list[JsonPage] = []
    held = [[page] if isinstance(page, JsonPage) else list(states_in(page)) for page in pages]
    filled, choices = form_fields.joined([answer for own in held for answer in own], labels)
    plain, codes = with_codes(filled, labels, choices)
    given = iter(plain)
    for page, own in zip(pages, ([next(given) for _ in each] for each in held), strict=True):
        if isinstance(page, JsonPage):
            found, marked, rest = by_keys_or_markup(own[0], labels, codes)
            drafts += found
            readers += [marked] if marked is not None else []
            answers.append(rest)
            continue
        reader = PageReader(page, labels)
        readers.append(reader)
        drafts.append(label_values.put_aside(reader.read(), labels))
        states += own
        drafts += [JsonReader(state, labels, codes).read() for state in own]
    forms_apart.join(drafts, (*answers, *states), labels, codes)
    evidence = tuple(dict.fromkeys(p.evidence for p in pages))
    url = pages[0].url if pages else ""
    counted_names.put_aside(drafts)
    candidates = _merged(drafts)
    if not _is_guide(candidates, drafts):
        return ServiceGuide(evidence=evidence, url=url, unread=NO_GUIDE)
    _of_steps(candidates, labels)
    special_steps.join(candidates)
    readings, displaced = settle(candidates)
    take_apart(readings, labels)
    reductions.take_apart(readings)
    _name(readings, readers, [*answers, *states], _called_in_rows(drafts))
    _gaps(readings, drafts)
    _from_lists(readings, drafts)
    fees = fullest_once([d.fees for d in drafts], of_fee)
    if (status := readings.get("fee_status")) is not None and not fees:
        told = told_in(status)
        readings |= {e: said for e, said in told.items() if e not in readings or not readings[e].stated}
        fees = _one_fee(told)
    say_whether(readings)
    _pending_frames(readings, readers, pages, labels)
    numbers_told.take_apart(readings)
    whom.leave_conditions_open(readings)
    windows = place_parts.take_apart(readings, fullest_once([d.windows for d in drafts], of_window), labels)
    readings |= {gap.element: gap for gap in phone_lines.within_places(readings, windows)}
    guide = ServiceGuide(
        evidence=evidence,
        url=url,
        readings=readings,
        materials=materials_of(drafts),
        fees=fees,
        steps=tuple(fullest([d.steps for d in drafts], lambda step: (step.name, step.description, step.limit))),
        legal_bases=fullest_once([d.legal_bases for d in drafts], of_law),
        windows=windows,
        faqs=fullest_once([d.faqs for d in drafts], of_question),
        forms=tuple(f for d in drafts for f in d.forms),
        unmapped=_unmapped(drafts, displaced),
    )
    if (told_there := asked_about.remedy(guide.faqs, guide.read("remedy"))) is not None:
        readings["remedy"] = told_there
    rows = ServiceGuide(evidence=evidence, url=url, materials=guide.materials, steps=guide.steps)
    for reader in readers:
        for gap in guide_named.gaps(reader.page, labels, Said(rows)):
            readings.setdefault(gap.element, gap)
    guide = without_swallowed(replace(guide, readings=readings), labels)
    guide = with_gaps(guide, readers, answers, labels, states)
    return with_unknown_keys(guide, drafts, [*answers, *states], labels)


def _one_fee(told: Mapping[str, Reading]) -> tuple[Fee, ...]:
    """The fee that a sentence tells by name and standard; none where it leaves out either."""
    row = records.fee(told) if {"fee_name", "fee_standard"} <= told.keys() else None
    return (row,) if row is not None else ()


def guide_words(page: Page | JsonPage) -> str | None:
    """The words by which a page says that its guide is not ready (完善中, 暂无指南), else None."""
    text = page.visible_text()
    linked = 0 if isinstance(page, JsonPage) else sum(len(page.words(a)) for a in page.root.iter("a"))
    if len(text) - linked > _NOT_READY_LENGTH:
        return None
    found = _NOT_READY.search(text)
    return found.group().strip() if found else None


_NOT_READY = re.compile(
    r"[^\s，。；！!]{0,12}(?:(?:办事|服务|申报)?指南|事项信息|内容|信息|栏目|页面|本事项)[^\s，。；！!]{0,8}?"
    r"(?:正在)?(?:完善|编制|建设|维护|更新|整理|录入)中?[^\s，。；]{0,6}|暂(?:无|未提供|未发布|未公布)[^\s，。；]{0,6}指南"
    r"|[^\s，。；]{0,10}指南(?:尚未|暂未|未)(?:发布|公布|编制|提供|上线)|敬请期待"
)


def _merged(drafts: Sequence[Draft]) -> dict[str, list[Candidate]]:
    """The candidates of all drafts; those of later pages are believed after those of the main page."""
    merged: dict[str, list[Candidate]] = {}
    for number, draft in enumerate(drafts):
        for element, found in draft.candidates.items():
            merged.setdefault(element, []).extend(
                replace(c, rank=c.rank + 100 * number) if number else c for c in found
            )
    return merged


def _of_steps(candidates: dict[str, list[Candidate]], labels: LabelDictionary) -> None:
    """What stands under one label of a step several times, each time otherwise, is each step's and not the guide's."""
    for element in _ALSO_OF_STEPS & candidates.keys():
        stated = [c.reading for c in candidates[element] if c.reading.stated]
        places = Counter(_INDEX.sub("", r.locator or "") for r in stated)
        alone = [place for place, count in places.items() if count == 1]
        if len(alone) == 1 and len(places) > 1 and max(places.values()) > 1:  # those of steps stand alike, one does not
            candidates[element] = [
                c
                for c in candidates[element]
                if not c.reading.stated or _INDEX.sub("", c.reading.locator or "") == alone[0]
            ]
            continue
        named = {normalise(r.label or "") for r in stated}
        if len(named) != 1 or len({r.text for r in stated}) < 2 or labels.column("steps", next(iter(named))) is None:
            continue
        first = stated[0]
        gap = unread(element, _EACH_STEP, evidence=first.evidence or "", locator=first.locator or "/", label=None)
        candidates[element] = [replace(candidates[element][0], reading=gap)]


def _rows(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The elements around each material and each step that was read."""
    rows: list[list[Reading]] = []
    for draft in drafts:
        rows += ([material.name, *material.readings.values()] for material in draft.materials)
        rows += ([step.name, step.description, step.limit] for step in draft.steps)
    places = ([part.locator for part in row if part.locator is not None and part.locator[:1] == "/"] for row in rows)
    found = (commonpath(place) for place in places if place)
    return tuple({f"{path}/" for path in found if path.count("/") >= _DEEP})


def _is_guide(candidates: dict[str, list[Candidate]], drafts: Sequence[Draft]) -> bool:
    """At least three elements with values, labels beside those that lists and filters show, and not many items.

    What each of the rows of its own lists says of itself (a step of its 办理结果, a material of its 受理标准) says
    nothing of many items.
    """
    stated = {e: [c for c in found if c.reading.stated] for e, found in candidates.items()}
    told = {e for e, found in stated.items() if found and e != "online_entry"}
    substance = {e for e, found in candidates.items() if any(c.reading.label for c in found)} - _SORTING
    if not any(draft.materials for draft in drafts):
        substance = {e for e in substance if not e.startswith("material_")}  # 页码 of a list may be called like 份数
    if len(told) < _FEWEST_LABELS or not substance or len(told) + len(substance) < 5:
        return False
    labelled = {e for e in told - {"update_date"} if any(c.reading.label for c in stated[e])}
    if not substance - _CONTACT and len(labelled & _OF_AN_ITEM) < 2:
        return False
    # News name two or three elements in a sentence of their own.
    in_text = all(c.weakness >= _IN_TEXT for e in labelled for c in stated[e])
    if in_text and len(labelled) < _FEWEST_IN_TEXT:
        return False
    own = (stated[e] for e in told - _REPEATED_ELSEWHERE if not e.startswith(_OF_ROWS))
    many = [found for found in own if len(found) >= _MANY]
    if len(many) < _FEWEST_MANY:
        return True
    rows = _rows(drafts)
    return sum(_different(found, rows) >= _MANY for found in many) < _FEWEST_MANY


def _different(found: Iterable[Candidate], rows: tuple[str, ...]) -> int:
    said = {(c.reading.locator, c.reading.text) for c in found if c.rank < 100 and c.weakness < 4}
    return sum(1 for locator, _ in said if not f"{locator}/".startswith(rows))


def _called_in_rows(drafts: Iterable[Draft]) -> list[str]:
    """What the rows of lists are called: a fee, a law, a step, none of which names the item."""
    names: list[Reading] = []
    for draft in drafts:
        names += (fee.name for fee in draft.fees)
        names += (material.name for material in draft.materials)
        names += (step.name for step in draft.steps)
        names += (basis.law for basis in draft.legal_bases)
    return [name.text for name in names if name.stated]


def _name(
    readings: dict[str, Reading], readers: Sequence[PageReader], answers: Sequence[JsonPage], rows: Collection[str]
) -> None:
    """The head of the guide names it where no label does; nobody knows which of several texts there does."""
    own = readings.get("name")
    if own is not None and own.stated:
        return
    stated = {element: one.text for element, one in readings.items() if one.stated}
    offices = [words for element, words in stated.items() if element in _OFFICES]
    heads = [reader.head(offices) for reader in readers]
    told = (found for head in heads if (found := head.told()) is not None)
    known = [words for element, words in stated.items() if element not in _NAME_NOTHING]
    named = next(told, None) or item_names.told(
        answers, [*known, *rows], [one for one in readings.values() if one.stated]
    )
    if named is not None and (named.stated or own is None):
        readings["name"] = named
    elif own is None and any(head.may_tell() for head in heads):
        readings["name"] = unread("name", _NO_HEADING, evidence=readers[0].page.evidence, locator="/")
    parent_name.put(readings, {page.evidence for page in answers})


def _gaps(readings: dict[str, Reading], drafts: Sequence[Draft]) -> None:
    """Labels that led nowhere are gaps of ours; a procedure given as a picture is one too."""
    for draft in drafts:
        for element, seen in draft.seen.items():
            readings.setdefault(element, seen)
    for draft in drafts:
        for unknown in draft.unmapped:
            for meant in guide_unknown.elements_of(unknown.label, unknown.value):
                gap = unread(meant, _UNKNOWN, evidence=unknown.evidence, locator=unknown.locator, label=unknown.label)
                held = readings.setdefault(meant, gap)
                if held.state is State.NOT_STATED and guide_unknown.says_all(meant, unknown.label, unknown.value):
                    readings[meant] = gap  # one place for it stands empty, and another one says it
    chart = readings.get("flow_chart")
    own = readings.get("procedure")
    no_text = own is None or own.state is State.NOT_STATED
    if chart is not None and (chart.stated or chart.unread) and no_text and not any(d.steps for d in drafts):
        readings["procedure"] = unread(
            "procedure",
            chart.reason or _FLOW_CHART,
            evidence=chart.evidence or "",
            locator=chart.locator or "/",
            label=chart.label,
        )


def _from_lists(readings: dict[str, Reading], drafts: Sequence[Draft]) -> None:
    """What the rows of a list say of an element that nothing else states."""
    for draft in drafts:
        draft.fees[:] = reductions.apart_in_rows(draft.fees)
        draft.windows[:] = [replace(window, hours=without_days(window.hours)) for window in draft.windows]
        for window in draft.windows:
            if window.hours.unread:
                readings.setdefault("hours", window.hours)
            _bare_place(readings, window.place)
            for part in (window.place, window.hours, window.phone):
                _fill(readings, part, over_titles=True)
        for fee in draft.fees:
            for part in (fee.name, *fee.readings.values()):
                _fill(readings, part)


def _bare_place(readings: dict[str, Reading], place: Reading) -> None:
    """The place without the label of a window that nobody took for one when the section's words were read."""
    own = readings.get("place")
    if own is None or not own.stated or not place.stated or not place.label:
        return
    before = own.text.removesuffix(place.text) if own.text.endswith(place.text) else ""
    if before.strip(" ：:") == place.label:
        readings["place"] = replace(own, value=place.text, quote=place.quote, label=place.label, locator=place.locator)


def _fill(readings: dict[str, Reading], part: Reading, *, over_titles: bool = False) -> None:
    """Take what a row says where nothing else states it, or but the titles of the list in the words of its section."""
    own = readings.get(part.element)
    titles = over_titles and own is not None and part.label is not None and own.text.startswith(f"{part.label} ")
    if part.stated and (own is None or not own.stated or titles):
        readings[part.element] = part


def _pending_frames(
    readings: dict[str, Reading],
    readers: Sequence[PageReader],
    pages: Sequence[Page | JsonPage],
    labels: LabelDictionary,
) -> None:
    """Where a frame inside the guide was not read, what is missing may stand in it."""
    read = {urldefrag(p.url)[0] for p in pages}
    for reader in readers:
        for target, locator in reader.frames():
            if urldefrag(target)[0] not in read:
                for element in labels.elements:
                    gap = unread(element, _FRAME, evidence=reader.page.evidence, locator=locator)
                    readings.setdefault(element, gap)
                return


def _unmapped(drafts: Sequence[Draft], displaced: Sequence[Unmapped]) -> tuple[Unmapped, ...]:
    """What stands under labels that nobody knows, and what was displaced.

    A row of materials may know a label, and what names a row is none.
    """
    rows = (reading for d in drafts for one in d.materials for reading in one.readings.values())
    told = {(normalise(r.label), r.text) for r in rows if r.stated and r.label is not None}
    names = (one.name for d in drafts for of_list in (d.materials, d.steps) for one in of_list)
    named = {normalise(name.text) for name in names if name.stated}
    unknown = (u for d in drafts for u in d.unmapped if normalise(u.label) not in named)
    return (*(u for u in unknown if (normalise(u.label), u.value) not in told), *displaced)
