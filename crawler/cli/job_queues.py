"""Which queue takes the region jobs, by the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.queue.opening import open_queue

if TYPE_CHECKING:
    from crawler.config import Settings
    from crawler.queue.jobs import Queue


def queue_of(settings: Settings) -> Queue:
    """The queue of this database, for the jobs of the calendar."""
    return open_queue(settings.database_url)
