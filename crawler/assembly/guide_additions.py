"""What other evidence adds to a guide: what lies behind its online entrance, and what only its list row gives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.assembly.entry_address import made_entrance
from crawler.assembly.offered_files import with_offers
from crawler.domain.elements import OF_TEMPLATE, State
from crawler.domain.evidence import Failure, FetchState, PageKind, Target
from crawler.domain.survey import Look
from crawler.domain.values import fee_status
from crawler.extract.answers.fees_alone import lists_none
from crawler.page.guides.hidden_parts import hides_parts
from crawler.page.guides.online_entry import alike, but_for_return
from crawler.page.guides.part_titles import heading_above, title_of, titles
from crawler.page.html import Page
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.states import states_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from crawler.assembly.unknown_keys import NotTold
    from crawler.domain.evidence import Evidence
    from crawler.domain.records import ListedItem, Material, ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

NOT_TOLD = "rendered guides of this portal show it, answers do not"
_EMPTY_LIST = "the list is empty in the data: the page may say that there is none"
_FEWEST_ALIKE = 3
_SHORTEST_NAME = 4
_LEARNED = 0.9
"""How sure a reading is that no page of the guide itself showed."""
_ADDRESS = ("http://", "https://", "/", "./", "../")


def entrance_target(guide: ServiceGuide) -> Target | None:
    """Address of the guide's online entrance (在线办理); None where the page names none that one can ask for."""
    value = guide.read("online_entry").text.strip()
    if not value.startswith(_ADDRESS) or " " in value:
        return None
    return Target(url=urljoin(guide.url, value))


class Entrances:
    """The entrances that were opened: a few stand for all those that differ from them in the item alone.

    Logins that differ in where they are told to go on to are one.
    """

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._alike: dict[tuple[str, ...], dict[str, Evidence]] = defaultdict(dict)
        self._going_on: dict[tuple[str, ...], dict[str, Evidence]] = defaultdict(dict)
        for one in evidence:
            if one.kind is PageKind.ONLINE_ENTRY and one.state is not FetchState.PLANNED:
                self._alike[alike(one.target)][one.target.key] = one
                if (bare := but_for_return(one.target)) is not None:
                    self._going_on[bare][one.target.key] = one

    def like(self, target: Target) -> Evidence | None:
        """One of several entrances like this one; None unless all of them opened."""
        logins = [*self._going_on.get(but_for_return(target) or (), {}).values()]
        if logins and all(one.failure is Failure.LOGIN_REQUIRED for one in logins):
            return logins[0]
        others = [*self._alike.get(alike(target), {}).values()]
        opened = all(map(opens, others))
        return others[0] if opened and len(others) >= _FEWEST_ALIKE else None

    def open_elsewhere(self, target: Target) -> bool:
        """Whether an entrance like this one, of another item, opened."""
        others = self._alike.get(alike(target), {}).values()
        return any(opens(one) and one.target.key != target.key for one in others)


def with_entrance(
    guide: ServiceGuide,
    looks: Sequence[Evidence],
    entrances: Entrances | None = None,
    pages: Sequence[Page | JsonPage] = (),
    script: Callable[[str], str | None] | None = None,
) -> ServiceGuide:
    """The guide with what opening its online entrance led to, or some that differ from it in the item alone.

    Where nothing came from an address that was found among what a script of one of its `pages` is handed, the script
    may have asked for another. So it may where such a script, with those that lie beside the page (each `script` by its
    key), makes the address, unless what it makes for other items opened.
    """
    made = made_entrance(guide, pages, script) if script is not None else None
    guide = guide if made is None else replace(guide, readings={**guide.readings, "online_entry": made.reading})
    target = entrance_target(guide)
    if target is None and guide.read("online_entry").text.startswith(SCRIPT_SCHEME):
        return _with_told(guide, looks, {page.evidence for page in pages if not isinstance(page, Page)})
    mine = [e for e in looks if target is not None and e.target.key == target.key and e.state is not FetchState.PLANNED]
    other = entrances.like(target) if entrances is not None and target is not None and not mine else None
    mine = mine if other is None else [other]
    if target is None or not mine:
        return guide
    last = next((e for e in reversed(mine) if e.state is FetchState.FETCHED), mine[-1])
    guessed = any(_guesses(page, target) for page in pages)
    if made is not None:
        guessed = not made.sure or entrances is None or not entrances.open_elsewhere(target)
    if guessed and not opens(last):
        return guide
    same = [e for e in mine if e.attempts and (e.status, e.failure) == (last.status, last.failure)]
    return replace(guide, entrance=look_at(last, target, len(same)))


def _with_told(guide: ServiceGuide, looks: Sequence[Evidence], answers: Collection[str]) -> ServiceGuide:
    """The guide, whose page opens its entrance by a script, with one that its `answers` name and that opened.

    Nobody read off the page that it leads there, so that one which did not open says nothing.
    """
    told = [e for e in looks if e.kind is PageKind.ONLINE_ENTRY and e.parent in answers]
    last = next(filter(opens, reversed(told)), None)
    if last is None:
        return guide
    return replace(guide, entrance=look_at(last, last.target))


def look_at(entrance: Evidence, target: Target, looks: int = 1) -> Look:
    """What opening an entrance led to, at `target`."""
    return Look(
        target=target,
        opened=entrance.state is FetchState.FETCHED,
        status=entrance.status,
        failure=entrance.failure,
        looks=looks,
        evidence=entrance.id,
    )


def opens(entrance: Evidence) -> bool:
    """Whether an entrance opened: onto a page, or onto the login."""
    return entrance.state is FetchState.FETCHED or entrance.failure is Failure.LOGIN_REQUIRED


def _guesses(page: Page | JsonPage, target: Target) -> bool:
    """Whether an address is on a page only as what a script is handed, or where it may lead."""
    if not isinstance(page, Page):
        return False
    places = [place for place in page.places if place.target is not None and place.target.key == target.key]
    return bool(places) and all(place.guessed or place.doubtful for place in places)


_ROW_SERVES = ("update_date", "online_entry")
"""Elements that serve as well where they stand in the list."""


def with_row(guide: ServiceGuide, row: ListedItem) -> ServiceGuide:
    """The guide with the date and the entrance of its row in the list, where it has none itself.

    What the row has and could not be read is unread in the guide as well.
    """
    served = ((e, row.readings[e]) for e in _ROW_SERVES if e in row.readings and not guide.read(e).stated)
    told = {e: said for e, said in served if said.stated or said.state is State.UNREAD}
    return replace(guide, readings={**guide.readings, **told}) if told and not guide.unread else guide


def with_name(guide: ServiceGuide, row: ListedItem, pages: Iterable[Page | JsonPage]) -> ServiceGuide:
    """The guide with its item's name, where the list knows it and the page shows it with neither label nor heading.

    A name whose label has an empty place stays not stated. What was taken for the name and shares nothing with that of
    the list gives way to it where the title of the page says that.
    """
    read = guide.read("name")
    if guide.unread or not row.name.stated or (not read.stated and read.label is not None):
        return guide
    wanted = "".join(row.name.text.split())
    if read.stated and (len(wanted) < _SHORTEST_NAME or _share(read.text, wanted)):
        return guide
    for page in pages:
        at = _names(page, wanted) if not read.stated else _titled(page, wanted)
        if at is not None:
            name = replace(row.name, label=None, quote=row.name.value, evidence=page.evidence, locator=at)
            return replace(guide, readings={**guide.readings, "name": name})
    return guide


def _share(one: str, other: str) -> bool:
    """Whether two names share a word: two characters in a row."""
    own = "".join(one.split())
    return any(own[at : at + 2] in other for at in range(len(own) - 1))


def _titled(page: Page | JsonPage, wanted: str) -> str | None:
    """Where the title of a page is, if it begins with a name."""
    title = next(page.tree.iter("title"), None) if isinstance(page, Page) else None
    if title is None or not isinstance(page, Page) or not "".join(page.title.split()).startswith(wanted):
        return None
    return page.locator(title)


def _names(page: Page | JsonPage, wanted: str) -> str | None:
    """Where a page shows a name: anywhere among the words of a page, or as a whole value of an answer."""
    if isinstance(page, Page):
        return "/" if wanted in "".join(page.visible_text().split()) else None
    return next((at for at, v in page.values() if isinstance(v, str) and "".join(v.split()) == wanted), None)


def with_unread(guide: ServiceGuide, elements: Collection[str], reason: str) -> ServiceGuide:
    """The guide with some elements unread where it does not state them."""
    bare = {e: one for e in elements if (one := guide.read(e)).state is State.NOT_STATED}
    unread = {e: replace(one, state=State.UNREAD, reason=reason) for e, one in bare.items()}
    return replace(guide, readings={**guide.readings, **unread}) if unread and not guide.unread else guide


def with_not_told(guide: ServiceGuide, missed: NotTold, no_materials: bool) -> ServiceGuide:
    """The guide, read from answers alone, with what rendered guides show and answers do not unread.

    So is the list of materials that is empty in the data: 无需提交材料 is written by the page. Where rendered guides
    show how it writes an empty value (特别程序：无), the guide says that; so it does what their template writes, and
    what explains an empty one (无法定办结时限).
    """
    empty = {
        e: word for e, word in missed.empty.items() if (own := guide.read(e)).label and own.state is State.NOT_STATED
    }
    guide = guide if guide.unread else _with_words(with_offers(_with_notes(guide, missed.noted), missed.offers), empty)
    written = {e: one for e, one in missed.written.items() if guide.read(e).state is State.NOT_STATED}
    if written and not guide.unread:
        told = {e: replace(one, confidence=_LEARNED, reason=OF_TEMPLATE) for e, one in written.items()}
        guide = replace(guide, readings={**guide.readings, **told})
    without = {e for e in missed.told if guide.read(e).label is None}
    guide = with_unread(guide, missed.elements | without, NOT_TOLD)
    guide = with_unread(guide, ("materials",) if no_materials else (), _EMPTY_LIST)

    def doubtful(one: Material) -> Material:
        bare = {e: read for e in missed.of_materials if (read := one.read(e)).state is State.NOT_STATED}
        bare |= {e: read for e in missed.otherwise if (read := one.read(e)).stated}
        told = {e: replace(read, state=State.UNREAD, value=None, reason=NOT_TOLD) for e, read in bare.items()}
        return replace(one, readings={**one.readings, **told}) if told else one

    return guide if guide.unread else replace(guide, materials=tuple(map(doubtful, guide.materials)))


def _with_notes(guide: ServiceGuide, noted: Collection[str]) -> ServiceGuide:
    """The guide with what explains an empty value of it (anticipateExplain) in its place, as its page shows it."""
    empty = ((e, own, guide.read(f"{e}_note")) for e in noted if (own := guide.read(e)).state is State.NOT_STATED)
    told = {e: replace(note, element=e, confidence=_LEARNED) for e, own, note in empty if own.label and note.stated}
    return replace(guide, readings={**guide.readings, **told}) if told else guide


def _with_words(guide: ServiceGuide, words: Mapping[str, str]) -> ServiceGuide:
    told = {e: replace(guide.read(e), state=State.STATED, value=word, confidence=_LEARNED) for e, word in words.items()}
    return replace(guide, readings={**guide.readings, **told}) if told else guide


def with_tabs_unread(guide: ServiceGuide, page: Page | JsonPage, parts: Iterable[Target]) -> ServiceGuide:
    """The guide with what an empty tab would say turned into "unread", where its script fills it and nobody saw that.

    `parts` are the requests that brought parts of the guide: a tab that one of them asked for came as it is.
    """
    if not isinstance(page, Page) or guide.unread:
        return guide
    bare = {e: one for e, one in guide.readings.items() if one.state is State.NOT_STATED and one.label}
    named = titles(page) if bare else frozenset()
    open_ = {e: one for e, one in bare.items() if "".join((one.label or "").split()) in named}
    if not open_ or not hides_parts(page):
        return guide
    came = {title_of(page, target) for target in parts}
    left = {e for e, one in open_.items() if "".join((one.label or "").split()) not in came}
    return with_unread(guide, left, "a script fills this part of the page")


_OF_FEES = frozenset({"fee_status", "fee_standard", "fee_basis"})


def with_fees_unread(
    guide: ServiceGuide, page: Page | JsonPage, parts: Iterable[Evidence], labels: LabelDictionary
) -> ServiceGuide:
    """The guide with all that a section on fees (收费) would say unread, where its title was met and nothing else.

    The title of a tab is no label without a value where the part that it asks for came, and says that there is no fee;
    nor where that stands on the page below a heading of those words, as a browser showed it with its parts; nor where
    the page has a place for fees among its data, which is empty while the others are not.
    """
    met = {e: r for e in _OF_FEES if (r := guide.read(e)).state is State.UNREAD and r.label}
    if not met:
        return guide
    status = guide.read("fee_status")
    free = status.stated and fee_status.parse(status.text) is fee_status.FeeStatus.FREE
    if free and isinstance(page, Page) and lists_none(states_in(page), labels):
        bare = {e: replace(r, state=State.NOT_STATED, reason=None) for e, r in met.items()}
        return replace(guide, readings={**guide.readings, **bare})
    told = next((one.target for one in parts if free and one.id == status.evidence), None)
    title = title_of(page, told) if told is not None and isinstance(page, Page) else None
    if free and isinstance(page, Page) and status.evidence == page.evidence:
        title = heading_above(page, status.locator or "") or title
    if title is not None:
        bare = {e: replace(r, state=State.NOT_STATED, reason=None) for e, r in met.items() if r.label == title}
        guide = replace(guide, readings={**guide.readings, **bare})
        if len(bare) == len(met):
            return guide
    return with_unread(guide, _OF_FEES, "a part of the guide on fees was not read")
