"""What could not be decided (未能判定), told by cause: one row a reason, with the checks and subjects it stopped.

A guide that was not read leaves eighty checks undecided for one reason; eighty rows of it tell its reader nothing more.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.domain.check import Outcome, Subject, Text
from crawler.report import words
from crawler.report.reasons import reason_in
from crawler.report.sheet import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.export.shapes import VerdictRow


class UndecidedByReason:
    """Gathers undecided verdicts, a reason at a time; the words of reasons and of checks are those of the reader."""

    def __init__(self, titles: Mapping[str, Text], lang: str) -> None:
        self._titles = titles
        self._lang = lang
        self._checks: dict[str, Counter[str]] = {}
        self._subjects: dict[str, dict[tuple[str, str | None, str | None], str]] = {}

    def add(self, verdict: VerdictRow) -> None:
        """One verdict; one that decided something is passed over."""
        if verdict["outcome"] != Outcome.CANT_TELL:
            return
        reason = verdict["reason"] or ""
        self._checks.setdefault(reason, Counter())[verdict["check"]] += 1
        of_item = verdict["item_name"] or verdict["item_code"]
        # An item and its guide are one thing to whoever has to look at it.
        kind = "" if of_item else verdict["subject_type"]
        key = (kind, verdict["item_code"], verdict["item_name"])
        self._subjects.setdefault(reason, {})[key] = of_item or words.said(words.SUBJECT[Subject(kind)], self._lang)

    def lines(self) -> tuple[Undecided, ...]:
        """One line a reason, what most verdicts wait for first."""
        found = [
            Undecided(
                reason=reason_in(reason, self._lang),
                count=checks.total(),
                checks=check_titles(checks, self._titles, self._lang),
                subjects=tuple(self._subjects[reason].values()),
            )
            for reason, checks in self._checks.items()
        ]
        return tuple(sorted(found, key=lambda line: (-line.count, line.reason)))


def check_titles(checks: Iterable[str], titles: Mapping[str, Text], lang: str) -> tuple[str, ...]:
    """What checks are called, in order of their ids; the id where a check of an earlier round is no more."""
    return tuple(words.said(titles[one], lang) if one in titles else one for one in sorted(checks))
