"""The site (站点) that an address belongs to."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

_TWO_PART_SUFFIX = re.compile(r"\.(?:gov|com|org|net|edu|ac|mil)\.[a-z]{2}$")


def site_of(url: str) -> str:
    """What belongs to one portal: the registered domain, or address and port where there is no domain."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        labels = host.split(".")
        if len(labels) == 1:
            return parts.netloc.lower()
        return ".".join(labels[-3:] if _TWO_PART_SUFFIX.search(host) else labels[-2:])
    return parts.netloc.lower()
