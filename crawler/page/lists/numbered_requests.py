"""Requests for a page of a list with the page's number in them: in the query, in the body of a form, in the path."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from crawler.domain.evidence import Target
from crawler.page.links import query_pairs

PAGE_PARAMETER = re.compile(
    r"^(?:\w*_)?(?:page|pageno|pagenum|pagenumber|pageindex|currentpage|currpage|curpage|curpageno|nowpage|thispage|p|pn|pg|toPage|"
    r"gotopage|pageid|intpage|page_no|page_num|page_index|current|currentpageno|cpage|pageidx|pindex|startpage|showpage|"
    r"dqy[mhs]?|dangqianye|yema|ym)$|^number$|(?:nowpage|pageno|pageindex|curpage|currentpage|pagenum)$",
    re.IGNORECASE,
)
"""Names of a page's number; the last ones are 当前页 and 页码 as they are spoken."""
SIZE_PARAMETER = re.compile(r"size|rows|limit|count|total", re.IGNORECASE)
_PATH_NUMBER = re.compile(r"^(.*?[_/-]p?)(\d{1,5})((?:\.\w{2,6})?/?)$")
_SMALL = re.compile(r"^[0-9]{1,5}$")
GAP = "\0"
"""Where the number stands in a path."""


@dataclass(frozen=True, slots=True)
class Template:
    """A request with a page number in it. `offset` is what the portal's number of a page lacks to its number from 1.

    `where` is query or body (then `name` is the parameter) or path (then `name` is the path with a gap for the number;
    `bare` tells that the first page has none). `doubted` is a number that pages may have only if they count from 0.
    """

    target: Target
    where: str
    name: str
    offset: int
    bare: str | None = None
    doubted: int | None = None

    def at(self, number: int) -> Target | None:
        """The request for a page, counted from 1."""
        value = number + self.offset
        if value == self.doubted:
            return None
        parts = urlsplit(self.target.url)
        if self.where == "body":
            return replace(self.target, body=with_value(self.target.body or "", self.name, value))
        if self.where == "query":
            return Target(url=urlunsplit(parts._replace(query=with_value(parts.query, self.name, value), fragment="")))
        path = self.bare if number == 1 and self.bare is not None else self.name.replace(GAP, str(value))
        return Target(url=urlunsplit(parts._replace(path=path, query="" if number == 1 else parts.query)))

    def number_in(self, target: Target) -> int | None:
        """Page number of a request of this kind, counted from 1."""
        if self.where == "path" and urlsplit(target.url).path == self.bare:
            return 1
        values = [value for where, name, value in counters_in(target) if (where, name) == (self.where, self.name)]
        return values[0] - self.offset if values else None


def with_value(query: str, name: str, value: int) -> str:
    """A query with one value changed and every other sign left as it is."""
    pieces = query.split("&") if query else []
    names = [p.partition("=")[0] for p in pieces]
    changed = [f"{n}={value}" if n == name else p for n, p in zip(names, pieces, strict=True)]
    return "&".join(changed if name in names else [*changed, f"{name}={value}"])


def names_page(name: str) -> bool:
    """Whether a field is called like the number of a page, and not like that of its rows."""
    return bool(PAGE_PARAMETER.search(name)) and not SIZE_PARAMETER.search(name)


def counters_in(target: Target) -> list[tuple[str, str, int]]:
    """(where, name, number) of everything in a request that may count pages."""
    parts = urlsplit(target.url)
    found = [("query", k, int(v)) for k, v in query_pairs(parts.query) if _SMALL.match(v)]
    if target.body and not target.body.lstrip().startswith(("{", "[")):
        found += [("body", k, int(v)) for k, v in query_pairs(target.body) if _SMALL.match(v)]
    match = _PATH_NUMBER.match(parts.path)
    if match:
        found.append(("path", f"{match.group(1)}{GAP}{match.group(3)}", int(match.group(2))))
    return found
