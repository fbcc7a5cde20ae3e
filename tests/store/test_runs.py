from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import models
from crawler import catalogue, runs, storage
from crawler.errors import UsageError
from models import RegionOutcome, RunState

if TYPE_CHECKING:
    from sqlalchemy import Engine


def test_a_round_keeps_its_seed_and_system(engine: Engine) -> None:
    deadline = datetime(2026, 12, 31, 16, tzinfo=UTC)
    with storage.writing(engine) as session:
        begun = runs.ensure_round(session, "2026Q4", panel="prov32", seed=42)
        again = runs.ensure_round(session, "2026Q4", deadline=deadline)
        assert again is begun

    with storage.writing(engine) as session:
        found = runs.get_round(session, "2026Q4")
        assert (found.seed, found.panel, found.deadline) == (42, "prov32", deadline)
        with pytest.raises(UsageError, match="seed 42"):
            runs.ensure_round(session, "2026Q4", seed=43)


def test_a_round_without_a_seed_draws_one_and_keeps_it(engine: Engine) -> None:
    with storage.writing(engine) as session:
        seed = runs.ensure_round(session, "2026Q4").seed
    with storage.writing(engine) as session:
        assert runs.ensure_round(session, "2026Q4").seed == seed


@pytest.mark.parametrize("code", ["", "../up", "a/b", "-x", "x" * 33, "季度"])
def test_a_round_needs_a_name_that_a_folder_can_have(engine: Engine, code: str) -> None:
    with storage.writing(engine) as session, pytest.raises(UsageError):
        runs.ensure_round(session, code)


def test_unknown_rounds_and_panels_are_told(engine: Engine) -> None:
    with storage.writing(engine) as session:
        runs.ensure_round(session, "2026Q3")
    with storage.writing(engine) as session:
        with pytest.raises(UsageError, match="2026Q3"):
            runs.get_round(session, "2026Q4")
        with pytest.raises(UsageError, match="city32"):
            runs.ensure_round(session, "2026Q4", panel="nobody")
        with pytest.raises(UsageError, match="project"):
            runs.ensure_round(session, "2026Q4", system="nobody")


def test_a_cut_off_run_is_the_one_to_resume(engine: Engine, sample: Any) -> None:
    system = catalogue.indicator_system()
    with storage.writing(engine) as session:
        runs.ensure_round(session, "2026Q4")
        assert runs.unfinished_run(session, "2026Q4") is None
        run = runs.start_run(session, "2026Q4", [sample.profile], system=system, settings={"rate": 1.5})
        runs.begin_region(session, run.id, "990001")
        runs.finish_region(session, run.id, "990001", outcome=RegionOutcome.INTERRUPTED, reason="stopped")
        runs.finish_run(session, run.id, state=RunState.INTERRUPTED, reason="stopped")

    with storage.writing(engine) as session:
        found = runs.unfinished_run(session, "2026Q4")
        assert found is not None
        assert (found.id, found.settings, found.ended_because) == (run.id, {"rate": 1.5}, "stopped")
        assert [part.state for part in runs.region_runs(session, run.id)] == [models.RegionState.PLANNED]
        runs.begin_region(session, run.id, "990001")
        runs.finish_region(session, run.id, "990001", outcome=RegionOutcome.COMPLETE)
        runs.finish_run(session, run.id)

    with storage.writing(engine) as session:
        assert runs.unfinished_run(session, "2026Q4") is None
        assert runs.current_runs(session, "2026Q4") == {}


def test_two_runs_never_share_an_id(engine: Engine, sample: Any) -> None:
    system = catalogue.indicator_system()
    with storage.writing(engine) as session:
        runs.ensure_round(session, "2026Q4")
        made = [runs.start_run(session, "2026Q4", [sample.profile], system=system) for _ in range(3)]
        assert [run.number for run in made] == [1, 2, 3]
        assert len({run.id for run in made}) == 3


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(Exception, match="naive"), storage.writing(engine) as session:
        runs.ensure_round(session, "2026Q4", deadline=datetime(2026, 12, 31))  # noqa: DTZ001


def test_a_reader_sees_one_state_while_another_writes(engine: Engine) -> None:
    with storage.writing(engine) as session:
        runs.ensure_round(session, "2026Q3")
    with storage.reading(engine) as reader:
        assert runs.get_round(reader, "2026Q3").code == "2026Q3"
        with storage.writing(engine) as session:
            runs.ensure_round(session, "2026Q4")
        with pytest.raises(UsageError):
            runs.get_round(reader, "2026Q4")
