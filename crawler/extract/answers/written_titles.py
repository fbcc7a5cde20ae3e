"""Titles that a script writes over rows of cells (脚本写出的表头): `table(["收费项目", "收费标准"], d.rows.map(…))`.

Answers that hold such rows have no word for what stands in them; the script that draws them has, in the same order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crawler.extract.answers.shape import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.extract.labels.dictionary import LabelDictionary

_TITLE = r"[^'\"<>\n,]{1,16}"
_TITLES = re.compile(
    rf"\[\s*(?:(?P<sign>['\"]){_TITLE}(?P=sign)\s*,\s*)+(?P=sign){_TITLE}(?P=sign)\s*\]"
    rf"|(?:<t[hd]\b[^<>]{{0,80}}>{_TITLE}</t[hd]>\s*){{2,}}"
)
_EACH = re.compile(r">([^<>]+)<|['\"]([^'\"<>\n,]+)['\"]")
_ROWS = re.compile(
    r"[\w$]\.(?P<key>\w{2,40})\s*(?:\|\|\s*\[\]\s*\)?\s*)?(?:\.\s*(?:map|forEach)\s*\(|,)\s*"
    r"(?:function\s*\(\s*(?:\w+\s*,\s*)?(?P<row>\w+)(?:\s*,\s*\w+)?\s*\)|\(?\s*(?P<own>\w+)(?:\s*,\s*\w+)?\s*\)?\s*=>)"
)
_BEFORE, _WITHIN = 160, 600
"""Letters between the titles and their rows, and of what is done with a row."""
_NAMING = {"materials": "material_name", "fees": "fee_name", "steps": "name", "legal_basis": "law", "faq": "question"}
_FEWEST = 2
_LONGEST = 1_000_000


class Written(NamedTuple):
    """The columns of a list by their names (see `shape.names_of`): what part of it each is, and its title."""

    parts: dict[str, str]
    titles: dict[str, str]


def written_titles(scripts: Iterable[str], labels: LabelDictionary) -> dict[str, Written]:
    """By list, the columns without keys over which scripts write titles; none where two of them differ about it."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    twice: set[tuple[str, int]] = set()
    for script in scripts:
        for key, titles in _tables(script[:_LONGEST]):
            place = key, len(titles)
            twice |= {place} if found.setdefault(place, titles) != titles else set()
    written: dict[str, Written] = {}
    for place, titles in found.items():
        group, parts = _parts(titles, labels) if place not in twice else ("", ())
        if group:
            own = written.setdefault(group, Written({}, {}))
            names = names_of(*place)
            own.parts.update({name: part for name, part in zip(names, parts, strict=True) if part is not None})
            own.titles.update(zip(names, titles, strict=True))
    return written


def _tables(script: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The key of each list whose rows of cells a script draws one by one below titles, and these."""
    for match in _TITLES.finditer(script):
        titles = tuple((a or b).strip() for a, b in _EACH.findall(match.group()))
        rows = _ROWS.search(script, match.end(), match.end() + _BEFORE)
        if rows is None or _TITLES.search(script, match.end(), rows.start()):
            continue
        row = rows["row"] or rows["own"]
        done = script[rows.end() : rows.end() + _WITHIN]
        cells = [int(n) for n in re.findall(rf"(?<![\w$.]){re.escape(row)}\[(\d{{1,2}})\]", done)]
        whole = re.search(rf"(?<![\w$.]){re.escape(row)}\.(?:map|forEach|join)\(", done)
        if list(dict.fromkeys(cells)) == [*range(len(titles))] or (whole is not None and not cells):
            yield rows["key"], titles


def _parts(titles: tuple[str, ...], labels: LabelDictionary) -> tuple[str, tuple[str | None, ...]]:
    """The list that titles are of, and the part of each column; no list where they may be of two, or of none."""
    best: dict[str, tuple[str | None, ...]] = {}
    for group, naming in _NAMING.items():
        named = [labels.column(group, title) for title in titles]
        parts = tuple(part if part not in named[:at] else None for at, part in enumerate(named))
        known = [part for part in parts if part is not None]
        if naming in known and len(known) >= _FEWEST and len(known) * 2 >= len(titles):
            best[group] = parts
    most = max((sum(part is not None for part in parts) for parts in best.values()), default=0)
    told = [(group, parts) for group, parts in best.items() if sum(part is not None for part in parts) == most]
    return told[0] if len(told) == 1 else ("", ())
