"""The tables: regions, rounds, runs, the evidence index, what was read, verdicts, findings and observations."""

# SQLAlchemy reads the annotations when the classes are made, so nothing here can be imported for type checking only.
# ruff: noqa: TC001, TC002

from __future__ import annotations

import enum
from datetime import UTC, datetime
from typing import Annotated, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import DateTime

from crawler.domain.check import Outcome, Severity, Subject
from crawler.domain.evidence import Failure, FetchState, PageKind, Via
from crawler.domain.indicator import ObservationStatus
from crawler.domain.portal import Level
from crawler.domain.records import GuideState

JsonValue = str | int | float | bool | list["JsonValue"] | dict[str, "JsonValue"] | None
"""What a JSON column holds."""


class RunKind(enum.StrEnum):
    """Whether a run asked the portals or judged the archive again."""

    RUN = "run"
    RECHECK = "recheck"


class RunState(enum.StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    DONE = "done"
    INTERRUPTED = "interrupted"
    OWN_FAULT = "own_fault"
    """Our own network or machine was at fault: nothing was judged."""


class RoundPhase(enum.StrEnum):
    """Where a round stands on the calendar."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"
    SUPERSEDED = "superseded"
    """Another round took its place; what it observed stays readable."""


class RegionState(enum.StrEnum):
    """Where a region's part of a run stands."""

    PLANNED = "planned"
    GATHERING = "gathering"
    DONE = "done"


class RegionOutcome(enum.StrEnum):
    """How a region's part of a run ended."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    NOT_GATHERED = "not_gathered"
    """Nothing came back: no address, no network way, or the crawl broke down."""


class DeliveryState(enum.StrEnum):
    """Where a delivery of the outbox stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    """Its receiver has proved to have it whole."""
    GIVEN_UP = "given_up"
    """Tried as often as is sensible; a person may send it again."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC: SQLite would lose the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a naive moment: nobody could tell which one it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(words: str) -> str:
    """The words without what no database takes: NUL becomes U+FFFD, half a surrogate pair becomes "?"."""
    if "\0" in words:
        words = words.replace("\0", "\N{REPLACEMENT CHARACTER}")
    try:
        words.encode()
    except UnicodeEncodeError:
        return words.encode("utf-8", "replace").decode("utf-8")
    return words


class PortalText(TypeDecorator[str]):
    """Text that came from a portal, which may hold characters that a database refuses."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace them."""
        return None if value is None else storable(value)


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        # By value and as text: a new word of a closed list needs no migration.
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=lambda words: [word.value for word in words],
        ),
    }


BigId = Annotated[
    int,
    # SQLite numbers rows by itself only where the type is INTEGER.
    mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, comment="row number"),
]
RegionRunRef = Annotated[
    int, mapped_column(ForeignKey("region_runs.id"), comment="the region's part of a run that this belongs to")
]
Words = Annotated[str, mapped_column(PortalText)]


class Region(Base):
    """A region whose portal is audited (地区)."""

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(primary_key=True, comment="行政区划代码")
    name: Mapped[str] = mapped_column(comment="name as in the profile")
    level: Mapped[Level] = mapped_column(comment="provincial, key_city or other")
    parent: Mapped[str | None] = mapped_column(comment="code of its province, null for a province")


class Panel(Base):
    """A group of regions that are assessed together."""

    __tablename__ = "panels"

    name: Mapped[str] = mapped_column(primary_key=True, comment="name used on the command line")
    name_zh: Mapped[str] = mapped_column(comment="Chinese name")
    name_en: Mapped[str] = mapped_column(comment="English name")


class PanelMember(Base):
    """A region in a panel."""

    __tablename__ = "panel_members"

    panel: Mapped[str] = mapped_column(ForeignKey("panels.name"), primary_key=True, comment="panel")
    region: Mapped[str] = mapped_column(ForeignKey("regions.code"), primary_key=True, comment="member")


class Round(Base):
    """An assessment round (评估轮次), such as a quarter."""

    __tablename__ = "rounds"

    code: Mapped[str] = mapped_column(primary_key=True, comment="name of the round, such as 2026Q4")
    system: Mapped[str] = mapped_column(comment="indicator system id")
    panel: Mapped[str | None] = mapped_column(ForeignKey("panels.name"), comment="panel, null where regions were named")
    design: Mapped[str | None] = mapped_column(comment="census or stratified; null: decided for each region")
    seed: Mapped[int] = mapped_column(BigInteger, comment="seed of every random choice of the round")
    deadline: Mapped[datetime | None] = mapped_column(comment="when gathering has to be over")
    begun_at: Mapped[datetime] = mapped_column(comment="when the round was first run")
    state: Mapped[RoundPhase] = mapped_column(
        default=RoundPhase.RUNNING, server_default="running", comment="planned, running, closed or superseded"
    )
    quarter: Mapped[str | None] = mapped_column(comment="quarter that it observes, such as 2026Q4")
    entry: Mapped[str | None] = mapped_column(comment="entry of the calendar that planned it, null where a person did")
    opens_at: Mapped[datetime | None] = mapped_column(comment="when the calendar opens it")
    closed_at: Mapped[datetime | None] = mapped_column(comment="when it was closed")
    closed_because: Mapped[Words | None] = mapped_column(comment="why it was closed")
    superseded_by: Mapped[str | None] = mapped_column(comment="round that took its place, null while it counts")
    terms: Mapped[JsonValue] = mapped_column(
        JSON(none_as_null=True), nullable=True, comment="regions, nights, attempts and limits by the calendar"
    )


class Run(Base):
    """One run of the command (检查批次): who, why, when, with what."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(primary_key=True, comment="run id, also its folder below evidence/")
    round: Mapped[str] = mapped_column(ForeignKey("rounds.code"), index=True, comment="round")
    number: Mapped[int] = mapped_column(comment="1 for the first run of the round, and so on")
    kind: Mapped[RunKind] = mapped_column(comment="run: asked the portals; recheck: judged the archive again")
    state: Mapped[RunState] = mapped_column(comment="where the run stands")
    started_by: Mapped[str | None] = mapped_column(comment="who started it")
    reason: Mapped[Words | None] = mapped_column(comment="why it was started")
    ended_because: Mapped[Words | None] = mapped_column(comment="why it was cut off, null where it ended by itself")
    program: Mapped[str] = mapped_column(comment="version of the program")
    system_version: Mapped[str] = mapped_column(comment="version of the indicator system")
    settings: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="the settings that it ran with")
    started_at: Mapped[datetime] = mapped_column(comment="when it was started")
    finished_at: Mapped[datetime | None] = mapped_column(comment="when it ended, null while it runs")

    __table_args__ = (UniqueConstraint("round", "number"),)


class RegionRun(Base):
    """A region's part of a run."""

    __tablename__ = "region_runs"

    id: Mapped[int] = mapped_column(primary_key=True, comment="row number")
    run: Mapped[str] = mapped_column(ForeignKey("runs.id"), comment="run")
    region: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True, comment="region")
    gathered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("region_runs.id"), comment="whose archive it judged; null: its own"
    )
    state: Mapped[RegionState] = mapped_column(comment="where it stands")
    outcome: Mapped[RegionOutcome | None] = mapped_column(comment="how it ended, null before")
    reason: Mapped[Words | None] = mapped_column(comment="why it is not complete")
    gap: Mapped[Words | None] = mapped_column(
        comment="of the reason, what its archive lacks; null where only earlier looks could not be made again"
    )
    set_aside: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="whether what an earlier run of the round observed stays, because this one was gathered worse",
    )
    portal: Mapped[str | None] = mapped_column(comment="entry address, null where none is known")
    planned: Mapped[int] = mapped_column(default=0, comment="addresses planned: fetched + failed + skipped")
    fetched: Mapped[int] = mapped_column(default=0, comment="addresses fetched")
    failed: Mapped[int] = mapped_column(default=0, comment="addresses that could not be fetched")
    skipped: Mapped[int] = mapped_column(default=0, comment="addresses that we chose not to ask")
    population: Mapped[int | None] = mapped_column(comment="items that the portal lists (the frame)")
    sample_size: Mapped[int | None] = mapped_column(comment="items that were looked at")
    list_whole: Mapped[bool | None] = mapped_column(comment="whether the item list was read to its end")
    element_coverage: Mapped[JsonValue] = mapped_column(
        JSON(none_as_null=True), nullable=True, comment="guides read, and of each element how many say it or say not"
    )
    sampled: Mapped[bool | None] = mapped_column(
        comment="whether a sample of the items was opened; null: see the run's settings"
    )
    evidence_head: Mapped[str | None] = mapped_column(comment="last link of its sealed evidence's chain")
    traffic: Mapped[JsonValue] = mapped_column(
        JSON(none_as_null=True), nullable=True, comment="a host: requests, bytes, refusals, peak rate"
    )
    started_at: Mapped[datetime | None] = mapped_column(comment="when gathering or judging began")
    finished_at: Mapped[datetime | None] = mapped_column(comment="when it was stored")
    changed_at: Mapped[datetime | None] = mapped_column(comment="when what is stored of it changed last")

    __table_args__ = (UniqueConstraint("run", "region"),)


class Fetch(Base):
    """Evidence index (证据索引): one look at one address, or the failure of that look."""

    __tablename__ = "fetches"

    region_run_id: Mapped[RegionRunRef] = mapped_column(primary_key=True)
    evidence: Mapped[str] = mapped_column(primary_key=True, comment="evidence id, stable within the run")
    kind: Mapped[PageKind] = mapped_column(comment="what the address was asked for as")
    url: Mapped[Words] = mapped_column(comment="address as asked")
    method: Mapped[str] = mapped_column(comment="HTTP method")
    body: Mapped[Words | None] = mapped_column(comment="request body")
    body_type: Mapped[Words | None] = mapped_column(comment="content type of the request body")
    state: Mapped[FetchState] = mapped_column(comment="planned, fetched, failed or skipped")
    parent: Mapped[str | None] = mapped_column(comment="evidence id of the page that led here")
    item_key: Mapped[Words | None] = mapped_column(comment="key of the service item it belongs to")
    failure: Mapped[Failure | None] = mapped_column(comment="how the look failed")
    reason: Mapped[Words | None] = mapped_column(comment="what the failure said")
    attempts: Mapped[int] = mapped_column(comment="requests made")
    look: Mapped[int] = mapped_column(comment="2: asked again at the end what look 1 left open")
    via: Mapped[Via] = mapped_column(comment="http or browser")
    status: Mapped[int | None] = mapped_column(comment="HTTP status")
    final_url: Mapped[Words | None] = mapped_column(comment="address after redirects")
    content_type: Mapped[Words | None] = mapped_column(comment="Content-Type of the answer")
    disposition: Mapped[Words | None] = mapped_column(comment="Content-Disposition of the answer")
    size: Mapped[int | None] = mapped_column(BigInteger, comment="bytes of the payload")
    sha256: Mapped[str | None] = mapped_column(comment="SHA-256 of the payload after content decoding")
    warc: Mapped[str | None] = mapped_column(comment="WARC file, relative to the data folder")
    offset: Mapped[int | None] = mapped_column(BigInteger, comment="where the record with the payload begins")
    length: Mapped[int | None] = mapped_column(BigInteger, comment="length of that record")
    screenshot: Mapped[str | None] = mapped_column(comment="screenshot, relative to the data folder")
    seconds: Mapped[float | None] = mapped_column(comment="how long the answer took")
    captured_at: Mapped[datetime | None] = mapped_column(comment="when it was captured")


class Item(Base):
    """A service item (政务服务事项) and what was read of its guide in one run."""

    __tablename__ = "items"

    region_run_id: Mapped[RegionRunRef] = mapped_column(primary_key=True)
    key: Mapped[Words] = mapped_column(primary_key=True, comment="stable key: its code, else a hash of name, address")
    code: Mapped[Words | None] = mapped_column(comment="code as published")
    name: Mapped[Words | None] = mapped_column(comment="事项名称")
    body: Mapped[Words | None] = mapped_column(comment="实施主体 as published")
    url: Mapped[Words | None] = mapped_column(comment="address of its guide")
    guide: Mapped[GuideState] = mapped_column(comment="what opening its guide led to")
    elements: Mapped[JsonValue] = mapped_column(
        JSON, nullable=False, comment="element id -> state, value, label, locator"
    )
    materials: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="申请材料")
    forms: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="表格及样表")
    fees: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="收费项目")
    steps: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="办理环节")
    legal_bases: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="设定依据")
    windows: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="办理窗口")
    faqs: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="常见问题")
    unmapped: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="labels met and not understood")


class CoreFact(Base):
    """What an item says in few words (核心要素), to be held against its other publications."""

    __tablename__ = "core_facts"

    region_run_id: Mapped[RegionRunRef] = mapped_column(primary_key=True)
    item_key: Mapped[Words] = mapped_column(primary_key=True, comment="service item")
    basic_code: Mapped[str | None] = mapped_column(index=True, comment="基本编码, also as part of a longer code")
    code: Mapped[str | None] = mapped_column(index=True, comment="业务办理项编码, else 实施编码")
    url: Mapped[Words | None] = mapped_column(comment="address of its guide")
    readings: Mapped[JsonValue] = mapped_column(
        JSON, nullable=False, comment="element id -> value, label, quote, evidence, locator of what is stated"
    )
    materials: Mapped[JsonValue] = mapped_column(
        JSON(none_as_null=True), nullable=True, comment="names of all materials, null where not read whole"
    )
    again: Mapped[JsonValue] = mapped_column(
        JSON(none_as_null=True),
        nullable=True,
        comment="its looks that were repeated, and what was said then if anything else; null where none was",
    )

    __table_args__ = (ForeignKeyConstraint(["region_run_id", "item_key"], ["items.region_run_id", "items.key"]),)


class Verdict(Base):
    """One check's settled answer about one counted subject (判定结果)."""

    __tablename__ = "verdicts"

    id: Mapped[BigId]
    region_run_id: Mapped[RegionRunRef]
    check_id: Mapped[str] = mapped_column(comment="check")
    check_version: Mapped[int] = mapped_column(comment="version of the check")
    subject_type: Mapped[Subject] = mapped_column(comment="what the check counts")
    item_key: Mapped[Words | None] = mapped_column(comment="service item, null for a portal or an item list")
    outcome: Mapped[Outcome] = mapped_column(comment="EARL outcome")
    measure: Mapped[float | None] = mapped_column(comment="the number of a measure check")
    reason: Mapped[Words | None] = mapped_column(comment="why it is undecided or does not apply")

    __table_args__ = (
        ForeignKeyConstraint(["region_run_id", "item_key"], ["items.region_run_id", "items.key"]),
        # The item first: what is asked for is an item's verdicts, and rows come in item by item, at the index's end.
        UniqueConstraint("region_run_id", "item_key", "check_id"),
    )


class Finding(Base):
    """A defect (问题) with its place, words and evidence."""

    __tablename__ = "findings"

    id: Mapped[BigId]
    region_run_id: Mapped[RegionRunRef]
    finding: Mapped[str] = mapped_column(comment="stable id: the same defect of the same subject in every round")
    check_id: Mapped[str] = mapped_column(comment="check")
    check_version: Mapped[int] = mapped_column(comment="version of the check")
    indicator: Mapped[str] = mapped_column(comment="tertiary indicator that the check feeds")
    severity: Mapped[Severity] = mapped_column(comment="severity of the check")
    subject_type: Mapped[Subject] = mapped_column(comment="what the defect sits on")
    item_key: Mapped[Words | None] = mapped_column(comment="service item, null for a portal or an item list")
    subject_name: Mapped[Words | None] = mapped_column(comment="the material's or form's name, where it is one")
    element: Mapped[str] = mapped_column(comment="element concerned")
    message: Mapped[Words] = mapped_column(comment="what is wrong, in Chinese")
    message_en: Mapped[Words] = mapped_column(comment="what is wrong, in English")
    suggestion: Mapped[Words] = mapped_column(comment="how to mend it, in Chinese")
    suggestion_en: Mapped[Words] = mapped_column(comment="how to mend it, in English")
    quote: Mapped[Words | None] = mapped_column(comment="the words on the page")
    locator: Mapped[Words] = mapped_column(comment="CSS path, XPath, JSON pointer or cell address")
    evidence_run_id: Mapped[int] = mapped_column(comment="the region's part of the run that gathered the evidence")
    evidence: Mapped[str] = mapped_column(comment="evidence id")
    looks: Mapped[int] = mapped_column(default=1, server_default="1", comment="looks at the portal that show it")
    withdrawn: Mapped[Words | None] = mapped_column(comment="why it does not stand any more, null where it stands")

    __table_args__ = (
        ForeignKeyConstraint(["region_run_id", "item_key"], ["items.region_run_id", "items.key"]),
        ForeignKeyConstraint(["evidence_run_id", "evidence"], ["fetches.region_run_id", "fetches.evidence"]),
        UniqueConstraint("region_run_id", "finding"),
        Index("ix_findings_check", "region_run_id", "check_id"),
        Index("ix_findings_item", "region_run_id", "item_key"),
        Index("ix_findings_evidence", "evidence_run_id", "evidence"),
    )


class Observation(Base):
    """Tertiary-indicator observation (三级指标观测值). Rows are only added; a newer one supersedes the older."""

    __tablename__ = "observations"

    id: Mapped[BigId]
    region_run_id: Mapped[RegionRunRef] = mapped_column(index=True)
    round: Mapped[str] = mapped_column(ForeignKey("rounds.code"), comment="round")
    region: Mapped[str] = mapped_column(ForeignKey("regions.code"), comment="region")
    system: Mapped[str] = mapped_column(comment="indicator system id")
    indicator: Mapped[str] = mapped_column(comment="tertiary code")
    status: Mapped[ObservationStatus] = mapped_column(comment="how much could be observed")
    numerator: Mapped[int] = mapped_column(comment="subjects that passed")
    denominator: Mapped[int] = mapped_column(comment="subjects decided")
    undecided: Mapped[int] = mapped_column(comment="subjects that could not be judged")
    value: Mapped[float | None] = mapped_column(comment="numerator / denominator, or the number of a measure")
    lower: Mapped[float | None] = mapped_column(comment="value if every undecided subject failed")
    upper: Mapped[float | None] = mapped_column(comment="value if every undecided subject passed")
    population: Mapped[int] = mapped_column(comment="size of the frame")
    sample_size: Mapped[int] = mapped_column(comment="subjects in the sample")
    design: Mapped[str] = mapped_column(comment="census or stratified")
    seed: Mapped[int | None] = mapped_column(BigInteger, comment="seed of the sample")
    ci_low: Mapped[float | None] = mapped_column(comment="95 % interval of the value, lower end")
    ci_high: Mapped[float | None] = mapped_column(comment="95 % interval of the value, upper end")
    checks: Mapped[dict[str, int]] = mapped_column(JSON, comment="check id -> version")
    captured_from: Mapped[datetime | None] = mapped_column(comment="first look it rests on")
    captured_to: Mapped[datetime | None] = mapped_column(comment="last look it rests on")
    evidence_digest: Mapped[str] = mapped_column(comment="SHA-256 over the evidence it rests on")
    superseded_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("region_runs.id"), comment="the region's part of the run that observed it anew; null: current"
    )

    __table_args__ = (
        Index(
            "ix_observations_current",
            "round",
            "region",
            "system",
            "indicator",
            unique=True,
            sqlite_where=text("superseded_by_id IS NULL"),
            postgresql_where=text("superseded_by_id IS NULL"),
        ),
    )


class Assignment(Base):
    """A region handed to the queue for a round (地区任务): which attempt it is, why, and what came of it."""

    __tablename__ = "assignments"

    round: Mapped[str] = mapped_column(ForeignKey("rounds.code"), primary_key=True, comment="round")
    region: Mapped[str] = mapped_column(ForeignKey("regions.code"), primary_key=True, comment="region")
    attempt: Mapped[int] = mapped_column(primary_key=True, comment="1 for the first, and so on")
    key: Mapped[str] = mapped_column(unique=True, comment="idempotency key of its job in the queue")
    reason: Mapped[Words | None] = mapped_column(comment="why it is tried again, null at the first attempt")
    not_before: Mapped[datetime] = mapped_column(comment="start of the night that it was given")
    enqueued_at: Mapped[datetime] = mapped_column(comment="when it was handed to the queue")
    done_before: Mapped[int] = mapped_column(comment="runs of the region in the round that were over by then")
    ended_at: Mapped[datetime | None] = mapped_column(comment="when the calendar saw that it was over")
    outcome: Mapped[RegionOutcome | None] = mapped_column(comment="how it ended, null where it got lost or is open")


class VisitLog(Base):
    """One spaced visit to a front page for the availability watch (可用性监测)."""

    __tablename__ = "visits"

    round: Mapped[str] = mapped_column(ForeignKey("rounds.code"), primary_key=True, comment="round")
    region: Mapped[str] = mapped_column(ForeignKey("regions.code"), primary_key=True, comment="region")
    slot: Mapped[datetime] = mapped_column(primary_key=True, comment="moment that the visit was planned for")
    key: Mapped[str] = mapped_column(unique=True, comment="idempotency key of its job in the queue")
    at: Mapped[datetime | None] = mapped_column(comment="when it was made, null before")
    seconds: Mapped[float | None] = mapped_column(comment="how long until the page was there")
    failure: Mapped[Failure | None] = mapped_column(comment="how it failed")
    run: Mapped[str | None] = mapped_column(comment="folder below evidence/ that holds its record")
    evidence: Mapped[str | None] = mapped_column(comment="evidence id in that folder")
    second: Mapped[str | None] = mapped_column(
        comment="evidence id of the look through another network, null where none counts"
    )
    confirmed: Mapped[bool | None] = mapped_column(comment="whether that look missed the page as well")


class Hold(Base):
    """A region of a round that is held back (暂缓发布) until a person has looked at it."""

    __tablename__ = "holds"

    round: Mapped[str] = mapped_column(ForeignKey("rounds.code"), primary_key=True, comment="round")
    region: Mapped[str] = mapped_column(ForeignKey("regions.code"), primary_key=True, comment="region")
    region_run_id: Mapped[int] = mapped_column(
        ForeignKey("region_runs.id"), comment="the region's part of the run that raised the alarm"
    )
    raised_at: Mapped[datetime] = mapped_column(comment="when the alarm was raised")
    reason: Mapped[Words] = mapped_column(comment="what fell away, in Chinese")
    reason_en: Mapped[Words] = mapped_column(comment="what fell away, in English")
    released_at: Mapped[datetime | None] = mapped_column(comment="when a person released it, null while it is held")
    released_by: Mapped[str | None] = mapped_column(comment="who released it")
    release_reason: Mapped[Words | None] = mapped_column(comment="why it was released")


class HostPace(Base):
    """The turns at a host (访问间隔) that all processes of all machines share, in seconds since 1970 by this clock."""

    __tablename__ = "host_pace"

    host: Mapped[str] = mapped_column(primary_key=True, comment="name and port")
    free: Mapped[float] = mapped_column(comment="when the next turn begins")
    held: Mapped[float] = mapped_column(comment="until when the host wants nobody")
    interval: Mapped[float] = mapped_column(comment="longest distance between requests that anybody keeps, in seconds")
    kept_at: Mapped[float] = mapped_column(comment="when that distance was entered last")


class RegionLease(Base):
    """Who works on a region (地区占用): nobody else may before the lease has run out, by the clock of the database."""

    __tablename__ = "region_leases"

    region: Mapped[str] = mapped_column(primary_key=True, comment="行政区划代码")
    owner: Mapped[str] = mapped_column(index=True, comment="name that one command gave itself")
    until: Mapped[datetime] = mapped_column(comment="when it runs out unless it is renewed")


class RegionJob(Base):
    """A region of a round that somebody is to run (地区任务): the plan of the round, done when its run is done."""

    __tablename__ = "region_jobs"

    key: Mapped[str] = mapped_column(primary_key=True, comment="a job of this key is never enqueued again")
    round: Mapped[str] = mapped_column(index=True, comment="round")
    region: Mapped[str] = mapped_column(comment="行政区划代码")
    host: Mapped[str] = mapped_column(comment="name and port of its portal: no two jobs of one run at once")
    not_before: Mapped[datetime | None] = mapped_column(comment="when it may begin, null: at once")
    reason: Mapped[Words | None] = mapped_column(comment="why, kept with the run")
    orders: Mapped[JsonValue] = mapped_column(JSON, nullable=False, comment="profile, checks and limits to run it with")
    enqueued_at: Mapped[datetime] = mapped_column(comment="when it was enqueued")
    run: Mapped[str | None] = mapped_column(ForeignKey("runs.id"), comment="run that it led to, null before it began")
    attempts: Mapped[int] = mapped_column(default=0, comment="how often it was begun")
    problem: Mapped[Words | None] = mapped_column(comment="why the last attempt did not come to an end")
    problem_zh: Mapped[Words | None] = mapped_column(comment="the same in Chinese")
    given_up: Mapped[bool] = mapped_column(default=False, comment="whether it is not tried again")


class Delivery(Base):
    """A bundle in the outbox (交付): one state of a round for one receiver."""

    __tablename__ = "deliveries"

    id: Mapped[str] = mapped_column(
        primary_key=True, comment="made of round, manifest and target: the same content once"
    )
    round: Mapped[str] = mapped_column(ForeignKey("rounds.code"), comment="round")
    number: Mapped[int] = mapped_column(comment="1 for the first delivery of the round, and so on")
    manifest_sha256: Mapped[str] = mapped_column(comment="SHA-256 of its manifest.json")
    whole: Mapped[bool] = mapped_column(comment="whether it holds the whole round, or what changed")
    target: Mapped[str | None] = mapped_column(comment="address to send it to; null: it is pulled")
    state: Mapped[DeliveryState] = mapped_column(comment="where it stands")
    attempts: Mapped[int] = mapped_column(comment="attempts to send it, those that were cut off too")
    next_attempt_at: Mapped[datetime | None] = mapped_column(comment="when it is sent again; null: at once, or never")
    last_error: Mapped[Words | None] = mapped_column(comment="why the last attempt failed")
    created_at: Mapped[datetime] = mapped_column(comment="when it was put into the outbox")
    created_by: Mapped[str | None] = mapped_column(comment="who put it there")
    reason: Mapped[Words | None] = mapped_column(comment="why")
    delivered_at: Mapped[datetime | None] = mapped_column(comment="when its receipt came")
    receipt: Mapped[JsonValue] = mapped_column(JSON(none_as_null=True), nullable=True, comment="what the receiver said")

    __table_args__ = (UniqueConstraint("round", "number"),)
