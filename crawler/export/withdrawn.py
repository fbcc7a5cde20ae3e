"""Findings that a second look did not show, or that stand all over a portal (撤回的问题): handed over to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

import models
from crawler.export.rows import current_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """One finding that does not stand any more; `why` tells when the second look was, and its evidence."""

    region: str
    run: str
    finding: str
    check: str
    item_name: str | None
    message: str
    message_en: str
    url: str
    evidence: str
    why: str


def withdrawn(session: Session, code: str, region: str | None = None) -> Iterator[Withdrawn]:
    """What was withdrawn behind the current observations of a round, by region, check and order of finding."""
    one, item, fetch = models.Finding, models.Item, models.Fetch
    for part, checks in current_parts(session, code, region):
        rows = session.execute(
            select(one, item.name, fetch)
            .outerjoin(item, (item.region_run_id == one.region_run_id) & (item.key == one.item_key))
            .join(fetch, (fetch.region_run_id == one.evidence_run_id) & (fetch.evidence == one.evidence))
            .where(one.region_run_id == part.id, one.check_id.in_(checks), one.withdrawn.is_not(None))
            .order_by(one.check_id, one.id)
        )
        for row, name, look in rows:
            yield Withdrawn(
                region=part.region,
                run=part.run,
                finding=row.finding,
                check=row.check_id,
                item_name=name,
                message=row.message,
                message_en=row.message_en,
                url=look.final_url or look.url,
                evidence=row.evidence,
                why=row.withdrawn or "",
            )
