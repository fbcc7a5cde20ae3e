"""What another network saw after a visit that was missed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "visits",
        sa.Column(
            "second",
            sa.String(),
            nullable=True,
            comment="evidence id of the look through another network, null where none counts",
        ),
    )
    op.add_column(
        "visits",
        sa.Column("confirmed", sa.Boolean(), nullable=True, comment="whether that look missed the page as well"),
    )


def downgrade() -> None:
    op.drop_column("visits", "confirmed")
    op.drop_column("visits", "second")
