"""What answers of a portal say only under keys that nobody knows (未识别字段): a rendered guide shows it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from crawler.assembly.list_for_guide import is_of_a_list
from crawler.assembly.offered_files import is_numbered, learn_offers, with_address
from crawler.domain.elements import State
from crawler.domain.evidence import Evidence, PageKind, Via
from crawler.domain.values import code_lists
from crawler.domain.values.fee_rows import fee_rows, is_charged
from crawler.domain.values.placeholder import STRICT_ELEMENTS, says_nothing
from crawler.extract.answers.code_tables import CONTAINERS
from crawler.extract.answers.counted_rows import learn_counts, shows_counts, with_counts
from crawler.extract.answers.fee_lists import learn_fee_words, with_fee_words
from crawler.extract.answers.shown_keys import learn_keys
from crawler.extract.answers.words_around import learn_words, put_together
from crawler.extract.answers.written_titles import written_titles
from crawler.extract.answers.written_values import written_values
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import field_name
from crawler.page.guides.hidden_parts import empty_places, is_unfilled, may_ask
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.parse import is_script
from crawler.page.tree import is_document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.domain.records import Material, ServiceGuide
    from crawler.extract.answers.fee_lists import FeeWords
    from crawler.extract.answers.words_around import Around
    from crawler.extract.labels.dictionary import LabelDictionary

    PageOf = Callable[[Evidence], Page | JsonPage | None]
    Shown: TypeAlias = tuple[Page | JsonPage, Sequence[Page | JsonPage]]
    """A guide as a browser built it, and the answers behind it."""

_MOST_ANSWERED, _MOST_RENDERED = 40, 4
"""Guides that are read to learn from them."""
_SAID_OTHERWISE = frozenset({"blank_form", "sample_form", "material_copies"})
"""What a page puts together of names of files, and of several numbers: its own words are those of the page."""
_FORMS = frozenset({"blank_form", "sample_form"})
_NUMBER = re.compile(r"\d{1,3}")
_SIGNS = re.compile(r"\W")
_BEHIND = re.compile(r"(?P<word>[^（(，,；;：:]+)[（(，,；;：:](?P<rest>.+)", re.DOTALL)
_FEWEST_PLACES = 3
"""Empty places with a name of their own that the frame of a guide has for what its script brings."""
_OF_A_FRAME = frozenset({"name", "online_entry"})
"""What the frame of a guide may state by itself: the title of the page, and the button over it."""
_OF_A_FEE = frozenset({"online_payment", "fee_reduction", "fee_reduction_basis"})
"""What a page may print in words of its own beside every fee, and beside nothing else."""


def is_answer(page: Page | JsonPage) -> bool:
    """Whether a page around it shows what this is: data, or a piece of markup for a layer (弹层)."""
    return isinstance(page, JsonPage) or not is_document(page.text)


class Taught:
    """What the rendered guides of a portal teach of those that came as answers alone, found out when it is asked."""

    def __init__(
        self,
        guides: Callable[[], Iterable[Sequence[Evidence]]],
        page_of: PageOf,
        labels: LabelDictionary,
        lists: Sequence[JsonPage],
        scripts: Iterable[str] = (),
    ) -> None:
        self._guides = guides
        self._scripts = scripts
        self._page_of = page_of
        self._labels = labels
        self._lists = lists
        self._frame: tuple[str, bool] = "", False

    def is_bare(self, pages: Sequence[Page | JsonPage]) -> bool:
        """Whether the page of a guide says nothing by itself: a script fills its cells, or its parts came by calls."""
        page = pages[0] if pages else None
        return isinstance(page, Page) and (is_unfilled(page) or self._is_frame(page, pages[1:]))

    def _is_frame(self, page: Page, parts: Sequence[Page | JsonPage]) -> bool:
        """Whether a page has but empty places for what came as answers, and rendered guides teach how to read those."""
        if not parts or is_answer(page) or not all(map(is_answer, parts)) or not self.rendered:
            return False
        if self._frame[0] != page.text:  # most guides of a portal have theirs in common
            waits = may_ask(page) and len(empty_places(page)) >= _FEWEST_PLACES
            self._frame = page.text, waits and self._says_nothing(page, parts)
        return self._frame[1]

    def _says_nothing(self, page: Page, parts: Sequence[Page | JsonPage]) -> bool:
        """Whether a page read with its parts states no more by itself than any frame does."""
        guide = read_guide([page, *parts], self._labels)
        own = {e for e, one in guide.readings.items() if one.stated and one.evidence == page.evidence}
        if not any(one.name.evidence == page.evidence for one in guide.materials):
            own.discard("materials")  # the titles of the columns of a table without rows
        return own <= _OF_A_FRAME

    @cached_property
    def labels(self) -> LabelDictionary:
        """The dictionary with the keys of which rendered guides show the labels, and titles that scripts write."""
        shown = learn_keys(((one.guide, one.answers) for one in self._read), self._labels, self._lists)
        return shown.with_written(written_titles(self._written, self._labels)).put_into(self._labels)

    @cached_property
    def _written(self) -> tuple[str, ...]:
        """The scripts that make the pages of guides."""
        return tuple(dict.fromkeys((*self._scripts, *(one.scripts for one in self._read))))

    @cached_property
    def not_told(self) -> NotTold:
        """What answers leave out."""
        answered = answered_guides(self._guides(), self._page_of)
        return not_told(self.rendered, self.labels, answered, self._lists, self._written, around=self._words_around)

    def put_together(self, guide: ServiceGuide, pages: Sequence[Page | JsonPage]) -> ServiceGuide:
        """A guide that came as answers alone, with what its page puts around values of them."""
        return with_counts(put_together(guide, answers_of(pages), self._words_around), self._counts)

    def with_fee_words(self, guide: ServiceGuide, pages: Sequence[Page | JsonPage]) -> ServiceGuide:
        """A guide that came as answers alone, with what its page says beside their list of fees."""
        if not all(map(is_answer, pages)):
            return guide
        return with_fee_words(guide, answers_of(pages), self._fee_words, self._labels)

    @cached_property
    def _words_around(self) -> dict[str, tuple[Around, ...]]:
        return learn_words((one.guide, one.answers) for one in self._read)

    @cached_property
    def _counts(self) -> dict[str, str]:
        counted = (one for one in self._read if shows_counts(one.guide))
        told = ((one.guide, read_guide([*one.answers, *self._lists], self.labels)) for one in counted)
        return learn_counts(pair for shown, own in told for pair in _same(shown, own))

    @cached_property
    def _fee_words(self) -> FeeWords | None:
        return learn_fee_words(self._read, self._labels)

    @cached_property
    def _read(self) -> tuple[Rendered, ...]:
        """The rendered guides, read once for keys, words around values and words of fees."""
        return tuple(
            Rendered(
                with_address(read_guide([page], self._labels), page),
                answers_of(told),
                page.scripts.text if isinstance(page, Page) else "",
            )
            for page, told in self.rendered
        )

    @cached_property
    def rendered(self) -> tuple[Shown, ...]:
        """The guides that a browser showed, each with the answers behind it."""
        return tuple(rendered_guides(self._guides(), self._page_of))


class Rendered(NamedTuple):
    """What a browser showed of a guide, read without the answers behind it; those; the scripts of its page."""

    guide: ServiceGuide
    answers: list[JsonPage]
    scripts: str


def answers_of(pages: Iterable[Page | JsonPage]) -> list[JsonPage]:
    """Those that are data, and no piece of markup."""
    return [page for page in pages if isinstance(page, JsonPage)]


def has_empty_list(answers: Iterable[Page | JsonPage], element: str, labels: LabelDictionary) -> bool:
    """Whether an answer holds an empty list that may be that of an element: under its name, or all that it brings."""
    for answer in answers:
        stack = [answer.data] if isinstance(answer, JsonPage) else []
        while stack:
            node = stack.pop()
            for key, value in node.items() if isinstance(node, dict) else ():
                known = element in {labels.group_of_field(key), labels.element_of_field(key)}
                if value == [] and (known or field_name(key) in CONTAINERS):
                    return True
                stack.append(value)
    return False


class NotTold(NamedTuple):
    """What rendered guides state, and the answers behind them do not."""

    elements: frozenset[str]
    of_materials: frozenset[str]
    """The same of what a guide says of each of its materials."""
    otherwise: frozenset[str]
    """Of that what answers state in other words, of which nobody knows whether they are all."""
    empty: Mapping[str, str] = MappingProxyType({})
    """What a page writes (无) where the answer has a key of the element and nothing under it."""
    offers: Mapping[str, str] = MappingProxyType({})
    """What it offers (查看样本) where the answer has the number of a file for the element."""
    written: Mapping[str, Reading] = MappingProxyType({})
    """What the page of every guide shows, because its template writes it."""

    told: frozenset[str] = frozenset()
    """What the answer tells by a key that rendered guides taught: of one without that key nothing is known."""

    noted: frozenset[str] = frozenset()
    """Where the answer has an empty key, and the page shows what it says in explanation (anticipateExplain)."""

    @property
    def but_forms(self) -> NotTold:
        """The same of a guide whose materials are asked for their forms by calls of their own."""
        return self._replace(of_materials=self.of_materials - _FORMS)


def not_told(
    guides: Iterable[Shown],
    labels: LabelDictionary,
    answered: Iterable[Sequence[Page | JsonPage]] = (),
    lists: Sequence[JsonPage] = (),
    scripts: Sequence[str] = (),
    *,
    around: Collection[str] = (),
) -> NotTold:
    """Elements that a rendered guide states, and the answers behind it do not: of no guide their absence is known.

    Nor is that of what stands beside a fee, where none of the guides that were rendered charges one, but for what any
    of the `answered` guides, the answers of each, says by a key. `lists` are the portal's code lists,
    `scripts` those that make its pages. Of what pages put `around` the number of a file the answer tells all.
    """
    found: set[str] = set()
    of_rows: set[str] = set()
    otherwise: set[str] = set()
    by_key: set[str] = set()
    noted: dict[str, list[bool]] = defaultdict(list)
    charged: list[bool] = []
    bare: dict[str, set[str]] = defaultdict(set)
    read: list[tuple[ServiceGuide, ServiceGuide]] = []
    alike: dict[str, dict[str, Reading]] = defaultdict(dict)
    for shown, answers in guides:
        told = read_guide([*answers, *lists], labels)
        guide = read_guide([shown], labels)
        read.append((guide, told))
        alone = {
            element: one for element, one in guide.readings.items() if one.stated and not told.read(element).stated
        }
        by_key |= {element for element in alone if element in around and is_numbered(told, element)}
        found.update(element for element in alone.keys() - by_key if not _is_bare(told.read(element)))
        for element in found & alone.keys():
            alike[element].setdefault(alone[element].text, alone[element])
        for element in (element for element, read in told.readings.items() if _is_bare(read)):
            bare[element].add(said := alone[element].text if element in alone else "")
            noted[element].append(bool(said) and said == told.read(f"{element}_note").text)
        of_rows |= (_of_materials(guide) | _behind_buttons(guide)) - _of_materials(told)
        of_rows |= _of_some_materials(guide, told)
        otherwise |= _otherwise(guide, told)
        charged.append(is_charged(guide))
    empty = {
        element: next(iter(said)) for element, said in bare.items() if len(said) == 1 and _is_answer(element, *said)
    }
    offers = learn_offers(read)
    found -= offers.keys()
    found |= {element for element, said in bare.items() if element not in empty and said != {""}}
    one_each = {element: next(iter(said.values())) for element, said in alike.items() if len(said) == 1}
    written = written_values(one_each, scripts)
    found -= written.keys()
    explained = frozenset(element for element, all_are in noted.items() if all(all_are))
    own = frozenset(of_rows), frozenset(otherwise), empty, offers, written, frozenset(by_key), explained
    if any(charged) or not charged:
        return NotTold(frozenset(found), *own)
    beside: set[str] = set()
    for answers in islice(answered, _MOST_ANSWERED):
        rows = fee_rows(read_guide(answers, labels))
        beside.update(element for element in _OF_A_FEE for row in rows if row.read(element).stated)
        if beside == _OF_A_FEE:
            break
    return NotTold(frozenset(found | (_OF_A_FEE - beside)), *own)


def _is_bare(read: Reading) -> bool:
    """Whether an answer has a key of the element, and nothing under it."""
    return read.state is State.NOT_STATED and read.label is not None


def _is_answer(element: str, words: str) -> bool:
    """Whether a page says by some words that there is nothing, where that is an answer: 特别程序：无."""
    return bool(words) and says_nothing(words) and element not in STRICT_ELEMENTS


def _of_materials(guide: ServiceGuide) -> set[str]:
    return {part for one in guide.materials for part, read in one.readings.items() if read.stated}


def _behind_buttons(guide: ServiceGuide) -> set[str]:
    """Parts that no material of a page states and any may, in a layer that nobody opened."""
    unread = {part for one in guide.materials for part, read in one.readings.items() if read.unread}
    return unread - _of_materials(guide)


def _of_some_materials(shown: ServiceGuide, told: ServiceGuide) -> set[str]:
    """Parts that a page states of a material and the answers do of others alone: 原件1份 of a number of pages."""
    stated = ((part, other.read(part)) for one, other in _same(shown, told) for part in _stated(one))
    return {part for part, own in stated if not own.stated}


def _stated(material: Material) -> Iterator[str]:
    return (part for part, read in material.readings.items() if read.stated)


def _same(shown: ServiceGuide, told: ServiceGuide) -> Iterator[tuple[Material, Material]]:
    """The materials of a page, each with the same one of the answers behind it; none where the lists differ."""
    if [one.name.text for one in shown.materials] == [one.name.text for one in told.materials]:
        yield from zip(shown.materials, told.materials, strict=True)


def _otherwise(shown: ServiceGuide, told: ServiceGuide) -> set[str]:
    """Parts of the same materials that a page and the answers behind it state differently."""
    found: set[str] = set()
    for one, other in _same(shown, told):
        parts = ((part, read, other.read(part)) for part, read in one.readings.items())
        said = (
            (part, read, own) for part, read, own in parts if part not in _SAID_OTHERWISE and read.stated and own.stated
        )
        found |= {part for part, read, own in said if not _agree(read, own, other)}
    return found


def _agree(shown: Reading, told: Reading, of: Material) -> bool:
    """Whether a page says what an answer does: 政府部门核发：公安机关 of two fields, 原件2份，复印件0份 of a number."""
    if told.text.isdigit():
        return int(told.text) in map(int, _NUMBER.findall(shown.text)) or not int(told.text)
    words = _bare(told.text)
    if shown.element == "material_issuer" and (words in _bare(shown.text) or _bare(shown.text) in words):
        return True  # a page may be read without the verb: 医疗机构 of 医疗机构出具
    issuer = of.read("material_issuer").text if shown.element == "material_source" else ""
    counted = shown.element == "material_original" and words in _bare(shown.text)
    said = {words, words + _bare(issuer), _bare(issuer) or words}  # a page may name who issues it and nothing else
    return counted or _bare(shown.text) in said or _goes_on(shown, told)


def _goes_on(shown: Reading, told: Reading) -> bool:
    """Whether a page says the source of an answer and how it is come by: 政府部门核发（公安部门），共享核验."""
    found = _BEHIND.match(shown.text) if shown.element == "material_source" else None
    if found is None or found["word"].strip() != told.text.strip() or not code_lists.has(told.element, told.text):
        return False
    return not any(word in found["rest"] for word in code_lists.CODES["material_source"].values())


def _bare(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


def rendered_guides(
    guides: Iterable[Sequence[Evidence]], page_of: PageOf
) -> Iterator[tuple[Page | JsonPage, list[Page | JsonPage]]]:
    """Guides that were rendered, each with the answers behind it; `guides` are the looks that each came in."""
    count = 0
    for came in guides:
        if count >= _MOST_RENDERED:
            return
        shown = [e for e in came if e.kind is PageKind.GUIDE and e.via is Via.BROWSER]
        pages = [page_of(e) for e in came if e not in shown and not _is_script(e)] if shown else []
        answers = [page for page in pages if page is not None and is_answer(page)]
        page = page_of(shown[0]) if answers else None
        if page is not None and not is_of_a_list(page, answers):
            count += 1
            yield page, answers


def answered_guides(guides: Iterable[Sequence[Evidence]], page_of: PageOf) -> Iterator[list[Page | JsonPage]]:
    """Guides that came as answers alone."""
    for came in guides:
        by_call = not any(e.via is Via.BROWSER for e in came)
        pages = [page_of(e) for e in came if not _is_script(e)] if by_call else []
        answers = [page for page in pages if page is not None and is_answer(page)]
        if answers and len(answers) == len(pages):
            yield answers


def _is_script(look: Evidence) -> bool:
    """Whether a look brought a script, whose words are those of a page and no answer."""
    return is_script(look.target.url, look.content_type)
