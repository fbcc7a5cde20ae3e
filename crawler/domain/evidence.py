"""Evidence (证据): one look at one address, or the failure of that look."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit, urlunsplit

if TYPE_CHECKING:
    from datetime import datetime


class Via(StrEnum):
    """How a page was fetched."""

    HTTP = "http"
    BROWSER = "browser"


class FetchState(StrEnum):
    """Where a planned address stands. planned = fetched + failed + skipped at the end of a run."""

    PLANNED = "planned"
    FETCHED = "fetched"
    FAILED = "failed"
    SKIPPED = "skipped"


class PageKind(StrEnum):
    """What an address was asked for as; given by the walker, not by what came back."""

    ROBOTS = "robots"
    HOME = "home"
    NAVIGATION = "navigation"
    LIST = "list"
    GUIDE = "guide"
    FRAGMENT = "fragment"
    FORM = "form"
    API = "api"
    ONLINE_ENTRY = "online_entry"
    """Where an item is applied for online (在线办理): opened to see that it is there, never logged in to."""
    ENTRANCE = "entrance"
    """What lies behind an entrance of the portal, as the survey opened it (普查)."""
    COLUMN = "column"
    SEARCH = "search"
    LINK = "link"
    ENGINE = "engine"
    """The front page as the second browser engine shows it (多浏览器)."""
    SECOND_NETWORK = "second_network"
    """The front page through another network, after a visit that it missed (换网复核)."""


WALKED = frozenset({PageKind.HOME, PageKind.NAVIGATION, PageKind.LIST})
"""Pages on the way from the front page to the items."""


class Failure(StrEnum):
    """The closed list of ways a look can fail."""

    DNS = "dns"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    RESET = "reset"
    TLS = "tls"
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    RATE_LIMITED = "rate_limited"
    BLOCKED = "blocked"
    LOGIN_REQUIRED = "login_required"
    SESSION_LOST = "session_lost"
    MAINTENANCE = "maintenance"
    SOFT_404 = "soft_404"
    EMPTY_SHELL = "empty_shell"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    REDIRECT_LOOP = "redirect_loop"
    REFUSED_ADDRESS = "refused_address"
    ROBOTS_DISALLOWED = "robots_disallowed"
    SKIPPED_BUDGET = "skipped_budget"
    UNKNOWN = "unknown"

    @property
    def state(self) -> FetchState:
        """Skipped where we chose not to ask, failed where asking did not work."""
        return FetchState.SKIPPED if self in _SKIPPED else FetchState.FAILED

    @property
    def transient(self) -> bool:
        """Whether asking again later may help."""
        return self in _TRANSIENT


_SKIPPED = frozenset({Failure.REFUSED_ADDRESS, Failure.ROBOTS_DISALLOWED, Failure.SKIPPED_BUDGET})
_TRANSIENT = frozenset(
    {
        Failure.DNS,
        Failure.TIMEOUT,
        Failure.REFUSED,
        Failure.RESET,
        Failure.HTTP_5XX,
        Failure.RATE_LIMITED,
        Failure.SESSION_LOST,
        Failure.MAINTENANCE,
        Failure.UNKNOWN,
    }
)


AT_A_FINDING = 3
"""The turn in which the pages are looked at again that adverse findings rest on (二次核查)."""

AT_A_COMPARISON = 4
"""The turn for those that findings of a comparison rest on, once a region is held against others (比对二次核查)."""

SECOND_TURNS = frozenset({AT_A_FINDING, AT_A_COMPARISON})
"""The turns in which looks are only repeated. Visits of the watch have numbers far above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One address to ask: what identifies a request. `body` is the request body as text, form-encoded or JSON.

    `headers` are those by which a gateway of one address tells its services apart, each with its value; most have none.
    """

    url: str
    method: str = "GET"
    body: str | None = None
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Stable 16 hex digits: equal for requests a portal answers alike.

        The fragment counts only as a hash route (`#/…`), since a browser needs it there and HTTP never sends it.
        """
        return _key(self.url, self.method, self.body or "", self.headers)


@lru_cache(maxsize=4096)  # One address is asked for its key a dozen times while it is walked, and as often when judged.
def _key(url: str, method: str, body: str, headers: tuple[tuple[str, str], ...]) -> str:
    base, fragment = urldefrag(url)
    parts = urlsplit(base)
    address = urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))
    route = fragment if fragment.startswith(("/", "!")) else ""
    text = f"{method.upper()}\n{address}\n{route}\n{body}"
    if headers:
        text = "\n".join((text, *(f"{name.lower()}: {value}" for name, value in headers)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def guides_of(target: Target) -> tuple[str, ...]:
    """What addresses of guides of one kind share: all but the item, which stands in the query or at the end."""
    parts = urlsplit(target.url)
    route = parts.fragment.partition("?")
    path = parts.path if parts.query else parts.path.rpartition("/")[0]
    return parts.netloc, path, route[0] if route[2] else route[0].rpartition("/")[0], target.method


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One look at one address (证据), or the failure of that look.

    `id` is stable within a run: the same target looked at for the same kind and item has the same id. Looks of several
    items at one address share the archive record.
    `item` is the key of the listed service item the look belongs to. `look` 2 asked again, at the end of the walk, what
    look 1 did not answer or answered adversely; the latest look of a target counts. Look 3 repeats a page that an
    adverse finding rests on; it is read beside the page, never in its place (`crawler.verdicts.second_look`).
    `sha256` is over the payload after content decoding; `warc` is relative to the data folder and `offset` points at
    the record that holds the payload.
    `etag` and `modified` are the validators that came with it. `unchanged` says that this look was answered by 304: its
    status, its payload and what stands about that are those of the earlier look that still holds.
    """

    id: str
    region: str
    kind: PageKind
    target: Target
    state: FetchState
    parent: str | None = None
    item: str | None = None
    failure: Failure | None = None
    reason: str | None = None
    attempts: int = 0
    look: int = 1
    via: Via = Via.HTTP
    status: int | None = None
    final_url: str | None = None
    content_type: str | None = None
    disposition: str | None = None
    size: int | None = None
    sha256: str | None = None
    warc: str | None = None
    offset: int | None = None
    length: int | None = None
    screenshot: str | None = None
    seconds: float | None = None
    captured_at: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False

    @property
    def url(self) -> str:
        """The address the payload came from: after redirects, else as asked."""
        return self.final_url or self.target.url
