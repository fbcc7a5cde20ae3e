"""The truth about the sample portals, as written by hand in `truth.toml`: never computed from the checks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from crawler.demo.facts import read_content, regions
from crawler.demo.site import Site


class Kind(StrEnum):
    """What a row of the truth says."""

    DEFECT = "defect"
    NEAR_MISS = "near_miss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """One known defect (a check has to fail on it) or near-miss (it looks like a defect and is none).

    `item` is the code of the service item as the portal publishes it, None for a portal or its list as a whole; `key`
    names the item in the content files, `name` is its name in the list.
    """

    portal: str
    check: str
    kind: Kind
    element: str
    why: str
    item: str | None = None
    key: str | None = None
    name: str | None = None


@cache
def truth() -> tuple[Seeded, ...]:
    """Every row of `truth.toml`, in its order."""
    sites = {region.code: Site(region) for region in regions()}
    data = read_content("truth.toml")
    return tuple(
        _seeded(sites[row[1]], kind, row)
        for kind, table in ((Kind.DEFECT, "defects"), (Kind.NEAR_MISS, "near_misses"))
        for row in data[table]
    )


@cache
def not_shown() -> dict[str, str]:
    """Checks that no sample portal can show, each with the reason."""
    return dict(read_content("truth.toml")["not_shown"])


def _seeded(site: Site, kind: Kind, row: list[str]) -> Seeded:
    check, portal, key, element, why = row
    guide = site.guide(key) if key else None
    return Seeded(
        portal=portal,
        check=check,
        kind=kind,
        element=element,
        why=why,
        item=guide.shown_code if guide else None,
        key=key or None,
        name=guide.name if guide else None,
    )
