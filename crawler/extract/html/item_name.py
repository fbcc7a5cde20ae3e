"""The name of the item (事项名称) where no label gives it: a heading, the title, a text over the facts, the path.

What the page says of its site, of a column or of the office names no item, wherever it stands. Where nothing decides
between what is left, nobody knows the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from crawler.domain.values import placeholder
from crawler.domain.values.page_tools import is_tool
from crawler.domain.values.site_words import is_column, is_office
from crawler.extract.guide import text
from crawler.extract.guide.draft import reading
from crawler.extract.guide.name_words import could_name, is_plain, may_name, reads_like_name
from crawler.extract.html import path_words
from crawler.extract.html.boxes import is_one_of_rows, outermost
from crawler.extract.html.head import BADGES
from crawler.extract.html.head_texts import HeadText, head_texts, is_in_contents, without_pairs
from crawler.extract.html.name_beside import title_beside
from crawler.extract.html.page_titles import UNMAPPED
from crawler.extract.labels.questions import is_asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from crawler.domain.elements import Reading
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.site_words import SiteWords
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_CELLS = frozenset({"td", "th", "dt", "label"})
_BY_PLACE = 0.8
_SHORTEST, _LONGEST, _LONGEST_HEADING = 4, 60, 120
_SHORTEST_OVER_ALL = 6


class _Named(NamedTuple):
    words: str
    element: _Element
    sure: bool = True


class Head(NamedTuple):
    """A page, its boxes, those of them that are labels, and what it says of its site."""

    page: Page
    boxes: Sequence[Box]
    hits: Sequence[Box]
    labels: LabelDictionary
    site: SiteWords

    @classmethod
    def of(
        cls, page: Page, boxes: Sequence[Box], hits: Sequence[Box], labels: LabelDictionary, site: SiteWords
    ) -> Self:
        """The head of a page over the first of its labels that is none in its table of contents."""
        return cls(page, boxes, [hit for hit in hits if not is_in_contents(hit, labels)], labels, site)

    def told(self) -> Reading | None:
        """The name that the head tells; None where it tells none, or nothing decides between several."""
        ways = (_said_in_title, _in_heading, _over_table, _in_title, _over_facts, _beside)
        named = next((found for way in ways if (found := way(self)) is not None), None)
        if named is None:
            return None
        confidence = 1.0 if named.sure else _BY_PLACE
        at = self.page.locator(named.element)
        return reading("name", named.words, evidence=self.page.evidence, locator=at, confidence=confidence)

    def may_tell(self) -> bool:
        """Whether something over the first fact may be the name of the item for all that one knows.

        That is any text that is not the page's own, a short one (残疾人证), what heads the first part, a title of the
        document that was not believed, and a heading that only by its form is an office's.
        """
        if _over_all(self.hits) is not None or _own_of_title(self) or path_words.last(self.page, self.site) is not None:
            return True
        if any(could_name(said.words) for said in self.texts()):
            return True
        if any(reads_like_name(said.words) for said in self.texts(everywhere=True)):
            return True
        return any(_is_doubtful(box.words, self.site) for box in _headings(self))

    def texts(self, *, everywhere: bool = False) -> Iterator[HeadText]:
        """The texts over the first fact that are none of the page's own."""
        for said in head_texts(self.boxes, self.hits, self.labels, everywhere=everywhere):
            words = said.words
            of_page = is_tool(words) or text.is_entrance(words) or words in BADGES or self.labels.is_title(words)
            if not of_page and not is_asked(words) and not self.site.are(words):
                yield said


def _is_doubtful(words: str, site: SiteWords) -> bool:
    """Whether a heading names the site by its form alone, or whose guide it is (低保办事指南)."""
    by_form = is_office(words) or (is_column(words) and not is_column(text.without_kind(words) or words))
    return by_form and not site.are_told(words)


def _without_kind(words: str, site: SiteWords) -> str:
    """A heading without the kind of its page, where what is left may name an item: 新车上牌服务指南."""
    own = text.without_kind(words)
    return own if len(own) >= _SHORTEST and not site.are(own) else words


def _headings(head: Head) -> list[Box]:
    """The headings over the first fact."""
    labelled = next((hit for hit in head.hits if not _names_site(hit)), None)
    end = labelled.start if labelled is not None else len(head.boxes)
    return [box for box in head.boxes if box.tag in _HEADINGS and box.start < end]


def _in_heading(head: Head) -> _Named | None:
    """The first heading over the facts that is neither the site's nor a column's; of the highest rank."""
    found: list[tuple[str, Box]] = []
    for box in _headings(head):
        words = _without_kind(without_pairs(box, head.labels), head.site)
        own = box.match is None and _SHORTEST <= len(words) <= _LONGEST_HEADING and _is_own(words, head)
        if own or (box.tag == "h1" and placeholder.may_be_placeholder(words)):
            found.append((words, box))
    if not found:
        return None
    words, box = min(found, key=lambda each: each[1].tag)  # h1 before h2, the first of each
    if _is_that_of_site(words, head):
        return None
    return _Named(words, box.element)


def _is_own(words: str, head: Head) -> bool:
    of_page = is_tool(words) or head.labels.is_mark("headings", words) or is_asked(words)
    return not of_page and not head.site.are(words)


def _is_that_of_site(words: str, head: Head) -> bool:
    """Whether what stands over a guide is the whole title of the page too, and something else there reads like a name.

    So the bar of an app gives its own name on all its pages (掌上临江).
    """
    if reads_like_name(words) or "".join(words.split()) != "".join(head.page.title.split()):
        return False
    return any(reads_like_name(said.words) for said in head.texts())


def _names_site(hit: Box) -> bool:
    """Whether what looks like a label that nobody knows is the name of the site: 临江政务服务网 | 登录."""
    return hit.match is not None and hit.match.element == UNMAPPED and text.is_site_title(hit.words)


def _over_table(head: Head) -> _Named | None:
    """The title over all columns of a table."""
    top = next((b for b in head.boxes if _is_title_row(b) and not head.site.are(b.words)), None)
    if top is None or (head.hits and top.start > head.hits[0].start):
        return None
    return _Named(top.words, top.element)


def _is_title_row(box: Box) -> bool:
    """Whether a cell is the title over all columns of a table."""
    row = box.parent
    return (
        box.tag in {"th", "td"}
        and row is not None
        and len(row.boxes) == 1
        and could_name(box.words)
        and (box.element.get("colspan") or "1") != "1"
        and _SHORTEST <= len(box.words) <= _LONGEST
        and box.match is None
        and not any(b.tag == "a" for b in box.walk())
    )


def _own_of_title(head: Head) -> str | None:
    """The first part of the page's title that is no name of the site, of a column or of an office."""
    for part in text.parts_of_title(head.page.title):
        own = text.without_kind(part)
        if len(own) >= _SHORTEST and not head.site.are(own) and not (own != part and is_office(own)):
            return own
    return None


def _in_title(head: Head) -> _Named | None:
    """The name in the page's title, if that is not the title of all pages of a site (掌上临江).

    So it is where it does not read like a name and something over the facts does.
    """
    title, found = _own_of_title(head), head.page.root.find(".//title")
    if title is None or found is None:
        return None
    if not reads_like_name(title):
        shown = title in head.page.visible_text()
        others = [said for said in head.texts() if said.words != title]
        if any(reads_like_name(said.words) for said in others):
            return None
        if not shown and any(may_name(said.words) for said in others):
            return None
    return _Named(title, found)


def _said_in_title(head: Head) -> _Named | None:
    """The text that stands alone on the page and begins its title, where the first heading is that of something else.

    A column beside the guide may stand before it, with headings of its own: 相关事项推荐.
    """
    name, title = _own_of_title(head), head.page.title
    headings = (b for b in head.boxes if b.tag in _HEADINGS and b.words and not head.site.are(b.words))
    first = next(headings, None)
    if not name or first is None or first.words in title or name in first.words:
        return None
    own = next((b for b in head.boxes if not b.boxes and b.words == name and not b.linked), None)
    if own is None or any(b.tag == "a" for b in own.up()):
        return None
    return _Named(name, own.element)


def _over_facts(head: Head) -> _Named | None:
    """The first text over the facts that reads like the name of an item, or the only one that may be a name.

    Where there is none, the article's own title in a meta tag, and the last step of the path to the page.
    """
    texts = list(head.texts())
    named = next((said for said in texts if reads_like_name(said.words)), None)
    if named is not None:
        title = _own_of_title(head)
        shown = title is not None and title != named.words and title in head.page.visible_text()
        return None if shown else _Named(named.words, named.box.element)
    over = _over_all(head.hits)
    if over is not None and len(over.words) >= _SHORTEST_OVER_ALL and reads_like_name(over.words):
        return _Named(over.words, over.element, sure=False)
    alone = {said.words: said.box.element for said in texts if may_name(said.words)}
    if len(alone) == 1:
        words, element = next(iter(alone.items()))
        return _Named(words, element, sure=False)
    beside = path_words.last(head.page, head.site), head.site.article
    told = {found[0]: found[1] for found in beside if found is not None and _is_own(found[0], head)}
    if len(told) == 1:
        words, element = next(iter(told.items()))
        if (not alone and may_name(words)) or words in alone:
            return _Named(words, element, sure=False)
    return None


def _beside(head: Head) -> _Named | None:
    """The title of the part with most of the facts, where an aside with some stands before it."""
    box = title_beside(head.boxes, head.hits)
    if box is None or not _is_own(box.words, head) or box.words in BADGES:
        return None
    return _Named(box.words, box.element, sure=False)


def _over_all(hits: Sequence[Box]) -> Box | None:
    """The first title of a page, where nobody knows it and it may be the name: drawn as those of the parts are."""
    first = hits[0] if hits else None
    if first is None or first.match is None or first.match.element != UNMAPPED or first.tag in _CELLS:
        return None
    row = outermost(first).parent
    return first if is_plain(first.words) and not (row is not None and is_one_of_rows(row)) else None
