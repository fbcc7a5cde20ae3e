"""Metrics (监控指标) for Prometheus: where rounds stand, by the database, and what a running crawl tells.

Served on loopback (`metrics_port`), or written to a file for a node exporter (`metrics_file`); nothing without either.
"""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

import structlog
from prometheus_client import CollectorRegistry, Gauge, start_http_server, write_to_textfile
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

import models
from crawler.errors import UsageError, system_words
from crawler.standing import Now, hosts_on_hold, standings
from crawler.storage import open_database, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from prometheus_client.core import Metric
    from sqlalchemy.orm import Session

    from crawler.config import Settings

_log = structlog.get_logger(__name__)

_EVERY = 15.0
"""Seconds between two writings of the file; as often as Prometheus usually looks."""

_ROUNDS = 4
"""How many rounds are told, the newest: a year."""


class Counted(Protocol):
    """Where the gathering of a region stands, in addresses."""

    @property
    def region(self) -> str:
        """Its code."""

    @property
    def planned(self) -> int:
        """Known so far."""

    @property
    def fetched(self) -> int:
        """Fetched."""

    @property
    def failed(self) -> int:
        """Tried in vain."""

    @property
    def skipped(self) -> int:
        """Not asked by choice."""


class StandingCollector(Collector):
    """Where the newest rounds stand, read from the database each time somebody looks."""

    def __init__(self, database: str, data: Path | None) -> None:
        self._database = database
        self._data = data

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: registering must not ask the database."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """All of it; only `portal_audit_database_up 0` where the database does not answer."""
        try:
            engine = open_database(self._database)
            with reading(engine) as session:
                found = [*_of_rounds(session, self._data)]
            engine.dispose()
        except UsageError:
            found = []
        up = GaugeMetricFamily("portal_audit_database_up", "1 where the database answers.", value=float(bool(found)))
        return (up, *found)


def _of_rounds(session: Session, data: Path | None) -> Iterator[Metric]:
    regions = GaugeMetricFamily(
        "portal_audit_round_regions", "Regions of a round by what is happening.", labels=("round", "now")
    )
    addresses = GaugeMetricFamily(
        "portal_audit_round_addresses", "Addresses of a round by state.", labels=("round", "state")
    )
    lost = GaugeMetricFamily(
        "portal_audit_round_not_observed", "Addresses not observed, by failure.", labels=("round", "failure")
    )
    held = GaugeMetricFamily("portal_audit_round_held_regions", "Regions held back for a person.", labels=("round",))
    given_up = GaugeMetricFamily("portal_audit_round_given_up_regions", "Regions not tried again.", labels=("round",))
    findings = GaugeMetricFamily(
        "portal_audit_round_findings", "Findings stored, by severity.", labels=("round", "severity")
    )
    settled = GaugeMetricFamily(
        "portal_audit_round_last_settled_timestamp_seconds", "When a region was stored last.", labels=("round",)
    )
    deadline = GaugeMetricFamily(
        "portal_audit_round_deadline_timestamp_seconds", "When gathering has to be over.", labels=("round",)
    )
    newest = session.scalars(
        select(models.Round.code).order_by(models.Round.begun_at.desc(), models.Round.code).limit(_ROUNDS)
    )
    for one in standings(session, list(newest), data):
        counts = one.counted()
        for now in Now:
            regions.add_metric((one.code, now.value), counts.get(now, 0))
        by_failure: Counter[str] = Counter()
        for region in one.regions:
            by_failure.update(region.lost)
        for failure, number in sorted(by_failure.items()):
            lost.add_metric((one.code, failure), number)
        for state in ("fetched", "failed", "skipped"):
            addresses.add_metric((one.code, state), sum(int(r.row[state]) for r in one.regions if r.row is not None))
        held.add_metric((one.code,), sum(1 for r in one.regions if r.held))
        given_up.add_metric((one.code,), sum(1 for r in one.regions if r.given_up))
        part, run, finding = models.RegionRun, models.Run, models.Finding
        of_round = select(part.id).join(run, run.id == part.run).where(run.round == one.code)
        by_severity = select(finding.severity, func.count()).where(
            finding.region_run_id.in_(of_round), finding.withdrawn.is_(None)
        )
        for severity, number in session.execute(by_severity.group_by(finding.severity)):
            findings.add_metric((one.code, severity.value), number)
        last = session.scalar(select(func.max(part.finished_at)).where(part.id.in_(of_round)))
        if last is not None:
            settled.add_metric((one.code,), last.timestamp())
        if one.deadline is not None:
            deadline.add_metric((one.code,), one.deadline.timestamp())
    yield from (regions, addresses, lost, held, given_up, findings, settled, deadline)
    paused = GaugeMetricFamily("portal_audit_hosts_paused", "Hosts that asked for a pause which is not over.")
    paused.add_metric((), len(hosts_on_hold(session)))
    yield paused


class CrawlMetrics:
    """What a running crawl tells of each region."""

    def __init__(self, registry: CollectorRegistry, of: str) -> None:
        self._of = of
        self._addresses = Gauge(
            "portal_audit_crawl_addresses",
            "Addresses of a region that is gathered, by state.",
            ("of", "region", "state"),
            registry=registry,
        )
        self._heard = Gauge(
            "portal_audit_crawl_last_heard_timestamp_seconds",
            "When a crawl process told of a region last.",
            ("of", "region"),
            registry=registry,
        )

    def tell(self, progress: Counted) -> None:
        """Take one report of a crawl process."""
        for state in ("planned", "fetched", "failed", "skipped"):
            self._addresses.labels(self._of, progress.region, state).set(getattr(progress, state))
        self._heard.labels(self._of, progress.region).set_to_current_time()


def registry_of(database: str, data: Path | None = None) -> CollectorRegistry:
    """A registry that tells where rounds stand."""
    registry = CollectorRegistry()
    registry.register(StandingCollector(database, data))
    return registry


@contextmanager
def published(settings: Settings, *, port: int | None = None) -> Iterator[CollectorRegistry]:
    """Publish metrics while a command works, in the way that the settings say; `port` goes before theirs.

    Raises UsageError where `port` is taken or the file cannot be written; a port of the settings that another command
    has taken is told in the log.
    """
    registry = registry_of(settings.database_url, settings.data.resolve())
    with ExitStack() as held:
        if port is not None:
            _serve(held, registry, port)
        elif settings.metrics_port is not None:
            try:
                _serve(held, registry, settings.metrics_port)
            except UsageError as problem:  # several commands of one machine may share their settings
                _log.warning("metrics are not served by this command", reason=str(problem))
        if settings.metrics_file is not None:
            held.enter_context(_written(settings, registry))
        yield registry


def _serve(held: ExitStack, registry: CollectorRegistry, port: int) -> None:
    try:
        server, thread = start_http_server(port, addr="127.0.0.1", registry=registry)
    except OSError as error:
        raise UsageError(
            f"监控端口 {port}：{system_words(error)}；用 --metrics-port 换一个",
            f"metrics port {port}: {error.strerror}; choose another with --metrics-port",
        ) from error
    held.callback(thread.join)
    held.callback(server.server_close)
    held.callback(server.shutdown)


@contextmanager
def _written(settings: Settings, registry: CollectorRegistry) -> Iterator[None]:
    path = str(settings.metrics_file)
    over = threading.Event()

    def write() -> None:
        while not over.wait(_EVERY):
            with contextlib.suppress(OSError):  # a full disk must not end a crawl; the next one may succeed
                write_to_textfile(path, registry)

    thread = threading.Thread(target=write, daemon=True)
    try:
        write_to_textfile(path, registry)
    except OSError as error:
        raise UsageError(
            f"监控文件 {path}：{system_words(error)}；请改正设置 metrics_file",
            f"metrics file {path}: {error.strerror}; mend the setting metrics_file",
        ) from error
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        with contextlib.suppress(OSError):
            write_to_textfile(path, registry)
