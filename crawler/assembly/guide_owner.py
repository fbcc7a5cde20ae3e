"""Whose guide an address brought (指南归属): a cache may answer with another item's guide under this one's address.

Its facts are those of the other item. A portal may call an item otherwise in its guide than in its list, give one guide
to several branches of an item (办理项, 情形), or write a wrong code: as long as anything in the answer is this item's
own, it is its guide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.domain.values.core_facts import core_name
from crawler.domain.values.numerals import plain
from crawler.domain.values.service_name import Likeness, likeness, neutral_name, plain_name
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.vocabulary import CODE_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.domain.records import ListedItem, ServiceGuide

ANOTHERS = "the guide under this address is another item's"

_BRACKETS = re.compile(r"[(\[【〔「][^()\[\]【】〔〕「」]*[)\]】〕」]")
_LEAST_NAME = 4
_ITEM_CODE = 18
"""Characters that the code of an item has at least, as no date, number or division code has."""
_WHOLE_CODE = re.compile(r"(?=.*\d)[0-9A-Z-]{8,64}")


class Owners:
    """The items that are known by name and code, to tell whose guide one is."""

    def __init__(self, rows: Iterable[ListedItem]) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        self._coded: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, str] = {}
        for row in rows:
            if row.name.stated:
                self._named[plain_name(row.name.text)].add(row.key)
                self._names[row.key] = plain_name(row.name.text)
            for code in _codes(row):
                self._coded[code].add(row.key)

    def is_anothers(self, guide: ServiceGuide, row: ListedItem, pages: Sequence[Page | JsonPage]) -> bool:
        """Whether a guide that was read under a row's address is plainly the guide of another item."""
        said = guide.read("name")
        if guide.unread or not row.name.stated or len(plain_name(row.name.text)) < _LEAST_NAME:
            return False
        codes, own = _codes(guide), _codes(row)
        if any(self._is_of_another(page, row, own | codes) for page in pages[1:] if isinstance(page, JsonPage)):
            return True
        if any(row.key in self._coded[code] and len(self._coded[code]) == 1 for code in codes):
            return False
        coded = set[str]().union(*(self._coded[code] for code in codes if code in self._coded)) if own else set()
        if not said.stated:
            told = coded | self._headed(pages)
            return bool(told) and row.key not in told and not _shows(pages, row.name.text)
        if plain_name(said.text) == plain_name(row.name.text):
            # Two items of one name are told by their codes alone.
            names = {self._names.get(key) for key in coded}
            return bool(coded) and row.key not in coded and names == {plain_name(row.name.text)}
        if not _are_other(row.name.text, said.text) or _shows(pages, row.name.text):
            return False
        known = self._named.get(plain_name(said.text), set()) | coded
        return (bool(known) and row.key not in known) or _have_nothing_in_common(row.name.text, said.text)

    def _is_of_another(self, answer: JsonPage, row: ListedItem, own: set[str]) -> bool:
        """Whether an answer that a guide is made of names one item by its whole code, and that is another one.

        An item like this one by name may be the main item (主项) above it.
        """
        values = {str(value).upper() for _, value in answer.values()}
        named = {code for code in values if len(code) >= _ITEM_CODE and code in self._coded}
        if values & own or len(named) != 1:
            return False
        keys = self._coded[named.pop()]
        names = {self._names.get(key, "") for key in keys}
        return row.key not in keys and all(name and _are_other(row.name.text, name) for name in names)

    def _headed(self, pages: Iterable[Page | JsonPage]) -> set[str]:
        """The items whose name is the heading of a page, which says it in no other way."""
        headings = (h for page in pages if isinstance(page, Page) for h in page.body.iter("h1", "h2", "h3"))
        names = (plain_name("".join(map(str, heading.itertext()))) for heading in headings)
        return set[str]().union(*(self._named[name] for name in names if name in self._named))


def _codes(record: ListedItem | ServiceGuide) -> set[str]:
    readings = (record.read(element) for element in CODE_ELEMENTS)
    values = {"".join(one.text.split()).upper() for one in readings if one.stated}
    return {value for value in values if _WHOLE_CODE.fullmatch(value)}


def _are_other(one: str, other: str) -> bool:
    """Whether two names are those of two services, with and without what stands in their brackets."""
    pairs = ((one, other), (_bare(one), _bare(other)), (core_name(one), core_name(other)))
    return all(likeness(a, b) is Likeness.OTHER for a, b in pairs)


def _bare(name: str) -> str:
    return _BRACKETS.sub("", plain(name)) or name


def _have_nothing_in_common(one: str, other: str) -> bool:
    """Whether two whole names of services share no two characters that follow each other."""
    a, b = neutral_name(one), neutral_name(other)
    if min(len(a), len(b)) < _LEAST_NAME:
        return False
    return not {a[n : n + 2] for n in range(len(a) - 1)} & {b[n : n + 2] for n in range(len(b) - 1)}


def _shows(pages: Iterable[Page | JsonPage], name: str) -> bool:
    """Whether a name stands anywhere in what came, with or without what stands in its brackets."""
    wanted = {plain_name(name), plain_name(_bare(name))}
    for page in pages:
        if isinstance(page, Page):
            texts = [page.title, page.visible_text()]
        else:
            texts = [value for _, value in page.values() if isinstance(value, str)]
        if any(words in plain_name(text) for text in texts for words in wanted):
            return True
    return False
