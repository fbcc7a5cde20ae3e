"""Checks (检查点), their answers, and the verdicts that a run keeps (W3C ACT rules and EARL words)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from crawler.domain.swift_state import swift_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.elements import Reading
    from crawler.domain.kin import CoreFacts


class Text(NamedTuple):
    """One sentence for auditors: Chinese first, English by `--lang en`."""

    zh: str
    en: str


class Severity(StrEnum):
    """How much a defect weighs with the people who read about it; never a score."""

    VETO = "veto"
    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"


class Subject(StrEnum):
    """What an observation counts, and what a defect may sit on."""

    PORTAL = "portal"
    ITEM_LIST = "item_list"
    SERVICE_ITEM = "service_item"
    SERVICE_GUIDE = "service_guide"
    MATERIAL = "material"
    FORM = "form"
    FEE = "fee"


class Outcome(StrEnum):
    """EARL outcome values (判定)."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cant_tell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One thing a check found wrong.

    `item` is the key of the service item that it belongs to, where the subject of the check is a whole list.

    `about` is the reading it rests on: its evidence and locator are where the defect is seen, its quote what is quoted
    unless `quote` says otherwise. A defect about an unread element is dropped by the runner, which also says how many
    `looks` at the portal show it, and why it is `withdrawn` where a second look does not. `beside` is the other
    publication of the item that it is held against, on whose page it rests as well. `file` is the look at the file
    that is found fault with, also where the finding is shown at the link to it (an empty file has no words to quote).
    """

    about: Reading
    message: Text
    suggestion: Text
    subject: Subject | None = None
    subject_name: str | None = None
    quote: str | None = None
    item: str | None = None
    looks: int = 1
    withdrawn: str | None = None
    beside: CoreFacts | None = field(default=None, compare=False)
    file: str | None = field(default=None, compare=False)

    @property
    def rests_on(self) -> str | None:
        """Id of the look that shows it, and that a second look repeats."""
        return self.file or self.about.evidence

    @property
    def element(self) -> str:
        """Element id, as in `element_ids.csv`."""
        return self.about.element


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a check answers about one record. Build it with `passed`, `failed`, `cant_tell` or `inapplicable`."""

    outcome: Outcome
    defects: tuple[Defect, ...] = ()
    measure: float | None = None
    reason: str | None = None


_PASSED = Answer(outcome=Outcome.PASSED)


def passed(measure: float | None = None) -> Answer:
    """Nothing is wrong; a measure check gives its number."""
    return _PASSED if measure is None else Answer(outcome=Outcome.PASSED, measure=measure)


def failed(*defects: Defect) -> Answer:
    """Something is wrong; without a defect it is passed, so a check can return `failed(*found)`."""
    return Answer(outcome=Outcome.FAILED, defects=defects) if defects else passed()


@lru_cache(maxsize=512)
def cant_tell(reason: str) -> Answer:
    """What was read does not decide the question."""
    return Answer(outcome=Outcome.CANT_TELL, reason=reason)


@lru_cache(maxsize=512)
def inapplicable(reason: str) -> Answer:
    """The question does not arise for this record."""
    return Answer(outcome=Outcome.INAPPLICABLE, reason=reason)


RecordT = TypeVar("RecordT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Generic[RecordT]):
    """One question about one record.

    `id` is the module's path below `checks` (`fee.contradiction`). `version` rises when the answer can change for the
    same record. `needs` names the elements without which the question cannot be decided. `reach` are the least and the
    largest number that a measure may be expected to give; a sample's interval allows for them.
    """

    id: str
    version: int
    title: Text
    severity: Severity
    subject: Subject
    needs: tuple[str, ...]
    evaluate: Callable[[RecordT], Answer]
    measure: bool = False
    reach: tuple[float, float] = (0.0, 1.0)


@swift_state
@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One check's settled answer about one counted subject. Failed exactly when it has defects.

    `withdrawn` are those that a second look did not show, or that stand all over a portal; they are kept to be read,
    and count for nothing.
    """

    check: str
    check_version: int
    subject: Subject
    item: str | None
    outcome: Outcome
    defects: tuple[Defect, ...] = ()
    measure: float | None = None
    reason: str | None = None
    withdrawn: tuple[Defect, ...] = ()


class _Unfinished:
    """A verdict while it is made; see `crawler.domain.elements.made`: a guide has eighty."""

    __slots__ = (
        "check",
        "check_version",
        "defects",
        "item",
        "measure",
        "outcome",
        "reason",
        "subject",
        "withdrawn",
    )


def verdict_of(check: Check[Any], item: str | None, answer: Answer) -> Verdict:
    """The verdict that a settled answer of a check is about a subject."""
    one: Any = _Unfinished()
    one.check = check.id
    one.check_version = check.version
    one.subject = check.subject
    one.item = item
    one.outcome = answer.outcome
    one.defects = answer.defects
    one.measure = answer.measure
    one.reason = answer.reason
    one.withdrawn = ()
    one.__class__ = Verdict
    made: Verdict = one
    return made
