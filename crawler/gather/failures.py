"""From what libraries raise to the closed list of failures."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet import error as tx
from twisted.web.client import ResponseNeverReceived

from crawler.archive.content import ContentBrokenError, ContentTooLargeError
from crawler.domain.evidence import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_TYPE: tuple[tuple[tuple[type[BaseException], ...], Failure], ...] = (
    ((SSL.Error,), Failure.TLS),
    ((CannotResolveHostError, tx.DNSLookupError), Failure.DNS),
    ((DownloadConnectionRefusedError, tx.ConnectionRefusedError, tx.NoRouteError), Failure.REFUSED),
    ((DownloadTimeoutError, tx.TimeoutError, tx.TCPTimedOutError, asyncio.TimeoutError), Failure.TIMEOUT),
    ((ContentTooLargeError,), Failure.BOMB),
    ((DownloadCancelledError,), Failure.TOO_LARGE),
    ((TunnelError,), Failure.RESET),
    ((UnsupportedURLSchemeError,), Failure.REFUSED_ADDRESS),
    ((ResponseDataLossError, ContentBrokenError, ConnectionError), Failure.RESET),
    ((tx.ConnectionLost, tx.ConnectionDone, tx.ConnectionAborted, ResponseNeverReceived), Failure.RESET),
)

_BY_WORDS: tuple[tuple[str, Failure], ...] = (
    ("ERR_NAME_NOT_RESOLVED", Failure.DNS),
    ("ERR_TOO_MANY_REDIRECTS", Failure.REDIRECT_LOOP),
    ("ERR_CERT", Failure.TLS),
    ("ERR_SSL", Failure.TLS),
    ("ERR_CONNECTION_REFUSED", Failure.REFUSED),
    ("ERR_ADDRESS_UNREACHABLE", Failure.REFUSED),
    ("ERR_TIMED_OUT", Failure.TIMEOUT),
    ("ERR_CONNECTION_TIMED_OUT", Failure.TIMEOUT),
    ("Timeout", Failure.TIMEOUT),
    ("ERR_CONNECTION", Failure.RESET),
    ("ERR_EMPTY_RESPONSE", Failure.RESET),
    ("ERR_INCOMPLETE", Failure.RESET),
    ("ERR_CONTENT_LENGTH_MISMATCH", Failure.RESET),
)
"""Words in a browser's error messages (`net::ERR_…`), first match counts."""

_MET = {
    Failure.BLOCKED: "a page came that blocks or challenges whoever asks",
    Failure.LOGIN_REQUIRED: "a login page came",
    Failure.SESSION_LOST: "a page came that says that the session is over",
    Failure.MAINTENANCE: "a page came that says that the system is under maintenance",
    Failure.SOFT_404: "a page came that says that it does not exist",
    Failure.EMPTY_SHELL: "a page without content came",
    Failure.HTTP_5XX: "a page came that tells of an error",
    Failure.UNKNOWN: "something else came than what was asked for",
}
"""What an answer was that came with a good status and is no page of what was asked."""
_GOOD = 400


def failure_of(error: BaseException) -> tuple[Failure, str]:
    """The failure that an exception stands for, and the reason in words."""
    chain = list(_causes(error))
    for kinds, failure in _BY_TYPE:
        for one in chain:
            if isinstance(one, kinds):
                return failure, _words(one)
    return failure_in_words(str(error)), _words(error)


def met(failure: Failure, status: int) -> str:
    """What was met in place of a page, in words: a status alone tells nothing where it is a good one."""
    words = _MET.get(failure) if status < _GOOD else None
    return f"{words} (status {status})" if words else f"status {status}"


def failure_in_words(said: str) -> Failure:
    """The failure that a browser names."""
    return next((failure for word, failure in _BY_WORDS if word in said), Failure.UNKNOWN)


def may_pass(failure: Failure | None, status: int | None, body: bytes, attempt: int) -> bool:
    """Whether asking once more may help: a failure that passes, or an answer of not one byte.

    Such an answer says nothing, least of all that a file is empty or a list at its end; the second one is believed.
    """
    if failure is not None and failure.transient:
        return True
    return status == 200 and not body and attempt == 1


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, what it was raised from, and what Twisted packed into it."""
    waiting = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting.extend(r.value for r in getattr(one, "reasons", None) or () if hasattr(r, "value"))
        waiting.extend(e for e in (one.__cause__, one.__context__) if e is not None)


def _words(error: BaseException) -> str:
    first = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first}"[:300] if first else type(error).__name__
