"""Values of a guide (办事指南) that a script has yet to put into its page: titles stand there over empty places.

A server that prints names with its places fills them. Where most of the places that have a name of their own are empty,
and a script of the page asks for something or lies outside, an empty one says nothing of the guide.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from crawler.page.guides.hidden_parts import LOADING, is_of_any_page, may_ask
from crawler.page.links import SCRIPT_SCHEME
from crawler.page.vocabulary import guide_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from crawler.page.html import Page

_PLACES = frozenset(
    {"div", "section", "ul", "ol", "dl", "tbody", "td", "dd", "p", "span", "em", "b", "strong", "label"}
)
_BINDING = re.compile(r"^(?:data-|v-|ng-|x-|wx:|:|th:)(?!v-)")
"""How attributes are called that tell a script or a template what belongs into a place."""
_HOLDING = ("img", "iframe", "embed", "object", "canvas", "select", "input", "textarea", "a", "button", "svg")
_UNSET = re.compile(r"[\s\-—–_/.…]*|undefined|null|NaN|\{\{[^{}]*\}\}|\$\{[^{}]*\}", re.IGNORECASE)
"""What stands in a place that no script has filled."""
_EMPTY = re.compile(
    r"<(?:div|section|[uod]l|tbody|td|dd|p|span|em|b|strong|label)\s[^<>]*>\s*(?:[-—–_/.…]{1,4}\s*)?</", re.IGNORECASE
)
_MARKED = re.compile(
    r">\s*(?:\{\{|\$\{|undefined<|null<|NaN<|[^<>{}]{0,12}(?:加载|读取|载入|稍[候等后]|loading))", re.IGNORECASE
)
_LONGEST = 16
_MATERIALS = "申请材料"
_FEWEST = 2
_TABS = 3
_TABS_ARE = frozenset({"li", "a", "span", "div", "button"})


def awaited_values(page: Page) -> Mapping[str, str]:
    """The titles over or beside places that wait for a script, each with the name of its place; none on most pages."""
    if not may_ask(page):
        return {}
    places = _named_places(page) if _may_wait(page.text) else {}
    empty = {place: name for place, name in places.items() if _is_unset(place)}
    found = {}
    if len(empty) >= _FEWEST and len(empty) * 3 > len(places) * 2:
        found = dict(_titled(page, empty))
    for row in _rows_of_tabs(page):
        found.update((title, title) for title in row)
    rows = _tables_without_rows(page)
    return found | rows if len(found) >= _FEWEST or rows else {}


def _may_wait(source: str) -> bool:
    """Whether the source of a page has empty places or marks at all: most have none, and need no closer look."""
    return _MARKED.search(source) is not None or sum(1 for _ in islice(_EMPTY.finditer(source), _FEWEST)) >= _FEWEST


def _named_places(page: Page) -> dict[_Element, str]:
    """The places of a page that hold no others, with the name by which a script finds each.

    That is its id, what is bound to it, or a class that it has alone.
    """
    leaves = [e for e in page.content.iter(*_PLACES) if _is_leaf(e)]
    alone = Counter(e.get("class") for e in leaves)
    named = {}
    for place in leaves:
        bound = next((str(v) for key, v in place.items() if v and (key == "id" or _BINDING.match(str(key)))), None)
        own = place.get("class")
        name = bound or (own if own and alone[own] == 1 else None)
        if name is None and (words := "".join(map(str, place.itertext())).strip()) and _is_mark(words):
            name = words
        if name is not None and not is_of_any_page(place):
            named[place] = name
    return named


def _titled(page: Page, empty: Mapping[_Element, str]) -> Iterator[tuple[str, str]]:
    """Titles of sections of a guide that have such a place behind them and nothing else."""
    above = ""
    for element in page.body.iter("*"):
        if element in empty:
            title = _words_before(element) or above
            if guide_section(title):
                yield title, empty[element]
            above = ""
        elif element.text and element.text.strip():
            words = page.words(element).rstrip("：: ") if len(element) <= 1 else ""
            above = words if len(words) <= _LONGEST else ""


def _words_before(element: _Element) -> str:
    """Words right before a place in the same line: <p>受理条件：<span id="x"></span></p>."""
    before, around = element.getprevious(), element.getparent()
    text = before.tail if before is not None else (around.text if around is not None else None)
    return (text or "").strip().rstrip("：: ")


def _is_leaf(element: _Element) -> bool:
    return not any(inner.tag in _PLACES or inner.tag in _HOLDING for inner in element.iterdescendants())


def _is_unset(element: _Element) -> bool:
    return is_unset("".join(map(str, element.itertext())))


def _is_mark(words: str) -> bool:
    """Whether words are those of a template or of a script at work, in whatever place."""
    return LOADING.match(words) is not None or (words[0] in "{$" and _UNSET.fullmatch(words) is not None)


def is_unset(words: str) -> bool:
    """Whether words are what stands in a place that no script has filled: nothing, a dash, a sign of loading."""
    return _UNSET.fullmatch(words) is not None or LOADING.match(words.strip()) is not None


def _rows_of_tabs(page: Page) -> Iterator[list[str]]:
    """Titles of sections that stand side by side over an empty place, and nowhere else: a click turns to them."""
    told: Counter[str] = Counter()
    for row in page.body.iter("ul", "ol", "div", "nav"):
        alike = len(row) >= _TABS and len({(e.tag, len(e)) for e in row}) == 1 and row[0].tag in _TABS_ARE
        if not alike or not all(guide_section(page.words(e).rstrip("：: ")) for e in row) or not _comes_empty(row):
            continue
        titles = [page.words(e).rstrip("：: ") for e in row]
        told = told or Counter("".join(str(text).split()).rstrip("：:") for text in page.body.itertext())
        if all(told["".join(title.split())] == 1 for title in titles):
            yield titles


def _tables_without_rows(page: Page) -> dict[str, str]:
    """The title over tables of materials without a row, of which a script knows the place of the rows by its id."""
    found: dict[str, str] = {}
    for body in page.body.iter("tbody"):
        around = body.getparent()
        name = body.get("id") or (around.get("id") if around is not None else None)
        head = next(body.itersiblings("thead", preceding=True), None)
        bare = not len(body) and not (body.text or "").strip()
        columns = [page.words(cell) for cell in head.iter("th", "td")] if head is not None and bare else []
        if name and any("材料" in words for words in columns):
            found[_MATERIALS] = name
    return found


def _comes_empty(row: _Element) -> bool:
    """Whether an empty place comes behind a row of tabs; links to pages of their own need none."""
    if any((link.get("href") or "#")[:1] != "#" and not _is_script(link.get("href")) for link in row.iter("a")):
        return False
    behind = [e for e in row.itersiblings("*") if e.tag not in {"script", "style", "link"}]
    return bool(behind) and all(_is_unset(e) and next(e.iter(*_HOLDING), None) is None for e in behind[:_FEWEST])


def _is_script(address: str | None) -> bool:
    """Whether a link leads nowhere but to a script."""
    return (address or "").strip().lower().startswith(SCRIPT_SCHEME)
