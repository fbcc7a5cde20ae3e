"""`status` in words, progress for machines, and metrics."""

from __future__ import annotations

import json
import socket
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

import models
from crawler.archive.lock import working_on
from crawler.cli.options import Desk
from crawler.cli.progressing import Progressing
from crawler.config import Settings
from crawler.domain.evidence import Failure, FetchState, PageKind, Via
from crawler.domain.portal import Level, PortalProfile
from crawler.errors import UsageError
from crawler.gather.job import Progress
from crawler.metrics import CrawlMetrics, published, registry_of
from crawler.standing import Now, standing
from crawler.storage import open_database, writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_REGION = "990305"


def _url(desk: Any) -> str:
    return f"sqlite:///{desk.data / 'portal-audit.db'}"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def troubled(observed: Any, tmp_path: Path) -> Any:
    """The round R1 with a region held back, a host that refused, a job given up, and a host that wants nobody."""
    desk = observed.desk.copy(tmp_path / "data")
    with writing(open_database(_url(desk))) as session:
        part = session.query(models.RegionRun).filter_by(region=_REGION).one()
        the_round = session.get_one(models.Round, "R1")
        the_round.deadline = datetime(2026, 12, 31, 16, tzinfo=UTC)
        for number in range(3):
            session.add(
                models.Fetch(
                    region_run_id=part.id, evidence=f"blocked{number}", kind=PageKind.GUIDE, method="GET", attempts=1,
                    url=f"http://busy.test:81/guide/{number}", state=FetchState.FAILED, failure=Failure.BLOCKED,
                    look=1, via=Via.HTTP,
                )
            )  # fmt: skip
        now = datetime.now(UTC)
        session.add(
            models.Hold(
                round="R1", region=_REGION, region_run_id=part.id, raised_at=now, reason="要素覆盖率下降",
                reason_en="coverage fell",
            )
        )  # fmt: skip
        session.add(models.Region(code="990777", name="远山县", level=Level.OTHER, parent=None))
        session.flush()
        session.add(
            models.RegionJob(
                key="R1/990777", round="R1", region="990777", host="far.test:80", orders={}, enqueued_at=now,
                problem="晚了\n三次", given_up=True,
            )
        )  # fmt: skip
        session.add(
            models.HostPace(host="busy.test:81", free=0.0, held=now.timestamp() + 600, interval=1.0, kept_at=0.0)
        )
        session.add(
            models.HostPace(host="free.test:80", free=0.0, held=now.timestamp() - 600, interval=1.0, kept_at=0.0)
        )
    return desk


def test_status_says_in_words_what_a_person_on_call_needs(troubled: Any) -> None:
    said = troubled("status", "--round", "R1").out

    lines = said.splitlines()
    assert lines[0].startswith("轮次 R1：进行中，2027-01-01 00:00 截止")
    assert "共 3 个地区" in lines[1]
    first = next(n for n, line in enumerate(lines) if line.startswith(f"  {_REGION}"))
    last = next(n for n, line in enumerate(lines) if "无址县" in line)
    assert first < last, "what needs a person stands first"
    assert "暂缓发布：要素覆盖率下降；请人工核对后用 portal-audit release 放行" in said
    assert "未能观测：主机 busy.test:81 被防护系统拦截 (blocked) × 3" in said
    assert "不再重试：晚了" in said
    assert "主机 busy.test:81 要求暂停访问" in said
    assert "free.test" not in said
    english = troubled("--lang", "en", "status").out
    assert "held back: coverage fell" in english


def test_status_for_machines_keeps_what_scripts_read(troubled: Any) -> None:
    (document,) = troubled("status", "--json").document

    assert document["round"] == "R1"
    assert document["held"] == [{"region": _REGION, "reason": "要素覆盖率下降", "reason_en": "coverage fell"}]
    assert document["not_observed"][_REGION]["blocked"] == 3
    assert {"host": "busy.test:81", "failure": "blocked", "addresses": 3} in document["refusals"][_REGION]
    by_region = {one["region"]: one for one in document["regions"]}
    assert by_region["990777"]["given_up"] is True
    assert by_region[_REGION]["now"] == "observed"
    assert sum(document["counts"].values()) == 3


def test_a_round_that_was_run_by_hand_to_its_end_is_not_said_to_be_under_way(observed: Any, tmp_path: Path) -> None:
    desk = observed.desk.copy(tmp_path / "data")
    assert desk("status", "--round", "R1").out.splitlines()[0] == "轮次 R1：已走完，未关闭"
    assert desk("--lang", "en", "status").out.splitlines()[0] == "round R1: gone through, not closed"
    with writing(open_database(_url(desk))) as session:
        part = session.query(models.RegionRun).filter_by(region=_REGION).one()
        part.state = models.RegionState.GATHERING
    assert desk("status", "--round", "R1").out.splitlines()[0] == "轮次 R1：进行中"


@pytest.mark.parametrize(
    ("run", "state", "now"),
    [
        ("running", "gathering", Now.WORKING),
        ("running", "planned", Now.WAITING),
        ("interrupted", "gathering", Now.STOPPED),
        ("own_fault", "gathering", Now.STOPPED),
    ],
)
def test_what_is_happening_to_a_region_that_is_not_over(
    observed: Any, tmp_path: Path, run: str, state: str, now: Now
) -> None:
    desk = observed.desk.copy(tmp_path / "data")
    with writing(open_database(_url(desk))) as session:
        part = session.query(models.RegionRun).filter_by(region=_REGION).one()
        part.state = models.RegionState(state)
        part.started_at = datetime.now(UTC) if state == "gathering" else None
        session.get_one(models.Run, part.run).state = models.RunState(run)
        session.flush()

        found = {one.code: one.now for one in standing(session, "R1").regions}

    assert found[_REGION] is now


@pytest.mark.parametrize("state", ["gathering", "planned"])
def test_a_command_that_was_killed_is_not_said_to_be_at_work(observed: Any, tmp_path: Path, state: str) -> None:
    """It could not write down its end; the lock that it held is open."""
    desk = observed.desk.copy(tmp_path / "data")
    with writing(open_database(_url(desk))) as session:
        part = session.query(models.RegionRun).filter_by(region=_REGION).one()
        part.state = models.RegionState(state)
        session.get_one(models.Run, part.run).state = models.RunState.RUNNING

    assert f"{_REGION} 梅岭县：已中断，重新执行同一命令即可继续" in desk("status", "--round", "R1").out
    with working_on(desk.data, [_REGION]):
        assert "已中断" not in desk("status", "--round", "R1").out


def _progress(region: str, planned: int, fetched: int) -> Progress:
    return Progress(region=region, planned=planned, fetched=fetched, failed=1, skipped=0)


def test_progress_for_machines_is_a_json_line_a_region(capsys: pytest.CaptureFixture[str]) -> None:
    profiles = [PortalProfile(code=code, name=code, level=Level.OTHER, portal=None) for code in ("1", "2")]
    with Progressing(Desk(settings=Settings(), as_json=True, verbose=False), profiles, "2026Q4") as progressing:
        progressing.tell(_progress("1", 10, 3))
        progressing.tell(_progress("1", 10, 4))
        progressing.tell(_progress("2", 10, 3))
        progressing.tell(_progress("1", 10, 9))

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(one["region"], one["fetched"], one["seconds_left"]) for one in lines] == [
        ("1", 3, 6),
        ("2", 3, 6),
        ("1", 9, 0),
    ]
    assert {(one["event"], one["of"]) for one in lines} == {("progress", "2026Q4")}


def test_a_portal_that_is_left_alone_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    profiles = [PortalProfile(code="1", name="云溪市", level=Level.OTHER, portal=None)]
    waits = replace(_progress("1", 10, 4), waits=300.0)
    with Progressing(Desk(settings=Settings(), as_json=True, verbose=False), profiles) as progressing:
        progressing.tell(waits)
    line = json.loads(capsys.readouterr().err)
    assert (line["waits"], line["seconds_left"]) == (300, 305)

    with Progressing(Desk(settings=Settings(), as_json=False, verbose=False), profiles) as progressing:
        progressing._told = -100.0
        progressing.tell(waits)
    assert "云溪市将在 300 秒后再试" in "".join(capsys.readouterr().err.split("\n"))


def _samples(text: str) -> Mapping[tuple[str, ...], float]:
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_metrics_tell_where_rounds_stand(troubled: Any) -> None:
    found = _samples(generate_latest(registry_of(_url(troubled))).decode())

    assert found["portal_audit_database_up",] == 1
    assert found["portal_audit_round_held_regions", "R1"] == 1
    assert found["portal_audit_round_given_up_regions", "R1"] == 1
    assert found["portal_audit_round_not_observed", "R1", "blocked"] == 3
    assert found["portal_audit_round_regions", "R1", "observed"] == 1
    assert found["portal_audit_hosts_paused",] == 1
    assert found["portal_audit_round_findings", "R1", "major"] > 0
    settled = datetime.fromtimestamp(found["portal_audit_round_last_settled_timestamp_seconds", "R1"], UTC)
    assert datetime.now(UTC) - settled < timedelta(hours=1)


def test_a_database_that_is_away_is_a_metric_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    found = _samples(generate_latest(registry_of(f"sqlite:///{tmp_path}/file/audit.db")).decode())

    assert found == {("portal_audit_database_up",): 0}


def test_metrics_are_served_on_loopback_and_written_for_a_node_exporter(
    troubled: Any, tmp_path: Path, free_port: int
) -> None:
    path = tmp_path / "audit.prom"
    settings = Settings(db=_url(troubled), metrics_port=free_port, metrics_file=path)

    with published(settings) as registry:
        CrawlMetrics(registry, "R2").tell(_progress("1", 10, 3))
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/metrics", timeout=10) as answer:
            served = _samples(answer.read().decode())
        assert path.exists()

    assert served["portal_audit_crawl_addresses", "1", "R2", "fetched"] == 3
    assert _samples(path.read_text(encoding="utf-8"))["portal_audit_crawl_addresses", "1", "R2", "planned"] == 10


def test_a_port_that_is_taken_stops_nobody_unless_it_was_asked_for(
    tmp_path: Path, free_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=tmp_path, metrics_port=free_port)
    with socket.create_server(("127.0.0.1", free_port)):
        with published(settings):
            pass
        assert "metrics are not served" in capsys.readouterr().err
        with pytest.raises(UsageError, match="choose another"), published(settings, port=free_port):
            pass


def test_nothing_is_published_unless_asked_for(tmp_path: Path) -> None:
    with published(Settings(data=tmp_path)) as registry:
        assert isinstance(registry, CollectorRegistry)

    assert list(tmp_path.iterdir()) == []
