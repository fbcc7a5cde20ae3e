"""Totals and paging of a JSON answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.domain.evidence import Target
from crawler.domain.records import Counts
from crawler.page.finds import Paging, Total
from crawler.page.json_tree import flat, step
from crawler.page.links import query_pairs
from crawler.page.lists.numbered_requests import PAGE_PARAMETER, Template
from crawler.page.lists.pagers import implied
from crawler.page.lists.totals import counted

if TYPE_CHECKING:
    from crawler.page.json_page import JsonPage

SIZE_KEYS = frozenset({"pagesize", "size", "rows", "limit", "pagerows", "numperpage", "mys", "myts", "myxs"})
_HERE_KEYS = re.compile(
    r"^(?:page(?:no|index|number|num|)|cur(?:r|rent)?page(?:index|no|num)?|current|nowpage|pagecurrent|dqy[mhs]?|dangqianye)$"
)
_NEAR = 4


def _near_numbers(page: JsonPage) -> list[tuple[str, int, str]]:
    """(key, value, pointer) of whole numbers outside arrays and not deep down."""
    found = []
    stack: list[tuple[str, Any, int]] = [("", page.data, 0)]
    while stack:
        pointer, node, depth = stack.pop(0)
        if not isinstance(node, dict) or depth > _NEAR:
            continue
        for key, value in node.items():
            at = f"{pointer}/{step(key)}"
            if isinstance(value, dict):
                stack.append((at, value, depth + 1))
            elif isinstance(value, int) and not isinstance(value, bool):
                found.append((key, value, at))
            elif isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 8:
                found.append((key, int(value), at))
    return found


def totals(page: JsonPage) -> tuple[Total, ...]:
    """Declared totals; a bare total beside a flat list counts items, beside one within rows it is unsaid."""
    arrays = {re.sub(r"/\d+$", "", row.locator) for row in page.items()}
    if not arrays:
        return ()
    numbers = _near_numbers(page)
    nested = len(arrays) > 1 or any(re.search(r"/\d+(?:/|$)", array) for array in arrays)
    rows = 0 if nested else len(page.items())
    found = []
    for (key, value, at), counts in zip(numbers, counted(((k, v) for k, v, _ in numbers), rows), strict=True):
        if counts is not None and value >= 0:
            told = Counts.ITEMS if counts is Counts.UNSAID and not nested else counts
            quote = next(
                (q for q in (f'"{key}":{value}', f'"{key}": {value}', f'"{key}":"{value}"') if q in page.text),
                str(value),
            )
            found.append(Total(value=value, counts=told, locator=at, quote=quote))
    return tuple(found)


def paging(page: JsonPage) -> Paging:
    """Counter in the address, last page from the answer."""
    declared = page.totals()
    numbers = {flat(k): v for k, v, _ in _near_numbers(page)}
    pages = [t.value for t in declared if t.counts is Counts.PAGES]
    query = query_pairs(urlsplit(page.url).query)
    size = next((int(v) for k, v in query if flat(k) in SIZE_KEYS and v.isdigit() and int(v)), None)
    size = size or next((v for k, v in numbers.items() if k in SIZE_KEYS and v), None)
    whole = next((t.value for t in declared if t.counts in {Counts.ITEMS, Counts.UNSAID}), None)
    last = pages[0] if pages else (-(-whole // size) if size and whole is not None else None)
    said = next(
        (v for k, v in numbers.items() if _HERE_KEYS.match(k) and not (pages and v == pages[0] and v > 1)), None
    )
    counter = next(
        ((k, int(v)) for k, v in query if PAGE_PARAMETER.search(k) and flat(k) not in SIZE_KEYS and v.isdigit()), None
    )
    if counter is None:
        return Paging(here=said, last=last, ends_here=bool(last is not None and (said or 1) >= last))
    name, value = counter
    offset = -1 if value == 0 or (said is not None and said == value + 1) else 0
    here = value - offset
    template = Template(Target(url=page.url), "query", name, offset)
    others = (template.at(n) for n in (implied(here, last) if last is not None and last <= 5000 else ()) if n != here)
    ends = here >= last if last is not None else not page.items()
    return Paging(pages=tuple(t for t in others if t), here=here, last=last, ends_here=ends)
