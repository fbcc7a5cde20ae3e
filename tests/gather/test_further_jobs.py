"""What a gathered region is asked further is asked while other regions are still gathered."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import AT_A_FINDING, PageKind
from crawler.gather.crawl import CrawlJob, CrawlOptions, CrawlOutcome, CrawlState, crawl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUN = "2026Q4-1"
SOON, SLOW = "990001", "990002"
LONGEST = 60.0


@dataclass
class Again:
    """Wants a guide of the region that ends first to be looked at once more, as judging it would."""

    data: Path
    job: CrawlJob
    ended: list[str] = field(default_factory=list)
    states: list[CrawlState] = field(default_factory=list)
    taken: bool = False

    def on_ended(self, outcome: CrawlOutcome) -> None:
        self.ended.append(outcome.region)
        self.states.append(outcome.state)

    def take(self) -> list[CrawlJob]:
        if self.taken or SOON not in self.ended:
            return []
        self.taken = True
        looks = RegionArchive(self.data, RUN, SOON).evidence()
        guide = next(one for one in looks if one.kind is PageKind.GUIDE and one.target.url.endswith("/guide/2"))
        return [replace(self.job, again=(guide.id,))]

    def is_over(self) -> bool:
        return SOON not in self.ended or self.taken


@pytest.fixture
def two(site: Any, build: Any, job: Any) -> tuple[CrawlJob, CrawlJob, Callable[[], None]]:
    """Jobs of two regions, the second of which answers only when it is let go on."""
    build(site, items=3)
    page, go_on = site.routes["/"], threading.Event()

    def held(_: Any) -> Any:
        go_on.wait(LONGEST)
        return page

    site.routes["/slow/"] = held
    slow = job(code=SLOW)
    slow = replace(slow, profile=replace(slow.profile, portal=f"{slow.profile.portal}slow/"))
    return job(code=SOON), slow, go_on.set


def test_a_region_is_looked_at_again_while_another_is_still_gathered(
    site: Any, two: tuple[CrawlJob, CrawlJob, Callable[[], None]], options: CrawlOptions, tmp_path: Path
) -> None:
    soon, slow, go_on = two
    again = Again(tmp_path, soon)

    def ended(outcome: CrawlOutcome) -> None:
        again.on_ended(outcome)
        if again.ended.count(SOON) > 1:
            go_on()

    outcomes = crawl([soon, slow], data=tmp_path, run=RUN, options=options, on_ended=ended, further=again)
    assert again.ended == [SOON, SOON, SLOW]
    assert {one.state for one in outcomes.values()} == {CrawlState.COMPLETE}
    looks = [one for one in RegionArchive(tmp_path, RUN, SOON).evidence() if one.look == AT_A_FINDING]
    assert [(one.kind, one.target.url.rpartition("/")[2]) for one in looks] == [(PageKind.GUIDE, "2")]
    assert site.asked("/guide/2") == 3  # twice for the first region, once for the other
    assert all("/list" in seen.headers.get("Referer", "") for seen in site.log if seen.path == "/guide/2")


def test_ctrl_c_ends_what_is_looked_at_again_and_starts_nothing(
    two: tuple[CrawlJob, CrawlJob, Callable[[], None]], options: CrawlOptions, tmp_path: Path
) -> None:
    soon, slow, go_on = two
    again = Again(tmp_path, soon)

    def ended(outcome: CrawlOutcome) -> None:
        again.on_ended(outcome)
        if again.ended.count(SOON) == 1:
            go_on()
            os.kill(os.getpid(), signal.SIGINT)

    outcomes = crawl([soon, slow], data=tmp_path, run=RUN, options=options, on_ended=ended, further=again)
    assert outcomes[SOON].state is CrawlState.COMPLETE
    assert outcomes[SLOW].state is CrawlState.INTERRUPTED
    assert not again.taken


def test_ctrl_c_that_cuts_off_no_region_is_not_lost(
    two: tuple[CrawlJob, CrawlJob, Callable[[], None]], options: CrawlOptions, tmp_path: Path
) -> None:
    soon, _, _ = two

    class Judging(Again):
        """Judging takes its time: the crawl waits for it, and somebody stops everything."""

        def is_over(self) -> bool:
            if SOON in self.ended:
                os.kill(os.getpid(), signal.SIGINT)
            return False

        def take(self) -> list[CrawlJob]:
            return []

    judging = Judging(tmp_path, soon)
    with pytest.raises(KeyboardInterrupt):
        crawl([soon], data=tmp_path, run=RUN, options=options, on_ended=judging.on_ended, further=judging)
    assert judging.states == [CrawlState.COMPLETE]


@pytest.mark.usefixtures("fresh_starts")
def test_a_process_that_dies_while_it_looks_again_is_told_of(
    site: Any, two: tuple[CrawlJob, CrawlJob, Callable[[], None]], options: CrawlOptions, tmp_path: Path
) -> None:
    soon, _, _ = two
    again = Again(tmp_path, soon)
    page = site.routes["/guide/2"]

    def deadly(_: Any) -> Any:
        if site.asked("/guide/2") > 1:
            for child in psutil.Process().children():
                if "crawler.gather" in child.cmdline():
                    child.kill()
        return page

    site.routes["/guide/2"] = deadly
    outcomes = crawl([soon], data=tmp_path, run=RUN, options=options, on_ended=again.on_ended, further=again)
    assert outcomes[SOON].state is CrawlState.COMPLETE
    assert again.states == [CrawlState.COMPLETE, CrawlState.INTERRUPTED]
