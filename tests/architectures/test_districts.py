"""Lists that are chosen by districts: the portal's own level alone, all of them where they are wanted, or a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.archive.store import RegionArchive
from crawler.domain.evidence import PageKind
from crawler.domain.portal import Level, Limits, PortalProfile
from crawler.gather.crawl import CrawlJob, CrawlState, crawl
from tests.architectures.districts import districts
from tests.architectures.test_zero_configuration import OPTIONS, RUN, needs_browser

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.browser
@pytest.mark.parametrize(("every", "found"), [(False, 4), (True, 12)])
def test_districts_are_opened_where_all_places_are_wanted(every: bool, found: int, site: Any, tmp_path: Path) -> None:
    needs_browser()
    portal = districts(site)
    profile = PortalProfile(
        code="990199", name="云溪市", level=Level.KEY_CITY, portal=site.url, limits=Limits(rate=1000.0), all_areas=every
    )
    job = CrawlJob(profile=profile)
    outcome = crawl([job], data=tmp_path, run=RUN, options=OPTIONS)[job.region]

    assert (outcome.state, outcome.reason, outcome.items) == (CrawlState.COMPLETE, None, found)
    guides = {e.target.url for e in RegionArchive(tmp_path, RUN, job.region).evidence() if e.kind is PageKind.GUIDE}
    assert {path for path in portal.guides.values() if not any(url.endswith(path) for url in guides)} == (
        set() if every else {portal.guides[one.code] for one in portal.published if one.number % 3}
    )
