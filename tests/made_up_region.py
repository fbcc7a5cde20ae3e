"""One made-up region as it is stored, exported and reported; every outcome occurs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from crawler import catalogue, runs, storage
from crawler.domain.check import Check, Defect, Outcome, Severity, Subject, Text, Verdict, passed
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Evidence, Failure, FetchState, PageKind, Target
from crawler.domain.portal import Level, PortalProfile
from crawler.domain.records import Fee, ItemList, PortalSummary, ServiceGuide, ServiceItem
from crawler.verdicts.observe import Judged, store_region
from models import RegionOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from crawler.domain.indicator import IndicatorSystem
    from crawler.verdicts.observe import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one made-up region brings: two service items, an item list, the portal; every outcome occurs."""

    profile: PortalProfile
    system: IndicatorSystem
    checks: Mapping[str, Check[Any]]
    evidence: tuple[Evidence, ...]
    judged: tuple[Judged, ...]

    def store(self, engine: Engine, code: str = "2026Q4", **options: Any) -> str:
        """Store it as a whole run of a round; the run's id."""
        with storage.writing(engine) as session:
            runs.ensure_round(session, code, seed=1)
            run = runs.start_run(session, code, [self.profile], system=self.system, by="tester", reason="a test").id
            runs.begin_region(session, run, self.profile.code)
            self.store_again(session, run, **options)
            runs.finish_region(session, run, self.profile.code, outcome=RegionOutcome.COMPLETE)
            runs.finish_run(session, run)
        return run

    def store_again(self, session: Session, run: str, **options: Any) -> Stored:
        """Store it for a run that is there."""
        given: dict[str, Any] = {"checks": self.checks, "evidence": self.evidence, "judged": self.judged} | options
        return store_region(session, run, self.profile.code, system=self.system, **given)


def _check(name: str, subject: Subject, *, measure: bool = False) -> Check[Any]:
    return Check(
        id=name,
        version=2,
        title=Text(name, name),
        severity=Severity.MAJOR,
        subject=subject,
        needs=(),
        evaluate=lambda _: passed(),
        measure=measure,
    )


def _look(name: str, kind: PageKind, **others: Any) -> Evidence:
    found: dict[str, Any] = {
        "id": name,
        "region": "990001",
        "kind": kind,
        "target": Target(url=f"http://portal.test/{name}"),
        "state": FetchState.FETCHED,
        "attempts": 1,
        "status": 200,
        "size": 10,
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "warc": "evidence/r/990001/0001.warc.gz",
        "offset": 512,
        "captured_at": datetime(2026, 10, 8, 4, 30, 0, 250_000, tzinfo=UTC),
    }
    return Evidence(**(found | others))


def _said(element: str, value: str, evidence: str) -> Reading:
    return Reading(
        element=element, state=State.STATED, value=value, quote=value, label=element, evidence=evidence, locator="/p[1]"
    )


def made_up_region() -> Sample:
    """A made-up region whose texts do what texts of portals do to databases and spreadsheets."""
    subjects = {
        "fee.status": Subject.SERVICE_GUIDE,
        "fee.amount": Subject.SERVICE_GUIDE,
        "fee.basis_number": Subject.SERVICE_GUIDE,
        "code.credit_code": Subject.SERVICE_ITEM,
        "item_list.publication": Subject.ITEM_LIST,
        "site.search": Subject.PORTAL,
    }
    checks = {name: _check(name, subject) for name, subject in subjects.items()}
    checks["time_limit.saved_time"] = _check("time_limit.saved_time", Subject.SERVICE_GUIDE, measure=True)

    def verdict(name: str, outcome: str, item: str | None, *defects: Defect, measure: float | None = None) -> Verdict:
        return Verdict(
            check=name,
            check_version=2,
            subject=checks[name].subject,
            item=item,
            outcome=Outcome(outcome),
            defects=defects,
            measure=measure,
            reason="读不到" if outcome == "cant_tell" else None,
        )

    def defect(reading: Reading, name: str | None = None) -> Defect:
        subject = Subject.FEE if name else None
        return Defect(
            about=reading,
            message=Text("=收费有误", "wrong"),
            suggestion=Text("请改正", "mend"),
            subject=subject,
            subject_name=name,
        )

    def judged(key: str, fee: str, *verdicts: Verdict) -> Judged:
        page = f"guide-{key}"
        readings = {
            "name": _said("name", f"事项{key}", page),
            "implementing_body": _said("implementing_body", "云溪省民政厅", page),
            "fee_status": _said("fee_status", fee, page),
            "place": Reading(element="place", state=State.UNREAD, evidence=page, reason="只有图片"),
        }
        guide = ServiceGuide(
            evidence=(page,),
            url=f"http://portal.test/{page}",
            readings=readings,
            fees=(Fee(name=_said("fee_name", "工本费", page)),),
        )
        return Judged(record=ServiceItem(key=key, row=None, guide=guide), verdicts=verdicts)

    one, two = _said("fee_status", "=HYPERLINK(1)\0", "guide-a"), _said("fee_standard", "另行通知", "guide-a")
    listed = ItemList(evidence=("list-1",), url="http://portal.test/list-1", items=())
    home = _said("name", "云溪省", "home")
    portal = PortalSummary(region="990001", url="http://portal.test/", home=home)
    return Sample(
        profile=PortalProfile(code="990001", name="云溪省", level=Level.PROVINCIAL, portal="http://portal.test/"),
        system=catalogue.indicator_system(),
        checks=checks,
        evidence=(
            _look("home", PageKind.HOME),
            _look("list-1", PageKind.LIST),
            _look("guide-a", PageKind.GUIDE, item="a", screenshot="evidence/r/990001/a.png"),
            _look("guide-b", PageKind.GUIDE, item="b", final_url="http://portal.test/guide-b?moved"),
            _look(
                "form-b",
                PageKind.FORM,
                state=FetchState.FAILED,
                failure=Failure.TIMEOUT,
                reason="30 s",
                status=None,
                size=None,
                sha256=None,
            ),
            _look("left", PageKind.GUIDE, state=FetchState.PLANNED, attempts=0, status=None, sha256=None),
        ),
        judged=(
            judged(
                "a",
                "=HYPERLINK(1)\0",
                verdict("fee.status", "failed", "a", defect(one)),
                verdict(
                    "fee.amount", "failed", "a", defect(two, "工本费"), defect(two, "工本费"), defect(two, "考试费")
                ),
                verdict("fee.basis_number", "passed", "a"),
                verdict("code.credit_code", "inapplicable", "a"),
                verdict("time_limit.saved_time", "passed", "a", measure=0.25),
            ),
            judged(
                "b",
                "不收费 \ud800",
                verdict("fee.status", "passed", "b"),
                verdict("fee.amount", "cant_tell", "b"),
                verdict("fee.basis_number", "inapplicable", "b"),
                verdict("code.credit_code", "inapplicable", "b"),
                verdict("time_limit.saved_time", "passed", "b", measure=0.75),
            ),
            Judged(record=listed, verdicts=(verdict("item_list.publication", "passed", None),)),
            Judged(record=portal, verdicts=(verdict("site.search", "failed", None, defect(home)),)),
        ),
    )
