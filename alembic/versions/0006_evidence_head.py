"""The head of a region's evidence chain, and what each host was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("region_runs") as table:
        table.add_column(
            sa.Column("evidence_head", sa.String(), nullable=True, comment="last link of its sealed evidence's chain")
        )
        table.add_column(
            sa.Column("traffic", sa.JSON(), nullable=True, comment="a host: requests, bytes, refusals, peak rate")
        )


def downgrade() -> None:
    with op.batch_alter_table("region_runs") as table:
        table.drop_column("traffic")
        table.drop_column("evidence_head")
