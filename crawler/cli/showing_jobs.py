"""What commands print of planned jobs: which were left to workers, and where each stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.domain.check import Text
from crawler.queue.plan import JobState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.cli.options import Desk
    from crawler.queue.plan import Planned

_JOBS = {
    JobState.WAITING: Text("等候", "waiting"),
    JobState.LATER: Text("未到时间", "later"),
    JobState.RUNNING: Text("进行中", "running"),
    JobState.CUT_OFF: Text("中断，待续", "cut off, to be gone on with"),
    JobState.DONE: Text("完成", "done"),
    JobState.GIVEN_UP: Text("已放弃", "given up"),
}


def show_jobs(desk: Desk, jobs: Sequence[Planned]) -> None:
    """How many jobs of a round stand where, and each that is not simply done."""
    if not jobs:
        return
    counts = Counter(one.state for one in jobs)
    said = " · ".join(f"{desk.text(_JOBS[state])} {counts[state]}" for state in JobState if counts[state])
    desk.out.print(f"  {desk.words('任务', 'jobs')}: {said}", markup=False)
    for one in jobs:
        if one.state in {JobState.RUNNING, JobState.CUT_OFF, JobState.GIVEN_UP}:
            why = f" ({desk.text(one.problem)})" if one.problem else ""
            tries = desk.words(f"第 {one.attempts} 次", f"attempt {one.attempts}")
            desk.out.print(f"      {one.job.region}: {desk.text(_JOBS[one.state])}, {tries}{why}", markup=False)


def enqueued(desk: Desk, round_code: str, taken: Mapping[str, bool]) -> None:
    """Which regions of a round were left to workers, and which were by an earlier command."""
    if desk.as_json:
        desk.answer(
            {
                "round": round_code,
                "enqueued": [k for k, new in taken.items() if new],
                "known": [k for k, new in taken.items() if not new],
            }
        )
        return
    new = sum(taken.values())
    desk.out.print(
        desk.words(
            f"轮次 {round_code}：{new} 个地区交给 worker，{len(taken) - new} 个此前已在队列中",
            f"round {round_code}: {new} regions left to workers, {len(taken) - new} were in the queue before",
        ),
        markup=False,
    )


def jobs_document(jobs: Sequence[Planned]) -> list[dict[str, object]]:
    """Jobs as `status --json` shows them."""
    return [
        {
            "job": one.job.key,
            "region": one.job.region,
            "state": one.state.value,
            "not_before": one.job.not_before,
            "reason": one.job.reason,
            "attempts": one.attempts,
            "problem": None if one.problem is None else one.problem.en,
            "problem_zh": None if one.problem is None else one.problem.zh,
            "run": one.run,
        }
        for one in jobs
    ]
