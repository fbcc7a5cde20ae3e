"""Tabs: which block belongs to which title, shown or hidden."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.domain.values.code_lists import may_be
from crawler.domain.values.placeholder import says_nothing
from crawler.extract.guide.choice import CODED, TYPED, plausible
from crawler.extract.html.boxes import Box, is_one_of_rows
from crawler.extract.html.place import Place
from crawler.extract.html.ticked_tabs import panel_of
from crawler.extract.labels.dictionary import normalise
from crawler.page.guides.guide_parts import says_whose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_FEWEST_TABS, _LONGEST_TAB = 2, 14
_OF_A_KIND = frozenset({*TYPED, *CODED})
_OTHER = "其他"
_NO_BARS = frozenset({"td", "th", "tr", "table", "dl", "body"})
_LONGEST_BAR = 400
_LONGEST_TITLE = 14
_FEWEST_CELLS = 3
_FEWEST_PAIRS = 3
_FEWEST_SIGNS = 2
_SIGN = re.compile(r"[^\w:：]{1,4}")
"""What parts titles and says nothing; a sign that says that there is none may stand behind every label."""
_LONGEST_FACT = 100
_SECTIONS = frozenset({"conditions", "materials", "procedure", "legal_basis", "faq", "remedy", "rights"})
"""Elements that take sentences or a list."""
_TITLE = re.compile(r"[\u4e00-\u9fff]{2,8}")
_LED = re.compile(r"(?P<label>[^:：。，]{2,14})[:：]\s*\S")


def tab_places(hits: Sequence[Box], root: Box, labels: LabelDictionary, page: Page) -> dict[int, Place | None]:
    """The panels of labels that are titles of tabs, by identity of the label's box; None for entries of a menu.

    A row of short titles is a tab bar when an address or a data attribute names its panels, or when as many blocks
    as titles follow it, unless the titles are links to other pages.
    """
    found: dict[int, Place | None] = {}
    by_id: dict[str, Box] | None = None
    for hit in hits:
        assert hit.match is not None
        if root.order.panels and (shown := panel_of(hit)) is not None:
            found[id(hit)] = Place(hit.match, hit.words, hit, kids=shown.kids, holder=shown, is_block=True)
            continue
        bar = _bar(hit, labels)
        titles = [k for k in bar.boxes if k.words] if bar is not None else []
        title = next((t for t in titles if hit is t or hit.within([t])), hit)
        if by_id is None and bar is not None:
            by_id = root.order.by_id()
        named = _named_panel(title, by_id or {}) or _panel_of_like_id(title, titles, by_id or {})
        if named is None and (row := _row_of_links(hit)) is not None:
            found[id(hit)] = _elsewhere(hit, row, page)
            continue
        if bar is None:
            continue
        panel = named
        sections = _name_sections(titles)
        turns = not sections and (_take_turns(titles) or _take_turns(bar.boxes))
        if panel is None and not turns:
            panel = _counted_panel(bar, titles.index(title), titles, labels)
        if panel is None and (turns or not (sections or _mostly_titles(bar, labels))):
            continue  # label, value, label, value
        place = Place(hit.match, hit.words, hit, is_block=True, weakness=0 if named else 1, found=panel is not None)
        if panel is not None:
            first = next((k for k in panel.boxes if k.words), None)
            place.kids = [k for k in panel.kids if not (isinstance(k, Box) and _repeats(k, hit, first))]
            place.holder = panel
        found[id(hit)] = place
    return found


def _address(box: Box) -> str | None:
    reference = (box.element.get("href") or "").strip() if box.tag == "a" else ""
    return None if "#" in reference or reference.lower().startswith("javascript:") else reference or None


def _row_of_links(hit: Box) -> list[Box] | None:
    """The row of links that a label is one of, where it leads to another page: what follows is not what it names."""
    box, leads = hit, any(map(_address, hit.walk()))
    for around in hit.up():
        if len(list(islice((k for k in around.boxes if k.words), 2))) > 1:
            if not leads:
                return None  # most labels: no other box beside them is looked at, since there may be thousands
            titles = [k for k in around.boxes if k.words]
            links = [t for t in titles if any(b.tag == "a" and b.words == t.words for b in t.walk())]
            # The title of the page itself need not be a link.
            alike = all(t.tag == box.tag for t in titles) and len(links) >= max(_FEWEST_TABS, len(titles) - 1)
            several = len(titles) > _FEWEST_TABS or all(t.match is not None for t in titles)
            return titles if alike and several else None
        leads = leads or _address(around) is not None
        box = around
    return None


def _elsewhere(hit: Box, row: Sequence[Box], page: Page) -> Place | None:
    """A part of this guide that a link leads to and that this page does not show; None for an entry of a menu."""
    assert hit.match is not None
    led = (address for title in row for box in title.walk() if (address := _address(box)))
    own = says_whose(page.url)
    of_this = any(own & says_whose(urljoin(page.base, address)) for address in led)
    if not of_this and sum(title.match is not None for title in row) < _FEWEST_TABS:
        return None
    return Place(hit.match, hit.words, hit, is_block=True, weakness=1, found=False)


def _repeats(box: Box, title: Box, first: Box | None) -> bool:
    """Whether a box of a panel is but the title again, with no empty place for a value in it.

    Below its first words another label of the same element is a section of the panel: 审查标准 in 受理标准.
    """
    same = box.match is not None and title.match is not None and box.match.element == title.match.element
    again = box is first or normalise(box.words) == normalise(title.words)
    return same and again and all(b.words for b in box.boxes) and not _is_one_of_titles(box)


def _is_one_of_titles(box: Box) -> bool:
    """Whether the block of a title has another one drawn like it, of another element: the pane has several sections."""
    beside = box.parent.boxes if box.parent is not None else ()
    element = box.match.element if box.match is not None else ""
    return any(b.kind == box.kind and b.match is not None and b.match.element != element for b in beside)


def _mostly_titles(bar: Box, labels: LabelDictionary) -> bool:
    named = sum(k.match is not None or labels.is_mark("headings", k.words) for k in bar.boxes)
    return named * 2 > len(bar.boxes)


def _take_turns(titles: Sequence[Box]) -> bool:
    """Whether boxes take turns and only the first of each two are labels: pairs in a row, no titles.

    They are of two kinds, or every one of several is a label that is known.
    """
    first, second = titles[::2], titles[1::2]
    kinds = {t.kind for t in first}
    apart = len(kinds) == 1 and all(t.kind not in kinds for t in second)
    all_known = len(first) >= _FEWEST_PAIRS and all(t.match is not None for t in first)
    return (apart or all_known) and len(first) == len(second) and all(t.match is None for t in second)


def _name_sections(titles: Sequence[Box]) -> bool:
    """Whether boxes of one kind name sections, every second one unknown: 受理条件 温馨提示 申请材料 表格下载.

    A few letters are the value of a section nowhere.
    """
    first, second = titles[::2], titles[1::2]
    if len(first) < _FEWEST_PAIRS or len({t.kind for t in titles}) > 1 or not all(map(_may_be_title, second)):
        return False
    named = sum(t.match is not None and t.match.element in _SECTIONS for t in first)
    return named * 2 > len(first) and all(t.match is not None for t in first)


def _may_be_title(box: Box) -> bool:
    return _TITLE.fullmatch(box.words) is not None and not says_nothing(box.words)


def is_row_of_tabs(row: Box) -> bool:
    """Whether a row of a table has nothing but cells that do something when they are clicked: titles, no pairs."""
    cells = [k for k in row.boxes if k.words]
    short = row.tag == "tr" and len(cells) >= _FEWEST_CELLS and len(row.words) <= _LONGEST_BAR
    return short and all(cell.tag == "td" and _is_control(cell) for cell in cells)


def _is_control(cell: Box) -> bool:
    """Whether a click on a cell, on any of its words, does something within the page."""
    whole = next((b for b in cell.walk() if b.words == cell.words and b.element.get("onclick")), None)
    return whole is not None and len(cell.words) <= _LONGEST_TITLE


def _bar(hit: Box, labels: LabelDictionary) -> Box | None:
    """The row of titles that a label belongs to: at least two short boxes of one tag, at most a sign between them."""
    box = hit
    for around in hit.up():
        if around.tag in _NO_BARS and not (around.parent is not None and is_row_of_tabs(around)):
            return None
        if len(around.words) > _LONGEST_BAR:
            return None
        titles = [k for k in around.boxes if k.words]
        if len(titles) > 1 and (is_one_of_rows(around) or any(map(_is_pair, titles)) or _hold_a_value(titles)):
            return None
        if len(titles) > 1:
            short = all(len(t.words) <= 14 and t.tag == box.tag for t in titles)
            named = sum(t.match is not None or labels.is_mark("headings", t.words) for t in titles)
            return around if len(titles) >= 2 and short and named >= 2 and _are_apart(around) else None
        box = around
    return None


def _are_apart(around: Box) -> bool:
    """Whether nothing is said between titles: no text, or the same sign between all of them (条件 / 材料 / 流程).

    What stands behind the last one too (数量限制 - 年检 -) is a value of each; behind a colon there is one or none.
    """
    said = [""]
    for kid in around.kids:
        if isinstance(kid, str):
            said[-1] += "".join(kid.split())
        elif kid.words:
            said.append("")
    if not any(said):
        return True
    between, behind = said[1:-1], said[-1]
    parted = len(between) >= _FEWEST_SIGNS and len(set(between)) == 1 and _SIGN.fullmatch(between[0]) is not None
    return parted and behind != between[0] and (not behind or _SIGN.fullmatch(behind) is not None)


def _hold_a_value(titles: Sequence[Box]) -> bool:
    """Whether among short texts a label stands before a word of its list or a value of its kind: 是否收费 and 不收费.

    其他 is the last tab of many a bar: it is a value only behind one label alone.
    """
    pairs = [(a.match.element, b) for a, b in pairwise(titles) if a.match is not None and b.match is None]
    if len(titles) == _FEWEST_TABS and any(may_be(element, b.words) for element, b in pairs):
        return True
    return any(b.words != _OTHER and element in _OF_A_KIND and plausible(element, b.words) for element, b in pairs)


def _is_pair(title: Box) -> bool:
    """Whether a box is a label with its value behind it, and no title: 结果名称 渡口证."""
    told = [b for b in title.boxes if b.words]
    return len(told) > 1 and title.match is None and told[0].match is not None


_TARGETS = ("href", "aria-controls", "rel")
"""Attributes that name a panel, beside those that a script reads (data-*) and what it is called with (onclick)."""
_ARGUMENT = re.compile(r"""['"]#?([\w-]{2,})['"]""")


def _told(box: Box) -> Iterator[str]:
    """What may be the id of a title's panel, in the order in which an element says it."""
    for name in _TARGETS:
        yield (box.element.get(name) or "").rpartition("#")[2].strip()
    for attribute, said in box.element.items():
        if str(attribute).startswith("data-"):
            yield str(said).rpartition("#")[2].strip()
    yield from _ARGUMENT.findall(box.element.get("onclick") or "")


def _named_panel(title: Box, by_id: dict[str, Box]) -> Box | None:
    for box in title.walk() if by_id else ():
        if box.plain:
            continue
        for value in _told(box):
            panel = by_id.get(value) if value else None
            if panel is None or not panel.words or title.within([panel]):
                continue
            if panel.match is None or (panel.boxes and panel.match == title.match and panel.tag != title.tag):
                return panel  # at least a title of its own: a panel without a word may still be loaded
    return None


def _panel_of_like_id(title: Box, titles: Sequence[Box], by_id: dict[str, Box]) -> Box | None:
    """The panel whose id ends as that of the title does, among panels side by side: `tab-2` and `pane-2`.

    Another title has to have its panel beside it under the same beginning; empty panels may still be loaded.
    """
    own = {id(t): each for t in titles if (each := t.own_id or next((b.own_id for b in t.boxes if b.own_id), None))}
    mine = own.get(id(title))
    if mine is None or len(own) < len(titles):
        return None
    first, last = min(own.values()), max(own.values())
    shared = next((n for n, sign in enumerate(first) if n >= len(last) or sign != last[n]), len(first))
    begins = first[:shared].rstrip("0123456789")
    ending = mine.removeprefix(begins)
    for other, panel in by_id.items():
        if not ending or not other.endswith(ending) or not panel.words or other == mine:
            continue
        start = other.removesuffix(ending)
        beside = (by_id.get(start + each.removeprefix(begins)) for each in own.values() if each != mine)
        if start != begins and any(b is not None and b.parent is panel.parent and b.tag == panel.tag for b in beside):
            return panel
    return None


def _counted_panel(bar: Box, position: int, titles: Sequence[Box], labels: LabelDictionary) -> Box | None:
    """The n-th of as many blocks as there are titles, in the first block that has so many, or following the bar."""
    box, count = bar, len(titles)
    for around in bar.up():
        if around.tag == "html":
            return None
        after = [k for k in around.boxes if k.index > box.index and k.tag not in {"br", "hr"}]
        for block in after:
            inside = block
            for _ in range(3):
                if len(inside.boxes) == count and _may_be_panels(inside.boxes, labels):
                    return None if _are_labels(titles, inside.boxes) else inside.boxes[position]
                if len(inside.boxes) != 1:
                    break
                inside = inside.boxes[0]
        if len(after) == count and len({k.tag for k in after}) == 1:
            return after[position]
        alike = [k for k in after[:count] if k.kind == after[0].kind and k.kind[1]]
        if len(alike) == count and after[count].kind != alike[0].kind:
            return after[position]
        if any(k.words for k in after):
            return None
        box = around
    return None


def _are_labels(titles: Sequence[Box], boxes: Sequence[Box]) -> bool:
    """Whether a box below titles says nothing but a label of another element: the next row of pairs, no panels."""
    for title, box in zip(titles, boxes, strict=True):
        said = next((b.match.element for b in box.walk() if b.match is not None and b.words == box.words), None)
        if said is not None and (title.match is None or said != title.match.element):
            return True
    return False


def _may_be_panels(boxes: Sequence[Box], labels: LabelDictionary) -> bool:
    """Whether blocks can be panels of tabs: of one tag, no empty entries of a list, no lines with labels of their own.

    A card of an office has by chance as many lines as the page has tabs.
    """
    if len({box.tag for box in boxes}) > 1 or any(box.tag == "li" and not box.words for box in boxes):
        return False
    return sum(_is_fact(box, labels) for box in boxes) * 2 <= len(boxes) and not _have_labels_in_common(boxes)


def _have_labels_in_common(boxes: Sequence[Box]) -> bool:
    """Whether several labels stand in each of some blocks: cards of a list (材料类型, 来源渠道), no panels."""
    told = [{b.words for b in box.walk() if b.match is not None} for box in boxes]
    return len(told) > _FEWEST_TABS and len(set.intersection(*told)) >= _FEWEST_TABS


def _is_fact(box: Box, labels: LabelDictionary) -> bool:
    """Whether a block is one short line that begins with a label: 办公时间：周一至周五."""
    if len(box.words) > _LONGEST_FACT or box.match is not None:
        return False
    label = _LED.match(box.words)
    if label is not None and labels.exact(label["label"]) is not None:
        return True
    inner = [each for each in box.walk() if each is not box and each.match is not None]
    return len(inner) == 1 and len(inner[0].words) < len(box.words) and box.words.startswith(inner[0].words)


def without_tabs(kids: Sequence[Box | str]) -> list[Box | str]:
    """A value without the row of tabs that opens it: as many short titles in one box as there are blocks after it."""
    boxes = [k for k in kids if isinstance(k, Box) and k.words]
    if len(boxes) == 1 and len(boxes[0].boxes) > 1:
        inner = without_tabs(boxes[0].kids)
        return inner if len(inner) < len(boxes[0].kids) else list(kids)
    if len(boxes) < _FEWEST_TABS + 1:
        return list(kids)
    titles = [b for b in boxes[0].boxes if b.words]
    after = boxes[1:]
    plain = all(t.kind[0] == titles[0].kind[0] and not t.boxes and len(t.words) <= _LONGEST_TAB for t in titles[1:])
    alike = len(titles) == len(after) >= _FEWEST_TABS and all(b.kind == after[0].kind for b in after)
    if not plain or not alike or boxes[0].kind == after[0].kind or len(boxes[0].words) * 2 > len(after[0].words):
        return list(kids)
    return [k for k in kids if k is not boxes[0]]
