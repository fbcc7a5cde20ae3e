"""Locks: one command works on a region, one process writes its archive; a lock dies with its process."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from crawler.errors import BusyError, UsageError, system_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

_ORPHANS_END_WITHIN = 60.0
"""Seconds that the crawl processes of a killed parent get: they notice it within seconds and end what they began."""

_LOOK_LASTS = 0.5
"""Seconds after which a lock that is held is not only looked at."""


def locked(path: Path) -> IO[bytes]:
    """An exclusive lock: two writers would tear the files apart. BlockingIOError when another process holds it."""
    import fcntl  # noqa: PLC0415 - POSIX only; reading an archive must work elsewhere too

    stream = path.open("ab")
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        stream.close()
        raise BlockingIOError(f"another process is gathering into {path.parent}") from error
    return stream


@contextmanager
def working_on(data: Path, regions: Iterable[str]) -> Iterator[None]:
    """Hold regions: none is gathered by two commands at once, which would ask its hosts at twice their rate.

    A BusyError while another command works on one of them, a UsageError where the data folder cannot be written.
    """
    folder = data / "locks"
    with ExitStack() as held:
        for region in regions:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                held.enter_context(_locked_soon(folder / region))
            except BlockingIOError as error:
                raise BusyError(
                    f"另一个进程正在处理地区 {region}；等它结束，或停掉它再执行一次本命令",
                    f"another process works on region {region}; wait for its end, or stop it and give the command "
                    "again",
                ) from error
            except OSError as error:
                raise UsageError(
                    f"{folder}：不能写入（{system_words(error)}）；用 --data 换一个数据文件夹",
                    f"{folder}: cannot be written ({error.strerror}); choose another data folder with --data",
                ) from error
        yield


def _locked_soon(path: Path) -> IO[bytes]:
    """The same, past the instant for which somebody only looks whether the lock is held."""
    until = time.monotonic() + _LOOK_LASTS
    while True:
        try:
            return locked(path)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def is_deserted(data: Path, region: str) -> bool:
    """Whether no process of this machine works on a region that somebody began with in this data folder."""
    import fcntl  # noqa: PLC0415 - as above

    try:
        with (data / "locks" / region).open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # held; or there is no such file: whoever works on it has another data folder
        return False
    return True


def wait_for_orphans(data: Path, run: str, regions: Iterable[str]) -> None:
    """Wait until no crawl process of an earlier, killed attempt gathers these regions any more."""
    until = time.monotonic() + _ORPHANS_END_WITHIN
    for region in regions:
        path = data / "evidence" / run / region / "lock"
        while path.exists():
            try:
                locked(path).close()
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise BusyError(
                        f"地区 {region}：上一次的采集进程还没有结束；等它结束，或停掉那个进程",
                        f"region {region}: {error}; wait for its end, or stop that process",
                    ) from error
                time.sleep(0.2)
            else:
                break
