"""What was judged, put by in a file, however much it is: the database is written in one go, judging comes before."""

from __future__ import annotations

import pickle
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from crawler.verdicts.fold import Judged

    Read = Callable[[], Iterator[Judged]]

_NAME = "judged"


@contextmanager
def put_by(judged: Iterable[Judged]) -> Iterator[Read]:
    """All of it judged, in a file without a name; it can be read more than once."""
    with tempfile.TemporaryFile(prefix="portal-audit-") as file:
        _write(judged, file)
        yield lambda: _read(file)


@contextmanager
def kept_in(folder: Path, judged: Callable[[], Iterable[Judged]], *, again: bool) -> Iterator[Read]:
    """All of it judged, in a file of a folder of ours, which is there until `forget` is called.

    With `again` what is there already is taken as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _NAME
    if not (again and path.exists()):
        making = path.with_suffix(".making")
        try:
            with making.open("wb") as file:
                _write(judged(), file)
        except OSError as problem:
            problem.filename = problem.filename or str(making)  # a full disk names no file by itself
            raise
        making.rename(path)
    with path.open("rb") as file:
        yield lambda: _read(file)


def forget(folder: Path) -> None:
    """Nobody needs it any more."""
    (folder / _NAME).unlink(missing_ok=True)


def _write(judged: Iterable[Judged], file: IO[bytes]) -> None:
    for one in judged:
        pickle.dump(one, file)


def _read(file: IO[bytes]) -> Iterator[Judged]:
    file.seek(0)
    while True:
        try:
            yield pickle.load(file)  # noqa: S301  our own file
        except EOFError:
            return
