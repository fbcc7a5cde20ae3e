"""From the evidence of one region to its records: lists, guides with their forms, the portal as a whole.

Reads only the archive, so that a run can be judged again a year later. Items come one at a time: memory holds the list
rows and one guide, however large the region.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from crawler.assembly import guide_additions as added
from crawler.assembly.app_entrance import Openings, with_app_entrance
from crawler.assembly.awaited_values import AwaitedValues
from crawler.assembly.clicked_forms import with_told_forms
from crawler.assembly.code_lists import code_lists, scripts_in
from crawler.assembly.earlier_keys import pages_under_code
from crawler.assembly.flow_chart import with_chart
from crawler.assembly.form_files import FormFiles
from crawler.assembly.form_pages import files_of, offered, says_none, with_form_pages, with_named_files
from crawler.assembly.found_files import with_found_files
from crawler.assembly.gaps import are_gone, doubted, front_page, is_shown, lost, open_ends, why
from crawler.assembly.guide_looks import GuideLooks
from crawler.assembly.guide_owner import ANOTHERS, Owners
from crawler.assembly.left_out import LEFT_OUT, LeftOut, left_out
from crawler.assembly.list_for_guide import none_of_a_list
from crawler.assembly.list_pages import ListPages
from crawler.assembly.list_rows import joined
from crawler.assembly.made_addresses import MadeAddresses
from crawler.assembly.not_understood import asks_for_one, not_understood
from crawler.assembly.row_forms import with_row_forms
from crawler.assembly.same_items import SameItems
from crawler.assembly.unknown_keys import Taught, has_empty_list, is_answer
from crawler.assembly.ways_left import are_chosen, why_no_rows
from crawler.catalogue.references import references
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import WALKED, Evidence, FetchState, PageKind, Via
from crawler.domain.records import (
    FormFile,
    GuideState,
    ItemList,
    ListedItem,
    PortalSummary,
    ServiceGuide,
    ServiceItem,
)
from crawler.domain.shortfall import far_below
from crawler.extract.forms.file import read_form
from crawler.extract.forms.name import shown_name
from crawler.extract.guide.office import office_page, read_files
from crawler.extract.guide.reading import guide_words
from crawler.page.decode import decode
from crawler.page.guides.part_titles import below_its_title
from crawler.page.html import Page
from crawler.page.lists.portal_total import portal_total
from crawler.page.parse import is_script, parse
from crawler.page.script.outer_scripts import telling
from crawler.page.states import listed as listed_in
from crawler.survey.pages import SurveyPages
from crawler.survey.portal import SurveyReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.domain.portal import PortalProfile
    from crawler.domain.survey import Survey
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_GUIDE_PARTS = (PageKind.GUIDE, PageKind.FRAGMENT, PageKind.API)
_BEYOND = (PageKind.ENTRANCE, PageKind.COLUMN, PageKind.SEARCH, PageKind.LINK, PageKind.ENGINE, PageKind.SECOND_NETWORK)


class Archive(Protocol):
    """What reading back needs of an archive."""

    def evidence(self) -> Iterable[Evidence]:
        """Every planned address, in order of first mention."""
        ...

    def payload(self, evidence: Evidence) -> bytes:
        """The payload as received, after content decoding."""
        ...


class RegionRecords:
    """The records of one region. `items()` is read first, to its end; then `item_list()` knows every guide's state."""

    def __init__(self, archive: Archive, profile: PortalProfile, labels: LabelDictionary) -> None:
        self._archive = archive
        self._profile = profile
        self._labels = labels.with_hints(profile.hints.labels)
        self.evidence: tuple[Evidence, ...] = tuple(archive.evidence())
        self._of_item: dict[str, list[Evidence]] = defaultdict(list)
        # A search for an item is none of its guide, and shows a part of the list with a total of its own.
        self._beyond = frozenset(e.id for e in self.evidence if e.kind in _BEYOND)
        for one in self.evidence:
            asked = one.kind in (*_GUIDE_PARTS, PageKind.FORM, PageKind.ONLINE_ENTRY) and one.parent not in self._beyond
            if one.item is not None and asked:
                self._of_item[one.item].append(one)
        self._around = {e.id: e.url for e in self.evidence if e.kind is PageKind.GUIDE}
        self._rendered = {e.id: e for e in self.evidence if e.kind is PageKind.GUIDE and e.via is Via.BROWSER}
        self._shown = lru_cache(maxsize=4)(lambda id_: self._page(self._rendered[id_]))
        shared = (e for e in self.evidence if e.kind is PageKind.FRAGMENT and e.item is None)
        self._shared = {e.target.key: self._text(e) for e in shared if e.state is FetchState.FETCHED}
        scripts = (e for e in self.evidence if e.kind is PageKind.FRAGMENT and is_script(e.target.url, e.content_type))
        self._beside = {e.target.key: e for e in scripts if e.state is FetchState.FETCHED}
        self._script = lru_cache(maxsize=32)(lambda key: self._text(self._beside[key]) if key in self._beside else None)
        self._awaited = AwaitedValues(self._rendered, self._shown)
        self._entrances = added.Entrances(self.evidence)
        fronts = frozenset(e.sha256 for e in self.evidence if e.kind is PageKind.HOME and e.sha256)
        self._files = FormFiles(self.evidence, lru_cache(maxsize=256)(self._read_form), fronts)
        self._looks = GuideLooks(self.evidence, self._page)
        self._list = self._read_list()
        self._of_item |= pages_under_code(self._list.items, self._of_item)
        self._looked_at: dict[str, ListedItem] = {}
        self._again: dict[str, str] = {}
        """Of rows of an item that came already, the key of its first row."""

    def items(self, *, asked_only: bool = False) -> Iterator[ServiceItem]:
        """Every listed item with what its guide says; `asked_only` leaves out those that a sample did not draw.

        An item that lists of two kinds (personal, legal) show at addresses of their own comes once.
        """
        same = SameItems(self._lists_of)
        for row in self._list.items:
            if asked_only and row.key not in self._of_item:
                continue
            item = self.item(row)
            if (first := same.again(item)) is not None:
                self._again[row.key] = first
            else:
                yield item

    def item(self, row: ListedItem) -> ServiceItem:
        """One listed item with what its guide says."""
        guide, listed = self._guide(row, self._of_item.get(row.key, []))
        self._looked_at[row.key] = listed
        return ServiceItem(key=row.key, row=listed, guide=guide)

    def item_list(self) -> ItemList:
        """The item list, with the state of every guide that `items()` has come to."""
        looked_at = {row.key: self._looked_at.get(row.key, row) for row in self._list.items}
        for key, first in self._again.items():  # One list of an item says what another leaves out.
            looked_at[first] = joined(looked_at[first], looked_at[key])
        return replace(self._list, items=tuple(row for key, row in looked_at.items() if key not in self._again))

    def portal(self) -> PortalSummary:
        """The portal as a whole."""
        home = front_page(self.evidence)
        fetched = home is not None and home.state is FetchState.FETCHED
        reason = None if fetched else why(home)
        return PortalSummary(
            region=self._profile.code,
            url=self._profile.portal or "",
            home=Reading(
                element="name",
                state=State.STATED if fetched else State.UNREAD,
                value=self._profile.name if fetched else None,
                evidence=home.id if home else None,
                locator="/",
                reason=reason,
            ),
            captured_to=max((e.captured_at for e in self.evidence if e.captured_at is not None), default=None),
            unread=reason,
            references=references(),
            survey=self._survey(),
        )

    def _survey(self) -> Survey:
        names = {row.key: row.name.text for row in self._list.items if row.name.stated}
        pages = SurveyPages(self.evidence, self._page, self._profile.portal or "")
        return SurveyReader(pages, self._profile.name, names).survey()

    # --- the list ---------------------------------------------------------------------------------------------------

    def _read_list(self) -> ItemList:
        pages = [
            e
            for e in self.evidence
            if e.kind is PageKind.LIST or (e.kind is PageKind.API and e.item is None and e.parent not in self._beyond)
        ]
        fetched = [e for e in pages if e.state is FetchState.FETCHED]
        listed = ListPages(self._labels)
        showing: list[Evidence] = []
        rendered = {e.id: e.target.key for e in self.evidence if e.kind is PageKind.NAVIGATION and e.via is Via.BROWSER}
        for one in fetched:
            page = self._page(one)
            if page is not None:
                page = listed_in(page)
                listed.add(one, page, shown_on=rendered.get(one.parent or ""))
                showing += [one] if page.items() else []
        for one in self.evidence:
            if one.kind is PageKind.GUIDE and one.item is not None and one.state is FetchState.FETCHED:
                listed.leads(one.item, one.target)
        rows = listed.items
        self._lists_of, self._kinds_of = listed.lists_of, listed.kinds_of
        home = front_page(self.evidence)
        ends = open_ends(e for e in pages if e.kind is PageKind.LIST)
        unread = None if rows else why_no_rows(home, [e for e in self.evidence if e.kind in WALKED], self._page)
        # A finding about the list points to a page of it, not to whatever else the portal's scripts asked first.
        of_the_list = [e for e in showing if e.kind is PageKind.LIST]
        main = next(iter([*of_the_list, *showing, *fetched]), home)
        front = self._page(home) if home is not None and home.state is FetchState.FETCHED else None
        total = portal_total(front) if isinstance(front, Page) else None
        total = None if total is not None and listed.counts_repeats(total) else total
        whole = not listed.fall_short and (total is None or not far_below(len(rows), total))
        chosen = are_chosen(showing, home, self._page, items=len(rows))
        return ItemList(
            evidence=tuple(e.id for e in fetched) or ((main.id,) if main else ()),
            url=main.url if main else self._profile.portal or "",
            items=tuple(rows.values()),
            totals=listed.totals(),
            departments=listed.departments,
            pages_failed=len({e.target.key for e in ends}),
            reached_end=bool(rows) and not ends and whole and not chosen and not listed.cut_short,
            cut_short=listed.cut_short,
            selection=chosen,
            portal_total=total,
            unread=unread,
        )

    # --- guides and forms -------------------------------------------------------------------------------------------

    def _guide(self, row: ListedItem, looks: Sequence[Evidence]) -> tuple[ServiceGuide, ListedItem]:
        looks = self._looks.read(looks)
        scripts = [e for e in looks if e.kind is PageKind.FRAGMENT and is_script(e.target.url, e.content_type)]
        shared = [self._text(e) for e in scripts if e.state is FetchState.FETCHED]
        parts = [e for e in looks if e.kind in _GUIDE_PARTS and e not in scripts]
        fetched = [e for e in parts if e.state is FetchState.FETCHED]
        asked = [e for e in parts if e.kind is PageKind.GUIDE]
        pages: list[Page | JsonPage] = []
        files: list[Evidence] = []
        not_read = ""
        for one in sorted(fetched, key=lambda e: _GUIDE_PARTS.index(e.kind)):
            page = self._page(one, shared)
            if page is not None and one.kind is not PageKind.GUIDE and pages and isinstance(pages[0], Page):
                page = below_its_title(page, self._frame(one) or pages[0], one.target, shared)
            if page is None:
                page, not_read = self._office_page(one)
            if page is None:
                files.append(one)
            else:
                pages.append(page)
        bare = self._taught.is_bare(pages)
        pages = pages[1:] if bare else pages
        if not pages:
            told = "a script fills the cells of the page" if bare else f"office file: {not_read}" if files else ""
            return self._not_read(row, asked, files, told)
        came = (*pages,)
        pages += () if any(isinstance(page, Page) for page in pages) else self._code_lists
        labels = self._taught.labels if any(map(is_answer, pages)) else self._labels
        shown = added.with_row(with_told_forms(read_files(pages, labels), pages, labels), row)
        read = added.with_entrance(shown, looks, self._entrances, pages, self._script)
        by_row = with_row_forms(read, pages, self._form_pages(looks, read, shared, pages), looks, self._page)
        whole = with_named_files(with_form_pages(by_row.guide, by_row.left, looks, pages), pages)
        guide = added.with_name(with_found_files(whole, pages, looks, self._page), row, pages)
        said = ((found, page.evidence) for page in pages if guide.unread and (found := guide_words(page)))
        words, says_so = next(said, (None, pages[0].evidence))
        guide = none_of_a_list(guide, pages, labels)
        guide = added.with_tabs_unread(guide, pages[0], [e.target for e in fetched if e.kind is not PageKind.GUIDE])
        guide = added.with_fees_unread(self._taught.with_fee_words(guide, pages), pages[0], fetched, labels)
        if all(map(is_answer, pages)):
            guide = self._taught.put_together(guide, pages)
            missed = self._taught.not_told.but_forms if by_row.told else self._taught.not_told
            guide = added.with_not_told(guide, missed, has_empty_list(pages, "materials", labels))
        guide = added.with_unread(
            with_app_entrance(guide, pages, looks, self._entrances, self._openings),
            self._left_out.of(e.target for e in looks),
            LEFT_OUT,
        )
        own = {e.id for e in parts if e.via is Via.HTTP and asks_for_one(e.target)}
        missing = lost(parts, shown=is_shown(guide)) or self._looks.missing(parts) or not_understood(guide, pages, own)
        guide = doubted(guide, missing) if missing and not guide.unread else self._awaited.doubted(guide, pages)
        if self._owners.is_anothers(guide, row, came):
            guide = ServiceGuide(evidence=guide.evidence, url=guide.url, region=guide.region, unread=ANOTHERS)
        listed = replace(
            row,
            guide_state=GuideState.ABSENT if words else GuideState.UNDECIDED if guide.unread else GuideState.OPENED,
            guide_evidence=says_so,
            guide_words=words,
            looks=sum(1 for e in asked if e.attempts),
        )
        guide = replace(with_chart(guide, pages), region=self._profile.code)
        return self._files.put(guide, [e for e in looks if e.kind is PageKind.FORM]), listed

    def _not_read(
        self, row: ListedItem, asked: Sequence[Evidence], files: Sequence[Evidence], told: str
    ) -> tuple[ServiceGuide, ListedItem]:
        """The guide of an item of which no page can be read, and why: `told`, else what came of asking for it."""
        guide = ServiceGuide(
            evidence=tuple(e.id for e in (*files, *asked)),
            url=asked[-1].url if asked else (row.target.url if row.target else ""),
            region=self._profile.code,
            unread=told or why(asked[-1] if asked else None),
        )
        state = GuideState.ABSENT if are_gone(asked) and self._leads(row, asked) else GuideState.UNDECIDED
        return guide, replace(
            row,
            guide_state=state if asked else GuideState.NOT_ASKED,
            guide_evidence=asked[-1].id if asked else None,
            looks=sum(1 for e in asked if e.attempts),
        )

    @cached_property
    def _owners(self) -> Owners:
        return Owners(self._list.items)

    @cached_property
    def _code_lists(self) -> tuple[JsonPage, ...]:
        return code_lists(self.evidence, self._page, self._text)

    @cached_property
    def _openings(self) -> Openings:
        return Openings((self._text(e) for e in self._beside.values()), self._taught.rendered)

    @cached_property
    def _left_out(self) -> LeftOut:
        return left_out(self._guides_came(), self._page, self._labels)

    @cached_property
    def _taught(self) -> Taught:
        scripts = map(self._text, scripts_in(self.evidence))
        return Taught(self._guides_came, self._page, self._labels, self._code_lists, scripts)

    def _guides_came(self) -> Iterator[list[Evidence]]:
        for looks in self._of_item.values():
            yield [e for e in self._looks.read(looks) if e.kind in _GUIDE_PARTS and e.state is FetchState.FETCHED]

    def _leads(self, row: ListedItem, asked: Sequence[Evidence]) -> bool:
        """Whether the address of a guide is the portal's own, or made in a way that led to guides of rows like it."""
        return self._made.is_own(row, asked) or self._made.led(row, asked)

    @cached_property
    def _made(self) -> MadeAddresses:
        return MadeAddresses(self._of_item, {row.key: row for row in self._list.items}, self._kinds_of)

    def _form_pages(
        self,
        looks: Sequence[Evidence],
        guide: ServiceGuide,
        scripts: Sequence[str],
        pages: Sequence[Page | JsonPage],
    ) -> dict[str, Page | JsonPage]:
        """Answers that offer files, by address: forms that hang on a page or frame of their own, or need a second call.

        A frame whose files the guide itself was read with is none.
        """
        found: dict[str, Page | JsonPage] = {}
        entrance = guide.entrance.target.key if guide.entrance is not None else None
        known = offered(guide)
        for one in looks:
            part = one.kind is PageKind.FRAGMENT and not is_script(one.target.url, one.content_type)
            if (part or one.kind is PageKind.FORM) and one.state is FetchState.FETCHED and one.target.key != entrance:
                page = self._page(one, scripts if part else ())
                files = {a.target.key for a in files_of(page, guide, pages) if a.target} if page is not None else set()
                none = one.kind is PageKind.FORM and isinstance(page, Page) and says_none(page)
                if page is not None and (files or none) and (one.kind is PageKind.FORM or not files & known):
                    found[one.target.key] = page
        return found

    def _read_form(self, evidence: Evidence, name: str) -> FormFile:
        return read_form(
            self._archive.payload(evidence),
            evidence=evidence.id,
            file_name=shown_name(name, evidence.url),
            content_type=evidence.content_type,
            disposition=evidence.disposition,
        )

    def _page(self, evidence: Evidence, scripts: Sequence[str] = ()) -> Page | JsonPage | None:
        body = self._archive.payload(evidence)
        base = self._around.get(evidence.parent or "")
        page = parse(body, evidence.content_type, evidence.url, evidence.id, scripts=scripts, base=base)
        listing = evidence.kind in WALKED or evidence.kind is PageKind.API
        if self._shared and isinstance(page, Page) and listing and (own := telling(page, self._shared)):
            return parse(body, evidence.content_type, evidence.url, evidence.id, scripts=own)
        return page

    def _frame(self, part: Evidence) -> Page | None:
        """The rendered guide of another item that showed how such parts are asked for: its tabs name them."""
        of = self._rendered.get(part.parent or "")
        known = of is not None and of.state is FetchState.FETCHED and of.item != part.item
        page = self._shown(of.id) if of is not None and known else None
        return page if isinstance(page, Page) else None

    def _office_page(self, evidence: Evidence) -> tuple[Page | None, str]:
        body = self._archive.payload(evidence)
        return office_page(
            body, self._labels, url=evidence.url, evidence=evidence.id, content_type=evidence.content_type
        )

    def _text(self, evidence: Evidence) -> str:
        return decode(self._archive.payload(evidence), evidence.content_type).text
