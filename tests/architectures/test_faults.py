"""A portal whose answers fail now and then is accused of nothing that the same portal in good health is not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from crawler import catalogue
from crawler.archive.store import RegionArchive
from crawler.assembly.completeness import shortfall
from crawler.domain.evidence import FetchState
from crawler.domain.portal import Hints, Level, Limits, PortalProfile, Render
from crawler.domain.records import ItemList, ServiceItem
from crawler.extract.labels.dictionary import read_labels
from crawler.gather.crawl import CrawlJob, CrawlOptions, CrawlState, crawl
from crawler.verdicts.judge import all_checks
from crawler.verdicts.judging import judge_region
from tests.architectures.faulty import Faults
from tests.architectures.scripted import single_page
from tests.architectures.server_rendered import departments_in_gbk
from tests.architectures.test_zero_configuration import needs_browser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.architectures.services import Portal

    Found = Counter[tuple[str, str, str]]

RUN = "2026Q4-1"
OPTIONS = CrawlOptions(
    allow_private=True, timeout=5.0, page_timeout=20.0, pauses=(0.02, 0.02), outage_pauses=(0.05,) * 4, processes=1
)


def accused(site: Any, data: Path, render: Render) -> tuple[Found, set[str], bool]:
    """What was found, each with its item and element; the names of the items; whether that is said to be all."""
    profile = PortalProfile(
        code="990199", name="云溪市", level=Level.KEY_CITY, portal=site.url, limits=Limits(rate=1000.0),
        hints=Hints(render=render),
    )  # fmt: skip
    outcome = crawl([CrawlJob(profile=profile)], data=data, run=RUN, options=OPTIONS)[profile.code]
    archive = RegionArchive(data, RUN, profile.code)
    told = outcome.progress
    assert told is not None
    assert told.planned == told.fetched + told.failed + told.skipped
    assert not [one for one in archive.evidence() if one.state is FetchState.PLANNED]
    found: Found = Counter()
    names: set[str] = set()
    whole = outcome.state is CrawlState.COMPLETE
    for one in judge_region(archive, profile, read_labels(catalogue.labels_text()), all_checks()):
        name = one.record.read("name").text if isinstance(one.record, ServiceItem) else ""
        names |= {name} - {""}
        found.update((v.check, name, d.element) for v in one.verdicts for d in v.defects)
        if isinstance(one.record, ItemList):
            whole = whole and shortfall(len(one.record.items), one.record, None) is None
    return found, names, whole


def accused_in_faults(
    build: Callable[[Any], Portal], site: Any, data: Path, *, seed: int, render: Render = Render.HTTP
) -> tuple[Found, set[str], bool]:
    """What faults alone brought: findings and items that are not there in good health, and whether any item is missed.

    Nothing may be missed by a walk that says to be whole.
    """
    build(site)
    found, names, _ = accused(site, data / "well", render)
    site.paths = faults = Faults(site.paths, seed, share=0.25)
    found_in_faults, names_in_faults, whole = accused(site, data / "faulty", render)
    assert len(faults.met) > 2  # otherwise nothing was tried
    return found_in_faults - found, names_in_faults - names, whole and names_in_faults != names


def test_faults_of_a_server_rendered_portal_are_no_defects(site: Any, tmp_path: Path) -> None:
    """Among them the first page of a list, which comes on its second look alone and has a page behind it."""
    assert accused_in_faults(departments_in_gbk, site, tmp_path, seed=1) == (Counter(), set(), False)


@pytest.mark.browser
def test_faults_of_a_portal_over_json_are_no_defects(site: Any, tmp_path: Path) -> None:
    """Among them a call that breaks off on the very guide by which the calls of all guides are learned."""
    needs_browser()
    assert accused_in_faults(single_page, site, tmp_path, seed=3, render=Render.AUTO) == (Counter(), set(), False)
