"""From the tree of a page to its boxes, in one pass: their text, which of them are labels, and which lie outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from crawler.extract.guide.cut import BUTTONS, CUT_OFF, cut_before, is_cut_off, make_whole
from crawler.extract.html.boxes import FRAMES, HEADINGS, INLINE, MEDIA, Box, Margin, Order, are_labels, clean, texts_in
from crawler.extract.html.brackets import Brackets
from crawler.extract.html.chosen import chosen_option, holds_answer, left_open
from crawler.extract.html.custom import ROW_GROUPS, drawn_as, empty_marks
from crawler.extract.html.generated import generated
from crawler.extract.html.line_cards import cards_of, line_in
from crawler.extract.html.margin import (
    IMPRINT_LENGTH,
    MARGIN_TAGS,
    Known,
    Margins,
    in_section,
    is_imprint,
    is_outside,
    may_be_outside,
)
from crawler.extract.html.name_pictures import is_led_from, name_before_value, name_by_picture, stands_above
from crawler.extract.html.search_boxes import search_boxes
from crawler.extract.html.table_heads import heads_columns
from crawler.extract.html.ticked_tabs import ticked_panels
from crawler.extract.html.word_runs import PARAGRAPHS, SET_APART, are_runs, heads_lines, is_run, set_close, text_of
from crawler.extract.labels.dictionary import LONGEST_IN_TWO
from crawler.page.guides.numbered_pages import further_pages
from crawler.page.tree import BLOCKS

if TYPE_CHECKING:
    from lxml.etree import _Element

    from crawler.extract.labels.dictionary import LabelDictionary, LabelMatch
    from crawler.page.html import Page

_SILENT = frozenset({"script", "style", "noscript", "template", "head", "option", "select", "svg", "map", "object"})
_INPUTS = frozenset({"text", "", "tel", "search", "url", "email", "number"})
_APART = frozenset({*BLOCKS, "textarea"})
_SHOWN = frozenset({*MEDIA, *FRAMES})
_PAGE, _SPANS = frozenset({"html", "body"}), frozenset({"rowspan", "colspan"})
_NAMING = frozenset({"th", "dt", "label"})
_DASHES, _COLONS, _SIGNS = frozenset("-—–－"), frozenset(":："), frozenset("?？!！iⓘ")
_ARROWS = frozenset("\u2228\u2227\ufe40\ufe3f\u2304\u2303\u02c5\u02c4\u203a\u2039\u25be\u25b4\u25b8\u25c2>\uff1e")
"""Arrows that no chart of a procedure is drawn with."""
_SIGN_TAGS = frozenset({"i", "em", "sup"})
_SIGN_CLASS = re.compile(r"tip|hint|help|icon|quest|wen|info|explain", re.IGNORECASE)
_LONGEST_SIGN = 5
_FILE = re.compile(r"\.(?:png|jpe?g|gif|bmp|pdf|docx?|xlsx?|wps|et|zip|rar)(?:[?#]|$)", re.IGNORECASE)
_LONGEST_LABEL = 40
_IN_TWO = re.compile(r"\s*(?:[\u4e00-\u9fff][^，。；]*[A-Za-z.)]|[A-Za-z][^，。；]*[\u4e00-\u9fff])[:：]?\s*$")
"""A text with its translation, which may be longer than a label alone."""
_SHORTEST_WITH_BUTTON = 4
_WAYS = frozenset(
    {
        "查看地图", "地图", "地图导航", "导航", "一键导航", "到这去", "到这里去", "去这里", "查看位置",
        "查看路线", "拨打电话", "一键拨打", "拨号", "复制",
    }
)  # fmt: skip
_LONGEST_BUTTON = 12
_DEEPEST, _DEEPEST_MARGIN = 180, 60
_MARGINS = Margins()
_LONGEST_KEPT, _MOST_LEAVES = 300, 10_000


def _is_glyph(text: str, tag: str) -> bool:
    """Whether a text is a sign of an icon font, or the arrow of a part that opens: it says nothing."""
    return "\ue000" <= text[0] <= "\uf8ff" or (tag in INLINE and text.strip() in _ARROWS)


def _leads_the_way(text: str, tag: str) -> bool:
    """Whether a text is that of a button beside an address or a number: 查看地图, 一键导航, 复制."""
    return len(text) <= _LONGEST_BUTTON and tag in INLINE and text.strip(" []【】>»") in _WAYS


def _is_hint(text: str, tag: str, classes: str) -> bool:
    """Whether a text is the sign of a hint that opens when it is pointed at: `承诺办结时限<em class="tip">?</em>`."""
    if len(text) > _LONGEST_SIGN or text.strip() not in _SIGNS:
        return False
    return tag in _SIGN_TAGS or (tag in INLINE and _SIGN_CLASS.search(classes) is not None)


class _Leaf(NamedTuple):
    """What becomes of a text that is all an element holds: the same for every box of that tag and text."""

    kids: list[Box | str]
    texts: list[str]
    text: str
    words: str
    linked: int
    long: bool
    outside: bool
    match: LabelMatch | None


def tree(page: Page, labels: LabelDictionary) -> Box:
    """The boxes of a page; scripts, styles and choices that were not made are left out."""
    return _Builder(page, labels, Order(), _MARGINS).box(page.tree, str(page.tree.tag), None, 0)


class _Builder:
    """Makes the boxes of one page in one pass. Blocks are set apart here, whether they are so in the tree or not."""

    def __init__(self, page: Page, labels: LabelDictionary, order: Order, margins: Margins | None) -> None:
        self._page = page
        self._labels = labels
        self._leaves: dict[tuple[str, str | None], _Leaf] = labels.leaves
        self._order = order
        self._margins = margins
        order.panels = ticked_panels(page.tree, self._is_label)
        self._not_chosen, self._no_tail, self._choices = left_open(page.tree, order.panels)
        self._not_chosen.update((*further_pages(page), *search_boxes(page), *empty_marks(page)))
        self._brackets = Brackets(page.text, labels)
        self._generated = generated(page)
        self._cards = cards_of(page, labels)

    def box(self, element: _Element, tag: str, parent: Box | None, depth: int) -> Box:
        """The box of an element, with all boxes in it."""
        classes, own_id, spans, plain = "", None, False, True
        for name, value in element.items():  # asking for two attributes by name takes longer
            if name == "class":
                classes = str(value)
            elif name == "id":
                own_id = str(value)
            else:
                plain, spans = False, spans or name in _SPANS
        named = (classes or own_id or tag in MARGIN_TAGS) and may_be_outside(tag, classes, own_id)
        holds_others = len(element) > 0
        source, within = None, False
        if named and holds_others and self._margins is not None and parent is not None and depth <= _DEEPEST_MARGIN:
            source, within = etree.tostring(element, encoding="utf-8", with_tail=False), in_section(parent)
            known = self._margins.get(source, within)
            if known is not None:
                self._page.menus.append((element, source))
                margin = Margin(element, tag, classes, parent, self._order)
                margin.own_id = own_id
                return self._unopened(margin, known)
        box = Box(element, tag, classes, parent, self._order)
        if own_id:
            box.own_id = own_id
        box.plain, box.spans = plain, spans
        if self._generated and element in self._generated:
            self._leaf(box, self._generated[element])
        elif holds_others or tag == "input":
            self._branch(box, depth)
            if source is not None and box.outside and self._margins is not None:
                self._margins.keep(source, within, box)
                self._page.menus.append((element, source))
        else:
            text = element.text
            alone = named or tag in _SHOWN or self._brackets.used or element in self._choices
            leaf = None if alone else self._leaves.get((tag, text))
            if leaf is not None:
                box.kids, box.texts, box.text, box.words, linked, long, outside, match = leaf
                if linked:
                    box.linked = linked
                if long:
                    box.long = True
                if outside:
                    box.outside = True
                if match is not None:
                    box.match = match
            elif text and (_is_glyph(text, tag) or _is_hint(text, tag, classes) or _leads_the_way(text, tag)):
                self._leaf(box, None)
            elif alone:
                self._leaf(box, text)
            else:
                self._learn(box, text)
        return box

    def _branch(self, box: Box, depth: int) -> None:
        """Fill the box of an element that has others in it."""
        element, tag = box.element, box.tag
        kids: list[Box | str] = []
        parts: list[str] = []
        box.boxes, box.kids = [], kids
        if tag in _SHOWN:
            box.shows = True
        if tag in _APART:
            parts.append("\n")
            kids.append("\n")
        if text := element.text:
            self._put(box, parts, text)
        if tag == "input":
            value = element.get("value")
            if value and (element.get("type") or "").lower() in _INPUTS:
                _add(kids, parts, value)
        self._inner(box, parts, depth)
        if len(kids) > len(box.boxes):
            box.texts = texts_in(kids)
        box.end = len(self._order)
        box.text = text = "".join(parts)
        box.words = words = " ".join(text.split())
        size = IMPRINT_LENGTH if box.long else len(words)
        box.long = size >= IMPRINT_LENGTH
        if tag == "a":
            box.linked += len(words)
        self._name(box, size)
        name_before_value(box, self._labels)

    def _unopened(self, margin: Margin, known: Known) -> Margin:
        """A menu or footer of which the same was met before."""
        margin.text, margin.words, margin.linked, margin.shows = known.text, known.words, known.linked, known.shows
        margin.names_boxes, margin.fill = known.names_boxes, self._fill
        margin.end = margin.start + known.boxes
        self._order.extend([margin] * (known.boxes - 1))
        self._order.margins.append(margin)
        return margin

    def _fill(self, margin: Margin) -> tuple[list[Box | str], list[Box]]:
        """Make the boxes in a margin and put them in their places."""
        order = self._order
        inner = Order(order[: margin.start])
        whole = _Builder(self._page, self._labels, inner, None).box(margin.element, margin.tag, margin.parent, 0)
        order[margin.start + 1 : margin.end] = inner[margin.start + 1 :]
        for box in inner[margin.start + 1 :]:
            box.order = order
        for box in whole.boxes:
            box.parent = margin
        return whole.kids, whole.boxes

    def _learn(self, box: Box, text: str | None) -> None:
        """Fill the box of an element without others, and remember it for those of its tag and text: most boxes."""
        self._leaf(box, text)
        if text is None or (len(text) <= _LONGEST_KEPT and text.strip() not in _SIGNS):  # class tells what a sign is
            if len(self._leaves) >= _MOST_LEAVES:
                self._leaves.clear()
            leaf = _Leaf(box.kids, box.texts, box.text, box.words, box.linked, box.long, box.outside, box.match)
            self._leaves[box.tag, text] = leaf

    def _leaf(self, box: Box, text: str | None) -> None:
        """Fill the box of an element that has no others in it."""
        if box.tag in _SHOWN:
            box.shows = True
        kids: list[Box | str] = []
        box.kids = kids
        text = self._said(text) if text else text
        block = box.tag in _APART
        if block:
            kids.append("\n")
        if text and SET_APART.search(text):
            text = set_close(text)
        words = " ".join(text.split()) if text else ""
        size = len(words)
        box.words = words
        if text:
            box.text = "\n" + text if block else text
            if "\n" in text:
                _add(kids, [], text)
                box.texts = texts_in(kids)
            elif size:
                kids.append(text)
                box.texts = [text]
            if box.tag == "a":
                box.linked = size
            box.long = size >= IMPRINT_LENGTH
        elif block:
            box.text = "\n"
        self._name(box, size)

    def _inner(self, box: Box, parts: list[str], depth: int) -> None:  # noqa: PLR0915 - a call for every child shows
        kids, boxes, element = box.kids, box.boxes, box.element
        children = list(element)
        joined = len(children) > 1 and box.tag in PARAGRAPHS and are_runs(children, self._is_label)
        titles = box.tag == "tr" and heads_columns(box)
        run = ""
        linked = 0
        cut: list[tuple[int, Box | str]] = []
        for child in children:
            tag, tail = str(child.tag), child.tail
            if "-" in tag or ":" in tag or tag in ROW_GROUPS:
                tag = drawn_as(tag, child)
            if titles and tag == "td":
                tag = "th"
            if joined and is_run(child) and not heads_lines(child, self._is_label):
                run += text_of(child) + (tail or "").strip("\n")
                continue
            if run:
                self._put(box, parts, run)
                run = ""
            if self._no_tail and child in self._no_tail:
                tail = None
            if self._not_chosen and child in self._not_chosen:
                pass
            elif tag in _SILENT:
                if tag == "select" and (chosen := chosen_option(child)):
                    _add(kids, parts, chosen)
            elif depth >= _DEEPEST:
                _ = self._page.root  # its blocks have to be set apart before their text is taken
                _add(kids, parts, "".join(str(t) for t in child.itertext()))
            else:
                kid = self.box(child, tag, box, depth + 1)
                if kids:
                    if tag in INLINE and isinstance(kids[-1], Box):
                        parts.append(" ")
                    kid.index = len(kids)
                kids.append(kid)
                boxes.append(kid)
                linked += kid.linked
                if kid.shows:
                    box.shows = True
                if not kid.outside:
                    parts.append(kid.text)
                    if kid.long:
                        box.long = True
                    elif kid.words.endswith(CUT_OFF) or (kid.boxes and is_cut_off(kid.words)):
                        cut.append((len(parts) - 1, kid))
                    elif tag in BUTTONS and len(kids) > 1 and (before := cut_before(kids)):
                        cut.append((len(parts) - 1, before))
                elif is_imprint(kid.words):
                    box.has_imprint = True
            if tag in _APART:
                parts.append("\n")
                if not kids or kids[-1] != "\n":
                    kids.append("\n")
            if tail:
                self._put(box, parts, tail)
        if run:
            self._put(box, parts, run)
        if linked:
            box.linked += linked
        if cut:
            make_whole(box, parts, cut, self._labels)

    def _put(self, box: Box, parts: list[str], text: str) -> None:
        """Put a text into a box; in a card of lines it gets a box of its own."""
        if not (self._cards and box.element in self._cards and text.strip()):
            _add(box.kids, parts, self._said(set_close(text) if SET_APART.search(text) else text))
            return
        line = line_in(box, is_label=self._is_label(clean(text)))
        self._leaf(line, text.strip("\n"))
        parts.append(line.text)

    def _said(self, text: str) -> str:
        return self._brackets.as_lines(text) if self._brackets.used else text

    def _is_label(self, words: str) -> bool:
        return self._labels.exact(words) is not None

    def _name(self, box: Box, size: int) -> None:
        """Find out whether the box is a label, and whether it belongs to the page around the guide."""
        tag = box.tag
        if tag not in _PAGE and is_outside(box, size, self._is_label):
            box.outside = True
        elif size > _LONGEST_LABEL and (size > LONGEST_IN_TWO or not _IN_TWO.match(box.text)):
            return
        elif size > 0:
            words = box.words
            if size > _SHORTEST_WITH_BUTTON and len(box.kids) > 1:
                if words[-1] in _DASHES and words[0] not in _DASHES and words[-2] == " ":
                    return  # a label with a dash for its value
                bare = _without_buttons(box, words, self._labels)
                if bare != words and is_led_from(box, self._labels.exact(bare)):
                    return  # 结果样本 with 点击查看: the link is the value
                words = bare
            known_by = self._labels.element_of if tag in _NAMING or words[-1:] in _COLONS else self._labels.exact
            match = known_by(words)  # asked first, since it is kept and most boxes are no label
            if match is None or box.element in self._choices or are_labels(box) or holds_answer(box):
                return  # 行政救济 with 行政复议 for its value is no label 行政救济行政复议
            box.match = match
        elif (tag not in INLINE and (box.boxes or box.shows)) or (box.shows and stands_above(box)):
            name_by_picture(box, self._labels)


def _add(kids: list[Box | str], parts: list[str], text: str) -> None:
    parts.append(text)
    if "\n" not in text:
        if not text.isspace():
            kids.append(text)
        return
    first = True
    for line in text.split("\n"):
        if not first and (not kids or kids[-1] != "\n"):
            kids.append("\n")
        first = False
        if line and not line.isspace():
            kids.append(line)


def _without_buttons(box: Box, words: str, labels: LabelDictionary) -> str:
    """The words of a box without the buttons in it."""
    for inner in box.boxes:
        if inner.tag == "a" and _FILE.search(inner.element.get("href") or ""):
            return words  # a link to a file is a value
    heads = box.tag in HEADINGS  # What a heading holds of buttons is none of its words, whatever they do.
    inside = [k for k in box.kids if isinstance(k, str) or not (heads and k.tag == "button")]
    kept = [k if isinstance(k, str) else k.words for k in inside if k != "\n"]
    if len(kept) == 1 and len(inside) == len(box.kids) and len(words) > _LONGEST_BUTTON:
        return words
    return clean(" ".join([k for k in kept if not (len(k) <= _LONGEST_BUTTON and labels.is_mark("buttons", k))]))
