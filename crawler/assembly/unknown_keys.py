"""What answers of a portal say only under keys that nobody knows (未识别字段): a rendered guide shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import Evidence, PageKind, Via
from crawler.domain.values.fee_rows import fee_rows, is_charged
from crawler.extract.guide.reading import read_guide
from crawler.page.json_page import JsonPage
from crawler.page.parse import is_script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

    PageOf = Callable[[Evidence], Page | JsonPage | None]

_OF_A_FEE = frozenset({"online_payment", "fee_reduction", "fee_reduction_basis"})
"""What a page may print in words of its own beside every fee, and beside nothing else."""


def is_answer(page: Page | JsonPage) -> bool:
    """Whether a page around it shows what this is: data, or a piece of markup for a layer (弹层)."""
    return isinstance(page, JsonPage) or "<body" not in page.text.lower()


def not_told(
    guides: Iterable[tuple[Page | JsonPage, Sequence[Page | JsonPage]]],
    labels: LabelDictionary,
    answered: Iterable[Sequence[Page | JsonPage]] = (),
) -> frozenset[str]:
    """Elements that a rendered guide states, and the answers behind it do not: of no guide their absence is known.

    Nor is that of what stands beside a fee, where none of the guides that were rendered charges one, but for what any
    of the `answered` guides, the answers of each, says by a key.
    """
    found: set[str] = set()
    charged: list[bool] = []
    for shown, answers in guides:
        told = read_guide(answers, labels)
        guide = read_guide([shown], labels)
        found.update(element for element, one in guide.readings.items() if one.stated and not told.read(element).stated)
        charged.append(is_charged(guide))
    if any(charged) or not charged:
        return frozenset(found)
    by_key: set[str] = set()
    for answers in answered:
        rows = fee_rows(read_guide(answers, labels))
        by_key.update(element for element in _OF_A_FEE for row in rows if row.read(element).stated)
        if by_key == _OF_A_FEE:
            break
    return frozenset(found | (_OF_A_FEE - by_key))


def rendered_guides(
    guides: Iterable[Sequence[Evidence]], page_of: PageOf
) -> Iterator[tuple[Page | JsonPage, list[Page | JsonPage]]]:
    """Guides that were rendered, each with the answers behind it; `guides` are the looks that each came in."""
    for came in guides:
        shown = [e for e in came if e.kind is PageKind.GUIDE and e.via is Via.BROWSER]
        pages = [page_of(e) for e in came if e not in shown and not _is_script(e)] if shown else []
        answers = [page for page in pages if page is not None and is_answer(page)]
        page = page_of(shown[0]) if answers else None
        if page is not None:
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
