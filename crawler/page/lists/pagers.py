"""Ways to another page of a list that are neither words nor numbers: pictures, choosing from a list, counting."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import Target
from crawler.page.links import absolute, form_target, query_pairs
from crawler.page.lists.numbered_requests import GAP, counters_in
from crawler.page.script.expressions import calls_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from crawler.page.html import Page
    from crawler.page.links import Place

_PICTURES = (
    (re.compile(r"^(?:next|xyy?|xia(?:yi)?(?:ye)?|right)"), "下一页"),
    (re.compile(r"^(?:last|end|wy|moye|weiye)"), "末页"),
    (re.compile(r"^(?:prev\w*|pre|up|syy?|shang(?:yi)?(?:ye)?|left|first|home|sy|shouye)"), "上一页"),
)
"""What pictures in pagers are called."""

_LONGEST_FILE = 24
_CHOSEN = re.compile(r"this\.options\s*\[[^\]]*\]\s*\.value|\$\(\s*this\s*\)\.val\(\s*\)|(?:event|e)\.target\.value")
_PAGE_NUMBER = re.compile(r"第?\s*(\d{1,5})\s*页?")
_VALUE = "this.value"
_POST_BACK = re.compile(r"__doPostBack\Z")
_PAGE_ARGUMENT = re.compile(r"(?:Page\$)?(\d{1,5})\Z")
_SECOND = 2
_NEAR = 20
"""Pages on either side that a page implies; more than are ever asked at the same time."""


def pager_label(page: Page, element: _Element) -> str:
    """What a link of a pager calls itself: its words, else what the file name of its picture says."""
    words = page.label(element)
    if words:
        return words
    picture = element if element.tag == "img" else element.find(".//img")
    name = urlsplit(picture.get("src") or "").path.rpartition("/")[2].lower() if picture is not None else ""
    stem = re.sub(r"^(?:btn|icon|img|page|pg|ico|button)[_-]?|\.\w+$", "", name)
    if not stem or len(name) > _LONGEST_FILE:
        return ""
    return next((said for pattern, said in _PICTURES if pattern.match(stem)), "")


def chosen(page: Page) -> dict[int, Target | None]:
    """The pages that a drop-down of page numbers leads to, by number; empty where there is none."""
    for select in page.body.iter("select"):
        handler = select.get("onchange")
        options = [
            (_PAGE_NUMBER.fullmatch(page.words(o)), o.get("value", page.words(o))) for o in select.iter("option")
        ]
        numbers = [int(match.group(1)) for match, _ in options if match]
        if (
            not handler
            or len(numbers) < len(options)
            or numbers != list(range(1, len(numbers) + 1))
            or len(numbers) < 2
        ):
            continue
        found = {n: _leads(page, select, handler, value) for n, (_, value) in zip(numbers, options, strict=True)}
        if all(found.values()):
            return found
    return {}


def _leads(page: Page, select: _Element, handler: str, value: str) -> Target | None:
    """Where choosing a value takes the reader."""
    code = _CHOSEN.sub(_VALUE, handler)
    outcome = page.scripts.follow(code, {_VALUE: value, "value": value})
    if outcome is None:
        return None
    if outcome.submits:
        form = page.form_for(select, outcome.fields)
        own = {select.get("name") or select.get("id") or "": value}
        return form_target(page, form, {**own, **outcome.fields}, outcome.url) if form is not None else None
    address = absolute(outcome.url, page.base, page.encoding) if outcome.url else None
    return Target(url=address) if address else None


def implied(here: int | None, last: int) -> Sequence[int]:
    """Numbers of the pages that a page of a list implies: the first page all of them, others those around them.

    Were each of a thousand pages to name all others, a list would cost the square of its length.
    """
    if here is None or here <= 1 or last <= 2 * _NEAR:
        return range(1, last + 1)
    return sorted({1, last, *range(max(1, here - _NEAR), min(last, here + _NEAR) + 1)})


def count_alike(page: Page, numbers: Sequence[tuple[int, Place]]) -> bool:
    """Whether numbered links count pages, whatever the number is called that they count by.

    They stand in one block and begin with the first page or the second, unless this page is counted as well. Their
    addresses differ from each other, and from the address of this page, in that one number: by one for each page, or by
    the rows of a page.
    """
    told = {number: place for number, place in reversed(numbers) if place.target is not None}
    shown = sorted(told)
    if not 2 <= len(shown) <= _NEAR:
        return False
    first = told[shown[0]].element
    block = next((up for up in islice(first.iterancestors(), 3) if told[shown[-1]].element in [*up.iter()]), None)
    if block is None or any(told[number].element not in [*block.iter()] for number in shown):
        return False
    if len({next(told[number].element.iterancestors("tr"), None) for number in shown}) > 1:
        return False  # Numbers of rows.
    here = {(where, name) for where, name, _ in counters_in(Target(url=page.url))}
    asked = [(where, name) for where, name, _ in counters_in(_target(told[shown[0]]))]
    return any((shown[0] <= _SECOND or one in here) and _counts(page, told, shown, *one) for one in asked)


def _counts(page: Page, told: Mapping[int, Place], shown: Sequence[int], where: str, name: str) -> bool:
    values = [
        next((v for w, n, v in counters_in(_target(told[number])) if (w, n) == (where, name)), None) for number in shown
    ]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return False
    step = (known[-1] - known[0]) // (shown[-1] - shown[0])
    start = known[0] - step * (shown[0] - 1)
    if step < 1 or start not in {0, 1} or [start + step * (number - 1) for number in shown] != known:
        return False
    rest = {_without(_target(told[number]), where, name) for number in shown}
    own = Target(url=page.url)
    return len(rest) == 1 and (where == "body" or _without(own, where, name) in rest)


def _target(place: Place) -> Target:
    assert place.target is not None
    return place.target


def _without(target: Target, where: str, name: str) -> tuple[str, ...]:
    """What is left of a request without the number that counts its pages."""
    parts = urlsplit(target.url)
    if where == "path":
        folder, _, end = name.partition(GAP)
        path = parts.path
        inside = path.startswith(folder.rpartition("/")[0] + "/") and path.count("/") == name.count("/")
        return parts.netloc, folder + end if inside else path, parts.query
    pairs = tuple(f"{k}={v}" for k, v in query_pairs(parts.query) if where != "query" or k != name)
    body = tuple(f"{k}={v}" for k, v in query_pairs(target.body or "") if where != "body" or k != name)
    return target.method, parts.netloc, parts.path, *sorted(pairs), *body


def posted_number(place: Place) -> int | None:
    """The page that `__doPostBack('list','Page$2')` asks for."""
    back = post_back(place)
    match = _PAGE_ARGUMENT.match(back[1]) if back is not None else None
    return int(match.group(1)) if match else None


def post_back(place: Place) -> tuple[str, str] | None:
    """What a link posts back to the server: the control that was pressed and its argument."""
    for call in calls_in(place.call or ""):
        if _POST_BACK.search(call.name) and len(call.arguments) > 1 and call.arguments[0]:
            return call.arguments[0], call.arguments[1] or ""
    return None
