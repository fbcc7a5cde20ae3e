"""A hostile portal is survived: nothing is sent, nothing private is asked, manners are kept, nobody is accused."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from crawler import catalogue
from crawler.archive.store import RegionArchive
from crawler.domain.check import Outcome
from crawler.domain.evidence import Evidence, FetchState, PageKind
from crawler.domain.portal import Hints, Level, Limits, PortalProfile, Render
from crawler.domain.records import ItemList, ServiceItem
from crawler.extract.labels.dictionary import read_labels
from crawler.gather.crawl import CrawlJob, CrawlOptions, CrawlOutcome, crawl
from crawler.verdicts.judge import all_checks
from crawler.verdicts.judging import judge_region
from tests.architectures.hostile import HUGE, SLOW, hostile

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.verdicts.fold import Judged

RUN = "2026Q4-1"
RATE = 40.0
OPTIONS = CrawlOptions(
    allow_private=True, timeout=SLOW / 4, pauses=(0.05,), outage_pauses=(0.05, 0.05), max_bytes=HUGE // 2, processes=1
)


def walked(site: Any, data: Path) -> tuple[CrawlOutcome, list[Evidence], list[Judged]]:
    profile = PortalProfile(
        code="990199",
        name="云溪市",
        level=Level.KEY_CITY,
        portal=site.url,
        hints=Hints(render=Render.HTTP),
        limits=Limits(rate=RATE),
    )
    outcome = crawl([CrawlJob(profile=profile)], data=data, run=RUN, options=OPTIONS)["990199"]
    archive = RegionArchive(data, RUN, "990199")
    return (
        outcome,
        list(archive.evidence()),
        list(judge_region(archive, profile, read_labels(catalogue.labels_text()), all_checks())),
    )


@pytest.fixture
def told(site: Any, tmp_path: Path) -> tuple[Any, dict[str, str], CrawlOutcome, list[Evidence], list[Judged]]:
    _, kept = hostile(site)
    return site, kept, *walked(site, tmp_path)


def test_a_hostile_portal_is_survived(told: Any) -> None:
    site, kept, outcome, evidence, judged = told

    # Every item is found, and what is planned is accounted for.
    items = [one.record for one in judged if isinstance(one.record, ServiceItem)]
    assert outcome.items == len(items) == len(kept) + 6
    assert {e.state for e in evidence} <= {FetchState.FETCHED, FetchState.FAILED, FetchState.SKIPPED}
    assert all(e.reason for e in evidence if e.state is not FetchState.FETCHED)

    # Nothing is sent, nothing forbidden is asked, and nothing beside the portal is reached.
    assert {seen.method for seen in site.log} == {"GET"}
    assert not site.asked("/complain")
    assert not site.asked("/secret/")
    port = urlsplit(site.url).netloc
    assert {urlsplit(e.url).netloc for e in evidence if e.state is FetchState.FETCHED} == {port}
    assert not [e for e in evidence if e.url.startswith("file:")]

    # The rate is kept, by the server's own clock; a calendar has an end.
    times = sorted(seen.at for seen in site.log)
    assert len(times) <= RATE * (times[-1] - times[0]) + RATE
    assert min(b - a for a, b in pairwise(times[:: int(RATE)])) >= 0.8
    assert site.asked("/calendar") <= 120

    # Who was kept out accuses nobody.
    blocked = [one for one in judged if isinstance(one.record, ServiceItem) and one.record.item_code in kept]
    assert len(blocked) == len(kept)
    lists = {e.id for e in evidence if e.kind is PageKind.LIST}
    for one in blocked:
        defects = [d for v in one.verdicts for d in v.defects]
        assert {d.about.evidence for d in defects} <= lists  # The row was read, and may be found fault with.
        assert any(v.outcome is Outcome.CANT_TELL for v in one.verdicts)
    of_list = next(one for one in judged if isinstance(one.record, ItemList))
    accused = {d.item for v in of_list.verdicts for d in v.defects}
    assert accused.isdisjoint({one.record.key for one in blocked})

    # Dangerous files are no forms, and their danger stays in the archive.
    forms = [e for e in evidence if e.kind is PageKind.FORM and e.state is FetchState.FETCHED]
    assert {urlsplit(e.url).path for e in forms} <= {"/files/entities.docx"}
