"""Scores (得分) of reading and judging over a gold set: counts that add up, and the list of what was missed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.accuracy.findings import compare_findings
from crawler.accuracy.gold import Kind
from crawler.accuracy.readings import compare_nothing, compare_readings, folded
from crawler.domain.elements import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.accuracy.findings import Judged
    from crawler.accuracy.gold import Gold
    from crawler.accuracy.readings import Compared
    from crawler.accuracy.replay import Replayed


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass(slots=True)
class Count:
    """Right ones, false ones and missed ones."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of those that were found, the share that is right."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        """Of those that are there, the share that was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)


@dataclass(slots=True)
class ElementScore(Count):
    """One element: stated values found, false and missed; and how many states were right.

    `shown` leaves out what is neither on the page nor in the reading: its share cannot be raised by empty pages.
    """

    states: int = 0
    shown: int = 0
    shown_right: int = 0

    def add(self, one: Compared) -> None:
        """Count one comparison."""
        self.states += 1
        if not one.trivial:
            self.shown += 1
            self.shown_right += one.right
        stated = one.got is State.STATED
        if one.right:
            self.right += stated
            return
        self.false += stated
        self.missed += one.expected is State.STATED

    @property
    def state_share(self) -> float:
        """Share of right states, of those that were there to read or were read."""
        return _share(self.shown_right, self.shown)


@dataclass(slots=True)
class CheckScore(Count):
    """One check: findings that were right, false and missed; and how often it could not tell what the page decides."""

    decidable: int = 0
    undecided: int = 0

    def add(self, one: Judged) -> None:
        """Count one verdict."""
        self.right += one.found
        self.false += len(one.false)
        self.missed += len(one.missed)
        self.decidable += one.decidable
        self.undecided += one.decidable and one.undecided

    @property
    def undecided_share(self) -> float:
        """Share of cant_tell where the page decides."""
        return _share(self.undecided, self.decidable) if self.decidable else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One thing that came out otherwise than the page says."""

    entry: str
    what: str
    expected: str
    got: str


@dataclass(slots=True)
class Scores:
    """All counts of some entries."""

    elements: dict[str, ElementScore] = field(default_factory=lambda: defaultdict(ElementScore))
    checks: dict[str, CheckScore] = field(default_factory=lambda: defaultdict(CheckScore))
    misses: list[Miss] = field(default_factory=list)
    entries: int = 0

    def add(self, replayed: Replayed, elements: Sequence[str]) -> None:
        """Compare one entry and count it."""
        gold = replayed.gold
        self.entries += 1
        for one in _readings(replayed, elements):
            self.elements[one.element].add(one)
            if not one.right:
                self._miss(gold, one.element, one.wanted, one.found)
        if gold.kind is Kind.NEGATIVE:
            return
        if gold.items is not None and replayed.listed is not None:
            self._items(gold, [row.name.text for row in replayed.listed.items])
        guide = replayed.item.guide if replayed.item is not None else None
        for judged in compare_findings(gold, replayed.verdicts, guide):
            self.checks[judged.check].add(judged)
            self._judged(gold, judged)

    def _items(self, gold: Gold, got: list[str]) -> None:
        left = [folded(name) for name in got]
        score = self.elements["item_name"]
        for name in gold.items or ():
            score.states += 1
            score.shown += 1
            if folded(name) in left:
                left.remove(folded(name))
                score.right += 1
                score.shown_right += 1
            else:
                score.missed += 1
                self._miss(gold, "item_name", name, "not listed")
        for name in left:
            score.false += 1
            score.states += 1
            score.shown += 1
            self._miss(gold, "item_name", "not listed", name)

    def _judged(self, gold: Gold, judged: Judged) -> None:
        for missed in judged.missed:
            self._miss(gold, judged.check, f"{'|'.join(missed.elements)}: {missed.words}", judged.reason)
        for false in judged.false:
            self._miss(gold, judged.check, "no finding", f"{false.element}: {false.message.zh}")
        if judged.decidable and judged.undecided and not judged.missed:
            self._miss(gold, judged.check, "decided", f"cant_tell: {judged.reason}")
        if judged.otherwise is not None:
            self._miss(gold, judged.check, judged.otherwise, judged.reason)

    def _miss(self, gold: Gold, what: str, expected: str, got: str) -> None:
        self.misses.append(Miss(entry=gold.name, what=what, expected=expected, got=got))

    @property
    def element_states(self) -> float:
        """Share of right element states."""
        return _share(sum(s.shown_right for s in self.elements.values()), sum(s.shown for s in self.elements.values()))

    @property
    def all_checks(self) -> CheckScore:
        """The checks together."""
        total = CheckScore()
        for one in self.checks.values():
            total.right += one.right
            total.false += one.false
            total.missed += one.missed
            total.decidable += one.decidable
            total.undecided += one.undecided
        return total

    @property
    def summary(self) -> dict[str, float]:
        """The few numbers that a layout's first score keeps."""
        checks = self.all_checks
        return {
            "entries": float(self.entries),
            "element_states": round(self.element_states, 4),
            "precision": round(checks.precision, 4),
            "recall": round(checks.recall, 4),
            "false_accusations": float(checks.false),
            "cant_tell": round(checks.undecided_share, 4),
        }


def _readings(replayed: Replayed, elements: Sequence[str]) -> Iterable[Compared]:
    guide = replayed.item.guide if replayed.item is not None else None
    if replayed.gold.kind is Kind.NEGATIVE:
        return compare_nothing(guide, elements)
    return compare_readings(replayed.gold, guide, elements) if guide is not None else ()
