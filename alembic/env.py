"""Runs the migrations: on the connection that the program hands in, else on the database of PORTAL_AUDIT_DB."""

from __future__ import annotations

import os
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
    """Take one database through the migrations, in one transaction, one process at a time."""
    sqlite = connection.dialect.name == "sqlite"
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
        )
        with context.begin_transaction():
            if not sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
            context.run_migrations()
    finally:
        if sqlite and driver is not None:
            connection.commit()
            driver.execute("PRAGMA foreign_keys = ON")


given: Connection | None = context.config.attributes.get("connection")
if context.is_offline_mode():
    raise UsageError("SQL scripts are not written: run the migrations on the database itself")
if given is not None:
    migrate(given)
else:
    engine = open_database(os.environ.get("PORTAL_AUDIT_DB", "sqlite:///var/portal-audit.sqlite"))
    with engine.connect() as own:
        migrate(own)
