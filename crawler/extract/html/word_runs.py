"""Runs of a text editor (Word, WPS): one line of text cut into spans that say nothing but how the letters look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

PARAGRAPHS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "dt", "dd"})
_RUNS = frozenset({"span", "b", "strong", "i", "em", "u", "font"})
_BOLD = frozenset({"b", "strong"})
_LOOKS = ("font", "mso")
_WORD_MARKS = frozenset({"GramE", "SpellE"})
"""Classes that Word gives to words which it doubts."""
_WRAPPED = re.compile(r"\s*\n\s*")
_LETTERS = re.compile(r"(?<=[A-Za-z0-9])\s*\n\s*(?=[A-Za-z0-9])")
_VALUE = re.compile(r"\d|.{5}")
_FEWEST = 2
_SPACED = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff])+")
_LONGEST_SPACED = 11
_TWO_CHOICES = frozenset({"是 否", "有 无", "男 女"})
"""Both answers, of which none was chosen."""


def are_runs(parts: Sequence[_Element], is_label: Callable[[str], bool]) -> bool:
    """Whether the parts (children) of a paragraph are runs of one text, so that nothing lies between them.

    Where some are bold and some are not, and no colon tells label and value apart, the bold ones may be a label.
    """
    runs = [child for child in parts if is_run(child)]
    if len(runs) < _FEWEST or not any(_has_looks(run) for run in runs):
        return False
    words = "".join(text_of(run) for run in runs)
    if ":" in words or "：" in words or is_label(words):
        return True
    first = text_of(runs[0])
    if is_label(first) and _VALUE.search(words[len(first) :]):
        return False  # 咨询电话 and its number, a run each; 依据 and 名称 are one label
    looks = {_is_bold(run) for run in runs if text_of(run).strip()}
    if any((run.tail or "").strip() for run in runs):
        looks.add(False)  # plain text behind bold words, a line each: 件型 in bold and its value behind it
    return len(looks) == 1


def is_run(element: _Element) -> bool:
    """Whether an element is part of a text and nothing more: no class, no id, no link or picture in it."""
    tag, named = element.tag, element.get("class")
    if not isinstance(tag, str) or (tag not in _RUNS and ":" not in tag) or element.get("id"):
        return False
    if named and named not in _WORD_MARKS:
        return False
    return all(is_run(inner) for inner in element)


def text_of(run: _Element) -> str:
    """The text of a run, its source lines joined."""
    text = "".join(str(t) for t in run.itertext())
    return _WRAPPED.sub("", _LETTERS.sub(" ", text)) if "\n" in text else text


def letterspaced(words: str) -> str | None:
    """A short word whose letters blanks set apart, without them (必　要, 承 诺 件); None for every other text."""
    if len(words) > _LONGEST_SPACED or _SPACED.fullmatch(words) is None or words in _TWO_CHOICES:
        return None
    return words.replace(" ", "")


def _has_looks(run: _Element) -> bool:
    """Whether a run tells its letters or its language (Word writes `lang=EN-US` around figures)."""
    return any(
        e.tag == "font" or e.get("lang") is not None or any(mark in (e.get("style") or "") for mark in _LOOKS)
        for e in run.iter()
    )


def _is_bold(run: _Element) -> bool:
    return any(e.tag in _BOLD for e in run.iter())
