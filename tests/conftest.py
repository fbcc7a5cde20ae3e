"""What every test may ask for: the machine's programs, databases of both kinds; and CI leaves nothing out."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.engine import make_url

from crawler import storage
from crawler.collector import spare_collector, without_collector
from tests.made_up_region import Sample, made_up_region
from tests.warm_starts import fresh_starts, warm_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from sqlalchemy import Engine


_NUMBERS = count()

# How long a busy machine takes to draw an example, or to answer it, says nothing about what is tested.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

# A second browser starts in the one test that is about it, not in each run of a test.
os.environ["PORTAL_AUDIT_SECOND_BROWSER"] = "none"


ReportT = TypeVar("ReportT", pytest.TestReport, pytest.CollectReport)


@pytest.fixture(scope="session", autouse=True)
def _warm_starts() -> Iterator[None]:
    if sys.platform != "linux":  # libraries of macOS do not take to a fork
        yield
        return
    with warm_starts():
        yield


@pytest.fixture(name="fresh_starts")
def _fresh_starts() -> Iterator[None]:
    """The test looks at how the program itself starts its processes."""
    with fresh_starts():
        yield


@pytest.fixture(scope="session")
def needed() -> Callable[[str, bool], None]:
    """Skip a test, with one clear reason, where something of the machine is missing: `needed("Chromium", found)`."""

    def need(what: str, present: bool) -> None:
        if not present:
            _unavailable(f"missing on this machine: {what}")

    return need


_LONG = (
    *("/soak/", "/gold/test_mutation", "/end_to_end/", "/architectures/", "/cli/", "/gold/", "/gather/", "/queue/"),
    *("/store/", "/export/", "/checks/test_never_raises", "/checks/test_real_values", "/domain/test_intervals"),
    *("/test_architecture", "/calendar/", "/report/", "/outbox/", "/extract/test_guide_growth"),
)
"""Where files take longest: first what waits most, and the one that takes a worker the most work of a core; what comes
after all these takes a second or two, so that workers end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: beside others it costs little, behind them everything waits for it."""

    def place(item: pytest.Item) -> int:
        path = item.path.as_posix()
        return next((at for at, part in enumerate(_LONG) if part in path), len(_LONG))

    items.sort(key=place)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Ten thousand tests are no garbage, neither while they are collected nor later."""
    with without_collector():
        found = yield
    spare_collector()
    return found


@pytest.fixture(scope="session")
def until() -> Callable[[Callable[[], bool]], None]:
    """Wait for something that another process does."""

    def wait(done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 120  # a busy machine takes a minute to start a command
        while not done():
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.02)

    return wait


def _unavailable(reason: str) -> None:
    pytest.skip(reason)


def _loud(report: ReportT) -> ReportT:
    """Under CI a skip is a failure: what CI does not run, nobody runs. A second opinion may be absent."""
    wanted = report.skipped and not hasattr(report, "wasxfail") and "second opinion" not in str(report.longrepr)
    if os.environ.get("CI") == "true" and wanted:
        report.outcome = "failed"
        report.longrepr = f"skipped under CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _loud((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _loud((yield))


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


class PostgresServer:
    """A PostgreSQL server that listens on a socket of its own only."""

    def __init__(self, programs: Path) -> None:
        self._before, user = _as_user()
        self._control = str(programs / "pg_ctl")
        # A socket's path may have 107 characters, which pytest's own folders can exceed.
        self._folder = Path(tempfile.mkdtemp(prefix="pg"))
        self._data = self._folder / "data"
        self.url = f"postgresql://audit@/postgres?host={self._folder}"
        if user is not None:
            os.chown(self._folder, user.pw_uid, user.pw_gid)
        initdb = [str(programs / "initdb"), "-D", str(self._data), "-U", "audit", "-A", "trust", "-E", "UTF8"]
        assert self._do(*initdb, "--no-sync") == "", "initdb failed"

    def start(self) -> None:
        """Start it; after a kill as soon as the last of its processes is gone."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._folder}' -c fsync=off"
        for _ in range(60):
            log = str(self._folder / "log")
            wrong = self._do(
                self._control,
                "-D",
                str(self._data),
                "-o",
                f"{options} -c full_page_writes=off",
                "-l",
                log,
                "-w",
                "start",
            )
            if not wrong:
                return
            time.sleep(0.5)
        pytest.fail(wrong)

    def kill(self) -> None:
        """Kill it with SIGKILL; its other processes notice that and end."""
        os.kill(int((self._data / "postmaster.pid").read_text(encoding="utf-8").split()[0]), signal.SIGKILL)

    def remove(self) -> None:
        """Stop it and delete everything."""
        self._do(self._control, "-D", str(self._data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _do(self, *words: str) -> str:
        """Run a program of the server; what it said where it failed."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [*self._before, *words], env=environment, cwd=self._folder, capture_output=True, text=True, check=False,
            timeout=120,
        )  # fmt: skip
        return "" if done.returncode == 0 else f"{words[0]}: {done.stdout}{done.stderr}"


def _new_server() -> PostgresServer:
    programs = _server_programs()
    if programs is None:
        _unavailable("PostgreSQL is not installed: no initdb on the PATH or below /usr/lib/postgresql")
        raise AssertionError
    server = PostgresServer(programs)
    server.start()
    return server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server that the tests share."""
    server = _new_server()
    yield server.url
    server.remove()


@pytest.fixture
def mortal_postgres() -> Iterator[PostgresServer]:
    """A server of the test's own, to be killed and started again."""
    server = _new_server()
    yield server
    server.remove()


@contextmanager
def _postgres_database(server: str, template: str = "template1") -> Iterator[str]:
    name = f"audit_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database."""
    with _postgres_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: str) -> Iterator[str]:
    with _postgres_database(postgres_server) as url:
        storage.upgrade(url)
        yield str(make_url(url).database)


@pytest.fixture
def postgres_tables(postgres_server: str, _postgres_template: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database with the newest tables: migrated once, then copied."""
    with _postgres_database(postgres_server, _postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "audit.sqlite"
    storage.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_tables(_sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database with the newest tables: migrated once, then copied."""
    return f"sqlite:///{shutil.copyfile(_sqlite_template, tmp_path / 'audit.sqlite')}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """The test runs on both kinds."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of both kinds."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path / 'audit.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def engine(database_kind: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An opened database with the newest tables, of both kinds."""
    opened = storage.open_database(request.getfixturevalue(f"{database_kind}_tables"))
    yield opened
    opened.dispose()


@pytest.fixture
def sample() -> Sample:
    """A made-up region whose texts do what texts of portals do to databases and spreadsheets."""
    return made_up_region()
