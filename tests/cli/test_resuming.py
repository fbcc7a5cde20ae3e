"""Which run a command goes on with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler import catalogue, runs, storage
from models import RunState

if TYPE_CHECKING:
    from sqlalchemy import Engine


def test_a_cut_off_run_is_resumed_by_its_own_command_only(engine: Engine, sample: Any) -> None:
    """Also when another region was run meanwhile; not when its own region was gathered again since."""
    system = catalogue.indicator_system()
    other = replace(sample.profile, code="990002", name="另一省")

    def begin(profile: Any, scope: str) -> str:
        with storage.writing(engine) as session:
            return runs.start_run(session, "2026Q4", [profile], system=system, settings={"scope": scope}).id

    def found(scope: str) -> str | None:
        with storage.reading(engine) as session:
            run = runs.unfinished_run(session, "2026Q4", scope)
            return run.id if run is not None else None

    with storage.writing(engine) as session:
        runs.ensure_round(session, "2026Q4")
    cut = begin(sample.profile, "a")
    meanwhile = begin(other, "b")
    with storage.writing(engine) as session:
        runs.finish_run(session, cut, state=RunState.INTERRUPTED)
        runs.finish_run(session, meanwhile)

    assert (found("a"), found("b"), found("c")) == (cut, None, None)

    again = begin(sample.profile, "c")
    assert (found("a"), found("c")) == (cut, again)  # killed outright, a run is never marked as cut off
    with storage.writing(engine) as session:
        runs.finish_run(session, again)
    assert found("a") is None
