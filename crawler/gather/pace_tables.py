"""The book of turns in PostgreSQL: for all processes of all machines that share a database."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import psycopg
import structlog

from crawler.errors import LeaseLostError
from crawler.gather.pace_files import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOG = structlog.get_logger()

_AGAIN_AFTER = 0.5
"""Seconds between two tries to reach a database that is away."""

_NOW = "extract(epoch from clock_timestamp())"
_KEPT = f"(%(interval)s >= book.interval OR {_NOW} - book.kept_at > {REMEMBERED} + book.interval)"
_INTERVAL = f"CASE WHEN {_KEPT} THEN %(interval)s ELSE book.interval END"

# One statement a turn. On a conflict the row is locked before the clock is read, so waiting for others costs no turn.
# Where a process works under leases and has lost them all, it gets no row: it may not ask any more.
_ENTER = f"""
    INSERT INTO host_pace AS book (host, free, held, interval, kept_at)
    SELECT %(host)s, {_NOW} + %(requests)s * %(interval)s, 0, %(interval)s, {_NOW}
    WHERE %(owner)s::text IS NULL
       OR EXISTS (SELECT FROM region_leases WHERE owner = %(owner)s AND until > clock_timestamp())
    ON CONFLICT (host) DO UPDATE SET
        free = greatest({_NOW}, book.free, %(taken)s * book.held) + %(requests)s * ({_INTERVAL}),
        kept_at = CASE WHEN {_KEPT} THEN {_NOW} ELSE book.kept_at END,
        interval = {_INTERVAL}
    RETURNING free - %(requests)s * interval - {_NOW}
"""  # noqa: S608  what is put in are constants of this module
_HOLD = f"""
    INSERT INTO host_pace AS book (host, free, held, interval, kept_at)
    VALUES (%(host)s, 0, {_NOW} + %(seconds)s, 0, 0)
    ON CONFLICT (host) DO UPDATE SET held = greatest(book.held, {_NOW} + %(seconds)s)
    RETURNING 0
"""  # noqa: S608
_HELD = f"SELECT held - {_NOW} FROM host_pace WHERE host = %(host)s"  # noqa: S608


class TableBook:
    """A PaceBook in the table `host_pace`. A database that is away is waited for: without it nobody asks.

    `owner` is under which name the process holds leases of regions; None where it works without.
    """

    def __init__(self, address: str, owner: str | None) -> None:
        self._address = address
        self._owner = owner
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def reserve(self, host: str, interval: float) -> float:
        """See PaceBook; LeaseLostError where the process has lost its leases."""
        found = await self._ask(_ENTER, host=host, interval=interval, requests=1, taken=1, owner=self._owner)
        if not found:
            raise LeaseLostError(f"{self._owner} 的租约都已失效", f"no lease of {self._owner} is valid any more")
        return max(0.0, float(found[0]))

    async def charge(self, host: str, interval: float, requests: int) -> None:
        """See PaceBook."""
        await self._ask(_ENTER, host=host, interval=interval, requests=requests, taken=0, owner=None)

    async def hold(self, host: str, seconds: float) -> None:
        """See PaceBook."""
        await self._ask(_HOLD, host=host, seconds=seconds)

    async def held(self, host: str) -> float:
        """See PaceBook."""
        found = await self._ask(_HELD, host=host)
        return max(0.0, float(found[0])) if found else 0.0

    async def _ask(self, query: str, **values: object) -> Sequence[Any] | None:
        async with self._one_at_a_time:
            while True:
                try:
                    if self._connection is None:
                        self._connection = await psycopg.AsyncConnection.connect(self._address, autocommit=True)
                    cursor = await self._connection.execute(query.encode(), values)
                    found: Sequence[Any] | None = await cursor.fetchone()
                except psycopg.OperationalError as error:
                    _LOG.warning("the database is away, nobody is asked", error=" ".join(str(error).split()))
                    if self._connection is not None:
                        await self._connection.close()
                        self._connection = None
                    await asyncio.sleep(_AGAIN_AFTER)
                else:
                    return found
