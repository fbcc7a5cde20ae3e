"""Labels with what they lead to or show in one box (标签与链接), and labels drawn as pictures (图片标签)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import INLINE, Box, clean, frames_in, pictures_in

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary, LabelMatch

_LED_TO = frozenset({"result_sample", "sample_form", "blank_form", "flow_chart", "online_entry"})
"""Elements that a link states."""
_LEADING = frozenset({"a", "button", "input"})
"""What a title of these says is where they lead or what they do."""
_SHOWN = _LED_TO | {"materials", "procedure", "legal_basis", "faq"}
"""Elements that a picture or what stands below it is, and no value in its line."""
_LARGEST_ICON = 6
_MARKED = frozenset({"th", "dt"})
_WORDS = re.compile(r"[\u4e00-\u9fff（）()/、]{2,16}[：:]?")
_LABELLED = re.compile(r"[^\d：:]{2,12}[：:]")
_NOWHERE = re.compile(r"(?:#.*|javascript:\s*(?:;|void\s*\(?0\)?;?)?\s*)?$", re.IGNORECASE)


def is_led_from(box: Box, match: LabelMatch | None) -> bool:
    """Whether a label of what is shown behind a link stands beside a link that leads on."""
    if match is None or match.element not in _LED_TO or not any(kid.match == match for kid in box.boxes):
        return False
    return _leads_on(box)


def _leads_on(box: Box) -> bool:
    links = (inner.element.get("href") or "" for inner in box.walk() if inner.tag == "a")
    return any(_NOWHERE.match(address.strip()) is None for address in links)


def shown_behind(label: Box) -> list[Box]:
    """The pictures and frames in a label's own box, behind its words (结果样本：, and the picture of it below)."""
    last = max((n for n, kid in enumerate(label.kids) if isinstance(kid, str) and kid.strip()), default=-1)
    last = max([last, *(box.index for box in label.boxes if box.words)])
    spoken = label.kids[last] if last >= 0 else None
    within = shown_behind(spoken) if isinstance(spoken, Box) else []
    behind = (kid for kid in label.kids[last + 1 :] if isinstance(kid, Box))
    return [*within, *(box for box in behind if pictures_in([box]) or frames_in([box]))] if last >= 0 else []


def stands_above(box: Box) -> bool:
    """Whether a picture is the first thing in its box, with a block behind it that does not say its words again."""
    after = box.element.getnext()
    around = box.parent
    if box.tag != "img" or after is None or around is None or around.boxes or around.kids[1:]:
        return False
    words = clean(box.element.get("alt") or "")
    said = clean("".join(str(text) for text in after.itertext()))
    is_block = isinstance(after.tag, str) and after.tag not in INLINE
    return bool(words and said) and is_block and not (box.element.tail or "").strip() and not said.startswith(words)


def name_by_picture(box: Box, labels: LabelDictionary) -> None:
    """A label drawn as a picture: its alternative text is a label, no label stands before it and something after it.

    So is the title of an icon, an empty element that a style sheet draws: `<th><i title="咨询电话"></i></th>`. A cell
    that the page marks as a label says what it is called, whether anybody knows it or not.
    """
    named = box.tag in _MARKED
    if box.parent is None or (box.element.getnext() is None and not named):
        return
    before = box.parent.boxes[-1] if box.parent.boxes else None
    words = _called(box)
    if named and _WORDS.fullmatch(words):
        meant = labels.element_of(words)
        if meant is None or before is None or before.match is None or before.match.element != meant.element:
            box.words = words  # else what stands behind its label is the value
            box.match = meant
        return
    match = labels.exact(words) if words else None
    if match is not None and match.element in _LED_TO and _leads_on(box):
        return  # the picture of a button (在线申报): where it leads is what it states
    if match is not None and match.element != "flow_chart" and (before is None or before.match is None):
        box.match = match
        box.words = words


def name_before_value(box: Box, labels: LabelDictionary) -> None:
    """A label drawn first in its box, with its value behind it there: `<li><img alt="咨询电话">0571-81234567</li>`.

    It is none where words say what it shows (its own, or another label), and where nothing but a link stands there.
    """
    drawn = box.boxes[0] if box.boxes else None
    if drawn is None or drawn.words or drawn.tag not in INLINE or box.match is not None or box.tag in _LEADING:
        return
    if any(isinstance(kid, str) and kid.strip() for kid in box.kids[: drawn.index]):
        return
    words = _called(drawn)
    match = labels.exact(words) if words else None
    said = box.words
    if match is None or match.element in _SHOWN or said.startswith(words) or box.linked >= len("".join(said.split())):
        return
    inside = box.order[box.start + 1 : box.end]
    if _LABELLED.match(said) is None and not any(inner.match is not None for inner in inside):
        drawn.match = match
        drawn.words = words


def _called(box: Box) -> str:
    """What the one picture or icon in a box without words is called; nothing where it leads on when it is clicked."""
    inside = box.order[box.start : box.end]  # menus among them stay closed
    pictures = [b for b in inside if b.tag == "img"]
    if len(pictures) == 1:
        return clean(pictures[0].element.get("alt") or pictures[0].element.get("title") or "")
    icons = [b for b in inside if b.element.get("title") or b.element.get("aria-label")]
    if pictures or len(icons) != 1 or len(inside) > _LARGEST_ICON or any(b.tag in _LEADING for b in inside):
        return ""
    return clean(icons[0].element.get("title") or icons[0].element.get("aria-label") or "")
