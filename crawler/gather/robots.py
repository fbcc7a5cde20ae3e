"""What `robots.txt` permits (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego

from crawler.domain.evidence import Failure
from crawler.gather.job import PRODUCT

if TYPE_CHECKING:
    from crawler.domain.evidence import Evidence

_LARGEST = 500 * 1024
"""RFC 9309 asks to read at least this much; more is no rule set."""


def robots_url(url: str) -> str:
    """Where the rules for an address stand."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


class RobotRules:
    """The rules of one host. `unreachable` says why they could not be read: then nothing is permitted."""

    def __init__(self, text: str = "", unreachable: tuple[Failure, str] | None = None) -> None:
        self._unreachable = unreachable
        self._rules = Protego.parse(text)

    @classmethod
    def of(cls, evidence: Evidence, body: bytes) -> RobotRules:
        """The rules in a look at `robots.txt`.

        No such file, or a page in its place, permits everything. A server error or no answer forbids everything: that
        is the host's wish as far as RFC 9309 can tell; the failure of the host itself is passed on as it is.
        """
        status = evidence.status
        if status is None:
            failure = evidence.failure or Failure.UNKNOWN
            return cls(unreachable=(failure, f"robots.txt could not be read: {evidence.reason or failure}"))
        if status >= 500 or status == 429:
            return cls(unreachable=(Failure.ROBOTS_DISALLOWED, f"robots.txt answered {status}, which forbids all"))
        if status >= 400 or _is_page(evidence.content_type, body):
            return cls()
        return cls(body[:_LARGEST].decode("utf-8-sig", "replace"))

    def refusal(self, url: str) -> tuple[Failure, str] | None:
        """Why an address may not be asked, or None."""
        if self._unreachable is not None:
            return self._unreachable
        if self._rules.can_fetch(url, PRODUCT):
            return None
        return Failure.ROBOTS_DISALLOWED, "robots.txt does not permit it"

    @property
    def interval(self) -> float:
        """Seconds between two requests that the host asks for; 0 where it does not say."""
        delay = self._rules.crawl_delay(PRODUCT) or 0.0
        rate = self._rules.request_rate(PRODUCT)
        return max(delay, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def _is_page(content_type: str | None, body: bytes) -> bool:
    """Whether an HTML page came instead of rules: portals answer unknown addresses with their front page."""
    return "html" in (content_type or "").lower() or body.lstrip()[:1] == b"<"
