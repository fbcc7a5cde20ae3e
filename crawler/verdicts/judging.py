"""Judging one region from its archive: records one at a time, and the verdicts about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.assembly.region import RegionRecords
from crawler.verdicts.fold import Judged
from crawler.verdicts.judge import judge_record
from crawler.verdicts.second_look import first_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.assembly.region import Archive
    from crawler.domain.check import Check
    from crawler.domain.portal import PortalProfile
    from crawler.extract.labels.dictionary import LabelDictionary


def judge_region(
    archive: Archive,
    profile: PortalProfile,
    labels: LabelDictionary,
    checks: Mapping[str, Check[Any]],
    *,
    sampled: bool = False,
) -> Iterator[Judged]:
    """Every record of a region with its verdicts: the items, then the list, then the portal.

    Of a sample only the items that were drawn are given; the list and the portal are judged whole. What was looked at
    again because of a finding is left out: `crawler.verdicts.second_look.Reviewing` puts it beside this.
    """
    records = RegionRecords(first_view(archive), profile, labels)
    for item in records.items(asked_only=sampled):
        yield Judged(record=item, verdicts=judge_record(item, checks))
    item_list = records.item_list()
    yield Judged(record=item_list, verdicts=judge_record(item_list, checks))
    portal = records.portal()
    yield Judged(record=portal, verdicts=judge_record(portal, checks))
