"""Portals of many architectures, walked with nothing but their address: every item, guide and form is found."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from crawler import catalogue
from crawler.archive.store import RegionArchive
from crawler.assembly.completeness import shortfall
from crawler.assembly.region import RegionRecords
from crawler.domain.evidence import FetchState, PageKind, Via
from crawler.domain.portal import Level, Limits, PortalProfile
from crawler.extract.labels.dictionary import read_labels
from crawler.gather.crawl import CrawlJob, CrawlOptions, CrawlState, crawl
from crawler.gather.installed import executable
from tests.architectures.astray import folded_addresses
from tests.architectures.choosing import chosen_addresses, one_listener
from tests.architectures.layers import LAYERS
from tests.architectures.scripted import SCRIPTED, single_page
from tests.architectures.server_rendered import SERVER_RENDERED
from tests.architectures.situations import situations
from tests.architectures.states import catalogue_by_state
from tests.architectures.tagged import by_script_tag
from tests.architectures.trees import TREES
from tests.architectures.turning_tabs import TABS
from tests.architectures.unfolding import unfolding
from tests.architectures.welcoming import welcoming

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.architectures.services import Portal

RUN = "2026Q4-1"
GUIDES = 500 if os.environ.get("PORTAL_AUDIT_SOAK") == "full" else 120
OPTIONS = CrawlOptions(allow_private=True, timeout=5.0, pauses=(0.05,), outage_pauses=(0.1,), processes=1)


def walked(site: Any, data: Path) -> tuple[RegionRecords, Any]:
    profile = PortalProfile(
        code="990199", name="云溪市", level=Level.KEY_CITY, portal=site.url, limits=Limits(rate=1000.0)
    )
    job = CrawlJob(profile=profile)
    outcome = crawl([job], data=data, run=RUN, options=OPTIONS)[job.region]
    archive = RegionArchive(data, RUN, job.region)
    return RegionRecords(archive, profile, read_labels(catalogue.labels_text())), outcome


def held_against(portal: Portal, records: RegionRecords) -> None:
    items = list(records.items())
    codes = [item.item_code for item in items]

    assert sorted(filter(None, codes)) == sorted(one.code for one in portal.published)
    assert len(items) == len(portal.published)
    assert shortfall(len(items), records.item_list(), None) is None
    assert all(item.guide.read("place").stated and item.guide.read("conditions").stated for item in items)

    assert [e.target.url for e in records.evidence if e.kind is PageKind.FORM and e.state is FetchState.FAILED] == []

    got = {
        e.target.url.partition("127.0.0.1")[2].partition("/")[2]
        for e in records.evidence
        if e.kind is PageKind.FORM and e.state is FetchState.FETCHED
    }

    assert {path for path in portal.forms if path.removeprefix("/") not in got} == set()


@pytest.mark.parametrize("build", [*SERVER_RENDERED, chosen_addresses], ids=lambda one: one.__name__)
def test_a_server_rendered_portal(build: Callable[[Any], Portal], site: Any, tmp_path: Path) -> None:
    portal = build(site)
    records, outcome = walked(site, tmp_path)

    assert (outcome.state, outcome.reason) == (CrawlState.COMPLETE, None)
    held_against(portal, records)
    assert not site.asked("/complain")


def needs_browser() -> None:
    if executable(None) is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: PORTAL_AUDIT_BROWSER is not set and none is on PATH")
        pytest.skip("no Chromium: PORTAL_AUDIT_BROWSER is not set and none is on PATH")


def rendered_in(records: RegionRecords) -> int:
    return sum(1 for e in records.evidence if e.via is Via.BROWSER and e.kind is not PageKind.API)


@pytest.mark.browser
@pytest.mark.parametrize(
    "build",
    [
        *SCRIPTED,
        one_listener,
        catalogue_by_state,
        unfolding,
        by_script_tag,
        situations,
        welcoming,
        folded_addresses,
        *TREES,
        *LAYERS,
        *TABS,
    ],
    ids=lambda one: one.__name__,
)
def test_a_portal_built_by_scripts(build: Callable[[Any], Portal], site: Any, tmp_path: Path) -> None:
    needs_browser()
    portal = build(site)
    records, outcome = walked(site, tmp_path)

    assert (outcome.state, outcome.reason) == (CrawlState.COMPLETE, None)
    held_against(portal, records)

    assert rendered_in(records) <= 20


@pytest.mark.browser
def test_a_single_page_portal_costs_no_more_rendered_pages_for_more_guides(site: Any, tmp_path: Path) -> None:
    needs_browser()
    portal = single_page(site, GUIDES, rows_a_page=50)
    records, outcome = walked(site, tmp_path)

    assert (outcome.state, outcome.items) == (CrawlState.COMPLETE, GUIDES)
    held_against(portal, records)
    assert rendered_in(records) <= 12
    assert site.asked("/") <= 20
