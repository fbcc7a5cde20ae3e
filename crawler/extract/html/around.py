"""What a page says beside its labelled values: its frames, its entrance, and labels that nobody knows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.records import Unmapped
from crawler.extract.guide import text, unknown
from crawler.extract.guide.draft import reading
from crawler.extract.html.above import answer_in_turn
from crawler.extract.html.asked_rows import asked_in, is_sign
from crawler.extract.html.cell_labels import numbers_a_row, pair_labels
from crawler.extract.html.chosen import is_unseen
from crawler.extract.html.company import has_company, label_shapes, shape_of
from crawler.page.guides.guide_parts import says_whose
from crawler.page.own_words import holds_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from crawler.domain.elements import Reading
    from crawler.extract.html.boxes import Box
    from crawler.extract.html.place import Place
    from crawler.extract.html.tables import Table
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.html import Page

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LEADING = frozenset({"a", "button", "input"})
_TITLES = _HEADINGS | {"h5", "h6", "legend"}
_FEW_SECTIONS = 3
_MARGIN = re.compile(r"foot|header|banner|(?:^|[\s_-])(?:top|nav)")
_MARGIN_PAGE = re.compile(
    r"(?:^|/)(?:foot(?:er)?|head(?:er)?|top|bottom|banner|nav|menu|copyright|counter|tongji|ad|ads)(?:[_-]?\w{0,6})?\.[a-z]{3,5}(?:$|[?#])",
    re.IGNORECASE,
)
"""Addresses of frames that every page of a site has."""
_TO_OPEN = re.compile(
    r"[（(【\[](?:请)?(?:点击|点此|轻触|展开)(?:此处|标题)?(?:查看|展开|打开|加载|显示|可见)?(?:详情|更多)?[）)】\]]$"
)
"""Behind a label whose section opens on a click."""
_BOUND = ("v-html", "v-text", ":inner", "ng-bind", "data-bind", "th:text", "x-text")
_VALUES = re.compile(r"[\w-]+")
"""What may be a number of an item in an address or in the call of a script."""
_PAIR = re.compile(r"\s*([^:：]{2,12}?)\s*[:：]\s*\S")
_SHORTEST_NUMBER = 4
_LONGEST_LABEL = 20
_LONGEST_TITLE = 14
_SEVERAL = 3
_VERB = re.compile(r"^(?:点击)?(?:查看|下载)|(?:查看|下载|预览)$")
_OWN_NAME = re.compile(r"[A-Za-z][\w-]*")
_ANY_NAME = re.compile(
    r"index|home|main|default|detail|guide|show|view|list|item|info|page|article|content|service|apply|hall|wap|mobile|"
    r"bszn|banshi|bslc|zhinan|xiangqing|matter|affair|task",
    re.IGNORECASE,
)
_LONGEST_VALUE = 500


def _drawn(link: Box) -> str:
    """The words of the picture that a link is, or of a button of a form."""
    if link.tag == "input":
        button = (link.element.get("type") or "").lower() in {"button", "submit", "image"}
        return "".join((link.element.get("value") or link.element.get("alt") or "").split()) if button else ""
    pictures = (b for b in link.boxes if b.tag == "img")
    return next(("".join((b.element.get("alt") or "").split()) for b in pictures), "")


def frames(page: Page, boxes: Sequence[Box], places: Sequence[Place]) -> list[tuple[str, str]]:
    """Address and locator of each frame in the guide that is to be seen and is no labelled value."""
    inside = [b for b in boxes if b.tag in {"iframe", "frame"} and holds_page(b.element)]
    inside = [b for b in inside if not _is_tiny(b) and not _is_margin(b)]
    loose = [b for b in inside if not any(p.found and b.within(p.boxes) for p in places)]
    locators = {page.locator(b.element) for b in loose}
    return [(f.target.url, f.locator) for f in page.frames() if f.locator in locators]


def offered(page: Page, hits: Sequence[Box], boxes: Sequence[Box], labels: LabelDictionary) -> list[Reading]:
    """What links of the page say by themselves: the entrance, and the sample of the result."""
    return [one for one in (_entrance(page, hits, boxes), _specimen(page, boxes, labels)) if one is not None]


def _entrance(page: Page, hits: Sequence[Box], boxes: Sequence[Box]) -> Reading | None:
    """The entrance to handling the item online: a link or button that is called so, else one whose words lead there."""
    called = [h for h in hits if h.match is not None and h.match.element == "online_entry" and h.match.confidence == 1]
    leading = (b for b in boxes if b.tag in _LEADING and text.is_entrance(b.words or _drawn(b)))
    offered = ((hit.element, hit.words or _drawn(hit)) for hit in chain(called, leading))
    for element, words in chain(offered, _offered_beside(page)):
        target = page.target_of(element)
        if target is not None:
            return reading(
                "online_entry",
                target.url,
                evidence=page.evidence,
                locator=page.locator(element),
                label=words,
                quote=words,
            )
    return None


def _specimen(page: Page, boxes: Sequence[Box], labels: LabelDictionary) -> Reading | None:
    """The sample of the result (结果样本) where nothing but a link to it, alone in its box, is called so."""
    for box in boxes:
        alone = box.tag in _LEADING and box.parent is not None and box.parent.words == box.words
        words = _VERB.sub("", box.words) if alone and len(box.words) <= _LONGEST_LABEL else ""
        match = labels.exact(words) if words else None
        target = page.target_of(box.element) if match is not None and match.element == "result_sample" else None
        if match is not None and target is not None and target.url.startswith(("http://", "https://")):
            return reading(
                match.element,
                box.words,
                evidence=page.evidence,
                locator=page.locator(box.element),
                label=words,
                quote=box.words,
            )
    return None


def _offered_beside(page: Page) -> Iterator[tuple[_Element, str]]:
    """Entrances among the links around the guide that lead to handling this item, with their words.

    The menu of the site has such words as well (在线办理), and leads to the hall. Of this item is what names its number
    in the address, and what stands beside the table of contents (目录) of the page itself. A number that many links of
    menus have is that of the region or of the site.
    """
    links = [(menu, link) for menu, _ in page.menus for link in menu.iter("a", "button")]
    called = {link: words for _, link in links if text.is_entrance(words := page.label(link))}
    if not called:
        return  # as of most menus, and where all their links lead is not asked
    led = {link: target for _, link in links if (target := page.target_of(link)) is not None}
    named = {link: set(_VALUES.findall(target.url)) for link, target in led.items()}
    counts = Counter(value for values in named.values() for value in values)
    own = says_whose(page.url) | _stem(page.url)
    whose = {value for value in own if len(value) >= _SHORTEST_NUMBER and counts[value] < _SEVERAL}
    for menu, link in links:
        if link in called and link in led and (whose & named[link] or _is_contents(menu)):
            yield link, called[link]


def _stem(url: str) -> set[str]:
    """What the file of an address is called, unless pages of any item are called so."""
    stem = urlsplit(url).path.rpartition("/")[2].partition(".")[0]
    return {stem} if _OWN_NAME.fullmatch(stem) and not _ANY_NAME.match(stem) else set()


def _is_contents(menu: _Element) -> bool:
    """Whether most links of a menu lead to places of its own page."""
    links = [link.get("href") or "" for link in menu.iter("a")]
    within = sum(address.lstrip().startswith("#") and len(address.strip()) > 1 for address in links)
    return within >= _FEW_SECTIONS and within * 2 > len(links)


def filled_by_script(page: Page, place: Place) -> bool:
    """Whether a script of the page fills an empty place.

    It names the place's id, or the place is bound to its data, or its label asks for a click: 申请材料（点击查看）; or
    the place holds choices of which none is seen to be taken.
    """
    if _TO_OPEN.search(place.label):
        return True
    if any(is_unseen(b.element) for b in (place.at, *place.boxes)):
        return True
    own = place.at.walk() if place.at is place.box else [place.at]  # <p>办理时间：<span id="sj"></span></p>
    boxes = [*own, *(b for kid in place.boxes for b in kid.walk())]
    if any(str(name).startswith(_BOUND) for b in boxes for name in b.element.attrib):
        return True
    ids = [str(b.element.get("id")) for b in boxes if b.element.get("id") and not b.words]
    source = page.scripts.text
    classes = {name for b in boxes if not b.words for name in (b.element.get("class") or "").split()}
    if any(_writes_into(name, source) for name in classes):
        return True
    return any(f"{mark}{name}{end}" in source for name in ids for mark in "#'\"" for end in "'\" ")


def _writes_into(name: str, source: str) -> bool:
    """Whether a script writes into the elements of a class by that alone: `$(".dd").html(r.dd)`."""
    if f".{name}" not in source:
        return False
    return re.search(rf"[\"']\.{re.escape(name)}[\"']\s*\)\s*\.(?:text|html|append|inner|textC)", source) is not None


def unknown_labels(
    page: Page, boxes: Sequence[Box], hits: Sequence[Box], tables: Sequence[Table], labels: LabelDictionary
) -> Iterator[Unmapped]:
    """Labels of pairs that no element has: kept, so that the dictionary grows.

    A heading over pairs of known labels is no label itself.
    """
    for table in tables:
        for cell, after in pair_labels(table) if not asked_in(table) else ():
            if not labels.is_mark("headings", cell.box.words):
                yield _unmapped(page, cell.box, after.words)
    kinds = Counter((id(h.parent), h.kind) for h in hits if h.kind[1])
    often = {kind for kind, count in kinds.items() if count >= _SEVERAL}
    shapes = label_shapes(hits)
    drawn_so = {kind for kind, _ in shapes}
    for box in boxes:
        if (
            box.match is not None
            or (box.tag in _TITLES and _heads_labels(box, hits))
            or (not box.long and is_sign(box.words))
        ):
            continue
        drawn = box.kind in drawn_so and shape_of(box) in shapes
        drawn = drawn and not (numbers_a_row(box.words) or labels.is_mark("row_columns", box.words))
        if drawn and len(box.words) <= _LONGEST_LABEL and has_company(box) and not _is_heading(box, labels):
            yield _unmapped(page, box, _text_beside(box))
        if box.tag in _HEADINGS and 0 < len(box.words) <= _LONGEST_TITLE:
            said = _words_after(box)
            if said and not labels.is_mark("headings", box.words) and unknown.element_of_words(box.words):
                yield _unmapped(page, box, said)
        elif often and (id(box.parent), box.kind) in often:
            said = _words_after(box)
            pair = _PAIR.match(said)
            if pair is not None and labels.exact(pair.group(1)) is not None:
                continue
            if said and len(box.words) <= _LONGEST_LABEL and not labels.is_mark("headings", box.words):
                yield _unmapped(page, box, said)
        if box.tag == "dt" and box.parent is not None and 0 < len(box.words) <= _LONGEST_LABEL:
            beside = next((k for k in box.parent.boxes if k.index > box.index), None)
            if beside is not None and beside.tag == "dd" and not text.is_question(box.words):
                yield _unmapped(page, box, beside.words)


def _is_heading(box: Box, labels: LabelDictionary) -> bool:
    return labels.is_mark("headings", box.words)


def unknown_place(page: Page, place: Place) -> Iterator[Unmapped]:
    """A label that nobody knows, by the place that it has among others."""
    if place.lines:
        yield _unmapped(page, place.box, " ".join(place.lines))


def strange_lines(page: Page, place: Place, lines: Sequence[str], labels: LabelDictionary) -> Iterator[Unmapped]:
    """Pairs in the lines of a section whose labels nobody knows."""
    locator = page.locator(place.at.element)
    for line in lines:
        label, _, value = line.replace(":", "：").partition("：")
        if labels.exact(label.strip()) is None:
            yield Unmapped(label=label.strip(), value=value.strip(), evidence=page.evidence, locator=locator)


def unknown_questions(page: Page, asked: Sequence[Box]) -> Iterator[Unmapped]:
    """Questions that head a part of the guide as the known ones do, with what is said to them."""
    for box in asked:
        if (said := _words_after(box)) and not box.match and not _PAIR.match(said):
            yield _unmapped(page, box, said)


def _words_after(box: Box) -> str:
    """The words of the box after this one, where that is of another kind."""
    beside = () if box.parent is None else box.parent.boxes
    after = next((b for b in beside if b.index > box.index and b.words), None)
    if after is None and box.parent is not None and box.parent.words == box.words:
        answer = answer_in_turn(box.parent)
        return answer.words if answer is not None else ""
    return after.words if after is not None and after.kind != box.kind and after.match is None else ""


def _heads_labels(heading: Box, hits: Sequence[Box]) -> bool:
    """Whether what stands below a heading is labelled itself: 窗口信息 over 办理时间, 咨询电话, 交通指引."""
    below = heading.parent.boxes if heading.parent is not None else ()
    after = next((b for b in below if b.index > heading.index and b.words), None)
    return after is not None and sum(after.start <= h.start < after.end for h in hits) >= _SEVERAL


def _text_beside(box: Box) -> str:
    """The words of the box around a label that stand behind it."""
    around = box.parent.words if box.parent is not None else ""
    return around.removeprefix(box.words).strip()


def _unmapped(page: Page, box: Box, value: str) -> Unmapped:
    return Unmapped(
        label=box.words, value=value[:_LONGEST_VALUE], evidence=page.evidence, locator=page.locator(box.element)
    )


def _is_margin(frame: Box) -> bool:
    """Whether a frame stands in the head or foot of the page."""
    names = (f"{b.element.get('class') or ''} {b.element.get('id') or ''}".lower() for b in (frame, *frame.up()))
    return _MARGIN_PAGE.search(frame.element.get("src") or "") is not None or any(_MARGIN.search(n) for n in names)


def _is_tiny(frame: Box) -> bool:
    """Whether a frame is hidden or a counter of visits."""
    size = (frame.element.get("width"), frame.element.get("height"))
    hidden = "display:none" in (frame.element.get("style") or "").replace(" ", "")
    return hidden or any(s is not None and s.strip().rstrip("px") in {"0", "1"} for s in size)


def is_empty_section(label: Box) -> bool:
    """Whether a heading is all that its section holds, while other sections of the same kind hold more.

    A place that a script would fill has a box for it, or its section is named in a script: see `stays_empty`.
    """
    section = label.parent if label.tag in _TITLES else label
    if section is None or section.parent is None or len(section.boxes) != 1 or section.boxes[0].tag not in _TITLES:
        return False
    alike = [b for b in section.parent.boxes if b is not section and b.kind == section.kind and _holds_more(b)]
    return len(alike) >= _FEW_SECTIONS and section.words == label.words


def _holds_more(section: Box) -> bool:
    """Whether a section holds anything beside a heading."""
    return len(section.boxes) > 1 or any(b.words and b.tag not in _TITLES for b in section.boxes)


def stays_empty(label: Box, page: Page) -> bool:
    """Whether a section is empty, and no script of the page names it to put something into it."""
    names = [str(b.element.get("id")) for b in (label, label.parent) if b is not None and b.element.get("id")]
    source = page.scripts.text
    named = any(f"{mark}{name}{end}" in source for name in names for mark in "#'\"" for end in "'\" ")
    return not named and is_empty_section(label)
