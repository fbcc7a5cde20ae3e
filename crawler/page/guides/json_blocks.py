"""Answers that are a page in blocks (`{"title": "办理条件", "content": [{"title": …, "content": …}]}`), as that page.

The keys say nothing there; a title stands before its content on every level, and the content is a text, a piece of
markup or further blocks. Written as headings, terms and texts it can be read as any page is. Every element has the
pointer of its text.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.page.guides.json_markup import MARKUP, MarkedPage
from crawler.page.json_tree import HELD, Flat, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crawler.page.json_page import JsonPage

_FEWEST_TITLES = 8
_FEWEST_LISTS = 3
_FEWEST_SECTIONS = 3
_LONGEST_TITLE = 40
_LONGEST_TERM = 300
_DEEPEST, _MOST_KEYS = 12, 6
_LOWEST = 6
_ENDS = ("。", "；", ";", "，")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TELLING = re.compile(r"[\u4e00-\u9fff]|/.*\.|://")


class Blocks(NamedTuple):
    """The page that an answer's blocks make, and the pointers of the lists that hold them."""

    page: MarkedPage
    lists: frozenset[str]


class _Top(NamedTuple):
    """A list of blocks that stands in no other, its pointer, and the object that holds it."""

    rows: list[Any]
    at: str
    holder: Mapping[str, Any]


def shown(page: JsonPage) -> Blocks | None:
    """The page of an answer in blocks; None for an answer that is built otherwise."""
    lists = [rows for rows, _, _ in _lists(page.data, "", {}, 0)]
    keys = _keys(lists)
    if keys is None:
        return None
    tops = [_Top(*found) for found in _lists(page.data, "", {}, 0) if _are_blocks(found[0], keys)]
    outer = [top for top in tops if not any(top.at.startswith(f"{other.at}/") for other in tops if other is not top)]
    return _page(page, outer, keys)


def sections(page: JsonPage, is_label: Callable[[str], bool]) -> Blocks | None:
    """The page of an answer whose guide is one list of titles with markup below each; None for any other answer.

    `is_label` tells whether a title is a label of guides: those of news, and of materials with notes, are none.
    """
    for rows, at, holder in _lists(page.data, "", {}, 0):
        keys = _keys_of_sections(rows, is_label) if len(rows) >= _FEWEST_SECTIONS else None
        if keys is not None:
            return _page(page, [_Top(rows, at, holder)], keys)
    return None


def _keys_of_sections(rows: list[Any], is_label: Callable[[str], bool]) -> tuple[str, str] | None:
    """The key of the titles and that of the markup, where the rows say nothing else: no files, no further words."""
    shared = [key for key in rows[0] if all(key in row for row in rows)] if len(rows[0]) <= _MOST_KEYS else []
    for title in shared:
        names = [row[title] for row in rows]
        if not all(map(_is_title, names)) or len(set(names)) < len(names):
            continue
        if sum(map(is_label, names)) * 2 <= len(names):
            continue
        marked = [key for key in shared if sum(_is_text(row[key]) for row in rows) >= _FEWEST_SECTIONS]
        if len(marked) == 1 and not any(_says(row[key]) for row in rows for key in row if key not in {title, *marked}):
            return title, marked[0]
    return None


def _says(value: Any) -> bool:
    """Whether what stands beside a section says something to its reader: words, an address, or what holds such."""
    return bool(value) if isinstance(value, HELD) else isinstance(value, str) and bool(_TELLING.search(value))


def _page(page: JsonPage, outer: list[_Top], keys: tuple[str, str]) -> Blocks:
    """The page that lists of blocks draw, one below the other."""
    inner = "".join(_headline(top) + _drawn(top.rows, top.at, keys, 2) for top in outer)
    base = f'<head><base href="{escape(page.base)}"></head>' if page.base is not None else ""
    text = f"<html>{base}<body>{inner}</body></html>"
    made = MarkedPage(text=text, url=page.url, evidence=page.evidence, scripts=page.scripts)
    return Blocks(made, frozenset(top.at for top in outer))


def _lists(
    node: Any, at: str, holder: Mapping[str, Any], depth: int
) -> Iterator[tuple[list[Any], str, Mapping[str, Any]]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        if node and all(isinstance(one, dict) for one in node):
            yield node, at, holder
        for number, one in enumerate(node):
            if isinstance(one, HELD) and not isinstance(one, Flat):
                yield from _lists(one, f"{at}/{number}", {}, depth + 1)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, HELD):
                yield from _lists(value, f"{at}/{step(key)}", node, depth + 1)


def _keys(lists: list[list[Any]]) -> tuple[str, str] | None:
    """The key of the titles and that of the contents: on several levels the same two, and blocks in some contents."""
    times: Counter[tuple[str, str]] = Counter()
    for rows in lists:
        if len(rows[0]) > _MOST_KEYS:
            continue
        shared = [key for key in rows[0] if all(key in row for row in rows)]
        for title in shared:
            if not all(_is_title(row[title]) for row in rows):
                continue
            times.update((title, content) for content in shared if content != title)
    for keys, count in times.most_common():
        of_blocks = [rows for rows in lists if _are_blocks(rows, keys)]
        nested = sum(_are_blocks(row[keys[1]], keys) for rows in of_blocks for row in rows)
        if count >= _FEWEST_LISTS and nested >= _FEWEST_LISTS - 1 and sum(map(len, of_blocks)) >= _FEWEST_TITLES:
            return keys
    return None


def _is_title(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_TITLE and bool(_CHINESE.search(value))


def _are_blocks(rows: Any, keys: tuple[str, str]) -> bool:
    title, content = keys
    return (
        isinstance(rows, list)
        and bool(rows)
        and all(isinstance(row, dict) and _is_title(row.get(title)) and content in row for row in rows)
    )


def _headline(top: _Top) -> str:
    """The heading over the blocks: the one title beside their list."""
    around = top.at.rpartition("/")[0]
    said = [(key, value) for key, value in top.holder.items() if _is_title(value)]
    if len(said) != 1:
        return ""
    key, words = said[0]
    return f'<h1 data-at="{escape(f"{around}/{step(key)}")}">{escape(words)}</h1>'


def _drawn(rows: list[Any], at: str, keys: tuple[str, str], rank: int) -> str:
    title, content = keys
    parts: list[str] = []
    terms: list[str] = []
    for number, row in enumerate(rows):
        name, here = escape(str(row[title]).strip()), escape(f"{at}/{number}/{step(content)}")
        named = escape(f"{at}/{number}/{step(title)}")
        value = row[content]
        below = _are_blocks(value, keys)
        if not below and not _is_text(value):
            terms.append(f'<dt data-at="{named}">{name}</dt><dd data-at="{here}">{_words(value)}</dd>')
            continue
        parts += _listed(terms)
        terms = []
        heading = f"h{min(rank, _LOWEST)}"
        inner = _drawn(value, f"{at}/{number}/{step(content)}", keys, rank + 1) if below else str(value)
        parts.append(
            f'<section><{heading} data-at="{named}">{name}</{heading}><div data-at="{here}">{inner}</div></section>'
        )
    return "".join((*parts, *_listed(terms)))


def _listed(terms: list[str]) -> list[str]:
    return [f"<dl>{''.join(terms)}</dl>"] if terms else []


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and (len(value) > _LONGEST_TERM or MARKUP.search(value) is not None)


def _words(value: Any) -> str:
    if isinstance(value, list):
        said = [escape(str(one)) for one in value if isinstance(one, str | int)]
        return ("<br>" if any(one.endswith(_ENDS) for one in said) else "、").join(said)
    return escape(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
