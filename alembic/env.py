"""Runs the migrations: on the connection that the program hands in, else on the database of PORTAL_AUDIT_DB."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Literal

from alembic import context
from sqlalchemy import Enum

import models
from crawler.errors import UsageError
from crawler.storage import open_database

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext
    from sqlalchemy import Connection

# Any number will do that nobody else in the same PostgreSQL uses for the same purpose.
ADVISORY_LOCK = 720_154_338

LONGEST_WAIT_MS = 3_000
"""A migration that waits for a table makes everybody wait who comes after it: rather give up and try again."""

LONGEST_STATEMENT_MS = 15 * 60_000


def render_item(kind: str, item: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write the plain type of our own column types: a migration must not change when they do."""
    del autogen_context
    if kind != "type":
        return False
    if isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    plain = {
        models.UtcDateTime: "sa.DateTime(timezone=True)",
        models.PortalText: "sa.String()",
    }
    return plain.get(type(item), False)


def migrate(connection: Connection) -> None:
    """Take one database through the migrations, one process at a time, while others may be at work on it.

    PostgreSQL: a transaction a migration, so that what is done stays done; none waits long for a lock, since whoever
    comes after it would wait as well. SQLite: all in one transaction, which is its only lock.
    """
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        take_turn(connection)
    # A batch drops and rebuilds a table, which must not touch the rows that refer to it; the switch works only outside
    # a transaction.
    driver = connection.connection.driver_connection
    if sqlite and driver is not None:
        driver.execute("PRAGMA foreign_keys = OFF")
    try:
        context.configure(
            connection=connection,
            target_metadata=models.Base.metadata,
            render_item=render_item,
            compare_type=True,
            # SQLite cannot alter a column; a batch copies the table.
            render_as_batch=sqlite,
            # True for SQLite too, since crawler.storage begins its transactions itself.
            transactional_ddl=True,
            transaction_per_migration=not sqlite,
        )
        with context.begin_transaction():
            context.run_migrations()
    finally:
        if sqlite and driver is not None:
            connection.commit()
            driver.execute("PRAGMA foreign_keys = ON")


def take_turn(connection: Connection) -> None:
    """Wait until no other process migrates this database; the lock lasts as long as the connection."""
    until = time.monotonic() + context.config.attributes.get("patience", 60.0)
    while not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({ADVISORY_LOCK})").scalar():
        connection.commit()
        if time.monotonic() > until:
            raise UsageError("another process is migrating this database and does not come to an end; look at that one")
        time.sleep(0.2)
    connection.exec_driver_sql(f"SET lock_timeout = {LONGEST_WAIT_MS}")
    connection.exec_driver_sql(f"SET statement_timeout = {LONGEST_STATEMENT_MS}")
    connection.commit()


given: Connection | None = context.config.attributes.get("connection")
if context.is_offline_mode():
    raise UsageError("SQL scripts are not written: run the migrations on the database itself")
if given is not None:
    migrate(given)
else:
    engine = open_database(os.environ.get("PORTAL_AUDIT_DB", "sqlite:///var/portal-audit.sqlite"))
    with engine.connect() as own:
        migrate(own)
