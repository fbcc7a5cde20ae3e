"""What leads to other pages (去往别处): buttons that head nothing, and blocks of links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.html.boxes import INLINE, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box

_FILE = re.compile(
    r"^#|javascript|(?:file|down|attach|upload)|\.(?:docx?|xlsx?|pdf|wps|zip|rar|jpe?g|png)\b", re.IGNORECASE
)
_PARTS_STEPS = re.compile(r"\s*[>\uff1e»\u203a→/|]")
_ROWS, _FEWEST, _LONGEST_BUTTON = 3, 2, 8


def is_way_out(box: Box) -> bool:
    """Whether a label is a link to another page beside other things, as buttons are: it heads nothing on this page."""
    target = (box.element.get("href") or "").strip().lower() if box.tag == "a" else ""
    beside = box.parent.boxes if box.parent is not None else []
    return (
        bool(target) and not target.startswith(("#", "javascript:")) and any(b is not box and b.words for b in beside)
    )


def is_step_of_path(label: Box, behind: Sequence[Box | str]) -> bool:
    """Whether a label is a step of the path to the page: a link, and behind it the sign that parts steps."""
    link = label.tag == "a" or any(b.tag == "a" and b.words == label.words for b in label.boxes)
    first = next((kid for kid in behind if not is_blank(kid)), None) if link else None
    return first is not None and _PARTS_STEPS.match(first if isinstance(first, str) else first.words) is not None


def is_bar(box: Box) -> bool:
    """Whether a block is the bar of a page: several links of a word or two and nothing else (客服 评价 办理)."""
    links = [b for b in box.walk() if b.tag == "a" and b.words] if box.words and box.linked else []
    if len(links) < _FEWEST or box.linked < sum(map(len, box.words.split())):
        return False
    return all(len(b.words) <= _LONGEST_BUTTON and not _FILE.search(b.element.get("href") or "#") for b in links)


def are_bars(kids: Sequence[Box | str]) -> bool:
    """Whether bars are all there is among kids."""
    said = [kid for kid in kids if not is_blank(kid)]
    return bool(said) and all(not isinstance(kid, str) and is_bar(kid) for kid in said)


def leads_elsewhere(box: Box) -> bool:
    """Whether a block is but a few words and links to other pages: 还能办 公园年票 老年证."""
    if box.linked * 10 < len(box.words) * 6 or box.tag in INLINE or len(box.boxes) < _ROWS:
        return False
    links = [b for b in box.walk() if b.tag == "a"]
    return len(links) >= _ROWS and not any(_FILE.search(link.element.get("href") or "#") for link in links)


def ends_values(box: Box) -> bool:
    """Whether a box ends the value before it: a line across the page, a block of links to elsewhere, a bar."""
    return box.tag == "hr" or leads_elsewhere(box) or is_bar(box)
