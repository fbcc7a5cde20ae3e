"""Numbers of items and pages that a list page declares, and what each counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.domain.records import Counts
from crawler.page.finds import Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from crawler.page.html import Page

_N = r"\s*[【\[(（:：]?\s*(\d{1,3}(?:,\d{3})+|\d{1,8})\s*[】\])）]?\s*"
_ITEM_UNIT = (
    r"(?:个|条|件|项)?(?:政务服务|服务|业务|办事|办理|审批|可办)?(?:事项|子项|业务项|办理项|服务)|项(?!目)|件(?!套)"
)
_UNCOUNTED = r"(?<!\d)(?<!\d个)(?<!\d\s个)"
"""A noun whose number stands before it: what follows 3个办理项 counts something else."""
_SAID: tuple[tuple[re.Pattern[str], Counts], ...] = (
    (
        re.compile(
            rf"(?:可?网上?可?办(?:理|结)?|在线办理|全程网办|可在线)(?:的?事项)?(?:数|总数)?[有共为]?{_N}(?:个|"
            rf"条)?(?:项|件|事项)"
        ),
        Counts.ONLINE_ITEMS,
    ),
    (re.compile(rf"(?:共|总计|合计|总共)[有计]?{_N}(?:个|条|项)?(?:主项|大项|主事项|目录)"), Counts.MAIN_ITEMS),
    (re.compile(rf"{_UNCOUNTED}主项(?:数|总数)?[有共为]?{_N}[项个]?"), Counts.MAIN_ITEMS),
    (re.compile(rf"{_UNCOUNTED}(?:子项|办理项|业务项)(?:数|总数)?[有共为]?{_N}[项个]?"), Counts.ITEMS),
    (
        re.compile(
            rf"(?:主项|大项|主事项|目录)[\s、，,；;]*(?:和|及|与|共|含|包含|包括|下设|下含)?{_N}(?:{_ITEM_UNIT})"
        ),
        Counts.ITEMS,
    ),
    (
        re.compile(
            rf"(?:共|总计|合计|总共|全部|总数)(?:有|计|为|包含|收录|查询到|找到|搜索到|检索到)?(?:政务服务|"
            rf"行政审批|服务|办事|审批)?(?:事项)?{_N}(?:{_ITEM_UNIT})"
        ),
        Counts.ITEMS,
    ),
    (
        re.compile(
            rf"(?:共|总计|合计|总共|总数|找到|搜索到|检索到|查询到)(?:有|计|为|约)?{_N}(?:条|个|"
            rf"笔)?(?:相关)?(?:记录|数据|结果|信息|条)"
        ),
        Counts.UNSAID,
    ),
    (re.compile(rf"(?:总记录数|记录总数|总条数|总数|记录数)\s*[:：为]?{_N}(?:条|项|个)?"), Counts.UNSAID),
    (re.compile(rf"(?:共|总共|合计|总计)[有计]?{_N}页"), Counts.PAGES),
    (re.compile(rf"(?:总页数|页数|总页)\s*[:：为]?{_N}页?"), Counts.PAGES),
    (re.compile(r"第?\s*\d{1,5}\s*页?\s*[/／]\s*(?:共\s*)?(\d{1,5})\s*页"), Counts.PAGES),
    (re.compile(r"页次\s*[:：]?\s*\d{1,5}\s*[/／]\s*(\d{1,5})"), Counts.PAGES),
    (re.compile(r"\d{1,5}\s*[/／]\s*(\d{1,5})\s*页"), Counts.PAGES),
)
_PAGE_HERE = re.compile(
    r"第\s*(\d{1,5})\s*页?\s*(?:[/／]|页)|页次\s*[:：]?\s*(\d{1,5})\s*[/／]|当前(?:第|页|是第)?\s*[:：]?\s*(\d{1,5})\s*页?|(\d{1,5})\s*[/／]\s*\d{1,5}\s*页"
)
_FEW = 2
_WHOLE = re.compile(r"^[0-9]{1,8}$")

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_NAMED: tuple[tuple[re.Pattern[str], Counts], ...] = (
    (re.compile(r"^(?:on|online|wb|netdo|wsbl)(?:item)?(?:size|count|num|total)"), Counts.ONLINE_ITEMS),
    (re.compile(r"^(?:fu|main|parent|zhu|zx|catalog)(?:item)?(?:size|count|num|total)"), Counts.MAIN_ITEMS),
    (
        re.compile(r"^(?:zi|blx|blsx|sub|child|item|items|sx|matter|task|event)(?:item|all)?(?:size|count|num|total)"),
        Counts.ITEMS,
    ),
    (
        re.compile(
            r"^(?:total|all|sum|max|count|last)_?pages?(?:count|num|no|size)?|^pages?_?(?:count|total|sum|cnt|all)|"
            r"^pages$|^pagenum_of_pages$|^zys$|^zongye(?:shu)?$"
        ),
        Counts.PAGES,
    ),
    (
        re.compile(
            r"^(?:total|result|record|row|all|data|return)s?(?:items?|list)?(?:count|counts|num|nums|number|size|"
            r"records?|rows?|elements|result|sunnum|s)?(?:sum|num)?(?:dept|area|page)?$|^count$|^recordstotal$|"
            r"^itemtotal$|^z(?:s|ts|sl|jls)$|^jlzs$|^zong(?:shu|tiaoshu)$"
        ),
        Counts.UNSAID,
    ),
)
_NAMED_IN_CHINESE: tuple[tuple[re.Pattern[str], Counts], ...] = (
    (re.compile(r"(?:总|全部)页数|页数"), Counts.PAGES),
    (re.compile(r"主项(?:总)?数量?"), Counts.MAIN_ITEMS),
    (re.compile(r"(?:事项|子项|办理项)(?:总)?数量?"), Counts.ITEMS),
    (re.compile(r"总数量?|总(?:条|记录)数|记录(?:总)?数"), Counts.UNSAID),
)
_HERE_NAME = re.compile(
    r"^(?:page(?:no|index|number|now)|(?:cur(?:r|rent)?|now|this)page(?:no|num|index)?)(?:dept|area)?$"
)
_PAGENUM_NAME = re.compile(r"^page_?num(?:dept|area|s)?$")
_VARIABLE = re.compile(r"(?<![\w.$'\"-])[\"']?([A-Za-z_]\w{2,24})[\"']?\s*[:=]\s*[\"']?(\d{1,7})[\"']?\s*(?=[,;}\n]|$)")
_CREATE_PAGE = re.compile(
    r"createPage(?:HTML|Html|Nav)?\s*\(\s*(?:[\"'][\w#.-]+[\"']\s*,\s*)?[\"']?(\d{1,5})[\"']?\s*,\s*[\"']?(\d{1,5})"
)


def counts_of_name(name: str) -> Counts | None:
    """What a variable, hidden field or JSON key counts, by its name; None for any other name."""
    if not name.isascii():
        return next((counts for words, counts in _NAMED_IN_CHINESE if words.fullmatch(name.strip())), None)
    flat = _flat_name(name)
    if flat.startswith(("curr", "cur", "now")) or flat in {
        "pagesize",
        "size",
        "status",
        "code",
        "all",
        "data",
        "return",
        "row",
    }:
        return None
    for pattern, counts in _NAMED:
        if pattern.search(flat):
            return counts
    return None


def counted(pairs: Iterable[tuple[str, int]], rows: int = 0) -> list[Counts | None]:
    """What each of the named numbers counts, told by their company.

    `pageNum` is the current page in one portal and the number of pages in the next: beside a field for the current
    page it is the number of pages. Beside a number of sub-items, a result count of the same value counts those. A
    `total` is one of pages where it is the number of pages that another one makes, of as many `rows` as came with them
    or more; one below that number of rows counts none of them.
    """
    numbers = list(pairs)
    here_known = any(_HERE_NAME.match(_flat_name(name)) for name, _ in numbers)
    found: list[Counts | None] = []
    for name, _ in numbers:
        counts = counts_of_name(name)
        if counts is None and here_known and _PAGENUM_NAME.match(_flat_name(name)):
            counts = Counts.PAGES
        found.append(counts)
    bare = [value for (_, value), counts in zip(numbers, found, strict=True) if counts is Counts.UNSAID]
    for at, (_, value) in enumerate(numbers):
        if found[at] is Counts.UNSAID and any(_are_pages_of(value, other, rows) for other in bare):
            found[at] = Counts.PAGES
        elif found[at] is Counts.UNSAID and 0 < value < rows:
            found[at] = None
    by_value = {v: c for (_, v), c in zip(numbers, found, strict=True) if c in {Counts.ITEMS, Counts.MAIN_ITEMS}}
    return [
        by_value.get(value, counts) if counts is Counts.UNSAID else counts
        for (_, value), counts in zip(numbers, found, strict=True)
    ]


def _are_pages_of(pages: int, whole: int, rows: int) -> bool:
    """Whether a list of `whole` rows has so many pages, of one size that is not below the rows of a page."""
    if not 1 < pages < whole or not rows:
        return False
    smallest, largest = -(-whole // pages), (whole - 1) // (pages - 1)
    return max(smallest, rows) <= largest


def _flat_name(name: str) -> str:
    """A name without case, separators and the object that it is said of: `page.totalCount` counts no pages."""
    return _SEPARATORS.sub("", name.rpartition(".")[2].lower())


def totals(page: Page) -> tuple[Total, ...]:
    """Every declared total of a page, once a value, kind and place."""
    found = [*_hidden(page), *_said(page), *_variables(page)]
    if not any(t.counts is Counts.ITEMS for t in found) and _flat(page):
        found = [_as_items(t) if t.counts is Counts.UNSAID else t for t in found]
    return tuple({(t.value, t.counts, t.locator): t for t in found}.values())


def _flat(page: Page) -> bool:
    """Whether the list has no main items, so that its rows are what a bare count counts."""
    return bool(page.items()) and not any(re.search(r"^\s*\d+\s*项\s*$", str(text)) for text in page.body.itertext())


def _as_items(total: Total) -> Total:
    return Total(value=total.value, counts=Counts.ITEMS, locator=total.locator, quote=total.quote)


def _hidden(page: Page) -> Iterator[Total]:
    """Totals in hidden inputs, as fragments of lists carry them for their script."""
    fields: list[tuple[str, int, _Element]] = []
    for control in page.root.iter("input"):
        text = (control.get("value") or "").strip()
        name = control.get("id") or control.get("name") or ""
        hidden = (control.get("type") or "text").lower() == "hidden" or control.get("readonly") is not None
        if name and hidden and _WHOLE.match(text):
            fields.append((name, int(text), control))
    for (_, number, control), counts in zip(fields, counted((n, v) for n, v, _ in fields), strict=True):
        if counts is not None:
            yield Total(value=number, counts=counts, locator=page.locator(control), quote=_in_source(page, control))


def _in_source(page: Page, control: _Element) -> str:
    """The tag as it stands in the payload."""
    name = control.get("id") or control.get("name") or ""
    match = re.search(rf"<input\b[^<>]*[\"' =]{re.escape(name)}[\"' >/][^<>]*>", page.text, re.IGNORECASE)
    return match.group(0) if match and len(match.group(0)) <= 300 else name


def _said(page: Page) -> Iterator[Total]:
    text = page.visible_text()
    taken: set[int] = set()
    matches: list[tuple[re.Match[str], Counts]] = []
    for pattern, counts in _SAID:
        for match in pattern.finditer(text):
            if match.start(1) not in taken:
                taken.add(match.start(1))
                matches.append((match, counts))
    for counts in Counts:
        same = [m for m, c in matches if c is counts]
        if len(same) > _FEW:
            continue  # a count in each row says nothing of the whole
        for match in same:
            value = int(match.group(1).replace(",", ""))
            place = _deepest(page, match.group(0))
            if not _is_pager(place, match.group(1)):
                quote = match.group(0).strip()
                yield Total(value=value, counts=counts, locator=page.locator(place), quote=quote)


def _is_pager(place: _Element, digits: str) -> bool:
    """Whether what looks like one number are the numbers of pages, each a link: 1 2 3 4 5 behind the last row."""
    if re.search(rf"(?<!\d){digits}(?!\d)", " ".join(str(text) for text in place.itertext())):
        return False
    return digits in "123456789101112131415" and any(
        (link.text or "").strip() in {"2", "3"} for link in place.iter("a", "button", "li", "span")
    )


def _deepest(page: Page, quote: str) -> _Element:
    """The smallest element whose text holds a quote."""
    wanted = "".join(quote.split())
    at = page.body
    while True:
        inner = next((c for c in at if wanted in "".join(page.words(c).split())), None)
        if inner is None:
            return at
        at = inner


def _variables(page: Page) -> Iterator[Total]:
    for element, source in page.script_places:
        if len(source) > 60_000:
            continue  # a library, no settings of this page
        locator = page.locator(element)
        match = _CREATE_PAGE.search(source)
        if match:
            yield Total(value=int(match.group(1)), counts=Counts.PAGES, locator=locator, quote=match.group(0))
        named = list(_VARIABLE.finditer(source))
        for m, counts in zip(named, counted((m.group(1), int(m.group(2))) for m in named), strict=True):
            value = int(m.group(2))
            if counts is not None and value > 0:
                yield Total(value=value, counts=counts, locator=locator, quote=m.group(0).strip())


def page_here(page: Page) -> int | None:
    """Number of the page one is on, as the page says it."""
    match = _PAGE_HERE.search(page.visible_text())
    if match:
        return int(next(g for g in match.groups() if g))
    for control in page.root.iter("input"):
        name = _SEPARATORS.sub("", (control.get("id") or control.get("name") or "").lower())
        value = (control.get("value") or "").strip()
        if _HERE_NAME.match(name) and value.isascii() and value.isdigit():
            return int(value)
    return None
