"""Procrastinate: hands the jobs of the plan to workers on any machine, one job a host at a time.

It brings the locks, the heartbeats and the waiting; what a job is and whether it is done stands in the plan. Its tables
lie in a schema of their own, where neither our migrations nor our models see them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import procrastinate
import psycopg
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.schema import SchemaManager

from crawler.queue.attempt import PAUSES, Ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from procrastinate.jobs import Job
    from sqlalchemy.orm import Session

    from crawler.queue.jobs import RegionJob

SCHEMA = "portal_audit_queue"
REGIONS = "regions"
_TASK = "region"
_MAKING = 720_154_341
"""A number of our own among the locks of a PostgreSQL database."""


class NotDoneError(Exception):
    """An attempt ended without its job being done. Raised in a task, so that the job is tried again."""

    def __init__(self, ended: Ended) -> None:
        super().__init__(ended.value)
        self.ended = ended


class _Again(BaseRetryStrategy):
    """When a job is tried again; a job that is given up is not."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """See BaseRetryStrategy."""
        del job
        ended = exception.ended if isinstance(exception, NotDoneError) else Ended.CUT_OFF
        return RetryDecision(retry_in={"seconds": PAUSES[ended]}) if ended in PAUSES else None


def make_app(address: str, attempt: Callable[[str, Callable[[], bool]], Ended]) -> procrastinate.App:
    """The tasks of a worker. `attempt` goes on with a job until it is done or told to stop."""
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            conninfo=address, kwargs={"options": f"-c search_path={SCHEMA}"}, min_size=1, max_size=6, timeout=10.0
        )
    )

    # A plain function, which runs in a thread: one that blocks the loop would be taken for dead, and begun elsewhere.
    @app.task(name=_TASK, queue=REGIONS, pass_context=True, retry=_Again())
    def region(context: procrastinate.JobContext, key: str) -> None:
        ended = attempt(key, context.should_abort)
        if ended is not Ended.DONE:
            raise NotDoneError(ended)

    return app


def make_tables(address: str) -> None:
    """Make Procrastinate's tables where there are none."""
    with psycopg.connect(address) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
        found = connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.procrastinate_jobs",)).fetchone()
        if found is not None and found[0] is not None:
            return
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}".encode())
        connection.execute(f"SET LOCAL search_path TO {SCHEMA}".encode())
        connection.execute(SchemaManager.get_schema())


def defer(session: Session, job: RegionJob, *, host: str) -> None:
    """Hand a job to the workers, in the transaction of the session."""
    connection: Any = session.connection().connection.driver_connection
    (before,) = connection.execute("SHOW search_path").fetchone()
    connection.execute(f"SET LOCAL search_path TO {SCHEMA}")
    app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())
    app.configure_task(_TASK, queue=REGIONS, lock=host, schedule_at=job.not_before, connection=connection).defer(
        key=job.key
    )
    connection.execute("SELECT set_config('search_path', %s, true)", (before,))
