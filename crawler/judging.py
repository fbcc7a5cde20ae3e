"""Judging one region from its archive: records one at a time, and the verdicts about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.assemble import RegionRecords
from crawler.domain.check import Subject
from crawler.fold import Judged
from crawler.judge import judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.assemble import Archive
    from crawler.domain.check import Check, Verdict
    from crawler.domain.portal import PortalProfile
    from crawler.domain.records import ItemList, PortalSummary, ServiceItem
    from crawler.extract.labels import LabelDictionary

_OF_ITEM = frozenset({Subject.SERVICE_ITEM, Subject.SERVICE_GUIDE})


def judge_region(
    archive: Archive,
    profile: PortalProfile,
    labels: LabelDictionary,
    checks: Mapping[str, Check[Any]],
    *,
    sampled: bool = False,
) -> Iterator[Judged]:
    """Every record of a region with its verdicts: the items, then the list, then the portal.

    Of a sample only the items that were drawn are given; the list and the portal are judged whole.
    """
    records = RegionRecords(archive, profile, labels)
    for item in records.items(asked_only=sampled):
        yield Judged(record=item, verdicts=_verdicts(checks, item, _OF_ITEM))
    item_list = records.item_list()
    yield Judged(record=item_list, verdicts=_verdicts(checks, item_list, frozenset({Subject.ITEM_LIST})))
    portal = records.portal()
    yield Judged(record=portal, verdicts=_verdicts(checks, portal, frozenset({Subject.PORTAL})))


def _verdicts(
    checks: Mapping[str, Check[Any]], record: ServiceItem | ItemList | PortalSummary, subjects: frozenset[Subject]
) -> tuple[Verdict, ...]:
    return tuple(judge(check, record) for check in checks.values() if check.subject in subjects)
