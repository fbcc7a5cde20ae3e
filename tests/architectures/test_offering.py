"""However a guide or its script offers forms, those of all guides are fetched, and none that is not there."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from crawler import catalogue
from crawler.archive.store import RegionArchive
from crawler.domain.check import Outcome
from crawler.domain.evidence import FetchState, PageKind
from crawler.domain.portal import Level, PortalProfile
from crawler.domain.records import ServiceItem
from crawler.extract.labels.dictionary import read_labels
from crawler.gather.crawl import CrawlState
from crawler.page.sent_forms import UNSENT
from crawler.verdicts.judge import all_checks
from crawler.verdicts.judging import judge_region
from tests.architectures.handing_over import HANDING, Handing, handing_over
from tests.architectures.offering import OFFERS, Offer, by_id, offering
from tests.architectures.test_zero_configuration import RUN, needs_browser, rendered_in, walked

if TYPE_CHECKING:
    from pathlib import Path

QUICK = {
    "own_form",
    "page_that_embeds",
    "confirm",
    "json_in_json_by_post",
    "several_ids",
    "dialog",
    "path_and_name",
    "base_by_config",
}
"""Those that no other test walks; a soak walks all."""
WALKED = [one for one in (*OFFERS, *HANDING) if one.name in QUICK or os.environ.get("PORTAL_AUDIT_SOAK") == "full"]


@pytest.mark.browser
@pytest.mark.parametrize("offer", WALKED, ids=lambda one: one.name)
def test_the_forms_of_all_guides_are_fetched(offer: Offer | Handing, site: Any, tmp_path: Path) -> None:
    needs_browser()
    portal = handing_over(site, offer) if isinstance(offer, Handing) else offering(site, offer)
    records, outcome = walked(site, tmp_path)

    assert (outcome.state, outcome.items) == (CrawlState.COMPLETE, len(portal.published))

    guides = [(i.row.name.text, i.guide) for i in records.items() if i.row is not None]
    filled = {name for name, g in guides if any(f.file for m in g.materials for f in (*m.blank_forms, *m.sample_forms))}

    assert filled == {one.name for one in portal.published if one.has_form}

    if offer.name == "two_calls_a_material":
        both = [(len(m.blank_forms), len(m.sample_forms)) for _, g in guides for m in g.materials if m.blank_forms]
        assert set(both) == {(1, 1)}

    looks = [e for e in records.evidence if e.kind is PageKind.FORM]
    got = {
        " ".join(filter(None, (unquote(e.target.url.removeprefix(site.url.rstrip("/"))), e.target.body)))
        for e in looks
        if e.state is FetchState.FETCHED
    }

    assert portal.forms - got == set()
    assert [e.target.url for e in looks if e.state is FetchState.FAILED] == []
    assert rendered_in(records) <= 5


SENDS = Offer(
    "sends_a_form",
    "var f=el('form','',c);f.method='post';f.action='/down';"
    "f.innerHTML='<input type=hidden name=fid value='+m.wjid+'>';el('button','下载空表',f)",
    by_id,
)


@pytest.mark.browser
@pytest.mark.parametrize("offer", [SENDS, replace(SENDS, offer=f"{SENDS.offer};f.target='_blank'")], ids=["", "window"])
def test_a_form_of_the_page_is_sent_for_no_file_and_nobody_is_accused_of_that(
    offer: Offer, site: Any, tmp_path: Path
) -> None:
    needs_browser()
    offering(site, offer)
    records, outcome = walked(site, tmp_path)

    assert outcome.items == 7
    assert {one.method for one in site.log} == {"GET"}

    held = [e for e in records.evidence if e.reason == UNSENT]
    assert {(e.kind, e.state, e.target.url) for e in held} == {(PageKind.API, FetchState.SKIPPED, f"{site.url}down")}

    profile = PortalProfile(code="990199", name="云溪市", level=Level.KEY_CITY, portal=site.url)
    archive = RegionArchive(tmp_path, RUN, profile.code)
    judged = list(judge_region(archive, profile, read_labels(catalogue.labels_text()), all_checks()))
    verdicts = [v for one in judged if isinstance(one.record, ServiceItem) for v in one.verdicts]
    assert [v for v in verdicts if v.check.startswith("form.") and v.defects] == []
    assert any(v.check == "form.download" and v.outcome is Outcome.CANT_TELL for v in verdicts)
