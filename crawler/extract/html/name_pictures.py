"""Labels with what they lead to or show in one box (标签与链接), and labels drawn as pictures (图片标签)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import INLINE, Box, clean, frames_in, pictures_in

if TYPE_CHECKING:
    from crawler.extract.labels.dictionary import LabelDictionary, LabelMatch

_LED_TO = frozenset({"result_sample", "sample_form", "blank_form", "flow_chart", "online_entry"})
"""Elements that a link states."""
_NOWHERE = re.compile(r"(?:#.*|javascript:\s*(?:;|void\s*\(?0\)?;?)?\s*)?$", re.IGNORECASE)


def is_led_from(box: Box, match: LabelMatch | None) -> bool:
    """Whether a label of what is shown behind a link stands beside a link that leads on."""
    if match is None or match.element not in _LED_TO or not any(kid.match == match for kid in box.boxes):
        return False
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
    """A label drawn as a picture: its alternative text is a label, no label stands before it and something after it."""
    pictures = [b for b in box.walk() if b.tag == "img"]
    if len(pictures) != 1 or box.parent is None or box.element.getnext() is None:
        return
    before = box.parent.boxes[-1] if box.parent.boxes else None
    words = clean(pictures[0].element.get("alt") or "")
    match = labels.exact(words) if words else None
    if match is not None and match.element != "flow_chart" and (before is None or before.match is None):
        box.match = match
        box.say(words)
