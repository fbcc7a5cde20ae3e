"""The shapes of what is handed over: a line of each file of the bundle."""

from __future__ import annotations

from typing import TypedDict

from crawler.item_document import ItemDocument


class ObservationRow(TypedDict):
    """A line of observations.jsonl."""

    schema: str
    round: str
    run: str
    region: str
    region_name: str
    system: str
    indicator: str
    indicator_name: str
    status: str
    numerator: int
    denominator: int
    undecided: int
    value: float | None
    lower: float | None
    upper: float | None
    population: int
    sample_size: int
    design: str
    seed: int | None
    ci_low: float | None
    ci_high: float | None
    checks: dict[str, int]
    captured_from: str | None
    captured_to: str | None
    observed_at: str | None
    evidence_digest: str


class HistoryRow(TypedDict):
    """A line of history.jsonl: an observation, current or superseded, and the run that made it."""

    schema: str
    round: str
    region: str
    system: str
    indicator: str
    run: str
    kind: str
    by: str | None
    reason: str | None
    started_at: str | None
    status: str
    numerator: int
    denominator: int
    undecided: int
    value: float | None
    checks: dict[str, int]
    evidence_digest: str
    superseded_by: str | None


class EvidenceRef(TypedDict):
    """Where a finding can be looked up in the archive."""

    id: str
    sha256: str | None
    warc: str | None
    offset: int | None
    captured_at: str | None
    screenshot: str | None


class FindingRow(TypedDict):
    """A line of findings.jsonl."""

    schema: str
    finding: str
    round: str
    run: str
    region: str
    check: str
    check_version: int
    indicator: str
    severity: str
    subject_type: str
    item_code: str | None
    item_name: str | None
    body: str | None
    subject_name: str | None
    element: str
    message: str
    message_en: str
    suggestion: str
    suggestion_en: str
    quote: str | None
    url: str
    locator: str
    looks: int
    evidence: EvidenceRef


class VerdictRow(TypedDict):
    """A line of verdicts.jsonl."""

    round: str
    run: str
    region: str
    check: str
    check_version: int
    subject_type: str
    item_code: str | None
    item_name: str | None
    subject_name: str | None
    outcome: str
    measure: float | None
    reason: str | None


class ItemRow(ItemDocument):
    """A line of items.jsonl."""

    round: str
    run: str
    region: str


class CoverageRow(TypedDict):
    """A line of coverage.jsonl."""

    round: str
    run: str
    region: str
    evidence: str
    url: str
    kind: str
    state: str
    failure: str | None
    reason: str | None
    attempts: int
    via: str
    status: int | None
    bytes: int | None
    captured_at: str | None


class HostRow(TypedDict):
    """What one host was asked in a run; `peak` is the highest rate over ten requests in a row, a second."""

    host: str
    requests: int
    bytes: int
    refusals: int
    unchanged: int
    peak: float | None


class RegionRow(TypedDict):
    """How a region's part of a run went; no file of the bundle."""

    round: str
    run: str
    kind: str
    region: str
    region_name: str
    state: str
    outcome: str | None
    reason: str | None
    portal: str | None
    planned: int
    fetched: int
    failed: int
    skipped: int
    population: int | None
    sample_size: int | None
    evidence_head: str | None
    traffic: list[HostRow]
    started_at: str | None
    finished_at: str | None
