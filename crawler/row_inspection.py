"""Inspecting a file of rows, a guide as JSON a line (.jsonl): what each check says about all of them together."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome, Subject
from crawler.domain.records import ServiceItem
from crawler.errors import UsageError, system_words
from crawler.extract.guide.reading import read_guide
from crawler.page.parse import parse
from crawler.verdicts.judge import all_checks, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from crawler.domain.check import Defect
    from crawler.domain.records import ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary

NOT_SAVED = "only rows of a file were given: what they do not hold was not saved"
"""Rows that somebody saved are no pages: nothing says that a portal does not state what they lack."""

_LONGEST = 4_000_000
"""Bytes of a line that are looked at to tell a file of rows."""


@dataclass(slots=True)
class CheckOverRows:
    """What one check said about the rows: how often each outcome came, and the first defect."""

    check: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    first: tuple[int, Defect] | None = None
    """The first line that fails, counted from 1, and its first defect."""

    @property
    def decided(self) -> int:
        """Rows of which the check can tell."""
        return self.outcomes[Outcome.PASSED] + self.outcomes[Outcome.FAILED]

    @property
    def failed(self) -> int:
        """Rows that fail."""
        return self.outcomes[Outcome.FAILED]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsInspection:
    """A file of rows: how many, how many of them are no guide, and every check of items and guides over the rest."""

    url: str
    rows: int
    no_guides: int
    checks: tuple[CheckOverRows, ...]


def is_file_of_rows(path: Path) -> bool:
    """Whether a file holds a JSON object a line, at least two. False for what cannot be read: others say why."""
    try:
        with path.open("rb") as lines:
            first, second = lines.readline(_LONGEST), lines.readline(_LONGEST)
    except OSError:
        return False
    return all(line.startswith(b"{") and _object(line) for line in (first, second))


def inspect_rows(path: Path, *, labels: LabelDictionary, tell: Callable[[int, int], None]) -> RowsInspection:
    """Read each line as the answer of a guide's call and judge it. `tell` hears of rows done, and of how many.

    UsageError, with the line, for a line that is no JSON object.
    """
    subjects = {Subject.SERVICE_ITEM, Subject.SERVICE_GUIDE}
    asked = [check for check in all_checks().values() if check.subject in subjects]
    over = {check.id: CheckOverRows(check.id) for check in asked}
    total = sum(1 for _ in _lines(path))
    rows = no_guides = 0
    for number, line in _lines(path):
        rows += 1
        guide = _guide(path, number, line, labels)
        if guide.unread is not None:
            no_guides += 1
        else:
            item = ServiceItem(key=f"line {number}", row=None, guide=replace(guide, gaps=guide.gaps or NOT_SAVED))
            for check in asked:
                verdict = judge(check, item)
                mine = over[check.id]
                mine.outcomes[verdict.outcome] += 1
                if verdict.defects and mine.first is None:
                    mine.first = (number, verdict.defects[0])
        tell(rows, total)
    return RowsInspection(url=path.resolve().as_uri(), rows=rows, no_guides=no_guides, checks=tuple(over.values()))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that hold anything, with their numbers from 1."""
    try:
        with path.open("rb") as lines:
            yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    except OSError as problem:
        raise UsageError(
            f"{path}：{system_words(problem)}；请写可读的文件", f"{path}: {problem.strerror}; give a readable file"
        ) from problem


def _object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _guide(path: Path, number: int, line: bytes, labels: LabelDictionary) -> ServiceGuide:
    if not _object(line):
        raise UsageError(
            f"{path} 第 {number} 行：不是 JSON 对象；每行应是一份指南，或直接给出页面",
            f"{path}, line {number}: no JSON object; write one guide a line, or give the page itself",
        )
    page = parse(line, "application/json", f"{path.resolve().as_uri()}#{number}", f"line {number}")
    return read_guide([page] if page is not None else [], labels)
