"""Telling that a region waits (暂停访问): its portal wants nobody for a while, and nothing else would say so."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from crawler.gather.job import Progress
    from crawler.gather.pace import HostPace

EVERY = 5.0
"""Seconds between two looks at whether the portal is left alone."""

_PAUSE = 5.0
"""Seconds of waiting that are worth a word."""


@asynccontextmanager
async def telling(
    pace: HostPace, progress: Callable[[], Progress], tell: Callable[[Progress], None], every: float = EVERY
) -> AsyncIterator[None]:
    """While this lasts a region whose host is left alone tells again and again for how long it will be."""

    async def keep() -> None:
        while True:
            await asyncio.sleep(every)
            if (left := pace.held_until() - time.monotonic()) > _PAUSE:
                tell(replace(progress(), waits=left))

    told = asyncio.create_task(keep())
    try:
        yield
    finally:
        told.cancel()
