"""Headers that a portal's own pages send with their calls (访客令牌): sent again with the same calls over HTTP.

What a page got without logging in, a visitor's token or the name of a channel, belongs to its calls like a cookie does.
A call that is signed is not imitated: none of its headers is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.domain.evidence import PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.archive.store import RegionArchive

_OF_BROWSERS = re.compile(
    r"^(?:accept.*|user-agent|referer|origin|cookie|host|connection|content-.*|sec-.*|if-.*|upgrade.*|pragma|"
    r"cache-control|dnt|priority|te|range|proxy-.*|:.*)$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?:x-)?(?:api|method|service|action|interface|operation|cmd|command|func(?:tion)?|trans|tx|route|biz)"
    r"(?:-?(?:name|code|id|key|method))?",
    re.IGNORECASE,
)
"""Headers by which a gateway tells its services apart; what they say is a name and no number of a call."""
_NAME = re.compile(r"(?=[\w./:-]*[A-Za-z])(?!.*\d{4})[\w./:-]{2,80}", re.ASCII)
_SIGNED = re.compile(r"sign|nonce|timestamp|encrypt|digest|hmac", re.IGNORECASE)


class OwnHeaders:
    """Remembers the headers of a region's own calls by host and path."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], dict[str, str]] = {}

    def keep(self, url: str, headers: Iterable[tuple[str, str]]) -> None:
        """A call that a page made, with what it was sent with."""
        own = {name: value for name, value in headers if not _OF_BROWSERS.match(name)}
        if own and not any(_SIGNED.search(name) for name in own):
            self._of[_place(url)] = own

    def recall(self, archive: RegionArchive) -> None:
        """What the calls of an earlier attempt were sent with, each kind of call once."""
        for one in archive.answered():
            if one.kind is PageKind.API and one.warc is not None and _place(one.target.url) not in self._of:
                self.keep(one.target.url, archive.request_headers(one))

    @staticmethod
    def telling(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Those of a call that say which of the services at one address it asks."""
        return tuple((n, v) for n, v in headers if _TELLS.fullmatch(n) and _NAME.fullmatch(v))

    def of(self, url: str) -> Mapping[str, str]:
        """What a call to this address is sent with."""
        return self._of.get(_place(url), {})


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path
