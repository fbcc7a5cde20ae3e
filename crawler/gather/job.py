"""What a crawl is asked to do and what it tells: plain values that travel between parent and child as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from crawler import __version__
from crawler.domain.evidence import AT_A_FINDING, PageKind
from crawler.domain.portal import Expects, Hints, Level, Limits, PortalProfile, Render
from crawler.domain.sampling import REQUESTS_AN_ITEM, Sampling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_BROWSER = "no browser"
"""How the reason of a look begins that needed a browser where none could be started."""

PRODUCT = "portal-audit"
"""The name by which `robots.txt` may address us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlJob:
    """One region to gather.

    `items` restricts the guides to these item keys or codes. `sample` draws that many of the listed items with `seed`
    once the list is complete, `half_width` as many as an interval of that half width takes. Without these every listed
    item is opened (census), unless that takes more than `capacity` requests at `each` an item: then a sample that fits
    is drawn. `survey` looks at the portal beyond its list and guides as well: entrances, search, columns, links (普查).
    `engines` opens the front page in two browser engines. `again` are ids of looks of this run to be repeated because a
    finding rests on them, and nothing else is asked then; `turn` says in which turn, and `within` names the run whose
    archive they belong to, where that is another than the crawl's. `visit` numbers a visit to the front
    page, which is all that is asked then, and `visit_as` says what for. `earlier` are runs of this region, oldest
    first, whose archives tell what need not be transferred again.
    """

    profile: PortalProfile
    items: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0
    survey: bool = False
    earlier: tuple[str, ...] = ()
    engines: bool = False
    again: tuple[str, ...] = ()
    turn: int = AT_A_FINDING
    within: str | None = None
    visit: int | None = None
    visit_as: PageKind = PageKind.HOME
    half_width: float | None = None
    capacity: int | None = None
    each: float = REQUESTS_AN_ITEM

    @property
    def region(self) -> str:
        """The region's code."""
        return self.profile.code

    @property
    def sampling(self) -> Sampling:
        """How many items may be opened."""
        return Sampling(size=self.sample, half_width=self.half_width, capacity=self.capacity, each=self.each)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """How to gather; the same for every region of a crawl.

    `rate` replaces the profiles' rates. `budget` is the largest number of addresses asked for one region. `canary`
    are control addresses, looked at every `canary_every` seconds, and three times `canary_pause` seconds apart before
    an outage is believed. `hours` and `daily` hold where a profile says nothing about them. `pauses` are the seconds
    before each further try of a transient failure, `outage_pauses` the waits when a host stops answering or turns us
    away again and again. `browser_pages` are opened by one browser before another takes its place.
    `second_network` is a proxy in another network, through which a visit that was missed is made again; `through` is
    the proxy that all of this crawl goes through.
    `pace` is where turns at hosts are written down, for all who share it: an address of PostgreSQL, else a folder; the
    data folder has one where it is None. `owner` is the name under which the regions are leased in that database.
    """

    rate: float | None = None
    allow_private: bool = False
    contact: str = ""
    canary: tuple[str, ...] = ()
    canary_every: float = 60.0
    canary_pause: float = 20.0
    hours: str | None = None
    daily: int | None = None
    browser: str | None = None
    second_browser: str | None = None
    browser_pages: int = 500
    budget: int | None = None
    timeout: float = 30.0
    page_timeout: float = 60.0
    max_bytes: int = 30_000_000
    pauses: tuple[float, ...] = (2.0, 8.0)
    outage_pauses: tuple[float, ...] = (30.0, 120.0, 300.0)
    longest_wait: float = 900.0
    processes: int | None = None
    second_network: str | None = None
    through: str | None = None
    pace: str | None = None
    owner: str | None = None

    @property
    def paced_by_database(self) -> bool:
        """Whether turns are written down in PostgreSQL."""
        return self.pace is not None and self.pace.startswith("postgres")

    @property
    def user_agent(self) -> str:
        """Who asks, and whom an office can turn to."""
        return f"{PRODUCT}/{__version__}" + (f" (+{self.contact})" if self.contact else "")


class CrawlState(StrEnum):
    """How the gathering of a region ended."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    OWN_FAULT = "own_fault"
    """Our own network went down meanwhile: what failed by then says nothing about the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a region stands: planned = fetched + failed + skipped once it is done.

    `waits`: for so many seconds its portal is left alone, since it turned us away, asked for a pause or fell silent.
    """

    region: str
    planned: int
    fetched: int
    failed: int
    skipped: int
    url: str | None = None
    waits: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOutcome:
    """How the gathering of a region ended, and why if it did not end well. `sample` is None in a census.

    `later`: it was left because a host may not be asked for hours. `not_renewed` says what could not be looked at
    again, so that what was seen there before stays; that is no gap of the archive.
    """

    region: str
    state: CrawlState
    reason: str | None = None
    items: int = 0
    sample: int | None = None
    progress: Progress | None = None
    later: bool = False
    not_renewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What a child process is told."""

    jobs: tuple[CrawlJob, ...]
    data: str
    run: str
    options: CrawlOptions = field(default_factory=CrawlOptions)


def spec_to_json(spec: Spec) -> str:
    """A child's orders as one JSON line."""
    return json.dumps(asdict(spec), ensure_ascii=False)


def spec_from_json(text: str) -> Spec:
    """A child's orders."""
    data: dict[str, Any] = json.loads(text)
    options: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in data["options"].items()}
    return Spec(
        jobs=tuple(_job(one) for one in data["jobs"]),
        data=data["data"],
        run=data["run"],
        options=CrawlOptions(**options),
    )


def job_to_json(job: CrawlJob) -> str:
    """A further job of a child as one JSON line."""
    return json.dumps(asdict(job), ensure_ascii=False)


def job_from_json(text: str) -> CrawlJob:
    """A further job."""
    return _job(json.loads(text))


def message_to_json(message: Progress | CrawlOutcome) -> str:
    """One line from a child to its parent."""
    return json.dumps({type(message).__name__: asdict(message)}, ensure_ascii=False)


def message_from_json(line: str) -> Progress | CrawlOutcome | None:
    """What a child said; None for a line that is not ours (a library that prints)."""
    try:
        data = json.loads(line)
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    if "Progress" in data:
        return Progress(**data["Progress"])
    if "CrawlOutcome" in data:
        told = data["CrawlOutcome"]
        progress = told.pop("progress")
        return CrawlOutcome(
            **{**told, "state": CrawlState(told["state"])}, progress=Progress(**progress) if progress else None
        )
    return None


def _job(data: Mapping[str, Any]) -> CrawlJob:
    profile = dict(data["profile"])
    hints = dict(profile.pop("hints"))
    labels: Mapping[str, Sequence[str]] = hints.pop("labels")
    return CrawlJob(
        profile=PortalProfile(
            **{
                **profile,
                "level": Level(profile["level"]),
                "hints": Hints(
                    **{**hints, "render": Render(hints["render"])}, labels={k: tuple(v) for k, v in labels.items()}
                ),
                "expects": Expects(**profile["expects"]),
                "limits": Limits(**profile["limits"]),
            }
        ),
        items=tuple(data["items"]),
        sample=data["sample"],
        seed=data["seed"],
        # A run begun before there were these goes on without them.
        survey=data.get("survey", False),
        half_width=data.get("half_width"),
        capacity=data.get("capacity"),
        each=data.get("each", REQUESTS_AN_ITEM),
        earlier=tuple(data.get("earlier", ())),
        engines=data.get("engines", False),
        again=tuple(data.get("again", ())),
        turn=data.get("turn", AT_A_FINDING),
        within=data.get("within"),
        visit=data.get("visit"),
        visit_as=PageKind(data.get("visit_as", PageKind.HOME)),
    )
