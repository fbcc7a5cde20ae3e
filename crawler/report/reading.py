"""From stored rows to the sheet of a region."""

from __future__ import annotations

import base64
import tomllib
from collections import Counter, defaultdict
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from warcio.exceptions import ArchiveLoadFailed

from crawler import catalogue
from crawler.archive.mirror import local
from crawler.archive.pictures import layout_name
from crawler.archive.warc import payload_at
from crawler.domain.check import Severity, Subject
from crawler.domain.evidence import Failure, FetchState, PageKind
from crawler.domain.indicator import ObservationStatus
from crawler.domain.records import GuideState
from crawler.domain.values.personal_numbers import without_personal_numbers
from crawler.export import rows
from crawler.report import words
from crawler.report.excerpt import excerpt, text_of
from crawler.report.marking import mark, read_layout
from crawler.report.reasons import reason_in
from crawler.report.sheet import (
    FindingLine,
    Gap,
    HostLine,
    IndicatorLine,
    PageText,
    Picture,
    RegionSheet,
    by_department,
)
from crawler.report.undecided import UndecidedByReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.domain.check import Text
    from crawler.export.shapes import CoverageRow, EvidenceRef, FindingRow, HostRow, ObservationRow, RegionRow

_PICTURE_BYTES = 2_000_000
_ALL_PICTURES_BYTES = 20_000_000
"""What a report may weigh by its screenshots; the rest stays in the data folder."""
_TEXT_LETTERS = 8_000
_ALL_TEXT_LETTERS = 2_000_000
"""The same for the words of pages."""


@cache
def element_names(lang: str) -> Mapping[str, str]:
    """What each element is called, by id."""
    entries = tomllib.loads(catalogue.labels_text())["elements"]
    named = {element: str(entry[lang]) for element, entry in entries.items()}
    return {**{element: words.said(text, lang) for element, text in words.PORTAL_ELEMENTS.items()}, **named}


def read_region(
    session: Session, region: RegionRow, *, data: Path, titles: Mapping[str, Text], lang: str
) -> RegionSheet:
    """Everything the report of one region shows; `titles` are those of the checks, by id."""
    code, of = region["round"], region["region"]
    observed = list(rows.observations(session, code, of))
    measures: set[str] = set()
    undecided = UndecidedByReason(titles, lang)
    for verdict in rows.verdicts(session, code, of):
        if verdict["measure"] is not None:
            measures.add(verdict["check"])
        undecided.add(verdict)
    looks = list(rows.coverage(session, code, of))
    archive = _Archive(data)
    names = _indicator_names(lang)
    findings = [_finding(row, names, archive, lang) for row in rows.findings(session, code, of)]
    guides = Counter(row["guide"] for row in rows.items(session, code, of))
    moments = [_moment(row[side]) for row in observed for side in ("captured_from", "captured_to")]
    known = [moment for moment in moments if moment is not None]
    system = catalogue.indicator_system(observed[0]["system"] if observed else "project")
    return RegionSheet(
        round=code,
        region=of,
        name=catalogue.region_called(of, region["region_name"], lang),
        portal=region["portal"],
        system=system.name_en if lang == "en" else system.name_zh,
        system_version=system.version,
        run=region["run"],
        complete=region["outcome"] == "complete",
        reason=None if region["reason"] is None else reason_in(region["reason"], lang),
        captured_from=min(known, default=None),
        captured_to=max(known, default=None),
        items=guides.total(),
        guides=guides[GuideState.OPENED],
        indicators=_indicators(observed, findings, measures, lang),
        departments=by_department(findings),
        gaps=_gaps(looks, lang),
        undecided=undecided.lines(),
        hosts=_hosts(looks, region["traffic"]),
        pictures=archive.pictures(findings),
        texts=archive.texts(findings),
    )


class _Archive:
    """Pages and screenshots below the data folder; what is gone is left out, the report still stands."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._texts: dict[str, str] = {}

    def texts(self, findings: Iterable[FindingLine]) -> tuple[PageText, ...]:
        """The words of the pages that findings without an excerpt point to, each once."""
        found: dict[str, PageText] = {}
        left = _ALL_TEXT_LETTERS
        for finding in findings:
            text = without_personal_numbers(self._texts.get(finding.evidence, ""))
            if finding.excerpt is not None or finding.evidence in found or not text or left <= 0:
                continue
            shown = text if len(text) <= _TEXT_LETTERS else f"{text[:_TEXT_LETTERS]}…"
            left -= len(shown)
            found[finding.evidence] = PageText(evidence=finding.evidence, url=finding.url, text=shown)
        return tuple(found.values())

    def text(self, evidence: EvidenceRef) -> str:
        """The words of an archived page."""
        known = self._texts.get(evidence["id"])
        if known is None:
            known = self._texts[evidence["id"]] = self._read(evidence)
        return known

    def _read(self, evidence: EvidenceRef) -> str:
        if evidence["warc"] is None or evidence["offset"] is None:
            return ""
        try:
            payload = payload_at(local(self._data, evidence["warc"]), evidence["offset"])
        except (OSError, EOFError, StopIteration, ArchiveLoadFailed):
            return ""
        return text_of(payload, None)

    def pictures(self, findings: Iterable[FindingLine]) -> tuple[Picture, ...]:
        """A screenshot of each page that findings point to, as long as the report stays light enough to send."""
        found: dict[str, Picture] = {}
        left = _ALL_PICTURES_BYTES
        findings = tuple(findings)
        for finding in findings:
            if finding.screenshot is None or finding.evidence in found:
                continue
            path = local(self._data, finding.screenshot)
            try:
                content = path.read_bytes()
            except OSError:
                continue
            if len(content) > min(left, _PICTURE_BYTES):
                continue
            left -= len(content)
            kind = "jpeg" if content.startswith(b"\xff\xd8") else "png"
            address = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
            layout = read_layout(local(self._data, layout_name(finding.screenshot)))
            of_this = [one for one in findings if one.evidence == finding.evidence]
            marks = filter(None, (mark(content, layout, one.locator, one.finding) for one in of_this))
            found[finding.evidence] = Picture(
                evidence=finding.evidence, url=finding.url, data=address, marks=tuple(marks)
            )
        return tuple(found.values())


def _finding(row: FindingRow, names: Mapping[str, str], archive: _Archive, lang: str) -> FindingLine:
    evidence = row["evidence"]
    of_item = row["item_name"] is not None or row["item_code"] is not None or row["body"] is not None
    return FindingLine(
        finding=row["finding"],
        severity=Severity(row["severity"]),
        indicator=row["indicator"],
        indicator_name=names.get(row["indicator"], row["indicator"]),
        check=row["check"],
        check_version=row["check_version"],
        department=row["body"],
        item_key=(row["item_code"] or row["item_name"] or row["url"]) if of_item else None,
        item_code=row["item_code"],
        item_name=row["item_name"],
        subject=Subject(row["subject_type"]),
        subject_name=row["subject_name"],
        element=row["element"],
        message=row["message_en"] if lang == "en" else row["message"],
        suggestion=row["suggestion_en"] if lang == "en" else row["suggestion"],
        quote=row["quote"],
        url=row["url"],
        locator=row["locator"],
        evidence=evidence["id"],
        sha256=evidence["sha256"],
        warc=evidence["warc"],
        offset=evidence["offset"],
        captured_at=_moment(evidence["captured_at"]),
        screenshot=evidence["screenshot"],
        excerpt=excerpt(archive.text(evidence), row["quote"]),
    )


def _indicator_names(lang: str) -> dict[str, str]:
    found = (i for name in catalogue.indicator_systems() for i in catalogue.indicator_system(name).indicators)
    return {i.code: i.name_en if lang == "en" else i.name_zh for i in found}


def _indicators(
    observed: Sequence[ObservationRow], findings: Iterable[FindingLine], measures: set[str], lang: str
) -> tuple[IndicatorLine, ...]:
    """One line a tertiary indicator of each system that was observed, also for those without an observation."""
    by_code = {(row["system"], row["indicator"]): row for row in observed}
    defects = Counter(finding.indicator for finding in findings)
    lines = []
    for name in dict.fromkeys(row["system"] for row in observed) or ["project"]:
        system = catalogue.indicator_system(name)
        above = {i.code: i for i in system.indicators}
        for indicator in system.tertiary():
            secondary = above[indicator.parent or ""]
            primary, second, third = (
                i.name_en if lang == "en" else i.name_zh for i in (above[secondary.parent or ""], secondary, indicator)
            )
            line = IndicatorLine(primary=primary, secondary=second, code=indicator.code, name=third)
            row = by_code.get((name, indicator.code))
            lines.append(line if row is None else _observed(line, row, defects[indicator.code], measures))
    return tuple(lines)


def _observed(line: IndicatorLine, row: ObservationRow, findings: int, measures: set[str]) -> IndicatorLine:
    checks = set(row["checks"])
    return IndicatorLine(
        primary=line.primary,
        secondary=line.secondary,
        code=line.code,
        name=line.name,
        # An indicator whose checks do not exist yet was not looked at; that is no failure to observe it.
        status=ObservationStatus(row["status"]) if checks else None,
        value=row["value"],
        is_share=not checks or not checks <= measures,
        lower=row["lower"],
        upper=row["upper"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        undecided=row["undecided"],
        findings=findings,
    )


def _gaps(looks: Iterable[CoverageRow], lang: str) -> tuple[Gap, ...]:
    """What could not be fetched, grouped by failure, the most frequent first."""
    grouped: dict[str, list[CoverageRow]] = defaultdict(list)
    forms: set[str] = set()
    for look in looks:
        if look["state"] != FetchState.FETCHED:
            grouped[_cause(look)].append(look)
        elif look["kind"] == PageKind.FORM:
            forms.add(look["url"])
    gaps = [
        Gap(
            reason=words.said(words.FAILURE[Failure(cause)], lang) if cause in set(Failure) else reason_in(cause, lang),
            count=len(group),
            # A file that was fetched as a form is no example of what was not, though the browser did not follow it.
            examples=tuple(dict.fromkeys(look["url"] for look in group if look["url"] not in forms))[:3],
        )
        for cause, group in grouped.items()
    ]
    return tuple(sorted(gaps, key=lambda gap: (-gap.count, gap.reason)))


def _cause(look: CoverageRow) -> str:
    """Why an address was not had. Not all that is skipped was cut off by a budget: there the reason says why."""
    if look["failure"] == Failure.SKIPPED_BUDGET and look["reason"]:
        return look["reason"]
    return look["failure"] or look["reason"] or Failure.UNKNOWN


def _hosts(looks: Iterable[CoverageRow], traffic: Iterable[HostRow]) -> tuple[HostLine, ...]:
    """What was planned of each host, and what it was asked and sent: as counted on the way, else as the index says."""
    counted = {one["host"]: one for one in traffic}
    grouped: dict[str, list[CoverageRow]] = defaultdict(list)
    for look in looks:
        grouped[_host(look["url"])].append(look)
    return tuple(
        HostLine(
            host=host,
            requests=counted[host]["requests"] if host in counted else sum(look["attempts"] for look in group),
            fetched=sum(look["state"] == FetchState.FETCHED for look in group),
            failed=sum(look["state"] == FetchState.FAILED for look in group),
            skipped=sum(look["state"] == FetchState.SKIPPED for look in group),
            size=counted[host]["bytes"] if host in counted else sum(look["bytes"] or 0 for look in group),
            refusals=counted[host]["refusals"] if host in counted else 0,
            peak=counted[host]["peak"] if host in counted else None,
        )
        for host, group in sorted(grouped.items())
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc or url
    except ValueError:
        return url


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
