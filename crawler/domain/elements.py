"""Elements (要素) of a service guide and the three states in which one can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Three states that never become one."""

    STATED = "stated"
    """The page says it."""
    NOT_STATED = "not_stated"
    """The page was read as this kind of page and does not say it."""
    UNREAD = "unread"
    """Our gap: unknown layout, image only, script that did not run, failed fetch."""


OF_TEMPLATE = "the template of the page writes it for every item; the page of another item shows it"
"""Why the evidence of a stated element is a page of another item of the portal."""

_STATED, _UNREAD = State.STATED, State.UNREAD


class _Answers:
    """What readings are asked again and again, kept beside their fields: a property would be called each time."""

    __slots__ = ("stated", "text", "unread")

    stated: bool
    """Whether the page says it."""
    text: str
    """The value, or an empty string."""
    unread: bool
    """Whether we could not read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(_Answers):
    """What was read of one element.

    `value` is the text with white space collapsed, None unless stated. `label` is the label it stood under, `quote`
    verbatim words of the payload, `locator` an XPath, JSON pointer or cell address in the evidence with id `evidence`.
    A label whose value place is empty is not stated, with `label` and `locator` kept. `confidence` is below 1 where
    the label was matched by resemblance. `reason` says why an element is unread, or that the page of another item shows
    what is stated (`OF_TEMPLATE`).
    """

    element: str
    state: State
    value: str | None = None
    label: str | None = None
    quote: str | None = None
    evidence: str | None = None
    locator: str | None = None
    confidence: float = 1.0
    reason: str | None = None

    def __post_init__(self) -> None:
        """Say what the fields say."""
        put = object.__setattr__
        put(self, "stated", self.state is _STATED)
        put(self, "unread", self.state is _UNREAD)
        put(self, "text", self.value or "")

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """A guide holds hundreds of readings, and what a dataclass does by itself to be pickled asks for its fields."""
        return made, (
            self.element,
            self.state,
            self.value,
            self.label,
            self.quote,
            self.evidence,
            self.locator,
            self.confidence,
            self.reason,
        )


class _Unfinished(_Answers):
    """A reading while it is made: the fields of one that is frozen are set one by one through `object`, slowly."""

    __slots__ = (
        "confidence",
        "element",
        "evidence",
        "label",
        "locator",
        "quote",
        "reason",
        "state",
        "value",
    )


def made(  # noqa: PLR0917 - in the order of the fields; named arguments take longer, and a guide has hundreds
    element: str,
    state: State,
    value: str | None,
    label: str | None,
    quote: str | None,
    evidence: str | None,
    locator: str | None,
    confidence: float = 1.0,
    reason: str | None = None,
) -> Reading:
    """The same reading that `Reading(...)` gives, made in a quarter of the time."""
    one: Any = _Unfinished()
    one.element = element
    one.state = state
    one.value = value
    one.label = label
    one.quote = quote
    one.evidence = evidence
    one.locator = locator
    one.confidence = confidence
    one.reason = reason
    one.stated = state is _STATED
    one.unread = state is _UNREAD
    one.text = value or ""
    one.__class__ = Reading
    finished: Reading = one
    return finished


def named(found: Reading, element: str) -> Reading:
    """A reading under the id of an element: the same one, where it has that id."""
    if found.element == element:
        return found
    same = found.value, found.label, found.quote, found.evidence, found.locator, found.confidence, found.reason
    return made(element, found.state, *same)


KEY_ELEMENTS: tuple[str, ...] = (
    "name",
    "legal_basis",
    "conditions",
    "materials",
    "place",
    "hours",
    "consultation_phone",
    "procedure",
)
"""The eight classes of key elements (八类重点要素; 国办秘函〔2019〕19号, 2015 census)."""
