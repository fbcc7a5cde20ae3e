"""Lists of items that came where a guide was asked for (误入清单): their rows say nothing of what a guide may say.

A name on a front page may lead to a search for it, and a click on a main item unfolds those beneath it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.assembly.gaps import is_shown
from crawler.domain.records import ServiceGuide
from crawler.extract.guide.reading import read_guide
from crawler.page.html import Page
from crawler.page.lists.item_rows import is_guide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.json_page import JsonPage

_FEWEST = 3
"""Elements that a page states which is a guide, whatever it lists beside."""
LIST = "a list of items came where the guide was asked for"


def none_of_a_list(guide: ServiceGuide, pages: Sequence[Page | JsonPage], labels: LabelDictionary) -> ServiceGuide:
    """The guide, unread where all that was read of it stands in rows of a list and what else came tells no guide."""
    if guide.unread or is_shown(guide):
        return guide
    lists = [page for page in pages if is_list(page) and _speaks_in_rows(guide, page)]
    rest = [page for page in pages if page not in lists]
    if not lists or (rest and not read_guide(rest, labels).unread):
        return guide
    return ServiceGuide(evidence=guide.evidence, url=guide.url, unread=LIST)


def is_list(page: Page | JsonPage) -> bool:
    """Whether a page or an answer lists items and has no sections of a guide."""
    return bool(page.items()) and not (isinstance(page, Page) and is_guide(page))


def is_of_a_list(page: Page | JsonPage, answers: Iterable[Page | JsonPage]) -> bool:
    """Whether a rendered page is that of a list: an answer behind it lists items, and no sections of a guide stand."""
    return isinstance(page, Page) and not is_guide(page) and any(map(is_list, answers))


def _speaks_in_rows(guide: ServiceGuide, page: Page | JsonPage) -> bool:
    """Whether what was read of an answer stands in its rows; of a page with rows next to nothing may have been read."""
    said = [one.locator or "" for one in guide.readings.values() if one.stated and one.evidence == page.evidence]
    if isinstance(page, Page):
        return len(said) < _FEWEST
    rows = tuple(f"{row.locator}/" for row in page.items())
    return sum(at.startswith(rows) for at in said) * 2 > len(said) or not said
