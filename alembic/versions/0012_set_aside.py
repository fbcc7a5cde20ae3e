"""What a run left of a region as it was, beside the words that say why; read once from the words of older rows."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# The words of the program that wrote these rows; they stay here whatever it says today.
_SET_ASIDE = "what the round observed of the region before stays"
_OF_LOOKS = re.compile(r"(?:^|; )\d+ (?:address\(es\)|item\(s\)) could not be looked at(?: again)? \(.*$")

_PARTS = sa.table(
    "region_runs",
    sa.column("id", sa.Integer()),
    sa.column("outcome", sa.String()),
    sa.column("reason", sa.String()),
    sa.column("gap", sa.String()),
    sa.column("set_aside", sa.Boolean()),
)


def upgrade() -> None:
    op.add_column(
        "region_runs",
        sa.Column(
            "gap",
            sa.String(),
            nullable=True,
            comment="of the reason, what its archive lacks; null where only earlier looks could not be made again",
        ),
    )
    op.add_column(
        "region_runs",
        sa.Column(
            "set_aside",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="whether what an earlier run of the round observed stays, because this one was gathered worse",
        ),
    )
    connection = op.get_bind()
    rows = connection.execute(sa.select(_PARTS.c.id, _PARTS.c.outcome, _PARTS.c.reason).where(_PARTS.c.reason != ""))
    for number, outcome, reason in rows.all():
        gap, set_aside = _read(reason)
        values = {"gap": gap if outcome == "incomplete" else None, "set_aside": set_aside}
        if any(values.values()):
            connection.execute(_PARTS.update().where(_PARTS.c.id == number).values(**values))


def _read(reason: str) -> tuple[str | None, bool]:
    set_aside = reason.endswith(_SET_ASIDE)
    rest = reason.removesuffix(_SET_ASIDE).removesuffix("; ") if set_aside else reason
    return _OF_LOOKS.sub("", rest) or None, set_aside


def downgrade() -> None:
    op.drop_column("region_runs", "set_aside")
    op.drop_column("region_runs", "gap")
