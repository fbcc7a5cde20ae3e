"""One command from its words to its exit code: the only place that knows every part of the program."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog
import typer
import typer.main

from crawler import logs
from crawler.cli.app import app
from crawler.cli.exits import Exit
from crawler.cli.options import globals_first
from crawler.cli.parsing import parser_words
from crawler.cli.spoken import GOES_ON, spoken
from crawler.domain.check import Text
from crawler.errors import LeaseLostError, NotArchivedError, UsageError, system_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_log = structlog.get_logger(__name__)


_BY_CTRL_C = 130
"""What the parser answers when Ctrl-C ended a command that has nothing to say about it."""

_MACHINE = frozenset(
    {
        errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOENT, errno.ENOTDIR, errno.EISDIR,
        errno.EEXIST, errno.ENOTEMPTY, errno.ENAMETOOLONG, errno.EMFILE, errno.ENFILE, errno.ELOOP, errno.EFBIG,
        errno.EIO, errno.ESTALE,
    }
)  # fmt: skip
"""What only the owner of the machine can mend: files that cannot be written, made or found, a full or broken disk."""


def answer(arguments: list[str] | None) -> int:
    """Run one command and return its exit code; every foreseen problem is one line on stderr."""
    given = sys.argv[1:] if arguments is None else arguments
    logs.configure(folder=None, as_json="--json" in given, verbose="-v" in given or "--verbose" in given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # what a portal wrote need not be a character that can be shown
    command = typer.main.get_command(app)
    try:
        with _polite_kill():
            code = command.main(globals_first(given) or ["--help"], prog_name="portal-audit", standalone_mode=False)
            sys.stdout.flush()
        if code == _BY_CTRL_C:
            raise KeyboardInterrupt  # noqa: TRY301  told below, whoever noticed it
    except (typer.Abort, KeyboardInterrupt):
        return _say(GOES_ON, given, Exit.INTERRUPTED)
    except typer.TyperException as problem:  # a wrong option, argument or command; the parser's own words
        said, shown = parser_words(problem), _help_of(given)
        return _say(Text(f"{said.zh}；用法见 {shown}", f"{said.en}; {shown} says what there is"), given, Exit.USAGE)
    except LeaseLostError as problem:
        line = Text(
            f"{problem.zh}；重新执行同一命令即可继续", f"{problem.en}; the same command goes on where it stopped"
        )
        return _say(line, given, Exit.INTERRUPTED)
    except NotArchivedError as problem:
        return _say(Text(problem.zh, problem.en), given, Exit.OUR_FAULT)
    except UsageError as problem:
        return _say(Text(problem.zh, problem.en), given, Exit.USAGE)
    except BrokenPipeError:
        # Whoever read the answer has seen enough; Python must not complain about it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except OSError as problem:
        if problem.errno not in _MACHINE:
            raise
        _log.debug("the machine refused", exc_info=problem)
        return _say(_machine_says(problem), given, Exit.USAGE)
    return code if isinstance(code, int) else Exit.DONE


def _help_of(given: list[str]) -> str:
    """The help that belongs to what was typed: that of the command, where there is one of that name."""
    names = {one.callback.__name__ for one in app.registered_commands if one.callback is not None}
    command = next((word for word in given if word in names), None)
    return f"`portal-audit {command} --help`" if command else "`portal-audit --help`"


def _machine_says(problem: OSError) -> Text:
    """A folder or a disk that is not as it should be, and what to do about it."""
    named = problem.filename is not None
    where = Text(f"{problem.filename}：", f"{problem.filename}: ") if named else Text("", "")
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        mend = Text(
            "请腾出空间后重新执行同一命令，已存的内容还在",
            "make room, then give the same command again; what is stored stays",
        )
    else:
        mend = Text(
            "请处理，或另指一处（--data 指全部数据，--out 指写出的文件）",
            "mend that, or name another place (--data for everything, --out for what is written)",
        )
    return Text(f"{where.zh}{system_words(problem)}；{mend.zh}", f"{where.en}{problem.strerror}; {mend.en}")


@contextmanager
def _polite_kill() -> Iterator[None]:
    """A polite kill ends a command as Ctrl-C does: what is safe stays safe, and the exit code says that it goes on."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _say(line: Text, given: list[str], code: Exit) -> int:
    said = line.en if spoken(given) == "en" else line.zh
    print(f"portal-audit: {' '.join(said.split())}", file=sys.stderr)  # noqa: T201  one line is the contract
    return code
