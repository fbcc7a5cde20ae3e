"""Progress of a crawl with an estimate: bars on a terminal, a line now and then elsewhere, JSON lines for machines."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from crawler import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

    from rich.progress import TaskID

    from crawler.cli.options import Desk
    from crawler.domain.portal import PortalProfile
    from crawler.gather.job import Progress

_EVERY = 10.0
"""Seconds between two lines of progress for people where stderr is no terminal."""

_EVERY_FOR_MACHINES = 1.0
"""Seconds between two lines about one region for machines; the last one of a region always comes."""

_BARS = 12
"""Regions with a bar of their own; more would not fit on a terminal, and one bar stands for all."""


class Progressing:
    """Takes the reports of crawl processes. `of` names what is worked on, such as the round, on each JSON line."""

    def __init__(self, desk: Desk, profiles: Sequence[PortalProfile], of: str = "") -> None:
        console = desk.notes
        self._desk = desk
        self._of = of
        self._names = {p.code: catalogue.region_called(p.code, p.name, desk.settings.lang) for p in profiles}
        self._rates = {p.code: p.limits.rate for p in profiles}
        self._plain = not console.is_terminal or desk.as_json
        self._console = console
        self._told = time.monotonic()
        self._told_of: dict[str, float] = {}
        self._state: dict[str, Progress] = {}
        self._bars = Bars(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=console, transient=True, disable=self._plain,
        )  # fmt: skip
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def tell(self, progress: Progress) -> None:
        """Take one report of a crawl process."""
        self._state[progress.region] = progress
        if self._desk.as_json:
            self._line(progress)
        elif self._plain:
            self._words()
        else:
            self._bar(progress)

    def _line(self, progress: Progress) -> None:
        over = _answered(progress) == progress.planned
        if not over and time.monotonic() - self._told_of.get(progress.region, 0.0) < _EVERY_FOR_MACHINES:
            return
        self._told_of[progress.region] = time.monotonic()
        line = {
            "event": "progress",
            "of": self._of,
            "region": progress.region,
            "planned": progress.planned,
            "fetched": progress.fetched,
            "failed": progress.failed,
            "skipped": progress.skipped,
            "seconds_left": round(self._left(progress)),
            "waits": round(progress.waits),
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        }
        print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201 - a line is the contract

    def _words(self) -> None:
        if time.monotonic() - self._told < _EVERY:
            return
        self._told = time.monotonic()
        planned = sum(p.planned for p in self._state.values())
        done = sum(_answered(p) for p in self._state.values())
        minutes = max(map(self._left, self._state.values())) / 60
        said = self._desk.words(
            f"{done} / {planned} 个地址，就目前所知约剩 {minutes:.0f} 分钟",
            f"{done} / {planned} addresses, about {minutes:.0f} min left for what is known so far",
        )
        self._console.print(said + self._pauses(self._state.values()), markup=False)

    def _pauses(self, told: Iterable[Progress]) -> str:
        """Portals that are left alone for a while, the one that takes longest by name."""
        waiting = [one for one in told if one.waits]
        if not waiting:
            return ""
        longest = max(waiting, key=lambda one: one.waits)
        name, wait = self._names[longest.region], f"{longest.waits:.0f}"
        return self._desk.words(
            f"；{len(waiting)} 个门户拒绝访问、要求暂停或没有响应，{name}将在 {wait} 秒后再试",
            f"; {len(waiting)} portal(s) turn us away, asked for a pause or are silent: {name} waits {wait} s",
        )

    def _bar(self, progress: Progress) -> None:
        alone = len(self._names) <= _BARS
        key = progress.region if alone else ""
        those = [progress] if alone else list(self._state.values())
        if key not in self._tasks:
            self._tasks[key] = self._bars.add_task("")
        self._bars.update(
            self._tasks[key],
            description=(self._names[key] if alone else self._desk.words("全部地区", "all regions"))
            + self._pauses(those),
            completed=sum(map(_answered, those)),
            total=sum(one.planned for one in those),
        )

    def _left(self, progress: Progress) -> float:
        """Seconds that what is planned takes at the host's rate, once it may be asked again."""
        return progress.waits + (progress.planned - _answered(progress)) / self._rates[progress.region]


def _answered(progress: Progress) -> int:
    return progress.fetched + progress.failed + progress.skipped
