"""Region jobs (地区任务): what the scheduler, `run --enqueue` and the workers pass to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionJob:
    """One region of one round, to be run once.

    `key` makes it unique for ever: a job of a key that is known is not enqueued again, so whoever enqueues can do so as
    often as it likes. `not_before` is UTC, None means at once. `reason` is kept with the run.
    """

    round: str
    region: str
    key: str
    not_before: datetime | None = None
    reason: str | None = None


class Queue(Protocol):
    """Takes region jobs; who runs them, and when, is not the caller's business."""

    def enqueue(self, job: RegionJob) -> bool:
        """Take a job; False where one of its key exists already, in whatever state."""
        ...
