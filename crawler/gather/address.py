"""Which addresses may be asked: http and https on public hosts, loopback and private ones only where permitted."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import Failure

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

_REMEMBER = 300.0
"""Seconds for which a name's addresses are remembered."""

_RESOLVE_WITHIN = 20.0

Refusal = tuple[Failure, str]


def host_of(url: str) -> str:
    """Host and port, lower case, the port always written: what rate and robots rules belong to. Empty if unusable."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    except (ValueError, KeyError):
        return ""
    return f"{parts.hostname}:{port}" if parts.hostname else ""


PERMIT = "; --allow-private permits it"
"""What whoever means such an address has to say; only where it helps."""


def refused_ip(address: IPv4Address | IPv6Address, *, allow_private: bool) -> str | None:
    """Why an address may not be asked, or None.

    Link-local (cloud metadata), multicast and reserved addresses are no portal's even where private ones are permitted.
    """
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is not None:
        return refused_ip(inner, allow_private=allow_private)
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return f"{address} is a link-local, multicast or unspecified address"
    if not address.is_global and not (allow_private and (address.is_private or address.is_loopback)):
        permitted = address.is_private or address.is_loopback
        return f"{address} is a loopback, private or reserved address{PERMIT if permitted else ''}"
    return None


def refused_as_written(url: str, *, allow_private: bool) -> str | None:
    """Why an address may not be asked, or None, as far as it says so itself: no name server is asked for it."""
    name = host_of(url).rpartition(":")[0].rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        name = "127.0.0.1"
    try:
        return refused_ip(ipaddress.ip_address(name), allow_private=allow_private)
    except ValueError:
        return None


class AddressGuard:
    """Says of an address whether it may be asked. One for all regions of a process, since it remembers names."""

    def __init__(self, *, allow_private: bool, proxied: bool = False) -> None:
        """With `proxied` another machine connects: who is connected to is unknown here, and so may a name be."""
        self._allow_private = allow_private
        self._proxied = proxied
        self._known: dict[str, tuple[float, Refusal | None]] = {}

    async def refusal(self, url: str) -> Refusal | None:
        """Why this address may not or cannot be asked, or None."""
        host = host_of(url)
        if not host:
            return Failure.REFUSED_ADDRESS, "not an http or https address"
        name, _, port = host.rpartition(":")
        known = self._known.get(host)
        if known is not None and time.monotonic() - known[0] < _REMEMBER:
            return known[1]
        answer = await self._look_up(name, int(port))
        if (
            answer is None or answer[0] is not Failure.DNS
        ):  # A name that does not resolve now may do so at the next try.
            self._known[host] = (time.monotonic(), answer)
        return answer

    def refused(self, address: IPv4Address | IPv6Address | None) -> str | None:
        """Why an answer from this address must be dropped: a name may resolve otherwise from one moment to the next."""
        return None if address is None or self._proxied else refused_ip(address, allow_private=self._allow_private)

    def refused_text(self, address: str) -> str | None:
        """The same for an address as a browser writes it."""
        try:
            return self.refused(ipaddress.ip_address(address.strip("[]").partition("%")[0]))
        except ValueError:
            return None

    async def _look_up(self, name: str, port: int) -> Refusal | None:
        try:
            found = [ipaddress.ip_address(name)]
        except ValueError:
            try:
                loop = asyncio.get_running_loop()
                rows = await asyncio.wait_for(
                    loop.getaddrinfo(name, port, type=socket.SOCK_STREAM), timeout=_RESOLVE_WITHIN
                )
            except (OSError, TimeoutError, UnicodeError) as error:
                if self._proxied:
                    return None
                return Failure.DNS, f"{name}: {error or 'no answer from the name server'}"
            found = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
        for address in found:
            why = refused_ip(address, allow_private=self._allow_private)
            if why is not None:
                return Failure.REFUSED_ADDRESS, why
        return None
