"""Control fetches (自检): whether our own network answers, so that no office pays for our outage.

The addresses are those of well-known sites that a person has configured; none is set by default. Any answer counts,
whatever its status: a 404 came through the network too.
"""

from __future__ import annotations

import asyncio
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

_TRIES = 3
_PAUSE = 20.0
_TIMEOUT = 10.0
_OF_PROXIES = 407
_OF_SERVERS = 500


def answers(address: str, user_agent: str, *, timeout: float = _TIMEOUT) -> bool:
    """Whether anything comes back from an address within `timeout` seconds."""
    request = urllib.request.Request(address, method="HEAD", headers={"User-Agent": user_agent})  # noqa: S310 - checked by settings
    try:
        with urllib.request.urlopen(request, timeout=timeout):  # noqa: S310
            return True
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False


def outage(
    addresses: Sequence[str], user_agent: str, *, pause: float = _PAUSE, sleep: Callable[[float], None] = time.sleep
) -> str | None:
    """Why our own network counts as down, None where one control address answers or none is set.

    An outage is believed after three rounds over all addresses, `pause` seconds apart.
    """
    for turn in range(_TRIES if addresses else 0):
        if turn:
            sleep(pause)
        if any(answers(address, user_agent) for address in addresses):
            return None
    if not addresses:
        return None
    return _said(addresses)


def answers_through(proxy: str, addresses: Sequence[str], user_agent: str) -> bool:
    """Whether another network works: a control address answers through its proxy.

    Refusals and errors of the proxy itself look like answers of a server, so they do not count.
    """
    import httpx  # noqa: PLC0415 - only who has a second network needs it

    for address in addresses:
        try:
            with httpx.Client(proxy=proxy, trust_env=False, timeout=_TIMEOUT, verify=False) as client:  # noqa: S501 - whether it answers is asked
                status = client.head(address, headers={"User-Agent": user_agent}).status_code
        except (httpx.HTTPError, OSError):
            continue
        if status < _OF_SERVERS and status != _OF_PROXIES:
            return True
    return False


class Watch:
    """Control fetches while regions are gathered: `well` is clear while nothing may be asked, `fault` says why not.

    Without addresses there is nothing to watch, and all is well.
    """

    def __init__(self, addresses: Sequence[str], user_agent: str, *, every: float, pause: float) -> None:
        self._addresses = addresses
        self._user_agent = user_agent
        self._every = every
        self._pause = pause
        self.well = asyncio.Event()
        self.well.set()
        self.fault: str | None = None

    async def keep(self, stop: Callable[[], Awaitable[object]]) -> None:
        """Look every so often. Asking pauses with the first look in vain; `stop` is called when the outage lasts."""
        while self._addresses:
            await asyncio.sleep(self._every)
            if await self._answered():
                continue
            self.well.clear()
            for _ in range(_TRIES - 1):
                await asyncio.sleep(self._pause)
                if await self._answered():
                    self.well.set()
                    break
            else:
                self.fault = _said(self._addresses)
                await stop()
                return

    async def _answered(self) -> bool:
        for address in self._addresses:
            if await asyncio.to_thread(answers, address, self._user_agent):
                return True
        return False


def _said(addresses: Sequence[str]) -> str:
    return f"no control address answered ({', '.join(addresses)}): our own network; nothing was judged"
