"""Logs (运行日志): a JSON line an event in `<data>/logs`, a short line for people on stderr, personal numbers masked.

One file a day (UTC), written by every process of the program: a line is one write to a file opened for appending, so
that lines of several processes never mix. Child processes are told by the environment how to write.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import structlog

from crawler.domain.values.personal_numbers import without_personal_numbers

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

FOLDER: Final = "PORTAL_AUDIT_LOG_FOLDER"
"""Set for child processes: the folder that log files go to."""

STDERR: Final = "PORTAL_AUDIT_LOG_STDERR"
"""Set for child processes: `json` or `short`, and `+` behind it where more than warnings are wanted."""

_PASSWORD = re.compile(r"(?<=://)([^/\s:@]*):[^/\s@]*@")


def configure(*, folder: Path | None, as_json: bool = False, verbose: bool = False) -> None:
    """Send what this process and its children log to the folder and to stderr; without a folder to stderr alone."""
    os.environ[STDERR] = ("json" if as_json else "short") + ("+" if verbose else "")
    if folder is None:
        os.environ.pop(FOLDER, None)
    else:
        os.environ[FOLDER] = str(folder.resolve())
    configure_child()


def configure_child() -> None:
    """Log as the parent process does."""
    style, folder = os.environ.get(STDERR, "short"), os.environ.get(FOLDER)
    stderr = _Stderr()
    stderr.setLevel(logging.INFO if style.endswith("+") else logging.WARNING)
    stderr.setFormatter(_formatter(_to_json() if style.startswith("json") else _short))
    handlers: list[logging.Handler] = [stderr]
    if folder is not None:
        to_file = _DayFile(Path(folder))
        to_file.setLevel(logging.INFO)
        to_file.setFormatter(_formatter(_to_json()))
        handlers.append(to_file)
    root = logging.getLogger()
    for old in list(root.handlers):
        if isinstance(old, (_Stderr, _DayFile)):
            root.removeHandler(old)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("alembic", "asyncio", "httpx", "procrastinate", "scrapy", "twisted", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def mask(value: Any) -> Any:
    """A value with the personal numbers and passwords in its words masked."""
    if isinstance(value, str):
        return _PASSWORD.sub(r"\1:***@", without_personal_numbers(value))
    if isinstance(value, dict):
        return {key: mask(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float)) else mask(str(value))


def _masked(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    del logger, name
    return {key: mask(value) for key, value in event.items()}


def _formatter(*last: Processor) -> logging.Formatter:
    before: list[Processor] = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _masked,
            *last,
        ],
    )


def _to_json() -> Processor:
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _short(logger: WrappedLogger, name: str, event: EventDict) -> str:
    """`08:15:02 warning: judging process ended  region=110000`; a traceback is in the file, its last line here."""
    del logger, name
    moment = str(event.pop("timestamp", ""))[11:19]
    trouble = str(event.pop("exception", "")).strip().rpartition("\n")[2]
    event.pop("logger", None)
    words = f"{moment} {event.pop('level', 'info')}: {event.pop('event', '')}"
    said = " ".join(f"{key}={value}" for key, value in event.items())
    return " ".join("  ".join(filter(None, (words, said, trouble))).splitlines())


class _Stderr(logging.StreamHandler[Any]):
    """Asks for stderr anew each time: whoever calls the command again may have put another in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class _DayFile(logging.Handler):
    """Appends to the file of the day. A folder that cannot be written is told once, and work goes on."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._gave_up = False

    def emit(self, record: logging.LogRecord) -> None:
        if self._gave_up:
            return
        line = f"{self.format(record)}\n".encode(errors="backslashreplace")
        path = self._folder / f"portal-audit-{datetime.now(UTC):%Y%m%d}.jsonl"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            stream = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
            try:
                os.write(stream, line)
            finally:
                os.close(stream)
        except OSError as error:
            self._gave_up = True
            print(f"portal-audit: log {path} cannot be written ({error.strerror}); going on without", file=sys.stderr)  # noqa: T201
