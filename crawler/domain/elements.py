"""Elements (要素) of a service guide and the three states in which one can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Three states that never become one."""

    STATED = "stated"
    """The page says it."""
    NOT_STATED = "not_stated"
    """The page was read as this kind of page and does not say it."""
    UNREAD = "unread"
    """Our gap: unknown layout, image only, script that did not run, failed fetch."""


_STATED, _UNREAD = State.STATED, State.UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of one element.

    `value` is the text with white space collapsed, None unless stated. `label` is the label it stood under, `quote`
    verbatim words of the payload, `locator` an XPath, JSON pointer or cell address in the evidence with id `evidence`.
    A label whose value place is empty is not stated, with `label` and `locator` kept. `confidence` is below 1 where
    the label was matched by resemblance. `reason` says why an element is unread.
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

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """A guide holds hundreds of readings, and what a dataclass does by itself to be pickled asks for its fields."""
        return _restored, (
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

    @property
    def stated(self) -> bool:
        """Whether the page says it."""
        return self.state is _STATED

    @property
    def unread(self) -> bool:
        """Whether we could not read it."""
        return self.state is _UNREAD

    @property
    def text(self) -> str:
        """The value, or an empty string."""
        return self.value or ""


def _restored(  # noqa: PLR0917 - called by pickle alone, with what a reading is made of
    element: str,
    state: State,
    value: str | None,
    label: str | None,
    quote: str | None,
    evidence: str | None,
    locator: str | None,
    confidence: float,
    reason: str | None,
) -> Reading:
    return Reading(
        element=element,
        state=state,
        value=value,
        label=label,
        quote=quote,
        evidence=evidence,
        locator=locator,
        confidence=confidence,
        reason=reason,
    )


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
