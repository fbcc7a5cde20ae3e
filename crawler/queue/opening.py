"""Opening the queue (任务队列): rows of the plan on SQLite; on PostgreSQL each with a Procrastinate job beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import models
from crawler.gather.address import host_of
from crawler.queue import plan
from crawler.queue.orders import Orders, orders_by_terms, orders_document
from crawler.storage import open_database, postgres_address, upgrade, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from crawler.queue.jobs import Queue, RegionJob


def open_queue(database: str, orders: Callable[[Session, RegionJob], Orders] | None = None) -> Queue:
    """The queue of a database, whose tables are brought up to date.

    `orders` says how a job's region is run; by default as the terms of its round say, which the calendar keeps.
    """
    upgrade(database)
    address = postgres_address(database)
    if address is not None:
        from crawler.queue.tasks import make_tables  # noqa: PLC0415 - SQLite needs no Procrastinate, nor its loading

        make_tables(address)
    return _PlanQueue(database, orders or orders_by_terms, distributed=address is not None)


class _PlanQueue:
    """A Queue; a job and what distributes it are written together or not at all."""

    def __init__(self, database: str, orders: Callable[[Session, RegionJob], Orders], *, distributed: bool) -> None:
        self._engine = open_database(database)
        self._orders = orders
        self._distributed = distributed

    def enqueue(self, job: RegionJob) -> bool:
        """See Queue."""
        with writing(self._engine) as session:
            if session.get(models.RegionJob, job.key) is not None:
                return False
            orders = self._orders(session, job)
            host = host_of(orders.profile.portal or "") or f"region {job.region}"
            if not plan.add(session, job, host=host, orders=orders_document(orders)):
                return False
            if self._distributed:
                from crawler.queue.tasks import defer  # noqa: PLC0415 - the same

                defer(session, job, host=host)
            return True
