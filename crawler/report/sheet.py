"""What a region report shows: plain values in reading order, free of the database and of markup."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.check import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crawler.domain.check import Subject
    from crawler.domain.indicator import ObservationStatus
    from crawler.report.marking import Mark

SEVERITIES: tuple[Severity, ...] = tuple(Severity)
"""From the heaviest to the lightest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One tertiary indicator (三级指标) with the names above it. `status` is None where no check of it was run."""

    primary: str
    secondary: str
    code: str
    name: str
    status: ObservationStatus | None = None
    value: float | None = None
    is_share: bool = True
    lower: float | None = None
    upper: float | None = None
    numerator: int = 0
    denominator: int = 0
    undecided: int = 0
    findings: int = 0

    @property
    def mostly_undecided(self) -> bool:
        """Whether the value stands for fewer subjects than it says nothing of."""
        return self.undecided > self.denominator


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Words of the archived page around a quote; `quote` is empty where the page says nothing at that place."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One defect (问题) with everything that lets a stranger see it."""

    finding: str
    severity: Severity
    indicator: str
    indicator_name: str
    check: str
    check_version: int
    department: str | None
    item_key: str | None
    item_code: str | None
    item_name: str | None
    subject: Subject
    subject_name: str | None
    element: str
    message: str
    suggestion: str
    quote: str | None
    url: str
    locator: str
    evidence: str
    sha256: str | None
    warc: str | None
    offset: int | None
    captured_at: datetime | None
    screenshot: str | None = None
    excerpt: Excerpt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFindings:
    """The defects of one service item, or of the portal and its list when `name` is None."""

    name: str | None
    code: str | None
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentFindings:
    """The defects one department (实施主体) has to mend; `name` is None where the page names none.

    `of_portal`: they sit on the portal or its item list, and belong to whoever runs it.
    """

    name: str | None
    of_portal: bool
    items: tuple[ItemFindings, ...]

    @property
    def findings(self) -> tuple[FindingLine, ...]:
        """All of them, item by item."""
        return tuple(finding for item in self.items for finding in item.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Addresses or subjects that could not be observed for one reason (未能观测)."""

    reason: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What one reason left undecided: how many verdicts, of which checks (by title), about which subjects (by name)."""

    reason: str
    count: int
    checks: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLine:
    """What was asked of one host and what it sent."""

    host: str
    requests: int
    fetched: int
    failed: int
    skipped: int
    size: int
    refusals: int = 0
    peak: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A screenshot of a page that findings point to, as a data address; `marks` outline what they are about."""

    evidence: str
    url: str
    data: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The words of an archived page on which something is missing: there is no quote that could be marked."""

    evidence: str
    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSheet:
    """Everything a region report shows."""

    round: str
    region: str
    name: str
    portal: str | None
    system: str
    system_version: str
    run: str | None
    complete: bool
    reason: str | None
    captured_from: datetime | None
    captured_to: datetime | None
    items: int
    guides: int
    indicators: tuple[IndicatorLine, ...]
    departments: tuple[DepartmentFindings, ...]
    gaps: tuple[Gap, ...]
    undecided: tuple[Undecided, ...]
    hosts: tuple[HostLine, ...]
    pictures: tuple[Picture, ...] = ()
    texts: tuple[PageText, ...] = ()

    @property
    def findings(self) -> tuple[FindingLine, ...]:
        """Every defect, department by department."""
        return tuple(finding for department in self.departments for finding in department.findings)

    @property
    def by_severity(self) -> dict[Severity, int]:
        """How many defects of each severity, the heaviest first."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity: counts[severity] for severity in SEVERITIES}

    @property
    def checked(self) -> tuple[IndicatorLine, ...]:
        """The indicators that were checked in this round."""
        return tuple(line for line in self.indicators if line.status is not None)

    @property
    def not_checked(self) -> tuple[IndicatorLine, ...]:
        """The others, so that nobody takes their absence for a result."""
        return tuple(line for line in self.indicators if line.status is None)

    @property
    def observed(self) -> int:
        """How many indicators have a value."""
        return sum(line.value is not None for line in self.indicators)

    @property
    def fetched(self) -> int:
        """How many addresses were fetched."""
        return sum(host.fetched for host in self.hosts)

    @property
    def no_findings(self) -> str:
        """The label that says why no defect is listed: none found, or nothing looked at."""
        if not self.checked:
            return "nothing_judged"
        return "no_findings" if self.complete else "no_findings_so_far"

    @property
    def no_gaps(self) -> str:
        """The label that says why no gap is listed: all fetched, or not gathered to the end."""
        if not self.fetched:
            return "nothing_fetched"
        return "no_gaps" if self.complete else "gaps_open"

    @property
    def not_observed(self) -> int:
        """How many addresses could not be observed."""
        return sum(gap.count for gap in self.gaps)

    def summary(self) -> RegionSummary:
        """What the comparison of regions needs of this one."""
        return RegionSummary(
            region=self.region,
            name=self.name,
            complete=self.complete,
            items=self.items,
            guides=self.guides,
            indicators=self.indicators,
            checked=self.checked,
            observed=self.observed,
            by_severity=self.by_severity,
            findings=len(self.findings),
            not_observed=self.not_observed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSummary:
    """One region in the comparison: numbers only, so that a whole panel fits into memory."""

    region: str
    name: str
    complete: bool
    items: int
    guides: int
    indicators: tuple[IndicatorLine, ...]
    checked: tuple[IndicatorLine, ...]
    observed: int
    by_severity: dict[Severity, int]
    findings: int
    not_observed: int


def by_department(findings: Sequence[FindingLine]) -> tuple[DepartmentFindings, ...]:
    """Group defects the way offices work them off: by department, then by item, the heaviest first.

    What belongs to no item (portal, item list) stands first, what belongs to no named department last.
    """
    groups: dict[tuple[bool, bool, str], dict[tuple[bool, str, str], list[FindingLine]]] = {}
    for finding in findings:
        of_portal = finding.item_key is None
        outer = (not of_portal, finding.department is None, finding.department or "")
        inner = (not of_portal, finding.item_name or "", finding.item_key or "")
        groups.setdefault(outer, {}).setdefault(inner, []).append(finding)
    return tuple(
        DepartmentFindings(
            name=outer[2] or None, of_portal=not outer[0], items=tuple(_item(items[inner]) for inner in sorted(items))
        )
        for outer, items in sorted(groups.items())
    )


def _item(findings: list[FindingLine]) -> ItemFindings:
    ordered = sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.indicator, f.finding))
    first = ordered[0]
    return ItemFindings(name=first.item_name, code=first.item_code, findings=tuple(ordered))
