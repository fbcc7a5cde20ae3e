"""How to go on from a list page: page links, script calls, forms, counters in addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from crawler.page import totals
from crawler.page.finds import Paging
from crawler.page.links import State, absolute, form_target
from crawler.page.scripts import calls_in

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

PAGE_PARAMETER = re.compile(
    r"^(?:\w*_)?(?:page|pageno|pagenum|pagenumber|pageindex|currentpage|currpage|curpage|curpageno|nowpage|thispage|p|pn|pg|toPage|"
    r"gotopage|pageid|intpage|page_no|page_num|page_index|current|currentpageno|cpage)$|(?:nowpage|pageno|pageindex|curpage|currentpage|pagenum)$",
    re.IGNORECASE,
)
_SIZE_PARAMETER = re.compile(r"size|rows|limit|count|total", re.IGNORECASE)
_NEXT = re.compile(r"^(?:下一?页|后一?页|下页|next(?:\s*page)?|>|›|»|>>|→)(?:\s*[>›»]+)?$", re.IGNORECASE)
_LAST = re.compile(r"^(?:末页|尾页|最后一?页|最末页|last|>\||>>\|)$", re.IGNORECASE)
_OTHER = re.compile(r"^(?:首页|第一页|上一?页|前一?页|prev(?:ious)?|first|<+|‹|«|\|<)$", re.IGNORECASE)
_NUMBER = re.compile(r"^[\[【(第]?\s*(\d{1,5})\s*[\]】)页]?$")
_CREATE_PAGE = re.compile(
    r"createPage(?:HTML|Html|Nav)?\s*\(\s*[\"']?(\d{1,5})[\"']?\s*,\s*[\"']?(\d{1,5})[\"']?\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']"
)
_STATIC = re.compile(r"^(?P<stem>.*?(?:index|list|default))(?:_(?P<number>\d{1,5}))?(?P<end>\.s?html?)$")
_DISABLED = re.compile(r"disabled?|no_?click|noaction|forbid|gray|grey", re.IGNORECASE)
_PAGER = re.compile(r"page|paging|pagination|fenye|turn|pager", re.IGNORECASE)
_MOST = 5000


def paging(page: Page) -> Paging:
    """Other pages of the same list, in order of their numbers."""
    links = _links(page)
    last = _declared_last(page)
    here = _here(page)
    numbered = {n: t for n, t in links.numbered.items() if t is not None}
    if last is None and links.last is not None:
        last = _number_in(page, links.last, numbered)
    template = _template(page, numbered, links, last)
    if template is not None and here is None and (numbered or links.next or last):
        here = template.number_of(page.url) or 1
    targets: dict[int, Target] = {}
    if template is not None and last is not None and last <= _MOST:
        for number in range(1, last + 1):
            target = template.at(number)
            if target is not None:
                targets[number] = target
    targets.update(numbered)
    current = here if here is not None else 1
    pages = [t for n, t in sorted(targets.items()) if n != current]
    for extra in (links.next, links.last):
        if extra is not None and extra.key not in {t.key for t in targets.values()}:
            pages.append(extra)
    own = Target(url=page.url).key
    unique = tuple({t.key: t for t in pages if t.key != own or t.method != "GET"}.values())
    ends = (last is not None and here is not None and here >= last) or (
        links.seen and links.next is None and not links.open_next and not unique_after(targets, current)
    )
    return Paging(pages=unique, here=here, last=last, ends_here=bool(ends))


def unique_after(targets: dict[int, Target], here: int) -> bool:
    """Whether a page with a higher number is known."""
    return any(number > here for number in targets)


class _Links:
    """The paging links of a page: by number, next and last."""

    def __init__(self) -> None:
        self.numbered: dict[int, Target | None] = {}
        self.calls: dict[int, str] = {}
        self.next: Target | None = None
        self.next_call: str | None = None
        self.last: Target | None = None
        self.open_next = False
        self.seen = False


def _links(page: Page) -> _Links:
    found = _Links()
    numbers: list[tuple[int, Place]] = []
    for place in page.places:
        label = page.label(place.element)
        number = _NUMBER.match(label)
        if number:
            numbers.append((int(number.group(1)), place))
        elif _NEXT.match(label):
            found.seen = True
            if not _disabled(place.element):
                found.open_next = place.state is not State.DEAD
                found.next = found.next or _resolved(page, place)
                found.next_call = found.next_call or place.call
        elif _LAST.match(label):
            found.seen = True
            found.last = found.last or _resolved(page, place)
        elif _OTHER.match(label) and label != "首页":
            found.seen = True
    if not (found.seen or _consecutive(numbers)):
        return found
    found.seen = True
    for number, place in numbers:
        if found.numbered.get(number) is None:
            found.numbered[number] = _resolved(page, place)
            if place.call:
                found.calls[number] = place.call
    return found


def _consecutive(numbers: list[tuple[int, Place]]) -> bool:
    values = [n for n, _ in numbers]
    near = any(b == a + 1 for a, b in zip(values, values[1:], strict=False)) or (2 in values and len(values) == 1)
    return near and any(
        _PAGER.search(f"{a.get('class') or ''} {a.get('id') or ''}")
        for _, p in numbers[:1]
        for a in (p.element, *list(p.element.iterancestors())[:4])
    )


def _disabled(element: _Element) -> bool:
    own = [element, *list(element.iterancestors())[:1]]
    return element.get("disabled") is not None or any(_DISABLED.search(e.get("class") or "") for e in own)


def _resolved(page: Page, place: Place) -> Target | None:
    """Address of a paging link; a script call without a readable body goes through the page's form or its address."""
    if place.target is not None:
        return place.target
    if place.state is not State.SCRIPT or not place.call:
        return None
    for call in calls_in(place.call):
        numbers = [a for a in call.arguments if a and a.isdigit()]
        if numbers:
            return _with_page(page, int(numbers[0]))
    return None


def _with_page(page: Page, number: int) -> Target | None:
    """Page `number` through the form that has a page field, else through a page parameter of the address."""
    for form in page.forms():
        for control in form.iter("input", "select"):
            name = control.get("name") or control.get("id") or ""
            if PAGE_PARAMETER.search(name) and not _SIZE_PARAMETER.search(name):
                return form_target(page, form, {name: str(number)})
    parts = urlsplit(page.url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if any(PAGE_PARAMETER.match(k) for k, _ in pairs):
        changed = [(k, str(number) if PAGE_PARAMETER.match(k) else v) for k, v in pairs]
        return Target(url=urlunsplit(parts._replace(query=urlencode(changed, encoding=page.encoding), fragment="")))
    return None


def _declared_last(page: Page) -> int | None:
    pages = [t.value for t in page.totals() if t.counts is Counts.PAGES and t.value > 0]
    return max(set(pages), key=pages.count) if pages else None


def _here(page: Page) -> int | None:
    said = totals.page_here(page)
    if said is not None and said > 0:
        return said
    for element in page.body.iter("span", "a", "b", "strong", "em", "li", "font", "button"):
        names = (element.get("class") or "").lower().split()
        if {"active", "current", "cur", "on", "curr", "now", "thisclass", "selected"} & set(names):
            match = _NUMBER.match(page.words(element))
            if match and any(
                _PAGER.search(f"{a.get('class') or ''} {a.get('id') or ''}") for a in list(element.iterancestors())[:4]
            ):
                return int(match.group(1))
    return None


class Template:
    """An address with a page number in it: query, form body or path."""

    def __init__(self, target: Target, where: str, name: str, offset: int) -> None:
        self._target = target
        self._where = where
        self._name = name
        self._offset = offset

    def at(self, number: int) -> Target | None:
        """The address of a page, counted from 1."""
        value = number + self._offset
        if self._where == "path":
            head, _, end = self._name.partition("\0")
            joint = "" if value == self._offset + 1 and self._offset < 0 else f"_{value}"
            return Target(url=urlunsplit(urlsplit(self._target.url)._replace(path=f"{head}{joint}{end}")))
        if self._where == "body":
            return Target(
                url=self._target.url,
                method=self._target.method,
                body=_replaced(self._target.body or "", self._name, value),
                content_type=self._target.content_type,
            )
        parts = urlsplit(self._target.url)
        return Target(url=urlunsplit(parts._replace(query=_replaced(parts.query, self._name, value))))

    def number_of(self, url: str) -> int | None:
        """Page number of an address of this kind, counted from 1."""
        if self._where != "query":
            return None
        values = [v for k, v in parse_qsl(urlsplit(url).query) if k == self._name and v.isdigit()]
        return int(values[0]) - self._offset if values else None


def _replaced(query: str, name: str, value: int) -> str:
    """A query with one value changed and every other sign left as it is."""
    pieces = query.split("&") if query else []
    changed = [f"{p.partition('=')[0]}={value}" if p.partition("=")[0] == name else p for p in pieces]
    if name not in [p.partition("=")[0] for p in pieces]:
        changed.append(f"{name}={value}")
    return "&".join(changed)


def _template(page: Page, numbered: dict[int, Target], links: _Links, last: int | None) -> Template | None:
    by_script = _static_by_script(page)
    if by_script is not None:
        return by_script
    votes: dict[tuple[str, str, int], list[Target]] = {}
    for number, target in numbered.items():
        for where, name, value in _counters(target):
            if value in {number, number - 1}:
                votes.setdefault((where, name, value - number), []).append(target)
    if votes:
        (where, name, offset), targets = max(votes.items(), key=lambda v: (len(v[1]), _named(v[0][1]), v[0][2]))
        if len(targets) > 1 or _named(name):
            return Template(targets[0], where, name, offset)
    for target in (links.next, links.last, Target(url=page.url)):
        if target is None:
            continue
        for where, name, value in _counters(target):
            if where != "path" and _named(name):
                here = totals.page_here(page) or 1
                zero_based = (
                    (target is links.next and value == here)
                    or (target.url == page.url and value == here - 1)
                    or (target is links.last and last is not None and value == last - 1)
                )
                return Template(target, where, name, -1 if zero_based else 0)
    if last is not None and last > 1:
        return _by_form(page)
    return None


def _by_form(page: Page) -> Template | None:
    target = _with_page(page, 1)
    if target is None:
        return None
    for where, name, value in _counters(target):
        if _named(name) and value == 1:
            return Template(target, where, name, 0)
    return None


def _named(name: str) -> bool:
    return bool(PAGE_PARAMETER.search(name)) and not _SIZE_PARAMETER.search(name)


def _counters(target: Target) -> list[tuple[str, str, int]]:
    parts = urlsplit(target.url)
    found = [("query", k, int(v)) for k, v in parse_qsl(parts.query) if v.isascii() and v.isdigit() and len(v) < 6]
    if target.body and not target.body.lstrip().startswith(("{", "[")):
        found += [("body", k, int(v)) for k, v in parse_qsl(target.body) if v.isascii() and v.isdigit() and len(v) < 6]
    match = re.match(r"^(.*?)_(\d{1,5})(\.s?html?)$", parts.path)
    if match:
        found.append(("path", f"{match.group(1)}\0{match.group(3)}", int(match.group(2))))
    return found


def _static_by_script(page: Page) -> Template | None:
    """`createPageHTML(26, 0, "index", "shtml")`: index.shtml, index_1.shtml … as content systems publish lists."""
    match = _CREATE_PAGE.search(page.scripts.text)
    if match is None:
        return None
    address = absolute(f"{match.group(3)}.{match.group(4)}", page.base, page.encoding)
    if address is None:
        return None
    stem = urlsplit(address).path.removesuffix(f".{match.group(4)}")
    return Template(Target(url=address), "path", f"{stem}\0.{match.group(4)}", -1)


__all__ = ["PAGE_PARAMETER", "Template", "paging"]
