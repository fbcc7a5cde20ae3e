"""Our own network (自身网络): whether what failed is ours, so that no office pays for our outage."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import Failure, PageKind
from crawler.gather.canary import outage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.archive.store import RegionArchive
    from crawler.domain.evidence import Evidence
    from crawler.domain.portal import PortalProfile
    from crawler.gather.job import CrawlOptions

OUR_NETWORK = frozenset({Failure.DNS, Failure.TIMEOUT, Failure.REFUSED, Failure.RESET, Failure.TLS})
"""Failures that our own network or machine can cause."""


class OwnFaultError(Exception):
    """Our own network is down; says why it is thought so. Raised while regions are gathered, caught by the round."""


def look_at_network(profiles: Iterable[PortalProfile], options: CrawlOptions) -> None:
    """Raise OwnFaultError when our own network is down; portals on this machine need none."""
    if all(profile.portal is None or is_loopback(profile.portal) for profile in profiles):
        return
    if why := outage(options.canary, options.user_agent):
        raise OwnFaultError(why)


def look_at_failures(archives: Mapping[str, RegionArchive], profiles: Iterable[PortalProfile]) -> None:
    """Raise OwnFaultError where several regions all fail at their front pages in ways that our network can cause."""
    homes: list[Evidence] = []
    for profile in profiles:
        if profile.portal is None or is_loopback(profile.portal):
            continue
        home = next((e for e in archives[profile.code].evidence() if e.kind is PageKind.HOME), None)
        if home is not None:
            homes.append(home)
    if len(homes) >= 2 and all(home.failure in OUR_NETWORK for home in homes):
        raise OwnFaultError(
            f"all {len(homes)} portals failed at once ({homes[0].failure}): our own network; nothing was judged"
        )


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine, where no network is needed."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
