"""Runs of a text editor (Word, WPS): one line of text cut into spans that say nothing but how the letters look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.tree import letterspaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

PARAGRAPHS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "div", "dt", "dd"})
_RUNS = frozenset({"span", "b", "strong", "i", "em", "u", "font"})
_BOLD = frozenset({"b", "strong"})
_LOOKS = ("font", "mso")
_LANGUAGE = re.compile(r"[A-Za-z]{2}-[A-Z]{2}")
"""As Word writes it around figures; a translation in a page is `en`."""
_WORD_MARKS = frozenset({"GramE", "SpellE"})
"""Classes that Word gives to words which it doubts."""
_WRAPPED = re.compile(r"\s*\n\s*")
_LETTERS = re.compile(r"(?<=[A-Za-z0-9])\s*\n\s*(?=[A-Za-z0-9])")
_NUMBER = re.compile(r"([(（])\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*([)）])|(?<!\S)(\d{1,2})\s*\n\s*(?=、)")
"""The number of an entry, which a template wraps where it puts it in: the parts of it stand on lines of the source."""
SET_APART = re.compile(
    r"[\u4e00-\u9fff][^\S\n]+[\u4e00-\u9fff](?![\u4e00-\u9fff])|[(（]\s*\n\s*[\d一二三四五六七八九十]|\d\s*\n\s*[)）、]"
)
"""Where letters may be set apart by blanks, or a number by line feeds."""
_VALUE = re.compile(r"\d|.{5}")
_FEWEST = 2
_PIECES = re.compile(r"[^\s:：]+(?:[^\S\n][^\s:：]+)*")
"""A line, or a label in it and its value."""


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


def heads_lines(run: _Element, is_label: Callable[[str], bool]) -> bool:
    """Whether a bold run is all of its line and a label, with another line below it: it is no part of that."""
    around, before, after = run.getparent(), run.getprevious(), run.getnext()
    if around is None or after is None or after.tag != "br" or (run.tail or "").strip() or not _is_bold(run):
        return False
    ahead = (around.text if before is None else before.tail) or ""
    return not ahead.strip() and (before is None or before.tag == "br") and is_label(text_of(run))


def text_of(run: _Element) -> str:
    """The text of a run, its source lines joined."""
    text = "".join(str(t) for t in run.itertext())
    return _WRAPPED.sub("", _LETTERS.sub(" ", text)) if "\n" in text else text


def set_close(text: str) -> str:
    """A text with the letters of its lines, labels and values set close, where blanks set apart every one of them.

    So are the parts of the number of an entry that stand on lines of their own in the source, which nobody sees.
    """
    text = _NUMBER.sub(lambda number: "".join(part for part in number.groups() if part), text) if "\n" in text else text
    whole = letterspaced(" ".join(text.split()))
    return whole or _PIECES.sub(lambda piece: letterspaced(" ".join(piece[0].split())) or piece[0], text)


def _has_looks(run: _Element) -> bool:
    """Whether a run tells its letters or its language (Word writes `lang=EN-US` around figures)."""
    return any(
        e.tag == "font"
        or ":" in e.tag
        or _LANGUAGE.fullmatch(e.get("lang") or "")
        or any(mark in (e.get("style") or "") for mark in _LOOKS)
        for e in run.iter()
    )


def _is_bold(run: _Element) -> bool:
    return any(e.tag in _BOLD for e in run.iter())


def is_all_bold(paragraph: _Element) -> bool:
    """Whether every word of a paragraph whose runs were joined stands in a bold one."""
    loose = [paragraph.text, *(run.tail for run in paragraph)]
    told = [run for run in paragraph if text_of(run).strip()]
    return bool(told) and not any(text and text.strip() for text in loose) and all(map(_is_bold, told))
