"""The front page in two browser engines: what each showed, and what the check says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from checks.site.browser_compatibility import CHECK
from crawler import catalogue
from crawler.archive.store import RegionArchive
from crawler.assembly.region import RegionRecords
from crawler.domain.check import Outcome
from crawler.domain.evidence import PageKind
from crawler.extract.labels.dictionary import read_labels
from crawler.gather.crawl import CrawlJob, CrawlOptions, crawl
from crawler.gather.installed import NONE, second_engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gather.conftest import Site

pytestmark = pytest.mark.browser

_MENU = "<p>一体化政务服务平台，为您提供办事指南查询。</p>" * 5 + "<a href='/sx'>事项清单</a><a href='/yw'>要闻</a>"
_BLANK_IN_FIREFOX = (
    "<script>if (CSS.supports('-moz-appearance', 'none')) document.body.innerHTML = '<p>请使用其他浏览器</p>';</script>"
)


@pytest.mark.parametrize(
    ("script", "outcome"), [("", Outcome.PASSED), (_BLANK_IN_FIREFOX, Outcome.FAILED)], ids=["same", "blank"]
)
def test_the_front_page_is_opened_in_two_engines(  # noqa: PLR0917 - fixtures
    site: Site,
    job: Callable[..., CrawlJob],
    options: CrawlOptions,
    tmp_path: Path,
    needed: Callable[[str, bool], None],
    script: str,
    outcome: Outcome,
) -> None:
    firefox = second_engine(None)
    needed("Firefox", firefox is not None)
    for path in ("/", "/sx", "/yw"):
        site.html(path, _MENU + (script if path == "/" else ""))
    one = replace(job(), survey=True, engines=True)
    crawl((one,), data=tmp_path, run="r", options=replace(options, second_browser=firefox))
    archive = RegionArchive(tmp_path, "r", one.region)
    portal = RegionRecords(archive, one.profile, read_labels(catalogue.labels_text())).portal()

    assert [look.engine for look in portal.survey.engines] == ["chromium", "firefox"]
    assert CHECK.evaluate(portal).outcome is outcome
    seen = [e for e in archive.evidence() if e.kind is PageKind.ENGINE]
    assert [(e.failure, e.screenshot is not None, e.sha256 is not None) for e in seen] == [(None, True, True)]


def test_no_second_engine_is_wanted() -> None:
    assert second_engine(NONE) is None
