"""Files of the archive that cannot be written or read: our own fault, told apart from every failure of a portal."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from crawler.errors import EvidenceDamagedError, NotArchivedError, system_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

P = ParamSpec("P")
R = TypeVar("R")


def archiving(write: Callable[P, R]) -> Callable[P, R]:
    """A function that writes evidence; a NotArchivedError where the machine lets it not. Another's lock is no fault."""

    @functools.wraps(write)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return write(*args, **kwargs)
        except BlockingIOError:
            raise
        except OSError as problem:
            raise not_archived(problem) from problem

    return told


def not_archived(problem: OSError, where: Path | None = None) -> NotArchivedError:
    """What the machine said, and what to do about it; `where` is the folder if it names no file."""
    place = problem.filename or where
    return NotArchivedError(
        (
            f"证据写不{f'进 {place}' if place else '了'}：{system_words(problem)}；"
            "请检查数据文件夹所在的磁盘，再执行同一命令"
        ),
        f"evidence cannot be written{f' to {place}' if place else ''}: {problem.strerror}; "
        "see to the disk of the data folder, then give the same command again",
    )


def unreadable(path: Path, line: int) -> EvidenceDamagedError:
    """A line of a file of ours that is none, and what to do about it."""
    return EvidenceDamagedError(
        f"{path}：第 {line} 行读不出；请用备份恢复该文件（docs/verify_evidence.py 可查出其他损坏）",
        f"{path}: line {line} cannot be read; restore the file from its copy "
        "(docs/verify_evidence.py says what else is damaged)",
    )


def cut_to_lines(path: Path) -> None:
    """Cut a file to its last whole line: what a killed writer, or a full disk, left half done would spoil the next."""
    if not path.exists():
        return
    with path.open("rb+") as stream:
        size = kept = stream.seek(0, os.SEEK_END)
        while kept:
            start = max(0, kept - _BLOCK)
            stream.seek(start)
            found = stream.read(kept - start).rfind(b"\n")
            if found >= 0:
                kept = start + found + 1
                break
            kept = start
        if kept != size:
            stream.truncate(kept)


_BLOCK = 1 << 16
