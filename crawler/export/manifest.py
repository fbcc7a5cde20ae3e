"""The manifest of a bundle: what the receiver needs to prove that it has a whole round, and by which rules it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import crawler
from crawler import runs
from crawler.calendar.holding import held
from crawler.export import rows
from crawler.export.since import gone_parts
from crawler.export.tables import TABLES, schema
from crawler.export.unfinished import unfinished

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy.orm import Session

    from crawler.export.shapes import ObservationRow
    from crawler.export.since import Part, Since

MANIFEST = "portal-audit/manifest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """One file of a bundle as the manifest lists it."""

    name: str
    sha256: str
    bytes: int
    rows: int


def manifest(
    session: Session,
    code: str,
    written: Iterable[BundleFile],
    parts: Mapping[Part, tuple[str, int]],
    *,
    since: Since | None = None,
    changed: Collection[Part] = (),
) -> dict[str, Any]:
    """The content of `manifest.json`: `parts` are all of the round, `changed` those that the files hold."""
    back = held(session, code)
    observed = [row for row in rows.observations(session, code) if row["region"] not in back]
    checks: dict[str, set[int]] = {}
    for row in observed:
        for check, version in row["checks"].items():
            checks.setdefault(check, set()).add(version)
    used = rows.runs(session, code)
    return {
        "schema": MANIFEST,
        "round": code,
        "system": runs.get_round(session, code).system,
        "system_versions": sorted({run.system_version for run in used}),
        "program": crawler.__version__,
        "schemas": {name: schema(name)["$id"] for name, _ in TABLES.values()},
        "checks": {check: sorted(versions) for check, versions in sorted(checks.items())},
        "regions": sorted({row["region"] for row in observed}),
        "sampling": _sampling(observed),
        "held": [{"region": one.region, "reason": one.reason, "reason_en": one.reason_en} for one in back.values()],
        "unfinished": unfinished(session, code, back),
        "runs": [
            {
                "run": run.id,
                "kind": run.kind.value,
                "state": run.state.value,
                "program": run.program,
                "system_version": run.system_version,
                "started_at": rows.moment(run.started_at),
                "by": run.started_by,
                "reason": run.reason,
            }
            for run in used
        ],
        "since": None if since is None else since.document(),
        "changed": [{"table": table, "region": region} for table, region in parts if (table, region) in changed]
        if since is not None
        else None,
        "removed": []
        if since is None
        else [{"table": table, "region": region} for table, region in gone_parts(session, code, since, parts)],
        "parts": [
            {"table": table, "region": region, "rows": count, "sha256": sha256}
            for (table, region), (sha256, count) in parts.items()
        ],
        "evidence": [one for one in rows.evidence_heads(session, code) if one["region"] not in back],
        "files": [{"name": f.name, "sha256": f.sha256, "bytes": f.bytes, "rows": f.rows} for f in written],
    }


def _sampling(observed: Iterable[ObservationRow]) -> list[dict[str, Any]]:
    """How the items of each region were chosen, as its observations over items say."""
    found: dict[str, ObservationRow] = {}
    for row in observed:
        known = found.get(row["region"])
        if known is None or (row["design"] != "census", row["population"]) > (
            known["design"] != "census",
            known["population"],
        ):
            found[row["region"]] = row
    return [
        {
            "region": region,
            "design": row["design"],
            "seed": row["seed"],
            "frame": row["population"],
            "sample_size": row["sample_size"],
        }
        for region, row in sorted(found.items())
    ]
