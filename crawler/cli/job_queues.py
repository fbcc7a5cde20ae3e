"""Which queue takes the region jobs, by the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.errors import UsageError

if TYPE_CHECKING:
    from crawler.config import Settings
    from crawler.queue.jobs import Queue


def queue_of(settings: Settings) -> Queue:
    """The queue of this database."""
    del settings
    raise UsageError("this version has no queue yet; until then start `run` from cron")
