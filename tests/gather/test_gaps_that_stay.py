"""What an archive lacked before single items are looked at again is missing still, however that look ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.archive.store import RegionArchive
from crawler.domain.portal import Level, PortalProfile
from crawler.gather.job import CrawlJob, CrawlOutcome, CrawlState
from crawler.gathering import Part

if TYPE_CHECKING:
    from pathlib import Path

COMPLETE, INCOMPLETE = CrawlState.COMPLETE, CrawlState.INCOMPLETE


@pytest.mark.parametrize(
    ("gap", "state", "reason", "told"),
    [
        ("list cut", COMPLETE, None, "list cut"),
        ("list cut", INCOMPLETE, "no requests left", "list cut; no requests left"),
        ("list cut", INCOMPLETE, "list cut", "list cut"),
        ("list cut", INCOMPLETE, None, "list cut"),
        (None, INCOMPLETE, "no requests left", "no requests left"),
        (None, COMPLETE, None, None),
    ],
)
def test_what_was_missing_before_is_told_with_what_is_missing_now(
    gap: str | None, state: CrawlState, reason: str | None, told: str | None, tmp_path: Path
) -> None:
    profile = PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal="http://portal.test/")
    archive = RegionArchive(tmp_path, "R1-001", profile.code)
    part = Part(job=CrawlJob(profile=profile), archive=archive, sampled=False, gap=gap)

    ended = part.as_a_whole(CrawlOutcome(region=profile.code, state=state, reason=reason))

    assert (ended.reason, ended.state) == (told, COMPLETE if told is None else INCOMPLETE)
