"""However a guide or its script offers forms, those of all guides are fetched, and none that is not there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from crawler.domain.evidence import FetchState, PageKind
from crawler.gather.crawl import CrawlState
from tests.architectures.handing_over import HANDING, Handing, handing_over
from tests.architectures.offering import OFFERS, offering
from tests.architectures.test_zero_configuration import needs_browser, rendered_in, walked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.architectures.offering import Offer

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
