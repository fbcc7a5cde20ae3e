"""One look through the browser: rendered, gated, archived as DOM, screenshot and the calls that the page made."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from http.cookiejar import Cookie
from typing import TYPE_CHECKING, Any

from crawler.archive.pictures import layout_name
from crawler.archive.traffic import Asked
from crawler.archive.warc import Resource
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.gather.address import host_of
from crawler.gather.browser import Rendering, render_request
from crawler.gather.failures import failure_in_words, failure_of, met
from crawler.gather.frontier import evidence_id
from crawler.gather.gate import gate
from crawler.gather.shared_browser import NoBrowserError
from crawler.gather.stillness import Stillness
from crawler.page.parse import parse
from crawler.page.portal.search_forms import TYPE
from crawler.page.sent_forms import UNSENT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from scrapy import Request
    from scrapy.http import Response

    from crawler.archive.store import RegionRecorder
    from crawler.gather.address import AddressGuard
    from crawler.gather.asking import Asker, Rules
    from crawler.gather.browser import Call
    from crawler.gather.job import CrawlOptions
    from crawler.gather.second_engine import SecondEngine

Captured = tuple[Evidence, bytes]
"""A call of a page with its payload."""

_FEW_SIGNS = 4
"""A rendered page with fewer characters and no link shows nothing."""

_STILL_LOADING = re.compile(r"(?:页面|数据|系统|正在|努力)*加载中?|请稍[候等]|loading", re.IGNORECASE)
"""What a page says while its script still waits for an answer."""

_NOT_FOLLOWED = "where a click leads; not followed in the browser"
_WAITING_WORDS = 20
_MOST_OPENED = 6
_TRIES = 2
"""A page that did not come in the browser is opened once more."""


class Renderer:
    """Renders addresses for one region."""

    def __init__(
        self,
        *,
        download: Callable[[Request], Awaitable[Response]],
        asker: Asker,
        recorder: RegionRecorder,
        guard: AddressGuard,
        options: CrawlOptions,
        second: SecondEngine,
        areas: bool = False,
    ) -> None:
        self._download = download
        self._asker = asker
        self._recorder = recorder
        self._guard = guard
        self._options = options
        self._second = second
        self._areas = areas
        self._stillness = Stillness()

    async def render(
        self, planned: Evidence, *, referer: str | None, rules: Rules, land: Callable[[], None] = lambda: None
    ) -> tuple[Evidence, bytes, tuple[Captured, ...]]:
        """The evidence, the serialised DOM, and the calls that the page made. `land` is called once it rests."""
        url = planned.target.url
        attempt = 0
        while True:
            refusal = await self._asker.turn(url, rules)
            if refusal is not None:
                return failed(planned, *refusal), b"", ()
            attempt += 1
            host = host_of(url)
            rendering = Rendering(
                refused=self._refused_ip,
                still=self._stillness.of(host, planned.kind),
                early=self._stillness.early(host, planned.kind),
                land=land,
            )
            failure: tuple[Failure, str] | None = None
            try:
                await self._open(planned, rendering, referer)
            except NoBrowserError as error:
                return failed(replace(planned, attempts=attempt), Failure.UNKNOWN, str(error)), b"", ()
            except TimeoutError:
                failure = Failure.TIMEOUT, f"the page was not built within {self._options.page_timeout:.0f} s"
            except Exception as error:  # noqa: BLE001 - whatever a browser raises is a failed look
                failure = failure_of(error)
            if failure is None:
                self._stillness.learn(host, planned.kind, rendering.silence, held=rendering.held)
            await self._asker.charge(url, len(rendering.calls))
            self._share_cookies(rendering)
            self._count(rendering)
            if failure is None and rendering.from_refused:
                failure = Failure.REFUSED_ADDRESS, rendering.from_refused
            if failure is None or not failure[0].transient or attempt >= _TRIES:
                return self._settled(replace(planned, attempts=attempt), rendering, failure)
            await asyncio.sleep(self._options.pauses[0] if self._options.pauses else 0)

    async def _open(self, planned: Evidence, rendering: Rendering, referer: str | None) -> None:
        url, act = planned.target.url, planned.target.method
        if planned.kind is PageKind.ENGINE:
            await self._second.open(
                url,
                rendering,
                guard=self._guard,
                user_agent=self._options.user_agent,
                within=self._options.page_timeout,
            )
            return
        request = render_request(
            url,
            self._options.user_agent,
            rendering,
            referer=referer,
            click=planned.target.body if act == "CLICK" else None,
            typed=planned.target.body if act == TYPE else None,
            sections=planned.kind in {PageKind.GUIDE, PageKind.FRAGMENT},
            turning=planned.kind in {PageKind.HOME, PageKind.NAVIGATION} and act != TYPE,
            areas=self._areas,
        )
        await self._download(request)

    def _count(self, rendering: Rendering) -> None:
        """Note what each host was asked by the page."""
        kept = [one.exchange for one in rendering.calls] + ([rendering.main] if rendering.main else [])
        sizes = Counter[str]()
        for one in kept:
            sizes[host_of(one.url)] += len(one.body)
        for at, host in rendering.asked:
            self._recorder.traffic.add(Asked(at=at, host=host, bytes=sizes.pop(host, None)))

    def _settled(
        self, planned: Evidence, rendering: Rendering, failure: tuple[Failure, str] | None
    ) -> tuple[Evidence, bytes, tuple[Captured, ...]]:
        at = rendering.at or datetime.now(UTC)
        common = replace(planned, seconds=rendering.seconds, captured_at=at)
        if failure is not None:
            return failed(common, *failure), b"", ()
        main = rendering.main
        if main is not None:
            self._recorder.write_exchange(main)
        body = rendering.dom.encode()
        content_type = "text/html; charset=utf-8"
        url = rendering.url or planned.target.url
        position = self._recorder.write_resource(Resource(url=url, content_type=content_type, body=body, at=at))
        evidence = replace(
            self._recorder.placed(common, position),
            status=main.status if main else None,
            final_url=None if url == planned.target.url else url,
            content_type=content_type,
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
            screenshot=self._screenshot(planned.id, url, rendering, at),
        )
        answered = {one.target.key for one in rendering.calls}  # a script may have asked once more
        calls = tuple(_lost(planned, *one, at) for one in rendering.broken if one[0].key not in answered)
        calls += tuple(self._call(planned, one, at) for one in rendering.calls)
        calls += tuple(self._opened(planned, one, at) for one in dict.fromkeys(rendering.opened[:_MOST_OPENED]))
        unsent = [Target(url=one, method="POST") for one in dict.fromkeys(rendering.unsent)][:_MOST_OPENED]
        calls += tuple(self._opened(planned, one, at, why=UNSENT) for one in unsent)
        status = main.status if main else 200
        found = gated(planned, status, content_type, body, url)
        if found is not None:
            return failed(evidence, found, met(found, status)), body, calls
        if planned.target.method == "CLICK" and unsent and not rendering.calls and evidence.final_url is None:
            return failed(evidence, Failure.SKIPPED_BUDGET, UNSENT), body, calls  # It shows what it did before.
        return replace(evidence, state=FetchState.FETCHED), body, calls

    @staticmethod
    def _opened(page: Evidence, target: Target, at: datetime, why: str = _NOT_FOLLOWED) -> Captured:
        """An address that a click on the page leads to; it is asked over HTTP, if at all."""
        evidence = replace(
            _of_page(page, target, at),
            state=FetchState.SKIPPED,
            failure=Failure.SKIPPED_BUDGET,
            reason=why,
        )
        return evidence, b""

    def _call(self, page: Evidence, call: Call, at: datetime) -> Captured:
        position = self._recorder.write_exchange(call.exchange)
        body = call.exchange.body
        status = call.exchange.status
        found = gate(
            status=status, content_type=call.content_type, body=body, url=call.target.url, asked_as=PageKind.API
        )
        evidence = replace(
            _of_page(page, call.target, at),
            state=found.state if found else FetchState.FETCHED,
            failure=found,
            reason=met(found, status) if found else None,
            attempts=1,
            status=status,
            content_type=call.content_type,
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
        )
        return self._recorder.placed(evidence, position), body

    def _screenshot(self, id_: str, url: str, rendering: Rendering, at: datetime) -> str | None:
        """Into the archive, and as a file that a report can show; with it where each element stands on it."""
        if rendering.screenshot is None:
            return None
        self._recorder.write_resource(
            Resource(url=f"urn:screenshot:{url}", content_type="image/png", body=rendering.screenshot, at=at)
        )
        if rendering.layout is not None:
            self._recorder.write_resource(
                Resource(url=f"urn:layout:{url}", content_type="application/json", body=rendering.layout, at=at)
            )
            self._recorder.write_picture(layout_name(f"{id_}.png"), gzip.compress(rendering.layout, mtime=0))
        return self._recorder.write_picture(f"{id_}.png", rendering.screenshot)

    def _share_cookies(self, rendering: Rendering) -> None:
        """A portal's calls may ask for the cookies that its front page set in the browser."""
        for one in rendering.cookies:
            self._asker.session.jar.set_cookie(_cookie(one))
        for call in rendering.calls:
            self._asker.session.headers.keep(call.target.url, call.exchange.request_headers)

    def _refused_ip(self, address: str) -> str | None:
        return self._guard.refused_text(address)


def _of_page(page: Evidence, target: Target, at: datetime) -> Evidence:
    """The look at what a rendered page asked for, or would lead to, before it is known what came of it."""
    return Evidence(
        id=evidence_id(page.region, PageKind.API, target, via=Via.BROWSER, look=page.look, belongs_to=page.id),
        region=page.region,
        kind=PageKind.API,
        target=target,
        state=FetchState.PLANNED,
        parent=page.id,
        item=page.item,
        look=page.look,
        via=Via.BROWSER,
        captured_at=at,
    )


def _lost(page: Evidence, target: Target, why: str, at: datetime) -> Captured:
    """A call of the page that the network broke off: whatever it brings, the page does not show it."""
    evidence = replace(_of_page(page, target, at), attempts=1)
    return failed(evidence, failure_in_words(why), why), b""


def failed(evidence: Evidence, failure: Failure, reason: str) -> Evidence:
    """A look that brought nothing back, and why."""
    return replace(evidence, state=failure.state, failure=failure, reason=reason)


def gated(planned: Evidence, status: int, content_type: str | None, body: bytes, url: str) -> Failure | None:
    """The gate, for a look of either way: a rendered page of few words is no shell, its script has run."""
    found = gate(status=status, content_type=content_type, body=body, url=url, asked_as=planned.kind)
    if found is Failure.EMPTY_SHELL and planned.via is Via.BROWSER:
        page = parse(body, content_type, url, "")
        text = page.visible_text() if page is not None else ""
        if (
            page is not None
            and (len(text) >= _FEW_SIGNS or page.links())
            and not _STILL_LOADING.search(text[:_WAITING_WORDS])
        ):
            return None
    return found


def _cookie(data: Mapping[str, Any]) -> Cookie:
    domain = str(data.get("domain", ""))
    expires = float(data.get("expires") or -1)
    return Cookie(
        version=0,
        name=str(data.get("name", "")),
        value=str(data.get("value", "")),
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=domain.startswith("."),
        domain_initial_dot=domain.startswith("."),
        path=str(data.get("path") or "/"),
        path_specified=True,
        secure=bool(data.get("secure")),
        expires=int(expires) if expires > 0 else None,
        discard=expires <= 0,
        comment=None,
        comment_url=None,
        rest={},
    )
