from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, insert, inspect, select
from sqlalchemy.exc import IntegrityError

import models
from crawler import runs, storage
from crawler.domain.check import Outcome, Subject
from crawler.export import rows
from crawler.verdicts.observe import finding_id

if TYPE_CHECKING:
    from sqlalchemy import Engine

ROUND = "2026Q4"


def count(engine: Engine, model: type[models.Base]) -> int:
    with storage.reading(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables that a region fills, without the row numbers."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with storage.reading(engine) as session:
        for model in (models.Fetch, models.Item, models.Verdict, models.Finding, models.Observation):
            columns = [c for c in model.__table__.columns if c.name != "id"]
            found[model.__tablename__] = sorted(map(tuple, session.execute(select(*columns))), key=repr)
    return found


def test_a_region_is_stored_whole(engine: Engine, sample: Any) -> None:
    run = sample.store(engine)

    with storage.reading(engine) as session:
        part = runs.region_run(session, run, "990001")
        item = session.get_one(models.Item, (part.id, "a"))
        finding = session.scalars(select(models.Finding).where(models.Finding.check_id == "fee.status")).one()
        look = session.get_one(models.Fetch, (finding.evidence_run_id, finding.evidence))

    assert (part.planned, part.fetched, part.failed, part.skipped) == (6, 4, 1, 1)
    assert (part.outcome, part.population, part.sample_size) == (models.RegionOutcome.COMPLETE, 2, 2)
    assert [count(engine, m) for m in (models.Fetch, models.Item, models.Verdict, models.Finding)] == [6, 2, 12, 5]
    assert count(engine, models.Observation) == len(sample.system.tertiary())
    assert (item.code, item.name, item.body) == (None, "事项a", "云溪省民政厅")
    assert (finding.severity, finding.subject_type) == ("major", Subject.SERVICE_GUIDE)
    assert look.captured_at == sample.evidence[2].captured_at
    assert look.sha256 == sample.evidence[2].sha256


def test_what_no_database_takes_is_replaced(engine: Engine, sample: Any) -> None:
    sample.store(engine)

    with storage.reading(engine) as session:
        quotes = session.scalars(select(models.Finding.quote).where(models.Finding.check_id == "fee.status")).all()
        elements = {item["url"]: item["elements"] for item in rows.items(session, ROUND)}

    assert quotes == ["=HYPERLINK(1)\N{REPLACEMENT CHARACTER}"]
    assert elements["http://portal.test/guide-b"]["fee_status"]["value"] == "不收费 ?"


def test_stored_again_for_the_same_run_nothing_changes(engine: Engine, sample: Any) -> None:
    run = sample.store(engine)
    before = everything(engine)

    with storage.writing(engine) as session:
        sample.store_again(session, run)

    assert everything(engine) == before


def test_a_resumed_run_brings_its_rows_up_to_date(engine: Engine, sample: Any) -> None:
    run = sample.store(engine, judged=sample.judged[:1], evidence=sample.evidence[:3])

    with storage.writing(engine) as session:
        sample.store_again(session, run)

    assert count(engine, models.Fetch) == 6
    assert count(engine, models.Item) == 2
    with storage.reading(engine) as session:
        current = {row["indicator"]: row for row in rows.observations(session, ROUND)}
        superseded = session.scalars(
            select(models.Observation.indicator).where(models.Observation.superseded_by_id.is_not(None))
        ).all()
    assert len(current) == len(sample.system.tertiary())
    assert current["GUIDE.5.1"]["denominator"] == 2
    assert "GUIDE.5.1" in superseded


def test_a_new_run_supersedes_and_overwrites_nothing(engine: Engine, sample: Any) -> None:
    first = sample.store(engine)
    second = sample.store(engine, judged=sample.judged[1:])

    total = len(sample.system.tertiary())
    assert count(engine, models.Observation) == 2 * total
    with storage.reading(engine) as session:
        assert {row["run"] for row in rows.observations(session, ROUND)} == {second}
        assert {row["run"] for row in rows.findings(session, ROUND)} == {second}
        old = session.scalars(select(models.Observation).where(models.Observation.superseded_by_id.is_not(None))).all()
        assert {session.get_one(models.RegionRun, row.region_run_id).run for row in old} == {first}
        current = runs.current_run(session, ROUND, "990001")
    assert current is not None
    assert (current.run, current.gathered_by) == (second, second)


def test_a_recheck_of_one_indicator_leaves_the_others(engine: Engine, sample: Any) -> None:
    first = sample.store(engine)
    with storage.writing(engine) as session:
        archive = runs.current_run(session, ROUND, "990001")
        assert archive is not None
        again = runs.start_run(
            session, ROUND, [sample.profile], system=sample.system, gathered_by={"990001": archive.gathered_by_id}
        ).id
        newer = {name: replace(check, version=3) for name, check in sample.checks.items()}
        sample.store_again(session, again, checks=newer, indicators=["GUIDE.5.1"])

    with storage.reading(engine) as session:
        observed = {row["indicator"]: row for row in rows.observations(session, ROUND)}
        findings = {row["check"]: row for row in rows.findings(session, ROUND)}
        verdicts = list(rows.verdicts(session, ROUND))
        current = runs.current_run(session, ROUND, "990001")
        planned = list(rows.coverage(session, ROUND))

    assert {row["run"] for code, row in observed.items() if code != "GUIDE.5.1"} == {first}
    assert (observed["GUIDE.5.1"]["run"], observed["GUIDE.5.1"]["checks"]) == (again, {"fee.status": 3})
    assert {check: row["run"] for check, row in findings.items()} == {
        "fee.amount": first,
        "fee.status": again,
        "site.search": first,
    }
    assert len(verdicts) == 12
    assert findings["fee.status"]["evidence"]["sha256"] == sample.evidence[2].sha256
    assert current is not None
    assert (current.run, current.gathered_by) == (again, first)
    assert count(engine, models.Fetch) == len(planned) == 6


def test_a_region_of_which_nothing_came_back_is_not_observable(engine: Engine, sample: Any) -> None:
    with storage.writing(engine) as session:
        runs.ensure_round(session, ROUND)
        run = runs.start_run(session, ROUND, [sample.profile], system=sample.system).id
        sample.store_again(session, run, evidence=(), judged=())
        runs.finish_region(
            session, run, "990001", outcome=models.RegionOutcome.NOT_GATHERED, reason="no portal address is known"
        )
        runs.finish_run(session, run)

    with storage.reading(engine) as session:
        observed = list(rows.observations(session, ROUND))
        region = next(rows.regions(session, ROUND))
    assert {(row["status"], row["denominator"], row["value"]) for row in observed} == {("not_observable", 0, None)}
    assert all(row["captured_to"] for row in observed)
    assert (region["outcome"], region["reason"]) == ("not_gathered", "no portal address is known")


def test_no_evidence_no_finding(engine: Engine, sample: Any) -> None:
    kept = tuple(look for look in sample.evidence if look.id != "guide-a")

    sample.store(engine, evidence=kept)

    with storage.reading(engine) as session:
        assert {row["check"] for row in rows.findings(session, ROUND)} == {"site.search"}
        outcomes = {row["outcome"] for row in rows.verdicts(session, ROUND) if row["check"] == "fee.status"}
    assert outcomes == {"cant_tell", "passed"}


def test_one_failure_takes_all_of_it_back(engine: Engine, sample: Any) -> None:
    def broken() -> Any:
        yield sample.judged[0]
        raise RuntimeError("a bug while judging")

    with pytest.raises(RuntimeError):
        sample.store(engine, judged=broken())

    assert {name: len(found) for name, found in everything(engine).items()} == dict.fromkeys(everything(engine), 0)


def test_only_one_observation_is_current(engine: Engine, sample: Any) -> None:
    sample.store(engine)
    with storage.reading(engine) as session:
        row = session.scalars(select(models.Observation).where(models.Observation.indicator == "GUIDE.5.1")).one()
        columns = {c.key: getattr(row, c.key) for c in inspect(models.Observation).columns if c.key != "id"}

    with pytest.raises(IntegrityError), storage.writing(engine) as session:
        session.execute(insert(models.Observation), [columns])


def test_findings_keep_their_ids_over_rounds_and_differ_within_a_subject(engine: Engine, sample: Any) -> None:
    sample.store(engine, "2026Q3")
    sample.store(engine, "2026Q4")

    with storage.reading(engine) as session:
        earlier = [row["finding"] for row in rows.findings(session, "2026Q3")]
        later = [row["finding"] for row in rows.findings(session, "2026Q4")]
    assert earlier == later
    assert len(set(later)) == len(later) == 5


def test_a_finding_id_hangs_on_the_defect_and_not_on_the_words_around_it(sample: Any) -> None:
    verdict = sample.judged[0].verdicts[1]
    defect = verdict.defects[0]
    name = finding_id("990001", verdict, defect, 0)

    moved = replace(defect, quote="别的字", about=replace(defect.about, locator="/div[7]", quote="别的字"))
    assert finding_id("990001", verdict, moved, 0) == name
    assert finding_id("990001", verdict, replace(defect, subject_name=" 工 本 费"), 0) == name
    others = {
        finding_id("990002", verdict, defect, 0),
        finding_id("990001", replace(verdict, item="z"), defect, 0),
        finding_id("990001", replace(verdict, check="fee.status"), defect, 0),
        finding_id("990001", verdict, replace(defect, subject_name="考试费"), 0),
        finding_id("990001", verdict, replace(defect, subject=Subject.FORM), 0),
        finding_id("990001", verdict, replace(defect, about=replace(defect.about, element="fee_basis")), 0),
        finding_id("990001", verdict, defect, 1),
        name,
    }
    assert len(others) == 8


def test_verdicts_without_an_indicator_are_not_kept(engine: Engine, sample: Any) -> None:
    only = {"fee.status": sample.checks["fee.status"]}

    sample.store(engine, checks=only)

    with storage.reading(engine) as session:
        assert {row["check"] for row in rows.verdicts(session, ROUND)} == {"fee.status"}
        statuses = {row["indicator"]: row["status"] for row in rows.observations(session, ROUND)}
    assert statuses["GUIDE.5.2"] == "not_observable"
    assert statuses["GUIDE.5.1"] == "observed"


def test_an_endless_key_is_stored_as_its_hash(engine: Engine, sample: Any) -> None:
    judged = sample.judged[1]
    key = "长" * 5000
    record = replace(judged.record, key=key)
    verdicts = tuple(replace(v, item=key) for v in judged.verdicts if v.outcome is Outcome.PASSED)

    sample.store(engine, judged=[replace(judged, record=record, verdicts=verdicts)])

    assert count(engine, models.Verdict) == len(verdicts)
