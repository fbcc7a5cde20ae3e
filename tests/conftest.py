"""Databases for every test that stores: SQLite in a file, PostgreSQL from a temporary server."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy.engine import make_url

from crawler import storage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

_NUMBERS = count()


def _unavailable(reason: str) -> None:
    """Skip the tests that need PostgreSQL; on the build machine that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _server_programs() -> Path | None:
    """The folder of the server's programs. Wrappers on the PATH do not know the other ones, so packages come first."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3].split(".")[0]))
    if packaged:
        return packaged[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _as_user() -> tuple[list[str], pwd.struct_passwd | None]:
    """What to put before a server command: the server refuses to run as root."""
    if os.geteuid() != 0:
        return [], None
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        if shutil.which("setpriv"):
            return ["setpriv", *ids], user
    _unavailable("PostgreSQL cannot run as root, and there is no setpriv or no user postgres or nobody to run it as")
    raise AssertionError


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that listens on a socket of its own only."""
    programs = _server_programs()
    if programs is None:
        _unavailable("PostgreSQL is not installed: no initdb on the PATH or below /usr/lib/postgresql")
        raise AssertionError
    before, user = _as_user()
    # A socket's path may have 107 characters, which pytest's own folders can exceed.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    data = folder / "data"
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C.UTF-8"}

    def do(*words: str) -> None:
        done = subprocess.run(
            [*before, *words], env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode != 0:
            pytest.fail(f"{words[0]}: {done.stdout}{done.stderr}")

    control = str(programs / "pg_ctl")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c full_page_writes=off"
    do(str(programs / "initdb"), "-D", str(data), "-U", "audit", "-A", "trust", "-E", "UTF8", "--no-sync")
    do(control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql://audit@/postgres?host={folder}"
    finally:
        do(control, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database."""
    name = f"audit_{next(_NUMBERS)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    yield str(make_url(postgres_server).set(database=name).render_as_string(hide_password=False))
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: the test runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'audit.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An opened database with the newest tables, of both kinds."""
    storage.upgrade(database_url)
    opened = storage.open_database(database_url)
    yield opened
    opened.dispose()
