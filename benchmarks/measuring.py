"""Running the command and measuring it: wall time, CPU with all children, memory of the process tree over time."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
_EVERY = 1.0
_PARTS = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took. `growth` is how much memory rises over the second half, as a share of what it was there.

    `tenths` is the largest memory in each tenth of the time, bytes.
    """

    seconds: float
    cpu: float
    peak: float
    growth: float
    code: int
    tenths: tuple[float, ...]


def measured(arguments: Sequence[str], *, allowed: Sequence[int] = (0,)) -> Measured:
    """Run `portal-audit` with these arguments to its end and measure it; SystemExit where it ends otherwise."""
    samples: list[tuple[float, float]] = []
    with tempfile.TemporaryFile() as said:
        command = [sys.executable, "-m", "crawler", *arguments]
        begun = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        try:
            done = 0
            while done == 0:
                samples.append((time.monotonic() - begun, memory(process.pid)))
                with contextlib.suppress(ChildProcessError):
                    time.sleep(_EVERY)
                    done, status, used = os.wait4(process.pid, os.WNOHANG)
            seconds = time.monotonic() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        except BaseException:
            process.terminate()
            raise
        if process.returncode not in allowed:
            said.seek(0)
            raise SystemExit(f"ended with {process.returncode}: {said.read().decode(errors='replace')[-3000:]}")
    return Measured(
        seconds=seconds,
        cpu=used.ru_utime + used.ru_stime,
        peak=max((size for _, size in samples), default=0.0),
        growth=_growth([one for one in samples if one[0] > seconds / 2 and one[1]]),
        code=process.returncode,
        tenths=tuple(
            max((size for at, size in samples if part <= at / seconds * _PARTS < part + 1), default=0.0)
            for part in range(_PARTS)
        ),
    )


def memory(process: int) -> float:
    """Proportional set size of a process and all its descendants, bytes."""
    total = 0.0
    with contextlib.suppress(psutil.NoSuchProcess):
        command = psutil.Process(process)
        for one in [command, *command.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += one.memory_full_info().pss
    return total


def _growth(half: Sequence[tuple[float, float]]) -> float:
    if len(half) < 3:
        return 0.0
    slope = statistics.linear_regression(*zip(*half, strict=True)).slope
    return slope * (half[-1][0] - half[0][0]) / statistics.fmean(size for _, size in half)
