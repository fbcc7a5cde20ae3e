"""Asking one address over HTTP: paced, guarded, archived. Failures are values, never exceptions."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import structlog
from scrapy import Request
from scrapy.http.cookies import CookieJar

from crawler.archive.content import CODINGS, decoded
from crawler.archive.traffic import Asked
from crawler.archive.warc import Exchange
from crawler.domain.evidence import Failure, PageKind, Target
from crawler.gather.address import host_of
from crawler.gather.breaker import Breaker, Labour
from crawler.gather.failures import failure_of, may_pass, met
from crawler.gather.gate import look_through
from crawler.gather.own_headers import OwnHeaders
from crawler.gather.pace import HostPace, Pace, retry_after
from crawler.page.script.sending_on import sends_on

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scrapy.http import Response

    from crawler.archive.memory import Memory, Remembered
    from crawler.archive.store import RegionRecorder
    from crawler.archive.warc import Position
    from crawler.gather.address import AddressGuard, Refusal
    from crawler.gather.job import CrawlOptions
    from crawler.gather.leave import Leave
    from crawler.page.html import Page
    from crawler.page.json_page import JsonPage

    Rules = Callable[[str], Awaitable[Refusal | None]]

_log = structlog.get_logger(__name__)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 10
_SLOW_DOWN = frozenset({429, 503})
_TURNED_AWAY = frozenset({403, 412, 429, 503})
_NETWORK = frozenset({Failure.DNS, Failure.TIMEOUT, Failure.REFUSED, Failure.RESET, Failure.TLS})
_ACCEPT = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What asking came to: the last answer, or the failure. `body` has its content coding undone."""

    url: str
    failure: Failure | None = None
    reason: str | None = None
    attempts: int = 0
    status: int | None = None
    content_type: str | None = None
    disposition: str | None = None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False
    """Whether the host answered 304: status, payload and what stands about it are those of an earlier run."""
    sent: int | None = None
    """Bytes of the body as it travelled; None where nothing came back."""
    body: bytes = b""
    page: Page | JsonPage | None = None
    """The payload as the gate parsed it."""
    position: Position | None = None
    seconds: float | None = None
    at: datetime | None = None
    wait: float | None = None
    """What a `Retry-After` said, in seconds."""


@dataclass(slots=True)
class Session:
    """What a region's requests share among themselves and with no other region."""

    rate: float
    jar: CookieJar = field(default_factory=CookieJar)
    given_up: dict[str, tuple[Failure, str]] = field(default_factory=dict)
    """Hosts that are not asked any more, and why."""
    breakers: dict[str, Breaker] = field(default_factory=dict)
    labour: dict[str, Labour] = field(default_factory=lambda: defaultdict(Labour))
    headers: OwnHeaders = field(default_factory=OwnHeaders)


class Asker:
    """Asks addresses for one region."""

    def __init__(
        self,
        *,
        download: Callable[[Request], Awaitable[Response]],
        recorder: RegionRecorder,
        guard: AddressGuard,
        pace: Pace,
        options: CrawlOptions,
        rate: float,
        memory: Memory,
        leave: Leave,
    ) -> None:
        self._download = download
        self._recorder = recorder
        self._guard = guard
        self._pace = pace
        self._options = options
        self._memory = memory
        self._leave = leave
        self.session = Session(rate)
        self.session.headers.recall(recorder.archive)

    def pace_of(self, url: str) -> HostPace:
        """The pace of an address's host."""
        return self._pace.of(host_of(url), self.session.rate)

    async def turn(self, url: str, rules: Rules | None) -> Refusal | None:
        """Wait until an address may be asked; or why it may not be. NotNowError where that would take hours."""
        refusal = await self._guard.refusal(url)
        if refusal is None and rules is not None:
            refusal = await rules(url)
        if refusal is not None:
            return refusal
        host = host_of(url)
        self._leave.stay_away(host, self._options.longest_wait)
        await asyncio.sleep(self._leave.closed_for() + self.session.labour[host].pause)
        left = await self._pace.turn(self.pace_of(url), self._options.longest_wait)
        if left:
            return Failure.RATE_LIMITED, f"the host asked us to stay away for another {left:.0f} s"
        return None

    async def charge(self, url: str, requests: int) -> None:
        """Requests that a rendered page made by itself count as well."""
        self._leave.count(host_of(url), requests)
        await self._pace.charge(self.pace_of(url), requests)

    async def ask(
        self,
        target: Target,
        kind: PageKind,
        *,
        referer: str | None = None,
        rules: Rules | None = None,
        patient: bool = True,
        fresh: bool = False,
        evidence: str = "",
    ) -> Answer:
        """Ask an address, again where that may help; the answer is gated for what it was asked as.

        `rules` says of each address on the way, redirects included, why it may not be asked. Without patience an
        address is asked once, and nothing waits for its host: so are links that lead away from the portal. Unless a
        `fresh` answer is wanted, a host is asked whether what an earlier run brought back still holds. `evidence` is
        the id of the look, which its page bears.
        """
        host = host_of(target.url)
        if host in self.session.given_up:
            failure, reason = self.session.given_up[host]
            return Answer(url=target.url, failure=failure, reason=f"not asked: {reason}")
        attempt = 0
        while True:
            attempt += 1
            answer = await self._once(target, kind, referer, rules, fresh=fresh, evidence=evidence)
            asked = answer.at is not None or answer.failure is Failure.DNS
            answer = replace(answer, attempts=attempt if asked else attempt - 1)
            passing = asked and may_pass(answer.failure, answer.status, answer.body, attempt)
            if not passing or not patient or attempt > len(self._options.pauses):
                break
            if answer.failure is Failure.SESSION_LOST:
                self.session.jar = CookieJar()
            pause = self._options.pauses[attempt - 1]
            if answer.wait is None and answer.status not in _SLOW_DOWN:
                await asyncio.sleep(pause)
        if patient:
            self._keep_count(host, answer)
            await self._keep_away(host, answer)
        return answer

    async def _keep_away(self, host: str, answer: Answer) -> None:
        """Leave a host alone that turns one look after the other away; it is no use, and it is rude."""
        breaker = self.session.breakers.setdefault(host, Breaker(self._options.outage_pauses))
        if answer.failure not in {Failure.BLOCKED, Failure.RATE_LIMITED} and answer.status not in _SLOW_DOWN:
            if answer.failure is None:
                breaker.welcome()
            return
        pause = breaker.turned_away()
        if pause is None:
            reason = f"the host turns us away again and again ({answer.reason})"
            _log.warning("host turns us away", host=host, failure=answer.failure, reason=answer.reason)
            self.session.given_up[host] = (answer.failure or Failure.BLOCKED, reason)
        elif pause:
            await self._pace.slow_down(self._pace.of(host, self.session.rate), pause)

    def _keep_count(self, host: str, answer: Answer) -> None:
        """Notice a host that has stopped answering, so that it is not asked thousands of times in vain."""
        if answer.failure not in _NETWORK or answer.failure is None:
            return
        pace = self._pace.of(host, self.session.rate)
        if pace.silent(time.monotonic(), self._options.outage_pauses):
            _log.warning("host has stopped answering", host=host, failure=answer.failure, reason=answer.reason)
            self.session.given_up[host] = (answer.failure, f"the host has stopped answering ({answer.reason})")

    async def _once(
        self, target: Target, kind: PageKind, referer: str | None, rules: Rules | None, *, fresh: bool, evidence: str
    ) -> Answer:
        """One try, redirects followed."""
        visits: Counter[str] = Counter()
        while True:
            refusal = await self.turn(target.url, rules)
            if refusal is not None:
                return Answer(url=target.url, failure=refusal[0], reason=refusal[1])
            known = None if fresh else self._memory.of(target)
            answer, location = await self._exchange(target, kind, referer, known, evidence)
            self._count(target.url, answer)
            if location is None:
                return answer
            visits[target.url] += 1
            if visits.total() > _MOST_REDIRECTS or visits[target.url] > 2:  # A cookie check sends one round, twice.
                reason = f"{visits.total()} redirects, then {location}"
                return replace(answer, failure=Failure.REDIRECT_LOOP, reason=reason)
            referer = target.url
            if answer.status == 303 or (answer.status in {301, 302} and target.method == "POST"):
                target = Target(url=location)
            else:
                target = replace(target, url=location)

    def _count(self, url: str, answer: Answer) -> None:
        """Note that a host was asked, and how it took that."""
        if answer.at is None:
            return
        if answer.status is not None and answer.seconds is not None:
            good = answer.failure is None and answer.status < 400
            self.session.labour[host_of(url)].answered(answer.seconds, good=good)
        refused = answer.status in _TURNED_AWAY or answer.failure in {Failure.RATE_LIMITED, Failure.BLOCKED}
        host = host_of(url)
        self._recorder.traffic.add(
            Asked(at=answer.at, host=host, bytes=answer.sent, refused=refused, unchanged=answer.unchanged)
        )

    async def _exchange(
        self, target: Target, kind: PageKind, referer: str | None, known: Remembered | None, evidence: str
    ) -> tuple[Answer, str | None]:
        """One request on the wire, archived; and where it redirects to."""
        url = target.url
        at = datetime.now(UTC)
        started = time.monotonic()
        try:
            request = self._request(target, referer)
            request.headers.update(known.headers if known is not None else {})
            response = await self._download(request)
        except Exception as error:  # noqa: BLE001 - whatever a library raises is a failed look
            failure, reason = failure_of(error)
            return Answer(url=url, failure=failure, reason=reason, at=at, seconds=time.monotonic() - started), None
        seconds = time.monotonic() - started
        why = self._guard.refused(response.ip_address)
        if why is not None:
            return Answer(url=url, failure=Failure.REFUSED_ADDRESS, reason=why, at=at), None
        self.session.jar.extract_cookies(response, request)
        if response.status == 304 and known is not None:
            answer = self._still_holds(known, _exchange(request, response, at), kind, evidence)
            return replace(answer, seconds=seconds), None
        position = self._recorder.write_exchange(_exchange(request, response, at))
        answer = Answer(
            url=url,
            status=response.status,
            content_type=_header(response, "Content-Type"),
            disposition=_disposition(response),
            etag=_header(response, "ETag"),
            modified=_header(response, "Last-Modified"),
            sent=len(response.body),
            position=position,
            seconds=seconds,
            at=at,
        )
        location = _header(response, "Location")
        if response.status in _REDIRECTS and location:
            return answer, _next_url(url, location)
        gated = self._gated(answer, response, kind, evidence)
        if response.status in _SLOW_DOWN:
            await self._pace.slow_down(self.pace_of(url), gated.wait)
            _log.info("host asks for less", host=host_of(url), status=response.status, wait=gated.wait)
        return gated, sends_on(gated.page) if kind is PageKind.GUIDE and gated.failure is None else None

    def _still_holds(self, known: Remembered, sent: Exchange, kind: PageKind, evidence: str) -> Answer:
        """A 304: evidence of its own, whose payload is the earlier one's, gated anew for what it is asked as now."""
        self.pace_of(sent.url).answered()
        before = known.evidence
        told = {name.lower(): value for name, value in sent.response_headers}
        seen = look_through(
            status=200,
            content_type=before.content_type,
            body=known.payload,
            url=sent.url,
            asked_as=kind,
            evidence=evidence,
        )
        return Answer(
            url=sent.url,
            failure=seen.failure,
            reason=met(seen.failure, 200) if seen.failure else None,
            status=200,
            content_type=before.content_type,
            disposition=before.disposition,
            etag=told.get("etag", before.etag),
            modified=told.get("last-modified", before.modified),
            unchanged=True,
            sent=0,
            body=known.payload,
            page=seen.page,
            position=self._recorder.write_not_modified(sent, known.original),
            at=sent.at,
        )

    def _gated(self, answer: Answer, response: Response, kind: PageKind, evidence: str) -> Answer:
        try:
            payload = decoded(response.body, _header(response, "Content-Encoding"), limit=self._options.max_bytes)
        except Exception as error:  # noqa: BLE001 - a bomb or a damaged stream; the record stays in the archive
            failure, reason = failure_of(error)
            return replace(answer, failure=failure, reason=reason, position=None)
        seen = look_through(
            status=response.status,
            content_type=answer.content_type,
            body=payload,
            url=answer.url,
            asked_as=kind,
            evidence=evidence,
        )
        answer = replace(answer, body=payload, page=seen.page, failure=seen.failure)
        if response.status in _SLOW_DOWN:
            wait = retry_after(_header(response, "Retry-After"), datetime.now(UTC))
            reason = f"status {response.status}" + (f", Retry-After {wait:.0f} s" if wait is not None else "")
            return replace(answer, reason=reason, wait=wait)
        self.pace_of(answer.url).answered()
        return answer if seen.failure is None else replace(answer, reason=met(seen.failure, response.status))

    def _request(self, target: Target, referer: str | None) -> Request:
        headers = {"Accept": _ACCEPT, "Accept-Language": "zh-CN,zh;q=0.9", "Accept-Encoding": ", ".join(CODINGS)}
        if referer:
            headers["Referer"] = urldefrag(referer).url
        if target.body is not None:
            headers["Content-Type"] = target.content_type or "application/x-www-form-urlencoded; charset=UTF-8"
        headers |= {**self.session.headers.of(target.url), **dict(target.headers)}
        body = target.body or ""
        request = Request(target.url, method=target.method, body=body, headers=headers, dont_filter=True)
        request.headers["User-Agent"] = self._options.user_agent
        self.session.jar.add_cookie_header(request)
        return request


def _exchange(request: Request, response: Response, at: datetime) -> Exchange:
    return Exchange(
        url=request.url,
        method=request.method,
        request_headers=_pairs(request.headers),
        request_body=request.body,
        status=response.status,
        response_headers=_pairs(response.headers),
        body=response.body,
        at=at,
        ip=str(response.ip_address) if response.ip_address else None,
    )


def _pairs(headers: object) -> list[tuple[str, str]]:
    """Header lines; names and values as Latin-1, which is what HTTP carries."""
    found = headers.items()  # type: ignore[attr-defined]  # Scrapy's Headers: name to list of values
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in found for value in values]


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _disposition(response: Response) -> str | None:
    """`Content-Disposition`, whose file name many servers send as raw UTF-8 or GB18030 bytes."""
    value = response.headers.get("Content-Disposition")
    if not value:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")


def _next_url(url: str, location: str) -> str:
    """Where a redirect leads. Servers send addresses in Chinese as raw UTF-8 bytes."""
    with contextlib.suppress(UnicodeError):  # Some other encoding: the bytes are kept as they came.
        location = location.encode("latin-1").decode("utf-8")
    return urljoin(url, location.strip())
