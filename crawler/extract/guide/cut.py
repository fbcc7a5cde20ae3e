"""Texts printed cut off (截断): the whole text beside it or in its title is the text, and the button that unfolds none.

A page that shows `对办理结果有异议的…` and hides the whole sentence, or keeps it in a tooltip, says it once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary

CUT_OFF = ("…", "...")
_SHORTEST = 6
_LONGEST_BUTTON = 8


def make_whole(boxes: Sequence[Box], parts: list[str], cut: Sequence[tuple[int, Box]], labels: LabelDictionary) -> None:
    """Take the cut texts among the boxes of one box out of them, or put the whole in their place.

    `parts` are the texts that the box is made of, `cut` those of them that end in dots, by their place.
    """
    for at, short in cut:
        stem = _bare(short.words.rstrip("….").rstrip())
        if len(stem) < _SHORTEST:
            continue
        if any(b is not short and len(b.words) > len(stem) and _continues(b.words, stem) for b in boxes):
            parts[at] = _say(short, "")
            for box in boxes:
                if 0 < len(box.words) <= _LONGEST_BUTTON and labels.is_mark("buttons", box.words):
                    place = parts.index(box.text)
                    parts[place] = _say(box, "")
            continue
        title = short.element.get("title") or ""
        if len(title) > len(stem) and _continues(title, stem) and not short.boxes:
            parts[at] = _say(short, title)


def _continues(text: str, stem: str) -> bool:
    return not text.endswith(CUT_OFF) and _bare(text).startswith(stem)


def _bare(text: str) -> str:
    return "".join(text.split())


def _say(box: Box, text: str) -> str:
    """Give a box another text; gives that text as it stands in the one around."""
    block = "\n" if box.text.startswith("\n") else ""
    box.text = block + text
    box.say(" ".join(text.split()))
    box.kids = [text] if text else []
    box.texts = [text] if text and not text.isspace() else []
    box.match = None
    return box.text
