"""Titles of the parts of a guide (栏目) that come by calls of their own: the tab that asks for a part names it.

`<li data-tab="cl">申请材料</li>` and an answer to `/guide/tab?id=7&tab=cl` without any heading: its words are those of
the materials.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from crawler.page.guides.cases import cases
from crawler.page.guides.hidden_parts import awaits_words, empty_places
from crawler.page.guides.panels import handed_over
from crawler.page.json_page import JsonPage
from crawler.page.json_tree import HELD, flat
from crawler.page.links import absolute
from crawler.page.parse import parse
from crawler.page.paths import element_at
from crawler.page.slots import slots
from crawler.page.vocabulary import GUIDE_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_CONTROLS = ("a", "li", "span", "button", "div", "dt", "td", "h3", "h4")
_LONGEST = 12
_FEWEST = 2
_CASE = re.compile(r"si?tu|case|scene|qx|qk|option|branch", re.IGNORECASE)
"""How parameters of a situation (情形) are called."""
_TELLING = 3
_MATERIALS = re.compile(r"(?:申请|办理|申报|所需|提交)?材料(?:清单|目录|信息)?")
_ADDRESS = re.compile(r"(?:https?:/|\.{1,2})?/|[\w-]+(?:/[\w.-]+)*\.\w{2,5}(?:$|\?)")
"""How the address of a part is written where a tab hands it over."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STEPS = re.compile(r"[/.]")
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


def title_of(page: Page, part: Target) -> str | None:
    """The words of the one tab of a guide that asks for a part; None where that is not one.

    It holds the part's address, or a value of the request or a step of one (`?m=project/cl.html`). A panel may be named
    by the value and what it stands for: `#t8` for `/part?t=8`.
    """
    tabs = [(words, tab, handed_over(tab)) for words, tab in _tabs(page)]
    named = {words for words, tab, own in tabs if any(_leads_to(page, value, part) for value in own | _hrefs(tab))}
    if not named:
        values = {slot.value for slot in slots(part) if slot.value}
        values |= {f"{slot.name}{slot.value}" for slot in slots(part) if slot.value}
        named = {words for words, _, own in tabs if own & values}
    if not named:
        steps = {step for slot in slots(part) for step in _STEPS.split(slot.value) if step}
        named = {words for words, _, own in tabs if own & steps}
    return named.pop() if len(named) == 1 else None


def _leads_to(page: Page, value: str, part: Target) -> bool:
    """Whether a value that a tab hands over is the address of a part."""
    return part.method == "GET" and _ADDRESS.match(value) is not None and absolute(value, page.base) == part.url


def heading_above(page: Page, locator: str) -> str | None:
    """The words of the nearest heading above a place of the page that is called like a tab of it."""
    named = {words for words, _ in _tabs(page)}
    around = element_at(page.root, locator) if named else None
    while around is not None:
        for one in around.itersiblings(preceding=True):
            if one.tag in _HEADINGS and (words := page.words(one)) in named:
                return words
        around = around.getparent()
    return None


def titles(page: Page) -> frozenset[str]:
    """The words of all tabs of a guide that hand something over to a script, which may still bring what they open.

    A panel that a tab names and that stands on the page with words of its own is there.
    """
    tabs = [(words, own) for words, tab in _tabs(page) if (own := handed_over(tab))]
    filled = _filled_panels(page, {name: words for words, own in tabs for name in own})
    return frozenset(words for words, own in tabs if not own & filled)


def _filled_panels(page: Page, named: Mapping[str, str]) -> set[str]:
    """The panels that tabs name which hold more than the title of the tab, and no place that is still empty."""
    found = {str(e.get("id")): e for e in page.body.iter() if isinstance(e.tag, str) and e.get("id") in named}
    empty = {one for place in (empty_places(page) if found else ()) for one in (place, *place.iterancestors())}
    there = (name for name, e in found.items() if "".join(page.words(e).split()).replace(named[name], "", 1))
    return {name for name in there if found[name] not in empty and not awaits_words(found[name])}


def titled(text: str, title: str) -> str | None:
    """The markup of a part below its title; None where it is a whole page, or begins with its title itself."""
    if _WHOLE.search(text[:1000]) or title in re.sub(r"<[^<>]*>|\s", "", text)[: len(title) + 8]:
        return None
    return f"<h3>{title}</h3>{text}"


def below_its_title(
    part: Page | JsonPage, guide: Page, asked: Target, scripts: Sequence[str]
) -> Page | JsonPage | None:
    """A part of a guide below the title of the tab that asks for it, where nothing in it has a label of its own."""
    if isinstance(part, JsonPage):
        return _under_its_title(part, guide, asked)
    labelled = any(GUIDE_SECTIONS.match("".join(str(t).split()).rstrip("：:")) for t in part.content.itertext())
    title = None if labelled else title_of(guide, asked) or _of_a_situation(guide, asked)
    text = titled(part.text, title) if title is not None else None
    if text is None:
        return part
    return parse(text.encode(), "text/html; charset=utf-8", part.url, part.evidence, scripts=scripts, base=guide.url)


def _under_its_title(part: JsonPage, guide: Page, asked: Target) -> JsonPage:
    """An answer that is nothing but rows, in its envelope, with the title of the tab as the key of the rows.

    An empty list stays as it is: what its page makes of that (无需提交材料) is not known.
    """
    inside = part.data
    if isinstance(inside, dict):
        held = [value for value in inside.values() if isinstance(value, HELD)]
        inside = held[0] if len(held) == 1 else None
    title = title_of(guide, asked) if isinstance(inside, list) and inside else None
    if title is None:
        return part
    text = json.dumps({title: inside}, ensure_ascii=False)
    return JsonPage(data={title: inside}, text=text, url=part.url, evidence=part.evidence, base=part.base)


def _of_a_situation(page: Page, part: Target) -> str | None:
    """The title of the materials (申请材料), where a part was asked for with the value of a situation."""
    named = [case for case in cases(page) if case.named]
    told = {flat(name): value for case in named for name, value in case.values}
    said = {value for case in named for _, value in case.values}
    asked = [slot for slot in slots(part) if slot.value in said] if said else []
    called = any(flat(slot.name) in told or _CASE.search(slot.name) for slot in asked)
    long = any(len(slot.value) >= _TELLING for slot in asked)
    if not (called or long):
        return None
    found = (page.words(e) for e in page.body.iter(*_CONTROLS, "h2", "h5", "p", "b", "strong") if len(e) <= 1)
    return next((words for words in found if _MATERIALS.fullmatch(words)), "申请材料")


def _tabs(page: Page) -> Iterator[tuple[str, _Element]]:
    """The titles of rows in which several are sections of a guide."""
    rows: dict[_Element, None] = {}
    for element in page.body.iter(*_CONTROLS):
        if len(element) <= 1 and element.attrib and GUIDE_SECTIONS.match(page.words(element)):
            row = element.getparent()
            if row is not None and len(row) == 1:
                row = row.getparent()
            if row is not None:
                rows.setdefault(row)
    for row in rows:
        titles = [(page.words(tab), tab) for tab in row if isinstance(tab.tag, str)]
        if sum(1 for words, _ in titles if GUIDE_SECTIONS.match(words)) >= _FEWEST:
            for words, tab in titles:
                if 2 <= len(words) <= _LONGEST:
                    yield words, tab


def _hrefs(tab: _Element) -> set[str]:
    return {str(link.get("href")) for link in tab.iter("a") if link.get("href")}
