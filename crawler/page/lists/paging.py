"""How to go on from a list page: page links, script calls, forms, counters in addresses."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from crawler.page.finds import Paging
from crawler.page.links import State, absolute, form_target, query_pairs, without_session
from crawler.page.lists import totals
from crawler.page.lists.numbered_requests import (
    GAP,
    PAGE_PARAMETER,
    Template,
    counters_in,
    names_page,
    with_value,
)
from crawler.page.lists.pagers import chosen, count_alike, implied, pager_label, post_back, posted_number
from crawler.page.script.expressions import calls_in

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

_NEXT = re.compile(r"^(?:下一?页|后一?页|下页|next(?:\s*page)?|>|\u203a|»|>>|→)(?:\s*[>\u203a»]+)?$", re.IGNORECASE)
_LAST = re.compile(r"^(?:末页|尾页|最后一?页|最末页|last|>\||>>\|)$", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:第一页|上一?页|前一?页|prev(?:ious)?|first|<+|\u2039|«|\|<)$", re.IGNORECASE)
_HISTORY = re.compile(r"\bhistory\s*\.\s*(?:back|go)\b|\bgoback\b", re.IGNORECASE)
_NUMBER = re.compile(r"^[\[【(第]?\s*(\d{1,5})\s*[\]】)页]?$")
_CREATE_PAGE = re.compile(
    r"createPage(?:HTML|Html|Nav)?\s*\(\s*(?:[\"'][\w#.-]+[\"']\s*,\s*)?[\"']?(\d{1,5})[\"']?\s*,\s*[\"']?(\d{1,5})[\"']?\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']"
)
_WRITTEN = re.compile(
    r"""(?<![\w-])([\w-]{1,40}[_-])["']\s*\+\s*\(?\s*\w+(?:\s*[+-]\s*\d+)?\s*\)?\s*\+\s*["'](\.(?:s?html?|jspx?|aspx?|php))\b"""
)
_CURRENT = re.compile(r"(?<!\w)\w{0,12}(?:now|cur|this)\w{0,12}page\w{0,12}\s*=\s*[\"']?(\d{1,5})\b", re.IGNORECASE)
_FROM_ZERO = re.compile(r"(?<!\w)(\w{1,20})\s*=\s*0\s*;\s*\1\s*<")
_DISABLED = re.compile(r"disabled?|no_?click|noaction|forbid|gray|grey", re.IGNORECASE)
_PAGER = re.compile(r"page|paging|pagination|fenye|turn|pager", re.IGNORECASE)
_ACTIVE = frozenset({"active", "current", "cur", "on", "curr", "now", "thisclass", "selected", "this"})
_BACK_NUMBER = re.compile(r"(?:^|&)__EVENTARGUMENT=(?:Page%24)?\d+(?:&|$)")
_STATE = re.compile(r"((?:^|&)__(?:VIEWSTATE\w*|EVENTVALIDATION|PREVIOUSPAGE)=)[^&]*")
_MOMENT = re.compile(r"(?<=[?&])(?:_|t|ts|time|timestamp|r|rand|random)=(?:1\d{9}(?:\d{3})?|0?\.\d{4,})(?:&|$)")
_ELLIPSIS = re.compile(r"^(?:\.{2,3}|\u2026)$")
_MOST = 5000


def paging(page: Page) -> Paging:
    """Other pages of the same list, in order of their numbers."""
    links = _links(page)
    last = _declared_last(page)
    template = _template(page, links, last)
    here = _here(page) or links.here
    if here is None and template is not None:
        here = template.number_in(Target(url=page.url))
    if here is None and (links.seen or last is not None or template is not None):
        here = 1
    if last is None and links.last is not None and template is not None:
        last = template.number_in(links.last)
    if last is None and links.numbers and not links.has_next and links.last is None:
        last = max(*links.numbers, here or 0)  # the page that is shown has a number and no link
    named = max(links.named, last or 0)
    if last is None and here == 1 and not links.seen:
        last = _implied_last(page)
    targets: dict[int, Target] = {}
    if template is not None and last is not None and last <= _MOST:
        targets = {n: t for n in implied(here, last) if (t := template.at(n)) is not None}
    targets.update(links.numbers_known())
    current = here or 1
    pages = [t for n, t in sorted(targets.items()) if n != current] + [t for t in (links.next, links.last) if t]
    own = Target(url=page.url).key
    unique = {t.key: t for t in pages if t.key != own}
    if last is not None and here is not None:
        ends = here >= last
    else:
        ends = links.seen and not links.open_next and max(links.numbers, default=0) <= current
    return Paging(pages=tuple(unique.values()), here=here, last=last, ends_here=ends, named=named)


class _Links:
    """The paging links of a page: by number, next and last."""

    def __init__(self, numbers: dict[int, Target | None]) -> None:
        self.numbers = numbers
        self.next: Target | None = None
        self.has_next = False
        self.open_next = False
        self.last: Target | None = None
        self.here: int | None = None
        """The number among the links that is no link."""
        self.seen = bool(numbers)
        self.named = max(numbers, default=0)
        """The highest number in the block of the pager; a page may have other numbers (years, days)."""

    def numbers_known(self) -> dict[int, Target]:
        """The numbered links whose address is known."""
        return {n: t for n, t in self.numbers.items() if t is not None}


def _links(page: Page) -> _Links:
    found = _Links(chosen(page))
    numbers: list[tuple[int, Place]] = []
    words: list[_Element] = []
    for place in page.places:
        label = pager_label(page, place.element)
        if match := _NUMBER.match(label):
            numbers.append((int(match.group(1)), place))
        elif _ELLIPSIS.match(label) and (beyond := posted_number(place)) is not None:
            numbers.append((beyond, place))
        elif _NEXT.match(label):
            words.append(place.element)
            found.seen = found.has_next = True
            if not _disabled(place.element):
                found.next = found.next or _resolved(page, place)
                found.open_next = found.open_next or _is_open(page, place)
        elif _LAST.match(label):
            words.append(place.element)
            found.seen = True
            found.last = found.last or _resolved(page, place)
        elif _BEFORE.match(label) and not _leaves(place):
            found.seen = True
    if found.seen or _consecutive(numbers) or _name_pages(numbers) or count_alike(page, numbers):
        found.seen = True
        found.here = _between(page, [place.element for _, place in numbers])
        for number, place in numbers:
            if found.numbers.get(number) is None:
                found.numbers[number] = _resolved(page, place)
        blocks = _blocks(words)
        beside = [n for n, place in numbers if not blocks or blocks & set(place.element.iterancestors())]
        found.named = max([found.named, *beside])
    return found


def _blocks(words: list[_Element]) -> set[_Element]:
    """What stands closely around the words of a pager."""
    around = [up for word in words for up in islice(word.iterancestors(), 2)]
    return {one for one in around if one.tag not in {"body", "html"}}


def _leaves(place: Place) -> bool:
    """Whether an arrow takes its reader back to wherever he came from, as title bars of mobile pages do (返回)."""
    return _HISTORY.search(place.call or "") is not None


def _is_open(page: Page, place: Place) -> bool:
    """Whether a paging link leads on, also where we cannot tell whither."""
    if place.state is State.SCRIPT and place.call is None:
        return page.bound_by_script(place.element)
    return place.state is not State.DEAD


def _consecutive(numbers: list[tuple[int, Place]]) -> bool:
    """Whether numbers that are links are a pager: one follows the other, in a block that calls itself so."""
    values = [n for n, _ in numbers]
    near = any(b == a + 1 for a, b in pairwise(values)) or values == [2]
    return near and _in_pager(numbers[0][1].element)


def _between(page: Page, links: list[_Element]) -> int | None:
    """The one number that stands among numbered links and is none itself: the page that is shown."""
    if not links:
        return None
    around = links[0].getparent()
    if around is not None and len(around) == 1:
        around = around.getparent()
    if around is None:
        return None
    own = set(links)
    shown = [
        int(match.group(1))
        for element in around
        if not own & set(element.iter()) and (match := _NUMBER.match(page.words(element)))
    ]
    return shown[0] if len(shown) == 1 else None


def _name_pages(numbers: list[tuple[int, Place]]) -> bool:
    """Whether each of several numbers leads to an address that names it as a page, whatever block it stands in."""
    return len(numbers) > 0 and all(
        posted_number(place) == number
        or (
            place.target is not None
            and any(names_page(k) and v in {number, number - 1} for _, k, v in counters_in(place.target))
        )
        for number, place in numbers
    )


def _in_pager(element: _Element) -> bool:
    around = [element, *list(element.iterancestors())[:4]]
    return any(_PAGER.search(f"{a.get('class') or ''} {a.get('id') or ''}") for a in around)


def _disabled(element: _Element) -> bool:
    own = [element, *list(element.iterancestors())[:1]]
    return element.get("disabled") is not None or any(_DISABLED.search(e.get("class") or "") for e in own)


def _resolved(page: Page, place: Place) -> Target | None:
    """Address of a paging link; a script call without a readable body goes through the page's form or its address."""
    if place.target is not None:
        return _by_own_form(page, place) or place.target
    if place.state is not State.SCRIPT or not place.call:
        return None
    back = post_back(place)
    form = next(iter(place.element.iterancestors("form")), None)
    if back is not None and form is not None:
        return form_target(page, form, {"__EVENTTARGET": back[0], "__EVENTARGUMENT": back[1]})
    for call in calls_in(place.call):
        numbers = [a for a in call.arguments if a and a.isdigit()]
        if numbers:
            return _with_page(page, int(numbers[0]))
    return None


def _by_own_form(page: Page, place: Place) -> Target | None:
    """The page that a script is called with, by the form that it sends, where what was read off it lacks that page."""
    target = place.target
    call = next((c for c in calls_in(place.call) if c.arguments), None) if place.call else None
    numbers = [int(a) for a in call.arguments if a and a.isdigit()] if call is not None else []
    asked = {number for _, _, number in counters_in(target)} if target is not None else set()
    form, name = _paging_form(page) if numbers and not asked & {*numbers} else (None, "")
    if target is None or form is None:
        return None
    as_it_is, sent = form_target(page, form, {}), form_target(page, form, {name: str(numbers[0])})
    if sent is None or (target != as_it_is and asked & {number - 1 for number in numbers}):
        return None
    same = (sent.method, urlsplit(sent.url).path) == (target.method, urlsplit(target.url).path)
    return sent if same else None


def _paging_form(page: Page) -> tuple[_Element | None, str]:
    """The form of a page that has a field for the number of a page, and the name of that field."""
    for form in page.forms():
        for control in form.iter("input", "select"):
            name = control.get("name") or control.get("id") or ""
            if names_page(name):
                return form, name
    return None, ""


def _with_page(page: Page, number: int) -> Target | None:
    """Page `number` through the form that has a page field, else through a page parameter of the address."""
    form, name = _paging_form(page)
    if form is not None:
        return form_target(page, form, {name: str(number)})
    parts = urlsplit(page.url)
    counters = [k for k, _ in query_pairs(parts.query) if PAGE_PARAMETER.match(k)]
    if not counters:
        return None
    return Target(url=urlunsplit(parts._replace(query=with_value(parts.query, counters[0], number), fragment="")))


def _declared_last(page: Page) -> int | None:
    pages = [t.value for t in page.totals() if t.counts is Counts.PAGES and t.value > 0]
    return max(set(pages), key=pages.count) if pages else None


def _implied_last(page: Page) -> int | None:
    """The last page by a declared number of items and the rows of a full first page."""
    items = [t.value for t in page.totals() if t.counts is Counts.ITEMS]
    rows = len(page.items())
    return -(-max(items) // rows) if items and 0 < rows < max(items) else None


def _here(page: Page) -> int | None:
    said = totals.page_here(page)
    if said is not None and said > 0:
        return said
    for element in page.body.iter("span", "a", "b", "strong", "em", "li", "font", "button"):
        names = (element.get("class") or "").lower().split()
        if _ACTIVE & set(names):
            match = _NUMBER.match(page.words(element))
            if match and _in_pager(element):
                return int(match.group(1))
    return None


@lru_cache(maxsize=8192)
def page_key(target: Target) -> str:
    """Equal for two requests for the same page of a list, whichever page of it they were read from.

    What a server adds to tell its visitors and its own states apart does not tell pages apart; but a button that only
    says "next" means another page in each state.
    """
    url, body = _MOMENT.sub("", without_session(target.url)), target.body
    if body and _BACK_NUMBER.search(body):
        body = _STATE.sub(r"\1", body)
    return replace(target, url=url, body=body).key


def _template(page: Page, links: _Links, last: int | None) -> Template | None:
    by_script = _static_by_script(page)
    if by_script is not None:
        return by_script
    votes: dict[tuple[str, str, int], list[Target]] = {}
    for number, target in links.numbers_known().items():
        for where, name, value in counters_in(target):
            if value in {number, number - 1}:
                votes.setdefault((where, name, value - number), []).append(target)
    if votes:
        # Most links first, then a name that says page, then counting from 1.
        (where, name, offset), targets = max(votes.items(), key=lambda v: (len(v[1]), names_page(v[0][1]), v[0][2]))
        if len(targets) > 1 or names_page(name) or where == "path":
            return Template(targets[0], where, name, offset, _bare(page, links, where, name))
    here = totals.page_here(page) or 1
    # (request, the number it would hold if the portal counted from 0)
    told = [(links.next, here), (links.last, (last or 0) - 1), (Target(url=page.url), here - 1)]
    for known, from_zero in told:
        for where, name, value in counters_in(known) if known is not None else ():
            if known is not None and (names_page(name) or (where == "path" and known is links.next)):
                offset = -1 if value == from_zero else 0
                return Template(known, where, name, offset, _bare(page, links, where, name))
    return _by_form(page) if last is not None and last > 1 else None


def _bare(page: Page, links: _Links, where: str, name: str) -> str | None:
    """Path of a first page without number: as a link to page 1 has it, or as this page has it."""
    if where != "path":
        return None
    first = links.numbers.get(1)
    path = urlsplit(first.url if first is not None else page.url).path
    head, _, end = name.partition(GAP)
    return (
        path
        if path.startswith(head.rstrip("_-/")) and not re.fullmatch(r"\d+", path[len(head) : len(path) - len(end)])
        else None
    )


def _by_form(page: Page) -> Template | None:
    target = _with_page(page, 1)
    for where, name, value in counters_in(target) if target is not None else []:
        if target is not None and names_page(name) and value == 1:
            return Template(target, where, name, 0)
    return None


def _static_by_script(page: Page) -> Template | None:
    """`createPageHTML(26, 0, "index", "shtml")`: index.shtml, index_1.shtml … as content systems publish lists."""
    match = _CREATE_PAGE.search(page.scripts.text)
    address = absolute(f"{match.group(3)}.{match.group(4)}", page.base, page.encoding) if match else None
    if match is None or address is None:
        return _written_by_script(page)
    path = urlsplit(address).path
    stem = path.removesuffix(f".{match.group(4)}")
    count, told = int(match.group(1)), int(match.group(2))
    first = urlsplit(page.url).path in {path, path.rpartition("/")[0] + "/"}
    # The first page counts as 0, and index_1 is the second; or as 1. Pages between first and last may be either.
    from_one = told == (1 if first else count)
    doubted = None if first or from_one or told == 0 else 1
    name = f"{stem}_{GAP}.{match.group(4)}"
    return Template(Target(url=address), "path", name, 0 if from_one else -1, path, doubted)


def _written_by_script(page: Page) -> Template | None:
    """`"index_" + i + ".html"` on `index.html`: the page links that a script writes; the first page has no number."""
    parts = urlsplit(page.url)
    folder, _, own = parts.path.rpartition("/")
    for match in _WRITTEN.finditer(page.scripts.text):
        stem, ending = match.groups()
        if own in {stem[:-1] + ending, ""}:
            current = _CURRENT.search(page.scripts.text)
            from_zero = int(current.group(1)) == 0 if current else bool(_FROM_ZERO.search(page.scripts.text))
            bare = Target(url=urlunsplit(parts._replace(query="", fragment="")))
            return Template(bare, "path", f"{folder}/{stem}{GAP}{ending}", -1 if from_zero else 0, parts.path)
    return None
