"""What is in flight on a host (在途请求): a request until it is answered, a rendered page until it has come to rest."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


class Flights:
    """Flights of one region, at most `most` at the same time on each host."""

    def __init__(self, most: int) -> None:
        self._places: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(most))

    @contextlib.asynccontextmanager
    async def one(self, host: str) -> AsyncIterator[Callable[[], None]]:
        """A flight, as soon as there is a place for it, until the context ends or what it gives is called.

        A page that is only watched for what it might still do has nothing in flight.
        """
        place = self._places[host]
        await place.acquire()
        flying = True

        def land() -> None:
            nonlocal flying
            if flying:
                flying = False
                place.release()

        try:
            yield land
        finally:
            land()
