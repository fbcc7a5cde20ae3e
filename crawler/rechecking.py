"""Judging a round again from its archives (复核): no request leaves the machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crawler import catalogue, runs
from crawler.archive.damage import damaged as damaged_places
from crawler.archive.store import RegionArchive
from crawler.calendar.holding import raise_alarms
from crawler.comparison.comparing import indicators_of, of_kin
from crawler.errors import EvidenceDamagedError, UsageError
from crawler.keeping import kept_profile
from crawler.leases import Lease, leased
from crawler.rounds import RoundResult, RoundState, RunRequest, office_of, state_of
from crawler.storage import open_database, reading, upgrade, writing
from crawler.verdicts.judge import all_checks
from models import RunState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Engine

    from crawler.domain.indicator import IndicatorSystem
    from crawler.domain.portal import PortalProfile
    from crawler.runs import CurrentRun
    from crawler.verdicts.settling import RegionResult


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """An archive of a region, and the indicators that are observed from it; None: all that were asked for."""

    profile: PortalProfile
    current: CurrentRun
    indicators: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every archive of a round is judged with."""

    engine: Engine
    system: IndicatorSystem
    seed: int
    lease: Lease = Lease(regions=(), owner=None)  # noqa: RUF009  frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """What is judged from which archives, by region; `missing` says of those left out where no evidence is."""

    wanted: Sequence[str]
    tasks: Mapping[str, list[_Task]]
    missing: dict[str, EvidenceDamagedError]
    desk: _Desk


def recheck_round(request: RunRequest, *, regions: tuple[str, ...], data: Path, database: str) -> RoundResult:
    """Judge a round again from its archive with today's rules; no request leaves the machine.

    `regions` are codes, empty for all that were observed. Each is judged with the profile it was gathered with, so
    `request.profiles` is not read. What was not gathered whole then is not whole now. Where single indicators of a
    region were observed anew, each is judged from the archive that it rests on, the older ones in runs before the last
    one: an archive says nothing of what was not gathered for it.

    A region whose evidence is not what was archived is left as it is and named in `damaged`; an EvidenceDamagedError
    where that is every one. A BusyError while another command works on a region.
    """
    upgrade(database)
    engine = open_database(database)
    wanted = _planned(engine, request, regions, data).wanted  # refuses what cannot be, before anything is held
    results: list[RegionResult] = []
    began: list[str] = []
    with leased(engine, data, wanted) as lease:
        planned = _planned(engine, request, regions, data)  # another command may have ended meanwhile
        damaged = planned.missing | _damaged(planned.tasks, data)
        tasks = [of_region for region, of_region in planned.tasks.items() if region not in damaged]
        if not tasks:
            first, *others = damaged
            also = f"；{'、'.join(others)} 也是" if others else ""
            rest = f"; likewise of {', '.join(others)}" if others else ""
            problem = damaged[first]
            raise EvidenceDamagedError(f"{problem.zh}{also}；没有作任何判定", f"{problem.en}{rest}; nothing was judged")
        for left in range(max(map(len, tasks)), 0, -1):  # the newest archive of every region comes last
            now = [of_region[-left] for of_region in tasks if len(of_region) >= left]
            run, judged = _judge(replace(planned.desk, lease=lease), request, now, data=data, last=left == 1)
            began.append(run)
            results += judged
    return RoundResult(
        run=began[-1],
        earlier=tuple(began[:-1]),
        state=RoundState.INCOMPLETE if damaged else state_of(results),
        regions=tuple(results),
        damaged=damaged,
    )


def _planned(engine: Engine, request: RunRequest, regions: tuple[str, ...], data: Path) -> _Planned:
    with reading(engine) as session:
        the_round = runs.get_round(session, request.round)
        desk = _Desk(engine=engine, system=catalogue.indicator_system(the_round.system), seed=the_round.seed)
        archives = runs.current_archives(session, request.round)
    wanted = list(dict.fromkeys(regions)) or list(archives)
    for code in wanted:
        if code not in archives:
            raise UsageError(
                f"轮次 {request.round} 没有观测过地区 {code}；请先采集",
                f"region {code} was not observed in round {request.round}; run it first",
            )
    if not wanted:
        raise UsageError(
            f"轮次 {request.round} 还没有观测结果；请先采集",
            f"round {request.round} has no observations yet; run it first",
        )
    tasks: dict[str, list[_Task]] = {}
    missing: dict[str, EvidenceDamagedError] = {}
    for code in wanted:
        try:
            tasks[code] = _tasks(archives[code], desk.system, request.indicators, code, data)
        except EvidenceDamagedError as problem:
            missing[code] = problem
    return _Planned(wanted=wanted, tasks=tasks, missing=missing, desk=desk)


def _judge(
    desk: _Desk, request: RunRequest, tasks: Sequence[_Task], *, data: Path, last: bool
) -> tuple[str, list[RegionResult]]:
    """One run over at most one archive a region."""
    engine, system, seed, lease = desk.engine, desk.system, desk.seed, desk.lease
    with writing(engine) as session:
        run = runs.start_run(
            session,
            request.round,
            [task.profile for task in tasks],
            system=system,
            by=request.by,
            reason=request.reason,
            settings={"scope": request.scope},
            gathered_by={task.profile.code: task.current.gathered_by_id for task in tasks},
        ).id
    try:
        results = []
        for task in tasks:
            office = office_of(engine, system, replace(request, indicators=task.indicators), seed, lease)
            results.append(office.settle_again(run, task.profile, task.current, data))
        if last:
            results = office_of(engine, system, request, seed, lease).compare(run, results)
    except KeyboardInterrupt:
        with writing(engine) as session:
            runs.finish_run(session, run, state=RunState.INTERRUPTED, reason="stopped by the operator")
        raise
    except Exception:
        with writing(engine) as session:
            runs.withdraw(session, run)  # what was not judged is as it was before
        raise
    with writing(engine) as session:
        raise_alarms(session, run)
        runs.finish_run(session, run)
    return run, results


def _damaged(tasks: Mapping[str, list[_Task]], data: Path) -> dict[str, EvidenceDamagedError]:
    """Of each region whose evidence is not what was archived what it is and how to mend it."""
    found: dict[str, EvidenceDamagedError] = {}
    for region, of_region in tasks.items():
        for task in of_region:
            archive = RegionArchive(data, task.current.gathered_by, region)
            if places := damaged_places(archive):
                found[region] = EvidenceDamagedError(
                    (
                        f"地区 {region} 的证据已损坏：{len(places)} 处与存档时不同，第一处是 {data / places[0]}；"
                        f"请用备份恢复 {archive.folder}（docs/verify_evidence.py 列出每一处）"
                    ),
                    f"the evidence of region {region} is damaged: {len(places)} place(s) do not hold what was "
                    f"archived, the first is {data / places[0]}; restore {archive.folder} from its copy "
                    "(docs/verify_evidence.py lists every fault)",
                )
                break
    return found


def _tasks(
    archives: Sequence[tuple[CurrentRun, frozenset[str]]],
    system: IndicatorSystem,
    indicators: frozenset[str] | None,
    region: str,
    data: Path,
) -> list[_Task]:
    """What is judged from which archive of a region, the newest archive last."""
    asked = frozenset(one.code for one in system.tertiary()) if indicators is None else indicators
    # What is held against other regions is compared when all of them are stored, whatever archive it rests on.
    own = asked - indicators_of(system, of_kin(all_checks()))
    borne = {current.gathered_by_id: seen & own for current, seen in archives}
    here = [current for current, _ in archives if borne[current.gathered_by_id]] or [archives[-1][0]]
    if len(here) == 1:
        shares: Mapping[int, frozenset[str] | None] = {here[0].gathered_by_id: indicators}
    else:
        # What was never observed is looked for where most was gathered.
        most = max(here, key=lambda current: len(borne[current.gathered_by_id])).gathered_by_id
        new = own - frozenset().union(*borne.values())
        shares = {number: seen | new if number == most else seen for number, seen in borne.items()}
    return [
        _Task(
            profile=kept_profile(RegionArchive(data, current.gathered_by, region)),
            current=current,
            indicators=shares[current.gathered_by_id],
        )
        for current in here
    ]
