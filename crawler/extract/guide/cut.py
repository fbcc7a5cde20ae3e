"""Texts printed cut off (截断): the whole text beside it or in its title is the text, and the button that unfolds none.

A page that shows `对办理结果有异议的…` and hides the whole sentence, or keeps it in a tooltip, says it once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.extract.html.boxes import Box
    from crawler.extract.labels.dictionary import LabelDictionary

CUT_OFF = ("…", "...")
_OPENS = re.compile(
    r"(?<=[.…])\s*[\[【(（]?\s*(?:点击|点此)?(?:展开|查看|显示|阅读|更多|全文|详情)(?:全部|更多|详情|全文|内容|正文)?"
    r"\s*[>»▼▽﹀↓]*\s*[\]】)）]?$"
)
"""The button that unfolds a text, behind its dots."""
_CLOSES = re.compile(r"[\[【(（]?\s*(?:点击|点此)?(?:收起|折叠)(?:全部|详情|全文|内容|正文)?\s*[«<▲△︿↑]*\s*[\]】)）]?")
"""The button that folds the whole text again."""
BUTTONS = frozenset({"a", "button", "span", "i", "em", "b", "label"})
_SHORTEST = 6
_LONGEST_BUTTON = 12


def is_cut_off(words: str) -> bool:
    """Whether words end in dots, or in dots and the button that unfolds the rest."""
    if words.endswith(CUT_OFF):
        return True
    end = words[-_LONGEST_BUTTON - 3 :]
    return ("…" in end or "..." in end) and _OPENS.search(end) is not None


def cut_before(kids: Sequence[Box | str]) -> str | None:
    """The text right before the last of some kids, a button, where it is cut off."""
    at = len(kids) - 2  # no copy: of thousands of links in one box each is asked
    while at >= 0 and kids[at] == "\n":
        at -= 1
    before = kids[at] if at >= 0 else None
    return before if isinstance(before, str) and before.rstrip().endswith(CUT_OFF) else None


def make_whole(box: Box, parts: list[str], cut: Sequence[tuple[int, Box | str]], labels: LabelDictionary) -> None:
    """Take the cut texts among the kids of a box out of it, or put the whole in their place.

    `parts` are the texts that the box is made of, `cut` those of them that end in dots, by their place; that of a text
    is the place of the button behind it.
    """
    for place, short in cut:
        at = place
        if isinstance(short, str):
            at = next((n for n in range(place - 1, -1, -1) if short in parts[n]), place)
        words = short if isinstance(short, str) else short.words
        stem = _bare(_OPENS.sub("", words).rstrip("….").rstrip())
        if len(stem) < _SHORTEST or not _is_one_text(short, labels):
            continue
        whole = next(
            (b for b in box.boxes if b is not short and len(b.words) > len(stem) and _continues(b.words, stem)), None
        )
        if whole is not None:
            if isinstance(short, str):
                parts[at] = parts[at].rstrip().removesuffix(short.rstrip())
                box.kids.remove(short)
                box.texts = [text for text in box.texts if text != short]
            else:
                parts[at] = _say(short, "")
            said = whole.text
            if _without_fold(whole):
                parts[parts.index(said)] = whole.text
            for beside in box.boxes:
                if 0 < len(beside.words) <= _LONGEST_BUTTON and _is_button(beside.words, labels):
                    at = parts.index(beside.text)
                    parts[at] = _say(beside, "")
            continue
        if isinstance(short, str):
            continue
        title = short.element.get("title") or ""
        if len(title) > len(stem) and _continues(title, stem) and not short.boxes:
            parts[at] = _say(short, title)


def _is_one_text(short: Box | str, labels: LabelDictionary) -> bool:
    """Whether a text that ends in a button is nothing else: no block of several."""
    if isinstance(short, str) or short.words.endswith(CUT_OFF):
        return True
    return all(_is_button(inner.words, labels) for inner in short.boxes if inner.words)


def _is_button(words: str, labels: LabelDictionary) -> bool:
    return labels.is_mark("buttons", words) or _CLOSES.fullmatch(words) is not None or _opens(words)


def _opens(words: str) -> bool:
    return _OPENS.fullmatch(f"…{words}", 1) is not None


def _without_fold(whole: Box) -> bool:
    """Take the button that folds a whole text again off its end; gives whether there was one."""
    last = whole
    while last.boxes:
        last = last.boxes[-1]
    button = last.text
    if last is whole or not whole.text.rstrip().endswith(button.strip()) or _CLOSES.fullmatch(last.words) is None:
        return False
    _say(last, "")
    around = last.parent
    while around is not None:
        start = around.text.rindex(button)
        around.text = around.text[:start] + around.text[start + len(button) :]
        around.words = " ".join(around.text.split())
        if around is whole:
            break
        around = around.parent
    return True


def _continues(text: str, stem: str) -> bool:
    return not text.endswith(CUT_OFF) and _bare(text).startswith(stem)


def _bare(text: str) -> str:
    return "".join(text.split())


def _say(box: Box, text: str) -> str:
    """Give a box another text; gives that text as it stands in the one around."""
    block = "\n" if box.text.startswith("\n") else ""
    box.text = block + text
    box.words = " ".join(text.split())
    box.kids = [text] if text else []
    box.texts = [text] if text and not text.isspace() else []
    box.match = None
    return box.text
