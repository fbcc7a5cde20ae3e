"""Parts of a guide (办事指南) that its page does not hold and a script brings: tabs filled on a click, empty places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.page.guides.panels import boxes_behind, handed_over, opened_by_name, opened_in_order
from crawler.page.learned.part_calls import PIECE
from crawler.page.links import State, absolute
from crawler.page.script.expressions import calls_in
from crawler.page.slots import slots
from crawler.page.vocabulary import GUIDE_SECTIONS, guide_section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from crawler.domain.evidence import Target
    from crawler.page.html import Page

_ASKS = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|\bajax(?!Setup|Start|Stop|Error|Complete|Send)\w*\s*\(|"
    r"\$\.(?:get|post|getJSON)\b|\.load\s*\(|axios",
    re.IGNORECASE,
)
_TAB = re.compile(
    r"^(?:受理标准|收费信息|材料信息|所需材料|办理材料|办理信息|窗口信息|受理信息|结果信息|咨询监督|办事流程|流程图|"
    r"中介服务|结果样本|办理流程|设定依据)$"
)
_CONTAINERS = ("div", "section", "ul", "ol", "tbody", "dl", "table")
_WAIT = r"请?您?(?:稍[候等后]|耐心等待|等待)(?:片刻)?"
LOADING = re.compile(
    r"^(?:(?:(?:正在|数据|页面|内容|信息|努力|拼命)*(?:(?:加载|读取|载入)(?:中|数据|内容|信息)*|(?:获取|查询)(?:数据|信息)?中)|loading)"
    rf"(?:[，,.。…!！\s]*{_WAIT})?|{_WAIT})[.。…!！\s]*$",
    re.IGNORECASE,
)
"""What a place says that a script has yet to fill."""
_VARIABLE = re.compile(r"(?:var|let|const)\s+(\w+)\s*=\s*(?:[\"']([\w-]{4,64})[\"']|(\d{5,24})\s*(?:[;,\n]|$))")
_TELLING = re.compile(r"(?=.*\d)[\w.-]{4,}")
_COUNTED = re.compile(r"[\d\s()（）]+")
"""How many a part holds, or the number of its item."""
_FEWEST = 2
_OF_ANY_PAGE = re.compile(
    r"qr_?code|erweima|ewm|share|hits?\b|counter|visits|related|recommend|hot\b|map|ditu|robot|chat|kefu|weather|comment|pinglun|"
    r"captcha|vcode|header|footer|navi?\b|menu|crumb|login|dialog|layer|mask|toast|tooltip|popup|modal|skeleton|banner|ariabar|"
    r"(?:^|\s)(?:top|foot|bottom|side|ad)(?:$|\s)",
    re.IGNORECASE,
)
_ROOT = re.compile(r"(?:app|root)$", re.IGNORECASE)
"""How frameworks call the place that they fill."""
_CELLS = ("span", "td", "dd", "p", "h1", "h2", "h3", "em", "b", "label")
_EMPTY_CELLS = 5
_CONTROLS = ("a", "li", "span", "button", "div", "dt", "td", "h3", "h4")
_LONGEST = 12
_PANEL_OF = ("href", "aria-controls", "data-target", "data-bs-target")
"""Where an element says which place of the page it opens."""
_FEWEST_OF_A_ROW = 3
_ADDRESS = re.compile(r"(?:https?:/|\.{0,2})/[\w.]+(?:/[\w.?=&-]*)*$")


def hides_parts(page: Page) -> bool:
    """Whether a script may bring parts of this guide that its page does not hold."""
    if not may_ask(page):
        return False
    if is_unfilled(page) or len(_with_address(page)) >= _FEWEST:
        return True
    places = [place for place in empty_places(page) if not is_of_any_page(place)]
    others = [place for place in places if not _ROOT.match(place.get("id") or "")]
    if len(others) < len(places) and (_has_sections(page) or page.carries_its_words()):
        places = others  # the root is of a widget beside a guide, or filled by what the script holds
    if places and (_asks_itself(page, places) or len(tabs(page)) >= _FEWEST):
        return True
    return len(_leading_to_empty_places(page)) >= _FEWEST or turns_one_place(page)


def may_ask(page: Page) -> bool:
    """Whether a script of the page may bring something to it: it asks, or lies outside, where nobody has looked."""
    return _asks(page.scripts.text) or bool(page.outer_scripts())


def is_unfilled(page: Page) -> bool:
    """Whether most places of a word or a cell that have a name of their own are empty: a script writes into them."""
    cells = [e for e in page.content.iter(*_CELLS) if not len(e)]
    bare = [e for e in cells if not (e.text or "").strip()]
    if len(bare) < _EMPTY_CELLS:
        return False  # so are most pages
    empty = sum(map(_is_named, bare))
    return empty >= _EMPTY_CELLS and empty * 3 > sum(map(_is_named, cells)) * 2


def awaits_words(element: _Element) -> bool:
    """Whether a word or cell in an element has a name of its own and is empty: a script may write into it."""
    return any(not len(e) and not (e.text or "").strip() and _is_named(e) for e in element.iter(*_CELLS))


def _is_named(element: _Element) -> bool:
    return any(v for n, v in element.items() if n == "id" or str(n).startswith("data-"))


@lru_cache(maxsize=16)
def _asks(script: str) -> bool:
    """Whether a script asks a server for something; the guides of a portal have theirs in common."""
    return _ASKS.search(script) is not None


def is_of_any_page(place: _Element) -> bool:
    """Whether an empty place calls itself what a script fills on any page: a code to scan, a map, a counter."""
    return _OF_ANY_PAGE.search(f"{place.get('id') or ''} {place.get('class') or ''}") is not None


def _has_sections(page: Page) -> bool:
    told = {"".join(str(text).split()).rstrip("：:") for text in page.body.itertext()}
    return sum(1 for words in told if len(words) <= _LONGEST and guide_section(words)) >= _FEWEST


def _asks_itself(page: Page, empty: Sequence[_Element]) -> bool:
    if _asks(page.scripts.text) or any(_is_loading(page, e) for e in empty):
        return True
    # The way to ask may lie in an outer script: what the page's own one speaks of are the places that it fills.
    return any(page.scripts.selects(e.get("id") or "") for e in empty)


def tabs(page: Page) -> list[str]:
    """Words of sections that a script turns to when they are clicked."""
    found: dict[str, None] = {}
    for element in page.body.iter(*_CONTROLS):
        words = page.words(element) if len(element) <= 1 else ""
        if 2 <= len(words) <= _LONGEST and (GUIDE_SECTIONS.match(words) or _TAB.match(words)):
            place = page.place(element)
            by_script = (place is not None and place.state is State.SCRIPT) or element.get("onclick")
            if by_script or (_is_marked(element) and _leads_to_empty_place(page, element)):
                found.setdefault(words)
    return [*found, *_leading_to_empty_places(page)]


def names_of_hidden(page: Page) -> frozenset[str]:
    """What the parts that a guide does not hold are called: by its tabs, else by the places that are empty."""
    named = [*tabs(page), *_with_address(page)]
    return frozenset(_COUNTED.sub("", name) for name in named or [e.get("id") or "" for e in empty_places(page)])


def _leading_to_empty_places(page: Page) -> list[str]:
    """Words of what leads to places on the page that are empty, whatever the words: `<a href="#t2">` and its panel.

    Such a place is a panel where another panel or nothing comes behind it: what stands before words is but their mark.
    Where no attribute is known to name panels (`<li tag="cl">`, `onclick="turn(2)"`), one of the tabs is a section.
    """
    empty = [e for e in empty_places(page) if e.get("id") and not (e.tail or "").strip()]
    controls = _controls(page)
    known = {e: {v} for e in controls if (v := next((n for key in _PANEL_OF if (n := e.get(key))), "").lstrip("#"))}
    told = {e: own for e in controls if (own := handed_over(e))}
    for named in (known, told) if len(empty) >= _FEWEST else ():
        opened = opened_by_name(named, empty)
        panels = set(opened.values()) | _named_places(page, named)
        behind = {e: next((b for b in place.itersiblings() if _is_shown(b)), None) for e, place in opened.items()}
        found = dict.fromkeys(controls[e] for e, b in behind.items() if b is None or b in panels)
        if len(found) >= _FEWEST and (named is known or any(map(_names_a_section, found))):
            return list(found)
    return [controls[e] for e in opened_in_order(_rows(controls), _empty_boxes(page))]


def panels_of_tabs(page: Page) -> tuple[frozenset[str], frozenset[str]]:
    """The places of a page that tabs name, one of them a section: those without words, and those with some."""
    controls = _controls(page)
    told = {e: own for e in controls if (own := handed_over(e))}
    if not any(_names_a_section(controls[e]) for e in told):
        return frozenset(), frozenset()
    empty = set(empty_places(page))
    places = [e for e in page.body.iter(*_CONTAINERS) if e.get("id") and e not in told]
    opened = set(opened_by_name(told, places).values())
    bare = frozenset(str(e.get("id")) for e in opened & empty)
    return bare, frozenset(str(e.get("id")) for e in opened) - bare


def _named_places(page: Page, named: Mapping[_Element, Collection[str]]) -> set[_Element]:
    names = {own for values in named.values() for own in values}
    return {e for e in page.body.iter(*_CONTAINERS) if e.get("id") in names}


def turns_one_place(page: Page) -> bool:
    """Whether a row of tabs names sections of which the page holds one: a script shows the others in its place.

    No tab leads to an address, by itself or as far as its script was read, none names a place of the page, there is no
    row of panels for them, and the words of sections stand in the row alone.
    """
    controls = _controls(page)
    for row in _rows(controls):
        tabs = {e: own for e in row if (own := handed_over(e))}
        sections = [e for e in row if _names_a_section(controls[e])]
        if len(row) < _FEWEST_OF_A_ROW or len(tabs) < len(row) - 1 or len(set(tabs.values())) < len(tabs):
            continue
        if any(len(link.get("href") or "") > 1 and _has_address(link) for e in row for link in e.iter("a")):
            continue
        if all((place := page.place(e)) is not None and place.state is State.LIVE and not place.guessed for e in row):
            continue
        if opened_by_name(tabs, [e for e in page.body.iter() if isinstance(e.tag, str) and e not in tabs]):
            continue
        if any(len(boxes) == len(row) for boxes in boxes_behind(row[0])):
            continue
        said = ["".join(str(text).split()).rstrip("：:") for text in page.body.itertext()]
        if sum(1 for e in sections if said.count(controls[e]) > 1) <= 1:
            return True
    return False


def _rows(controls: Mapping[_Element, str]) -> Iterator[list[_Element]]:
    """Rows of tabs: elements of one kind side by side, of which several name sections of the guide."""
    for row in dict.fromkeys(parent for e in controls if (parent := e.getparent()) is not None):
        own = [e for e in row if isinstance(e.tag, str)]
        alike = len({e.tag for e in own}) == 1 and all(e in controls for e in own)
        if alike and sum(1 for e in own if _names_a_section(controls[e])) >= _FEWEST:
            yield own


def _controls(page: Page) -> dict[_Element, str]:
    """What may open a place of the page, with its words: no link that leads elsewhere."""
    return {
        element: words
        for element in page.body.iter(*_CONTROLS)
        if 2 <= len(words := page.words(element)) <= _LONGEST and not _leads_elsewhere(element)
    }


def _leads_elsewhere(element: _Element) -> bool:
    return element.tag == "a" and not (element.get("href") or "").startswith("#") and _has_address(element)


def _has_address(link: _Element) -> bool:
    href = (link.get("href") or "").strip().lower()
    return href != "" and not href.startswith("javascript:")


def _names_a_section(words: str) -> bool:
    return GUIDE_SECTIONS.match(words) is not None or _TAB.match(words) is not None


def _is_shown(element: _Element) -> bool:
    return isinstance(element.tag, str) and element.tag not in {"script", "style", "link", "template", "input"}


def _with_address(page: Page) -> list[str]:
    """Tabs whose handler is told where to ask for what they show: `onclick="turn('fee', '/rest/fee', this)"`."""
    found = []
    for element in page.body.iter(*_CONTROLS):
        words = page.words(element) if element.get("onclick") and len(element) <= 1 else ""
        if GUIDE_SECTIONS.match(words) or _TAB.match(words):
            calls = calls_in(element.get("onclick") or "")
            found += [words] if any(_ADDRESS.match(a) for call in calls for a in call.arguments if a) else []
    return found


def asked_by_tabs(page: Page) -> frozenset[str]:
    """Addresses that tabs of a guide hand to a script, which asks there for what it shows: no reader opens them."""
    told = [(element, calls_in(element.get("onclick") or "")) for element in page.body.iter(*_CONTROLS)]
    told = [(element, calls) for element, calls in told if calls and len(element) <= 1]
    turning = {
        call.name
        for element, calls in told
        if GUIDE_SECTIONS.match(words := page.words(element)) or _TAB.match(words)
        for call in calls
        if len(call.arguments) > 1 and any(a and _ADDRESS.match(a) for a in call.arguments)
    }
    given = (a for _, calls in told for c in calls if c.name in turning for a in c.arguments if a and _ADDRESS.match(a))
    return frozenset(url for one in given if (url := absolute(one, page.base, page.encoding)) is not None)


def _is_marked(element: _Element) -> bool:
    """Whether an element that is no link tells a script which of several it is: `<li data-tab="cl">`."""
    return element.tag != "a" and any(str(n).startswith("data-") and v for n, v in element.items())


def _leads_to_empty_place(page: Page, element: _Element) -> bool:
    """Whether behind the row in which a tab stands there is a place that its script may fill."""
    row = element.getparent()
    behind = list(row.itersiblings()) if row is not None else []
    empty = set(empty_places(page)) if behind else set()
    return any(one in empty for sibling in behind for one in sibling.iter(*_CONTAINERS))


def empty_places(page: Page) -> list[_Element]:
    """Containers with a name of their own and nothing in them but, at most, the words that they wait."""
    return [
        e
        for e in page.body.iter(*_CONTAINERS)
        if (e.get("id") and not page.words(e).strip() and not _holds_something(e)) or _is_loading(page, e)
    ]


def _empty_boxes(page: Page) -> list[_Element]:
    """Containers with nothing in them, whether or not they have a name."""
    return [e for e in page.body.iter(*_CONTAINERS) if not page.words(e).strip() and not _holds_something(e)]


def rows_awaited(page: Page) -> bool:
    """Whether a table of the page has the names of its columns, a place of its own for rows, and no row in it."""
    return any(
        len(list(head.iter("th", "td"))) >= _FEWEST
        and (body := next(head.itersiblings("tbody"), None)) is not None
        and not page.words(body).strip()
        and not _holds_something(body)
        for head in page.body.iter("thead")
    )


def _holds_something(element: _Element) -> bool:
    return any(
        inner.tag in {"img", "input", "iframe", "embed", "object", "canvas", "select"} for inner in element.iter()
    )


def _is_loading(page: Page, element: _Element) -> bool:
    return len(element) <= 1 and bool(element.get("id")) and bool(LOADING.match(page.words(element)))


def own_values(page: Page, target: Target) -> dict[str, str]:
    """What a guide's page knows itself by, by place: values of its address, hidden fields, variables of its scripts."""
    values = addressed_values(target)
    for field in page.root.iter("input"):
        name, value = field.get("id") or field.get("name"), field.get("value") or ""
        if name and (field.get("type") or "").lower() == "hidden" and _TELLING.fullmatch(value):
            values.setdefault(f"#{name}", value)
    for name, quoted, number in _VARIABLE.findall(page.scripts.text):
        value = quoted or number
        if _TELLING.fullmatch(value):
            values.setdefault(f"${name}", value)
    return values


def addressed_values(target: Target) -> dict[str, str]:
    """What of it stands in the address; of a segment that puts several values together (`WT4711_08.html`) each."""
    values = {}
    for slot in slots(target):
        place = f"@{slot.where}:{'/'.join(map(str, slot.path))}"
        if _TELLING.fullmatch(slot.value) or slot.where == "query":
            values[place] = slot.value
        pieces = slot.value.split("_") if slot.where in {"path", "route_path"} else []
        if len(pieces) > 1 and any(map(_TELLING.fullmatch, pieces)):
            values.update({f"{place}{PIECE}{at}": piece for at, piece in enumerate(pieces) if piece})
    return values
