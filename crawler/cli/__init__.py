"""The `portal-audit` command: the only place that knows every part of the program."""

from __future__ import annotations

import logging
import sys

import structlog
import typer
import typer.main

from crawler.cli.app import app
from crawler.cli.exits import Exit
from crawler.cli.options import globals_first
from crawler.errors import UsageError

__all__ = ["app", "main"]


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; every foreseen problem is one line on stderr."""
    given = sys.argv[1:] if arguments is None else arguments
    _logs_to_stderr(verbose="-v" in given or "--verbose" in given)
    command = typer.main.get_command(app)
    try:
        code = command.main(globals_first(given) or ["--help"], prog_name="portal-audit", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        return _say("interrupted; the same command goes on where it stopped", Exit.INTERRUPTED)
    except typer.TyperException as problem:  # a wrong option, argument or command; the parser's own words
        return _say(f"{problem.format_message()}; see portal-audit --help", Exit.USAGE)
    except UsageError as problem:
        return _say(str(problem), Exit.USAGE)
    except BrokenPipeError:
        return Exit.DONE
    return code if isinstance(code, int) else Exit.DONE


def _say(line: str, code: Exit) -> int:
    print(f"portal-audit: {' '.join(line.split())}", file=sys.stderr)  # noqa: T201  one line is the contract
    return code


def _logs_to_stderr(*, verbose: bool) -> None:
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if verbose else logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(stream=sys.stderr, level=logging.INFO if verbose else logging.WARNING)


if __name__ == "__main__":
    raise SystemExit(main())
