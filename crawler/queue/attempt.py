"""One attempt at a job, in a process of its own: forked off a server that has everything loaded, so it begins at once.

A process of its own, because whatever a portal's files do to it must cost one region and not the worker, and because a
worker's heartbeat must not wait for reading and judging.
"""

from __future__ import annotations

import _thread
import errno
import multiprocessing
import os
import signal
import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import structlog

from crawler import logs
from crawler.calendar.visiting import make_visit
from crawler.calendar.watching import slot_of
from crawler.calendar.work import is_wanted, terms_of_job
from crawler.domain.check import Text
from crawler.errors import BusyError, DatabaseFullError, LeaseLostError, NotArchivedError, PortalAuditError
from crawler.queue import plan
from crawler.queue.orders import read_orders, request_of
from crawler.rounds import RoundState, run_round
from crawler.storage import open_database, writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

    from crawler.gather.job import CrawlOptions

_log = structlog.get_logger(__name__)

_PRELOADED = ["crawler.queue.attempt", "crawler.verdicts.judging"]
_STOPS_WITHIN = 60.0
"""Seconds that an attempt gets to stop in order: its crawl process ends what is on its way."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})

# Exit codes of the process; any other is a crash.
_DONE, _PROBLEM, _CUT_OFF, _BUSY, _OWN_FAULT = 0, 3, 4, 5, 6


class Ended(StrEnum):
    """How an attempt ended."""

    DONE = "done"
    CUT_OFF = "cut_off"
    """Stopped from outside, or by the loss of a process, a lease or the database: to be gone on with."""
    BUSY = "busy"
    """Somebody else works on the region."""
    OWN_FAULT = "own_fault"
    """Our own network is down, or the disk is full."""
    GIVEN_UP = "given_up"
    """It is not tried again."""


PAUSES = {Ended.CUT_OFF: 1, Ended.BUSY: 5, Ended.OWN_FAULT: 120}
"""Seconds before the next attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where a worker works: database, data folder, and what its machine gathers with."""

    database: str
    data: Path
    options: CrawlOptions


def attempt(place: Workplace, key: str, stop: Callable[[], bool]) -> Ended:
    """Go on with a job until it is done or `stop` says so. May be called from several threads at once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    process = context.Process(target=_work, args=(place, key), daemon=False)
    process.start()
    asked: float | None = None
    while process.is_alive():
        process.join(timeout=0.2)
        if stop() and asked is None:
            asked = time.monotonic()
            _signal(process, signal.SIGINT)
        if asked is not None and time.monotonic() - asked > _STOPS_WITHIN:
            process.kill()
    return _ended(place, key, process.exitcode)


def _signal(process: ForkServerProcess, number: int) -> None:
    if process.pid is not None and process.is_alive():
        os.kill(process.pid, number)


def _ended(place: Workplace, key: str, code: int | None) -> Ended:
    plain = {_DONE: Ended.DONE, _BUSY: Ended.BUSY, _OWN_FAULT: Ended.OWN_FAULT}
    if code in plain:
        return plain[code]
    again = True
    if code not in {_PROBLEM, _CUT_OFF}:
        why = Text(f"进程异常结束（{code}）", f"its process ended with {code}")
        _log.warning("an attempt broke off", job=key, reason=why.en)
        try:
            with writing(open_database(place.database)) as session:
                # A signal came from outside; a crash of ours ends with an exit code.
                from_outside = code is None or code < 0
                again = plan.note_cut_off(session, key, why) if from_outside else plan.note_problem(session, key, why)
        except PortalAuditError as problem:
            _log.warning("how an attempt ended could not be noted", job=key, reason=str(problem))
    elif code == _PROBLEM:
        return _after_a_problem(place, key)
    return Ended.CUT_OFF if again else Ended.GIVEN_UP


def _after_a_problem(place: Workplace, key: str) -> Ended:
    try:
        with writing(open_database(place.database)) as session:
            state = next((one.state for one in plan.planned(session) if one.job.key == key), None)
    except PortalAuditError:
        return Ended.CUT_OFF
    return Ended.GIVEN_UP if state is plan.JobState.GIVEN_UP else Ended.CUT_OFF


def _work(place: Workplace, key: str) -> None:
    """The process: ends with one of the exit codes."""
    logs.configure_child()
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = _run(place, key)
    except BusyError as problem:
        _log.info("busy", job=key, reason=str(problem))
        code = _BUSY
    except (KeyboardInterrupt, LeaseLostError):
        code = _CUT_OFF
    except (NotArchivedError, DatabaseFullError) as problem:
        _log.warning("the machine refused", job=key, reason=str(problem))
        code = _OWN_FAULT
    except PortalAuditError as problem:
        code = _note(place, key, Text(problem.zh, problem.en))
    except OSError as problem:
        code = _of_the_machine(place, key, problem)
    except Exception as problem:  # noqa: BLE001  a bug of ours costs this job, not the worker
        _log.exception("an attempt failed", job=key)
        code = _note(place, key, _own_error(problem))
    os._exit(code)  # threads of a library must not keep the process


def _of_the_machine(place: Workplace, key: str, problem: OSError) -> int:
    """A full disk is waited out: the job is not to be given up for it. Anything else may be a bug of ours."""
    if problem.errno in _FULL:
        _log.warning("the disk is full", job=key, reason=str(problem))
        return _OWN_FAULT
    _log.error("an attempt failed", job=key, exc_info=problem)
    return _note(place, key, _own_error(problem))


def _run(place: Workplace, key: str) -> int:
    engine = open_database(place.database)
    with writing(engine) as session:
        row = plan.take_up(session, key)
    if row is None:
        return _DONE
    job = plan.job_of(row)
    with writing(engine) as session:
        terms = terms_of_job(session, job)
        if terms is not None and not is_wanted(session, job):
            plan.give_up(session, key, Text("所属轮次已不在进行", "its round is not running any more"))
            return _DONE
    if slot_of(key) is not None and terms is not None:
        make_visit(engine, job, terms, data=place.data, options=place.options)
        with writing(engine) as session:
            plan.drop(session, key)
        return _DONE
    request = request_of(read_orders(row.orders), job, place.options)
    result = run_round(request, data=place.data, database=place.database)
    ended = {RoundState.INTERRUPTED: _CUT_OFF, RoundState.OUR_FAULT: _OWN_FAULT}
    return ended.get(result.state, _DONE)


def _own_error(problem: Exception) -> Text:
    told = f"{type(problem).__name__}: {problem}"
    return Text(f"程序出错：{told}", f"error of the program: {told}")


def _note(place: Workplace, key: str, problem: Text) -> int:
    try:
        with writing(open_database(place.database)) as session:
            plan.note_problem(session, key, problem)
    except PortalAuditError as away:  # without the database nothing is known to be wrong with the job
        _log.warning("an attempt was cut off", job=key, reason=f"{problem.en}; {away}")
        return _CUT_OFF
    _log.warning("an attempt ended with a problem", job=key, reason=problem.en)
    return _PROBLEM


def _stop_with_parent() -> None:
    """When the worker dies its jobs stop in order; they go on elsewhere."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    _thread.interrupt_main()
    time.sleep(_STOPS_WITHIN)
    os._exit(_CUT_OFF)
