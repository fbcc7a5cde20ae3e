"""The database: SQLite in a file or PostgreSQL, its sessions and its migrations."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

import models
from crawler.domain.check import Text
from crawler.errors import DatabaseFullError, UsageError, system_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

_BUSY_SECONDS = 300
"""How long a writer of SQLite waits for another: a region of 20,000 guides is stored in one transaction."""

_LONGEST_LOG = 64 << 20
"""Bytes of SQLite's log that stay on disk once it is empty: else it keeps the size of the largest region."""

_BETWEEN_TRIES = 2.0
"""Seconds between two tries of a migration that somebody else's lock held up."""

_LOCKED = frozenset({"55P03", "40P01"})
"""PostgreSQL's codes for a lock that did not come in time, and for a deadlock."""

_FULL = frozenset({"53100", "SQLITE_FULL"})
"""PostgreSQL's and SQLite's codes for a full disk."""

_OF_THE_DATABASE = (DatabaseError, OperationalError)
"""What is raised where a database is damaged, or away, full, locked; the other errors of its kind are bugs of ours."""

_WRITES = {"portal_audit_writes": True}

_log = structlog.get_logger(__name__)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _json(value: models.JsonValue) -> str:
    """JSON that a database takes, although its words come from a portal."""
    text = _ENCODER.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _json(_storable(value))
    # PostgreSQL refuses the escape as well; behind another backslash it only looks like one, which does no harm.
    return _ENCODER.encode(_storable(value)) if "\\u0000" in text else text


def _storable(value: models.JsonValue) -> models.JsonValue:
    if isinstance(value, str):
        return models.storable(value)
    if isinstance(value, list):
        return [_storable(part) for part in value]
    if isinstance(value, dict):
        return {models.storable(key): _storable(part) for key, part in value.items()}
    return value


def _url(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        # The address itself is not repeated: a password may stand anywhere in it.
        raise UsageError(
            "数据库地址（--db、PORTAL_AUDIT_DB）读不懂；应写 sqlite:///path/to/file 或 postgresql://user@host/name",
            "the database address (--db, PORTAL_AUDIT_DB) cannot be read; "
            "write sqlite:///path/to/file or postgresql://user@host/name",
        ) from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        if url.database in {None, "", ":memory:"}:
            raise UsageError(
                "内存数据库用完即失；应写 sqlite:///path/to/file",
                "a database in memory is lost at once; write sqlite:///path/to/file",
            )
        return url.set(drivername="sqlite")
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise UsageError(
        f"不支持数据库 {backend!r}；应写 sqlite:///path/to/file 或 postgresql://…",
        f"database kind {backend!r} is not supported; write sqlite:///path/to/file or postgresql://…",
    )


def address_shown(url: str) -> str:
    """The address of the database as people may see it, without its password."""
    return _url(url).render_as_string(hide_password=True)


def postgres_address(url: str) -> str | None:
    """The database as PostgreSQL's own programs write its address; None for SQLite."""
    parsed = _url(url)
    if parsed.get_backend_name() == "sqlite":
        return None
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)


def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    del record
    # The driver must not open transactions by itself: it would begin them late and without our choice of lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA journal_size_limit = {_LONGEST_LOG}")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer half-way fails at once when another process wrote meanwhile; a writer waits its turn.
    writes = connection.get_execution_options().get("portal_audit_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def open_database(url: str) -> Engine:
    """Open the database and look whether it answers; a UsageError says in one line why it does not."""
    parsed = _url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        try:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                (
                    f"不能建立数据库 {parsed.database} 所在的文件夹：{system_words(error)}；"
                    "用 --data 换一个文件夹，或用 --db 换一个数据库"
                ),
                f"cannot make the folder of the database {parsed.database}: {error.strerror}; name another folder with "
                "--data, or another database with --db",
            ) from error
    try:
        engine = create_engine(
            parsed,
            json_serializer=_json,
            pool_pre_ping=True,
        )
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
            if engine.dialect.name == "sqlite":
                # Says now, and not after hours of gathering, that the file is no database or cannot be written.
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
                connection.rollback()
                _try_to_write(connection)
    except NoSuchModuleError as error:
        raise UsageError(
            f"缺少数据库驱动：{error}；请连同依赖一起安装 portal-audit",
            f"database driver is missing: {error}; install portal-audit with its dependencies",
        ) from error
    except (DBAPIError, ValueError) as error:
        shown = parsed.render_as_string(hide_password=True)
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = " ".join(str(cause).split())
        raise UsageError(
            f"数据库 {shown} 不能使用：{said}；请看它在不在、能不能写入",
            f"database {shown} cannot be used: {said}; is it there, and writable?",
        ) from error
    return engine


def _try_to_write(connection: Connection) -> None:
    """Begin to write and leave it at that. Where somebody else writes at the moment, writing is possible."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        with connection.execution_options(**_WRITES).begin():
            pass
    except OperationalError as error:
        if not _waited(error):
            raise
    finally:
        driver.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One unchanging view of the database, whatever is written meanwhile. Rows stay readable afterwards."""
    steady: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with _told(engine), Session(engine, expire_on_commit=False, execution_options=steady) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction that writes: all of it or nothing."""
    with (
        _told(engine),
        Session(engine, expire_on_commit=False, execution_options=_WRITES) as session,
        session.begin(),
    ):
        yield session


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """A database that is away, full, locked or damaged is a person's to mend: one line, and nothing half written."""
    try:
        yield
    except DatabaseError as error:
        if type(error) not in _OF_THE_DATABASE:
            raise
        said = " ".join(str(error.orig).split())
        raise (DatabaseFullError if _is_full(error) else UsageError)(
            (
                f"数据库 {engine.url.render_as_string(hide_password=True)} 出错：{said}；"
                "请处理后重新执行同一命令，已存的内容还在"
            ),
            f"database {engine.url.render_as_string(hide_password=True)} failed: {said}; "
            "see to it and give the same command again, what is stored stays",
        ) from error


def _is_full(error: DatabaseError) -> bool:
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return code in _FULL


def _migrations() -> Path:
    installed = Path(__file__).parent / "migrations"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "alembic"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(url: str, step: str, revision: str, patience: float) -> None:
    engine = open_database(url)
    config = _config()
    config.attributes["patience"] = patience
    until = time.monotonic() + patience
    shown = engine.url.render_as_string(hide_password=True)
    try:
        while True:
            try:
                # Not pooled: a lock that lasts as long as the connection must go with it.
                with engine.connect().execution_options(**_WRITES) as connection:
                    connection.detach()
                    config.attributes["connection"] = connection
                    getattr(command, step)(config, revision)
                    connection.commit()
            except DBAPIError as error:
                said = " ".join(str(error.orig).split())
                if _waited(error) and time.monotonic() < until:
                    _log.info("migration waits for whoever is at work on the database", reason=said)
                    time.sleep(_BETWEEN_TRIES)
                    continue
                what = "others hold its tables" if _waited(error) else "a migration failed and is undone"
                what_zh = "数据表被其他进程占用" if _waited(error) else "升级失败，已撤销"
                raise UsageError(
                    f"数据库 {shown}：{what_zh}（{said}）；请处理后执行 `portal-audit db upgrade`",
                    f"database {shown}: {what} ({said}); see to it, then `portal-audit db upgrade`",
                ) from error
            return
    finally:
        engine.dispose()


def _waited(error: DBAPIError) -> bool:
    """Whether it failed only because somebody else held a lock."""
    return getattr(error.orig, "sqlstate", None) in _LOCKED or "database is locked" in str(error.orig)


def upgrade(url: str, *, patience: float = 300.0) -> None:
    """Bring the database to the newest tables; creates them where there are none.

    Safe while others work on it: nothing is locked where nothing is to be done, and whoever holds a table is waited
    for, `patience` seconds at most. A UsageError says in one line why it cannot be done; each migration is done whole
    or not at all.
    """
    have, known = _revision(url)
    if have == known.get_current_head():
        return
    if have is not None and have not in {script.revision for script in known.walk_revisions()}:
        raise UsageError(
            f"数据表属于更新的程序版本（{have}）：请安装那个版本，或换一个数据库",
            f"the tables are of a newer program (revision {have}): install that one, or name another database",
        )
    _migrate(url, "upgrade", "head", patience)


def database_to_read(url: str) -> Engine:
    """The database for whoever only reads, its tables brought up to date.

    Where there are no tables of ours nothing is made: not in a database of somebody else's that was named by mistake,
    and no file where there was none. An empty one in memory stands in, in which no round is known.
    """
    if _has_tables(url):
        upgrade(url)
        return open_database(url)
    empty = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    models.Base.metadata.create_all(empty)
    return empty


def _has_tables(url: str) -> bool:
    """Whether tables of ours are there, found out without a trace; what cannot be looked into is told on opening it."""
    parsed = _url(url)
    if parsed.get_backend_name() != "sqlite":
        return _revision(url)[0] is not None
    path = Path(parsed.database or "")
    if not path.exists():  # below a file nothing can be: that is told on opening it
        return not next(folder for folder in path.absolute().parents if folder.exists()).is_dir()
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            named = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
            return named.fetchone() is not None
    except sqlite3.Error:
        return True


def _revision(url: str) -> tuple[str | None, ScriptDirectory]:
    engine = open_database(url)
    try:
        with _told(engine), engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision(), ScriptDirectory.from_config(_config())
    finally:
        engine.dispose()


def downgrade(url: str, revision: str = "-1") -> None:
    """Take the database back, by one step unless told otherwise."""
    _migrate(url, "downgrade", revision, 300.0)


def check(url: str) -> tuple[Text, ...]:
    """What is wrong with the tables, a line each; empty when they are those that this program wants."""
    engine = open_database(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            have = context.get_current_revision()
            want = ScriptDirectory.from_config(_config()).get_current_head()
            if have != want:
                return (
                    Text(
                        f"数据表的版本：{have or '没有数据表'}，需要 {want}：请执行 `portal-audit db upgrade`",
                        f"tables are at {have or 'nothing'}, wanted is {want}: run `portal-audit db upgrade`",
                    ),
                )
            changes = [_told_change(change) for change in compare_metadata(context, models.Base.metadata)]
            return tuple(Text(f"数据表与程序不符：{change}", change) for change in changes)
    finally:
        engine.dispose()


def _told_change(change: Any) -> str:
    """What would have to change in the tables, in words (`remove table x`); changes of one column come as a list."""
    if isinstance(change, list):
        return "; ".join(map(_told_change, change))
    kind, *about = change
    names = (one if isinstance(one, str) else getattr(one, "name", None) for one in about)
    return " ".join([kind.replace("_", " "), *filter(None, names)])
