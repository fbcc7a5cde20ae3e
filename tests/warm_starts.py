"""Processes that start warm: a test's crawl, and what judges it, fork from one that has loaded the program.

`crawl` starts a fresh interpreter, which loads Scrapy and the readers for a second and a half of a core before its
first request; judging starts another. Hundreds of tests would pay for both. Here one process for each worker of pytest
loads it all, once.

How the program starts by itself is shown where tests run it as a command: the demo, the trials with kills, the queue,
the console; and where a test asks for `fresh_starts`, or puts something of its own in the place of `subprocess.Popen`.
"""

from __future__ import annotations

import atexit
import multiprocessing.process
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from crawler.gather import crawl
from crawler.verdicts import settlers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from multiprocessing.context import ForkServerContext

_LOADED = [
    "crawler.gather.process",
    "crawler.queue.attempt",
    "crawler.verdicts.judging",
    "crawler.verdicts.settlers",
    "tests.warm_starts",
]
_POPEN = subprocess.Popen
_ALWAYS_CHANGED = ("PYTHONPATH", "PYTHONUTF8")


def _warm() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


def _seen_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    """What an interpreter looks at once, when it starts: where a test changes that, it gets a fresh one."""
    names = {name for name in environment if name.startswith(("LANG", "LC_", "PYTHON", "TZ"))}
    return {name: environment[name] for name in names.difference(_ALWAYS_CHANGED)}


class WarmCrawl:
    """A crawl process, with as much of `subprocess.Popen` as `crawl` uses."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        context = _warm()
        in_read, in_write = os.pipe()
        out_read, out_write = os.pipe()
        begun, tells_begun = context.Pipe(duplex=False)
        ends = (
            Connection(in_read, writable=False),
            Connection(out_write, readable=False),
            Connection(os.dup(2), readable=False),
        )
        self._process = context.Process(target=_crawl, args=(ends, tells_begun, dict(environment)))
        self._process.start()
        # Its exit code can be read once: nobody else may look after it.
        multiprocessing.process._children.discard(self._process)  # type: ignore[attr-defined]
        self._reading = threading.Lock()
        for end in (*ends, tells_begun):
            end.close()
        begun.poll(None)  # it is the first of a group of its own by now, or has died
        begun.close()
        self.pid: int = self._process.pid or 0
        self.stdin = os.fdopen(in_write, "w", encoding="utf-8")
        self.stdout = os.fdopen(out_read, encoding="utf-8")

    @property
    def returncode(self) -> int | None:
        """How it ended."""
        with self._reading:
            return self._process.exitcode

    def wait(self) -> int | None:
        """Wait for its end."""
        wait_for([self._process.sentinel])
        return self.returncode

    def send_signal(self, number: int) -> None:
        """As long as it is there."""
        if self.returncode is None:
            os.kill(self.pid, number)


def _crawl(ends: tuple[Connection, ...], begun: Connection, environment: dict[str, str]) -> None:
    """What `python -m crawler.gather` does in a session of its own."""
    os.setsid()
    for number, end in enumerate(ends):
        os.dup2(end.fileno(), number)
        end.close()
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    _live_in(environment)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    begun.close()
    import_module("crawler.gather.process").main()
    atexit._run_exitfuncs()  # a forked process leaves without them


def _judge(environment: dict[str, str], begin: Callable[..., None], words: tuple[Any, ...]) -> None:
    _live_in(environment)
    begin(*words)


def _live_in(environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


@contextmanager
def warm_starts() -> Iterator[None]:
    """What this process crawls and judges starts warm meanwhile."""
    at_start = _seen_at_start(os.environ)

    def started(command: list[str], *, env: Mapping[str, str], **options: Any) -> subprocess.Popen[str] | WarmCrawl:
        if subprocess.Popen is not _POPEN or _seen_at_start(env) != at_start:
            return subprocess.Popen(command, env=env, **options)
        return WarmCrawl(env)

    def pool(processes: int, *, initializer: Any, initargs: Any, **options: Any) -> ProcessPoolExecutor:
        if _seen_at_start(os.environ) != at_start:
            return ProcessPoolExecutor(processes, initializer=initializer, initargs=initargs, **options)
        words = (dict(os.environ), initializer, initargs)
        return ProcessPoolExecutor(processes, mp_context=_warm(), initializer=_judge, initargs=words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crawl, "subprocess", SimpleNamespace(PIPE=subprocess.PIPE, Popen=started))
        patch.setattr(settlers, "ProcessPoolExecutor", pool)
        yield


@contextmanager
def fresh_starts() -> Iterator[None]:
    """They start as they do for people meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crawl, "subprocess", subprocess)
        patch.setattr(settlers, "ProcessPoolExecutor", ProcessPoolExecutor)
        yield
