"""The one Scrapy spider: carries a walker's errands to a portal and brings back evidence.

The frontier is the journal, not Scrapy's scheduler: a run may be cut off at any instant and goes on where it was. So
the spider asks Scrapy's engine for one download at a time and keeps order, pace and tries itself.
"""

from __future__ import annotations

import asyncio
import hashlib
import heapq
import time
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import structlog
from scrapy import Spider

from crawler.archive.memory import Memory
from crawler.archive.store import RegionArchive, RegionRecorder
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target, Via
from crawler.domain.site import site_of
from crawler.errors import EvidenceDamagedError, LeaseLostError, NotArchivedError
from crawler.gather.address import host_of
from crawler.gather.asking import Answer, Asker
from crawler.gather.failures import met
from crawler.gather.flights import Flights
from crawler.gather.frontier import Frontier, evidence_id, twin_key
from crawler.gather.job import CrawlOutcome, CrawlState
from crawler.gather.leave import Leave, NotNowError
from crawler.gather.rendering import Renderer, failed, gated
from crawler.gather.robots import RobotRules, robots_url
from crawler.gather.second_network import through
from crawler.gather.settings import PER_HOST, WATCHED
from crawler.gather.waiting import telling
from crawler.gather.wholeness import BEYOND, wholeness
from spiders.platforms import platform
from spiders.platforms.walking import Errand, Look
from spiders.visiting import walker_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Hashable, Iterable
    from pathlib import Path

    from scrapy import Request

    from crawler.gather.address import AddressGuard, Refusal
    from crawler.gather.canary import Watch
    from crawler.gather.job import CrawlJob, CrawlOptions, Progress
    from crawler.gather.pace import Pace
    from crawler.gather.second_engine import SecondEngine
    from crawler.gather.shared_browser import SharedBrowser
    from spiders.platforms.walking import Walker

_LOG = structlog.get_logger()

_ORDER = {kind: rank for rank, kind in enumerate(PageKind)}
"""The list before the guides, the guides before the forms: what is cut off leaves a frame that is complete."""

_TELL_EVERY = 1.0

_REQUESTS: tuple[Request, ...] = ()
"""What `start` yields: it must be an asynchronous generator, though every request goes to the engine one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """What a spider needs for one region. Guard, pace, browsers and watch are shared by all regions of a process."""

    job: CrawlJob
    data: Path
    run: str
    options: CrawlOptions
    guard: AddressGuard
    pace: Pace
    browser: SharedBrowser
    second: SecondEngine
    watch: Watch
    tell: Callable[[Progress | CrawlOutcome], None]
    delay: float = 0.0
    """Seconds to wait before the first request, so that the regions of a process do not start at once."""


class PortalSpider(Spider):
    """Gathers one region."""

    name = "portal"

    def __init__(self, commission: Commission, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._commission = commission
        self.guard = commission.guard  # Guard and browser are found here by the download handler.
        self.browser = commission.browser
        self._region = commission.job.region
        self._walker: Walker = platform(commission.job.profile.platform)(commission.job)
        self._pending: dict[str, Errand] = {}
        self._queues: dict[str, list[tuple[int, int, str]]] = {}
        self._workers: dict[str, set[asyncio.Task[None]]] = {}
        self._flights = Flights(PER_HOST)
        self._done: asyncio.Queue[tuple[str, Look] | Exception] = asyncio.Queue()
        self._asking: dict[Hashable, asyncio.Future[None]] = {}
        self._robots: dict[str, asyncio.Task[RobotRules]] = {}
        self._number = count()
        self._told = 0.0
        self._live = False

    async def start(self) -> AsyncIterator[Any]:
        """Walk the portal. Yields no request: each is handed to the engine when its turn has come."""
        told = self._commission
        state, reason, later = CrawlState.INTERRUPTED, "stopped before the end", False
        try:
            await asyncio.sleep(told.delay)
            archive = RegionArchive(told.data, told.job.within or told.run, self._region)
            earlier = [RegionArchive(told.data, run, self._region) for run in told.job.earlier]
            with RegionRecorder(archive, earlier) as recorder:
                self._open(archive, recorder, Memory(earlier))
                try:
                    pace = self._asker.pace_of(told.job.profile.portal or "")
                    async with telling(pace, self._frontier.progress, told.tell):
                        await self._walk()
                    expected = told.job.profile.expects.min_items
                    state, reason = wholeness(self._frontier.all(), found=self._walker.found(), expected=expected)
                finally:
                    await self._stop_workers()
        except (NotNowError, EvidenceDamagedError) as stops:
            reason, later = str(stops), isinstance(stops, NotNowError)
        except NotArchivedError as ours:
            state, reason = CrawlState.OWN_FAULT, str(ours)
        except Exception as error:  # noqa: BLE001 - one region must not take the others of its process down
            _LOG.exception("region stopped", region=self._region)
            reason = f"stopped by an error of the program: {type(error).__name__}: {error}"
        finally:
            if told.watch.fault is not None and state is CrawlState.INTERRUPTED:
                state, reason = CrawlState.OWN_FAULT, told.watch.fault
            if progress := self._frontier.progress() if hasattr(self, "_frontier") else None:
                told.tell(progress)
            ended = CrawlOutcome(
                region=self._region, state=state, reason=reason or None, items=self._walker.found(),
                sample=self._walker.sample(), progress=progress, later=later,
            )  # fmt: skip
            told.tell(ended)
        for request in _REQUESTS:
            yield request

    # --- the walk ---------------------------------------------------------------------------------------------------

    def _open(self, archive: RegionArchive, recorder: RegionRecorder, memory: Memory) -> None:
        told = self._commission
        download = through(told.options.through, self.crawler.engine.download_async)
        self._archive, self._recorder = archive, recorder
        self._walker = walker_of(told.job, archive) or self._walker
        self._frontier = Frontier(self._region, archive, recorder, told.options.budget, told.job.items)
        self._asker = Asker(
            download=download,
            recorder=recorder,
            guard=told.guard,
            pace=told.pace,
            options=told.options,
            rate=told.options.rate or told.job.profile.limits.rate,
            memory=memory,
            leave=Leave.of(told.options, told.job.profile.limits, told.data),
        )
        self._renderer = Renderer(
            download=download,
            asker=self._asker,
            recorder=recorder,
            guard=told.guard,
            options=told.options,
            second=told.second,
            areas=told.job.profile.all_areas,
        )

    async def _walk(self) -> None:
        self._plan(self._walker.start())
        self._replay()
        self._live = True
        for id_ in list(self._pending):
            self._dispatch(id_)
        while self._pending or self._plan_idle():
            done = await self._done.get()
            if isinstance(done, Exception):
                raise done
            id_, look = done
            self._receive(id_, look)
            if time.monotonic() - self._told > _TELL_EVERY:
                self._told = time.monotonic()
                self._commission.tell(self._frontier.progress(look.evidence.target.url))

    def _replay(self) -> None:
        """Tell a fresh walker what an earlier attempt brought back, in the same order: it asks the same again."""
        order = self._frontier.earlier_in_order()
        while order:
            known = next((id_ for id_ in order if id_ in self._pending), None)
            if known is not None:
                order.remove(known)
                self._receive(known, self._from_archive(known))
            elif self._pending or not self._plan_idle():
                return

    def _plan_idle(self) -> bool:
        """Let the walker ask for what waited; False when it has nothing more to ask."""
        while errands := list(self._walker.idle()):
            self._plan(errands)
            if self._pending:
                return True
        return False

    def _plan(self, errands: Iterable[Errand]) -> None:
        for errand in errands:
            via = Via.BROWSER if errand.render else Via.HTTP
            id_ = evidence_id(
                self._region, errand.kind, errand.target, via=via, look=errand.look, belongs_to=errand.item
            )
            if self._frontier.knows(id_):
                continue
            planned = Evidence(
                id=id_, region=self._region, kind=errand.kind, target=errand.target, state=FetchState.PLANNED,
                parent=errand.parent, item=errand.item, via=via, look=errand.look,
            )  # fmt: skip
            self._frontier.plan(planned)
            if errand.skip is not None:
                self._frontier.settle(failed(planned, Failure.SKIPPED_BUDGET, errand.skip))
                continue
            self._pending[id_] = errand
            if self._live:
                self._dispatch(id_)

    def _receive(self, id_: str, look: Look) -> None:
        self._plan(self._walker.receive(self._pending.pop(id_), look))

    # --- asking -----------------------------------------------------------------------------------------------------

    def _dispatch(self, id_: str) -> None:
        """Queue an errand behind its host; an answer from an earlier attempt needs no host."""
        if self._frontier.has_earlier(id_):
            self._done.put_nowait((id_, self._from_archive(id_)))
            return
        errand = self._pending[id_]
        host = host_of(errand.target.url)
        heapq.heappush(self._queues.setdefault(host, []), (_ORDER[errand.kind], next(self._number), id_))
        workers = self._workers.setdefault(host, set())
        if len(workers) < PER_HOST + WATCHED:
            workers.add(asyncio.create_task(self._work(host)))

    async def _work(self, host: str) -> None:
        try:
            await self._empty(host, self._queues[host])
        except Exception as error:  # noqa: BLE001 - carried to the walk, which would wait for this worker for ever
            self._done.put_nowait(error)
        finally:
            # Here and not in a callback, which runs a turn of the loop later: an errand planned in between would find
            # its host's workers all there and none at work, and nobody would ever ask it.
            self._workers[host] -= {asyncio.current_task()}

    async def _empty(self, host: str, queue: list[tuple[int, int, str]]) -> None:
        while queue:
            async with self._flights.one(host) as land:
                if queue:
                    id_ = heapq.heappop(queue)[-1]
                    self._done.put_nowait((id_, await self._safe_look(id_, self._pending[id_], land)))

    async def _safe_look(self, id_: str, errand: Errand, land: Callable[[], None]) -> Look:
        try:
            return await self._look(id_, errand, land)
        except (NotNowError, LeaseLostError, NotArchivedError, EvidenceDamagedError):
            raise  # nothing is known of this address: the region stops here, and goes on later or in other hands
        except Exception as error:  # noqa: BLE001 - a bug on one address is a failed look, and loud in the log
            _LOG.exception("look failed", region=self._region, url=errand.target.url)
            why = Failure.UNKNOWN, f"error of the program: {type(error).__name__}: {error}"
            return self._settle(failed(self._planned(id_), *why), b"")

    async def _stop_workers(self) -> None:
        tasks = [*self._robots.values(), *(t for tasks in self._workers.values() for t in tasks)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(self, id_: str, errand: Errand, land: Callable[[], None]) -> Look:
        """One look; one at the same address for another kind or item serves for this one too."""
        planned = self._planned(id_)
        twin = twin_key(planned)
        while twin in self._asking:
            await asyncio.wait([self._asking[twin]])
        known = self._frontier.twin(planned)
        if known is not None:
            return self._again(planned, known)
        self._asking[twin] = asyncio.get_running_loop().create_future()
        try:
            return await self._fresh_look(planned, errand, land)
        finally:
            self._asking.pop(twin).set_result(None)

    def _again(self, planned: Evidence, known: Evidence) -> Look:
        body = self._archive.payload(known)
        evidence = replace(
            known, id=planned.id, kind=planned.kind, parent=planned.parent, item=planned.item, target=planned.target
        )
        if known.status is not None and known.sha256 is not None:
            failure = gated(planned, known.status, known.content_type, body, known.url)
            fetched = replace(evidence, state=FetchState.FETCHED, failure=None, reason=None)
            evidence = failed(evidence, failure, met(failure, known.status)) if failure else fetched
        calls = tuple(self._call_again(one, planned) for one in self._frontier.calls_made_by(known.id))
        self._frontier.settle(evidence, calls)
        looks = tuple(Look(evidence=one, body=self._archive.payload(one)) for one in calls)
        return Look(evidence=evidence, body=body, calls=looks)

    def _call_again(self, call: Evidence, page: Evidence) -> Evidence:
        id_ = evidence_id(self._region, PageKind.API, call.target, via=Via.BROWSER, look=page.look, belongs_to=page.id)
        return replace(call, id=id_, parent=page.id, item=page.item)

    async def _fresh_look(self, planned: Evidence, errand: Errand, land: Callable[[], None]) -> Look:
        await self._commission.watch.well.wait()
        if not self._frontier.within_budget():
            return self._settle(failed(planned, Failure.SKIPPED_BUDGET, "the budget of requests is used up"), b"")
        parent = self._frontier.find(errand.parent)
        referer = parent.url if parent is not None and host_of(parent.url) == host_of(errand.target.url) else None
        if errand.render:
            rendered = self._renderer.render(planned, referer=referer, rules=self._refusal, land=land)
            evidence, body, captured = await rendered
            calls = tuple(Look(evidence=one, body=payload) for one, payload in captured)
            self._frontier.settle(evidence, tuple({c.evidence.id: c.evidence for c in calls}.values()))
            return Look(evidence=evidence, body=body, calls=calls)
        own = site_of(self._commission.job.profile.portal or "")
        patient = errand.kind not in BEYOND or site_of(errand.target.url) == own
        rules = partial(self._refusal, patient=patient)
        # A second look doubts the first: it is asked as if nothing were known.
        fresh = errand.look > 1
        answer = await self._asker.ask(
            errand.target, errand.kind, referer=referer, rules=rules, patient=patient, fresh=fresh, evidence=planned.id
        )
        return replace(self._settle(self._evidence(planned, answer), answer.body), parsed=answer.page)

    def _planned(self, id_: str) -> Evidence:
        planned = self._frontier.find(id_)
        assert planned is not None
        return planned

    def _settle(self, evidence: Evidence, body: bytes) -> Look:
        self._frontier.settle(evidence)
        return Look(evidence=evidence, body=body)

    def _from_archive(self, id_: str) -> Look:
        evidence = self._frontier.earlier(id_)
        assert evidence is not None
        children = self._frontier.calls_of(id_)
        self._frontier.settle(evidence, tuple(children), known=True)
        calls = tuple(Look(evidence=one, body=self._archive.payload(one)) for one in children)
        return Look(evidence=evidence, body=self._archive.payload(evidence), calls=calls)

    def _evidence(self, planned: Evidence, answer: Answer) -> Evidence:
        settled = replace(
            planned,
            state=answer.failure.state if answer.failure else FetchState.FETCHED,
            failure=answer.failure,
            reason=answer.reason if answer.failure else None,
            attempts=answer.attempts,
            status=answer.status,
            final_url=None if answer.url == planned.target.url else answer.url,
            content_type=answer.content_type,
            disposition=answer.disposition,
            etag=answer.etag,
            modified=answer.modified,
            unchanged=answer.unchanged,
            seconds=answer.seconds,
            captured_at=answer.at,
        )
        if answer.position is None:
            return settled
        digest = hashlib.sha256(answer.body).hexdigest()
        return replace(self._recorder.placed(settled, answer.position), size=len(answer.body), sha256=digest)

    # --- robots.txt -------------------------------------------------------------------------------------------------

    async def _refusal(self, url: str, *, patient: bool = True) -> Refusal | None:
        """Why `robots.txt` of its host does not permit an address."""
        address = robots_url(url)
        if address not in self._robots:
            self._robots[address] = asyncio.create_task(self._rules(address, patient=patient))
        rules = await asyncio.shield(self._robots[address])
        self._asker.pace_of(url).at_most(rules.interval)
        return rules.refusal(url)

    async def _rules(self, address: str, *, patient: bool) -> RobotRules:
        target = Target(url=address)
        id_ = evidence_id(self._region, PageKind.ROBOTS, target)
        planned = Evidence(id=id_, region=self._region, kind=PageKind.ROBOTS, target=target, state=FetchState.PLANNED)
        self._frontier.plan(planned)
        if self._frontier.has_earlier(id_):
            look = self._from_archive(id_)
        else:
            answer = await self._asker.ask(target, PageKind.ROBOTS, patient=patient)
            if answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
                answer = replace(answer, failure=None)  # No rules is an answer, not a failure.
            look = self._settle(self._evidence(planned, answer), answer.body)
        return RobotRules.of(look.evidence, look.body)
